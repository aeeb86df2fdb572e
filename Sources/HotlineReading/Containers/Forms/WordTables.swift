import HotlineConfiguration
import HotlineText

/// Reads the tables of a Word document's `document.xml`.
///
/// Runs are read as one, deleted and moved-away text is passed over, of alternatives the first counts. The rows of a table inside
/// a cell are rows of their own.
final class WordTables: MarkupHandler {
  /// A table that is open, innermost last.
  private struct Table {
    var cells: [String] = []
    var origins: [Int] = []
    var text: [UInt8] = []
    var span = 1
    var isContinued = false
    var isInCell = false
  }

  private(set) var rows: [FormTables.Row] = []
  private var tables: [Table] = []
  /// Text of a paragraph outside of tables.
  private var paragraph: [UInt8] = []
  private var isInText = false
  /// How many elements whose content does not count are open.
  private var ignored = 0

  private var cellCount = 0

  private static let columnLimit = 512
  private static let depthLimit = 32
  private static let textLimit = 1 << 20

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "Fallback", "moveFrom", "del": ignored += 1
    case "t": isInText = true
    case "tab": append(" ")
    case "br", "cr": append("\n")
    case "noBreakHyphen": append("-")
    case "tbl":
      guard tables.count < Self.depthLimit else { return stop(tooLarge) }
      tables.append(Table())
    case "tr": edit { table in (table.cells, table.origins) = ([], []) }
    case "gridBefore":
      let count = attributes.number("val") ?? 0
      edit { table in Self.add("", over: min(max(count, 0), Self.columnLimit), to: &table) }
    case "tc": edit { table in (table.text, table.span, table.isContinued, table.isInCell) = ([], 1, false, true) }
    case "gridSpan":
      let span = attributes.number("val") ?? 1
      edit { table in table.span = min(max(span, 1), Self.columnLimit) }
    case "vMerge":
      // Without a value, or with `continue`, the cell belongs to the one above.
      let isContinued = attributes.text("val").map { $0 == "continue" } ?? true
      edit { table in table.isContinued = isContinued }
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInText, ignored == 0 else { return }
    append(bytes)
  }

  override func end(_ name: MarkupName) {
    switch name {
    case "Fallback", "moveFrom", "del": ignored -= 1
    case "t": isInText = false
    case "p":
      if tables.isEmpty { finishParagraph() } else { append("\n") }
    case "tc":
      edit { table in
        Self.add(table.isContinued ? "" : Self.trimmed(table.text), over: table.span, to: &table)
        table.isInCell = false
      }
    case "tr":
      guard let table = tables.last else { return }
      add(cells: table.cells, origins: table.origins)
    case "tbl": _ = tables.popLast()
    default: break
    }
  }

  private func edit(_ change: (inout Table) -> Void) {
    guard !tables.isEmpty else { return }
    change(&tables[tables.count - 1])
  }

  private static func add(_ text: String, over span: Int, to table: inout Table) {
    let origin = table.cells.count
    guard origin + span <= columnLimit, span > 0 else { return }
    table.cells.append(text)
    table.cells += [String](repeating: "", count: span - 1)
    table.origins += [Int](repeating: origin, count: span)
  }

  private func append(_ text: StaticString) {
    guard ignored == 0 else { return }
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if tables.isEmpty {
      guard paragraph.count + bytes.count <= Self.textLimit else { return stop(tooLarge) }
      paragraph += bytes
    } else {
      edit { table in if table.isInCell { table.text += bytes } }
      if tables[tables.count - 1].text.count > Self.textLimit { stop(tooLarge) }
    }
  }

  private func finishParagraph() {
    let text = Self.trimmed(paragraph)
    paragraph = []
    if !text.isEmpty { add(cells: [text], origins: [0]) }
  }

  private func add(cells: [String], origins: [Int]) {
    cellCount += cells.count
    guard rows.count < FormTables.rowLimit, cellCount <= FormTables.cellLimit else { return stop(tooLarge) }
    rows.append(
      FormTables.Row(place: .init(file: path, line: rows.count + 1), cells: cells, origins: origins))
  }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return String(
      text.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
  }

  private var tooLarge: Diagnostic { FormTables.tooLarge(path) }
}
