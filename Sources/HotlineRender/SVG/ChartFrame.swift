import HotlineDocument
import HotlineText

/// The frame of a chart with two axes: margins, grid, labels.
struct ChartFrame {
  var canvas: SVGCanvas
  /// The left edge of the drawing area.
  let left: Double
  /// The right edge.
  let right: Double
  /// The upper edge.
  let top: Double
  /// The lower edge.
  let bottom: Double

  init(
    width: Double, height: Double, language: Language, left: Double, right: Double, top: Double = 12, bottom: Double
  ) {
    canvas = SVGCanvas(width: width, height: height, language: language)
    self.left = left
    self.right = width - right
    self.top = top
    self.bottom = height - bottom
  }

  /// Room for the labels of an axis on the left.
  static func leftMargin(_ scale: ChartScale, _ format: NumberFormat) -> Double {
    (scale.ticks.map { SVGCanvas.textWidth(scale.label($0, format)) }.max() ?? 0) + 12
  }

  /// The horizontal grid with the labels of the vertical axis, and the axis' title above it.
  mutating func drawVerticalAxis(_ scale: ChartScale, _ format: NumberFormat, title: String) {
    for tick in scale.ticks {
      let y = scale(tick)
      canvas.line(left, y, right, y, "grid")
      canvas.text(scale.label(tick, format), x: left - 6, y: y + 4, "tick", at: .end)
    }
    canvas.text(title, x: 2, y: 11, "axis")
  }

  /// The labels of a horizontal axis with numbers, and its title under it.
  mutating func drawHorizontalAxis(_ scale: ChartScale, _ format: NumberFormat, title: String) {
    canvas.line(left, bottom, right, bottom, "base")
    for tick in scale.ticks {
      let x = scale(tick)
      canvas.line(x, bottom, x, bottom + 4, "base")
      canvas.text(scale.label(tick, format), x: x, y: bottom + 17, "tick", at: .middle)
    }
    canvas.text(title, x: (left + right) / 2, y: bottom + 34, "axis", at: .middle)
  }

  /// Names under bars, in two lines where one is too narrow.
  mutating func drawNames(_ names: [AxisName], title: String, at place: (Int) -> Double) {
    canvas.line(left, bottom, right, bottom, "base")
    let lines = names.map(\.lines.count).max() ?? 1
    for (index, name) in names.enumerated() {
      for (line, text) in name.lines.enumerated() {
        canvas.text(text, x: place(index), y: bottom + 17 + 14 * Double(line), "tick", at: .middle)
      }
    }
    canvas.text(title, x: (left + right) / 2, y: bottom + 20 + 14 * Double(lines), "axis", at: .middle)
  }

