import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// Makes a document's public version: what speaks of so few cases that someone could be recognized is hidden, and what would
/// tell of it by subtraction (``SmallCells``; domain.md §6.7).
package struct PublicVersion: Sendable {
  /// Cases below which a cell is hidden.
  package let smallest: Int
  private let reason: String
  private let notice: RichText
  private let mark: String

  /// - Parameter smallest: cases below which a cell is hidden; 10 is usual.
  package init(hidingUnder smallest: Int, language: Language) {
    self.smallest = smallest
    mark = language("（公开版）", " (public version)")
    reason = language(
      "件数少于 \(smallest)，或由此可推算，不公布", "fewer than \(smallest) cases, or would tell of them: not published")
    notice =
      .strong(language("公开版", "Public version"))
      + RichText(
        language(
          "：少于 \(smallest) 件的数值，以及可据以推算的数值，均已隐去，以“–”表示；不列明细和被拒绝的行。",
          ": figures of fewer than \(smallest) cases, and what would tell of them, are hidden and shown as “–”; no rows are listed."
        ))
  }

  /// The document with small cells of its tables hidden and points of few cases taken out of its funnels.
  package func hidden(in document: Document) -> Document {
    var document = document
    document.sections = document.sections.map(hidden)
    // It says on its face and in its name what it is: nobody takes the internal file for it.
    document.name += "-public"
    document.title += mark
    document.notice = document.notice.map { notice + " " + $0 } ?? notice
    return document
  }

  private func hidden(in section: Document.Section) -> Document.Section {
    var section = section
    section.blocks = section.blocks.compactMap { block in
      switch block {
      // Reasons for which rows were rejected repeat their values.
      case .table(let table) where table.anchor == "rejects": return nil
      case .table(let table): return .table(hidden(in: table))
      case .figure(var figure):
        guard case .funnel(var funnel) = figure.chart else { return block }
        funnel.points.removeAll { $0.cases < Double(smallest) }
        figure.chart = .funnel(funnel)
        return .figure(figure)
      default: return block
      }
    }
    section.sections = section.sections.map(hidden)
    return section
  }

  /// The table with its small cells hidden, and those that would tell them. Tables with spans are left alone: none of them
  /// has cells of cases.
  package func hidden(in table: ReportTable) -> ReportTable {
    var cases: [[String]: Double] = [:]
    var places: [[String]: (row: Int, column: Int)] = [:]
    for row in table.rows.indices where table.rows[row].role == .body {
      for (column, cell) in table.rows[row].cells.enumerated() {
        guard let count = cell.cases else { continue }
        let label = [String(row), String(column)]
        cases[label] = count
        places[label] = (row, column)
      }
    }
    // A column's total tells of the cells that differ in their row, a row's of those that differ in their column.
    let axes = (table.sums.contains(.columns) ? [0] : []) + (table.sums.contains(.rows) ? [1] : [])
    var table = table
    for label in SmallCells(threshold: Double(smallest), axes: axes).hidden(in: cases) {
      guard let place = places[label] else { continue }
      var cell = ReportTable.Cell.absent(reason)
      cell.isHeader = table.rows[place.row].cells[place.column].isHeader
      table.rows[place.row].cells[place.column] = cell
    }
    return table
  }
}
