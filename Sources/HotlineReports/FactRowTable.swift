import HotlineDocument
import HotlineModel

extension ReportTable {
  /// The rows behind a number: file, its line, then every column that any of them has; `line` among them is the hotline's number.
  package init(_ rows: [FactRow]) {
    var names: [String] = []
    var known: Set<String> = []
    var headers: [String] = []
    for column in rows.flatMap(\.columns) where known.insert(column.name).inserted {
      names.append(column.name)
      // A number that `model.yaml` declares tells its unit.
      headers.append(column.unit.map { "\(column.name) (\($0.rawValue))" } ?? column.name)
    }
    self.init(columns: [.init("file"), .init("source_line", .trailing)] + headers.map { .init($0) })
    texts = rows.map { row in
      let values = Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
      return [row.file, String(row.sourceLine)] + names.map { values[$0] ?? "" }
    }
  }
}
