import Foundation
import Testing

/// Files that are not, or no longer, our database: every command says so and changes nothing.
@Suite("A database that is none")
struct DatabaseFileTests {
  enum Damage: String, CaseIterable, Sendable {
    case text, truncated, pages, foreign, newer, folder
  }

  static let messages: [Damage: String] = [
    .text: "not an SQLite database", .truncated: "cut short", .pages: "damaged", .foreign: "another program's database",
    .newer: "made by a newer hotline", .folder: "folder",
  ]

  @Test("every command: exit code 1, a message with file and remedy, not a byte changed", arguments: Damage.allCases)
  func damaged(damage: Damage) throws {
    let place = try Workplace()
    let file = try place.calls(0..<800)
    try place.hotline("ingest", file)
    try hurt(place, damage)
    let before = damage == .folder ? nil : try Data(contentsOf: URL(filePath: place.database))
    let other = try place.calls(800..<900, named: "other.csv")
    let commands = [
      ["kpi", "--period", "2019"], ["status"], ["check"], ["report", "monthly", "2019-03", "--out", place.path("out")],
      ["ingest", other],
      ["backup", place.path("copy.sqlite")], ["rejects"],
      ["explain", "call_volume", "--period", "2019", "--rows", "numerator"],
    ]
    for command in commands {
      let outcome = try place.run(command + ["--database", place.database])
      #expect(outcome.status == 1, "\(damage) \(command): \(outcome.errors)")
      #expect(outcome.errors.contains(place.database), "\(damage) \(command): \(outcome.errors)")
      #expect(outcome.errors.contains(Self.messages[damage] ?? "?"), "\(damage) \(command): \(outcome.errors)")
      #expect(outcome.output.isEmpty, "\(damage) \(command)")
      if let before { #expect(try Data(contentsOf: URL(filePath: place.database)) == before, "\(damage) \(command)") }
    }
    #expect(!FileManager.default.fileExists(atPath: place.path("copy.sqlite")))
  }

  @Test(
    "names that somebody numbered beyond what can be counted: a message, no trap", arguments: ["line", "district"])
  func numbering(table: String) throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<20))
    for id in ["9223372036854775807", "4611686018427387904", "0", "-9223372036854775808"] {
      _ = try place.sqlite3(
        "PRAGMA foreign_keys = OFF; UPDATE \(table) SET id = \(id) WHERE id = (SELECT max(id) FROM \(table))")
      for command in [["kpi", "--period", "2019", "--by", table], ["check"], ["ingest", place.path("calls.csv")]] {
        let outcome = try place.run(command + ["--database", place.database])
        #expect(
          outcome.status == 1 && outcome.errors.contains(table), "\(id) \(command): \(outcome.status) \(outcome.errors)"
        )
      }
    }
  }

  @Test("a name numbered far beyond the others is read with little memory")
  func sparseNumbers() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<20))
    _ = try place.sqlite3(
      "PRAGMA foreign_keys = OFF; UPDATE district SET id = 2000000000 WHERE id = (SELECT max(id) FROM district)")
    // One place for each number would be 32 GB. A first day within the month has single calls read, not sums.
    let outcome = try place.bash(
      "ulimit -v 6000000; \"$HOTLINE\" kpi --period 2019-01-02..2019-12-30 --by district --database '\(place.database)'"
    )
    #expect(outcome.status == 0, "\(outcome.status) \(outcome.errors)")
  }

  @Test("an order due after the last year of the calendar: the next export is refused in words")
  func farDays() throws {
    let place = try Workplace()
    let header = "order_id,status,received_at,due_at,closed_at,exported_at\n"
    func export(_ closed: String) throws -> String {
      try place.write(
        header
          + "a,\(closed.isEmpty ? "open" : "closed"),2019-12-02 09:00:00,2019-12-09,\(closed),2019-12-2\(closed.isEmpty ? 0 : 1)\n",
        to: "orders\(closed.count).csv")
    }
    try place.hotline("ingest", export(""))
    _ = try place.sqlite3("UPDATE work_order SET deadline_at = 253402300800")
    let outcome = try place.run(["ingest", export("2019-12-09 10:00:00"), "--database", place.database])
    #expect(outcome.status == 1 && outcome.errors.contains("day"), "\(outcome.status) \(outcome.errors)")
  }

  private func hurt(_ place: Workplace, _ damage: Damage) throws {
    let url = URL(filePath: place.database)
    var bytes = try Data(contentsOf: url)
    switch damage {
    case .text: try Data("呼叫编号,热线\n1,962200\n".utf8).write(to: url)
    case .truncated: try bytes.prefix(bytes.count / 2).write(to: url)
    case .pages:
      // Every page but the first, on which SQLite finds the tables, is noise.
      for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
      try bytes.write(to: url)
    case .foreign:
      try FileManager.default.removeItem(at: url)
      _ = try place.sqlite3("CREATE TABLE bookmarks(url TEXT)")
    case .newer: _ = try place.sqlite3("INSERT INTO grdb_migrations VALUES ('99 things to come')")
    case .folder:
      try FileManager.default.removeItem(at: url)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.database + suffix) }
  }

  @Test("a folder that cannot be written: questions are answered, everything else says so, nothing is changed")
  func readOnlyFolder() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<100))
    let file = try place.calls(100..<200, named: "more.csv")
    let answer = try place.hotline("kpi", "--period", "2019", "--format", "json")
    let before = try Data(contentsOf: URL(filePath: place.database))
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.database + suffix) }
    // Root may write everywhere; nobody may not.
    _ = try place.bash("chmod 555 \(place.folder.path); chmod 444 \"$DB\" \(file)")
    defer { _ = try? place.bash("chmod 755 \(place.folder.path)") }
    let scratch = try Workplace()
    _ = try scratch.bash("chmod 777 \(scratch.folder.path)")
    func asNobody(_ command: String) throws -> Workplace.Outcome {
      let line = "\"$HOTLINE\" \(command) --database \(place.database)"
      return try scratch.bash(line, asNobody: true)
    }
    let kpi = try asNobody("kpi --period 2019 --format json")
    #expect(kpi.status == 0 && kpi.output == answer, "\(kpi.errors)")
    for command in [
      "ingest \(file)", "report monthly 2019-03 --out \(place.folder.path)/out", "backup \(place.path("copy.sqlite"))",
    ] {
      let outcome = try asNobody(command)
      #expect(outcome.status == 1, "\(command): \(outcome.errors)")
      #expect(outcome.errors.contains("cannot be"), "\(command): \(outcome.errors)")
    }
    #expect(try asNobody("backup \(scratch.path("copy.sqlite"))").status == 0)
    #expect(try Data(contentsOf: URL(filePath: place.database)) == before)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: place.folder.path))
    #expect(names.isDisjoint(with: ["out", "copy.sqlite", "hotline.sqlite-wal"]), "\(names)")
  }
}
