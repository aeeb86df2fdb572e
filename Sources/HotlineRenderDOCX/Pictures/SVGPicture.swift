import HotlineRender

/// A picture as an SVG file whose shapes bear their colours themselves.
enum SVGPicture {
  static func text(_ picture: ChartPicture) -> String {
    let size = "width=\"\(text(picture.width))\" height=\"\(text(picture.height))\""
    let box = "viewBox=\"0 0 \(text(picture.width)) \(text(picture.height))\""
    return WordPackage.head + "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(box)>"
      + picture.shapes.map(element).joined() + "</svg>\n"
  }

  private static func element(_ shape: ChartPicture.Shape) -> String {
    switch shape.outline {
    case .lines(let points, let isClosed):
      let list = points.map { "\(text($0.x)),\(text($0.y))" }.joined(separator: " ")
      return "<\(isClosed ? "polygon" : "polyline") points=\"\(list)\"\(look(shape.paint, isFilled: isClosed))/>"
    case .circle(let centre, let radius):
      return "<circle cx=\"\(text(centre.x))\" cy=\"\(text(centre.y))\" r=\"\(text(radius))\"\(look(shape.paint))/>"
    case .text(let words, let place, let anchoring):
      let paint = shape.paint
      let letters =
        " x=\"\(text(place.x))\" y=\"\(text(place.y))\" font-family=\"Microsoft YaHei,Noto Sans CJK SC,sans-serif\""
        + " font-size=\"\(text(paint.fontSize))\" text-anchor=\"\(anchoring.rawValue)\""
        + (paint.isBold ? " font-weight=\"bold\"" : "") + (paint.isItalic ? " font-style=\"italic\"" : "")
      // The rim stands behind the letters as a text of its own: few programs know `paint-order`.
      let rim =
        paint.stroke.map {
          "<text\(letters) fill=\"none\" stroke=\"\(colour($0))\" stroke-width=\"\(text(paint.strokeWidth))\">\(words.xmlEscaped)</text>"
        } ?? ""
      return rim + "<text\(letters) fill=\"\(paint.fill.map(colour) ?? "none")\">\(words.xmlEscaped)</text>"
    }
  }

  private static func look(_ paint: ChartPicture.Paint, isFilled: Bool = true) -> String {
    let fill = isFilled ? paint.fill.map(colour) ?? "none" : "none"
    guard let stroke = paint.stroke else { return " fill=\"\(fill)\"" }
    let dashes = paint.dashes.map(text).joined(separator: " ")
    return " fill=\"\(fill)\" stroke=\"\(colour(stroke))\" stroke-width=\"\(text(paint.strokeWidth))\""
      + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }

  private static func colour(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// A number with one decimal at most.
  private static func text(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let rest = abs(tenths) % 10
    return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10)" + (rest == 0 ? "" : ".\(rest)")
  }
}
