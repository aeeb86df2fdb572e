import HotlineText
import Testing

/// Numbers of every size, with thousands apart and rounded once.
@Suite("Numbers in print at their limits")
struct NumberEdgeTests {
  @Test(
    "thousands are set apart in numbers of any size",
    arguments: [
      (0, 0, "0"), (999, 0, "999"), (1000, 0, "1,000"), (999_999, 0, "999,999"), (1_000_000, 0, "1,000,000"),
      (999_999_999, 0, "999,999,999"), (1_000_000_000, 0, "1,000,000,000"), (123_456_789_012, 0, "123,456,789,012"),
      (12_345_678_901, 0, "12,345,678,901"), (1_234_567_890, 2, "1,234,567,890.00"), (0, 2, "0.00"), (0.5, 2, "0.50"),
      (1234.5, 2, "1,234.50"), (-1000, 0, "-1,000"), (-999, 2, "-999.00"), (-1_234_567.005, 2, "-1,234,567.01"),
      (-2_000_000_000.25, 2, "-2,000,000,000.25"), (1000.125, 3, "1,000.125"), (1234.56789, 4, "1,234.5679"),
      (999.995, 2, "1,000.00"), (5, 1, "5.0"),
    ])
  func amounts(value: Double, places: Int, text: String) {
    #expect(NumberText.amount(value, places: places) == text)
  }

  @Test(
    "decimals are rounded once, half away from zero",
    arguments: [
      (1.2344, 3, "1.234"), (1.2346, 3, "1.235"), (1.23454, 4, "1.2345"), (1.23456, 4, "1.2346"), (1.2345, 3, "1.235"),
      (-2.5, 0, "-3"), (2.5, 0, "3"), (2.4999, 0, "2"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"),
      (2_000_000_000, 2, "2000000000.00"), (1_500_000_000.5, 2, "1500000000.50"), (1e9, 0, "1000000000"),
      (0.123456785, 8, "0.12345679"), (7, 6, "7.000000"), (1234.5, 0, "1235"),
    ])
  func decimals(value: Double, places: Int, text: String) {
    #expect(NumberText.decimal(value, places: places) == text)
  }

  @Test("what is no number is empty; a sum that is not whole keeps two decimals; a change of nothing has no sign")
  func others() {
    #expect(NumberText.decimal(.infinity, places: 2) == "" && NumberText.decimal(.nan, places: 0) == "")
    #expect(NumberText.count(1234.5) == "1,234.50" && NumberText.count(1234) == "1,234")
    #expect(NumberText.percent(0.12345) == "12.35%" && NumberText.percent(1, places: 0) == "100%")
    #expect(NumberText.signedPoints(0.00001) == "0.00" && NumberText.signedPoints(0.00005) == "+0.01")
    #expect(NumberText.signedPoints(-0.00001) == "0.00" && NumberText.signedPoints(0.5, places: 0) == "+50")
    #expect(NumberFormat.points(.zh).text(0.0125) == "+1.25 个百分点")
    #expect(NumberFormat(.signedDecimal(places: 1)).text(-2.25) == "-2.3")
  }

  @Test(
    "as many decimals as needed",
    arguments: [(6.42, "6.42"), (7.5, "7.5"), (8, "8"), (100, "100"), (0, "0"), (10.004, "10"), (0.1, "0.1")])
  func shortest(value: Double, text: String) {
    #expect(NumberText.shortest(value, places: 2) == text)
  }

  @Test("without decimals zeros at the end are digits")
  func wholes() {
    #expect(NumberText.shortest(10, places: 0) == "10" && NumberText.shortest(1900, places: 0) == "1900")
  }

  @Test("the language goes by the first of LC_ALL, LC_MESSAGES and LANG that says something")
  func language() {
    #expect(Language.ofLocale(["LANG": "zh_CN.UTF-8"]) == .zh && Language.ofLocale([:]) == .en)
    #expect(Language.ofLocale(["LC_MESSAGES": "zh_CN", "LANG": "en_US"]) == .zh)
    #expect(Language.ofLocale(["LC_ALL": "en_GB", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"]) == .en)
    #expect(Language.ofLocale(["LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW"]) == .zh)
    #expect(Language.zh("值", "value") == "值" && Language.en("值", "value") == "value")
    #expect(LocalizedText(zh: "值", en: "value")(.zh) == "值" && LocalizedText(zh: "值", en: "value")(.en) == "value")
  }
}
