import Foundation
import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineStore
import HotlineText

/// Writes a person's judgement of one row into the form's file. All else in the file, comments too, stays as it is; scores follow from it.
package struct JudgeIndicator: Sendable {
  /// The form's file.
  package var form: String
  /// The row's id.
  package var indicator: String
  /// The points given.
  package var points: Double
  /// Why not all points; empty for none.
  package var reason: String
  /// What is to be done about it; empty for none.
  package var improvement: String
  /// Who judged.
  package var by: String
  /// When.
  package var on: LocalDay
  /// The document that shows it.
  package var document: String
  /// The file's state (``state(of:)``) that the person had seen: another one since is not overwritten.
  package var seen: String

  /// Creates an order.
  package init(
    form: String, indicator: String, points: Double, reason: String = "", improvement: String = "", by: String,
    on: LocalDay, document: String, seen: String
  ) {
    self.form = form
    self.indicator = indicator
    self.points = points
    self.reason = reason
    self.improvement = improvement
    self.by = by
    self.on = on
    self.document = document
    self.seen = seen
  }

  /// What tells one state of a form's file from another.
  package static func state(of form: String) -> String { FileDigest.sha256(ofFile: form) }

  /// Does the work, or leaves the file as it was.
  ///
  /// - Throws: a ``Diagnostic`` when the form was changed by somebody else since, there is no such row, or the judgement is none of its weight.
  package func run(in workspace: Workspace) throws {
    let catalog = try workspace.catalogWithoutWarning()
    guard Self.state(of: form) == seen, let bytes = FileManager.default.contents(atPath: form) else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "自评表已被他人修改，您的填写没有保存", en: "the form was changed by somebody else: what you filled in is not saved"),
        fix: LocalizedText(zh: "请打开最新的自评表，再填一次", en: "open the form as it is now and fill it in again"))
    }
    let definition = try FormDefinition(contentsOf: form, catalog: catalog)
    guard let row = definition.indicators.first(where: { $0.id == indicator }), row.isJudged,
      row.place.file == form, let line = row.place.line
    else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "没有这样一行可评", en: "there is no such row to judge"))
    }
    guard points.isFinite, (0...row.weight).contains(points), !by.isEmpty, !document.isEmpty else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "分数应为 0 至 \(NumberText.count(row.weight))，并写明由谁依据什么评定",
          en: "points are 0 to \(NumberText.count(row.weight)), and it is told who judged by which document"))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let edited = try FormText(text).replacing("judgement", ofRowAt: line, with: lines(row))
    // What cannot be read again is not written.
    let beside = URL(filePath: form).deletingLastPathComponent().appending(path: ".trial-\(UUID().uuidString).yaml")
      .path
    try DocumentFile.write(edited, to: beside)
    defer { try? FileManager.default.removeItem(atPath: beside) }
    _ = try FormDefinition(contentsOf: beside, catalog: catalog)
    try DocumentFile.write(edited, to: form)
  }

  private func lines(_ row: Indicator) -> [String] {
    let level = Judgement.Level.of(points / row.weight)
    var lines = [
      "level: \(level.rawValue)", "points: \(NumberText.decimal(points, places: points == points.rounded() ? 0 : 2))",
    ]
    if !reason.isEmpty { lines.append("reason: \(Self.scalar(reason))") }
    if !improvement.isEmpty { lines.append("improvement: \(Self.scalar(improvement))") }
    lines.append("attested: {by: \(Self.scalar(by)), on: \(on.iso), document: \(Self.scalar(document))}")
    return lines
  }

  /// A text as YAML and JSON both write it; nobody's number gets into a form.
  private static func scalar(_ text: String) -> String {
    var scalar = "\""
    for character in Masking.withoutNumbers(text).unicodeScalars {
      switch character {
      case "\"": scalar += "\\\""
      case "\\": scalar += "\\\\"
      case "\n", "\r", "\t": scalar += " "
      case _ where character.value < 0x20 || character.value == 0x7f || (0x80...0x9f).contains(character.value): break
      default: scalar.unicodeScalars.append(character)
      }
    }
    return scalar + "\""
  }
}

extension Judgement.Level {
  /// The band of a share of the weight.
  fileprivate static func of(_ share: Double) -> Judgement.Level {
    share >= 0.8 - 1e-9 ? .achieved : share >= 0.6 - 1e-9 ? .partly : .missed
  }
}

/// A form's file as lines, of which one key of one row is replaced.
private struct FormText {
  private var lines: [String]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// The text with a block under a key of a row, which begins `- id: …` on a line (from 1).
  func replacing(_ key: String, ofRowAt line: Int, with block: [String]) throws -> String {
    guard lines.indices.contains(line - 1), let dash = lines[line - 1].firstIndex(of: "-"),
      lines[line - 1][..<dash].allSatisfy({ $0 == " " })
    else {
      throw Diagnostic(
        found: LocalizedText(zh: "自评表文件的这一行不是块状写法", en: "this row of the form's file is not written as a block"),
        fix: LocalizedText(zh: "请直接编辑文件", en: "edit the file itself"))
    }
    let indent = lines[line - 1].distance(from: lines[line - 1].startIndex, to: dash)
    let end = end(after: line - 1, indent: indent)
    let inner = indent + 2
    var result = lines
    let new =
      [String(repeating: " ", count: inner) + key + ":"] + block.map { String(repeating: " ", count: inner + 2) + $0 }
    let head = String(repeating: " ", count: inner) + key + ":"
    if let start = (line..<end).first(where: { lines[$0].hasPrefix(head) }) {
      result.replaceSubrange(start..<self.end(after: start, indent: inner), with: new)
    } else {
      result.insert(contentsOf: new, at: end)
    }
    return result.joined(separator: "\n")
  }

  /// The first line after one that is not under it; blank lines and comments before that belong to what follows.
  private func end(after start: Int, indent: Int) -> Int {
    var end = start + 1
    for index in (start + 1)..<max(start + 1, lines.count) {
      let text = lines[index]
      guard let first = text.firstIndex(where: { $0 != " " }) else { continue }
      if text.distance(from: text.startIndex, to: first) <= indent { break }
      if text[first] != "#" { end = index + 1 }
    }
    return end
  }
}
