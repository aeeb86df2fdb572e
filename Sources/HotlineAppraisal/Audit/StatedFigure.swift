import HotlineConfiguration
import HotlineText

/// A figure as a form's text states it: `热线接通率达94.3%`, `近216期`, `18.5万个`.
struct StatedFigure: Hashable {
  /// The words just before the number, as far as they belong to its clause.
  let lead: String
  /// The digits as printed.
  let digits: String
  /// 10,000 for 万, 1,000 for 千, else 1.
  let scale: Double
  /// `%`, or the counting word after the number.
  let unit: String
  /// Words that make it vague: 近, 约, 以上, 左右 …
  let vagueness: String?
  /// Whether it is told as a lower bound: 超过99%, 3万单以上.
  let isLowerBound: Bool
  /// Whether a sign or word before it makes it a limit (≥95 %): a target, not a result.
  let isLimit: Bool

  /// Whether it is a percentage.
  var isPercentage: Bool { unit == "%" }
  /// The decimals printed.
  var decimals: Int { digits.split(separator: ".").count > 1 ? digits.split(separator: ".")[1].count : 0 }
  /// Its value; shares as 0…1.
  var value: Double { (Double(digits.replacing(",", with: "")) ?? 0) * scale / (isPercentage ? 100 : 1) }
  /// The figure as printed, with what makes it vague.
  var text: String {
    let number = digits + (scale == 10_000 ? "万" : scale == 1_000 ? "千" : "") + unit
    guard let vagueness else { return isLowerBound ? "超过" + number : number }
    return "近约".contains(vagueness) ? vagueness + number : number + vagueness
  }

  /// The rate that it is the value of: the Chinese words up to 率 or 满意度 just before the number; `nil` for counts.
  var rateName: String? { isPercentage ? Self.rateNames(in: lead).last.flatMap { lead.hasSuffix($0) ? $0 : nil } : nil }

  /// Whether a value computed elsewhere prints as this figure; for a lower bound, whether it reaches it.
  func agrees(with actual: Double) -> Bool {
    isLowerBound ? actual >= value - 1e-9 : prints(actual)
  }

  /// Whether a value computed elsewhere prints as this figure.
  func prints(_ actual: Double) -> Bool {
    let perUnit = (isPercentage ? 100 : 1) / scale
    return NumberText.decimal(actual * perUnit, places: decimals)
      == NumberText.decimal(value * perUnit, places: decimals)
  }

  /// All figures with a percent sign or a counting word, in their order.
  static func all(in text: String) -> [StatedFigure] {
    let number =
      /(近|约|≥|＞|不低于|超过)?([0-9][0-9,]*(?:\.[0-9]+)?)(万|千)?(%|％|个|件|期|条|次|单|人|份|名|项|通|户|元)(以上|左右|余|多)?/
    return text.matches(of: number).map { match in
      let before = text[..<match.range.lowerBound]
      let mark = match.1.map(String.init)
      return StatedFigure(
        lead: lead(before), digits: String(match.2), scale: match.3 == "万" ? 10_000 : match.3 == "千" ? 1_000 : 1,
        unit: match.4 == "％" ? "%" : String(match.4),
        vagueness: (mark.flatMap { "近约".contains($0) ? $0 : nil }) ?? match.5.map(String.init),
        isLowerBound: mark == "超过" || match.5.map { $0 != "左右" } ?? false,
        isLimit: mark.map { "≥＞不低于".contains($0) } ?? false)
    }
  }

  /// What stands before a number in its clause, without the words that lead over to it (为, 达, 累计 …).
  private static func lead(_ before: Substring) -> String {
    var clause = before.split(omittingEmptySubsequences: false) { "，。；：,;:、".contains($0) }.last ?? ""
    let links = ["达到", "提升为", "提高到", "达", "为", "是", "累计", "共", "完成", "超过", "上升到"]
    while let link = links.first(where: { clause.hasSuffix($0) }) { clause = clause.dropLast(link.count) }
    return String(clause)
  }

  /// The names of rates in a text: runs of Chinese characters that end in 率 or 满意度, without joining words before them.
  static func rateNames(in text: String) -> [String] {
    text.matches(of: /\p{Han}+?(?:率|满意度)/).map { match in
      let words = match.output.split { "和与及的在中使将对是为，".contains($0) }
      return String(words.last ?? match.output)
    }
  }

  /// Whether two names of rates mean the same one: 接通率 and 热线接通率.
  static func sameRate(_ left: String, _ right: String) -> Bool { left.hasSuffix(right) || right.hasSuffix(left) }
}
