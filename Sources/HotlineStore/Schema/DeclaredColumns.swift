import GRDB
import HotlineModel

/// The columns and tables of names of what `data/model.yaml` declares. A database learns them when it is opened for writing;
/// they are beside the released steps, which know nothing of them.
///
/// Their names begin with `x_`, which no released column does; the views show them under their own names.
enum DeclaredColumns {
  static let prefix = "x_"

  /// What the database has of a model: a question about the rest has no answer yet.
  static func known(_ model: DataModel, in database: Database) throws -> DataModel {
    guard !model.declarations.isEmpty else { return model }
    let columns = try columns(database)
    return model.keeping { field, kind in columns[kind]?.contains(field.column) ?? false }
  }

  /// What the database has learned, told from the file alone.
  static func inFile(_ database: Database) throws -> DataModel {
    var dimensions: [String: [FactKind]] = [:]
    var numbers: [String: [FactKind]] = [:]
    for (kind, columns) in try columns(database) {
      for column in columns {
        let name = String(column.dropFirst(prefix.count))
        if name.hasSuffix("_id") {
          dimensions[String(name.dropLast(3)), default: []].append(kind)
        } else {
          numbers[name, default: []].append(kind)
        }
      }
    }
    return DataModel(dimensions: dimensions, numbers: numbers)
  }

  private static func columns(_ database: Database) throws -> [FactKind: Set<String>] {
    var columns: [FactKind: Set<String>] = [:]
    for kind in FactKind.allCases {
      let names = try String.fetchSet(
        database,
        sql: """
          SELECT name FROM pragma_table_info(?) WHERE name LIKE 'x\\_%' ESCAPE '\\'
          UNION SELECT name FROM pragma_table_info(?) WHERE name LIKE 'x\\_%' ESCAPE '\\'
          """, arguments: [kind.table, kind.statementTable])
      if !names.isEmpty { columns[kind] = names }
    }
    return columns
  }

  /// Makes the columns and tables that are missing.
  static func learn(_ model: DataModel, _ database: Database) throws {
    guard !model.declarations.isEmpty else { return }
    for dimension in model.dimensions where dimension.isDeclared {
      if try !database.tableExists(dimension.table) { try database.execute(sql: nameTable(dimension)) }
    }
    for kind in model.kinds {
      for table in [kind.table, kind.statementTable, kind.pastTable] where try database.tableExists(table) {
        let columns = try Set(database.columns(in: table).map(\.name))
        for field in kind.fields where field.isDeclared && !columns.contains(field.column) {
          try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(definition(field))")
        }
      }
    }
  }

  /// Whether nothing is missing.
  static func areLearned(_ model: DataModel, _ database: Database) throws -> Bool {
    try known(model, in: database).declarations == model.declarations
  }

  /// SQL that makes a declared dimension's table of names.
  static func nameTable(_ dimension: Dimension) -> String {
    "CREATE TABLE \(dimension.table)(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"
  }

  /// The definition of a declared field's column.
  static func definition(_ field: FactField) -> String {
    let reference = field.dimension.map { " REFERENCES \($0.table)(id)" } ?? ""
    return "\(field.column) INTEGER\(reference)"
  }
}

extension Dimension {
  /// The table of its names.
  var table: String { isDeclared ? DeclaredColumns.prefix + rawValue : rawValue }

  /// The column of facts that holds a name's id.
  var column: String { "\(table)_id" }
}

extension FactField {
  /// The column of the fact's table.
  var column: String { dimension?.column ?? (isDeclared ? DeclaredColumns.prefix + rawValue : rawValue) }
}
