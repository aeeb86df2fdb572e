import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText

/// Lets several programs share the reading of one large file: one cuts it, each writes the records of a part, one joins their notes.
package struct ShareRecords: Sendable {
  /// The file.
  package var path: String
  /// The profile to read by; the one that the file's headers call for unless given.
  package var profile: String?

  /// Creates an order.
  package init(_ path: String, profile: String? = nil) {
    self.path = path
    self.profile = profile
  }

  /// Cuts the file into parts of about so many bytes.
  ///
  /// - Returns: the parts as a line of JSON, none of a file that has to be read as a whole.
  /// - Throws: a ``Diagnostic`` when it cannot be read.
  package func cut(bytes: Int, in workspace: Workspace) throws -> String {
    let cut = try job(workspace).map { try RecordParts($0, bytes: bytes) } ?? .none
    return String(decoding: try Self.encoder.encode(cut), as: UTF8.self)
  }

  /// A part out of such a line.
  ///
  /// - Returns: `nil` when the text is none.
  package static func part(parsing text: String) -> FilePart? {
    try? JSONDecoder().decode(FilePart.self, from: Data(text.utf8))
  }

  /// Joins what was noted of the parts.
  ///
  /// - Parameter file: its first line is what ``cut(bytes:in:)`` gave, the others are the notes of all parts, in their order.
  /// - Returns: the note on the file as a line of JSON, `nil` when it has to be read as a whole; and what is wrong with the file.
  /// - Throws: a ``Diagnostic`` when one of the files cannot be read.
  package func join(
    _ file: String, maxRejectShare: Double?, in workspace: Workspace
  ) throws -> (note: String?, report: SourceReport?, problem: Diagnostic?) {
    guard let (cut, notes) = try Self.read(file) else { return (nil, nil, nil) }
    let options = WriteRecords.options(maxRejectShare)
    guard let joined = try job(workspace).flatMap({ try cut.joined(notes, of: $0, options: options) }) else {
      return (nil, nil, nil)
    }
    return (
      String(decoding: try Self.encoder.encode(joined.note), as: UTF8.self), joined.report,
      joined.report.recordDamage(options)
    )
  }

  /// How a file was cut, and what was noted of its parts; `nil` of an empty file.
  private static func read(_ file: String) throws -> (cut: RecordParts, notes: [SourceNote.Line])? {
    let decoder = JSONDecoder()
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Diagnostic(
        .usage, at: .init(file: file), found: LocalizedText(zh: "无法读取这个文件", en: "this file cannot be read"))
    }
    let lines = bytes.split(separator: 0x0A)
    guard let first = lines.first else { return nil }
    var line = 1
    do {
      let cut = try decoder.decode(RecordParts.self, from: first)
      return try (
        cut,
        lines.dropFirst().map {
          line += 1
          return try decoder.decode(SourceNote.Line.self, from: $0)
        }
      )
    } catch is DecodingError {
      throw Diagnostic(
        at: .init(file: file, line: line),
        found: LocalizedText(
          zh: line == 1 ? "不是 --cut 输出的内容" : "不是 --notes 写出的内容",
          en: line == 1 ? "this is not what --cut prints" : "this is not what --notes writes"),
        expected: LocalizedText(
          zh: "第一行是 --cut 的输出，其后依次是各部分的记录",
          en: "the line that --cut printed, then the notes of all parts in their order"))
    }
  }

  /// The file, if it is one export that can be read. What is wrong with others is said by whoever reads them as a whole.
  private func job(_ workspace: Workspace) throws -> IngestJob? {
    let jobs = try IngestFiles([path], profile: profile).jobs(
      workspace.profiles(), .never, tell: { _ in }, fail: { _ in })
    return jobs.count == 1 ? jobs.first : nil
  }

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

extension SourceReport {
  /// What is said of a file that lost so many rows that somebody should look at it.
  func recordDamage(_ options: IngestOptions) -> Diagnostic? {
    guard isDamaged(options) else { return nil }
    let (data, rejected) = (counts.dataRows, counts.rejected)
    return Diagnostic(
      at: .init(file: file),
      found: LocalizedText(
        zh: "\(data) 行中有 \(rejected) 行被拒，超过十分之一；其余各行已写出",
        en: "\(rejected) of \(data) rows are rejected, more than a tenth; the others are written"),
      fix: LocalizedText(
        zh: "用 --rejects 文件 查看原因；确要如此时用 --max-rejects 放宽",
        en: "see why with --rejects FILE; if that is as it should be, raise --max-rejects"))
  }
}
