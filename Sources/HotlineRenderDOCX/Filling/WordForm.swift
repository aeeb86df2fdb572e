import Foundation
import HotlineOffice
import HotlineText

/// A Word file that somebody else made: its table cells can be read, and texts be put into them. All else stays as it is, byte for
/// byte in each part of the file.
package struct WordForm: OfficeForm {
  /// A cell of a table's grid.
  package struct Cell: Sendable {
    /// Its first column.
    package let column: Int
    /// How many columns it covers.
    package let columns: Int
    /// Its text; runs are read as one, what is deleted is passed over.
    package let text: String
    /// Whether it only goes on of a cell above.
    package let isContinued: Bool
    /// Its boxes, in order.
    package let boxes: [WordBox]
    /// Where a run goes into its first paragraph.
    let insertion: Insertion?
    /// The look of its first run, or of its paragraph: what stands within `w:rPr`.
    let look: String?
  }

  /// Where a run goes in.
  enum Insertion: Sendable {
    /// Before the end of a paragraph.
    case at(Int)
    /// Into a paragraph `<w:p/>`, in the place of its `/>`.
    case insteadOf(Range<Int>)
  }

  /// The rows of all tables, in the order of their ends; those of a table in a cell are rows of their own.
  package let rows: [[Cell]]
  private let parts: [ZipFile.Entry]
  private let main: Int

  static let mainPart = "word/document.xml"

  /// Opens a file.
  ///
  /// - Throws: an ``OfficeError`` when it is no Word file or too large.
  package init(contentsOf path: String) throws {
    try self.init(ZipParts.all(of: path))
  }

  /// Reads a file whose parts are at hand.
  ///
  /// - Throws: an ``OfficeError`` when it is no Word file or damaged.
  package init(_ parts: [ZipFile.Entry]) throws {
    self.parts = parts
    guard let main = parts.firstIndex(where: { $0.name == Self.mainPart }) else { throw OfficeError.notOffice }
    self.main = main
    var scanner = WordFormScanner(parts[main].bytes)
    rows = try scanner.rows()
  }

  /// The rows with what can be known of their cells from outside.
  package var grid: [[OfficeCell]] {
    rows.map { row in
      row.map { cell in
        OfficeCell(
          column: cell.column, columns: cell.columns, text: cell.text, isContinued: cell.isContinued,
          boxes: cell.boxes.map { ($0.label, $0.isTicked) })
      }
    }
  }

  /// The file with texts put into cells and boxes ticked.
  ///
  /// - Parameters:
  ///   - texts: a row, the number of a cell in it, and what is put there.
  ///   - ticks: a row, the number of a cell in it, and of a box in that.
  /// - Throws: an ``OfficeError`` when the file cannot be written.
  package func filled(
    _ texts: [(row: Int, cell: Int, text: String)], ticks: [(row: Int, cell: Int, box: Int)] = []
  ) throws -> Data {
    var changes = ticks.flatMap { rows[$0.row][$0.cell].boxes[$0.box].ticking }
    for (row, cell, text) in texts {
      guard let insertion = rows[row][cell].insertion else { continue }
      let run = RunMarkup.run(text, look(row: row, cell: cell))
      switch insertion {
      case .at(let place): changes.append((place..<place, run))
      case .insteadOf(let place): changes.append((place, ">\(run)</w:p>"))
      }
    }
    var bytes = parts[main].bytes
    for change in changes.sorted(by: { $0.place.lowerBound > $1.place.lowerBound }) {
      bytes.replaceSubrange(change.place, with: Array(change.text.utf8))
    }
    var parts = parts
    parts[main] = ZipFile.Entry(name: Self.mainPart, bytes: bytes)
    return try ZipFile.bytes(of: parts)
  }

  /// The look of a text in a cell: that of the cell, else of the nearest one in its row.
  private func look(row: Int, cell: Int) -> String {
    let cells = rows[row]
    let byDistance = cells.indices.sorted { (abs($0 - cell), $0) < (abs($1 - cell), $1) }
    return byDistance.lazy.compactMap { cells[$0].look }.first ?? ""
  }
}
