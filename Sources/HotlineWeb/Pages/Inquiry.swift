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
    if let line = fields["line"] { conditions.append("line=\(line)") }
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
