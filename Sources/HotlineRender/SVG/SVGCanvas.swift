import HotlineDocument
import HotlineText

/// A drawing that is written as it is made. Colours, weights and dashes are classes of the page's style sheet, so that one
/// drawing serves light, dark and paper.
struct SVGCanvas {
  /// The width in user units; a unit is a CSS pixel when drawn at its own size.
  let width: Double
  /// The height in user units.
  var height: Double
  /// The language of the page: texts in Chinese on another page say so.
  let language: Language
  private(set) var body = ""
  /// Whether a mark of it is a link.
  private var hasLinks = false

  init(width: Double, height: Double, language: Language) {
    self.width = width
    self.height = height
    self.language = language
  }

  /// The size of the letters.
  static let fontSize = 12.0

  /// The width of a text, estimated from its characters: a Chinese character is as wide as the font is high.
  static func textWidth(_ text: String, size: Double = fontSize) -> Double { Double(text.displayWidth) * size * 0.54 }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body += "<line x1=\"\(x1.svg)\" y1=\"\(y1.svg)\" x2=\"\(x2.svg)\" y2=\"\(y2.svg)\" class=\"\(style)\"/>"
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, _ style: String, title: String? = nil
  ) {
    let box = "<rect x=\"\(x.svg)\" y=\"\(y.svg)\" width=\"\(max(0, width).svg)\" height=\"\(max(0, height).svg)\""
    body += "\(box) class=\"\(style)\"" + (title.map { "><title>\($0.htmlEscaped)</title></rect>" } ?? "/>")
  }

  /// A line through points; a missing point breaks it.
  mutating func path(_ points: [(x: Double, y: Double)?], _ style: String) {
    var isDrawing = false
    var commands = ""
    for point in points {
      guard let point else {
        isDrawing = false
        continue
      }
      commands += (isDrawing ? "L" : "M") + "\(point.x.svg) \(point.y.svg)"
      isDrawing = true
    }
    if !commands.isEmpty { body += "<path d=\"\(commands)\" class=\"\(style)\"/>" }
  }

  /// A filled outline.
  mutating func area(_ points: [(x: Double, y: Double)], _ style: String) {
    guard let first = points.first else { return }
    let rest = points.dropFirst().map { "L\($0.x.svg) \($0.y.svg)" }.joined()
    body += "<path d=\"M\(first.x.svg) \(first.y.svg)\(rest)Z\" class=\"\(style)\"/>"
  }

  /// Where a text stands on its point.
  enum Anchoring: String {
    case start, middle, end
  }

  mutating func text(_ text: String, x: Double, y: Double, _ style: String, at anchoring: Anchoring = .start) {
    guard !text.isEmpty else { return }
    let place = anchoring == .start ? "" : " text-anchor=\"\(anchoring.rawValue)\""
    let spoken = language == .en && text.hasChinese ? " lang=\"zh-CN\"" : ""
    body += "<text x=\"\(x.svg)\" y=\"\(y.svg)\" class=\"\(style)\"\(place)\(spoken)>\(text.htmlEscaped)</text>"
  }

  /// A mark whose shape tells its status: circle, diamond (better), triangle (worse), square (watch), ring (too few).
  mutating func mark(_ status: Status?, x: Double, y: Double, title: String? = nil) {
    let tone = status?.tone.rawValue ?? "neutral"
    let tail = title.map { "><title>\($0.htmlEscaped)</title>" }
    switch status {
    case .better, .met:
      shape("polygon points=\"\(Self.outline([(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)], x, y))\"", "m \(tone)", tail)
    case .worse, .missed:
      shape("polygon points=\"\(Self.outline([(-5.5, -4.5), (5.5, -4.5), (0, 5.5)], x, y))\"", "m \(tone)", tail)
    case .watch, .open:
      shape("rect x=\"\((x - 4).svg)\" y=\"\((y - 4).svg)\" width=\"8\" height=\"8\"", "m \(tone)", tail)
    case .tooFew: shape("circle cx=\"\(x.svg)\" cy=\"\(y.svg)\" r=\"3.2\"", "ring", tail)
    default: shape("circle cx=\"\(x.svg)\" cy=\"\(y.svg)\" r=\"3\"", "m \(tone)", tail)
    }
  }

  /// Draws a mark that leads somewhere. The keyboard finds the same links in the tables, without a stop at each mark.
  mutating func linked(to address: String?, named name: String, _ draw: (inout SVGCanvas) -> Void) {
    guard let address else { return draw(&self) }
    hasLinks = true
    body += "<a href=\"\(address.htmlEscaped)\" aria-label=\"\(name.htmlEscaped)\" tabindex=\"-1\">"
    draw(&self)
    body += "</a>"
  }

  private mutating func shape(_ head: String, _ style: String, _ tail: String?) {
    let name = head.prefix { $0 != " " }
    body += "<\(head) class=\"\(style)\"" + (tail.map { "\($0)</\(name)>" } ?? "/>")
  }

  private static func outline(_ points: [(Double, Double)], _ x: Double, _ y: Double) -> String {
    points.map { "\((x + $0.0).svg),\((y + $0.1).svg)" }.joined(separator: " ")
  }

  /// The whole drawing as inline SVG; `alternative` is what it shows in words.
  func svg(_ style: String, alternative: String) -> String {
    // What is within a picture is no link to those who hear it.
    "<svg class=\"\(style)\" viewBox=\"0 0 \(width.svg) \(height.svg)\" role=\"\(hasLinks ? "group" : "img")\""
      + " aria-label=\"\(alternative.htmlEscaped)\""
      + ">\(body)</svg>"
  }
}

extension Double {
  /// The number for a drawing: one decimal, never an exponent.
  var svg: String {
    guard isFinite else { return "0" }
    let tenths = Int((self * 10).rounded())
    let whole = abs(tenths) / 10
    let rest = abs(tenths) % 10
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }
}
