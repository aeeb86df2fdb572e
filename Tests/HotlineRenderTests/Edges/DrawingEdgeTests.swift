import HotlineDocument
import HotlineText
import Testing

@testable import HotlineRender

@Suite("Drawings where texts just fit")
struct DrawingEdgeTests {
  /// Twenty-five letters, which are 162 units wide and stand 13 units high.
  private static let name = String(repeating: "a", count: 25)
  private static let size = 162.0

  /// Whether a name finds a place at (0, 0) of an area that has one for it alone: right of the point.
  private func fits(
    left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0, _ points: [(x: Double, y: Double)] = []
  ) -> Bool {
    var placement = LabelPlacement(
      left: 8 + left, top: -6 + top, right: 8 + Self.size + right, bottom: 7 + bottom, points: points)
    let place = placement.place(Self.name, x: 0, y: 0)
    return place.map { $0.x == 8 && $0.y == 4 } ?? false
  }

  @Test("a name stands where it just fits, and nowhere where it is a hair too large")
  func area() {
    #expect(SVGCanvas.textWidth(Self.name) == Self.size && fits())
    #expect(!fits(left: 0.1) && !fits(top: 0.1) && !fits(right: -0.1) && !fits(bottom: -0.1))
  }

  @Test("a name may touch a point, but not lie on it")
  func points() {
    for (touching, covering) in [
      ((4.0, 0.0), (4.1, 0.0)), ((8 + Self.size + 4, 0), (8 + Self.size + 3.9, 0)), ((50, -10), (50, -9.9)),
      ((50, 11), (50, 10.9)),
    ] {
      #expect(fits([touching]) && !fits([covering]), "\(touching)")
    }
    #expect(!fits([(50, 0)]) && fits([(50, 40), (-40, 0), (400, 0), (50, -40)]))
    // Two of one name do not lie on each other.
    var placement = LabelPlacement(left: 8, top: -6, right: 8 + Self.size, bottom: 7, points: [])
    #expect(placement.place(Self.name, x: 0, y: 0) != nil && placement.place(Self.name, x: 0, y: 0) == nil)
  }

  @Test("a name stands on one line where it just fits, else on two: by words, or by letters, the first the longer")
  func lines() {
    #expect(AxisName(Self.name, width: Self.size).lines == [Self.name])
    #expect(AxisName(Self.name, width: Self.size - 0.1).lines.map(\.count) == [13, 12])
    #expect(AxisName("aa bb cc", width: 40).lines == ["aa bb", "cc"])
    #expect(AxisName("aa bb cc dd", width: 40).lines == ["aa bb", "cc dd"])
    #expect(AxisName("abcd", width: 20).lines == ["ab", "cd"] && AxisName("abcde", width: 20).lines == ["abc", "de"])
    #expect(AxisName("abcd", width: 6.5).lines == ["a…", "c…"])
  }

  @Test("a text is cut where it just fits no more, to one letter at least")
  func cut() {
    let letter = SVGCanvas.textWidth("a")
    #expect(AxisName.cut("aaaaa", to: 5 * letter) == "aaaaa" && AxisName.cut("aaaaa", to: 5 * letter - 0.1) == "aaa…")
    #expect(AxisName.cut("aaaaa", to: 3 * letter + 0.01) == "aa…" && AxisName.cut("aaaaa", to: 1) == "a…")
  }

  @Test("a legend begins another row where the next entry just fits no more")
  func legend() {
    let entry = LegendEntry(sample: .line("l"), text: Self.name)
    #expect(entry.width == 204)
    for (count, width, height) in [
      (0, 416.0, 0.0), (1, 416, 24), (2, 416, 24), (2, 415.9, 42), (3, 416, 42), (2, 100, 42),
    ] {
      #expect(ChartFrame.legendHeight([LegendEntry](repeating: entry, count: count), width: width) == height)
    }
  }

