import Testing

@testable import HotlineConfiguration

/// How many signs and blanks may stand between the digits of one number, and which characters are digits at all.
@Suite("Digits as they are written")
struct WrittenDigitTests {
  private func numbers(_ text: String) -> String {
    NumberRecogniser(.standard).numbers(in: text).map { String(decoding: $0.digits, as: UTF8.self) }.joined(
      separator: " ")
  }

  private func text(_ between: String, times count: Int = 1) -> String {
    "138" + String(repeating: between, count: count) + "12345678"
  }

  @Test("three unlike signs, seventeen like ones, sixteen blanks and one star stand in a number; one more parts it")
  func limits() {
    #expect(numbers(text("-/.")) == "13812345678" && numbers(text("-/.,")) == "")
    #expect(numbers(text("-", times: 17)) == "13812345678" && numbers(text("-", times: 18)) == "")
    #expect(numbers(text(" ", times: 16)) == "13812345678" && numbers(text(" ", times: 17)) == "")
    #expect(numbers(text("*")) == "13812345678" && numbers(text("*", times: 2)) == "")
    #expect(numbers(text("-", times: 9) + "-/") == "13812345678")
  }

  @Test(
    "what a spreadsheet shortened may have one blank before its E",
    arguments: [("", true), (" ", true), ("  ", false), ("-", false)])
  func exponents(between: String, isFound: Bool) {
    #expect(numbers("1.381234567\(between)E+10") == (isFound ? "13812345670" : ""))
  }

  @Test("a letter beside eight digits makes them a code, the first and the last of the alphabet too")
  func letters() {
    for letter in ["a", "z", "A", "Z"] {
      #expect(numbers(letter + "62345678") == "" && numbers("62345678" + letter) == "", "\(letter)")
    }
    #expect(numbers("Ｚ62345678ｚ") == "62345678")
  }

  @Test("digits alone: blanks and signs between them, a plus before them, nothing else")
  func alone() {
    func alone(_ text: String) -> String? {
      NumberRecogniser.digitsAlone(in: text).map {
        ($0.hasPlus ? "+" : "") + String(decoding: $0.digits, as: UTF8.self)
      }
    }
    #expect(alone("138 1234-5678") == "13812345678" && alone("１２３") == "123" && alone("①") == "1" && alone("⁹") == "9")
    for plus in ["+", "＋", "﹢"] { #expect(alone(plus + "86") == "+86", "\(plus)") }
    #expect(alone("86+1") == "861" && alone("1a") == nil && alone("甲1") == nil && alone("") == nil && alone("-") == nil)
    #expect(alone("⑩") == nil && alone("½") == nil && alone("一九") == "19" && alone("○◯〇") == "000")
  }

  @Test("behind a plus sign stand eight to fifteen digits of any country")
  func abroad() {
    #expect(numbers("+44123456") == "44123456" && numbers("+4412345") == "")
    #expect(numbers("+441234567890123") == "441234567890123" && numbers("+4412345678901234") == "")
    // A number that fits its country's plan is written as it is dialled from here.
    #expect(numbers("＋441234567890") == "00441234567890" && numbers("﹢441234567890") == "00441234567890")
  }
}
