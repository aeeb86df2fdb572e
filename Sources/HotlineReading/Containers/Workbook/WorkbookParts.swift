import HotlineConfiguration
import HotlineModel

/// What a workbook says of itself before its cells are read.
struct WorkbookParts: Sendable {
  /// One of its sheets.
  struct Sheet: Sendable {
    let name: String
    /// Whether it can be seen; else it is `hidden` or `veryHidden`.
    let isVisible: Bool
    /// The entry of the archive that holds it.
    let entry: ZipArchive.Entry
  }

  /// The worksheets, in the order of their tabs.
  let sheets: [Sheet]
  /// Whether dates count from 1904.
  let is1904: Bool
  /// The number format of each style.
  let formats: [CellFormat]
  /// For each style that shows percentages, with how many decimals.
  let percentPlaces: [Int?]
  let stringsEntry: ZipArchive.Entry?

  init(_ archive: ZipArchive) throws {
    let top = try RelationsHandler.read("_rels/.rels", of: archive)
    guard let main = top.first(where: { $0.kind == "officeDocument" })?.target,
      let book = archive.entry(named: RelationsHandler.path(main, from: ""))
    else { throw WorkbookProblem.notAWorkbook(archive.path) }
    let folder = book.name.split(separator: "/").dropLast().joined(separator: "/")
    let file = book.name.split(separator: "/").last ?? ""
    let relations = try RelationsHandler.read(
      (folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels", of: archive)
    func entry(_ relation: RelationsHandler.Relation?) -> ZipArchive.Entry? {
      relation.flatMap { archive.entry(named: RelationsHandler.path($0.target, from: folder)) }
    }
    let handler = WorkbookHandler(path: archive.path)
    try MarkupParser.parse(archive.openSmall(book), handler)
    is1904 = handler.is1904
    sheets = try handler.sheets.compactMap { sheet in
      guard let relation = relations.first(where: { $0.id == sheet.relation }), relation.kind == "worksheet" else {
        // A sheet that is a chart holds no rows.
        return nil
      }
      guard let entry = entry(relation) else { throw WorkbookProblem.notAWorkbook(archive.path) }
      return Sheet(name: sheet.name, isVisible: sheet.isVisible, entry: entry)
    }
    stringsEntry = entry(relations.first { $0.kind == "sharedStrings" })
    let styles = StylesHandler(path: archive.path)
    if let part = entry(relations.first { $0.kind == "styles" }) {
      try MarkupParser.parse(archive.openSmall(part), styles)
    }
    formats = styles.formats
    percentPlaces = styles.percentPlaces
  }
}

/// Reads a part that says which other parts belong to one.
private final class RelationsHandler: MarkupHandler {
  struct Relation {
    let id: String
    /// The last word of its type: `worksheet`, `styles`, …
    let kind: String
    let target: String
  }

  private var relations: [Relation] = []

  static func read(_ name: String, of archive: ZipArchive) throws -> [Relation] {
    guard let entry = archive.entry(named: name) else { throw WorkbookProblem.notAWorkbook(archive.path) }
    let handler = RelationsHandler(path: archive.path)
    try MarkupParser.parse(archive.openSmall(entry), handler)
    return handler.relations
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    guard case "Relationship" = name, relations.count < ContainerLimits.entries, let id = attributes.text("Id"),
      let type = attributes.text("Type"), let target = attributes.text("Target")
    else { return }
    relations.append(Relation(id: id, kind: String(type.split(separator: "/").last ?? ""), target: target))
  }

  /// The name of the entry that a target means.
  static func path(_ target: String, from folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// Reads `workbook.xml`.
private final class WorkbookHandler: MarkupHandler {
  private(set) var sheets: [(name: String, relation: String, isVisible: Bool)] = []
  private(set) var is1904 = false

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "workbookPr": is1904 = ["1", "true"].contains(attributes.text("date1904"))
    case "sheet":
      // `id` of the namespace of relations; `sheetId` is another one.
      guard let title = attributes.text("name"), let relation = attributes.text("id"),
        sheets.count < ContainerLimits.entries
      else { return }
      sheets.append((title, relation, !["hidden", "veryHidden"].contains(attributes.text("state"))))
    default: break
    }
  }
}

/// Reads from `styles.xml` which number format each style has.
private final class StylesHandler: MarkupHandler {
  private(set) var formats: [CellFormat] = []
  private(set) var percentPlaces: [Int?] = []
  private var codes: [Int: CellFormat] = [:]
  private var percentCodes: [Int: Int] = [9: 0, 10: 2]
  private var isInCellStyles = false
  /// Excel's own limit, with room.
  private static let limit = 1 << 17

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "numFmt":
      guard let id = attributes.number("numFmtId"), let code = attributes.text("formatCode"), codes.count < Self.limit
      else { return }
      codes[id] = CellFormat(code: code)
      percentCodes[id] = Self.percentPlaces(code)
    case "cellXfs": isInCellStyles = true
    case "xf":
      guard isInCellStyles, formats.count < Self.limit else { return }
      let id = attributes.number("numFmtId") ?? 0
      formats.append(codes[id] ?? CellFormat(builtIn: id))
      percentPlaces.append(percentCodes[id])
    default: break
    }
  }

  override func end(_ name: MarkupName) {
    if case "cellXfs" = name { isInCellStyles = false }
  }

  /// Excel shows so many decimals at most.
  private static let mostPlaces = 30

  /// The decimals of a format of percentages such as `0.00%`; `nil` for every other one.
  private static func percentPlaces(_ code: String) -> Int? {
    let section = code.prefix { $0 != ";" }
    guard section.contains("%") else { return nil }
    guard let point = section.firstIndex(of: ".") else { return 0 }
    return min(Self.mostPlaces, section[section.index(after: point)...].prefix { $0 == "0" || $0 == "#" }.count)
  }
}
