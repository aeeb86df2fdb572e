import HotlineDocument
import HotlineModel

extension ReportTable {
  /// The rows behind a number: file, its line, then every column that any of them has; `line` among them is the hotline's number.
  package init(_ rows: [FactRow]) {
    var names: [String] = []
    var known: Set<String> = []
    for row in rows { for column in row.columns where known.insert(column.name).inserted { names.append(column.name) } }
    self.init(columns: [.init("file"), .init("source_line", .trailing)] + names.map { .init($0) })
    texts = rows.map { row in
      let values = Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
      return [row.file, String(row.line)] + names.map { values[$0] ?? "" }
    }
  }
}
