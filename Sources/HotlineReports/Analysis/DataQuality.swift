import func Foundation.exp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What is wrong with the data that a report rests on: rejected rows, names that no file of names knows, days without calls.
struct DataQuality {
  let sources: [SourceReport]
  let rejects: [RejectCount]
  /// Names that the files of names do not know, with how many calls or orders bear them, by dimension; `nil` where that is hidden.
  let unknownNames: [(dimension: Dimension, names: [(name: String, facts: Double?)])]
  /// Facts without a name, by dimension.
  let unnamed: [(dimension: Dimension, share: Double)]
  /// Days without a call on a line that had calls in the period.
  let missingDays: [SilentDays]
  /// Whether no number of rows may be told: a file often holds the calls of one hotline in one month, and its rows are their count.
  private let isPublic: Bool

  /// The days without a call of a line that had calls in the period.
  struct SilentDays {
    let line: String
    /// The runs of them.
    let days: [Period]
    /// How many calls a day of the period had, on average.
    let callsPerDay: Double
    /// Whether so many days without a call are to be expected where calls come by chance (Poisson), on working days and on days off: in one of a
    /// hundred such times, or about twice as often, since calls come in bursts.
    let isExpected: Bool
  }

  init(period: Period, engine: MetricEngine, asOf: Int64) throws {
    isPublic = engine.hiddenUnder != nil
    // What the report is made of are calls and work orders, and sums of them.
    sources = try engine.data.sources(of: period).filter { [.call, .workOrder, .tally].contains($0.kind) }
    let files = Set(sources.map(\.file))
    rejects =
      sources.contains { $0.rejected > 0 } ? try engine.data.rejectCounts().filter { files.contains($0.file) } : []
    let counts = engine.catalog.reports.volumes
    var unknown: [(Dimension, [(name: String, facts: Double?)])] = []
    var unnamed: [(Dimension, Double)] = []
    for dimension in [Dimension.district, .unit] {
      let table = try engine.values(
        MetricQuery(metrics: counts, slice: Slice(period: period), groups: [.dimension(dimension)], asOf: asOf))
      let facts = Dictionary(grouping: table.values) { $0.labels[0] }.mapValues {
        $0.reduce(0) { $0 + ($1.value ?? 0) }
      }
      let hidden = Set(table.values.filter(\.isSuppressed).map { $0.labels[0] })
      let names = facts.filter { name, count in
        !name.isEmpty && !engine.data.isKnown(name, in: dimension) && (count > 0 || hidden.contains(name))
      }
      unknown.append(
        (
          dimension,
          names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            ($0.key, hidden.contains($0.key) ? nil : $0.value)
          }
        ))
      let total = facts.values.reduce(0, +)
      // A share of what is shown is none of all.
      if total > 0, hidden.isEmpty { unnamed.append((dimension, (facts[""] ?? 0) / total)) }
    }
    unknownNames = unknown
    self.unnamed = unnamed
    missingDays =
      try engine.catalog.reports[.calls].map { try Self.missingDays($0, period: period, engine: engine, asOf: asOf) }
      ?? []
  }

  private static func missingDays(
    _ calls: Metric, period: Period, engine: MetricEngine, asOf: Int64
  ) throws -> [SilentDays] {
    let rows = try engine.data.sums(
      SumQuery(measures: calls.numerator, period: period, groups: [.dimension(.line), .day], asOf: asOf))
    let daysWithCalls = Dictionary(grouping: rows.filter { ($0.values[0] ?? 0) > 0 }) { $0.labels[0] }
    let last = min(period.last, LocalDay(containing: asOf))
    guard period.first <= last else { return [] }
    let hidden = try hiddenLines(calls, period: period, engine: engine, asOf: asOf)
    return daysWithCalls.sorted { $0.key < $1.key }.compactMap { line, rows in
      if hidden.contains(line) { return nil }
      let days = Set(rows.compactMap { LocalDay(iso: $0.labels[1])?.number })
      let runs = Gaps.runs(of: period.first.number...last.number, without: days).map { run in
        Period(first: LocalDay(number: run.first), last: LocalDay(number: run.first + run.count - 1))
      }
      let calls = rows.reduce(0) { $0 + ($1.values[0] ?? 0) }
      let all = last.number - period.first.number + 1
      let byDay = Dictionary(rows.map { ($0.labels[1], $0.values[0] ?? 0) }) { first, _ in first }
      let kinds = Dictionary(grouping: (period.first.number...last.number).map(LocalDay.init(number:))) { day in
        engine.data.isWorkingDay(day) ?? (day.weekday < 6)
      }
      let isExpected = kinds.values.allSatisfy { days in
        let counts = days.map { byDay[$0.iso] ?? 0 }
        let mean = counts.reduce(0, +) / Double(days.count)
        return Self.mayBeSilent(counts.count { $0 == 0 }, where: Double(days.count) * exp(-mean))
      }
      return SilentDays(line: line, days: runs, callsPerDay: calls / Double(all), isExpected: isExpected)
    }
  }

  /// The lines of which a public version hides the calls of a month: on which days there were none tells of the others.
  private static func hiddenLines(
    _ calls: Metric, period: Period, engine: MetricEngine, asOf: Int64
  ) throws -> Set<String> {
    guard engine.hiddenUnder != nil else { return [] }
    let months = try engine.values(
      MetricQuery(
        metrics: [calls], slice: Slice(period: period), groups: [.dimension(.line), .month], asOf: asOf)
    ).values
    return Set(months.filter(\.isSuppressed).map { $0.labels[0] })
  }

  /// Whether so many days may be silent where on average so many are.
  private static func mayBeSilent(_ count: Int, where expected: Double) -> Bool {
    guard Double(count) > 2 * expected else { return true }
    var (term, fewer) = (exp(-expected), 0.0)
    for number in 0..<count {
      fewer += term
      term *= expected / Double(number + 1)
    }
    return 1 - fewer >= 0.01
  }

  private static let remarksShown = 10

  /// What was noticed about fields of the files; nothing in public: a remark may name words of few cells.
  private var remarks: [(file: String, remark: ReadingRemark)] {
    isPublic ? [] : sources.flatMap { source in source.remarks.filter { $0.field != nil }.map { (source.file, $0) } }
  }

  /// Rows rejected in all files.
  var rejected: Int { sources.reduce(0) { $0 &+ $1.rejected } }

  /// Blocks that show it.
  func blocks(_ language: Language) -> [Document.Block] {
    var findings = [RichText(filesAndRows(language))]
    for (dimension, names) in unknownNames {
      let kind = KPITable.name(.dimension(dimension))(language)
      let listed = names.map { name in name.name + (name.facts.map { " (\(NumberText.count($0)))" } ?? "") }
      findings.append(
        RichText(
          names.isEmpty
            ? language("\(kind)：没有名录以外的名称。", "\(kind): no names beyond the list.")
            : language(
              "\(kind)：名录以外的名称 \(names.count) 个：\(language.list(listed, first: 10))。请补入名录或别名。",
              "\(kind): \(language.plural(names.count, "name", "names")) beyond the list: \(language.list(listed, first: 10)). Add them to the file of names."
            )
        )
      )
    }
    for (dimension, share) in unnamed where share > 0 {
      let kind = KPITable.name(.dimension(dimension))(language)
      findings.append(
        RichText(
          language(
            "\(kind)：\(NumberText.percent(share)) 的来电和工单未填。",
            "\(kind): not given for \(NumberText.percent(share)) of calls and orders.")))
    }
    for missing in missingDays {
      let (line, listed) = (missing.line, missing.days.map(\.text))
      findings.append(
        RichText(
          listed.isEmpty
            ? language(
              "\(line)：截至数据所到之日，每天都有来电记录。", "\(line): calls on every day up to where the data reach.")
            : language(
              "\(line)：无来电记录的日期：\(language.list(listed, first: 10))。",
              "\(line): days without calls: \(language.list(listed, first: 10)). ") + silence(missing, language)))
    }
    findings += remarks.prefix(Self.remarksShown).map { file, remark in
      RichText(
        language(
          "\(file)：\(remark.text.zh)（\(remark.count)）。", "\(file): \(remark.text.en) (\(remark.count))."))
    }
    var blocks: [Document.Block] = [.list(findings), .table(sourceTable(language))]
    if !rejects.isEmpty { blocks.append(.table(rejectTable(language))) }
    return blocks
  }

  /// How many files there are, and how many of their rows were rejected.
  private func filesAndRows(_ language: Language) -> String {
    let files = language("本期涉及来源文件 \(sources.count) 个", language.plural(sources.count, "source file", "source files"))
    let rows = sources.reduce(0) { $0 + $1.rows - $1.header - $1.blank - $1.skipped }
    let share = rows > 0 ? NumberText.percent(Double(rejected) / Double(rows)) : "–"
    guard !isPublic else { return files + language("，拒绝行占 \(share)。", ", \(share) of their rows rejected.") }
    let (all, lost) = (NumberText.count(Double(rows)), NumberText.count(Double(rejected)))
    return files + language("，数据行 \(all)，拒绝 \(lost) 行（\(share)）。", ", \(all) data rows, \(lost) rejected (\(share)).")
  }

  /// What days without calls are likely to mean.
  private func silence(_ missing: SilentDays, _ language: Language) -> String {
    if isPublic {
      return missing.isExpected
        ? language("该线来电少，偶有无来电属正常。", "So few calls come that some days without are to be expected.")
        : language("可能是缺少文件，或其记录已被拒绝，请核对。", "A file may be missing, or the rows were rejected: check.")
    }
    let mean = NumberText.decimal(missing.callsPerDay, places: 1)
    if missing.isExpected {
      return language("该线日均仅 \(mean) 通，偶有无来电属正常。", "With \(mean) calls a day some days without are to be expected.")
    }
    let lost = sources.reduce(0) { $1.kind == .call ? $0 &+ $1.rejected : $0 }
    return lost == 0
      ? language("日均 \(mean) 通，可能是缺少文件，请核对。", "With \(mean) calls a day a file may be missing: check.")
      : language(
        "日均 \(mean) 通，可能是缺少文件，或其记录已被拒绝（\(NumberText.count(Double(lost))) 行），请核对。",
        "With \(mean) calls a day a file may be missing, or the rows were rejected (\(NumberText.count(Double(lost)))): check."
      )
  }

  private func sourceTable(_ language: Language) -> ReportTable {
    var table = ReportTable(
      "sources", caption: language("来源文件", "Source files"),
      columns: [
        .init(language("文件", "file")), .init(language("种类", "kind")),
      ])
    let counts: [(name: String, count: (SourceReport) -> Int)] =
      isPublic
      ? []
      : [
        (language("行数", "rows"), \.rows), (language("新增", "new"), \.accepted),
        (language("更新", "updated"), \.updated), (language("重复", "unchanged"), \.unchanged),
        (language("拒绝", "rejected"), \.rejected),
      ]
    table.columns += counts.map { .init($0.name, .trailing) } + [.init("SHA-256")]
    table.rows = sources.map { source in
      .init(
        [.text(source.file), .text(source.kind.name(language))]
          + counts.map { .number(Double($0.count(source)), .count) }
          + [.text(.code(String(source.sha256.prefix(12))))])
    }
    return table
  }

  private func rejectTable(_ language: Language) -> ReportTable {
    var table = ReportTable(
      "rejects", caption: language("拒绝的行", "Rejected rows"),
      note: RichText(language("逐行列出：", "Line by line: ")) + .code("hotline rejects"),
      columns: [
        .init(language("文件", "file")), .init(language("原因（举例）", "reason (an example)")),
        .init(language("行数", "rows"), .trailing),
      ])
    table.rows = rejects.prefix(20).map {
      [.text($0.file), .text($0.detail(language)), .number(Double($0.rows), .count)]
    }
    return table
  }
}
