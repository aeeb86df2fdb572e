import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineText

/// 项目支出绩效自评表 by 财预〔2020〕10号: head and funds, the goal beside what was done, three levels of indicators with target, actual
/// and cause of deviation.
struct NationalForm: FormTables {
  private typealias Cell = ReportTable.Cell

  let cells: ScoreCells
  private var draft: AppraisalDraft { cells.draft }
  private var language: Language { cells.language }

  var tables: [ReportTable] { [head, indicators] }

  // MARK: Head

  private var head: ReportTable {
    let header = draft.form.header
    func label(_ zh: String, _ en: String) -> Cell { Cell.text(language(zh, en)).asHeader }
    let year = draft.form.period.first.iso.prefix(4)
    let done = Narrative.text(draft.narrative.achievements, language)
    var rows: [ReportTable.Row] = [
      ReportTable.Row([Cell.text(draft.form.title(language)).asHeader.spanning(columns: 8)], role: .total),
      [label("（\(year)年度）", "(\(year))").spanning(columns: 8)],
      [label("项目名称", "Project"), Cell.text(header.project(language)).spanning(columns: 7)],
      [
        label("主管部门", "Supervised by"), Cell.text(header.supervisor?(language) ?? "").spanning(columns: 2),
        label("实施单位", "Carried out by"), Cell.text(header.budgetUnit(language)).spanning(columns: 4),
      ],
    ]
    rows += funds
    rows.append([
      label("年度总体目标", "Goal of the year").spanning(rows: 2), label("预期目标", "Aimed at").spanning(columns: 2),
      label("实际完成情况", "Done").spanning(columns: 5),
    ])
    rows.append([Cell.text(header.goal(language)).spanning(columns: 2), Cell.text(done).spanning(columns: 5)])
    let widths: [Double] = [13, 24, 13, 15, 15, 10, 14, 14]
    return ReportTable(
      "form-head",
      columns: widths.enumerated().map { .init("", $0.offset < 2 ? .leading : .centre, width: $0.element) }, rows: rows,
      showsHeader: false, hasRowHeaders: false)
  }

  // MARK: Funds

  /// Amounts in 万元 with as many decimals as the books have.
  private func amount(_ yuan: Double?, none: String) -> Cell {
    guard let yuan else { return .absent(none) }
    let value = yuan / 10_000
    let places = (2...6).first { abs(value - Self.rounded(value, places: $0)) < 1e-9 } ?? 6
    return .number(value, NumberFormat(.amount(places: places)))
  }

  private static func rounded(_ value: Double, places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    return (value * scale).rounded() / scale
  }

  private var funds: [ReportTable.Row] {
    let budget = draft.budget
    let plan = draft.form.funds
    let noBudget = language("数据库中没有该项目的预算", "the database has no budget of the project")
    let notGiven = language("表的定义文件未写明", "not given in the form's file")
    let sources = plan?.sources.map { ($0.name, $0.initial, $0.budget, $0.executed) } ?? []
    let usual = Self.usualSources.map { ($0, Double?.none, Double?.none, Double?.none) }
    let shown = sources.isEmpty ? usual : sources
    let heads = [
      ("", ""), ("年初预算数", "Initial budget"), ("全年预算数", "Budget of the year"), ("全年执行数", "Executed"),
      ("分值", "Weight"), ("执行率", "Rate"), ("得分", "Score"),
    ]
    let block = Cell.text(
      language(cells.isPrinted ? "项目资金\n（万元）" : "项目资金（万元）", "Funds (10,000 yuan)")
    ).asHeader.spanning(rows: shown.count + 2)
    var rows = [ReportTable.Row([block] + heads.map { Cell.text(language($0.0, $0.1)).asHeader })]
    let row = draft.sections.first(where: \.isFunds)?.indicators.first
    rows.append([
      Cell.text(language("年度资金总额", "All funds")).asHeader, amount(plan?.initial, none: notGiven),
      amount(budget?.planned, none: noBudget), amount(budget?.executed, none: noBudget),
      row.map(cells.weight) ?? "", .number(budget?.rate, .percent, absent: noBudget), row.map(cells.score) ?? "",
    ])
    rows += shown.map { name, initial, budget, executed -> ReportTable.Row in
      [
        Cell.text(name(language)).asHeader, amount(initial, none: notGiven), amount(budget, none: notGiven),
        amount(executed, none: notGiven), "–", "–", "–",
      ]
    }
    return rows
  }

  private static let usualSources = [
    LocalizedText(zh: "其中：本年财政拨款", en: "of these: appropriation of the year"),
    LocalizedText(zh: "上年结转资金", en: "carried over"), LocalizedText(zh: "其他资金", en: "other funds"),
  ]

