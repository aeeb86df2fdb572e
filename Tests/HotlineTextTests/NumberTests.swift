import HotlineText
import Testing

@Suite("Numbers in print")
struct NumberTextTests {
  @Test(
    "half is rounded up on the decimal text, not on the binary number",
    arguments: [
      (0.945, 0, "1"), (0.94305, 2, "0.94"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (-0.001, 2, "0.00"),
      (99.995, 2, "100.00"),
    ])
  func rounding(value: Double, places: Int, text: String) {
    #expect(NumberText.decimal(value, places: places) == text)
  }

  @Test func counts() {
    #expect(NumberText.count(185_000) == "185,000")
    #expect(NumberText.count(-1_234_567) == "-1,234,567")
    #expect(NumberText.count(12.3456) == "12.35")
    #expect(NumberText.count(0) == "0")
  }

  @Test func shares() {
    #expect(NumberText.percent(0.943) == "94.30%")
    #expect(NumberText.signedPoints(0.0125) == "+1.25")
    #expect(NumberText.signedPoints(-0.0125) == "-1.25")
    #expect(NumberText.signedPoints(0) == "0.00")
  }

  @Test(
    "numbers are written as their format says",
    arguments: [
      (0.943, NumberFormat.percent, "94.30%"), (185_000, .count, "185,000"), (2_730_460, .amount, "2,730,460.00"),
      (0.0125, .points(.en), "+1.25 pp"), (-0.0125, NumberFormat(.signedPercent(places: 1)), "-1.3%"),
      (12, NumberFormat(.signedDecimal(places: 0)), "+12"),
      (11.25, NumberFormat(.decimal(places: 1), suffix: " 秒"), "11.3 秒"),
    ])
  func formats(value: Double, format: NumberFormat, text: String) {
    #expect(format.text(value) == text)
  }
}
