import Foundation
import GRDB
import Testing

@Suite("Backups put in place, and what lies beside a database")
struct RestoreTests {
  private static let header = "呼叫流水号,热线,呼叫类型,开始时间,应答时间,结束时间,呼叫结果,主叫号码,坐席工号,行政区,业务类别\n"
  private static let question = ["kpi", "--metric", "call_volume", "--period", "2019", "--format", "json"]

  /// A database of so many calls.
  private func place(_ calls: Int, key: Data = Data(1...32)) throws -> Workplace {
    let place = try Workplace()
    try place.writeKey(key)
    let rows = (0..<calls).map {
      "c\($0),962200,呼入,2019-01-05 08:00:0\($0),,2019-01-05 08:01:00,放弃,1381234567\($0),,,\n"
    }
    try place.write(Self.header + rows.joined(), to: "calls.csv")
    try place.hotline("ingest", place.path("calls.csv"))
    return place
  }

  private func calls(_ place: Workplace) throws -> Int? {
    let outcome = try place.run(Self.question + ["--database", place.database])
    let rows = (try outcome.output.json() as? [String: Any])?["rows"] as? [[String: Any]]
    return rows?.first?["numerator"] as? Int
  }

  private func names(_ place: Workplace) throws -> Set<String> {
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
    return Set(names.filter { $0.hasPrefix("hotline.sqlite") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
  }

  @Test("the backup answers, the replaced database is kept, and can be put back")
  func restore() throws {
    let place = try place(3)
    let backup = place.path("backup.sqlite")
    try place.hotline("backup", backup)
    try place.write(Self.header + "c9,962200,呼入,2019-01-06 08:00:00,,,放弃,,,,\n", to: "more.csv")
    try place.hotline("ingest", place.path("more.csv"))
    #expect(try calls(place) == 4)
    try place.hotline("restore", backup)
    #expect(try calls(place) == 3)
    try place.hotline("check")
    #expect(try names(place) == ["hotline.sqlite", "hotline.sqlite.key", "hotline.sqlite.replaced-1"])
    try place.hotline("restore", place.path("hotline.sqlite.replaced-1"))
    #expect(try calls(place) == 4)
  }

  @Test("a backup that is damaged, is another key's or has a log beside it is refused, and nothing is replaced")
  func refused() throws {
    let place = try place(3)
    let backup = place.path("backup.sqlite")
    try place.hotline("backup", backup)
    func restore() throws -> Workplace.Outcome { try place.run(["restore", backup, "--database", place.database]) }
    try Data("log".utf8).write(to: URL(filePath: backup + "-wal"))
    #expect(try restore().status == 1 && restore().errors.contains("a log that is not written back"))
    try FileManager.default.removeItem(atPath: backup + "-wal")
    let sound = try Data(contentsOf: URL(filePath: backup))
    try sound.prefix(sound.count / 2).write(to: URL(filePath: backup))
    #expect(try restore().status == 1)
    let other = try self.place(1, key: Data(2...33))
    try FileManager.default.removeItem(atPath: backup)
    try FileManager.default.copyItem(atPath: other.database, toPath: backup)
    #expect(try restore().status == 1 && restore().errors.contains("key"))
    #expect(try calls(place) == 3)
    #expect(try names(place) == ["hotline.sqlite", "hotline.sqlite.key"])
  }

  @Test("another program's database is not replaced, and not a byte of it changes")
  func foreign() throws {
    let place = try place(2)
    let backup = place.path("backup.sqlite")
    try place.hotline("backup", backup)
    let foreign = place.path("notes.sqlite")
    let queue = try DatabaseQueue(path: foreign)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE note(text)") }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: foreign))
    try FileManager.default.copyItem(atPath: place.database + ".key", toPath: foreign + ".key")
    let outcome = try place.run(["restore", backup, "--database", foreign])
    #expect(outcome.status == 1 && outcome.errors.contains("another program's database"), "\(outcome.errors)")
    #expect(try Data(contentsOf: URL(filePath: foreign)) == before)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: place.folder.path).contains { $0.contains("replaced") })
  }

  @Test("what a killed backup left is removed by the next one; what another one is making is not")
  func leftovers() throws {
    let place = try place(1)
    let backup = place.path("backup.sqlite")
    for (name, text) in [
      ("\(backup).partial-123", "half"), ("\(backup).partial-123-journal", ""), ("\(backup).partial-my", "mine"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: name))
    }
    let making = open("\(backup).partial-77", O_RDWR | O_CREAT, 0o600)
    defer { close(making) }
    try #require(flock(making, LOCK_EX | LOCK_NB) == 0)
    try place.hotline("backup", backup)
    let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.path).filter { $0.contains("partial") }
    #expect(Set(left) == ["backup.sqlite.partial-my", "backup.sqlite.partial-77"])
  }

  @Test("an older copy put in the place of a database beside its log is refused")
  func olderCopy() throws {
    let place = try place(1)
    let connection = try DatabaseQueue(path: place.database)
    try connection.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
      // Written once less than the file.
      try database.execute(sql: "UPDATE setting SET value = replace(value, ' 2', ' 1') WHERE name = 'identity'")
    }
    let outcome = try place.run(Self.question + ["--database", place.database])
    #expect(outcome.status == 1 && outcome.errors.contains("or older than it"))
    try connection.close()
  }

  @Test("a database beside which another one's log lies is refused, by questions and by ingests, and is not changed")
  func foreignLog() throws {
    let (place, other) = (try place(3), try place(2, key: Data(3...34)))
    let connection = try DatabaseQueue(path: other.database)
    try connection.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
      try database.execute(sql: "UPDATE setting SET value = value || '1' WHERE name = 'identity'")
    }
    try FileManager.default.copyItem(atPath: other.database + "-wal", toPath: place.database + "-wal")
    let before = try Data(contentsOf: URL(filePath: place.database))
    for arguments in [Self.question, ["ingest", place.path("calls.csv")], ["check"]] {
      let outcome = try place.run(arguments + ["--database", place.database])
      #expect(outcome.status == 1 && outcome.errors.contains("another database's"), "\(arguments)")
    }
    #expect(try Data(contentsOf: URL(filePath: place.database)) == before)
    // With its own log it answers.
    #expect(try calls(other) == 2)
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.database + suffix) }
    #expect(try calls(place) == 3)
    try connection.close()
  }
}
