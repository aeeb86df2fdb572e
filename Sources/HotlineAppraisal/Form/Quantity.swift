import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

extension ConfigurationNode {
  /// A value in a metric's unit. Rates are written as percentages (`85%`), everything else as a plain number.
  package func quantity(in unit: Metric.Unit) throws -> Double { try printedQuantity(in: unit).value }

  /// A value as it is printed, with its decimals.
  func printedQuantity(in unit: Metric.Unit) throws -> Reported {
    let text = try string()
    let isPercent = text.hasSuffix("%") || text.hasSuffix("％")
    let digits = isPercent ? String(text.dropLast()) : text
    guard let number = Double(digits.replacing(",", with: "")), number.isFinite, digits.first?.isNumber == true else {
      throw problem(LocalizedText(zh: "“\(text)”不是数值", en: "“\(text)” is not a value"), expected: Self.form(of: unit))
    }
    guard isPercent == unit.isRate else {
      throw problem(
        LocalizedText(zh: "“\(text)”与单位不符", en: "“\(text)” is not in the unit of what is measured"),
        expected: Self.form(of: unit))
    }
    guard !isPercent || number <= 100 || unit == .index else {
      throw problem(
        LocalizedText(zh: "“\(text)”超过 100%", en: "“\(text)” is above 100 %"), expected: Self.form(of: unit))
    }
    let decimals = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    return Reported(text: text, value: isPercent ? number / 100 : number, decimals: decimals)
  }

  private static func form(of unit: Metric.Unit) -> LocalizedText {
    unit.isRate
      ? LocalizedText(zh: "0% 到 100% 的百分比，如 85%", en: "a percentage from 0% to 100%, such as 85%")
      : LocalizedText(zh: "不带百分号的非负数（\(unit.rawValue)）", en: "a number of \(unit.rawValue), without a percent sign")
  }
}
