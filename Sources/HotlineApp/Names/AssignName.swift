import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension
import HotlineStore
import HotlineText

/// Tells what a name of an export means: another spelling of a known one, or one of its own. The file of names is added to; facts keep
/// the name as it was exported.
package struct AssignName: Sendable {
  /// The dimension: `district` or `unit`.
  package var dimension: String
  /// The name as the export spells it.
  package var name: String
  /// The known name that it is another spelling of; `nil` for one of its own.
  package var known: String?

  /// Creates an order.
  package init(_ name: String, of dimension: String, as known: String?) {
    self.dimension = dimension
    self.name = name
    self.known = known
  }

  /// The names that files of names know, by dimension, in their order.
  ///
  /// - Throws: a ``Diagnostic`` when a file cannot be read.
  package static func known(in workspace: Workspace) throws -> [String: [String]] {
    let reference = try workspace.reference()
    return Dictionary(
      uniqueKeysWithValues: Locality.current.nameTables.keys.compactMap { name in
        Dimension.builtIn.first { $0.rawValue == name }.map { (name, reference.canonicalNames(of: $0)) }
      })
  }

  /// Does the work; reports tell the name so from now on.
  ///
  /// - Throws: a ``Diagnostic`` for a name that is known already or cannot stand in the file, or when it cannot be written.
  package func run(in workspace: Workspace) throws {
    guard let table = Locality.current.nameTables[dimension],
      let place = Dimension.builtIn.first(where: { $0.rawValue == dimension })
    else { throw Self.unusable(dimension) }
    // Two who add a name at once both have theirs in the file.
    try FolderLock.holding(workspace.data) { try add(to: "\(workspace.data)/\(table)", place, in: workspace) }
    guard workspace.hasDatabase else { return }
    let measures = try workspace.catalogWithoutWarning().measures
    try workspace.databaseForWriting().prepareToPublish(measures: measures)
  }

  private func add(to path: String, _ place: Dimension, in workspace: Workspace) throws {
    let reference = try workspace.reference()
    let names = reference.canonicalNames(of: place)
    // A line end or a quote would begin another row; nobody's number becomes a name.
    guard !name.isEmpty, name.utf8.count <= 200, !name.contains(where: { $0.isNewline || "\",#".contains($0) }),
      Masking.masked(name) == name, !reference.isKnown(name, in: place)
    else { throw Self.unusable(name) }
    if let known, !names.contains(known) { throw Self.unusable(known) }
    // What is no text would be written back as something else.
    guard let bytes = FileManager.default.contents(atPath: path), var text = String(validating: bytes, as: UTF8.self)
    else {
      throw Diagnostic(at: .init(file: path), found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"))
    }
    // A spreadsheet ends lines by CR LF, which is one character.
    let lineEnd = text.contains("\r\n") ? "\r\n" : "\n"
    if text.last?.isNewline == false { text += lineEnd }
    // As many columns as the header has: name, alias, then dates and whatever a city adds.
    let header =
      text.split(whereSeparator: \.isNewline).first { !$0.hasPrefix("#") && !$0.hasPrefix("\u{FEFF}#") } ?? ""
    let rest = String(
      repeating: ",", count: max(0, header.split(separator: ",", omittingEmptySubsequences: false).count - 2))
    text += (known.map { "\($0),\(name)\(rest)" } ?? "\(name),\(rest)") + lineEnd
    try DocumentFile.write(text, to: path)
  }

  private static func unusable(_ name: String) -> Diagnostic {
    Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "“\(Masking.masked(name))”不能这样归入名录", en: "“\(Masking.masked(name))” cannot be added like this"),
      fix: LocalizedText(
        zh: "请刷新页面后重选；名称不能含逗号、引号或号码",
        en: "reload the page and choose again; a name holds no comma, quote or number of a person"))
  }
}
