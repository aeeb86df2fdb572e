import Foundation
import HotlineText

/// A form that somebody else made, as a Word file or a workbook: its cells can be read and filled in, all else stays as it is.
package protocol OfficeForm {
  /// The rows of its tables, in order.
  var grid: [[OfficeCell]] { get }

  /// The file with texts put into empty cells and boxes ticked.
  ///
  /// - Parameters:
  ///   - texts: a row, the number of a cell in it, and what is put there.
  ///   - ticks: a row, the number of a cell in it, and of a box in that.
  /// - Throws: an ``OfficeError`` when the file cannot be written.
  func filled(
    _ texts: [(row: Int, cell: Int, text: String)], ticks: [(row: Int, cell: Int, box: Int)]
  ) throws -> Data
}

/// A cell of a form's grid.
package struct OfficeCell: Sendable {
  /// What it is called: `自评表!B7`; empty where cells have no names.
  package let name: String
  /// Its first column.
  package let column: Int
  /// How many columns it covers.
  package let columns: Int
  /// Its text.
  package let text: String
  /// Whether it only goes on of a cell above.
  package let isContinued: Bool
  /// Its boxes, in order: the words behind each, and whether it is ticked.
  package let boxes: [(label: String, isTicked: Bool)]

  /// Creates a cell.
  package init(
    name: String = "", column: Int, columns: Int, text: String, isContinued: Bool,
    boxes: [(label: String, isTicked: Bool)]
  ) {
    self.name = name
    self.column = column
    self.columns = columns
    self.text = text
    self.isContinued = isContinued
    self.boxes = boxes
  }
}

/// The characters that people take for boxes to be ticked.
package enum BoxCharacters {
  /// Empty ones.
  package static let empty: [Character] = ["□", "☐", "▢", "❑", "○"]
  /// Ticked ones.
  package static let ticked: [Character] = ["☑", "☒", "■", "✓", "✔", "√", "●"]
  /// The character of a box that was ticked.
  package static let tick = "☑"
}
