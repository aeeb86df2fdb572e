import HotlineMetrics
import Testing

@Suite("Percentages that counts can give (GRIM)")
struct AttainablePercentageTests {
  @Test(
    "the fewest cases of domain.md §6.8",
    arguments: [
      ("92.49%", 173), ("98.6", 69), ("89.82%", 167), ("100.00%", 1), ("50%", 2), ("66.67", 3), ("70.59", 17),
    ])
  func fewest(text: String, cases: Int) throws {
    let percentage = try #require(AttainablePercentage(text))
    #expect(percentage.smallestDenominator() == cases)
    #expect(percentage.isAttainable(of: cases))
    #expect((1..<cases).contains { percentage.isAttainable(of: $0) } == false)
  }

  @Test("98.9 % of 13,778 are 13,620 to 13,633 cases at one decimal, 98.90 % are 13,626 and 13,627")
  func numerators() throws {
    let one = try #require(AttainablePercentage("98.9")?.numerators(of: 13_778))
    let two = try #require(AttainablePercentage("98.90")?.numerators(of: 13_778))
    for (range, decimals) in [(one, 10.0), (two, 100.0)] {
      for count in [range.lowerBound, range.upperBound] {
        #expect((Double(count) / 13_778 * 100 * decimals).rounded() == 98.9 * decimals)
      }
      for count in [range.lowerBound - 1, range.upperBound + 1] {
        #expect((Double(count) / 13_778 * 100 * decimals).rounded() != 98.9 * decimals)
      }
    }
    #expect(two.lowerBound >= one.lowerBound && two.upperBound <= one.upperBound)
  }

  @Test("a weighted index moves in fifths of a case")
  func index() throws {
    let percentage = try #require(AttainablePercentage("94.7"))
    #expect(!percentage.isAttainable(of: 10))
    let fifths = try #require(AttainablePercentage("94.0"))
    #expect(!fifths.isAttainable(of: 10) && fifths.isAttainable(of: 10, partsPerCase: 5))
  }

  @Test("what is no percentage of this kind is refused", arguments: ["", "9a", "1.2.3", "-5", "12.34567", "%"])
  func refused(text: String) {
    #expect(AttainablePercentage(text) == nil)
  }

  @Test("above 100 % and without cases nothing is attainable")
  func impossible() throws {
    #expect(AttainablePercentage("100.1")?.isAttainable(of: 1000) == false)
    #expect(AttainablePercentage("50")?.isAttainable(of: 0) == false)
  }
}
