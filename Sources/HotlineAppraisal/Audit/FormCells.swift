import Foundation
import HotlineConfiguration
import HotlineText

/// The rows of a document that may hold a form: pipe tables of Markdown, CSV, or what a Word file or workbook gives.
package struct FormCells {
  /// A table row and the line it stands on; a line outside of tables is a row of one cell.
  package struct Row: Sendable {
    /// Where it stands.
    package let place: Diagnostic.Place
    let cells: [String]
    /// For each column, the column in which the cell that covers it begins.
    let origins: [Int]

    /// A row of cells; without `origins` every cell covers its own column.
    package init(place: Diagnostic.Place, cells: [String], origins: [Int]? = nil) {
      self.place = place
      self.cells = cells.map(FormCells.cleaned)
      self.origins = origins?.count == cells.count ? origins ?? [] : Array(cells.indices)
    }

    /// Whether nothing is written in it.
    var isBlank: Bool { cells.allSatisfy(\.isEmpty) }

    /// The text of the cell that covers a column.
    func text(at column: Int?) -> String {
      guard let column, cells.indices.contains(column) else { return "" }
      return cells[column].isEmpty ? cells[origins[column]] : cells[column]
    }
  }

  let rows: [Row]

  /// The bytes of a text that may be a form, which has some kilobytes.
  package static let textLimit = 1 << 19
  /// The rows of a document that may hold forms, each of which has some dozens.
  static let rowLimit = 5_000
  /// The characters of a cell: texts of real forms have some hundreds.
  static let cellLimit = 10_000

  /// Rows that another room read.
  package init(rows: [Row]) {
    self.rows = rows
  }

  /// Reads a file: `.csv` as CSV, anything else as Markdown; UTF-8, or GB18030 as Excel writes it.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read or decoded.
  init(contentsOf path: String) throws {
    let bytes = try SmallFile.bytes(of: path, limit: Self.textLimit)
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    guard let text = String(data: bytes, encoding: .utf8) ?? String(data: bytes, encoding: gb18030) else {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "既不是 UTF-8 也不是 GB18030 文本", en: "neither UTF-8 nor GB18030 text"),
        fix: LocalizedText(zh: "请另存为 UTF-8 的 Markdown 或 CSV", en: "save it as Markdown or CSV in UTF-8"))
    }
    self.init(text, file: path)
  }

  init(_ text: String, file: String) {
    if file.lowercased().hasSuffix(".csv") {
      rows = DataTable.lines(csv: Array(text.utf8)).map { line in
        Row(place: .init(file: file, line: line.line), cells: line.fields)
      }
    } else {
      rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
        number, line in
        Self.cells(ofMarkdown: line).map { Row(place: .init(file: file, line: number + 1), cells: $0) }
      }
    }
  }

  /// The cells of a pipe-table row, or the one cell of another line; `nil` for the line under a header.
  private static func cells(ofMarkdown line: Substring) -> [String]? {
    let line = line.trimmingCharacters(in: .whitespaces)
    guard line.hasPrefix("|"), line.count > 1 else { return line.isEmpty ? nil : [line] }
    guard line.contains(where: { !"|-: ".contains($0) }) else { return line.contains("-") ? nil : [] }
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if isEscaped {
        cell.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if !cell.isEmpty { cells.append(cell) }
    return cells
  }

  private static func cleaned(_ cell: String) -> String {
    // A score that links to its evidence is the score.
    let plain = cell.contains("](#") ? cell.replacing(/\[([^\[\]]*)\]\(#[^()]*\)/) { $0.output.1 } : cell
    return (plain.contains("<br") ? plain.replacing(/<br *\/?>/, with: "\n") : plain)
      .replacing("\u{A0}", with: " ").replacing("**", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A number as forms print it: `2,730,460.00`, `100.00%`, `273.05万元`, `8分`; `nil` for anything else.
  static func number(_ text: String) -> Double? {
    var digits = PlainText.plain(text).filter { !$0.isWhitespace && $0 != "," }
    if digits.hasSuffix("元") { digits.removeLast() }
    let scale = digits.hasSuffix("万") ? 10_000.0 : 1
    if scale > 1 { digits.removeLast() }
    if digits.hasSuffix("%") || digits.hasSuffix("分") { digits.removeLast() }
    guard digits.first.map({ $0.isASCII && $0.isNumber || $0 == "-" }) == true, let number = Double(digits),
      number.isFinite
    else { return nil }
    return number * scale
  }
}

/// Text as forms are typed: full-width digits and signs become plain ones.
enum PlainText {
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "０"..."９": UnicodeScalar(scalar.value - 0xFF10 + 0x30) ?? scalar
          case "％", "﹪": "%"
          case "．": "."
          case "／": "/"
          case "−", "－", "﹣": "-"
          case "≧": "≥"
          case "≦": "≤"
          default: scalar
          }
        }))
  }
}
