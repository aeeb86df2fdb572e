import HotlineDocument
import HotlineText

/// A chart as shapes with their colours, for files that know no style sheet: what a page draws in light colours.
package struct ChartPicture: Sendable {
  /// A place; the upper left corner is (0, 0), a unit is a CSS pixel.
  package struct Point: Sendable, Hashable {
    /// From the left.
    package var x: Double
    /// From the top.
    package var y: Double

    /// Creates a place.
    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// What a shape is.
  package enum Outline: Sendable, Hashable {
    /// Straight lines through points.
    case lines([Point], isClosed: Bool)
    /// A circle.
    case circle(Point, radius: Double)
    /// A text on its base line.
    case text(String, Point, Anchoring)
  }

  /// Which part of a text stands on its place.
  package enum Anchoring: String, Sendable, Hashable {
    /// The beginning.
    case start
    /// The middle.
    case middle
    /// The end.
    case end
  }

  /// A shape and how it is painted.
  package struct Shape: Sendable, Hashable {
    /// What it is.
    package var outline: Outline
    /// How it is painted.
    package let paint: Paint
  }

  /// How a shape is painted; colours are 0xRRGGBB, `nil` paints nothing.
  package struct Paint: Sendable, Hashable {
    /// The colour of the area or the letters.
    package var fill: UInt32?
    /// The colour of the line; of letters, that of a rim behind them.
    package var stroke: UInt32?
    /// The width of the line.
    package var strokeWidth = 1.0
    /// The lengths of dashes and gaps in turn; empty for a solid line.
    package var dashes: [Double] = []
    /// The size of letters.
    package var fontSize = SVGCanvas.fontSize
    /// Whether letters are bold.
    package var isBold = false
    /// Whether letters are slanted.
    package var isItalic = false
  }

  /// The width.
  package private(set) var width: Double
  /// The height.
  package private(set) var height: Double
  /// The shapes, in the order in which they are painted.
  package private(set) var shapes: [Shape] = []
  /// What it shows, in words.
  package let alternative: String

  fileprivate init(width: Double, height: Double, alternative: String) {
    self.width = width
    self.height = height
    self.alternative = alternative
  }

  fileprivate mutating func add(_ canvas: SVGCanvas, x: Double = 0, y: Double = 0) {
    shapes += SVGShapes(canvas.body).shapes.map { $0.moved(x: x, y: y) }
  }

  fileprivate mutating func add(title: String, x: Double, y: Double) {
    shapes.append(Shape(outline: .text(title, Point(x: x, y: y), .start), paint: PictureStyle.heading))
  }
}

extension ChartPicture.Shape {
  fileprivate func moved(x: Double, y: Double) -> ChartPicture.Shape {
    func moved(_ point: ChartPicture.Point) -> ChartPicture.Point { .init(x: point.x + x, y: point.y + y) }
    var shape = self
    switch outline {
    case .lines(let points, let isClosed): shape.outline = .lines(points.map(moved), isClosed: isClosed)
    case .circle(let centre, let radius): shape.outline = .circle(moved(centre), radius: radius)
    case .text(let text, let point, let anchoring): shape.outline = .text(text, moved(point), anchoring)
    }
    return shape
  }
}

extension Figure {
  /// The chart as pictures for a page: one, or of many small charts as many as pages need.
  package func pictures(_ language: Language) -> [ChartPicture] {
    if case .panels(let panels) = chart { return pictures(of: panels, language) }
    guard let canvas = ChartDrawing(figure: self, language: language, width: PanelGrid.width).canvas(chart) else {
      return []
    }
    var picture = ChartPicture(width: canvas.width, height: canvas.height, alternative: alternative)
    picture.add(canvas)
    return [picture]
  }

  private func pictures(of panels: [Chart.Panel], _ language: Language) -> [ChartPicture] {
    let drawing = ChartDrawing(
      figure: self, language: language, width: PanelGrid.panelWidth, shared: Chart.sharedRange(of: panels))
    let drawn = panels.compactMap { panel in drawing.canvas(panel.chart).map { (panel, $0) } }
    return stride(from: 0, to: drawn.count, by: PanelGrid.panelsOnPage).map { first in
      let page = drawn[first..<min(first + PanelGrid.panelsOnPage, drawn.count)]
      let rowHeight = (page.map(\.1.height).max() ?? 0) + PanelGrid.titleHeight
      let rows = (page.count + PanelGrid.columns - 1) / PanelGrid.columns
      var picture = ChartPicture(
        width: PanelGrid.width, height: rowHeight * Double(rows),
        alternative: page.map { $0.0.alternative ?? $0.0.title }.joined(separator: language("；", "; ")))
      for (place, (panel, canvas)) in page.enumerated() {
        let x = Double(place % PanelGrid.columns) * (PanelGrid.panelWidth + PanelGrid.gap)
        let y = Double(place / PanelGrid.columns) * rowHeight
        picture.add(title: AxisName.cut(panel.title, to: PanelGrid.panelWidth), x: x, y: y + SVGCanvas.fontSize)
        picture.add(canvas, x: x, y: y + PanelGrid.titleHeight)
      }
      return picture
    }
  }
}

/// Small charts side by side on a page.
private enum PanelGrid {
  static let columns = 3
  static let width = 720.0
  static let gap = 12.0
  static let panelWidth = (width - gap * Double(columns - 1)) / Double(columns)
  static let titleHeight = 20.0
  /// Five rows leave room for the caption.
  static let panelsOnPage = columns * 5
}
