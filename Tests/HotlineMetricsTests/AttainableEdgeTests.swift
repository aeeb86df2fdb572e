import HotlineMetrics
import Testing

/// Percentages as printed, at the limits of what can be one.
@Suite("Attainable percentages at their limits")
struct AttainableEdgeTests {
  @Test("0 and 100 % are attained by any number of cases, but not by none")
  func ends() throws {
    let (none, all) = (try #require(AttainablePercentage("0.0%")), try #require(AttainablePercentage("100")))
    // 0.05 % of 999 is half a case.
    #expect(none.numerators(of: 999) == 0...0 && none.numerators(of: 1001) == 0...0)
    #expect(all.numerators(of: 3) == 3...3 && all.numerators(of: 1000) == 995...1000)
    #expect(none.smallestDenominator() == 1 && all.smallestDenominator() == 1)
    #expect(all.numerators(of: 0) == nil && all.numerators(of: 5, partsPerCase: 0) == nil)
    #expect(none.numerators(of: 0) == nil && all.numerators(of: -1) == nil)
    #expect(try #require(AttainablePercentage("101")).smallestDenominator() == nil)
    #expect(all.smallestDenominator(partsPerCase: 0) == nil)
  }

  @Test("one of eight is 12.5 %, which prints as 13 and not as 12")
  func halfUp() throws {
    #expect(try #require(AttainablePercentage("13")).numerators(of: 8) == 1...1)
    #expect(try #require(AttainablePercentage("12")).numerators(of: 8) == nil)
    #expect(try #require(AttainablePercentage("12.5")).numerators(of: 8) == 1...1)
    #expect(try #require(AttainablePercentage("12.6")).numerators(of: 8) == nil)
  }

  @Test("up to four decimals, with either sign of percent")
  func forms() throws {
    let four = try #require(AttainablePercentage("12.3457%"))
    #expect(four.units == 123_457 && four.decimals == 4 && four.smallestDenominator() == 81)
    #expect(AttainablePercentage("50％")?.units == 50 && AttainablePercentage("50 ％")?.decimals == 0)
    #expect(AttainablePercentage("7.50 %")?.units == 750)
    #expect(AttainablePercentage(units: -1, decimals: 0) == nil && AttainablePercentage(units: 1, decimals: 5) == nil)
    #expect(AttainablePercentage(units: 0, decimals: 0)?.units == 0)
    #expect(AttainablePercentage(units: 1, decimals: -1) == nil)
  }

  @Test("what only looks like a number is none", arguments: ["+5", "5.", ".5", "+", "1.+5", "５", "5 5"])
  func refused(text: String) {
    #expect(AttainablePercentage(text) == nil)
  }
}
