import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Which page of rows an address asks for: `?page=3&after=0.1234`, `?page=2&before=0.1134`, `?place=end`, or a page by its number alone.
struct RowsAsked: Sendable {
  /// The page's number; `nil` where pages were counted from the end.
  var number: Int? = 1
  /// Where it begins; by its number unless given.
  var place: RowPlace?

  /// The first page.
  init() {}

  /// - Throws: a ``Diagnostic`` of kind usage for what is no page.
  init(_ fields: Fields) throws {
    number = try fields["page"].map { text in
      guard let number = Int(text) else { throw Self.unknown("page") }
      return number
    }
    switch (fields["after"], fields["before"], fields["place"]) {
    case (nil, nil, nil): number = number ?? 1
    case (let text?, nil, nil): place = .after(try Self.mark(text, "after"))
    case (nil, let text?, nil): place = .before(try Self.mark(text, "before"))
    case (nil, nil, "end"): (place, number) = (.end, nil)
    default: throw Self.unknown("place")
    }
  }

  /// Which rows are asked for: those of the numerator unless given.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for another word.
  static func part(_ fields: Fields) throws -> Explanation.Part {
    guard let word = fields["which"] else { return .numerator }
    guard let part = Explanation.Part(rawValue: word) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "which 不认识这个词", en: "`which` does not know this word"),
        expected: LocalizedText(
          zh: "numerator（分子）、denominator（分母）或 missed（分母中未计入分子的）",
          en: "numerator, denominator or missed (in the denominator but not in the numerator)"))
    }
    return part
  }

  private static func mark(_ text: String, _ name: String) throws -> RowMark {
    guard let mark = RowMark(parsing: text) else { throw unknown(name) }
    return mark
  }

  private static func unknown(_ name: String) -> Diagnostic {
    Diagnostic(
      .usage, found: LocalizedText(zh: "地址里的 \(name) 不是一页明细", en: "`\(name)` of the address is no page of rows"),
      fix: LocalizedText(zh: "请从第一页开始翻页", en: "go on from the first page"))
  }
}
