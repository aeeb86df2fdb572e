import HotlineConfiguration

/// Hides what speaks of so few cases that someone could be recognized (domain.md §6.7): cells of 1 to N−1 cases, and beside a
/// single hidden one the next smallest, so that it cannot be found by subtraction.
public struct SmallCells: Sendable {
  /// Cases below which a cell is hidden.
  public let smallest: Int
  private let reason: String

  /// - Parameter smallest: cases below which a cell is hidden; 10 is usual.
  public init(under smallest: Int, language: Language) {
    self.smallest = smallest
    reason = LocalizedText(
      zh: "件数少于 \(smallest)，或由此可推算，不公布", en: "fewer than \(smallest) cases, or would tell of them: not published")(
        language)
  }

  /// The document with small cells of its tables hidden and points of few cases taken out of its funnels.
  public func hidden(in document: Document) -> Document {
    var document = document
    document.sections = document.sections.map(hidden)
    return document
  }

  private func hidden(in section: Document.Section) -> Document.Section {
    var section = section
    section.blocks = section.blocks.map { block in
      switch block {
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

  /// The table with its small cells hidden. Tables with spans are left alone: none of them has cells of cases.
  public func hidden(in table: ReportTable) -> ReportTable {
    let body = table.rows.indices.filter { table.rows[$0].role == .body }
    var isHidden = Set<Place>()
    for row in body {
      for (column, cell) in table.rows[row].cells.enumerated() where isSmall(cell) {
        isHidden.insert(Place(row: row, column: column))
      }
    }
    // Hiding a second one in a column can leave a single one in a row: go on until nothing changes.
    var before = -1
    while before != isHidden.count {
      before = isHidden.count
      if table.sums.contains(.columns) {
        for column in table.columns.indices {
          hideSecond(among: body.map { Place(row: $0, column: column) }, table, &isHidden)
        }
      }
      if table.sums.contains(.rows) {
        for row in body {
          hideSecond(among: table.columns.indices.map { Place(row: row, column: $0) }, table, &isHidden)
        }
      }
    }
    var table = table
    for place in isHidden {
      var cell = ReportTable.Cell.absent(reason)
      cell.isHeader = table.rows[place.row].cells[place.column].isHeader
      table.rows[place.row].cells[place.column] = cell
    }
    return table
  }

  private struct Place: Hashable {
    let row: Int
    let column: Int
  }

  private func isSmall(_ cell: ReportTable.Cell) -> Bool { cell.cases.map { $0 > 0 && $0 < Double(smallest) } ?? false }

  private func hideSecond(among places: [Place], _ table: ReportTable, _ isHidden: inout Set<Place>) {
    let known = places.filter { place in
      table.rows[place.row].cells.indices.contains(place.column)
        && (table.rows[place.row].cells[place.column].cases ?? 0) > 0
    }
    guard known.count(where: isHidden.contains) == 1 else { return }
    let next = known.filter { !isHidden.contains($0) }.min {
      (cases($0, table), $0.row, $0.column) < (cases($1, table), $1.row, $1.column)
    }
    if let next { isHidden.insert(next) }
  }

  private func cases(_ place: Place, _ table: ReportTable) -> Double {
    table.rows[place.row].cells[place.column].cases ?? 0
  }
}
