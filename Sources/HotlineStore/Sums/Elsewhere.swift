import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// What a database says of itself whose calls and orders lie elsewhere: an engine formed their sums as of one moment.
struct Elsewhere {
  /// The kinds of fact of which the database has sums alone.
  static let kinds: Set<FactKind> = [.call, .workOrder]
  /// The rows that are kept of each question, hotline and month: more than a report lists.
  static let rowsKept = 100

  /// The moment as of which the sums were formed, in Unix seconds.
  let asOf: Int64
  /// Where the facts lie.
  let facts: String

  /// `nil` for a database that has its facts itself.
  ///
  /// - Throws: a ``Diagnostic`` for a moment that no export is of.
  init?(_ database: Database) throws {
    guard try database.tableExists("setting"), let text = try Setting.elsewhere.value(database) else { return nil }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let moment = Int64(parts[0]) else {
      throw StoredCount.strange(text, named: Setting.elsewhere.rawValue)
    }
    try StoredCount.check(moment, named: Setting.elsewhere.rawValue, in: FactField.exportedAt.believed)
    (asOf, facts) = (moment, parts[1])
  }

  /// - Throws: a ``Diagnostic`` when a question is as of another moment.
  func require(_ query: SumQuery, horizon: Horizon?, path: String) throws {
    guard AsOf(query.asOf, horizon: horizon) != AsOf(asOf, horizon: horizon) else { return }
    throw Diagnostic(
      .usage, at: .init(file: path),
      found: LocalizedText(
        zh: "这些合计截至 \(LocalTime.text(asOf))，不能回答其他时刻",
        en: "the sums are as of \(LocalTime.text(asOf)) and of no other moment"),
      fix: LocalizedText(
        zh: "去掉 --as-of，或用 hotline engine spark --as-of 重新计算",
        en: "leave --as-of out, or form the sums anew with `hotline engine spark --as-of`"))
  }

  /// The statement that makes the view of a kind's facts.
  func view(of fact: FactKind) -> String {
    let folder = "\(facts)/\(fact.rawValue)".replacing("`", with: "``")
    return "CREATE OR REPLACE TEMPORARY VIEW \(fact.view) AS SELECT * FROM parquet.`\(folder)`;"
  }

  /// What no sum tells.
  ///
  /// - Parameter sql: what to run where the facts are; else the command that prints it is named.
  func needsFacts(_ what: LocalizedText, sql: String? = nil, path: String) -> Diagnostic {
    Diagnostic(
      .usage, at: .init(file: path),
      found: LocalizedText(
        zh: "\(what.zh)需要逐条的话务或工单，它们在 \(facts)",
        en: "\(what.en) needs the calls or orders themselves, which are in \(facts)"),
      fix: sql.map { LocalizedText(zh: "在 Spark 中运行：\($0)", en: "run in Spark: \($0)") }
        ?? LocalizedText(
          zh:
            "在 Spark 中运行 hotline engine sql 指标 --dialect spark 所列的查询（视图 call_view、work_order_view 建在该目录的 Parquet 文件上）",
          en:
            "run the query of `hotline engine sql METRIC --dialect spark` there, over the Parquet files of that folder as call_view and work_order_view"
        ))
  }
}

extension HotlineDatabase {
  /// - Throws: a ``Diagnostic`` when the database has sums of a kind of fact instead of the facts.
  func requireFacts(_ kinds: Set<FactKind> = Elsewhere.kinds, for what: LocalizedText, _ database: Database) throws {
    guard !kinds.isDisjoint(with: Elsewhere.kinds), let elsewhere = try Elsewhere(database) else { return }
    throw elsewhere.needsFacts(what, path: path)
  }

  /// - Throws: a ``Diagnostic`` when the database has sums alone: nothing can be added to them.
  static func requireOwnFacts(_ database: Database, path: String) throws {
    guard let elsewhere = try Elsewhere(database) else { return }
    throw Diagnostic(
      .usage, at: .init(file: path),
      found: LocalizedText(
        zh: "这个数据库只有合计，话务和工单在 \(elsewhere.facts)，不能写入",
        en: "the database holds sums alone, of calls and orders in \(elsewhere.facts): nothing is written to it"),
      fix: LocalizedText(
        zh: "用 hotline engine spark 重新计算，或另建数据库导入文件",
        en: "form the sums anew with `hotline engine spark`, or ingest the files into a database of their own"))
  }
}

extension SumComputation {
  /// Adds the sums of a kind of fact that lies elsewhere: they are as of the query's moment, so that no fact is looked at.
  mutating func addElsewhere(
    _ fact: FactKind, time: String, measures: [Int], _ elsewhere: Elsewhere, path: String
  ) throws {
    guard let way = way(of: fact) else {
      throw elsewhere.needsFacts(LocalizedText(zh: "这种分组", en: "this breakdown"), path: path)
    }
    let (first, last) = (query.period.first.number, query.period.last.number)
    /// Measures that are read together.
    struct Span: Hashable {
      let days: ClosedRange<Int>
      let listsZeros: Bool
    }
    var spans: [Span: [Int]] = [:]
    for measure in measures {
      let isOpen = query.measures[measure].counts == .notYetMatured
      // A group is listed on those days on which the rollup of a database lists it.
      var (start, end) = (first, last)
      if query.measures[measure].maturesInOrder {
        let isWindowed = query.measures[measure].matures == FactField.repeatWindowEndsAt.rawValue
        // Of some hotlines less is known: their facts are open earlier.
        let known = isOpen ? known.earlier.values.min() ?? known.moment : known.moment
        let moment = StoredCount.within(reach: known) - (isWindowed ? try Setting.repeatWindowSeconds(database) : 0)
        let boundary = LocalDay(containing: moment).number
        if isOpen { start = max(first, boundary) } else { end = min(last, boundary) }
      }
      if start <= end { spans[Span(days: start...end, listsZeros: !isOpen), default: []].append(measure) }
    }
    for (span, measures) in spans {
      try addSums(fact, time: time, way, measures, days: span.days, listsZeros: span.listsZeros)
    }
  }
}
