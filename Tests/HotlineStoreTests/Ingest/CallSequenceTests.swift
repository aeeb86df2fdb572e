import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// The calls before and after a call, worked out anew from what is stored.
@Suite("Neighbours of calls, from the database")
struct CallSequenceTests {
  let store: TestStore

  init() throws { store = try TestStore() }

  /// The previous and the next call's day of March, by key; 0 for none.
  private func neighbours(_ database: Database) throws -> [String: [Int]] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT key, previous_call_at, next_call_at, next_same_topic_at FROM call")
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row[0] as String, (1...3).map { (row[$0] as Int64?).map { LocalDay(containing: $0).civil.day } ?? 0 })
      })
  }

  private func call(_ key: String, _ day: Int, at clock: String = "12:00:00") -> TestRecord {
    .call(key, at: "2019-03-\(day < 10 ? "0" : "")\(day) \(clock)", [.caller: "13800000001"])
  }

  @Test("calls at midnight a week apart follow each other, whichever file comes first; a second more and they do not")
  func midnight() throws {
    try store.ingest(.call, [call("b", 8, at: "00:00:00"), call("d", 22, at: "00:00:01")])
    try store.ingest(.call, [call("c", 15, at: "00:00:00"), call("a", 1, at: "00:00:00")])
    let found = try store.open().read { try neighbours($0) }
    #expect(found == ["a": [0, 8, 8], "b": [1, 15, 15], "c": [8, 0, 0], "d": [0, 0, 0]])
    #expect(try store.open().check() == [])
  }

  @Test(
    "a call whose id somebody made the highest or the lowest there can be keeps no check from ending",
    .timeLimit(.minutes(10)))
  func extremes() throws {
    for id in [Int64.max, Int64.min] {
      let store = try TestStore()
      try store.ingest(.call, [call("a", 1), call("b", 2), call("c", 3)])
      let found = try store.open().write { database in
        try database.execute(sql: "UPDATE call SET id = ? WHERE key = 'b'", arguments: [id])
        let rule = RepeatRule(window: 604_800, isAcrossLines: false)
        return (try CallSequence(database, rule).differing(), .rollback)
      }
      #expect(found >= 2, "the neighbours of a and c are others now")
    }
  }

  @Test("around a day the calls of a week to either side are linked anew, with what lies a week beyond")
  func around() throws {
    let days = ["z": 1, "a": 7, "b": 14, "d": 15, "f": 21, "e": 24]
    try store.ingest(.call, days.map { call($0.key, $0.value) })
    let whole: [String: [Int]] = [
      "z": [0, 7, 7], "a": [1, 14, 14], "b": [7, 15, 15], "d": [14, 21, 21], "f": [15, 24, 24], "e": [21, 0, 0],
    ]
    func number(_ day: Int) throws -> Int { try #require(LocalDay(year: 2019, month: 3, day: day)).number }
    try store.open().write { database in
      #expect(try neighbours(database) == whole)
      let rule = RepeatRule(window: 7 * 86_400, isAcrossLines: false)
      let sequence = CallSequence(database, rule)
      #expect(try sequence.differing() == 0)
      try database.execute(
        sql: "UPDATE call SET previous_call_at = NULL, next_call_at = NULL, next_same_topic_at = NULL")
      #expect(try sequence.differing() == 6)
      #expect(try sequence.refresh(around: [number(14)]) == Set([7, 14, 15, 21].map(number)))
      var partly = whole
      (partly["z"], partly["e"]) = ([0, 0, 0], [0, 0, 0])
      #expect(try neighbours(database) == partly)
      #expect(try sequence.differing() == 2)
      #expect(try sequence.refresh(around: [number(1), number(7), number(24)]) == Set([1, 24].map(number)))
      #expect(try neighbours(database) == whole)
      try sequence.refreshAll()
      #expect(try neighbours(database) == whole)
      return ((), .rollback)
    }
  }

  @Test("days of which files have calls, with the days beside them")
  func knownDays() throws {
    for days in [4...5, 6...7, 5...5, 10...10] {
      try store.ingest(.call, days.map { call("k\(days)-\($0)", $0) })
    }
    try store.open().read { database in
      let known = try KnownDays(.call, database)
      func isKnown(_ day: Int, within reach: Int = 0) throws -> Bool {
        known.contains(try #require(LocalDay(year: 2019, month: 3, day: day)).number, within: reach)
      }
      #expect(try (3...11).filter { try isKnown($0) } == [4, 5, 6, 7, 10])
      #expect(try (1...13).filter { try isKnown($0, within: 1) } == [3, 4, 5, 6, 7, 8, 9, 10, 11])
      #expect(try (1...14).filter { try isKnown($0, within: 2) } == Array(2...12))
      #expect(try !KnownDays(.workOrder, database).contains(17_959))
    }
  }
}
