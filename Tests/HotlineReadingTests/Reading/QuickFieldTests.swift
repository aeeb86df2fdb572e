import Testing

@testable import HotlineReading

/// The quick ways to a time and a word: they read exactly what they are sure of, and leave the rest to the full way.
@Suite("Quick ways to a cell")
struct QuickFieldTests {
  private func with<Value>(_ text: String, _ body: (Bytes) -> Value) -> Value {
    Array(text.utf8).withUnsafeBufferPointer { body($0) }
  }

  private func seconds(_ text: String) -> Int64? {
    var day = RecentDay()
    return with(text) { day.seconds($0) }
  }

  @Test(
    "a time is its seconds since 1970",
    arguments: [
      ("1970-01-01 00:00:00", 0), ("1970-01-01 23:59:59", 86_399), ("1970-01-02 00:00:00", 86_400),
      ("1970-01-01 01:00:00", 3600), ("1970-01-01 00:01:01", 61), ("1969-12-31 23:59:59", -1),
      ("2000-01-01 00:00:00", 946_684_800), ("2019-01-05 08:03:11", 1_546_675_391),
      ("2000-02-29 19:09:09", 951_851_349),
    ] as [(String, Int64)])
  func times(text: String, expected: Int64) { #expect(seconds(text) == expected) }

  @Test("nineteen characters of exactly one form are a time, and nothing near it")
  func form() {
    let time = "2019-11-22 10:34:56"
    #expect(seconds(time) != nil)
    for place in [4, 7, 10, 13, 16] {
      var changed = Array(time.utf8)
      changed[place] = 0x2E
      #expect(seconds(String(decoding: changed, as: UTF8.self)) == nil, "\(place)")
    }
    for place in [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18] {
      for byte: UInt8 in [0x2F, 0x3A, 0x20] {
        var changed = Array(time.utf8)
        changed[place] = byte
        #expect(seconds(String(decoding: changed, as: UTF8.self)) == nil, "\(place) \(byte)")
      }
    }
    for text in [
      "", "2019-11-22 10:34:5", "2019-11-22 10:34:567", "2019-11-22", "2019-11-22 24:00:00", "2019-11-22 10:60:00",
      "2019-11-22 10:34:60", "2019-02-29 10:34:56", "2019-13-01 10:34:56", "2019-00-01 10:34:56", "2019-01-00 10:34:56",
      ":019-01-05 10:34:56", "20:9-01-05 10:34:56",
    ] { #expect(seconds(text) == nil, "\(text)") }
    for text in ["2019-11-22 23:00:00", "2019-11-22 10:59:00", "2019-11-22 10:34:59"] { #expect(seconds(text) != nil) }
  }

  @Test("the day of the row before is used for its own day alone")
  func recentDay() {
    var day = RecentDay()
    func next(_ text: String) -> Int64? { with(text) { day.seconds($0) } }
    #expect(next("1970-01-05 00:00:01") == 345_601 && next("1970-01-05 00:00:02") == 345_602)
    #expect(next("1970-01-15 00:00:00") == Int64(14 * 86_400), "another ten of the day")
    #expect(next("1970-01-16 00:00:00") == Int64(15 * 86_400), "another day")
    #expect(next("1970-02-16 00:00:00") == Int64(46 * 86_400), "another month")
    #expect(next("1971-02-16 00:00:00") == Int64(411 * 86_400), "another year")
    #expect(next("1971-02-30 00:00:00") == nil && next("1971-02-16 00:00:05") == Int64(411 * 86_400 + 5))
  }

  @Test("a word of up to sixteen bytes is known again, and no other word is taken for it")
  func words() {
    let words = [
      "a", "b", "c", "ab", "ba", "abc", "1234567", "2234567", "1234568", "12345678", "12345679", "123456789",
      "12345678a", "12345678b", "1234567890", "123456789012345", "123456789012346", "1234567890123456",
      "1234567890123457", "2234567890123456", "满意", "不满意", "非常满意", "一般", "接通", "放弃",
    ]
    for known in words {
      var recent = RecentWords()
      with(known) { recent.remember(.number(7), of: $0) }
      for word in words {
        #expect(with(word) { recent.cell(of: $0) } == (word == known ? .number(7) : nil), "\(known) \(word)")
      }
    }
    var recent = RecentWords()
    for text in ["", "12345678901234567"] {
      with(text) { recent.remember(.number(1), of: $0) }
      #expect(with(text) { recent.cell(of: $0) } == nil)
    }
    for (number, word) in words.prefix(16).enumerated() {
      with(word) { recent.remember(.number(Int64(number)), of: $0) }
    }
    for (number, word) in words.prefix(16).enumerated() {
      #expect(with(word) { recent.cell(of: $0) } == .number(Int64(number)), "\(word)")
    }
  }
}
