import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Says of each compared share who stands out, and that the rest does not.
struct ComparisonSentences {
  let dimension: Dimension
  let shares: [ComparisonTable.Share]
  let language: Language

  /// One sentence for each share.
  var all: [RichText] { shares.map(sentence) }

  /// `16 个区`, `30 家单位`.
  private func count(_ number: Int) -> String {
    switch dimension {
    case .district: language("\(number) 个区", "\(number) districts")
    case .unit: language("\(number) 家单位", "\(number) units")
    default: language("\(number) 类", "\(number) groups")
    }
  }

  private func sentence(_ share: ComparisonTable.Share) -> RichText {
    let comparison = share.comparison
    let average = comparison.funnel.map { NumberText.percent($0.average) } ?? ""
    let head = language(
      "\(language.name(comparison.metric, line: share.line))（全体 \(average)）：",
      "\(language.name(comparison.metric, line: share.line)) (all: \(average)): ")
    func names(_ standing: GroupComparison.Standing) -> [String] {
      comparison.members(standing).map { member in
        "\(member.name) \(member.value.value.map { NumberText.percent($0) } ?? "")"
      }
    }
    let better = names(.better)
    let worse = names(.worse)
    let few = comparison.members(.tooFew).count
    let rest = comparison.members(.ordinary).count + comparison.members(.watch).count
    var parts: [String] = []
    if !worse.isEmpty {
      parts.append(language("显著差于均值的有\(language.list(worse))", "worse than chance explains: \(language.list(worse))"))
    }
    if !better.isEmpty {
      parts.append(
        language("显著优于均值的有\(language.list(better))", "better than chance explains: \(language.list(better))"))
    }
    let isNobody = worse.isEmpty && better.isEmpty
    if rest > 0 {
      parts.append(
        isNobody
          ? language(
            "\(count(rest))之间的差异均可由偶然解释，不作排名", "chance explains all differences between \(count(rest)): not ranked")
          : language(
            "其余 \(count(rest))的差异可由偶然解释，不作排名",
            "chance explains the differences between the other \(count(rest)): not ranked"))
    }
    if few > 0 {
      parts.append(language("\(count(few))样本不足（<30件），不评", "\(count(few)) have fewer than 30 cases and are not judged"))
    }
    let text = RichText(head + parts.joined(separator: language("；", "; ")) + language("。", "."))
    return share.link.map { text + RichText(" ") + .link(language("依据", "evidence"), to: $0) } ?? text
  }
}
