import GRDB
import HotlineCalendar
import HotlineModel
import HotlineText
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// What one made-up export says, so that it can be ingested into several databases.
struct MadeExport {
  let name: String
  let kind: FactKind
  let records: [TestRecord]
  let mergesParts: Bool
  let fields: [FactField]?

  func ingest(into store: TestStore) throws {
    try store.ingest(kind, records, named: name, mergesParts: mergesParts, carrying: fields)
  }

  /// An export of few keys, so that exports overlap, with times of export or without, with all columns or some.
  static func random(_ number: Int, _ dice: inout SeededGenerator) -> MadeExport {
    let kind: FactKind = [.call, .workOrder, .workOrder, .activity, .agent, .budget][
      Int.random(in: 0..<6, using: &dice)]
    let exported = Bool.random(using: &dice) ? "2019-03-\(10 + Int.random(in: 0..<15, using: &dice)) 23:00:00" : ""
    let count = Int.random(in: 1...8, using: &dice)
    func pick(_ words: [String]) -> String { words[Int.random(in: 0..<words.count, using: &dice)] }
    let records: [TestRecord] = (0..<count).map { _ in
      let key = "k\(Int.random(in: 0..<6, using: &dice))"
      let day = Int.random(in: 1...9, using: &dice)
      switch kind {
      case .call:
        return .call(
          key, at: "2019-03-0\(day) 0\(Int.random(in: 8...9, using: &dice)):00:00",
          [
            .caller: pick(["13800000001", "13800000002", ""]), .agent: pick(["1", "2", ""]),
            .satisfaction: pick(["satisfied", "neutral", ""]), .district: pick(["黄浦区", "浦东", ""]),
            .outcome: pick(["answered", "abandoned"]), .category: pick(["a", "b", ""]), .exportedAt: exported,
          ])
      case .workOrder:
        return .order(
          key, received: "2019-03-0\(day) 09:00:00",
          [
            .status: pick(["open", "closed", "returned"]),
            .dueAt: pick(["2019-03-12 17:00:00", "2019-03-20 17:00:00", ""]),
            .closedAt: pick(["2019-03-11 10:00:00", "2019-03-21 10:00:00", ""]),
            .satisfaction: pick(["satisfied", "dissatisfied", ""]), .unit: pick(["救助处", "婚姻管理处", ""]),
            .exportedAt: exported,
          ])
      case .activity:
        return TestRecord(
          .activity,
          [
            .key: key, .kind: pick(["broadcast", "news"]), .heldAt: "2019-03-0\(day)", .title: pick(["早", "晚"]),
            .inquiries: "\(day)",
          ])
      case .agent: return TestRecord(.agent, [.key: key, .bornAt: "19\(60 + day)-01-01"])
      default:
        return TestRecord(.budget, [.key: key, .project: "热线", .year: "2019", .budgetFen: "\(day)00"])
      }
    }
    // Some exports lack columns, and some have little more than the key.
    let optional = kind.fields.filter { !kind.requiredFields.contains($0) }
    var fields: [FactField]?
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: fields = kind.requiredFields + optional.filter { _ in Bool.random(using: &dice) }
    case 1 where kind == .workOrder: fields = [.key, .line, .satisfaction]
    case 1 where kind == .call: fields = [.key, .line, .district, .satisfaction]
    default: break
    }
    let carried = fields
    let cut = records.map { record in
      TestRecord(kind, record.fields.filter { carried?.contains($0.key) ?? true })
    }
    return MadeExport(
      name: "export-\(number).csv", kind: kind, records: cut, mergesParts: kind == .call && Bool.random(using: &dice),
      fields: fields)
  }
}

