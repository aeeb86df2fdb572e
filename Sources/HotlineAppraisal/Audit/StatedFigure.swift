import HotlineConfiguration
import HotlineText

/// A figure as a form's text states it: `热线接通率达94.3%（162,243/172,050）`, `近216期`, `18.5万个`.
struct StatedFigure: Hashable {
  /// What a figure is: a result, or something that results are held against.
  enum Role: Hashable {
    case result
    /// A sign or word before it makes it a limit (≥95 %), or the text calls it a target.
    case limit(isUpper: Bool)
    /// By how much something changed: 同比提高1.2%.
    case change
    /// A value of another time: 上年93.1%.
    case past
  }

  /// The words just before the number, as far as they belong to its clause.
  let lead: String
  /// The digits as printed.
  let digits: String
  /// 10,000 for 万, 1,000 for 千, else 1.
  let scale: Double
  /// `%`, `个百分点`, or the counting word after the number; empty when there is none.
  let unit: String
  /// Words that make it vague: 近, 约, 以上, 左右 …
  let vagueness: String?
  /// Whether it is told as a lower bound: 超过99%, 3万单以上.
  let isLowerBound: Bool
  /// Whether a minus sign stands before it.
  let isNegative: Bool
  /// What the figure is.
  let role: Role
  /// What the figure is a rate of, if it is one of the known rates.
  let kind: RateKind?
  /// The rate's name where a list of names is followed by 分别为 and a list of figures.
  let listedName: String?
  /// The counts given beside a percentage.
  let counts: StatedCounts?
  /// The hotline number that the text spoke of last.
  let line: String?
  /// The years that its clause names.
  let years: [Int]
  /// Its sentence.
  let sentence: String

  /// Whether it is a percentage.
  var isPercentage: Bool { unit == "%" }
  /// Whether it is a limit and no result.
  var isLimit: Bool { if case .limit = role { true } else { false } }
  /// The decimals printed.
  var decimals: Int { digits.split(separator: ".").count > 1 ? digits.split(separator: ".")[1].count : 0 }
  /// Its value; shares as 0…1.
  var value: Double {
    (isNegative ? -1 : 1) * (Double(digits.replacing(",", with: "")) ?? 0) * scale / (isPercentage ? 100 : 1)
  }
  /// The figure as printed, with what makes it vague.
  var text: String {
    let number =
      (isNegative ? "-" : "") + digits + (scale == 10_000 ? "万" : scale == 1_000 ? "千" : "") + unit
    guard let vagueness else { return isLowerBound ? "超过" + number : number }
    return ["近", "约", "大约", "将近", "接近", "逾", "几乎"].contains(vagueness) ? vagueness + number : number + vagueness
  }

  /// ``nameOfRate``, told once: figures are held against each other in pairs.
  var rateName: String?

  /// The rate that it is the value of, as the form calls it; `nil` for counts.
  var nameOfRate: String? {
    guard isPercentage else { return nil }
    if let listedName { return listedName }
    if kind == .serviceLevel, let name = lead.firstMatch(of: /[0-9]+秒.*$/) { return String(name.output) }
    let words = lead.replacing(/[（(][^）)]*[）)]$/, with: "")
    return Self.rateNames(in: words).last.flatMap { words.hasSuffix($0) ? $0 : nil } ?? kind?.rawValue
  }

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

  /// Whether another figure is of the same rate: of one kind, or called alike, and of no other hotline.
  func isSameRate(as other: StatedFigure) -> Bool {
    guard isPercentage, other.isPercentage, line == nil || other.line == nil || line == other.line else { return false }
    if let kind, let otherKind = other.kind { return kind == otherKind }
    guard let name = rateName, let otherName = other.rateName else { return false }
    return Self.sameRate(name, otherName)
  }

  /// The names of rates in a text: runs of Chinese characters that end in 率 or 满意度, without joining words before them.
  static func rateNames(in text: String) -> [String] {
    text.matches(of: /\p{Han}{1,30}?(?:率|满意度)/).compactMap { match in
      guard !RateKind.notRates.contains(where: match.output.hasSuffix) else { return nil }
      let words = match.output.split { "和与及的在中使将对是为，到把了由高升".contains($0) }
      return String(words.last ?? match.output)
    }
  }

  /// Whether two names of rates mean the same one: 接通率 and 热线接通率, 接听率 and 接通率.
  static func sameRate(_ left: String, _ right: String) -> Bool {
    if left.hasSuffix(right) || right.hasSuffix(left) { return true }
    guard let kind = RateKind(name: left) else { return false }
    return kind == RateKind(name: right)
  }
}

extension StatedFigure {
  /// All figures of a text, in their order.
  static func all(in text: String) -> [StatedFigure] { FigureScanner.figures(in: text) }
}
