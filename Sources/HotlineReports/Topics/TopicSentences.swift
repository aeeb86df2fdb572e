import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Says of a month's topics which have more or fewer cases than usual, and of how many that cannot be told.
struct TopicSentences {
  let changes: TopicChanges
  let metric: Metric
  let line: String?
  let language: Language

  private func count(_ number: Int) -> String { language("\(number)类", language.plural(number, "topic", "topics")) }

  /// The sentence; `nil` without any topic.
  var sentence: RichText? {
    let named = changes.topics.filter { !$0.name.isEmpty }
    guard !named.isEmpty else { return nil }
    let head = language.name(metric, line: line) + language("：", ": ")
    if let series = named.first?.series, !series.isWhole {
      let until = LocalDay(containing: series.asOf).iso
      return RichText(
        head
          + language(
            "数据只到\(until)，未满月，各类别不与平常比较。", "the data end on \(until), before the month does: topics are not compared."))
    }
    let hidden = changes.hidden.count
    let unjudged = changes.topics(.unjudged).count - hidden
    let (risers, fallers) = (changes.topics(.riser), changes.topics(.faller))
    let usual = changes.topics(.ordinary).count
    var parts: [String] = []
    if !risers.isEmpty {
      parts.append(
        language(
          "多于平常的类别：\(language.list(risers.map(text)))",
          "topics with more than usual: \(language.list(risers.map(text)))"))
    }
    if !fallers.isEmpty {
      parts.append(
        language(
          "少于平常的类别：\(language.list(fallers.map(text)))",
          "topics with fewer than usual: \(language.list(fallers.map(text)))"))
    }
    if usual > 0 {
      parts.append(
        risers.isEmpty && fallers.isEmpty
          ? language(
            "作了判断的\(count(usual))均在平常范围内",
            usual == 1 ? "the only topic judged is as usual" : "all \(count(usual)) judged are as usual")
          : language(
            "其余作了判断的\(count(usual))在平常范围内",
            usual == 1 ? "the other topic judged is as usual" : "the other \(count(usual)) judged are as usual"))
    } else if risers.isEmpty, fallers.isEmpty {
      parts.append(language("各类别可比月数或件数不足，对增减不作判断", "too few months or cases to judge changes"))
    }
    if unjudged > 0, usual + risers.count + fallers.count > 0 {
      parts.append(
        language("\(count(unjudged))可比月数或件数不足、不作判断", "\(count(unjudged)) not judged: too few months or cases"))
    }
    if hidden > 0 {
      parts.append(language("\(count(hidden))不公布、不作判断", "\(count(hidden)) not published and not judged"))
    }
    return RichText(head + parts.joined(separator: language("；", "; ")) + language("。", "."))
  }

  /// `殡葬服务 1,204（平常约 900）`.
  private func text(_ topic: TopicChanges.Topic) -> String {
    let own = topic.count.map(NumberText.count) ?? ""
    let usual = topic.usual.map { NumberText.amount($0, places: 0) } ?? ""
    return language("\(topic.name) \(own)（平常约 \(usual)）", "\(topic.name) \(own) (usually about \(usual))")
  }

  /// How changes are judged.
  static func note(_ language: Language) -> String {
    language(
      "“平常”为该类别以前月份的水平，按本月天数折算；↑↓为超出该类别月与月之间通常差异的变化（与控制图同法，并按类别个数作多重比较校正，误报率5%）。",
      "“Usual” is the topic's level in the months before, for a month of such days; ↑ and ↓ exceed what its months usually differ by (as in the control charts, corrected for the number of topics, false discovery rate 5 %)."
    )
  }
}

/// Says which members have more or fewer cases of a topic than the mix of all makes expected.
struct DeviationSentences {
  let deviations: TopicDeviations
  let dimension: Dimension
  let language: Language

  private static let named = 5

  /// The sentence; `nil` where there is nothing to compare.
  var sentence: RichText? {
    let kind = KPITable.name(.dimension(dimension))(language)
    let head = language("\(deviations.metric.name.zh)，\(kind)×类别：", "\(deviations.metric.name.en), \(kind) × topic: ")
    guard !deviations.hasHidden else {
      return RichText(head + language("与全体构成的比较不公布。", "the comparison with the mix of all is not published."))
    }
    let judged = deviations.cells.count { $0.standing != .tooFew }
    guard !deviations.cells.isEmpty else { return nil }
    guard judged > 0 else { return RichText(head + language("件数不足，不作判断。", "too few cases to judge.")) }
    let found = deviations.outstanding
    guard !found.isEmpty else {
      return RichText(
        head
          + language(
            "作了判断的\(judged)格与全体构成没有明显不同。", "of \(judged) cells judged none differs clearly from the mix of all."))
    }
    let named = found.prefix(Self.named).map { cell -> String in
      let expected = NumberText.amount(cell.expected, places: 0)
      return language(
        "\(cell.member)“\(cell.topic)”\(NumberText.count(cell.count))（应为\(expected)）",
        "\(cell.member), \(cell.topic): \(NumberText.count(cell.count)) (\(expected) expected)")
    }
    let more = found.count > Self.named ? language("等\(found.count)处", " and \(found.count - Self.named) more") : ""
    return RichText(
      head + language("与全体构成明显不同的有", "clearly unlike the mix of all: ") + language.list(named) + more
        + language("。", "."))
  }
}
