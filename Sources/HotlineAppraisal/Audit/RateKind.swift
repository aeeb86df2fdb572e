/// What a rate is about, whatever words a form says it in: 接通率, 接听率, “接听了96%的来电”.
enum RateKind: String, Sendable {
  case serviceLevel = "秒内接通率"
  case connection = "接通率"
  case abandonment = "放弃率"
  case satisfaction = "满意率"
  case satisfactionIndex = "满意度"
  case rated = "评价率"
  case firstContact = "先行联系率"
  case onTime = "按时办结率"
  case closure = "办结率"
  case transfer = "三方转接成功率"
  case resolution = "解决率"
  case callback = "回访率"
  case execution = "预算执行率"

  /// The words that stand before the figure. Where several end at one place, the longest counts.
  private static let before: [(kind: RateKind, words: [String])] = [
    (
      .serviceLevel,
      ["服务水平", "秒接通率", "秒内接通率", "秒应答率", "秒内应答率", "秒接听率", "秒内接听率", "秒内接起率", "秒内接听", "秒内应答", "秒内接通", "秒内接起"]
    ),
    (
      .connection,
      [
        "接通率", "接听率", "应答率", "接起率", "接通比例", "接听比例", "接通的比例", "接听的比例", "接通占比", "接听占比", "接通比率", "接通的占", "接听的占", "接通了",
        "接听了",
        "接起了", "得到接听", "被接听", "被接通", "接通水平", "接通的",
      ]
    ),
    (.abandonment, ["放弃率", "呼损率", "放弃比例", "放弃的占"]),
    (.satisfaction, ["满意率", "满意比例", "满意的比例", "满意的占", "满意占比", "好评率", "感到满意的"]),
    (.satisfactionIndex, ["满意度", "满意指数", "满意度指数", "满意度得分"]),
    (.rated, ["评价率", "参评率"]),
    (.firstContact, ["先行联系率", "先联率", "先行联系比例", "先行联系的比例", "先行联系占比", "先行联系的占", "先行联系了"]),
    (
      .onTime,
      [
        "按时办结率", "按期办结率", "及时办结率", "准时办结率", "限时办结率", "如期办结率", "按时办结比例", "按时办结的比例", "按期办结的比例", "按期办结比例", "按时办结的占",
        "按时办结占比",
      ]
    ),
    (.closure, ["办结率", "办结比例"]),
    (
      .transfer,
      ["转接成功率", "三方通话成功率", "三方转接率", "转接接通率", "转接成功的比例", "转接成功比例", "转接成功的占", "转接成功占比", "三方成功率"]
    ),
    (.resolution, ["实际解决率", "解决率", "解决比例", "解决的比例", "解决的占", "解决占比"]),
    (.callback, ["回访率"]),
    (.execution, ["预算执行率", "执行率", "执行力", "支出进度", "预算完成率"]),
  ]

  /// The words that stand behind the figure: “96%的来电得到接听”.
  private static let after: [(kind: RateKind, words: [String])] = [
    (.connection, ["接通", "接听", "接起", "应答"]), (.satisfaction, ["满意"]), (.firstContact, ["先行联系"]),
    (.onTime, ["按时办结", "按期办结", "及时办结"]), (.transfer, ["转接成功"]), (.resolution, ["实际解决", "得到解决"]),
  ]

  /// The kind that the words before a figure end in, a bracket behind them apart.
  init?(endOf lead: String) {
    guard let found = Self.last(in: lead), lead[found.end...].allSatisfy({ Self.links.contains($0) }) else {
      return nil
    }
    self = found.kind
  }

  /// The kind that the clause behind a figure names.
  init?(startOf rest: Substring) {
    guard ["的", "被", "得到", "获得"].contains(where: rest.hasPrefix) else { return nil }
    let clause = rest.prefix { !"，。；;、,%\n".contains($0) }
    guard let kind = Self.after.first(where: { $0.words.contains { clause.contains($0) } })?.kind else { return nil }
    self = kind
  }

  /// The kind that a rate's name speaks of.
  init?(name: String) {
    guard let found = Self.last(in: name) else { return nil }
    self = found.kind
  }

  /// Characters that may stand between a rate's name and its value.
  private static let links = Set("也均都约近的则就仍已又为是达到至在：: ）)”\"")

  private static func last(in text: String) -> (kind: RateKind, end: String.Index)? {
    if let seconds = text.matches(of: /秒(?:以内|之内|内)?(?:人工)?(?:接通|应答|接听|接起)[率的比例占]*/).last {
      return (.serviceLevel, seconds.range.upperBound)
    }
    var best: (kind: RateKind, end: String.Index, length: Int)?
    for (kind, words) in before {
      for word in words {
        guard let range = text.ranges(of: word).last else { continue }
        if let current = best, (current.end, current.length) >= (range.upperBound, word.count) { continue }
        best = (kind, range.upperBound, word.count)
      }
    }
    return best.map { ($0.kind, $0.end) }
  }

  /// Names that end in 率 and are no rates of service.
  static let notRates = ["效率", "频率", "概率", "功率", "汇率", "税率", "速率", "利率", "心率"]
}
