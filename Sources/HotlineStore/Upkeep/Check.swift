import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

extension HotlineDatabase {
  /// Problems found by checking one state of the database against itself: SQLite's integrity, foreign keys, the conservation of
  /// every source, facts against what their sources say, and rollups against a recomputation from the facts. Empty when it is
  /// sound.
  package func check() throws -> [LocalizedText] {
    var problems: [LocalizedText] = []
    try Self.translating(path) {
      try connection.writeWithoutTransaction { database in
        // One transaction: an ingest that ends in between would look like something that differs. It only reads: what is
        // computed for comparison goes into temporary tables.
        try database.inTransaction(.deferred) {
          try requireFacts(for: LocalizedText(zh: "核对", en: "a check"), database)
          for text in try String.fetchAll(database, sql: "PRAGMA integrity_check") where text != "ok" {
            problems.append(LocalizedText(zh: "完整性：\(text)", en: "integrity: \(text)"))
          }
          for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
            problems.append(LocalizedText(zh: "外键：\(row)", en: "foreign key: \(row)"))
          }
          problems += try Seal.problems(database)
          for source in try SourceReport.all(database) where !source.isConserved {
            problems.append(LocalizedText(zh: "行数不平：\(source.file)", en: "rows do not add up: \(source.file)"))
          }
          let known = try reference(in: database)
          let names = try NameTables(database, reference: known)
          problems += try StatementCheck(database, names: names).problems(known.model)
          problems += try derivedProblems(database)
          problems += try Self.rollupProblems(known.model, names, database)
          do {
            try Publication.checkAll(database, path: path)
          } catch let problem as Diagnostic {
            problems.append(problem.found)
          }
          return .rollback
        }
      }
    }
    return problems
  }

  /// What follows from several facts, or from the calendar, is computed again; by definitions that changed the next ingest makes it anew.
  private func derivedProblems(_ database: Database) throws -> [LocalizedText] {
    guard try Setting.derivation.value(database) == derivationFingerprint,
      try Schema.isComplete(reference(in: database).model, database)
    else { return [] }
    let derivation = Derivation(calendar: reference.calendar, settings: settings)
    let calls = try CallSequence(database, derivation.repeats).differing()
    let orders = try derivation.differing(database)
    return [
      calls > 0
        ? LocalizedText(
          zh: "\(calls) 通来电的前后来电与重算不符",
          en: "\(calls) calls: the calls before and after them differ from a recomputation") : nil,
      orders > 0
        ? LocalizedText(
          zh: "\(orders) 张工单的期限或工作日数与重算不符",
          en: "\(orders) orders: deadlines or working days differ from a recomputation") : nil,
    ].compactMap { $0 }
  }

  /// The rollups are checked by the measures that they were made for, also when others are in force by now.
  private static func rollupProblems(
    _ model: DataModel, _ names: NameTables, _ database: Database
  ) throws -> [LocalizedText] {
    guard let stored = try Setting.rollup.value(database) else { return [] }
    guard let rollup = Rollup(fingerprint: stored, model: model) else {
      return [
        LocalizedText(
          zh: "汇总表所依据的定义已无法读取；请运行一次 hotline ingest 重建后再核对",
          en:
            "the definitions that the rollups were made for cannot be read any more; ingest a file, which makes them anew, and check again"
        )
      ]
    }
    try rollup.computeBeside(database, names: names)
    return try rollup.tables.sorted().filter { table in
      let isOther = try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS(SELECT * FROM main.\(table) EXCEPT SELECT * FROM temp.\(table))
            OR EXISTS(SELECT * FROM temp.\(table) EXCEPT SELECT * FROM main.\(table))
          """)
      return isOther ?? true
    }.map { table in
      LocalizedText(zh: "汇总表与重算不符：\(table)", en: "rollup differs from a recomputation: \(table)")
    }
  }
}
