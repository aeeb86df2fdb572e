import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

extension HotlineDatabase {
  /// Problems found by checking the database against itself: SQLite's integrity, foreign keys, the conservation of every
  /// source, and rollups against a recomputation from the facts. Empty when it is sound.
  package func check(measures: [Measure]) throws -> [LocalizedText] {
    var problems: [LocalizedText] = []
    try Self.translating(path) {
      try connection.writeWithoutTransaction { database in
        for text in try String.fetchAll(database, sql: "PRAGMA integrity_check") where text != "ok" {
          problems.append(LocalizedText(zh: "完整性：\(text)", en: "integrity: \(text)"))
        }
        for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
          problems.append(LocalizedText(zh: "外键：\(row)", en: "foreign key: \(row)"))
        }
        for source in try SourceReport.all(database) where !source.isConserved {
          problems.append(LocalizedText(zh: "行数不平：\(source.file)", en: "rows do not add up: \(source.file)"))
        }
        let known = try reference(in: database)
        let rollup = Rollup(measures: measures, model: known.model)
        // One transaction: an ingest that ends in between would look like a rollup that differs.
        try database.inTransaction(.immediate) {
          guard try rollup.isCurrent(database) else { return .rollback }
          let before = try Self.rollupContent(database)
          try rollup.rebuild(database, names: NameTables(database, reference: known))
          for (table, content) in try Self.rollupContent(database) where before[table] != content {
            problems.append(LocalizedText(zh: "汇总表与重算不符：\(table)", en: "rollup differs from a recomputation: \(table)"))
          }
          return .rollback
        }
      }
    }
    return problems
  }

  private static func rollupContent(_ database: Database) throws -> [String: [Row]] {
    let tables = try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'rollup\\_%' ESCAPE '\\'")
    var content: [String: [Row]] = [:]
    for table in tables {
      content[table] = try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\" ORDER BY day, line_id, member")
    }
    return content
  }
}
