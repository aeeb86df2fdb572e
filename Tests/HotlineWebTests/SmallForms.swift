/// Forms that have one of each: a judged row, an open one, facts, conditions, a figure that missed its target; and one in the national layout
/// that takes rows over from the first.
enum SmallForms {
  static let all = [("small", small), ("national", national), ("broken", "form: [\n")]

  private static let small = """
    form: {zh: 自评表, en: Self-evaluation}
    year: 2019
    header:
      project: {zh: 热线, en: Hotline}
      budget_unit: {zh: 中心, en: Centre}
      department: {zh: 热线部, en: Hotline department}
      recurrent: true
      goal: {zh: 全年无休, en: Open all year}
      assessed_on: 2020-03-12
    rounding: 1
    narrative:
      achievements: {follow: {zh: 另有说明, en: More on this}}
    sections:
      - name: {zh: 投入, en: Input}
        weight: 40
        indicators:
          - id: rules
            name: {zh: 制度, en: Rules}
            weight: 30
            rule: graded
            judgement:
              level: achieved
              points: 27
              attested: {by: A, on: 2020-03-12, document: D}
          - id: open
            name: {zh: 待评的一项, en: An open row}
            weight: 10
            rule: graded
      - name: {zh: 产出, en: Output}
        weight: 60
        indicators:
          - id: connection
            name: {zh: 接通率, en: Connection}
            weight: 30
            rule: proportional
            components:
              - metric: connection_rate
                where: {line: "962200"}
                at_least: 95%
                target_too_low: {confirmed: true, points: 1, reason: {zh: 偏低, en: Too low}}
          - id: facts
            name: {zh: 事实, en: Facts}
            weight: 30
            rule: proportional
            components:
              - fact: {zh: 费用, en: Cost}
                value: 12.5
                unit: yuan
                at_most: 13
                attested: {by: B, on: 2020-03-12, document: E}
              - fact: {zh: 场次, en: Meetings}
                at_least: 3
              - fact: {zh: 名次, en: Place}
                rank: 3
                of: 9
                at_most: 3
            conditions:
              - fact: {zh: 已作分析, en: Analysed}
                met: yes
                points: 2
                reason: {zh: 未作, en: Not done}
                attested: {by: C, on: 2020-03-12, document: F}
              - {targets_too_low: none, points: 1}

    """

  private static let national = """
    form: {zh: 国家表, en: National form}
    layout: national-2020
    uses: small.yaml
    year: 2019
    header:
      supervisor: {zh: 民政局, en: Bureau}
    funds:
      initial: 100
      sources:
        - {name: {zh: 本年, en: this year}, initial: 100, budget: 100, executed: 90}
    sections:
      - name: {zh: 产出, en: Output}
        weight: 100
        groups:
          - {zh: 数量指标, en: Quantity}
          - {zh: 质量指标, en: Quality}
        indicators:
          - id: connection
            use: connection
            group: {zh: 质量指标, en: Quality}
            weight: 50
          - id: rules
            use: rules
            group: {zh: 数量指标, en: Quantity}
            weight: 30
          - id: facts
            name: {zh: 事实, en: Facts}
            group: {zh: 数量指标, en: Quantity}
            weight: 20
            rule: proportional
            cause: {reason: {zh: 有因, en: A cause}}
            components:
              - metric: call_volume
                where: {line: "962200"}
                at_least: 300
                counted_in: {zh: 通, en: calls}

    """
}
