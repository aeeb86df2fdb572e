import HotlineRender

/// A picture as an Enhanced Metafile ([MS-EMF]): every word processor draws it without a raster.
struct EMFPicture {
  /// Logical units in a CSS pixel.
  private static let scale = 20.0

  /// The bytes of the file.
  let bytes: [UInt8]

  init(_ picture: ChartPicture) {
    var records = EMFRecords()
    let extent = (Int32(picture.width * Self.scale), Int32(picture.height * Self.scale))
    records.begin(width: picture.width, height: picture.height, extent: extent)
    for shape in picture.shapes { Self.draw(shape, &records) }
    bytes = records.end(width: picture.width, height: picture.height)
  }

  private static func logical(_ value: Double) -> Int32 { Int32((value * scale).rounded()) }

  private static func logical(_ point: ChartPicture.Point) -> EMFRecords.Point {
    EMFRecords.Point(x: logical(point.x), y: logical(point.y))
  }

  private static func draw(_ shape: ChartPicture.Shape, _ records: inout EMFRecords) {
    let paint = shape.paint
    switch shape.outline {
    case .lines(let points, let isClosed):
      if isClosed, let fill = paint.fill {
        records.brush(fill)
        records.polygon(points.map(logical))
      }
      guard let stroke = paint.stroke, paint.strokeWidth > 0 else { return }
      let line = isClosed ? points + points.prefix(1) : points
      records.pen(stroke, width: logical(paint.strokeWidth))
      for piece in Dashes.pieces(of: line, paint.dashes) { records.polyline(piece.map(logical)) }
    case .circle(let centre, let radius):
      if let fill = paint.fill { records.brush(fill) } else { records.noBrush() }
      if let stroke = paint.stroke { records.pen(stroke, width: logical(paint.strokeWidth)) } else { records.noPen() }
      records.ellipse(
        logical(.init(x: centre.x - radius, y: centre.y - radius)),
        logical(.init(x: centre.x + radius, y: centre.y + radius)))
    case .text(let text, let place, let anchoring):
      guard let fill = paint.fill else { return }
      records.font(height: logical(paint.fontSize), isBold: paint.isBold, isItalic: paint.isItalic)
      let side: EMFRecords.TextSide =
        switch anchoring {
        case .start: .left
        case .middle: .centre
        case .end: .right
        }
      if let rim = paint.stroke {
        // A rim of letters is the letters themselves a little aside, four times.
        for (x, y) in [(-1.2, 0.0), (1.2, 0.0), (0.0, -1.2), (0.0, 1.2)] {
          records.text(text, at: logical(.init(x: place.x + x, y: place.y + y)), side, colour: rim)
        }
      }
      records.text(text, at: logical(place), side, colour: fill)
    }
  }
}

/// Dashed lines as their dashes: pens with dashes look different in every program.
enum Dashes {
  /// - Parameter pattern: the lengths of dashes and gaps in turn; empty for a solid line.
  static func pieces(of line: [ChartPicture.Point], _ pattern: [Double]) -> [[ChartPicture.Point]] {
    guard pattern.count > 1, pattern.allSatisfy({ $0 > 0 }), var from = line.first else { return [line] }
    var pieces: [[ChartPicture.Point]] = []
    var piece = [from]
    var index = 0
    var left = pattern[0]
    for to in line.dropFirst() {
      var length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
      while length > left {
        let share = left / length
        from = .init(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
        length -= left
        if index.isMultiple(of: 2) { pieces.append(piece + [from]) }
        piece = [from]
        index += 1
        left = pattern[index % pattern.count]
      }
      left -= length
      from = to
      piece.append(to)
    }
    if index.isMultiple(of: 2), piece.count > 1 { pieces.append(piece) }
    return pieces
  }
}