@Suite("Forgetting")
struct ForgetTests {
  @Test("ingesting some exports and forgetting some of them is ingesting the others alone", arguments: UInt64(1)...24)
  func forgottenIsNeverIngested(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let exports = (0..<Int.random(in: 2...9, using: &dice)).map { MadeExport.random($0, &dice) }
    let forgotten = exports.filter { _ in Int.random(in: 0..<3, using: &dice) == 0 }.map(\.name)
    let store = try TestStore()
    try store.giveCommonKey()
    var left = forgotten
    var came: Set<String> = []
    for export in exports {
      try export.ingest(into: store)
      // Some are forgotten while others are still to come.
      came.insert(export.name)
      if let name = left.first, came.contains(name), Bool.random(using: &dice) {
        _ = try store.open().forget([name], measures: store.measures)
        left.removeFirst()
      }
    }
    if !left.isEmpty { _ = try store.open().forget(left, measures: store.measures) }

    let other = try TestStore()
    try other.giveCommonKey()
    for export in exports.shuffled(using: &dice) where !forgotten.contains(export.name) {
      try export.ingest(into: other)
    }
    let (own, others) = try (store.facts(withCarried: true), other.facts(withCarried: true))
    #expect(own == others)
    let problems = try (store.open().check().map(\.en), other.open().check().map(\.en))
    #expect(problems == ([], []))
    for table in try store.sql("SELECT name FROM sqlite_schema WHERE name LIKE '%_statement'") {
      let name: String = table["name"]
      #expect(try store.sql("SELECT count(*) FROM \(name)") == other.sql("SELECT count(*) FROM \(name)"), "\(name)")
    }
    #expect(try store.open(.readOnly).asOf() == other.open(.readOnly).asOf())
    #expect(try store.open(.readOnly).status().sources.count == exports.count - forgotten.count)
  }

  @Test("known at a source: as a fresh database with that source and those before it", arguments: UInt64(1)...6)
  func knownAt(seed: UInt64) throws {
    var dice = SeededGenerator(seed: 100 + seed)
    let exports = (0..<6).map { MadeExport.random($0, &dice) }
    let store = try TestStore()
    try store.giveCommonKey()
    for export in exports { try export.ingest(into: store) }
    let fresh = try TestStore()
    try fresh.giveCommonKey()
    let month = try Period(parsing: "2019-03")
    let query = { (database: HotlineDatabase) in
      try database.sums(
        SumQuery(measures: store.measures, period: month, groups: [.day], asOf: try database.asOf() ?? 0))
    }
    for (index, export) in exports.enumerated() {
      try export.ingest(into: fresh)
      let known = try store.open(.readOnly).known(at: "\(index + 1)", measures: store.measures)
      let (then, own) = try (query(known.database), query(fresh.open(.readOnly)))
      #expect(then == own)
    }
    // What was asked of the past left the present as it was.
    #expect(try store.open(.readOnly).status().sources.count == exports.count)
  }

  private static let orders: [TestRecord] = [
    .order("A", received: "2019-03-01 09:00:00", [.status: "closed", .closedAt: "2019-03-05 10:00:00"]),
    .order("B", received: "2019-03-02 09:00:00", [.status: "open"]),
  ]
  private static let ratings: [TestRecord] = [
    TestRecord(.workOrder, [.key: "A", .line: "12345", .satisfaction: "satisfied"]),
    TestRecord(.workOrder, [.key: "C", .line: "12345", .satisfaction: "dissatisfied"]),
  ]