  /// Names along the horizontal axis, as many as fit; the last always.
  mutating func drawLabels(_ labels: [String], title: String, at place: (Int) -> Double) {
    canvas.line(left, bottom, right, bottom, "base")
    guard !labels.isEmpty else { return }
    let shown = Self.shortened(labels)
    let widest = (shown.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 8
    let room = labels.count > 1 ? abs(place(1) - place(0)) : right - left
    let step = max(1, Int((widest / max(1, room)).rounded(.up)))
    for index in shown.indices where (shown.count - 1 - index).isMultiple(of: step) {
      let half = SVGCanvas.textWidth(shown[index]) / 2
      let x = min(max(place(index), half), canvas.width - half)
      canvas.text(shown[index], x: x, y: bottom + 17, "tick", at: .middle)
    }
    canvas.text(title, x: (left + right) / 2, y: bottom + 34, "axis", at: .middle)
  }

  /// Months as `12月`-like short labels would lose the year; `2019-12` is drawn as `19-12`, which saves a third.
  private static func shortened(_ labels: [String]) -> [String] {
    let areMonths = labels.allSatisfy { label in
      label.count == 7 && label.dropFirst(4).first == "-" && label.hasPrefix("20")
    }
    return areMonths && labels.count > 4 ? labels.map { String($0.dropFirst(2)) } : labels
  }

  /// Texts at the right edge beside their values, moved apart where they would touch.
  mutating func drawEdgeLabels(_ labels: [(text: String, y: Double, style: String)]) {
    var placed = labels.sorted { $0.y < $1.y }
    let height = SVGCanvas.fontSize + 2
    for index in placed.indices.dropFirst() where placed[index].y - placed[index - 1].y < height {
      placed[index].y = placed[index - 1].y + height
    }
    if let last = placed.last, last.y > bottom + 4 {
      placed[placed.count - 1].y = bottom + 4
      for index in placed.indices.dropLast().reversed() where placed[index + 1].y - placed[index].y < height {
        placed[index].y = placed[index + 1].y - height
      }
    }
    for label in placed { canvas.text(label.text, x: right + 6, y: label.y + 4, label.style) }
  }

  /// A legend in rows under the chart; returns nothing, as the room for it is in the bottom margin.
  mutating func drawLegend(_ entries: [LegendEntry], y: Double) {
    for (row, line) in Self.legendLines(entries, width: canvas.width).enumerated() {
      var x = 4.0
      for entry in line {
        let middle = y + Double(row) * LegendEntry.rowHeight
        entry.draw(&canvas, x: x, y: middle)
        x += entry.width
      }
    }
  }

  /// The height that a legend needs.
  static func legendHeight(_ entries: [LegendEntry], width: Double) -> Double {
    entries.isEmpty ? 0 : Double(legendLines(entries, width: width).count) * LegendEntry.rowHeight + 6
  }

  private static func legendLines(_ entries: [LegendEntry], width: Double) -> [[LegendEntry]] {
    var lines: [[LegendEntry]] = []
    var used = width
    for entry in entries {
      if used + entry.width > width - 4 {
        lines.append([])
        used = 4
      }
      lines[lines.count - 1].append(entry)
      used += entry.width
    }
    return lines
  }
}

/// A name broken into one or two lines that fit a width; what still does not fit is cut.
struct AxisName {
  let lines: [String]

  init(_ name: String, width: Double) {
    guard SVGCanvas.textWidth(name) > width else {
      lines = [name]
      return
    }
    let words = name.split(separator: " ").map(String.init)
    let halves =
      words.count > 1
      ? [
        words.prefix((words.count + 1) / 2).joined(separator: " "),
        words.dropFirst((words.count + 1) / 2).joined(separator: " "),
      ]
      : [String(name.prefix((name.count + 1) / 2)), String(name.dropFirst((name.count + 1) / 2))]
    lines = halves.map { Self.cut($0, to: width) }
  }

  /// A text cut to a width.
  static func cut(_ text: String, to width: Double) -> String {
    guard SVGCanvas.textWidth(text) > width else { return text }
    var short = text
    while short.count > 1, SVGCanvas.textWidth(short + "…") > width { short.removeLast() }
    return short + "…"
  }
}

/// A name with the way it is drawn.
struct LegendEntry {
  /// How it is drawn.
  enum Sample {
    case line(String)
    case box(String)
    case mark(Status?)
    case seriesMark(Int)
  }

  let sample: Sample
  let text: String

  static let rowHeight = 18.0

  var width: Double { 30 + SVGCanvas.textWidth(text) + 12 }

  func draw(_ canvas: inout SVGCanvas, x: Double, y: Double) {
    switch sample {
    case .line(let style): canvas.line(x, y, x + 24, y, style)
    case .box(let style): canvas.rectangle(x: x + 4, y: y - 6, width: 16, height: 12, style)
    case .mark(let status): canvas.mark(status, x: x + 12, y: y)
    case .seriesMark(let index):
      canvas.line(x, y, x + 24, y, "l s\(index % 7)")
      SeriesMark.draw(index, &canvas, x: x + 12, y: y)
    }
    canvas.text(text, x: x + 30, y: y + 4, "legend")
  }
}

/// Marks that tell series apart by shape.
enum SeriesMark {
  static func draw(_ index: Int, _ canvas: inout SVGCanvas, x: Double, y: Double) {
    let style = "f s\(index % 7)"
    switch index % 4 {
    case 0: canvas.rectangle(x: x - 2.5, y: y - 2.5, width: 5, height: 5, style)
    case 1: canvas.area([(x, y - 4), (x + 4, y), (x, y + 4), (x - 4, y)], style)
    case 2: canvas.area([(x - 3.5, y + 3), (x + 3.5, y + 3), (x, y - 4)], style)
    default: canvas.area([(x - 3.5, y - 3), (x + 3.5, y - 3), (x, y + 4)], style)
    }
  }
}
