/// Reads the elements that ``SVGCanvas`` writes back into shapes with their colours.
struct SVGShapes {
  private(set) var shapes: [ChartPicture.Shape] = []
  private var rest: Substring

  init(_ body: String) {
    rest = body[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      readElement()
    }
  }

  /// One element from behind its `<`; the end of one, and a title, are passed over.
  private mutating func readElement() {
    guard let end = rest.firstIndex(of: ">") else {
      rest = ""
      return
    }
    let tag = rest[..<end]
    rest = rest[rest.index(after: end)...]
    guard tag.first != "/" else { return }
    let name = tag.prefix { $0.isLetter }
    guard name != "title" else { return }
    let attributes = Self.attributes(tag.dropFirst(name.count))
    let content = name == "text" ? Self.unescaped(rest.prefix { $0 != "<" }) : ""
    let classes = (attributes["class"] ?? "").split(separator: " ").map(String.init)
    let paint = PictureStyle.paint(of: Set(classes), isText: name == "text")
    let outlines = name == "path" ? Self.path(attributes["d"] ?? "") : Self.outline(name, attributes, content)
    shapes += outlines.map { ChartPicture.Shape(outline: $0, paint: paint) }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var attributes: [String: String] = [:]
    // Names and values in turn, the values between quotation marks.
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      attributes[String(parts[index].filter { $0.isLetter || $0.isNumber || $0 == "-" })] = String(parts[index + 1])
    }
    return attributes
  }

  private static func outline(
    _ name: Substring, _ attributes: [String: String], _ content: String
  ) -> [ChartPicture.Outline] {
    func number(_ key: String) -> Double { attributes[key].flatMap { Double($0) } ?? 0 }
    func point(_ x: String, _ y: String) -> ChartPicture.Point { .init(x: number(x), y: number(y)) }
    switch name {
    case "line": return [.lines([point("x1", "y1"), point("x2", "y2")], isClosed: false)]
    case "rect":
      let (x, y, right, bottom) = (
        number("x"), number("y"), number("x") + number("width"), number("y") + number("height")
      )
      let corners: [ChartPicture.Point] = [
        .init(x: x, y: y), .init(x: right, y: y), .init(x: right, y: bottom), .init(x: x, y: bottom),
      ]
      return [.lines(corners, isClosed: true)]
    case "circle": return [.circle(point("cx", "cy"), radius: number("r"))]
    case "polygon": return [.lines(points(attributes["points"] ?? ""), isClosed: true)]
    case "text":
      let anchoring = attributes["text-anchor"].flatMap(ChartPicture.Anchoring.init) ?? .start
      return [.text(content, point("x", "y"), anchoring)]
    default: return []
    }
  }

  /// `M3 4L5 6M7 8L9 10Z`: each `M` begins a piece of its own.
  private static func path(_ text: String) -> [ChartPicture.Outline] {
    let isClosed = text.hasSuffix("Z")
    return text.split(separator: "M").map { piece in
      .lines(points(String(piece.map { $0 == "L" || $0 == "Z" ? " " : $0 })), isClosed: isClosed)
    }
  }

  /// `3,4 5,6`.
  private static func points(_ text: String) -> [ChartPicture.Point] {
    let numbers = text.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map { .init(x: numbers[$0], y: numbers[$0 + 1]) }
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(String(text)) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}
