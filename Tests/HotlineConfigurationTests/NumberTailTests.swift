import Testing

@testable import HotlineConfiguration

/// Numbers with something glued to them that says what it is: a count, a time, a serial number.
@Suite("Numbers with something glued to them")
struct NumberTailTests {
  private func found(_ text: String) -> [String] {
    NumberRecogniser(.standard).numbers(in: text).map { String(decoding: $0.digits, as: UTF8.self) }
  }

  @Test(
    "a mobile before a count, a time or a sign",
    arguments: [
      "3次", "3 次", "3（次）", "3[次]", "3【次】", "3-5次", "3~5次", "15s", "3x", "10am", "8 am", "08AM", "3 calls", "5元", "500元",
      "99%", "100%",
      "3/5", "1/2", "05-06", "05/06", "12.30", "3,", "3;", "3。", "8:30", "12:30", "2019", "0830", "201903", "03-05",
      "3月5日", "8点",
    ])
  func behindMobiles(tail: String) {
    for number in ["13812345678", "138-1234-5678", "138 1234 5678"] {
      #expect(found(number + tail) == ["13812345678"], "\(number)\(tail)")
    }
  }

  @Test(
    "a landline before a count or a time, where its first zero says that it is none of a code",
    arguments: [
      "3次", "5元", "500元", "3起", "3岁", "8点", "8:30", "08:30", "2019", "2019-03", "201903", "0830", "0305", "3月5日",
    ])
  func behindLandlines(tail: String) {
    for number in ["02162345678", "021-62345678"] {
      #expect(found(number + tail) == ["02162345678"], "\(number)\(tail)")
    }
  }

  @Test(
    "a card with its check character before a count or a time",
    arguments: ["2019", "201903", "0830", "8点", "3岁", "30岁", "15s", "5元", "500元", "3次"])
  func behindCards(tail: String) {
    #expect(found("11010519491231002X").count == 1)
    #expect(found("310101199003071230" + tail).first?.hasPrefix("310101199003071230") == true, "\(tail)")
  }

  @Test(
    "a mobile behind a serial number, a hotline's digit or what an office dials first",
    arguments: ["第3", "No.3", "001", "0001", "1", "2", "96", "*67", "2019-3", "9", "90", "08:30", "8:30", "01"])
  func beforeMobiles(head: String) {
    #expect(found(head + "13812345678").last?.hasSuffix("13812345678") == true, "\(head)")
  }

  @Test(
    "a landline behind what is no part of a code",
    arguments: ["第3", "No.3", "001", "01", "90", "08:30", "8:30", "0830", "0305"])
  func beforeLandlines(head: String) { #expect(found(head + "02162345678") == ["02162345678"], "\(head)") }

  @Test(
    "codes, moments and amounts stay",
    arguments: [
      "138123456789", "1551741791000", "1551741791000,", "1513812345678", "201903131530", "20190313153012",
      "310101001000",
      "310100210001234", "13812345678123456",
    ])
  func others(text: String) { #expect(found(text) == [], "\(text)") }
}
