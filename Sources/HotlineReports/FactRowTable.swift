import HotlineDocument
import HotlineModel

/// The table of the rows behind a number: file, its line, then every column that any of them has; `line` among them is the hotline's
/// number. Rows may come a part at a time, when all were seen before.
package struct FactRowTable: Sendable {
  private var names: [String] = []
  private var headers: [String] = []
  private var known: Set<String> = []

  /// Creates a table without columns.
  package init() {}

  /// Sees which columns rows have.
  package mutating func see(_ rows: [FactRow]) {
    for column in rows.lazy.flatMap(\.columns) where known.insert(column.name).inserted {
      names.append(column.name)
      // A number that `model.yaml` declares tells its unit.
      headers.append(column.unit.map { "\(column.name) (\($0.rawValue))" } ?? column.name)
    }
  }

  /// Rows under the columns that were seen.
  ///
  /// - Parameter showsHeader: whether it is the first part.
  package func table(_ rows: [FactRow], showsHeader: Bool = true) -> ReportTable {
    var table = ReportTable(
      columns: [.init("file"), .init("source_line", .trailing)] + headers.map { .init($0) }, showsHeader: showsHeader)
    table.texts = rows.map { row in
      let values = Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
      return [row.file, String(row.sourceLine)] + names.map { values[$0] ?? "" }
    }
    return table
  }
}

extension ReportTable {
  /// The rows behind a number; see ``FactRowTable``.
  package init(_ rows: [FactRow]) {
    var table = FactRowTable()
    table.see(rows)
    self = table.table(rows)
  }
}
