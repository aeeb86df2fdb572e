import Testing

@testable import HotlineConfiguration

/// Citizens' numbers in keys of any length and make.
@Suite("Citizens' numbers in keys")
struct KeyNumberTests {
  private func numbers(_ text: String) -> String {
    Array(text.utf8).withUnsafeBufferPointer { NumberRecogniser(.standard).numbers(inKey: $0) }
      .map { String(decoding: $0.digits, as: UTF8.self) }.joined(separator: " ")
  }

  @Test("a number is found in keys as short as itself and longer than any code")
  func lengths() {
    #expect(numbers("13812345678") == "13812345678" && numbers("1381234567") == "" && numbers("") == "")
    for count in [50, 53, 54, 60, 200] {
      #expect(numbers(String(repeating: "a", count: count) + "-13812345678") == "13812345678", "\(count)")
    }
  }

  @Test(
    "a number with a count or a clock behind it is found in a key as well; what only looks like a serial number is not",
    arguments: [
      ("138123456783次", "13812345678"), ("138-1234-56783次-4", "13812345678"), ("呼叫138123456788:30", "13812345678"),
      ("021-623456783次-5", "02162345678"), ("0216234567808:30号", "02162345678"), ("号138123456782019", ""),
      ("138123456783栋", "13812345678"), ("138-1234-5678301室", "13812345678"), ("021-623456785楼", "02162345678"),
      ("310101%2019900307%201230", "310101199003071230"), ("138_x000D_1234_x000D_5678", "13812345678"),
      ("J1381234567803", ""),
    ])
  func tails(key: String, expected: String) { #expect(numbers(key) == expected) }

  @Test(
    "a landline is a number where anything else stands in the key, and a code where nothing does",
    arguments: [
      ("02162345678", ""), ("02162345678:", "02162345678"), ("T02162345678", "02162345678"),
      ("02162345678/", "02162345678"),
    ])
  func codes(key: String, expected: String) { #expect(numbers(key) == expected) }

  @Test(
    "identity cards of holders born before 2010, with and without check character",
    arguments: [
      ("k310101300101004", "310101300101004"), ("k310101290101004", ""), ("11010519491231002X", "11010519491231002X"),
    ])
  func cards(key: String, expected: String) { #expect(numbers(key) == expected) }

  @Test(
    "behind a day of eight or six digits, and the clock behind that",
    arguments: [
      ("2019030513812345678", "13812345678"), ("19030513812345678", "13812345678"),
      ("29030513812345678", "13812345678"),
      ("39030513812345678", ""), ("20190305080313812345678", "13812345678"), ("20190305235913812345678", "13812345678"),
      ("20190305080311123", ""), ("a20190305-13812345678-1", "13812345678"),
      ("1900010113812345678", "13812345678"), ("2100123113812345678", "13812345678"), ("2101010113812345678", ""),
      ("2019130113812345678", ""), ("2019123113812345678", "13812345678"), ("2019123213812345678", ""),
    ])
  func days(key: String, expected: String) { #expect(numbers(key) == expected) }
}
