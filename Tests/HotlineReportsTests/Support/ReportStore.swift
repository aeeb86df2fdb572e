import FreshNames
import Foundation
import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineReports
import HotlineSimulation
import HotlineStore

/// A database in a folder of its own, filled with exports that a test writes, under the project's definitions.
final class ReportStore {
  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "data").path

  let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-report-\(freshName())").path
  let catalog: MetricCatalog
  private let database: HotlineDatabase

  private static let loaded = Result { try MetricCatalog(contentsOf: "\(data)/metrics.yaml") }
  private static let profiles = Result { try ProfileCatalog(directory: "\(data)/profiles") }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    catalog = try Self.loaded.get()
    database = try HotlineDatabase(
      path: "\(folder)/hotline.sqlite", mode: .readWrite, reference: ReferenceData(directory: Self.data),
      settings: catalog.settings)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var engine: MetricEngine { MetricEngine(data: database, catalog: catalog) }

  func ingest(path: String, profile: String) throws {
    _ = try database.ingest(
      ExportFile(path: path), profile: Self.profiles.get().profile(named: profile),
      options: IngestOptions(maxRejectShare: 1),
      measures: catalog.measures, progress: { _, _ in })
  }

  private func ingest(_ name: String, _ profile: String, header: String, _ rows: [String]) throws {
    let path = "\(folder)/\(name).csv"
    try ([header] + rows).joined(separator: "\n").appending("\n").write(toFile: path, atomically: true, encoding: .utf8)
    try ingest(path: path, profile: profile)
  }

  /// Ingests calls.
  func calls(_ calls: [Call], named name: String = "calls") throws {
    try ingest(
      name, "calls-en",
      header:
        "call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,agent,district,unit,category,satisfaction",
      calls.enumerated().map { index, call in
        let time = LocalTime.text(call.at)
        let id = "\(name)-\(index)"
        let wait = call.outcome == "answered" ? "5,60" : "40,"
        return
          "\(id),\(call.line),\(time),\(call.outcome),\(wait),\(call.caller),\(call.agent),\(call.district),\(call.unit),\(call.category),\(call.rating)"
      })
  }

  /// Ingests work orders.
  func orders(_ rows: [String], named name: String = "orders") throws {
    try ingest(
      name, "work-orders-en",
      header: "order_id,status,received_at,first_contacted_at,due_at,closed_at,unit,district,category,kind,exported_at",
      rows)
  }

  /// Simulates a year and ingests it.
  func simulate(_ year: Int, scale: Double) throws {
    let simulation = try Simulation(year: year, seed: 7, scale: scale, mess: false, dataDirectory: Self.data)
    for path in try simulation.write(to: "\(folder)/\(year)") {
      let name = URL(filePath: path).lastPathComponent
      let profile = ["calls", "work-orders", "activities", "agents", "budget"].first { name.hasPrefix($0) } ?? "calls"
      try ingest(path: path, profile: "\(profile)-zh")
    }
  }

  func form() throws -> FormDefinition {
    try FormDefinition(contentsOf: "\(Self.data)/indicators/hotline-2019.yaml", catalog: catalog)
  }
}

/// A call of a handmade log.
struct Call {
  var at: Int64
  var line = "962200"
  var outcome = "answered"
  var caller = ""
  var agent = "A1"
  var district = "黄浦区"
  var unit = "社会救助处"
  var category = "养老服务"
  var rating = ""
}

/// Makes handmade logs.
enum Handmade {
  /// Calls of a month at 10 o'clock, spread over its first 25 days; the first `lost` of them are abandoned.
  static func month(_ month: LocalMonth, calls: Int, lost: Int) -> [Call] {
    (0..<calls).map { index in
      let day = month.firstDay.advanced(by: index % 25)
      return Call(at: day.start + 36_000 + Int64(index / 25), outcome: index < lost ? "abandoned" : "answered")
    }
  }

  /// Thirteen months up to December 2019 of 200 calls each; lost calls by month.
  static func months(lost: [Int]) -> [Call] {
    let last = LocalMonth(year: 2019, month: 12)
    var calls = lost.enumerated().flatMap { month(last.advanced(by: $0.offset - 12), calls: 200, lost: $0.element) }
    // The log reaches to the end of the year.
    calls[calls.count - 1].at = last.lastDay.end - 1
    return calls
  }
}

extension Document {
  /// All texts, in the order of the document.
  var texts: [String] {
    [title, subtitle, notice?.plain ?? ""] + sections.flatMap(\.texts)
      + evidence.flatMap { [$0.title, $0.definition, $0.value.text] + $0.notes }
  }

  /// The table of a name.
  func table(_ anchor: Anchor) -> ReportTable? { sections.lazy.flatMap(\.tables).first { $0.anchor == anchor } }
  /// The figure of a name.
  func figure(_ anchor: Anchor) -> Figure? { sections.lazy.flatMap(\.figures).first { $0.anchor == anchor } }

  var keySentences: [String] {
    sections.flatMap(\.blocks).flatMap { block -> [String] in
      if case .keySentences(let texts) = block { texts.map(\.plain) } else { [] }
    }
  }

  var cards: [KPICard] {
    sections.flatMap(\.blocks).flatMap { block -> [KPICard] in
      if case .cards(let cards) = block { cards } else { [] }
    }
  }
}

extension Document.Section {
  fileprivate var tables: [ReportTable] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } } + sections.flatMap(\.tables)
  }

  fileprivate var figures: [Figure] {
    blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } } + sections.flatMap(\.figures)
  }

  fileprivate var texts: [String] {
    [title] + blocks.flatMap(\.texts) + sections.flatMap(\.texts)
  }
}

extension Document.Block {
  fileprivate var texts: [String] {
    switch self {
    case .paragraph(let text), .remark(let text): [text.plain]
    case .keySentences(let texts), .list(let texts): texts.map(\.plain)
    case .cards(let cards):
      cards.flatMap { card in
        [card.name, card.value.text, card.counts, card.target ?? "", card.note ?? ""]
          + card.changes.flatMap { [$0.label, $0.difference.text] }
      }
    case .table(let table):
      [table.caption, table.note.plain] + table.columns.map(\.header) + table.rows.flatMap(\.texts)
    case .figure(let figure):
      [figure.title, figure.note.plain, figure.xTitle, figure.yTitle, figure.alternative]
    }
  }
}
