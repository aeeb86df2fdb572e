import HotlineConfiguration
import Testing

@testable import HotlineStore

/// The caller's number in a key, however it is written there: how far signs may keep its digits apart, and what is none
/// of it.
@Suite("A caller's number in a key")
struct KeyPrivacyTests {
  private let pseudonyms: CallerPseudonyms
  private let store: TestStore

  init() throws {
    store = try TestStore()
    try store.giveCommonKey()
    pseudonyms = try CallerPseudonyms(keyFile: store.path + ".key")
  }

  /// The key as it is kept, with `#` for a pseudonym.
  private func kept(_ key: String, caller: String?, isComposed: Bool = false) -> String {
    let (bytes, caller) = (Array(key.utf8), caller.map { Array($0.utf8) })
    let changed = bytes.withUnsafeBufferPointer { key in
      guard let caller else { return pseudonyms.keyWithoutNumber(key, caller: nil, isComposed: isComposed) }
      return caller.withUnsafeBufferPointer {
        pseudonyms.keyWithoutNumber(key, caller: $0, isComposed: isComposed)
      }
    }
    return changed.map { String(decoding: $0, as: UTF8.self).replacing(/caller:[0-9a-f]{16}/, with: "#") } ?? key
  }

  @Test(
    "up to two signs may stand between its digits; a third, a letter or another digit make it another number",
    arguments: [
      ("W62345673", "W#"), ("62345673", "#"), ("62345673x", "#x"), ("W6234-5673", "W#"), ("W6234--5673", "W#"),
      ("W6234---5673", "W6234---5673"), ("W6-2-3-4-5-6-7-3", "W#"), ("W6234:5673", "W#"), ("W6234/5673", "W#"),
      ("W6234{5673", "W#"), ("W6234[5673", "W#"), ("W6234@5673", "W#"), ("W6234`5673", "W#"),
      ("W6234z5673", "W6234z5673"), ("W6234Z5673", "W6234Z5673"), ("W6234a5673", "W6234a5673"),
      ("W623495673", "W623495673"), ("W623405673", "W623405673"), ("W6234é5673", "W6234é5673"),
      ("W6234567", "W6234567"), ("62345-67", "62345-67"), ("12", "12"), ("", ""), ("6234567362345673", "##"),
      ("62345673-62345673", "#-#"), ("62 62345673", "62 #"),
    ])
  func signs(key: String, expected: String) {
    #expect(kept(key, caller: "62345673") == expected)
  }

  @Test(
    "with its area code, as far as that stands there, and as a whole",
    arguments: [
      ("W447946012345", "W#"), ("447946012345", "#"), ("W44-7946012345", "W#"), ("W44--7946012345", "W#"),
      ("W4-4-7946012345", "W#"), ("W44---7946012345", "W44---#"), ("W44a7946012345", "W44a#"),
      ("W4947946012345", "W49#"), ("W47946012345", "W#"), ("1447946012345x", "1#x"),
    ])
  func areaCode(key: String, expected: String) {
    #expect(kept(key, caller: "447946012345") == expected)
  }

  @Test(
    "seven digits are a number behind an area code of four digits alone, else eight",
    arguments: [
      ("X2345678", "057182345678", "X#"), ("X2345678", "03112345678", "X#"), ("X2345678", "02162345678", "X2345678"),
      ("X2345678", "01062345678", "X2345678"), ("X2345678", "13812345678", "X2345678"), ("X2345678", "2345678", "X#"),
      ("X234567", "234567", "X234567"), ("X62345678", "01062345678", "X#"), ("X12345678", "33812345678", "X#"),
    ])
  func shortest(key: String, caller: String, expected: String) {
    #expect(kept(key, caller: caller) == expected)
  }

  @Test("of a key that is put together each part is looked at by itself")
  func composed() {
    #expect(kept("20190304|62345673|a", caller: "62345673", isComposed: true) == "20190304|#|a")
    #expect(kept("20190304||62345673", caller: "62345673", isComposed: true) == "20190304||#")
    #expect(kept("20190304|6234|5673", caller: "62345673", isComposed: true) == "20190304|6234|5673")
    #expect(kept("20190304|6234|5673", caller: "62345673") == "20190304|#", "as a key of one part it would be")
    #expect(kept("20190304|962200", caller: nil, isComposed: true) == "20190304|962200")
  }

  @Test("a mobile is replaced whoever called, and the caller's number besides")
  func others() {
    #expect(kept("a13812345678b", caller: nil) == "a#b")
    #expect(kept("13812345678", caller: nil) == "#")
    #expect(kept("13812345678-62345673", caller: "62345673") == "#-#")
    #expect(kept("62345673", caller: nil) == "62345673", "a number of digits alone may be an order's")
  }

  @Test("a pseudonym is written with sixteen digits, however small it is, and is read as itself")
  func tokens() {
    #expect(CallerPseudonyms.token(1) == "caller:0000000000000001")
    #expect(CallerPseudonyms.token(-1) == "caller:ffffffffffffffff")
    #expect(CallerPseudonyms.token(0x0123_4567_89AB_CDEF) == "caller:0123456789abcdef")
    for pseudonym: Int64 in [1, -1, .max, .min, 0x0123_4567_89AB_CDEF] {
      let token = Array(CallerPseudonyms.token(pseudonym).utf8)
      #expect(token.withUnsafeBufferPointer { pseudonyms.pseudonym(of: $0) } == pseudonym)
    }
  }
}
