import Testing

@testable import HotlineConfiguration

/// Digits beside units, currencies and clocks, just inside and just outside of what makes them a span and no number.
@Suite("Citizens' numbers at their limits")
struct NumberEdgeTests {
  private func numbers(_ text: String) -> String {
    NumberRecogniser(.standard).numbers(in: text).map { String(decoding: $0.digits, as: UTF8.self) }.joined(
      separator: " ")
  }

  @Test(
    "a span of amounts goes from less to more, in whole hundreds, before a unit or behind a currency",
    arguments: [
      ("5000-8000", ""), ("5000-5000元", "50005000"), ("8000-5000元", "80005000"), ("6234-6578", "62346578"),
      ("6200-6578", "62006578"),
      ("6234-6578元", ""), ("6234-6578 万", ""), ("6234-6578亿", ""), ("6234-6578平方米", ""), ("6234-6578平米", ""),
      ("6234-6578㎡", ""),
      ("6234-6578公里", ""), ("6234-6578公斤", ""), ("6234-6578千克", ""), ("6234-6578吨", ""), ("6234-6578人次", ""),
      ("6234-6578%", ""),
      ("6234-6578％", ""), ("6234-6578‰", ""), ("6234-6578人", "62346578"), ("6234-6578元旦", "62346578"),
      ("6234-6578元宵", "62346578"),
      ("6234-6578元月", "62346578"), ("¥6234-6578", ""), ("￥6234-6578", ""), ("$6234-6578", ""), ("＄6234-6578", ""),
      ("€6234-6578", ""), ("£6234-6578", ""), ("62345678元", ""), ("623-45678元", "62345678"),
    ])
  func amounts(text: String, expected: String) { #expect(numbers(text) == expected) }

  @Test(
    "a span of the clock has hours to 24 and minutes below 60, colons in both and something else between",
    arguments: [
      ("22:00-24:00", ""), ("24:59-23:59", ""), ("25:00-23:00", "25002300"), ("22:60-23:00", "22602300"),
      ("22:00-25:00", "22002500"),
      ("22:00-06:60", "22000660"), ("22:00:06:00", "22000600"), ("22-00-06-00", "22000600"), ("22：00—06：00", ""),
      ("22:00-06-00", "22000600"),
    ])
  func clocks(text: String, expected: String) { #expect(numbers(text) == expected) }

  @Test("a number in a name stays a pseudonym's, where it is a code it does not")
  func names() {
    func marked(_ text: String, isCode: Bool) -> String? {
      Array(text.utf8).withUnsafeBufferPointer { NumberRecogniser(.standard).marked($0, isCode: isCode) }
        .map { String(decoding: $0, as: UTF8.self).replacing("\u{0}", with: "|") }
    }
    #expect(marked("62345678", isCode: true) == nil && marked("62345678", isCode: false) == "|62345678|")
    #expect(marked("区62345678处", isCode: true) == "区|62345678|处")
    #expect(marked("02162345678", isCode: true) == "|02162345678|")
  }
}

@Suite("Masking at its limits")
struct MaskingEdgeTests {
  @Test("a text of more than 1,024 characters is looked at up to 256 bytes before the cut")
  func readLimit() {
    func length(_ count: Int) -> Int { Masking.masked(String(repeating: "a", count: count), limit: 2_000).count }
    #expect(length(1_023) == 1_023 && length(1_024) == 1_024 && length(1_025) == 1_024 - 256)
  }

  @Test("digits are narrow, control characters visible")
  func visible() {
    #expect(Masking.masked("０１９：") == "019：" && Masking.masked("\u{1F}\u{9F} ") == "␟\u{FFFD} ")
  }

  @Test("of a caller the first three and the last four, the last two of a short one, nothing of fewer than seven")
  func callers() {
    #expect(Masking.maskedCaller("13812345678") == "138****5678" && Masking.maskedCaller("1381234567") == "138****67")
    #expect(Masking.maskedCaller("1234567") == "123****67" && Masking.maskedCaller("123456") == "******")
    #expect(Masking.maskedCaller("123456789012") == "123****9012" && Masking.maskedCaller("") == "")
  }

  @Test("a list of figures stays, a number with the signs of one, or with one sign between all its groups, does not")
  func ownTexts() {
    for (text, expected) in [
      ("138-1234-5678", "138****5678"), ("(021)62345678", "(021****5678"), ("（021）62345678", "（021****5678"),
      ("138/1234/5678", "138****5678"), ("138/1234-5678", "138/1234-5678"), ("021-62345678", "021****5678"),
      ("021、62345678", "021、62345678"),
      ("+86 13812345678", "+138****5678"), ("11010519491231002X", "110****"), ("62345678", "62345678"), ("甲", "甲"),
    ] {
      #expect(Masking.withoutNumbers(text) == expected)
    }
  }

  @Test("neither a path's folders nor its files and archives show what may be a number")
  func paths() {
    for (path, expected) in [
      ("62345678/62345678.csv", "623****78/623****78.csv"), ("62345678.zip/62345678", "623****78.zip/623****78"),
      ("62345678、13998761234/b.csv", "623****78、139****1234/b.csv"), ("62345678", "623****78"),
      ("02162345678/6234-5678/a", "021****5678/623****78/a"),
    ] {
      #expect(Masking.path(path) == expected)
    }
  }
}
