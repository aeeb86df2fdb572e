import FreshNames
import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// A database in a folder of its own, fed with records without files.
final class TestStore {
  let folder: URL
  var path: String { folder.appending(path: "hotline.sqlite").path }
  var measures: [Measure]
  private var files = 0

  init() throws {
    measures = try TestMeasures.all
    folder = FileManager.default.temporaryDirectory.appending(path: "hotline-store-\(freshName())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open(
    _ mode: HotlineDatabase.Mode = .readWrite, reference: ReferenceData? = nil,
    settings: DerivationSettings = DerivationSettings()
  ) throws -> HotlineDatabase {
    try HotlineDatabase(
      path: path, mode: mode, reference: reference ?? TestStore.reference(), settings: settings, patience: 0.2)
  }

  /// Gives the database a key that others have too, so that callers have the same pseudonyms in all of them.
  func giveCommonKey() throws {
    try Data(1...32).write(to: URL(filePath: path + ".key"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + ".key")
  }

  /// Ingests records as if they had been read from a file with a header row. What tests make up says of one key whatever comes.
  @discardableResult
  func ingest(
    _ kind: FactKind, _ records: [TestRecord], rejects: [RejectedRow] = [], named name: String? = nil,
    options: IngestOptions = IngestOptions(maxReuseShare: 1), into database: HotlineDatabase? = nil, batchSize: Int = 3,
    mergesParts: Bool = false, carrying fields: [FactField]? = nil
  ) throws -> SourceReport {
    files += 1
    let file = name ?? "file-\(files).csv"
    let source = IngestedFile(
      path: "/exports/\(file)", sha256: "sha-\(file)", sizeBytes: 100, kind: kind, profile: "test",
      mergesParts: mergesParts)
    return try (database ?? open()).ingest(source, options: options, measures: measures) { session in
      try Self.feed(&session, kind, records, rejects, batchSize: batchSize, carrying: fields)
    }
  }

  static func feed<Sink: RecordSink>(
    _ session: inout Sink, _ kind: FactKind, _ records: [TestRecord], _ rejects: [RejectedRow] = [],
    batchSize: Int = 3, carrying fields: [FactField]? = nil
  ) throws -> ReadingSummary {
    var summary = ReadingSummary()
    summary.header = 1
    summary.records = records.count
    summary.rejected = rejects.count
    summary.rows = 1 + records.count + rejects.count
    var batch = RecordBatch(kind: kind)
    if let fields {
      batch.carried = kind.fields.indices.reduce(UInt64(0)) { bits, place in
        fields.contains(kind.fields[place]) ? bits | 1 << UInt64(place) : bits
      }
    }
    for (index, record) in records.enumerated() {
      record.append(to: &batch, line: index + 2)
      if batch.count == batchSize { try session.receive(batch.handOver()) }
    }
    try session.receive(batch)
    for reject in rejects { try session.reject(reject, fields: { [] }) }
    return summary
  }

  /// All facts as the views show them, without where they came from: what must not depend on the order of arrival.
  ///
  /// - Parameter withCarried: whether the fields that their exports carry are told, too.
  func facts(withCarried: Bool = false) throws -> [String] {
    try open(.readOnly).read { database in
      return try FactKind.allCases.flatMap { fact in
        try Row.fetchAll(database, sql: "SELECT * FROM \(fact.view)").map { row in
          let columns = row.filter { $0.0 != "source_file" && $0.0 != "source_line" && $0.0 != "carried_id" }
          let carried =
            try !withCarried
            ? nil
            : String.fetchOne(
              database, sql: "SELECT fields FROM carried WHERE id = ?", arguments: [row["carried_id"]])
          return "\(fact.rawValue) \(carried ?? "") " + columns.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
        }.sorted()
      }
    }
  }

  func sql(_ sql: String) throws -> [Row] {
    try open(.readOnly).read { try Row.fetchAll($0, sql: sql) }
  }

  /// Districts with the mergers of 2015–2016, three units, and the working days of 2018–2020 (of holidays only October's).
  static func reference(extraAliases: [ReferenceData.NameEntry] = []) throws -> ReferenceData {
    func entry(_ name: String, _ alias: String? = nil, since: String? = nil) -> ReferenceData.NameEntry {
      ReferenceData.NameEntry(
        name: name, alias: alias, since: since.flatMap(LocalDay.init(iso:))?.start ?? ReferenceData.always.since,
        until: ReferenceData.always.until)
    }
    return ReferenceData(
      names: [
        .district: [
          entry("黄浦区"), entry("静安区"), entry("浦东新区"), entry("浦东新区", "浦东"), entry("静安区", "闸北区", since: "2015-11-04"),
        ] + extraAliases,
        .unit: [entry("社会救助处"), entry("婚姻管理处"), entry("社会救助处", "救助处")],
      ], calendar: try calendar())
  }

  static func calendar() throws -> WorkingDayCalendar {
    let path = FileManager.default.temporaryDirectory.appending(path: "calendar-\(freshName()).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let days = (1...7).map { "2019-10-0\($0),holiday,国庆节" }
    let lines = ["date,kind,name", "2018-01-01,holiday,元旦", "2020-01-01,holiday,元旦", "2019-10-12,workday,国庆节"] + days
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return try WorkingDayCalendar(contentsOf: path)
  }
}

/// A record by field names.
struct TestRecord {
  var kind: FactKind
  var fields: [FactField: String]

  init(_ kind: FactKind, _ fields: [FactField: String]) {
    self.kind = kind
    self.fields = fields
  }

  /// A call; `changes` replace or, when empty, remove fields.
  static func call(_ key: String, at time: String, _ changes: [FactField: String] = [:]) -> TestRecord {
    let fields: [FactField: String] = [
      .key: key, .line: "962200", .direction: "inbound", .startedAt: time, .outcome: "answered", .waitSeconds: "5",
      .talkSeconds: "60",
    ]
    return TestRecord(.call, fields.merging(changes) { $1 }.filter { !$0.value.isEmpty })
  }

  /// A work order.
  static func order(_ key: String, received time: String, _ changes: [FactField: String] = [:]) -> TestRecord {
    let fields: [FactField: String] = [.key: key, .line: "12345", .status: "open", .receivedAt: time]
    return TestRecord(.workOrder, fields.merging(changes) { $1 }.filter { !$0.value.isEmpty })
  }

  func append(to batch: inout RecordBatch, line: Int) {
    var cells = [RecordBatch.Cell](repeating: .absent, count: kind.fields.count)
    for (index, field) in kind.fields.enumerated() {
      guard let text = fields[field] else { continue }
      switch field.content {
      case .text: cells[index] = batch.intern(Array(text.utf8))
      case .time: cells[index] = .number(LocalTime.parse(text) ?? Int64(text) ?? 0)
      case .word(let vocabulary): cells[index] = .number(Int64(vocabulary.code(of: text) ?? 0))
      case .integer, .seconds, .flag: cells[index] = .number(Int64(text) ?? 0)
      }
    }
    cells.withUnsafeBufferPointer { batch.append($0, line: line) }
  }
}

/// Measures of every shape.
enum TestMeasures {
  static func measure(
    _ id: String, _ fact: FactKind, _ filter: String? = nil, value: String? = nil, time: String?,
    matures: String? = nil,
    counts: Measure.Counting = .matured
  ) throws -> Measure {
    let place = Diagnostic.Place(file: "test.yaml")
    return Measure(
      id: id, fact: fact, filter: try filter.map { try MeasureExpression($0, fact: fact, place: place) },
      value: try value.map { try MeasureExpression($0, fact: fact, place: place) }, time: time, matures: matures,
      counts: counts)
  }

  static var all: [Measure] { get throws { try made.get() } }

  /// Parsed once; a measure that does not parse fails each test that asks for them.
  private static let made = Result {
    () throws -> [Measure] in
    [
      try measure("calls", .call, "direction = 'inbound'", time: "started_at"),
      try measure("answered", .call, "direction = 'inbound' and outcome = 'answered'", time: "started_at"),
      try measure(
        "wait", .call, "outcome = 'answered' and wait_seconds is not null", value: "wait_seconds", time: "started_at"),
      try measure(
        "score", .call, "satisfaction is not null",
        value:
          "case when satisfaction in ('very_satisfied', 'satisfied') then 1 when satisfaction = 'neutral' then 0.6 else 0 end",
        time: "started_at"),
      try measure("huangpu_or_none", .call, "district = '黄浦区' or district is null", time: "started_at"),
      try measure(
        "repeated", .call, "direction = 'inbound' and next_call_at - started_at <= 7 * 86400", time: "started_at",
        matures: "repeat_window_ends_at"),
      try measure("orders", .workOrder, time: "received_at"),
      try measure("closed", .workOrder, "status = 'closed'", time: "closed_at"),
      try measure(
        "on_time", .workOrder, "status in ('open', 'closed') and closed_at <= deadline_at", time: "deadline_at",
        matures: "deadline_at"),
      try measure("due", .workOrder, "status in ('open', 'closed')", time: "deadline_at", matures: "deadline_at"),
      try measure(
        "not_due", .workOrder, "status in ('open', 'closed')", time: "deadline_at", matures: "deadline_at",
        counts: .notYetMatured),
      try measure("closure_days", .workOrder, value: "closure_working_days", time: "closed_at"),
      try measure("inquiries", .activity, "kind = 'broadcast'", value: "inquiries", time: "held_at"),
      try measure("over_45", .agent, "age_years > 45", time: nil),
      try measure("budget", .budget, value: "budget_fen / 100.0", time: "year_starts_at"),
    ]
  }

  /// - Throws: where there is no measure of such a name.
  static func named(_ ids: String...) throws -> [Measure] { try named(ids) }

  static func named(_ ids: [String]) throws -> [Measure] {
    let measures = try all
    return try ids.map { id in try #require(measures.first { $0.id == id }, "\(id)") }
  }
}

extension HotlineDatabase {
  /// Ingests what `read` puts into the session, whole or not at all.
  func ingest(
    _ source: IngestedFile, options: IngestOptions = IngestOptions(maxReuseShare: 1), measures: [Measure],
    read: @escaping (inout IngestSession) throws -> ReadingSummary
  ) throws -> SourceReport {
    let work = IngestWork(
      source: source, hash: { nil },
      read: { session in
        var session = session
        return try read(&session)
      }, hold: { _ in HeldRows() })
    return try ingest([work], options: options, measures: measures)[0].get()
  }
}
