import Foundation
import HotlineConfiguration
import HotlineText

/// The tables of a document as rows of cells: pipe tables of Markdown, or CSV. Everything else in the file is passed over.
struct FormCells {
  /// A table row and the line it stands on.
  struct Row {
    let place: Diagnostic.Place
    let cells: [String]

    /// Whether nothing is written in it.
    var isBlank: Bool { cells.allSatisfy(\.isEmpty) }
  }

  let rows: [Row]

  /// Reads a file: `.csv` as CSV, anything else as Markdown; UTF-8, or GB18030 as Excel writes it.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read or decoded.
  init(contentsOf path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"),
        fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
    }
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
        Row(place: .init(file: file, line: line.line), cells: line.fields.map(Self.cleaned))
      }
    } else {
      rows = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
        Self.cells(ofMarkdown: line).map { Row(place: .init(file: file, line: number + 1), cells: $0) }
      }
    }
  }

  /// The cells of a pipe-table row; `nil` for other lines and for the line under a header.
  private static func cells(ofMarkdown line: Substring) -> [String]? {
    let line = line.trimmingCharacters(in: .whitespaces)
    guard line.hasPrefix("|"), line.count > 1 else { return nil }
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
        cells.append(cleaned(cell))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if !cell.isEmpty { cells.append(cleaned(cell)) }
    return cells
  }

  private static func cleaned(_ cell: String) -> String {
    // A score that links to its evidence is the score.
    cell.replacing(/\[([^\[\]]*)\]\(#[^()]*\)/) { $0.output.1 }.replacing("<br>", with: "").replacing("<br/>", with: "")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A number as forms print it: `2,730,460.00`, `100.00%`; `nil` for anything else.
  static func number(_ text: String) -> Double? {
    var digits = text.replacing(",", with: "").replacing("，", with: "")
    if digits.hasSuffix("%") || digits.hasSuffix("％") { digits.removeLast() }
    guard digits.first.map({ $0.isNumber || $0 == "-" }) == true, let number = Double(digits), number.isFinite else {
      return nil
    }
    return number
  }
}
