import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineStore

/// Numbers that another program may have written, and the numbers by which calls are stored.
@Suite("Numbers in the database")
struct StoredNumberTests {
  private func isBelieved(_ number: Int64, in believed: ClosedRange<Int64> = StoredCount.believed) -> Bool {
    (try? StoredCount.check(number, named: "n", in: believed)) != nil
  }

  @Test("counts are believed from none to a million million, days to either side of 1970, an hour's to ten million")
  func believed() throws {
    for (number, isRight) in [(Int64(0), true), (-1, false), (1_000_000_000_000, true), (1_000_000_000_001, false)] {
      #expect(isBelieved(number) == isRight, "\(number)")
    }
    for (day, isRight) in [(Int64(1_000_000), true), (1_000_001, false), (-1_000_000, true), (-1_000_001, false)] {
      #expect(isBelieved(day, in: StoredCount.believedDays) == isRight, "\(day)")
    }
    for (count, isRight) in [(Int64(10_000_000), true), (10_000_001, false), (0, true), (-1, false)] {
      #expect(isBelieved(count, in: StoredCount.believedOfAnHour) == isRight, "\(count)")
    }
  }

  @Test("moments are cut to what calendars reach, some thirty thousand years")
  func reach() {
    let most: Int64 = 1_099_511_627_776
    for (moment, cut) in [
      (Int64.max, most), (most + 1, most), (most, most), (most - 1, most - 1), (0, 0), (-most, -most),
      (-most - 1, -most), (.min, -most),
    ] {
      #expect(StoredCount.within(reach: moment) == cut)
    }
  }

  @Test("a sum of at most two to the sixty-second is one; what is more, or no number, is refused")
  func sums() throws {
    let measure = try TestMeasures.named("wait")[0]
    let most = 4_611_686_018_427_387_904.0
    for sum in [0, most, -most] { try StoredCount.check(sum, of: measure) }
    for sum in [most.nextUp, -most.nextUp, .infinity, .nan] {
      #expect(throws: Diagnostic.self, "\(sum)") { try StoredCount.check(sum, of: measure) }
    }
  }

  /// Runs in a database that has nothing but settings.
  private func withSettings(_ body: (Database) throws -> Void) throws {
    try DatabaseQueue().inDatabase { database in
      try database.execute(sql: "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT)")
      try body(database)
    }
  }

  @Test("a repeat window is at most a leap year, and none where nothing is said")
  func repeatWindow() throws {
    try withSettings { database in
      #expect(try Setting.repeatWindowSeconds(database) == 0)
      for (text, seconds) in [("0", Int64(0)), ("604800", 604_800), ("31622400", 31_622_400)] {
        try Setting.repeatWindow.set(text, database)
        #expect(try Setting.repeatWindowSeconds(database) == seconds)
      }
      for text in ["-1", "31622401"] {
        try Setting.repeatWindow.set(text, database)
        #expect(throws: Diagnostic.self, "\(text)") { try Setting.repeatWindowSeconds(database) }
      }
    }
  }

  @Test("a database is known by its name and how often it was written")
  func identity() throws {
    try withSettings { database in
      func identity(_ text: String) throws -> DatabaseIdentity? {
        try Setting.identity.set(text, database)
        return try DatabaseIdentity(database)
      }
      #expect(try DatabaseIdentity(database) == nil)
      for text in ["a", "a 5 6", "a five", "a -1", "a 9007199254740993", ""] {
        #expect(try identity(text) == nil, "\(text)")
      }
      #expect(try identity("a 0")?.writes == 0 && identity("a 9007199254740992")?.writes == 9_007_199_254_740_992)
      let file = try #require(try identity("a 5"))
      for (text, follows) in [("a 5", true), ("a 6", true), ("a 4", false), ("b 5", false), ("b 6", false)] {
        #expect(try identity(text)?.canFollow(file) == follows, "\(text)")
      }
      _ = try identity("a 5")
      try DatabaseIdentity.count(database)
      #expect(try Setting.identity.value(database) == "a 6")
      try Setting.identity.remove(database)
      try DatabaseIdentity.count(database)
      #expect(try DatabaseIdentity(database)?.writes == 1)
    }
  }

  @Test("a call's number is its second and twenty-two bits, so that calls lie in order of time")
  func callIDs() {
    #expect(CallID.first(at: 1) == 4_194_304 && CallID.first(at: 0) == 0 && CallID.first(at: -1) == -4_194_304)
    #expect(CallID.first(at: .max) == CallID.first(at: 2_199_023_255_551))
    #expect(CallID.first(at: 2_199_023_255_551) > CallID.first(at: 2_199_023_255_550))
    #expect(CallID.first(at: .min) == -CallID.first(at: .max))
    for key in ["", "a", "T-1", "一"] {
      let bytes = Array(key.utf8)
      for start in [Int64(0), -1, 1_551_657_600] {
        let id = bytes.withUnsafeBufferPointer { CallID.id(startedAt: start, key: $0) }
        #expect(CallID.startedAt(id) == start, "\(key)")
        #expect(id >= CallID.first(at: start) && id < CallID.first(at: start + 1))
      }
    }
    let last = CallID.first(at: 6) - 1
    #expect(CallID.following(last) == CallID.first(at: 5), "after a second's last number comes its first")
    #expect(CallID.following(CallID.first(at: 5)) == CallID.first(at: 5) + 1)
  }
}