  @Test("ratings without anything else complete the orders, whichever comes first", arguments: [false, true])
  func ratingsComplete(ratingsFirst: Bool) throws {
    let store = try TestStore()
    let columns = FactKind.workOrder.fields.filter { $0 != .satisfaction }
    func orders() throws -> SourceReport {
      try store.ingest(.workOrder, Self.orders, named: "orders.csv", carrying: columns)
    }
    func ratings() throws -> SourceReport {
      try store.ingest(.workOrder, Self.ratings, named: "ratings.csv", carrying: [.key, .line, .satisfaction])
    }
    if ratingsFirst {
      let first = try ratings()
      #expect((first.accepted, first.isConserved) == (2, true))
      #expect(try store.sql("SELECT count(*) FROM work_order").first?[0] == 0)
      let second = try orders()
      #expect((second.accepted, second.updated) == (2, 0))
    } else {
      #expect(try orders().accepted == 2)
      let second = try ratings()
      // C waits for an order of that number.
      #expect((second.accepted, second.updated) == (1, 1))
    }
    let rows = try store.sql("SELECT key, satisfaction, source_file FROM work_order_view ORDER BY key")
    #expect(
      rows.map { "\($0["key"] as String) \($0["satisfaction"] as String? ?? "–") \($0["source_file"] as String)" } == [
        "A satisfied orders.csv", "B – orders.csv",
      ])
    _ = try store.open().forget(["ratings.csv"], measures: store.measures)
    #expect(try store.sql("SELECT satisfaction FROM work_order_view WHERE key = 'A'").first?[0] as String? == nil)
    #expect(try store.sql("SELECT count(*) FROM work_order_statement").first?[0] == 0)
  }

  @Test("an empty cell takes a value away, a column that is not there leaves it")
  func absentAndUnknown() throws {
    let store = try TestStore()
    func export(_ rating: String, at time: String, carrying fields: [FactField]?) throws {
      try store.ingest(
        .workOrder,
        [.order("A", received: "2019-03-01 09:00:00", [.satisfaction: rating, .exportedAt: time])],
        carrying: fields)
    }
    func rating() throws -> String? { try store.sql("SELECT satisfaction FROM work_order_view").first?[0] }
    try export("satisfied", at: "2019-03-02 00:00:00", carrying: nil)
    try export("", at: "2019-03-03 00:00:00", carrying: [.key, .line, .status, .receivedAt, .exportedAt])
    #expect(try rating() == "satisfied")
    try export("", at: "2019-03-04 00:00:00", carrying: nil)
    #expect(try rating() == nil)
  }

  @Test(
    "a source is named by number, path, file or hash; what is unknown or means several is refused and nothing is forgotten"
  )
  func names() throws {
    let store = try TestStore()
    for name in ["a.csv", "b.csv", "c.csv", "d.csv"] {
      try store.ingest(.call, [.call(name, at: "2019-03-01 09:00:00")], named: name)
    }
    let database = try store.open()
    #expect(try database.forget(["1"], measures: store.measures).map(\.file) == ["a.csv"])
    #expect(try database.forget(["/exports/b.csv", "sha-c.csv"], measures: store.measures).map(\.number) == [2, 3])
    #expect(throws: (any Error).self) { try database.forget(["d.csv", "a.csv"], measures: store.measures) }
    #expect(try database.status().sources.map(\.file) == ["d.csv"])
    #expect(try database.status().forgotten.map(\.number) == [1, 2, 3])
    // The number of a forgotten source is never given again, also when it was the last.
    _ = try database.forget(["d.csv"], measures: store.measures)
    #expect(try store.ingest(.call, [.call("e", at: "2019-03-01 09:00:00")], named: "a.csv").number == 5)
  }

  @Test("reading again takes back what the first reading said, in one transaction")
  func again() throws {
    let store = try TestStore()
    try store.ingest(
      .call, [.call("a", at: "2019-03-01 09:00:00"), .call("b", at: "2019-03-01 09:00:00")], named: "x.csv")
    let again = try store.ingest(
      .call, [.call("a", at: "2019-03-02 09:00:00")], named: "x.csv", options: IngestOptions(isAgain: true))
    #expect((again.accepted, again.forgotten, again.alreadyIngested) == (1, [1], false))
    #expect(try store.sql("SELECT started_local FROM call_view").first?[0] == "2019-03-02 09:00:00")
    #expect(try store.sql("SELECT count(*) FROM call").first?[0] == 1)
    #expect(try store.open().check().map(\.en) == [])
  }

  @Test(
    "facts, statements and rows of sources that were edited by hand are found",
    arguments: [
      "UPDATE call SET talk_seconds = 61 WHERE key = 'a'", "DELETE FROM call WHERE key = 'a'",
      "UPDATE work_order SET status = 2 WHERE key = 'A'",
      "UPDATE work_order_statement SET status = 2 WHERE source_id = 2",
      "DELETE FROM work_order_statement WHERE source_id = 3", "UPDATE call SET source_line = 9 WHERE key = 'a'",
    ])
  func edited(sql: String) throws {
    let store = try TestStore()
    try store.ingest(.call, [.call("a", at: "2019-03-01 09:00:00"), .call("b", at: "2019-03-01 09:00:00")])
    try store.ingest(.workOrder, Self.orders)
    try store.ingest(.workOrder, Self.ratings, carrying: [.key, .line, .satisfaction])
    let database = try store.open()
    #expect(try database.check().map(\.en) == [])
    try database.write { database in
      try database.execute(sql: sql)
      return ((), .commit)
    }
    #expect(try !database.check().isEmpty)
  }
}
