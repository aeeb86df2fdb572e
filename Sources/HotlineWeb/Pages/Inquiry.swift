import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// What an address asks, and who asks it.
struct Inquiry: Sendable {
  /// The parts of the path, the last one without the ending of its format.
  let parts: [String]
  /// What is asked in the address.
  let fields: Fields
  /// The address itself, without ending.
  let address: Address
  /// In which format the answer is wanted.
  let format: PageFormat
  /// In which language.
  let language: Language
  /// Who asks.
  let session: Sessions.Session

  /// The last part of the path.
  var name: String { parts.last ?? "" }
  /// The part of the path behind the first: `3` of `/sources/3/rejects`.
  var number: String { parts.count > 1 ? parts[1] : "" }
}

/// Which figures are asked: metrics, days, conditions, groups. The words are the command line's.
struct Question: Sendable {
  var metrics: [String]
  var period: String
  var conditions: [String]
  var groups: [String]
  var comparisons: [String]
  var hiddenUnder: Int?

  /// Reads `?metrics=…&period=…&where=…&by=…&compare=…&suppress=…`; a name may come several times or with commas.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for what would be answered as if it had not been asked.
  init(_ fields: Fields, usualPeriod: @autoclosure () throws -> String) throws {
    for name in ["as-of", "known-at"] where fields[name] != nil {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "网页总是按现有的全部数据计算，没有 \(name)", en: "pages always answer from all that is known: there is no \(name)"),
        fix: LocalizedText(zh: "请用命令行 hotline kpi --\(name)", en: "ask on the command line: `hotline kpi --\(name)`"))
    }
    metrics = fields.words("metrics")
    period = try fields["period"] ?? usualPeriod()
    // A name may hold a comma.
    conditions = fields.values("where").map { Masking.withoutNumbers($0) }
    if let line = fields["line"] { conditions.append("line=\(Masking.withoutNumbers(line))") }
    groups = fields.words("by")
    comparisons = fields.words("compare")
    hiddenUnder = try fields["suppress"].map { text in
      guard let number = Int(text) else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "“隐去少于”不是整数", en: "“hide fewer than” is no whole number"),
          expected: LocalizedText(zh: "如 10，留空为不隐去", en: "such as 10; empty hides nothing"))
      }
      return number
    }
  }

  /// Words that ask for some of the facts, or for figures in some way.
  private static let words: Set<String> = [
    "metric", "metrics", "period", "where", "line", "by", "compare", "suppress", "which", "as-of", "known-at",
  ]
  /// Those that are understood, by the first part of a page's path.
  private static let understood: [String: Set<String>] = [
    "metric": ["period", "where", "line"], "rows": ["metric", "which", "period", "where", "line"],
    "explore": ["metrics", "period", "where", "line", "by", "compare", "suppress"],
  ]

  /// Refuses what a page does not understand: a report for one district is not the report without it.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  static func check(_ inquiry: Inquiry) throws {
    // Their own message says where they are understood.
    let others: Set<String> = ["as-of", "known-at"]
    let understood = understood[inquiry.parts.first ?? ""].map { $0.union(others) } ?? []
    guard let word = inquiry.fields.all.first(where: { words.contains($0.name) && !understood.contains($0.name) })
    else { return }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "本页不按 \(word.name) 计算", en: "this page does not go by `\(word.name)`"),
      fix: LocalizedText(
        zh: "请在“查询”页提问，或去掉地址里的 \(word.name)", en: "ask on the page Explore, or take `\(word.name)` out of the address"))
  }

  /// The facts that it is about.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  func facts() throws -> FactSelection {
    FactSelection(
      period: try Period(parsing: period), conditions: try conditions.map(FactSelection.Condition.init(parsing:)))
  }

  /// A condition as people read it: `区：黄浦区`.
  static func text(of condition: String, _ language: Language) -> String {
    let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return condition }
    let names = parts[1].replacing("|", with: language("、", ", "))
    return FieldName.text(parts[0], language) + language("：", ": ") + names
  }

  /// The days and conditions as an address asks them.
  var asked: [(name: String, value: String)] { [("period", period)] + conditions.map { ("where", $0) } }
}
