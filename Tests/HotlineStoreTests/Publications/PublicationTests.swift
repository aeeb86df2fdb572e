import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// A store whose figures are published: each measure by itself, a rate of two, each of all facts and of some names.
private struct Publisher {
  let store: TestStore
  /// What figures are counted by.
  var measures: [Measure]
  var reference: ReferenceData
  var settings = DerivationSettings()

  init() throws {
    store = try TestStore()
    try store.giveCommonKey()
    measures = store.measures
    reference = try TestStore.reference()
  }

  func open() throws -> HotlineDatabase { try store.open(reference: reference, settings: settings) }

  private static let periods = ["2019-03", "2019-03-01..2019-03-05"]

  /// What is asked: measures above and below the line, a period, names.
  private struct Question {
    let numerator: [String]
    let denominator: [String]
    let period: Period
    let names: [Dimension: [String]]
  }

  private func questions() throws -> [Question] {
    var questions: [Question] = []
    for period in try Self.periods.map(Period.init(parsing:)) {
      for measure in store.measures {
        let rate = measure.id == "on_time" ? ["due"] : measure.id == "answered" ? ["calls"] : []
        var names: [[Dimension: [String]]] = [[:]]
        let fact = measure.fact
        if fact.dimensions.contains(.line) { names += [[.line: ["962200"]], [.line: ["12345"]]] }
        if fact.dimensions.contains(.district) { names += [[.district: ["黄浦区"]], [.district: ["浦东新区", ""]]] }
        if fact.dimensions.contains(.unit) { names += [[.unit: ["社会救助处"]]] }
        questions += names.map {
          Question(numerator: [measure.id], denominator: rate, period: period, names: $0)
        }
      }
    }
    return questions
  }

  private func named(_ ids: [String]) -> [Measure] { ids.compactMap { id in measures.first { $0.id == id } } }

  /// The figures as they are today: above and below the line.
  func counts(asOf: Int64) throws -> [[Double]] {
    let database = try open()
    return try questions().map { question in
      try [question.numerator, question.denominator].map { ids in
        guard !ids.isEmpty else { return 0 }
        let query = SumQuery(
          measures: named(ids), period: question.period, conditions: question.names, asOf: asOf)
        return try database.sums(query).flatMap(\.values).compactMap { $0 }.reduce(0, +)
      }
    }
  }

  /// Publishes, and gives what was published with its counts.
  func publish() throws -> (publication: Publication, counts: [[Double]], measures: [Measure]) {
    let database = try open()
    try database.prepareToPublish(measures: store.measures)
    let asOf = try database.asOf() ?? 0
    let counts = try counts(asOf: asOf)
    let state = try database.knownState()
    var basis = PublicationBasis(request: .init(language: .zh, formats: ["html"]))
    (basis.sources, basis.horizons, basis.names) = (state.sources, state.horizons, state.names)
    (basis.repeatWindow, basis.fingerprints) = (state.repeatWindow, state.fingerprints)
    let publication = Publication(
      kind: .monthly, name: "monthly-2019-03", period: try Period(parsing: "2019-03"), publishedAt: 1_560_000_000,
      publishedBy: "热线部", lastSource: state.lastSource, asOf: asOf, basis: basis,
      files: [.init(name: "monthly-2019-03.html", sha256: "ab", sizeBytes: 3)],
      figures: [
        PublishedFigure(
          metric: "calls", period: try Period(parsing: "2019-03"), names: ["line": "962200"], numerator: 1,
          denominator: nil, value: 1)
      ])
    return (try database.publish(publication, drawnFrom: state), counts, measures)
  }

  /// What the facts add to each figure's difference from a publication.
  func traced(
    _ published: (publication: Publication, counts: [[Double]], measures: [Measure]), asOf: Int64
  ) throws -> TracedShifts {
    let then = Dictionary(published.measures.map { ($0.id, $0) }) { first, _ in first }
    let figures = try questions().map { question in
      TracedFigure(
        period: question.period, names: question.names,
        before: .init(
          numerator: question.numerator.compactMap { then[$0] },
          denominator: question.denominator.compactMap { then[$0] }),
        now: .init(numerator: named(question.numerator), denominator: named(question.denominator)))
    }
    return try open().traced(figures, since: published.publication, asOf: asOf)
  }
}

