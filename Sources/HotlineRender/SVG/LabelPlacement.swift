/// Finds room for the names of points, so that no name lies on another or on a point.
struct LabelPlacement {
  private struct Box {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func isInside(_ other: Box) -> Bool {
      left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom
    }
  }

  private var taken: [Box]
  private let area: Box

  /// - Parameter points: the marks, which names must not cover.
  init(left: Double, top: Double, right: Double, bottom: Double, points: [(x: Double, y: Double)]) {
    area = Box(left: left, top: top, right: right, bottom: bottom)
    taken = points.map { Box(left: $0.x - 4, top: $0.y - 4, right: $0.x + 4, bottom: $0.y + 4) }
  }

  /// A place for a name at a point: its left edge and baseline; `nil` when there is no room near it.
  mutating func place(_ text: String, x: Double, y: Double) -> (x: Double, y: Double)? {
    let width = SVGCanvas.textWidth(text)
    let height = SVGCanvas.fontSize + 1
    let offsets: [(Double, Double)] = [
      (8, 4), (-8 - width, 4), (-width / 2, -8), (-width / 2, 17), (8, -7), (8, 15), (-8 - width, -7),
      (-8 - width, 15), (8, -20), (8, 28), (-8 - width, -20), (-8 - width, 28), (-width / 2, -22), (-width / 2, 31),
    ]
    for offset in offsets {
      let left = x + offset.0
      let baseline = y + offset.1
      let box = Box(left: left, top: baseline - height + 3, right: left + width, bottom: baseline + 3)
      guard box.isInside(area), !taken.contains(where: { $0.overlaps(box) }) else { continue }
      taken.append(box)
      return (left, baseline)
    }
    return nil
  }
}
