import HotlineDocument
import HotlineText
import Testing

/// Scales that several charts share, and where the curves of a funnel end.
@Suite("Ranges of charts")
struct ChartRangeTests {
  private func panel(_ values: [Double?]) -> Chart.Panel {
    Chart.Panel("p", .lines(.init(labels: [], series: [Chart.Series("s", values)], format: .count)))
  }

  @Test("small charts share a scale while the flattest of them fills a quarter of it")
  func shared() {
    #expect(Chart.sharedRange(of: [panel([0, 100]), panel([50, 75])]) == [0, 100])
    #expect(Chart.sharedRange(of: [panel([0, 100]), panel([50, 74.9])]) == [])
    #expect(Chart.sharedRange(of: [panel([100, 200]), panel([150, 175])]) == [100, 200])
    #expect(Chart.sharedRange(of: [panel([-50, nil, 50]), panel([])]) == [-50, 50], "one without values is none")
    #expect(Chart.sharedRange(of: [panel([7]), panel([7])]) == [] && Chart.sharedRange(of: []) == [])
  }

  @Test("the values of a chart are those on its vertical axis")
  func values() {
    func bars(stacked: Bool, horizontal: Bool) -> [Double] {
      Chart.bars(
        .init(
          categories: ["a"], series: [Chart.Series("s", [3, nil])], isStacked: stacked, isHorizontal: horizontal,
          format: .count)
      ).verticalValues
    }
    #expect(bars(stacked: false, horizontal: false) == [3])
    #expect(bars(stacked: true, horizontal: false) == [] && bars(stacked: false, horizontal: true) == [])
    let lines = Chart.lines(.init(labels: [], series: [Chart.Series("s", [1, nil, 2])], format: .count, target: 9))
    #expect(lines.verticalValues == [1, 2, 9])
    #expect(Chart.funnel(funnel([])).verticalValues == [0.5])
  }

  private func funnel(_ sizes: [Double]) -> Chart.Funnel {
    Chart.Funnel(
      points: [.init("u", cases: 40, rate: 0.5, status: .ordinary)],
      limits: sizes.map {
        .init(cases: $0, lower998: $0 / 1000, lower95: $0 / 500, upper95: 1 - $0 / 500, upper998: 1 - $0 / 1000)
      }, centre: 0.5)
  }

  @Test("the limits end at a number of cases, the last ones in proportion between their neighbours")
  func limits() {
    let made = funnel([10, 20, 40])
    #expect(made.limits(upTo: 40).map(\.cases) == [10, 20, 40] && made.limits(upTo: 50).map(\.cases) == [10, 20, 40])
    #expect(made.limits(upTo: 20).map(\.cases) == [10, 20] && made.limits(upTo: 9).isEmpty)
    let between = made.limits(upTo: 25)
    #expect(between.map(\.cases) == [10, 20, 25])
    let last = between[2]
    #expect(abs(last.lower998 - 0.025) < 1e-12 && abs(last.lower95 - 0.05) < 1e-12)
    #expect(abs(last.upper95 - 0.95) < 1e-12 && abs(last.upper998 - 0.975) < 1e-12)
  }

  @Test("each status has a tone, a symbol of its own and a word; what is worth a look is high or low in tables")
  func statuses() {
    let tones: [Status: Status.Tone] = [
      .met: .good, .better: .good, .missed: .bad, .worse: .bad, .watch: .caution, .high: .caution, .low: .caution,
      .open: .caution, .tooFew: .neutral, .noTarget: .neutral, .ordinary: .neutral,
    ]
    for status in Status.allCases { #expect(status.tone == tones[status]) }
    #expect(Set(Status.allCases.map(\.symbol)).count == 11 && Set(Status.allCases.map(\.name.en)).count == 11)
    #expect(Status.watch.directed(isUp: true) == .high && Status.watch.directed(isUp: false) == .low)
    #expect(Status.worse.directed(isUp: true) == .worse)
  }
}
