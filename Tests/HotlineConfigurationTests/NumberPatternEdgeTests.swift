import Testing

@testable import HotlineConfiguration

/// Patterns of digits at their limits: lengths, days, choices, first digits.
@Suite("Number patterns at their limits")
struct NumberPatternEdgeTests {
  private func pattern(_ text: String) throws -> NumberPattern { try #require(NumberPattern(text), "\(text)") }

  private func fits(_ text: String, _ digits: String) throws -> Bool {
    try pattern(text).matches(Array(digits.utf8)[...])
  }

  @Test("the fewest and the most digits of a pattern, and where an X may stand")
  func lengths() throws {
    #expect(try pattern("0#{9,11}").lengths == 10...12 && pattern("1[3-9]#{9}").lengths == 11...11)
    #expect(try pattern("[1-9]#{8,}").lengths == 9...Int.max && pattern("#{8,}1").lengths == 9...Int.max)
    #expect(try pattern("1YYYYMMDD2").lengths == 10...10 && pattern("YYMMDD").lengths == 6...6)
    #expect(try pattern("1{40}").lengths == 40...40 && pattern("1{3,40}2").lengths == 4...41)
    #expect(try pattern("#{5}[0-9X]1").letterPlaces == [5] && pattern("#{5}C").letterPlaces == [5])
    #expect(
      try pattern("#{5}").letterPlaces == [] && pattern("#{5}C").hasCheckCharacter && !pattern("#{5}").hasCheckCharacter
    )
  }

  @Test(
    "no pattern: too many, too few, a date that is repeated, a choice with something else in it",
    arguments: [
      "1{41}", "1{3,41}", "1{40,3}", "1{1,2,}", "YYMMDD{2}", "[:]", "[1-X]", "[1-:]", "[:-9]", "[1", "1{3", "#C#",
    ])
  func none(text: String) {
    #expect(NumberPattern(text) == nil)
  }

  @Test("both ends of a choice belong to it, and a choice of one is one")
  func choices() throws {
    for digit in "3456789" { #expect(try fits("[3-9]", String(digit)) && fits("[3-3456789]", String(digit))) }
    #expect(
      try !fits("[3-9]", "2") && fits("[3-3]", "3") && !fits("[3-3]", "4") && fits("[X]", "x") && fits("[0X]", "0"))
    for digit in 0...9 { #expect(try fits("#", String(digit))) }
    #expect(try !fits("#", "X") && !fits("#", ":"))
  }

  @Test(
    "days of eight digits lie in the years 1900 to 2100",
    arguments: [
      ("19000101", true), ("18991231", false), ("21001231", true), ("21010101", false), ("20191231", true),
      ("20191301", false),
      ("20190001", false), ("20190131", true), ("20190132", false), ("20190100", false), ("2019010", false),
      ("201901010", false),
      ("2019010X", false), ("2019010:", false),
    ])
  func days(digits: String, isDay: Bool) throws {
    #expect(NumberPattern.isDate(Array(digits.utf8)[...]) == isDay)
    #expect(try fits("YYYYMMDD", digits) == isDay)
  }

  @Test(
    "days of six digits lie in the years 1930 to 1999",
    arguments: [
      ("300101", true), ("291231", false), ("991231", true), ("301301", false), ("300132", false), ("30010", false),
    ])
  func shortDays(digits: String, isDay: Bool) throws {
    #expect(try fits("YYMMDD", digits) == isDay && fits("5YYMMDD7", "5\(digits)7") == isDay)
  }

  @Test("what may begin a number is told by its first two digits, as far as the pattern tells them")
  func beginnings() throws {
    func mayBegin(_ text: String, _ two: String) throws -> Bool {
      let bytes = Array(two.utf8)
      return try pattern(text).mayBegin(bytes[0], bytes[1])
    }
    #expect(try mayBegin("1[3-9]#{9}", "13") && !mayBegin("1[3-9]#{9}", "12") && !mayBegin("1[3-9]#{9}", "23"))
    #expect(
      try mayBegin("1{2}3", "19") && !mayBegin("1{2}3", "29"), "a part that is repeated tells nothing of the second")
    #expect(try mayBegin("1YYMMDD", "19") && mayBegin("YYMMDD1", "99") && mayBegin("1", "19") && !mayBegin("1", "29"))
    #expect(try mayBegin("12{3}", "12") && !mayBegin("12{3}", "13"))
  }

  @Test("sixty-three digits may be a number, sixty-four are none")
  func longest() throws {
    let digits = String(repeating: "7", count: 63)
    #expect(try fits("#{8,}", digits) && !fits("#{8,}", digits + "7") && !fits("#{8,}", ""))
  }

  @Test("a check character must be that of all digits before it, X counting ten")
  func checks() throws {
    // 1, 1×2 + 2 = 4 …: the sum of each digit times its power of two, modulo 11, with the last makes 1.
    #expect(try fits("#C", "15") == false && fits("#C", "1X") && fits("#C", "08") == false && fits("#C", "01"))
    #expect(try fits("#{17}C", "11010519491231002x") && !fits("#{17}C", "110105194912310020"))
  }

  @Test("runs of digits of a plan have one to six")
  func digitTexts() throws {
    func read(_ text: String) throws -> [[UInt8]] {
      try ConfigurationNode(yaml: "\"\(text)\"", file: "f.yaml").digitTexts()
    }
    #expect(try read("123456") == [Array("123456".utf8)] && read("0") == [[0x30]])
    for text in ["1234567", "", "12:", "1a"] { #expect(throws: Diagnostic.self, "\(text)") { try read(text) } }
    let long = #expect(throws: Diagnostic.self) { try read(String(repeating: "8", count: 100_000)) }
    #expect(long.map { $0.found.en.count < 100 } == true)
    func list(_ count: Int) throws -> Int {
      try ConfigurationNode(
        yaml: "[\(Array(repeating: "\"9\"", count: count).joined(separator: ", "))]", file: "f.yaml"
      )
      .digitTexts().count
    }
    #expect(try list(200) == 200)
    #expect(throws: Diagnostic.self) { try list(201) }
    #expect(throws: Diagnostic.self) { try ConfigurationNode(yaml: "[\"1[\"]", file: "f.yaml").patterns() }
  }
}
