import Foundation
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// The whole text of three suggestions, in both languages: comments, quoting, ways to a value, what is left open.
@Suite("Texts of suggestions")
struct SuggestionTextTests {
  private func lines(_ text: String, _ language: Language) throws -> [String] {
    try ProfileSuggestion(for: Reading.file(text), districts: Places.districts, language: language).yaml.components(
      separatedBy: "\n")
  }

  private static let calls =
    "某市话务,,,,,,,\n来电日期,来电时刻,接起时刻,挂断时刻,通话结果,满意\"度\",等待秒数,市民姓名\n"
    + (10..<34).map { number in
      let minute = number % 60
      let answered = number % 4 != 0
      let answer = answered ? "08:\(minute):09" : ""
      let outcome = answered ? "转人工成功" : "排队\\挂断"
      return
        "2019-03-04,08:\(minute):00,\(answer),08:\(minute):40,\(outcome),\(number % 3 == 0 ? "认可" : "很好的满意"),9,王\(number)\n"
    }.joined()

  private static let bare = (1...9).map {
    "0\($0)/0\($0 % 8 + 2)/2019 08:0\($0),962200,1381234567\($0),00:0\($0),\($0 % 2 == 0 ? "closed" : "open")\n"
  }.joined()

  @Test("calls in Chinese, with joined times and words of their own")
  func chinese() throws {
    #expect(try lines(Self.calls, .zh) == Self.chineseLines)
  }

  @Test("the same in English")
  func english() throws {
    #expect(try lines(Self.calls, .en) == Self.englishLines)
  }

  @Test("no header, and a day and month that may be either way round")
  func bareFile() throws {
    #expect(try lines(Self.bare, .en) == Self.bareLines)
    #expect(try Array(lines(Self.bare, .zh).prefix(4)) == Self.bareHead)
  }
}
