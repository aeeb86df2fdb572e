import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Which topics' shares of a count grew or shrank on the year before, and how many did not.
struct ShareGrowthSentence {
  let growth: ShareGrowth
  let metric: Metric
  let language: Language

  /// The sentence; `nil` without topics.
  var sentence: RichText? {
    guard !growth.members.isEmpty else { return nil }
    let name = metric.name(language)
    guard growth.months.count >= ShareGrowth.fewestPairs else {
      return RichText(
        language(
          "\(name)：与上年同月都有记录的整月不足\(ShareGrowth.fewestPairs)个，不判断各类别占比的同比变化。",
          "\(name): fewer than \(ShareGrowth.fewestPairs) whole months have one a year before: changes of shares are not judged."
        ))
    }
    let (risers, fallers) = (growth.members(.riser), growth.members(.faller))
    let ordinary = growth.members(.ordinary).count
    var parts: [String] = []
    if !risers.isEmpty {
      parts.append(
        language("占比上升：\(language.list(risers.map(text)))", "shares that grew: \(language.list(risers.map(text)))"))
    }
    if !fallers.isEmpty {
      parts.append(
        language("占比下降：\(language.list(fallers.map(text)))", "shares that shrank: \(language.list(fallers.map(text)))"))
    }
    if ordinary > 0 {
      parts.append(
        risers.isEmpty && fallers.isEmpty
          ? language("作了判断的\(ordinary)类占比均无明显变化", "none of \(ordinary) shares judged changed clearly")
          : language("其余作了判断的\(ordinary)类无明显变化", "the other \(ordinary) judged did not change clearly"))
    }
    let unjudged = growth.members(.unjudged).count
    if unjudged > 0 { parts.append(language("\(unjudged)类件数不足、不作判断", "\(unjudged) have too few cases to judge")) }
    let months = growth.months.count
    return RichText(
      language("\(name)与上年同期比（\(months)个月逐月成对）：", "\(name) on the year before (\(months) pairs of months): ")
        + parts.joined(separator: language("；", "; ")) + language("。", "."))
  }

  private func text(_ topic: ShareGrowth.Member) -> String {
    let (now, before) = (topic.share ?? 0, topic.shareBefore ?? 0)
    return language(
      "\(topic.name)（\(NumberText.percent(before, places: 1))→\(NumberText.percent(now, places: 1))）",
      "\(topic.name) (\(NumberText.percent(before, places: 1)) → \(NumberText.percent(now, places: 1)))")
  }
}
