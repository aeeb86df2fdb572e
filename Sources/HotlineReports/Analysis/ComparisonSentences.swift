import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Says of each compared share who stands out, and of the others whether they differ by more than chance.
struct ComparisonSentences {
  let dimension: Dimension
  let shares: [ComparisonTable.Share]
  let language: Language

  /// One sentence for each share.
  var all: [RichText] { shares.map(sentence) }

  /// `16个区`, `30家单位`.
  private func count(_ number: Int) -> String {
    switch dimension {
    case .district: language("\(number)个区", language.plural(number, "district", "districts"))
    case .unit: language("\(number)家单位", language.plural(number, "unit", "units"))
    default: language("\(number)类", language.plural(number, "group", "groups"))
    }
  }

  private func sentence(_ share: ComparisonTable.Share) -> RichText {
    let comparison = share.comparison
    let name = language.name(comparison.metric, line: share.line)
    let average = comparison.funnel.map { NumberText.percent($0.average) } ?? ""
    // The average of those that are published is not that of all.
    let head =
      comparison.hidden.isEmpty
      ? language("\(name)（全体\(average)）：", "\(name) (all: \(average)): ") : language("\(name)：", "\(name): ")
    func names(_ standing: GroupComparison.Standing) -> [String] {
      comparison.members(standing).map { self.name($0, in: comparison) }
    }
    let better = names(.better)
    let worse = names(.worse)
    let few = comparison.members(.tooFew).count
    var parts: [String] = []
    if !worse.isEmpty {
      parts.append(language("显著差于全体的有\(language.list(worse))", "significantly worse than all: \(language.list(worse))"))
    }
    if !better.isEmpty {
      parts.append(
        language("显著优于全体的有\(language.list(better))", "significantly better than all: \(language.list(better))"))
    }
    if let rest = rest(comparison, isNobody: worse.isEmpty && better.isEmpty) { parts.append(rest) }
    if few > 0 {
      parts.append(language("\(count(few))样本不足（<30件），不评", "\(count(few)) have fewer than 30 cases and are not judged"))
    }
    let hidden = comparison.hidden.count
    if hidden > 0 {
      parts.append(
        language("\(count(hidden))的数值不公布，未作比较", "\(count(hidden)) not published and not compared"))
    }
    let text = RichText(head + parts.joined(separator: language("；", "; ")) + language("。", "."))
    return share.link.map { text + RichText(" ") + .link(language("依据", "evidence"), to: $0) } ?? text
  }

  /// A named member with its share, and what its topics make expected.
  private func name(_ member: GroupComparison.Member, in comparison: GroupComparison) -> String {
    let rate = member.value.value.map { NumberText.percent($0) } ?? ""
    guard let expected = member.expected, let adjusted = comparison.adjustedStanding(member) else {
      return "\(member.name) \(rate)"
    }
    let text = NumberText.percent(expected)
    return adjusted == comparison.standing(member)
      ? language("\(member.name) \(rate)（按其诉求类别应为\(text)）", "\(member.name) \(rate) (its topics make \(text) expected)")
      : language(
        "\(member.name) \(rate)（按其诉求类别应为\(text)，按此比较则未超出99.8%界限）",
        "\(member.name) \(rate) (its topics make \(text) expected: beside that not beyond the 99.8 % limits)")
  }

  /// What is said of those that are not named.
  private func rest(_ comparison: GroupComparison, isNobody: Bool) -> String? {
    let rest = comparison.members(.ordinary) + comparison.members(.watch)
    guard !rest.isEmpty else { return nil }
    let who = isNobody ? count(rest.count) : language("其余\(count(rest.count))", "the other \(count(rest.count))")
    guard rest.count > 1, let test = isNobody ? comparison.heterogeneity : comparison.restHeterogeneity else {
      return language("\(who)未超出99.8%界限，不作排名", "\(who) within the 99.8 % limits, not ranked")
    }
    let figures = language.figures(test)
    if test.isChance {
      return language("\(who)之间差异不显著（\(figures)），不作排名", "\(who) do not differ significantly (\(figures)): not ranked")
    }
    let widened =
      (comparison.funnel?.variance ?? 0) > 0
      ? language("，界限已相应放宽，均未超出放宽后的99.8%界限", "; the limits allow for that, and none is beyond the wider 99.8 % limits")
      : language("，均未超出99.8%界限", ", none is beyond the 99.8 % limits")
    return language(
      "\(who)之间的差异大于偶然（\(figures)）\(widened)，不作排名",
      "\(who) differ by more than chance (\(figures))\(widened): not ranked")
  }
}

extension Language {
  /// `χ²=141.8，自由度29，p<0.001`.
  func figures(_ test: FunnelPlot.Heterogeneity) -> String {
    let p = test.probability < 0.001 ? "p<0.001" : "p=\(NumberText.decimal(test.probability, places: 3))"
    let square = NumberText.decimal(test.chiSquare, places: 1)
    return self("χ²=\(square)，自由度\(test.degrees)，\(p)", "χ²=\(square), \(test.degrees) df, \(p)")
  }
}