@Suite("Publications")
struct PublicationTests {
  /// Something happens to the database.
  private func happen(_ publisher: inout Publisher, _ number: inout Int, _ dice: inout SeededGenerator) throws {
    let database = try publisher.open()
    let measures = publisher.store.measures
    func ingest(_ export: MadeExport, again: Bool = false) throws {
      try publisher.store.ingest(
        export.kind, export.records, named: export.name, options: IngestOptions(maxReuseShare: 1, isAgain: again),
        into: database,
        mergesParts: export.mergesParts, carrying: export.fields)
    }
    switch Int.random(in: 0..<11, using: &dice) {
    case 0...3:
      number += 1
      try ingest(MadeExport.random(number, &dice))
    case 4, 5:
      let sources = try database.status().sources.compactMap(\.number)
      if let source = sources.randomElement(using: &dice) { _ = try database.forget(["\(source)"], measures: measures) }
    case 6:
      // A file that was corrected by whoever exports it.
      let other = MadeExport.random(Int.random(in: 0...number, using: &dice), &dice)
      try ingest(other, again: true)
    case 7:
      let correction = Correction(
        kind: .workOrder, key: "k\(Int.random(in: 0..<6, using: &dice))", line: "12345", field: .satisfaction,
        value: Bool.random(using: &dice) ? "satisfied" : "dissatisfied", by: "李", reason: "补录")
      // There need not be such an order.
      _ = try? database.correct(correction, at: 1_570_000_000 + Int64(number), measures: measures)
    case 8: _ = try? database.erase(caller: "13800000001", at: 1_570_000_000, measures: measures)
    case 9:
      publisher.reference = try TestStore.reference(
        extraAliases: Bool.random(using: &dice)
          ? [.init(name: "静安区", alias: "黄浦区", since: ReferenceData.always.since, until: ReferenceData.always.until)]
          : [])
    default:
      publisher.settings = DerivationSettings(
        firstContactWorkingDays: Int.random(in: 1...2, using: &dice),
        repeatWindowDays: [2, 7].randomElement(using: &dice) ?? 7)
    }
  }

