import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineReports
import HotlineText

/// Says whether an evidence pack still equals the database: each of its files is made once more and compared.
package struct VerifyEvidence: Sendable {
  /// The form's file.
  package var form: String
  /// The pack's folder.
  package var folder: String
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?
  /// The language of the pack.
  package var language: Language

  /// Creates a question.
  package init(
    form: String, folder: String, asOf: Int64? = nil, language: Language = Locality.current.language
  ) {
    self.form = form
    self.folder = folder
    self.asOf = asOf
    self.language = language
  }

  /// A file that is not as it would be made today.
  package struct Difference: Sendable, Hashable {
    /// What is wrong with it.
    package enum Kind: Sendable, Hashable {
      /// It is not in the folder.
      case missing
      /// It is another one.
      case changed
      /// It is in the folder, and no part of the pack any more.
      case leftOver
    }

    /// The file's name.
    package let file: String
    /// What is wrong with it.
    package let kind: Kind
    /// The first line that differs, from 1; `nil` where there is none to be told.
    package let line: Int?
    /// What stands there, of a text that is another one.
    package let found: String?
    /// What would stand there today.
    package let today: String?
  }

  /// What was found.
  package struct Outcome: Sendable {
    /// How many files the pack has today.
    package let files: Int
    /// Those that are not as they would be made today.
    package let differences: [Difference]

    /// Whether the pack equals the database.
    package var isSame: Bool { differences.isEmpty }
  }

  /// - Throws: a ``Diagnostic`` when the folder is none, or the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    guard let pack = try? HeldFolder(thereIs: folder) else {
      throw Diagnostic(
        .usage, at: .init(file: folder), found: LocalizedText(zh: "没有这个目录", en: "there is no such folder"),
        fix: LocalizedText(
          zh: "先用 hotline appraise … --evidence 写出佐证材料", en: "write it with `hotline appraise … --evidence`"))
    }
    return try workspace.drafting(form, asOf: asOf, cancellation) { draft, engine in
      var names: Set<String> = []
      var differences: [Difference] = []
      try EvidenceFiles(draft, engine, language, in: workspace).make { name, bytes in
        names.insert(name)
        if let difference = Self.difference(name, bytes, in: pack) { differences.append(difference) }
      }
      differences += EvidenceFiles.leftOver(in: pack, besides: names).map {
        Difference(file: $0, kind: .leftOver, line: nil, found: nil, today: nil)
      }
      return Outcome(files: names.count, differences: differences)
    }
  }

  /// Bytes that are read beyond a file's end of today: enough for a line that was added.
  private static let readBeyond = 4096

  private static func difference(_ name: String, _ today: Data, in pack: HeldFolder) -> Difference? {
    let place = HeldFolder.place(name)
    guard let folder = place.folder.map({ pack.folder(thereIs: $0) }) ?? pack, folder.holds(place.name) else {
      return Difference(file: name, kind: .missing, line: nil, found: nil, today: nil)
    }
    // A link, a pipe or a folder is not the pack's; of a larger file only so much is read as shows where it differs.
    guard let found = try? folder.file(place.name)?.read(upToCount: today.count + readBeyond) else {
      return Difference(file: name, kind: .changed, line: nil, found: nil, today: nil)
    }
    guard found != today else { return nil }
    guard name.hasSuffix(".md") || name.hasSuffix(".csv") else {
      return Difference(file: name, kind: .changed, line: nil, found: nil, today: nil)
    }
    func lines(_ data: Data) -> [Substring] {
      String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (old, new) = (lines(found), lines(today))
    let first = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    func text(_ lines: [Substring]) -> String? {
      lines.indices.contains(first) ? Masking.masked(String(lines[first].prefix(400)), limit: 120) : nil
    }
    return Difference(file: name, kind: .changed, line: first + 1, found: text(old), today: text(new))
  }
}
