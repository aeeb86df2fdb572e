import FreshNames
import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineReading

/// A file written for one test, read as every caller reads files, and what came out.
struct Reading {
  var batches: [RecordBatch] = []
  var rejected: [RejectedRow] = []
  var rejectedFields: [[String]] = []
  var summary = ReadingSummary()

  /// Reads text as UTF-8.
  init(_ text: String, profile: String = Profiles.calls, name: String = "export.csv") throws {
    try self.init(Array(text.utf8), profile: profile, name: name)
  }

  /// Reads bytes; the counts are checked in every test.
  init(_ bytes: [UInt8], profile: String = Profiles.calls, name: String = "export.csv") throws {
    try self.init(bytes, profile: Profile(yaml: profile, file: "test.yaml"), name: name)
  }

  init(_ bytes: [UInt8], profile: Profile, name: String = "export.csv") throws {
    let file = try Self.file(bytes, name: name)
    defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
    try self.init(file, profile: profile)
  }

  /// Reads a file, or a part of it.
  init(_ file: ExportFile, profile: Profile, part: FilePart? = nil) throws {
    var sink = Sink()
    summary = try file.read(profile: profile, part: part, into: &sink, batchSize: 2)
    batches = sink.batches
    rejected = sink.rejected
    rejectedFields = sink.fields
    #expect(summary.isConserved)
    #expect(summary.records == batches.reduce(0) { $0 + $1.count })
    #expect(summary.rejected == rejected.count)
  }

  /// Writes bytes to a file of a folder of its own and opens it.
  static func file(_ bytes: [UInt8], name: String = "export.csv") throws -> ExportFile {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-logs-\(freshName())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name)
    try Data(bytes).write(to: path)
    return try ExportFile(path: path.path)
  }

  static func file(_ text: String, name: String = "export.csv") throws -> ExportFile {
    try file(Array(text.utf8), name: name)
  }

  private func at<Value>(_ index: Int, _ read: (RecordBatch, Int) -> Value?) -> Value? {
    var rest = index
    for batch in batches {
      if rest < batch.count { return read(batch, rest) }
      rest -= batch.count
    }
    return nil
  }

  func text(_ row: Int, _ field: FactField) -> String? { at(row) { $0.text($1, field) } }
  func number(_ row: Int, _ field: FactField) -> Int64? { at(row) { $0.number($1, field) } }
  func word(_ row: Int, _ field: FactField) -> String? { at(row) { $0.word($1, field) } }
  func time(_ row: Int, _ field: FactField) -> String? { number(row, field).map(LocalTime.text) }
  /// Each record by its line and what its fields hold.
  var records: [String] {
    batches.flatMap { batch in
      (0..<batch.count).map { row in
        let cells = batch.kind.fields.map { field in
          if case .text = field.content { return batch.text(row, field) ?? "-" }
          return batch.number(row, field).map(String.init) ?? "-"
        }
        return "\(batch.sourceLines[row]) \(batch.carried) \(cells.joined(separator: "|"))"
      }
    }
  }
  var keys: [String] { (0..<summary.records).compactMap { text($0, .key) } }
  var reasons: [RejectionReason] { rejected.map(\.reason) }
}

/// Keeps everything.
private struct Sink: RecordSink {
  var batches: [RecordBatch] = []
  var rejected: [RejectedRow] = []
  var fields: [[String]] = []
  mutating func receive(_ batch: borrowing RecordBatch) { batches.append(copy batch) }
  mutating func reject(_ row: RejectedRow, fields: () -> [String]) {
    rejected.append(row)
    self.fields.append(fields())
  }
}

/// Profiles and texts that many tests share.
enum Profiles {
  /// Five columns of a call log.
  static let calls = """
    title: {zh: 测试, en: test}
    kind: call
    fields:
      key: [编号]
      line: {constant: "962200"}
      direction: {constant: inbound}
      started_at: [时间]
      outcome: [结果]
      caller: [主叫]
      district: [区]
    """
  static let header = "编号,时间,结果,主叫,区\n"
  static func row(_ key: String, district: String = "黄浦区") -> String {
    "\(key),2019-01-05 08:03:11,接通,13812345678,\(district)\n"
  }

  /// A call profile whose fields are the required ones but for those given.
  static func calls(_ fields: String, top: String = "") -> String {
    let given = Set(fields.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })
    let usual = [
      ("key", "[id]"), ("line", "{constant: \"962200\"}"), ("direction", "{constant: inbound}"),
      ("started_at", "[start]"),
      ("outcome", "{constant: answered}"),
    ]
    let rest = usual.filter { !given.contains($0.0) }.map { "  \($0.0): \($0.1)" }
    let own = fields.split(separator: "\n").map { "  \($0)" }
    return (["title: {zh: 测试, en: test}", "kind: call"] + (top.isEmpty ? [] : [top]) + ["fields:"] + rest + own).joined(
      separator: "\n")
  }
}

/// Text in another encoding, through the system's iconv.
func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/iconv")
  process.arguments = ["-f", "UTF-8", "-t", encoding]
  let (input, output) = (Pipe(), Pipe())
  process.standardInput = input
  process.standardOutput = output
  try process.run()
  DispatchQueue.global().async {
    input.fileHandleForWriting.write(Data(text.utf8))
    try? input.fileHandleForWriting.close()
  }
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return Array(data)
}

/// The diagnostic that something throws.
func diagnostic(_ body: () throws -> Void) -> Diagnostic? {
  do {
    try body()
    return nil
  } catch let error as Diagnostic {
    return error
  } catch {
    Issue.record("not a diagnostic: \(error)")
    return nil
  }
}

/// The project's own profiles.
func builtInCatalog() throws -> ProfileCatalog {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try ProfileCatalog(directory: root.appending(path: "data/profiles").path)
}

/// Takes what is read and keeps none of it. It counts: the thread sanitizer ends a program that hands over something without any bytes.
struct DiscardingSink: RecordSink {
  private(set) var batches = 0

  mutating func receive(_ batch: borrowing RecordBatch) { batches += 1 }
  mutating func reject(_ row: RejectedRow, fields: () -> [String]) {}
}
