import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

/// What a publication notes of the data, and how it is found again.
@Suite("What publications know")
struct KnownStateTests {
  let store: TestStore

  init() throws {
    store = try TestStore()
    try store.ingest(
      .workOrder, [.order("A", received: "2019-03-04 09:00", [.district: "闸北区"])], named: "orders.csv")
    for (line, day) in [("962200", "2019-03-06"), ("12345", "2019-03-05"), ("12333", "2019-03-09")] {
      try store.ingest(.call, [.call(line, at: "\(day) 08:00:00", [.line: line])], named: "\(line).csv")
    }
  }

  private func moment(_ text: String) throws -> Int64 { try #require(LocalTime.parse(text)) }

  @Test("sources, names and how far each hotline is known, in a fixed order")
  func state() throws {
    let state = try store.open(.readOnly).knownState()
    #expect(state.lastSource == 4 && state.repeatWindow == 604_800)
    #expect(state.sources.map(\.number) == [1, 2, 3, 4])
    #expect(state.sources.map(\.file) == ["orders.csv", "962200.csv", "12345.csv", "12333.csv"])
    #expect(state.sources.map(\.sha256) == ["sha-orders.csv", "sha-962200.csv", "sha-12345.csv", "sha-12333.csv"])
    #expect(state.horizons.map(\.kind) == ["call", "call", "call", "work_order"])
    #expect(state.horizons.map(\.line) == [nil, "12345", "962200", nil])
    #expect(
      state.horizons.map(\.moment) == [
        try moment("2019-03-09 08:00:00"), try moment("2019-03-05 08:00:00"), try moment("2019-03-06 08:00:00"),
        try moment("2019-03-04 09:00:00"),
      ])
    let names = state.names.filter { $0.dimension == "district" }
    let merged = try moment("2015-11-04 00:00:00")
    let own = try #require(try store.sql("SELECT id FROM district WHERE name = '闸北区'").first?[0] as Int64?)
    let other = try #require(try store.sql("SELECT id FROM district WHERE name = '静安区'").first?[0] as Int64?)
    let spans = names.filter { $0.id == own }
    #expect(spans.map(\.since) == [ReferenceData.always.since, merged])
    #expect(spans.map(\.until) == [merged, ReferenceData.always.until])
    #expect(spans.map(\.canonical) == [own, other])
  }

  @discardableResult
  private func publish(_ name: String) throws -> Publication {
    let database = try store.open()
    try database.prepareToPublish(measures: store.measures)
    let state = try database.knownState()
    var basis = PublicationBasis(request: .init(language: .zh, formats: ["html"]))
    (basis.sources, basis.horizons, basis.names) = (state.sources, state.horizons, state.names)
    (basis.repeatWindow, basis.fingerprints) = (state.repeatWindow, state.fingerprints)
    let figures = (1...3).map {
      PublishedFigure(
        metric: "m\($0)", period: Period(year: 2019), names: ["line": "12345"], numerator: Double($0), denominator: 4,
        value: Double($0) / 4)
    }
    let files = ["b.html", "a.html"].map { Publication.File(name: $0, sha256: "sha-\($0)", sizeBytes: $0.count) }
    return try database.publish(
      Publication(
        kind: .monthly, name: name, period: try Period(parsing: "2019-03"), publishedAt: 1_560_000_000,
        publishedBy: "热线部", lastSource: state.lastSource, asOf: try database.asOf() ?? 0, basis: basis, files: files,
        figures: figures), drawnFrom: state)
  }

  @Test("a publication is found by its number, by its name, the last of that name, or as the last of all")
  func named() throws {
    for (place, name) in ["one", "two", "one", "3"].enumerated() {
      #expect(try publish(name).number == place + 1)
    }
    let database = try store.open(.readOnly)
    for (name, number) in [(nil, 4), ("1", 1), ("3", 3), ("one", 3), ("two", 2), ("4", 4)] as [(String?, Int)] {
      #expect(try database.publication(named: name).number == number, "\(name ?? "")")
    }
    let problem = #expect(throws: Diagnostic.self) { try database.publication(named: "5") }
    #expect(problem?.message(.en).contains("there is no publication “5”") == true)
    #expect(problem?.message(.en).contains("a number of `hotline status`") == true)
    #expect(problem?.message(.en).contains("hotline publish`") == false)
    let found = try database.publication(named: "2")
    #expect(found.figures.map(\.metric) == ["m1", "m2", "m3"] && found.figures.map(\.value) == [0.25, 0.5, 0.75])
    #expect(found.figures.map(\.numerator) == [1, 2, 3] && found.figures.first?.names == ["line": "12345"])
    #expect(found.files.map(\.name) == ["a.html", "b.html"] && found.files.map(\.sizeBytes) == [6, 6])
    #expect(found.files.map(\.sha256) == ["sha-a.html", "sha-b.html"])
    #expect(try store.open().publicationHeadings().map(\.number) == [1, 2, 3, 4])
  }

  @Test("where nothing was published yet that is said")
  func none() throws {
    let problem = #expect(throws: Diagnostic.self) { try store.open(.readOnly).publication(named: nil) }
    #expect(problem?.message(.en).contains("nothing was published yet") == true)
    #expect(problem?.message(.en).contains("hotline publish`") == true)
    #expect(problem?.message(.en).contains("hotline status") == false)
  }

  @Test(
    "a record whose days or number nobody would write is told as unreadable",
    arguments: [
      ("publication", "first_day = last_day", true), ("publication", "first_day = last_day + 1", false),
      ("publication", "id = 2147483647", true), ("publication", "id = 2147483648", false),
      ("publication", "id = 0", false),
      ("publication", "kind = 'daily'", false), ("publication", "basis = '{'", false),
      ("published_figure", "first_day = last_day", true), ("published_figure", "first_day = last_day + 1", false),
      ("published_figure", "last_day = 100000000", false), ("published_figure", "first_day = -100000000", false),
    ])
  func believed(table: String, change: String, isRight: Bool) throws {
    try publish("one")
    let queue = try DatabaseQueue(path: store.path)
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE \(table) SET \(change)")
    }
    try queue.close()
    let found = Result { try store.open(.readOnly).publication(named: nil) }
    #expect(((try? found.get()) != nil) == isRight)
  }
}
