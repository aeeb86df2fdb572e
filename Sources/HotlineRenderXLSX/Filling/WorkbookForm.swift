import Foundation
import HotlineOffice
import HotlineText

/// A workbook that somebody else made: the cells of its visible sheets can be read, and empty ones be filled in. All other parts of the
/// file, and all other cells of a sheet, stay as they are, byte for byte.
package struct WorkbookForm: OfficeForm {
  /// The rows of all visible sheets, from the first row of each.
  package let grid: [[OfficeCell]]
  /// Whether a cell has a formula, whose result a spreadsheet works out anew only when it is told to.
  package let hasFormulas: Bool
  private let parts: [ZipFile.Entry]
  private let sheets: [FormSheet]
  /// For each row of the grid its sheet and its number there.
  private let places: [(sheet: Int, row: Int)]

  /// Whether an archive is a workbook.
  package static func isOne(_ parts: [ZipFile.Entry]) -> Bool { parts.contains { $0.name == WorkbookLayout.mainPart } }

  /// Reads a workbook.
  ///
  /// - Throws: an ``OfficeError`` when it is none, damaged or too large for a form.
  package init(_ parts: [ZipFile.Entry]) throws {
    self.parts = parts
    let layout = try WorkbookLayout(parts)
    var sheets: [FormSheet] = []
    var grid: [[OfficeCell]] = []
    var places: [(sheet: Int, row: Int)] = []
    var cellCount = 0
    for (name, part) in layout.sheets {
      let sheet = try FormSheet(name: name, part: part, bytes: parts[part].bytes, layout: layout)
      let rows = try sheet.grid()
      cellCount += rows.reduce(0) { $0 + $1.count }
      guard cellCount <= FormSheet.mostCells else { throw OfficeError.tooLarge }
      for (index, row) in rows.enumerated() {
        grid.append(row)
        places.append((sheets.count, index + 1))
      }
      sheets.append(sheet)
    }
    self.sheets = sheets
    self.grid = grid
    self.places = places
    hasFormulas = sheets.contains { $0.cells.values.contains(where: \.hasFormula) }
  }

  /// The file with texts put into cells and boxes ticked. A text that is a number becomes one, so that sums count it.
  package func filled(
    _ texts: [(row: Int, cell: Int, text: String)], ticks: [(row: Int, cell: Int, box: Int)]
  ) throws -> Data {
    var changes: [Int: [CellReference: String]] = [:]
    for (row, cell, text) in texts {
      changes[places[row].sheet, default: [:]][reference(row, cell)] = text
    }
    for (row, cell, box) in ticks {
      let reference = reference(row, cell)
      let sheet = places[row].sheet
      let before = changes[sheet]?[reference] ?? grid[row][cell].text
      changes[sheet, default: [:]][reference] = Self.ticked(before, box: box)
    }
    var parts = parts
    for (index, texts) in changes {
      let part = sheets[index].part
      parts[part] = ZipFile.Entry(name: parts[part].name, bytes: sheets[index].filled(texts))
    }
    return try ZipFile.bytes(of: parts)
  }

  private func reference(_ row: Int, _ cell: Int) -> CellReference {
    CellReference(row: places[row].row, column: grid[row][cell].column)
  }

  private static func ticked(_ text: String, box: Int) -> String {
    var place = 0
    return text.map { character -> String in
      guard BoxCharacters.empty.contains(character) || BoxCharacters.ticked.contains(character) else {
        return String(character)
      }
      place += 1
      return place == box + 1 ? BoxCharacters.tick : String(character)
    }.joined()
  }
}

/// A cell's place on its sheet.
struct CellReference: Hashable {
  /// From 1.
  let row: Int
  /// From 0.
  let column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `B7`; `nil` for anything else, and for what lies beyond a sheet.
  init?(_ text: some StringProtocol) {
    let letters = text.prefix { $0.isASCII && $0.isLetter }.uppercased()
    guard !letters.isEmpty, letters.utf8.count <= 3, let row = Int(text.dropFirst(letters.count)),
      (1...1_048_576).contains(row)
    else { return nil }
    self.row = row
    column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
  }

  /// `B7`.
  var name: String {
    var (letters, rest) = ("", column)
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters + String(row)
  }
}
