import HotlineConfiguration
import Testing

@Suite("Number patterns")
struct NumberPatternTests {
  @Test(
    "what a pattern fits",
    arguments: [
      ("1[3-9]#{9}", "13812345678", true), ("1[3-9]#{9}", "12812345678", false), ("1[3-9]#{9}", "1381234567", false),
      ("0#{9,11}", "0216234567", true), ("0#{9,11}", "021623456789", true), ("0#{9,11}", "0216234567890", false),
      ("[1-9]#{8,}", "2162345678", true), ("[1-9]#{8,}", "21623456", false),
      ("[1-9]#{5}YYYYMMDD#{3}[0-9X]", "31010119900307123X", true),
      ("[1-9]#{5}YYYYMMDD#{3}[0-9X]", "31010119900307123x", true),
      ("[1-9]#{5}YYYYMMDD#{3}[0-9X]", "310101199013071234", false),
      ("[1-9]#{5}YYYYMMDD#{3}[0-9X]", "3101011990030712X4", false),
      // The check character of a card.
      ("[1-9]#{5}YYYYMMDD#{3}C", "11010519491231002X", true), ("[1-9]#{5}YYYYMMDD#{3}C", "110105194912310021", false),
      ("[1-9]#{5}YYYYMMDD#{3}C", "310101199001011234", true), ("[1-9]#{5}YYYYMMDD#{3}C", "310101199001011235", false),
      ("[1-9]#{5}YYMMDD#{3}", "310101850612004", true), ("[1-9]#{5}YYMMDD#{3}", "310101190305004", false),
      ("[1-9]#{5}YYMMDD#{3}", "310101851312004", false),
      // What is repeated gives digits back to what follows.
      ("#{1,5}7", "12347", true), ("#{1,5}7", "777", true), ("#{1,5}7", "7", false), ("[29]1", "91", true),
      ("[29]1", "51", false), ("12#{2,}", "1234", true), ("12#{2,}", "13999", false), ("1[3-9]#{2,}", "12999", false),
    ])
  func fits(pattern: String, digits: String, expected: Bool) throws {
    #expect(try #require(NumberPattern(pattern)).matches(Array(digits.utf8)[...]) == expected)
  }

  @Test("parts that could share digits in ever so many ways are tried once each, not in all of them")
  func manyWays() throws {
    let pattern = try #require(NumberPattern(String(repeating: "#{1,40}", count: 20) + "[X]"))
    let digits = [UInt8](repeating: 0x37, count: 40)
    #expect(!pattern.matches(digits[...]) && pattern.matches((digits + [0x58])[...]))
    #expect(!pattern.matches([UInt8](repeating: 0x37, count: 64)[...]))
  }

  @Test(
    "no pattern",
    arguments: [
      "", "a", "[", "[]", "[9-1]", "1{", "1{0}", "1{3,2}", "{3}", "YYYYMM", "1{2,3,4}", "1 2", "C", "C1", "1C{2}",
    ])
  func none(text: String) {
    #expect(NumberPattern(text) == nil)
  }
}
