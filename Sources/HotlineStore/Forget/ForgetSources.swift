import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

/// A source that was forgotten.
package struct ForgottenSource: Sendable, Hashable, Codable {
  /// Its number, which no other source ever gets.
  package var number: Int
  /// The file's name.
  package var file: String
  /// What its rows were.
  package var kind: FactKind
  /// The profile by which it was read.
  package var profile: String
  /// Its rows.
  package var rows: Int
  /// The facts of which it spoke.
  package var statements: Int

  enum CodingKeys: String, CodingKey {
    case number = "source"
    case file, kind, profile, rows, statements
  }
}

extension HotlineDatabase {
  /// Forgets sources, all in one transaction: what they said is taken out, and what they had replaced comes back.
  ///
  /// - Parameters:
  ///   - names: for each, its number, its path, its file's name or its SHA-256.
  ///   - measures: what the rollups sum.
  /// - Returns: the sources as they are listed from now on.
  /// - Throws: a ``Diagnostic`` when a name is unknown or means several sources; then nothing is forgotten.
  package func forget(_ names: [String], measures: [Measure]) throws -> [ForgottenSource] {
    try requireWriting()
    try migrate()
    let forgotten = try write(checksForeignKeys: false) { database in
      let numbers = try names.map { try number(of: $0, database) }
      let scene = try storeScene(database, measures: measures)
      try Forgetting(database, scene).forget(Array(Set(numbers)).sorted())
      return (try ForgottenSource.all(database).filter { numbers.contains(Int64($0.number)) }, .commit)
    }
    return forgotten
  }

  /// The number of the source that a user names.
  func number(of name: String, _ database: Database) throws -> Int64 {
    let shown = Masking.path(name)
    let path = Masking.path(URL(filePath: name).standardizedFileURL.path)
    let matches = try Row.fetchAll(
      database,
      sql: """
        SELECT id, file FROM source WHERE CAST(id AS TEXT) = ?1 OR path = ?2 OR file = ?1 OR sha256 = lower(?1) ORDER BY id
        """, arguments: [shown, path])
    if matches.count == 1 { return matches[0][0] }
    // A number is a number, whatever files are called.
    if let number = matches.first(where: { String($0[0] as Int64) == name }) { return number[0] }
    if matches.isEmpty {
      throw Diagnostic(
        .usage, at: .init(file: self.path),
        found: LocalizedText(zh: "没有名为“\(shown)”的来源", en: "there is no source “\(shown)”"),
        expected: LocalizedText(
          zh: "hotline status 所列的编号、路径、文件名或 SHA-256",
          en: "a number of `hotline status`, a path, a file's name or a SHA-256"))
    }
    let numbers = matches.map { String($0[0] as Int64) }.joined(separator: ", ")
    throw Diagnostic(
      .usage, at: .init(file: self.path),
      found: LocalizedText(
        zh: "“\(shown)”对应多个来源：\(numbers)", en: "“\(shown)” means several sources: \(numbers)"),
      fix: LocalizedText(zh: "请写编号", en: "name one by its number"))
  }
}

extension ForgottenSource {
  /// All that were forgotten, in order of ingest; none in a database from before sources could be.
  static func all(_ database: Database) throws -> [ForgottenSource] {
    guard try database.tableExists("forgotten_source") else { return [] }
    return try Row.fetchAll(database, sql: "SELECT * FROM forgotten_source ORDER BY id").compactMap { row in
      FactKind(rawValue: row["kind"]).map {
        ForgottenSource(
          number: row["id"], file: row["file"], kind: $0, profile: row["profile"], rows: row["rows"],
          statements: row["statements"])
      }
    }
  }
}