  /// Where texts of a style stand, from the top.
  private func heights(_ canvas: SVGCanvas) -> [Double] {
    canvas.body.matches(of: /<text x="[\d.]+" y="([\d.]+)"/).compactMap { Double($0.1) }
  }

  @Test("texts at the edge stand fourteen units apart, in the order of their values, and not below the drawing")
  func edge() {
    func placed(_ heights: [Double]) -> [Double] {
      var frame = ChartFrame(width: 100, height: 100, language: .en, left: 10, right: 10, bottom: 0)
      frame.drawEdgeLabels(heights.map { ("\($0)", $0, "edge") })
      return self.heights(frame.canvas).map { $0 - 4 }
    }
    #expect(placed([10, 24]) == [10, 24] && placed([10, 23]) == [10, 24] && placed([30, 10, 12]) == [10, 24, 38])
    #expect(placed([104]) == [104] && placed([105]) == [104])
    #expect(
      placed([90, 105]) == [90, 104] && placed([91, 105]) == [90, 104] && placed([50, 91, 95]) == [50, 90, 104])
    #expect(placed([]) == [])
  }

  private func labels(_ labels: [String], width: Double = 1_000) -> [String] {
    var frame = ChartFrame(width: width, height: 100, language: .en, left: 0, right: 0, bottom: 20)
    frame.drawLabels(labels, title: "") { Double($0) * width / Double(max(1, labels.count)) }
    return frame.canvas.body.matches(of: />([^<]+)<\/text>/).map { String($0.1) }
  }

  @Test("five months lose their century, four do not, nor what only looks like months")
  func months() {
    let months = (1...5).map { "2019-0\($0)" }
    #expect(labels(months) == (1...5).map { "19-0\($0)" } && labels(Array(months.prefix(4))) == Array(months.prefix(4)))
    for other in ["1999-12", "2019/12", "2019-123", "2019-1"] {
      let mixed = months + [other]
      #expect(labels(mixed) == mixed, "\(other)")
    }
  }

  @Test("of labels that do not fit every second or third is shown, the last one always")
  func steps() {
    let names = (1...9).map { "n\($0)" }
    // Each is two letters and eight units wide: 20.96.
    #expect(labels(names, width: 9 * 21) == names)
    #expect(labels(names, width: 9 * 20.9) == ["n1", "n3", "n5", "n7", "n9"])
    #expect(labels(names, width: 9 * 10.4) == ["n3", "n6", "n9"] && labels(["one"], width: 10) == ["one"])
    #expect(labels([]) == [])
  }

  @Test("of forty points each has its mark, of more none; a card's line needs three values")
  func marks() {
    func marks(_ count: Int) -> Int {
      let chart = Chart.Lines(
        labels: (0..<count).map { "\($0)" }, series: [.init("n", (0..<count).map { Double($0) })], format: .count)
      let figure = Figure("f", title: "f", chart: .lines(chart), alternative: "f")
      let drawing = ChartDrawing(figure: figure, language: .en, width: 720)
      return (drawing.canvas(.lines(chart))?.body.matches(of: /<rect[^>]*class="f s0"/).count ?? 0)
    }
    // The legend has one of its own.
    #expect(marks(40) - marks(41) == 40)
    #expect(ChartDrawing.sparkline([1, nil, 2], alternative: "", .en) == nil)
    #expect(ChartDrawing.sparkline([1, nil, 2, 3], alternative: "", .en) != nil)
  }

  @Test("numbers of a drawing have one decimal, rounded away from zero, and are never anything else")
  func numbers() {
    for (number, text) in [
      (1.25, "1.3"), (-1.25, "-1.3"), (0.04, "0"), (-0.04, "0"), (-0.5, "-0.5"), (10, "10"), (9.96, "10"),
      (.nan, "0"), (.infinity, "0"), (123_456.78, "123456.8"),
    ] { #expect(Double(number).svg == text) }
  }
}
