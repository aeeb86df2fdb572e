import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// A share of districts or units as a funnel plot.
struct FunnelFigure {
  let share: ComparisonTable.Share
  let dimension: Dimension
  let language: Language
  /// Where the members' marks lead, by name.
  var links: [String: Anchor] = [:]

  private var comparison: GroupComparison { share.comparison }
  private var name: String { language.name(comparison.metric, line: share.line) }

  /// The figure.
  var figure: Figure {
    let chart = chart
    let outliers = (comparison.members(.worse) + comparison.members(.better)).map(\.name)
    let what = KPITable.name(.dimension(dimension))(language)
    let finding =
      outliers.isEmpty
      ? language("没有超出界限的\(what)", "no \(what) beyond the limits")
      : language("超出界限的有\(language.list(outliers))", "beyond the limits: \(language.list(outliers))")
    return Figure(
      Anchor("funnel-\(dimension.rawValue)-\(comparison.metric.id)"),
      title: language("\(name)：\(finding)", "\(name): \(finding)"), chart: .funnel(chart),
      xTitle: isCalls ? language("来电（通）", "calls") : language("件数", "cases"), yTitle: comparison.metric.name(language),
      note: note(what),
      alternative: name + language("，全体 ", ", all ") + NumberText.percent(chart.centre) + language("；", "; ") + finding,
      evidence: share.link, marks: links.isEmpty ? [] : [chart.points.map { links[$0.label] }])
  }

  private var isCalls: Bool { comparison.metric.facts == [.call] }

  private func note(_ what: String) -> RichText {
    let hidden = comparison.hidden.count
    let missing = hidden > 0 ? language("不公布的\(hidden)个未画出。", " \(hidden) not published are not drawn.") : ""
    let limits = language("内侧界限95%，外侧99.8%；不作排名。", "Inner limits 95 %, outer 99.8 %: not ranked.") + missing
    guard let test = comparison.heterogeneity else { return RichText(limits) }
    let figures = language.figures(test)
    if test.isChance {
      return RichText(
        limits + language("各\(what)之间差异不显著（\(figures)）。", " They do not differ significantly (\(figures))."))
    }
    return RichText(
      limits
        + ((comparison.funnel?.variance ?? 0) > 0
          ? language(
            "各\(what)之间的差异大于偶然（\(figures)），界限已相应放宽。",
            " They differ by more than chance (\(figures)); the limits allow for that.")
          : language("各\(what)之间的差异大于偶然（\(figures)）。", " They differ by more than chance (\(figures)).")))
  }

  private var chart: Chart.Funnel {
    let shown = comparison.members.filter { !$0.name.isEmpty && $0.cases >= FunnelPlot.fewestShown }
    let points = shown.compactMap { member -> Chart.Funnel.Point? in
      guard let rate = member.value.value else { return nil }
      return Chart.Funnel.Point(
        member.name, cases: member.cases, rate: rate, status: Status(comparison.standing(member)))
    }
    return Chart.Funnel(
      points: points, limits: limits(upTo: shown.map(\.cases).max() ?? 0), centre: comparison.funnel?.average ?? 0)
  }

  /// The limits at some sizes, closer together where they change fast.
  private func limits(upTo most: Double) -> [Chart.Funnel.Limits] {
    guard let funnel = comparison.funnel else { return [] }
    return FunnelPlot.sizes(upTo: most).map { size in
      let outer = funnel.curve(of: size, z: WilsonInterval.z998)
      let inner = funnel.curve(of: size, z: WilsonInterval.z95)
      return Chart.Funnel.Limits(
        cases: size, lower998: outer.lowerBound, lower95: inner.lowerBound, upper95: inner.upperBound,
        upper998: outer.upperBound)
    }
  }
}
