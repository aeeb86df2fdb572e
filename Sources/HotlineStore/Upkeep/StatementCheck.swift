import GRDB
import HotlineModel
import HotlineText

/// Compares facts with what their sources say: finds facts and statements that were edited, added or removed by hand.
struct StatementCheck {
  private let database: Database
  private let names: NameTables

  init(_ database: Database, names: NameTables) {
    self.database = database
    self.names = names
  }

  /// What does not hold, in words.
  func problems(_ model: DataModel) throws -> [LocalizedText] {
    guard try Schema.applied(database).contains(ReleasedSteps.statements) else { return [] }
    return try model.kinds.flatMap { try problems($0) }
  }

  private func problems(_ kind: FactKind) throws -> [LocalizedText] {
    let layout = FactLayout(kind)
    let fold = FactFold(
      version: FactVersion(layout: layout, names: names), carried: try CarriedSets(kind, database))
    let facts = try StoredFacts(database, layout: layout)
    let table = try StatementTable(database, layout: layout)
    var totals = StatementTotals(layout)
    var problems: [LocalizedText] = []
    var count = 0
    try facts.forEachPlainFact { key, fact in
      totals.add(fact.statement.view, key: key, fact.statement.origin)
    }
    try table.forEachFact { identity, statements in
      identity.key.withUnsafeBufferPointer { key in
        for statement in statements { totals.add(statement.view, key: key, statement.origin) }
      }
      let settlement = FactSettlement(identity, old: try facts.fact(identity), stored: statements, fold: fold)
      guard settlement.isChanged else { return }
      count += 1
      guard count == 1 else { return }
      let name = String(decoding: identity.key, as: UTF8.self)
      problems.append(
        LocalizedText(
          zh: "\(kind.name.zh)“\(name)”与其来源所述不符", en: "\(kind.name.en): “\(name)” is not what its sources say"))
    }
    if count > 1 {
      problems.append(
        LocalizedText(
          zh: "\(kind.name.zh)中另有 \(count - 1) 条与其来源所述不符",
          en: "\(kind.name.en): \(count - 1) more facts are not what their sources say"))
    }
    return problems + (try differences(of: totals, kind))
  }

  private func differences(of totals: StatementTotals, _ kind: FactKind) throws -> [LocalizedText] {
    let found = totals.bySource
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, file, statements, checksum FROM source WHERE kind = ? ORDER BY id",
      arguments: [kind.rawValue])
    return rows.compactMap { row in
      guard let statements = row["statements"] as Int?, let checksum = row["checksum"] as Int64? else { return nil }
      let (file, own) = (row["file"] as String, found[row["id"]] ?? (0, 0))
      if own.statements != statements {
        return LocalizedText(
          zh: "“\(file)”述及 \(statements) 条\(kind.name.zh)，现有 \(own.statements) 条",
          en: "“\(file)” speaks of \(statements) \(kind.name.en), and \(own.statements) are there")
      }
      guard own.checksum == checksum else {
        return LocalizedText(
          zh: "“\(file)”的记录在导入后被改动过", en: "what “\(file)” says was changed after it was ingested")
      }
      return nil
    }
  }
}
