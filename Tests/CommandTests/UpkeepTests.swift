import Foundation
import Testing

@Suite("Check and backup")
struct UpkeepTests {
  private func place() throws -> (place: Workplace, file: String) {
    let place = try Workplace()
    let outcome = try place.run(
      ["simulate", "--year", "2019", "--out", place.path("logs"), "--scale", "0.005", "--only", "work-orders-12345"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let file = place.path("logs/work-orders-12345.csv")
    try place.hotline("ingest", file)
    return (place, file)
  }

  @Test("a sound database is said to be sound, and is not changed")
  func sound() throws {
    let (place, _) = try place()
    let before = FileManager.default.contents(atPath: place.database)
    #expect(try place.hotline("check").contains("1 source files are as ingested"))
    #expect(FileManager.default.contents(atPath: place.database) == before)
  }

  @Test("a rollup that was tampered with, a row count that does not add up, a source that changed")
  func unsound() throws {
    let (place, file) = try place()
    let rollup = try place.sqlite3("SELECT name FROM sqlite_schema WHERE name LIKE 'rollup_work_order%' LIMIT 1")
    let column = try place.sqlite3("SELECT name FROM pragma_table_info('\(rollup)') ORDER BY cid DESC LIMIT 1")
    _ = try place.sqlite3("UPDATE \(rollup) SET \"\(column)\" = \"\(column)\" + 1")
    _ = try place.sqlite3("UPDATE source SET rows = rows + 1")
    try Data("x\n".utf8).write(to: URL(filePath: file))
    let outcome = try place.run(["check", "--database", place.database])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("rollup differs"))
    #expect(outcome.errors.contains("rows do not add up"))
    #expect(outcome.errors.contains("is not what was ingested"))
    try FileManager.default.removeItem(atPath: file)
    #expect(try place.run(["check", "--database", place.database]).errors.contains("no longer there"))
  }

  @Test("a backup answers as the database does, has no key beside it and overwrites nothing")
  func backup() throws {
    let (place, _) = try place()
    let copy = place.path("copy.sqlite")
    try place.hotline("backup", copy)
    let question = ["kpi", "--period", "2019", "--format", "json"]
    let original = try place.run(question + ["--database", place.database])
    #expect(original.status == 0)
    #expect(try place.run(question + ["--database", copy]).output == original.output)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path).filter { $0.hasPrefix("copy.") }
    #expect(names.allSatisfy { !$0.contains("key") && !$0.contains("partial") })
    let again = try place.run(["backup", copy, "--database", place.database])
    #expect(again.status == 2)
    #expect(again.errors.contains("exists already"))
    let nowhere = try place.run(["backup", "/nowhere/copy.sqlite", "--database", place.database])
    #expect(nowhere.status == 1)
  }

  @Test("a missing database is not made by a check")
  func missing() throws {
    let place = try Workplace()
    #expect(try place.run(["check", "--database", place.database]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: place.database))
  }
}
