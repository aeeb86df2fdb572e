import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Districts or units side by side: volumes, and shares judged against the average of all. Nobody is ranked: members stand
/// in the order of their file.
struct ComparisonTable {
  /// A count shown before the shares.
  struct Volume {
    let metric: Metric
    let values: [MetricValue]
    let link: Anchor?
  }

  /// A share with its funnel.
  struct Share {
    let comparison: GroupComparison
    let line: String?
    let link: Anchor?
  }

  let dimension: Dimension
  let volumes: [Volume]
  let shares: [Share]
  let language: Language

  /// The most members that a table lists: among more a reader finds nobody.
  static let mostListed = 100

  /// The members' names in listing order, cases without one last. Of more than ``mostListed`` those with most cases, and how many are
  /// left out.
  private var names: (listed: [String], leftOut: Int) {
    var sizes: [String: Double] = [:]
    var names: [String] = []
    func add(_ name: String, _ size: Double) {
      if sizes[name] == nil { names.append(name) }
      sizes[name] = max(sizes[name] ?? 0, size)
    }
    for volume in volumes { for value in volume.values { add(value.labels[0], value.value ?? 0) } }
    for share in shares { for member in share.comparison.members { add(member.name, member.cases) } }
    let named = names.filter { !$0.isEmpty }
    guard named.count > Self.mostListed else { return (named + names.filter(\.isEmpty), 0) }
    let largest = Set(
      named.sorted { (sizes[$1] ?? 0, $0) < (sizes[$0] ?? 0, $1) }.prefix(Self.mostListed))
    return (named.filter(largest.contains) + names.filter(\.isEmpty), named.count - largest.count)
  }

  /// A table of calls and one of orders, each where there is something to show.
  ///
  /// - Parameters:
  ///   - anchor: of the first; the second's has `-orders` behind it.
  ///   - number: the number of both in the document, `T4`; `nil` where tables have none.
  ///   - order: the names in the order of their file.
  func tables(_ anchor: Anchor, caption: String, number: String?, order: [String]) -> [ReportTable] {
    let calls = part { $0 == .call }
    let orders = part { $0 != .call }
    func numbered(_ place: Int, _ text: String) -> String { (number.map { "\($0)-\(place) " } ?? "") + text }
    return [
      (calls, anchor, numbered(1, language("\(caption)：来电", "\(caption): calls"))),
      (orders, anchor.appending("orders"), numbered(2, language("\(caption)：工单", "\(caption): orders"))),
    ].compactMap { part, anchor, caption in
      part.volumes.isEmpty && part.shares.isEmpty ? nil : part.table(anchor, caption: caption, order: order)
    }
  }

  private func part(_ isWanted: (FactKind) -> Bool) -> ComparisonTable {
    ComparisonTable(
      dimension: dimension, volumes: volumes.filter { $0.metric.facts.allSatisfy(isWanted) },
      shares: shares.filter { $0.comparison.metric.facts.allSatisfy(isWanted) }, language: language)
  }

  private func table(_ anchor: Anchor, caption: String, order: [String]) -> ReportTable {
    let known = Dictionary(order.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    let (listed, leftOut) = names
    let names = listed.enumerated().sorted {
      (known[$0.element] ?? .max, $0.offset) < (known[$1.element] ?? .max, $1.offset)
    }.map(\.element)
    var table = ReportTable(
      anchor, caption: caption, note: note(leftOut: leftOut),
      columns: [.init(KPITable.name(.dimension(dimension))(language))]
        + volumes.map { .init($0.metric.name(language), .trailing, link: $0.link) }
        + shares.flatMap { share -> [ReportTable.Column] in
          [
            .init(language.name(share.comparison.metric, line: share.line), .trailing, link: share.link),
            .init(language("分子 / 分母", "numerator / denominator"), .trailing),
          ]
        })
    table.rows = names.map { name in
      ReportTable.Row(
        [.text(language.name(name)).asHeader] + volumes.map { cell($0, name) } + shares.flatMap { cells($0, name) })
    }
    table.rows.append(total)
    table.sums = leftOut == 0 ? .columns : []
    return table
  }

  private func note(leftOut: Int) -> RichText {
    let others = NumberText.count(Double(leftOut))
    let smaller =
      leftOut == 0
      ? ""
      : language(
        "件数较少的另有 \(others) 个未列出，合计行包括它们。",
        " \(others) more with fewer cases are not listed; the last row includes them.")
    return RichText(
      language(
        "比率后的符号为与全体的比较：▲显著优于、▼显著差于（超出漏斗图99.8%界限）、↑偏高、↓偏低（95%–99.8%之间），没有符号的在95%界限以内；不足30件不评（…），不足10件不列百分比。不作排名，按名录顺序排列。数量为各热线合计；合计行的比率不含未填的件。",
        "Marks compare with the average of all: ▲ better, ▼ worse (beyond the funnel's 99.8 % limits), ↑ high, ↓ low (95–99.8 %), none within the 95 % limits; fewer than 30 cases are not judged (…), fewer than 10 have no percentage. Not ranked: in the order of the list of names. Counts are of all lines; the last row's rates leave cases without a name out."
      ) + smaller)
  }

  private func cell(_ volume: Volume, _ name: String) -> ReportTable.Cell {
    guard let found = volume.values.first(where: { $0.labels[0] == name }), let value = found.value else {
      let hidden = volume.values.first { $0.labels[0] == name && $0.isSuppressed }
      return hidden.map { .value($0, language) } ?? .absent(language("没有数据", "no data"))
    }
    return ReportTable.Cell.number(value, .count).linked(to: volume.link).of(value)
  }

  private func cells(_ share: Share, _ name: String) -> [ReportTable.Cell] {
    if let hidden = share.comparison.members.first(where: { $0.name == name && $0.value.isSuppressed }) {
      return [.value(hidden.value, language), .value(hidden.value, language)]
    }
    guard let member = share.comparison.members.first(where: { $0.name == name }), member.cases > 0 else {
      return [.absent(language("没有件数", "no cases")), ""]
    }
    let counts = ReportTable.Cell.counts(member.value, language).of(member.cases)
    guard member.cases >= FunnelPlot.fewestShown else {
      return [.absent(language("不足10件", "fewer than 10 cases")).judged(.tooFew), counts]
    }
    let cell = ReportTable.Cell.value(member.value, language).linked(to: share.link).of(member.cases)
    let status = Status(share.comparison.standing(member)).directed(isUp: share.comparison.isAbove(member) ?? false)
    return [name.isEmpty ? cell : cell.judged(status), counts]
  }

  private var total: ReportTable.Row {
    // A sum without the hidden ones is not that of all.
    let sums = volumes.map { volume -> ReportTable.Cell in
      if let hidden = volume.values.first(where: \.isSuppressed) { return .value(hidden, language) }
      return .number(volume.values.reduce(0) { $0 + ($1.value ?? 0) }, .count)
    }
    let averages = shares.flatMap { share -> [ReportTable.Cell] in
      if let hidden = share.comparison.members.first(where: \.value.isSuppressed)?.value {
        return [.value(hidden, language), .value(hidden, language)]
      }
      let named = share.comparison.members.filter { !$0.name.isEmpty }
      let cases = named.reduce(0) { $0 + ($1.value.numerator ?? 0) }
      let all = named.reduce(0) { $0 + $1.cases }
      return [
        .number(share.comparison.funnel?.average, .percent, absent: language("没有件数", "no cases")),
        .counts(ReportTable.Counts(cases, of: all)),
      ]
    }
    return ReportTable.Row([.text(language("合计", "All")).asHeader] + sums + averages, role: .total)
  }
}