  @Test("the facts that count otherwise add up to each difference, whatever happened", arguments: UInt64(1)...30)
  func addsUp(seed: UInt64) throws {
    var dice = SeededGenerator(seed: 7000 + seed)
    var publisher = try Publisher()
    var number = 0
    for _ in 0..<Int.random(in: 1...4, using: &dice) {
      number += 1
      let export = MadeExport.random(number, &dice)
      try export.ingest(into: publisher.store)
    }
    var published: [(publication: Publication, counts: [[Double]], measures: [Measure])] = []
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      published.append(try publisher.publish())
      for _ in 0..<Int.random(in: 1...6, using: &dice) { try happen(&publisher, &number, &dice) }
    }
    try publisher.open().prepareToPublish(measures: publisher.store.measures)
    if seed.isMultiple(of: 3) {
      // The definitions of two measures change.
      let time = "started_at"
      let changed = try [
        TestMeasures.measure("answered", .call, "direction = 'inbound' and wait_seconds <= 5", time: time),
        TestMeasures.measure("orders", .workOrder, "status <> 'void'", time: "closed_at"),
      ]
      publisher.measures = publisher.measures.map { old in changed.first { $0.id == old.id } ?? old }
    }
    let asOf = try publisher.open().asOf() ?? 0
    let today = try publisher.counts(asOf: asOf)
    for one in published {
      let traced = try publisher.traced(one, asOf: asOf)
      for (index, shifts) in traced.shifts.enumerated() {
        let sums = [shifts.reduce(0) { $0 + $1.numerator }, shifts.reduce(0) { $0 + $1.denominator }]
        let difference = zip(today[index], one.counts[index]).map { $0 - $1 }
        #expect(
          zip(sums, difference).allSatisfy { abs($0 - $1) < 1e-6 },
          "publication \(one.publication.number), figure \(index): \(sums) for \(difference)")
        // Each row is told where it stands, as it was, as it is, or both.
        for shift in shifts {
          let row = traced.rows[shift.row]
          #expect(row.before != nil || row.now != nil)
          for said in [row.before, row.now].compactMap({ $0 }) { #expect(!said.file.isEmpty && said.line > 0) }
        }
      }
    }
    let problems = try publisher.open().check().map(\.en)
    #expect(problems == [])
  }

  private static let orders: [TestRecord] = [
    .order("A", received: "2019-03-01 09:00:00", [.dueAt: "2019-03-08 18:00:00", .exportedAt: "2019-03-10 00:00:00"]),
    .order(
      "B", received: "2019-03-02 09:00:00",
      [
        .status: "closed", .dueAt: "2019-03-07 18:00:00", .closedAt: "2019-03-06 10:00:00",
        .exportedAt: "2019-03-10 00:00:00",
      ]),
  ]

  /// The causes of one measure's difference, with what they add.
  private func causes(_ publisher: Publisher, _ id: String, since publication: Publication) throws -> [String] {
    let measures = try TestMeasures.named(id)
    let figure = TracedFigure(
      period: try Period(parsing: "2019-03"), names: [:], before: .init(numerator: measures, denominator: []),
      now: .init(numerator: measures, denominator: []))
    let traced = try publisher.open().traced([figure], since: publication)
    return traced.shifts[0].map { shift in
      let row = traced.rows[shift.row]
      func place(_ said: PublicationChanges.Said?) -> String {
        said.map { "\($0.file):\($0.line)" + ($0.isForgotten ? "!" : "") } ?? "–"
      }
      let fields = row.fields.map { "\($0.field) \($0.before ?? "–")→\($0.now ?? "–")" }.joined(separator: ", ")
      return
        "\(shift.cause.rawValue) \(row.key) \(Int(shift.numerator)) \(place(row.before)) \(place(row.now)) \(fields)"
    }
  }

  @Test("each cause is told with the rows, old and new")
  func causes() throws {
    var publisher = try Publisher()
    try publisher.store.ingest(.workOrder, Self.orders, named: "first.csv")
    let first = try publisher.publish().publication
    #expect(try causes(publisher, "closed", since: first) == [])
    // A later export closes A and brings C.
    try publisher.store.ingest(
      .workOrder,
      [
        .order(
          "A", received: "2019-03-01 09:00:00",
          [
            .status: "closed", .dueAt: "2019-03-08 18:00:00", .closedAt: "2019-03-09 10:00:00",
            .exportedAt: "2019-03-20 00:00:00",
          ]),
        .order(
          "C", received: "2019-03-03 09:00:00",
          [
            .status: "closed", .dueAt: "2019-03-09 18:00:00", .closedAt: "2019-03-08 10:00:00",
            .exportedAt: "2019-03-20 00:00:00",
          ]),
      ], named: "second.csv")
    #expect(
      try causes(publisher, "closed", since: first) == [
        "changed_row A 1 first.csv:2 second.csv:2 status open→closed, closed_at –→2019-03-09 10:00:00",
        "new_row C 1 – second.csv:3 ",
      ])
    let second = try publisher.publish().publication
    #expect(try causes(publisher, "closed", since: second) == [])
    _ = try publisher.open().forget(["first.csv"], measures: publisher.store.measures)
    #expect(try causes(publisher, "closed", since: second) == ["forgotten_source B -1 first.csv:3! – "])
    // Of the first publication it is both: C came, B is gone, A is said otherwise.
    #expect(
      try causes(publisher, "closed", since: first) == [
        "changed_row A 1 first.csv:2! second.csv:2 status open→closed, closed_at –→2019-03-09 10:00:00",
        "forgotten_source B -1 first.csv:3! – ", "new_row C 1 – second.csv:3 ",
      ])
    _ = try publisher.open().correct(
      Correction(
        kind: .workOrder, key: "C", field: .closedAt, value: "2019-04-01 09:00:00", by: "李", reason: "补录"),
      at: 1_570_000_000, measures: publisher.store.measures)
    #expect(
      try causes(publisher, "closed", since: second) == [
        "forgotten_source B -1 first.csv:3! – ",
        "changed_row C -1 second.csv:3 correction:1 closed_at 2019-03-08 10:00:00→2019-04-01 09:00:00",
      ])
    publisher.settings = DerivationSettings()
  }

  @Test("what was not due yet, another name, another repeat window are causes of their own")
  func otherCauses() throws {
    var publisher = try Publisher()
    try publisher.store.ingest(
      .workOrder, [.order("A", received: "2019-03-01 09:00:00", [.dueAt: "2019-03-08 18:00:00"])], named: "orders.csv")
    try publisher.store.ingest(
      .call,
      [
        .call("a", at: "2019-03-01 09:00:00", [.caller: "13800000001", .district: "黄浦区"]),
        .call("b", at: "2019-03-05 09:00:00", [.caller: "13800000001", .district: "黄浦区"]),
        .call("z", at: "2019-03-20 09:00:00", [.district: "静安区"]),
      ], named: "calls.csv")
    let publication = try publisher.publish().publication
    // Another order's later time moves the moment up to which orders are known: A is due, and was not.
    try publisher.store.ingest(.workOrder, [.order("B", received: "2019-03-20 09:00:00")], named: "later.csv")
    #expect(try causes(publisher, "due", since: publication) == ["as_of A 1 orders.csv:2 orders.csv:2 "])
    // A further call of the same caller: the one before it is followed by one, and was not.
    try publisher.store.ingest(
      .call, [.call("c", at: "2019-03-07 09:00:00", [.caller: "13800000001", .district: "静安区"])], named: "more.csv")
    let repeated = try causes(publisher, "repeated", since: publication)
    #expect(repeated.count == 1 && repeated[0].hasPrefix("linked_calls b 1 calls.csv:3 calls.csv:3 "), "\(repeated)")
    #expect(repeated.first?.contains("next_call_at –→2019-03-07 09:00:00") == true, "\(repeated)")
    publisher.reference = try TestStore.reference(extraAliases: [
      .init(name: "静安区", alias: "黄浦区", since: ReferenceData.always.since, until: ReferenceData.always.until)
    ])
    try publisher.open().prepareToPublish(measures: publisher.store.measures)
    // What is linked otherwise and named otherwise is told by the first of both.
    let named = try causes(publisher, "huangpu_or_none", since: publication)
    #expect(named.count == 2 && named[0].hasPrefix("linked_calls b -1 calls.csv:3 calls.csv:3 "), "\(named)")
    #expect(named.last == "names a -1 calls.csv:2 calls.csv:2 district 黄浦区→静安区", "\(named)")
  }

  @Test("without publications nothing is kept of the past; with one, no caller is")
  func past() throws {
    let publisher = try Publisher()
    let triggers = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
    let calls: [TestRecord] = [
      .call("a", at: "2019-03-01 09:00:00", [.caller: "13800000001", .exportedAt: "2019-03-02 00:00:00"])
    ]
    try publisher.store.ingest(.call, calls, named: "a.csv")
    try publisher.store.ingest(
      .call, [.call("a", at: "2019-03-01 09:00:00", [.talkSeconds: "70", .exportedAt: "2019-03-03 00:00:00"])],
      named: "b.csv")
    #expect(try publisher.store.sql(triggers).first?[0] == 0)
    #expect(try publisher.store.sql("SELECT count(*) FROM call_past").first?[0] == 0)
    _ = try publisher.publish()
    #expect(try publisher.store.sql(triggers).first?[0] == 12)
    _ = try publisher.open().forget(["b.csv"], measures: publisher.store.measures)
    let rows = try publisher.store.sql("SELECT * FROM call_past")
    #expect(rows.count == 1 && rows.first?["talk_seconds"] == 70)
    #expect(rows.first.map { Array($0.columnNames) }?.contains("caller") == false)
    // The second change after the publication is no change of what was published.
    _ = try publisher.open().forget(["a.csv"], measures: publisher.store.measures)
    #expect(try publisher.store.sql("SELECT count(*) FROM call_past").first?[0] == 1)
  }

  @Test("publications are listed, found by number and name, and survive a backup and forgetting")
  func kept() throws {
    let publisher = try Publisher()
    #expect(throws: Diagnostic.self) { try publisher.open().publication(named: nil) }
    try publisher.store.ingest(.workOrder, Self.orders, named: "first.csv")
    let one = try publisher.publish().publication
    let two = try publisher.publish().publication
    #expect((one.number, two.number) == (1, 2))
    let database = try publisher.open()
    #expect(try database.publication(named: "1") == one)
    #expect(try database.publication(named: "monthly-2019-03") == two)
    #expect(try database.publication(named: nil) == two)
    #expect(throws: Diagnostic.self) { try database.publication(named: "3") }
    #expect(try database.status().publications.map(\.number) == [1, 2])
    _ = try database.forget(["first.csv"], measures: publisher.store.measures)
    let copy = publisher.store.folder.appending(path: "copy.sqlite").path
    try database.backup(to: copy)
    let kept = try HotlineDatabase(path: copy, mode: .readOnly, reference: publisher.reference)
    #expect(try kept.publication(named: "1") == one)
    // A copy of what was known then is without the publications that came after.
    let known = try database.known(at: one.lastSource, before: 2, measures: publisher.store.measures)
    #expect(try known.database.publications().map(\.number) == [1])
    let before = try database.known(at: 0, measures: publisher.store.measures)
    #expect(try before.database.publications().isEmpty)
  }

  @Test("a report that was drawn before the database changed is not published")
  func meanwhile() throws {
    let publisher = try Publisher()
    try publisher.store.ingest(.workOrder, Self.orders, named: "first.csv")
    let state = try publisher.open().knownState()
    try publisher.store.ingest(.call, [.call("a", at: "2019-03-01 09:00:00")], named: "a.csv")
    let publication = Publication(
      kind: .monthly, name: "m", period: try Period(parsing: "2019-03"), publishedAt: 0, publishedBy: "x",
      lastSource: 1,
      asOf: 0, basis: .init(request: .init(language: .zh, formats: [])))
    #expect(throws: Diagnostic.self) { try publisher.open().publish(publication, drawnFrom: state) }
    #expect(try publisher.open().publications().isEmpty)
  }

  @Test("a trigger that is gone, or another one, is refused by its name")
  func defended() throws {
    let publisher = try Publisher()
    try publisher.store.ingest(.call, [.call("a", at: "2019-03-01 09:00:00")], named: "a.csv")
    _ = try publisher.publish()
    let tamper = { (sql: String) throws -> Void in
      let queue = try DatabaseQueue(path: publisher.store.path)
      try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
      try queue.close()
    }
    try tamper("DROP TRIGGER call_past_update")
    #expect(throws: Diagnostic.self) { try publisher.store.open(.readOnly) }
    try tamper("CREATE TRIGGER call_past_update AFTER UPDATE ON call BEGIN SELECT 1; END")
    #expect(throws: Diagnostic.self) { try publisher.store.open(.readOnly) }
  }

  @Test("declared columns are kept too, whether they were declared before the publication or after it")
  func declared() throws {
    let publisher = try Publisher()
    try publisher.store.ingest(.call, [.call("a", at: "2019-03-01 09:00:00")], named: "a.csv")
    _ = try publisher.publish()
    let model = try DataModel(
      yaml: "numbers:\n  score: {name: {zh: 评分, en: Score}, facts: [call], unit: points}\n", file: "model.yaml")
    var reference = publisher.reference
    reference.model = model
    let database = try publisher.store.open(reference: reference)
    try publisher.store.ingest(.call, [.call("b", at: "2019-03-01 10:00:00")], named: "b.csv", into: database)
    let columns = try publisher.store.sql("SELECT name FROM pragma_table_info('call_past') WHERE name = 'x_score'")
    #expect(columns.count == 1)
    let trigger = try publisher.store.sql("SELECT sql FROM sqlite_schema WHERE name = 'call_past_update'").first
    #expect((trigger?["sql"] as String?)?.contains("OLD.x_score IS NOT NEW.x_score") == true)
    #expect(try publisher.store.open(.readOnly).status().publications.count == 1)
  }
}
