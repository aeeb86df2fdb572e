import Testing

@testable import HotlineAppraisal

/// Whether two texts speak of one thing, and how a text is cut into its points.
@Suite("Words that two texts share")
struct SharedWordingTests {
  @Test("four characters in a row join two texts; three, punctuation between or common words do not")
  func joins() {
    #expect(SharedWording.joins("甲乙丙丁戊", "子乙丙丁戊") && !SharedWording.joins("甲乙丙丁", "子乙丙丁"))
    #expect(SharedWording.joins("A1B2", "子A1B2丑") && !SharedWording.joins("甲乙，丙丁", "甲乙丙丁"))
    #expect(SharedWording.joins("甲乙、丙丁", "甲乙丙丁"), "only a comma parts")
    for word in ["进一步", "上海市", "社区服务", "需要", "有待"] {
      #expect(!SharedWording.joins("甲\(word)乙", "甲\(word)乙"), "\(word)")
    }
    #expect(!SharedWording.joins("", "甲乙丙丁") && !SharedWording.joins("甲乙丙丁", ""))
  }

  @Test("the closest of several texts shares the longest run, of four at least")
  func closest() {
    #expect(SharedWording.closest(to: "甲乙丙丁戊", among: ["子甲乙丙丁", "甲乙丙丁戊", "丑"]) == "甲乙丙丁戊")
    #expect(SharedWording.closest(to: "甲乙丙丁", among: ["甲乙丙", "寅甲乙丙丁"]) == "寅甲乙丙丁")
    #expect(
      SharedWording.closest(to: "甲乙丙丁", among: ["甲乙丙"]) == nil && SharedWording.closest(to: "甲", among: []) == nil)
  }

  @Test("pairs are counted once, empty ones not at all")
  func pairs() {
    #expect(SharedWording.sharedPairs("甲乙丙", "甲乙丙甲乙") == 2 && SharedWording.sharedPairs("甲乙", "乙甲") == 0)
    #expect(SharedWording.sharedPairs("加强管理", "加强管理") == 1, "强管 alone")
  }

  @Test("a number of one or two digits before a stop is a numbering")
  func sentences() {
    #expect(SharedWording.sentences("12、甲。123、乙；（3）丙\n4.5丁") == ["甲", "123、乙", "丙", "4.5丁"])
  }

  @Test(
    "a text is numbered when two of its points are, in any of the usual ways",
    arguments: [
      ("1.甲；2.乙", true), ("10.甲；11.乙", true), ("101.甲；102.乙", false), ("1.甲", false), ("（1）甲（2）乙", true),
      ("（10）甲（11）乙", true),
      ("（100）甲；（101）乙", false), ("①甲②乙", true), ("①甲", false), ("一是甲；二是乙", true), ("十一是甲；十二是乙", true),
      ("二十一是甲；二十二是乙", false), ("甲；乙", false),
    ])
  func numbered(text: String, isNumbered: Bool) {
    #expect(SharedWording.isNumbered(text) == isNumbered)
    #expect(SharedWording.items(text).count == (text.contains("乙") ? 2 : 1))
  }

  @Test("clauses are the items cut at commas and colons too")
  func clauses() {
    #expect(SharedWording.clauses("1.甲，乙：丙；2.丁。") == ["甲", "乙", "丙", "丁"])
  }
}
