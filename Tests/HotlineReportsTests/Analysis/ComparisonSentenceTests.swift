import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics
@testable import HotlineReports

/// What is said of members compared, each clause where it holds and nowhere else; and the funnel beside it.
@Suite("Sentences and funnels of districts and units")
struct ComparisonSentenceTests {
  private let rate: Metric

  init() throws { rate = try ByHand.metric("connection_rate") }

  private typealias Members = [(name: String, counts: (Double, Double)?)]

  private func share(_ members: Members, link: Anchor? = nil) -> ComparisonTable.Share {
    .init(comparison: ByHand.comparison(rate, members), line: nil, link: link)
  }

  private func sentence(_ members: Members, link: Anchor? = nil) throws -> String {
    try #require(
      ComparisonSentences(dimension: .unit, shares: [share(members, link: link)], language: .zh).all.first
    ).plain
  }

  private func figure(_ members: Members, links: [String: Anchor] = [:]) -> Figure {
    FunnelFigure(share: share(members), dimension: .unit, language: .zh, links: links).figure
  }

  private func like(_ count: Int, _ cases: Double = 90, of all: Double = 100) -> Members {
    (0..<count).map { ("似\($0)", (cases, all)) }
  }

  @Test("members that are alike: their number, the test, and nobody is ranked")
  func alike() throws {
    #expect(try sentence(like(3)) == "热线接通率（人工）（全体90.00%）：3家单位之间差异不显著（χ²=0.0，自由度2，p=1.000），不作排名。")
    #expect(try sentence(like(1)) == "热线接通率（人工）（全体90.00%）：1家单位未超出99.8%界限，不作排名。")
    #expect(try sentence(like(1), link: "e").hasSuffix("不作排名。 依据"))
  }

  @Test("one far above and one far below, and the rest besides them")
  func outliers() throws {
    let worse: Members = [("差", (500, 1000))]
    let better: Members = [("好", (1000, 1000))]
    #expect(
      try sentence(like(1, 750, of: 1000) + worse + better).contains("显著差于全体的有差 50.00%；显著优于全体的有好 100.00%；其余1家单位"))
    let onlyWorse = try sentence(like(9, 900, of: 1000) + [("差", (10, 100))])
    #expect(onlyWorse.contains("差 10.00%；其余9家单位") && !onlyWorse.contains("优于"), "\(onlyWorse)")
    let onlyBetter = try sentence(like(9, 500, of: 1000) + [("好", (90, 100))])
    #expect(onlyBetter.contains("好 90.00%；其余9家单位") && !onlyBetter.contains("差于"), "\(onlyBetter)")
    #expect(try !sentence(worse + better).contains("其余"))
  }

  @Test("thirty cases are judged; fewer are counted, not judged, and the hidden told apart from them")
  func few() throws {
    #expect(try !sentence(like(2) + [("小", (27, 30))]).contains("样本不足"))
    #expect(try sentence(like(2) + [("小", (27, 29))]).contains("；1家单位样本不足（<30件），不评。"))
    let hidden = try sentence(like(2) + [("藏", nil)])
    #expect(hidden.hasPrefix("热线接通率（人工）：2家单位") && hidden.hasSuffix("；1家单位的数值不公布，未作比较。"), "\(hidden)")
  }

  @Test("members between the 95 and the 99.8 % limits are of the rest as well")
  func watched() throws {
    // 90 of 100 beside 95: more than two and less than three deviations below.
    let members = like(5, 950, of: 1000) + [("疑", (89, 100))]
    let comparison = ByHand.comparison(rate, members)
    try #require(comparison.members(.watch).map(\.name) == ["疑"])
    #expect(try sentence(members).contains("6家单位"))
  }

  @Test("where units differ for good the limits are wider, and that is said only where they are")
  func wider() throws {
    let spread: Members = (0..<12).map { ("单\($0)", (Double(700 + 25 * $0), 1000)) }
    try #require((ByHand.comparison(rate, spread).funnel?.variance ?? 0) > 0)
    #expect(try sentence(spread).contains("界限已相应放宽") && figure(spread).note.plain.contains("界限已相应放宽。"))
    // Fewer than ten are not widened: one of five just beyond chance together.
    let five: Members = [85.0, 88, 90, 94, 97].enumerated().map { ("单\($0.offset)", ($0.element, 100)) }
    let comparison = ByHand.comparison(rate, five)
    try #require(comparison.heterogeneity?.isChance == false && comparison.funnel?.variance == 0)
    let note = figure(five).note.plain
    #expect(note.contains("之间的差异大于偶然") && !note.contains("放宽"), "\(note)")
    #expect(try sentence(five).contains("大于偶然") && !sentence(five).contains("放宽"))
  }

  @Test("probabilities under a thousandth are told as that, a thousandth itself as it is")
  func probability() throws {
    func text(_ wanted: Double) throws -> Double? {
      // Two like members and one that drifts: its test passes every probability on the way.
      for failed in stride(from: 20.0, through: 40, by: 0.002) {
        if let test = FunnelPlot.Heterogeneity([.init(cases: 90, of: 100), .init(cases: 100 - failed, of: 100)]),
          abs(test.probability - wanted) < 2e-6
        {
          let text = Language.zh.figures(test)
          #expect(text.hasSuffix(wanted < 0.001 ? "p<0.001" : "p=0.001"), "\(text)")
          return failed
        }
      }
      return nil
    }
    #expect(try text(0.000_995) != nil && text(0.001_005) != nil)
  }

  @Test("the funnel draws members of ten cases and more that have a name and are told")
  func drawn() throws {
    let shown = figure(like(3) + [("九", (9, 9)), ("十", (10, 10)), ("", (50, 50)), ("藏", nil)], links: ["十": "ten"])
    guard case .funnel(let funnel) = shown.chart else {
      Issue.record("shares are a funnel")
      return
    }
    #expect(funnel.points.map(\.label) == ["似0", "似1", "似2", "十"] && shown.marks == [[nil, nil, nil, "ten"]])
    #expect(shown.note.plain.contains("不公布的1个未画出。") && !figure(like(3)).note.plain.contains("未画出"))
    #expect(shown.xTitle == "来电（通）" && figure(like(3)).marks.isEmpty)
    #expect(figure(like(3)).title == "热线接通率（人工）：没有超出界限的承办单位")
    #expect(figure(like(3)).alternative == "热线接通率（人工），全体 90.00%；没有超出界限的承办单位")
    let outliers = figure(like(1, 750, of: 1000) + [("差", (500, 1000)), ("好", (1000, 1000))])
    #expect(outliers.title == "热线接通率（人工）：超出界限的有差、好")
  }

  @Test("a share of orders is drawn over cases, and of no cases nothing is drawn")
  func orders() throws {
    let closure = try ByHand.metric("on_time_closure_rate")
    let comparison = ByHand.comparison(closure, [("甲", (40, 50)), ("乙", (40, 50))])
    let share = ComparisonTable.Share(comparison: comparison, line: nil, link: nil)
    #expect(FunnelFigure(share: share, dimension: .unit, language: .zh).figure.xTitle == "件数")
    guard case .funnel(let empty) = figure([("甲", (0, 0))]).chart else { return }
    #expect(empty.points.isEmpty && empty.limits.isEmpty && empty.centre == 0)
  }
}