  // MARK: Indicators

  private var indicators: ReportTable {
    let columns: [ReportTable.Column] = [
      .init(language("一级指标", "Level 1"), width: 12), .init(language("二级指标", "Level 2"), width: 13),
      .init(language("三级指标", "Level 3"), width: 20), .init(language("年度指标值", "Target"), .centre, width: 16),
      .init(language("实际完成值", "Actual"), .centre, width: 17), .init(language("分值", "Weight"), .trailing, width: 8),
      .init(language("得分", "Score"), .trailing, width: 9),
      .init(language("偏差原因分析及改进措施", "Cause of deviation and improvement"), width: 34),
    ]
    var rows: [ReportTable.Row] = []
    for section in draft.sections where !section.isFunds {
      let groups = Self.groups(of: section)
      let count = groups.reduce(0) { $0 + max(1, $1.rows.count) }
      for (index, group) in groups.enumerated() {
        let block = Cell.text(blockName(section)).asHeader.spanning(rows: count)
        let name = Cell.text(group.name?(language) ?? "").asHeader.spanning(rows: max(1, group.rows.count))
        // A group without a row stays blank.
        let own = group.rows.isEmpty ? [Array(repeating: Cell(""), count: 6)] : group.rows.map(self.cells(of:))
        for (place, line) in own.enumerated() {
          let before: [Cell] = place > 0 ? [] : index > 0 ? [name] : [block, name]
          rows.append(ReportTable.Row(before + line))
        }
      }
    }
    rows.append(
      ReportTable.Row(
        [Cell.text(language("总分", "Total")).asHeader.spanning(columns: 5), cells.totalWeight, cells.total, ""],
        role: .total))
    rows.append(signature)
    return ReportTable("form-scores", columns: columns, rows: rows, hasRowHeaders: false)
  }

  /// 产出指标（50分）; on paper the weight stands on a line of its own.
  private func blockName(_ section: SectionDraft) -> String {
    let weight = NumberText.count(section.weight)
    let gap = cells.isPrinted ? "\n" : ""
    return language("\(section.name.zh)\(gap)（\(weight)分）", "\(section.name.en)\(gap) (\(weight))")
  }

  private func cells(of row: IndicatorDraft) -> [Cell] {
    let none = language("数据不足", "not enough data")
    let actual = FormValue.actual(row).map { Cell.text($0(language)) } ?? Cell.absent(none)
    return [
      .text(row.indicator.name(language)), .text(FormValue.target(row.indicator)(language)), actual, cells.weight(row),
      cells.score(row), .text(cells.tables.causes(row)),
    ]
  }

  /// The rows of each group, in the order of the form's groups, or as they come where it names none.
  private static func groups(of section: SectionDraft) -> [(name: LocalizedText?, rows: [IndicatorDraft])] {
    guard section.groups.isEmpty else {
      return section.groups.map { group in
        (name: Optional(group), rows: section.indicators.filter { $0.indicator.group == group })
      }
    }
    return section.indicators.map { (name: $0.indicator.group, rows: [$0]) }
  }

  private var signature: ReportTable.Row {
    let header = draft.form.header
    func label(_ zh: String, _ en: String) -> Cell { Cell.text(language(zh, en)).asHeader }
    return [
      label("填报人：", "Filled in by"), .text(header.filledInBy?(language) ?? ""), label("联系电话：", "Telephone"),
      .text(header.phone?(language) ?? ""), label("填报日期：", "Date"),
      Cell.text(header.assessedOn.iso).spanning(columns: 3),
    ]
  }

  // MARK: Notes

  var notes: [RichText] {
    let share = NumberText.percent(draft.form.deviation.relative, places: 0)
    return [
      language(
        "注：1.其他资金是指与财政拨款、上年结转资金共同用于同一项目的自有资金、社会资金等。",
        "Notes: 1. Other funds are one's own or society's money spent on the same project."),
      language(
        "2.定量指标完成指标值的得满分，未完成的按完成值与指标值的比例计分；定性指标按达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，分别在该指标分值的100%-80%（含）、80%-60%（含）、60%-0%内计分。",
        "2. What is counted earns its weight when the target is met, else in proportion; what is judged earns 100–80 %, 80–60 % or 60–0 % of its weight."
      ),
      language(
        "3.未完成指标值的，或超过指标值\(share)的，须说明偏差原因及改进措施；一级指标及其分值不得变动。",
        "3. A target missed, or beaten by more than \(share), is explained; blocks and their weights are fixed."),
    ].map { RichText($0) }
  }
}
