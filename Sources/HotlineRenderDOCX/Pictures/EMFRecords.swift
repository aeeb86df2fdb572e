/// Writes the records of an Enhanced Metafile, in the order in which they are drawn.
struct EMFRecords {
  /// A place in logical units.
  struct Point {
    let x: Int32
    let y: Int32
  }

  /// Which part of a text stands on its place.
  enum TextSide: UInt32 {
    case left = 0
    case right = 2
    case centre = 6
  }

  private var body: [UInt8] = []
  private var count: UInt32 = 0
  /// What is in force, so that nothing is said twice.
  private var currentBrush: UInt32?
  private var currentPen: (colour: UInt32, width: Int32)?
  private var currentFont: (height: Int32, isBold: Bool, isItalic: Bool)?
  private var currentSide: TextSide?
  private var currentColour: UInt32?

  // MARK: Bytes

  private mutating func put(_ value: UInt32) {
    for shift: UInt32 in [0, 8, 16, 24] { body.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  private mutating func put(_ value: Int32) { put(UInt32(bitPattern: value)) }

  private mutating func put(_ point: Point) {
    put(point.x)
    put(point.y)
  }

  /// A record: its kind, its size, what it holds.
  private mutating func record(_ kind: UInt32, size: Int, _ content: (inout EMFRecords) -> Void) {
    let start = body.count
    put(kind)
    put(UInt32(size))
    content(&self)
    while body.count < start + size { body.append(0) }
    count += 1
  }

  private mutating func record(_ kind: UInt32, _ values: UInt32...) {
    record(kind, size: 8 + 4 * values.count) { records in for value in values { records.put(value) } }
  }

  /// 0xRRGGBB as Windows has it: 0x00BBGGRR.
  private static func windows(_ colour: UInt32) -> UInt32 {
    (colour & 0xFF) << 16 | colour & 0xFF00 | colour >> 16 & 0xFF
  }

  // MARK: Beginning and end

  /// Tenths of a millimetre, the unit of the device, in a CSS pixel.
  private static let device = 25.4 / 96 * 10
  private static let headerSize = 108

  /// What maps logical units to the page.
  mutating func begin(width: Double, height: Double, extent: (Int32, Int32)) {
    // Axes may be scaled by themselves.
    record(17, 8)
    record(10, 0, 0)
    record(9, UInt32(bitPattern: extent.0), UInt32(bitPattern: extent.1))
    record(12, 0, 0)
    record(11, UInt32((width * Self.device).rounded()), UInt32((height * Self.device).rounded()))
    // Letters without a ground.
    record(18, 1)
    // Areas are filled by winding.
    record(19, 2)
  }

  /// The whole file.
  mutating func end(width: Double, height: Double) -> [UInt8] {
    record(14, 0, 16, 20)
    var header = EMFRecords()
    let (right, bottom) = (UInt32((width * Self.device).rounded()), UInt32((height * Self.device).rounded()))
    let size = Self.headerSize + body.count
    let records = count + 1
    header.record(1, size: Self.headerSize) { header in
      for value in [0, 0, right, bottom] { header.put(value) }
      for value in [0, 0, right * 10, bottom * 10] { header.put(value) }
      // " EMF", version 1.0.
      header.put(UInt32(0x464D_4520))
      header.put(UInt32(0x0001_0000))
      header.put(UInt32(size))
      header.put(records)
      // Handles (three objects and one that is never used), no description, no palette.
      for value: UInt32 in [4, 0, 0, 0] { header.put(value) }
      // A device of 320 mm by 240 mm with ten pixels in a millimetre.
      for value: UInt32 in [3_200, 2_400, 320, 240, 0, 0, 0, 320_000, 240_000] { header.put(value) }
    }
    return header.body + body
  }

  // MARK: Objects

  private static let pen: UInt32 = 1
  private static let brush: UInt32 = 2
  private static let font: UInt32 = 3
  private static let nullBrush: UInt32 = 0x8000_0005
  private static let nullPen: UInt32 = 0x8000_0008

  /// Puts an object in the place of the one before.
  private mutating func replace(_ object: UInt32, isFirst: Bool, stock: UInt32, _ create: (inout EMFRecords) -> Void) {
    if !isFirst {
      record(37, stock)
      record(40, object)
    }
    create(&self)
    record(37, object)
  }

  private var hasPen = false
  private var hasBrush = false
  private var hasFont = false

  mutating func brush(_ colour: UInt32) {
    guard currentBrush != colour else { return }
    replace(Self.brush, isFirst: !hasBrush, stock: Self.nullBrush) { records in
      records.record(39, Self.brush, 0, Self.windows(colour), 0)
    }
    (hasBrush, currentBrush) = (true, colour)
  }

  mutating func noBrush() {
    record(37, Self.nullBrush)
    currentBrush = nil
    if hasBrush { record(40, Self.brush) }
    hasBrush = false
  }

  mutating func pen(_ colour: UInt32, width: Int32) {
    if let currentPen, currentPen == (colour, width) { return }
    replace(Self.pen, isFirst: !hasPen, stock: Self.nullPen) { records in
      records.record(95, size: 56) { records in
        // Geometric, solid, flat ends, round joints.
        for value: UInt32 in [Self.pen, 0, 0, 0, 0, 0x0001_0200] { records.put(value) }
        records.put(max(1, width))
        for value: UInt32 in [0, Self.windows(colour), 0, 0] { records.put(value) }
      }
    }
    (hasPen, currentPen) = (true, (colour, width))
  }

  mutating func noPen() {
    record(37, Self.nullPen)
    currentPen = nil
    if hasPen { record(40, Self.pen) }
    hasPen = false
  }

  /// The stock font of the system, selected while ours is replaced.
  private static let systemFont: UInt32 = 0x8000_000D

  mutating func font(height: Int32, isBold: Bool, isItalic: Bool) {
    if let currentFont, currentFont == (height, isBold, isItalic) { return }
    replace(Self.font, isFirst: !hasFont, stock: Self.systemFont) { records in
      records.record(82, size: 332) { records in
        records.put(Self.font)
        // A height below zero is that of the letters, not of the lines.
        records.put(-height)
        for value: UInt32 in [0, 0, 0, isBold ? 700 : 400] { records.put(value) }
        // Slanted, no lines, the Chinese character set; quality of its own.
        records.put(UInt32(isItalic ? 1 : 0) | 134 << 24)
        records.put(UInt32(0))
        records.putName("Microsoft YaHei", characters: 32)
      }
    }
    (hasFont, currentFont) = (true, (height, isBold, isItalic))
  }

  private mutating func putName(_ name: String, characters: Int) {
    let units = Array(name.utf16.prefix(characters - 1))
    for index in 0..<characters {
      let unit = index < units.count ? units[index] : 0
      body.append(UInt8(truncatingIfNeeded: unit))
      body.append(UInt8(truncatingIfNeeded: unit >> 8))
    }
  }

  // MARK: Shapes

  private mutating func points(_ kind: UInt32, _ points: [Point]) {
    record(kind, size: 28 + 8 * points.count) { records in
      let (xs, ys) = (points.map(\.x), points.map(\.y))
      for value in [xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0] { records.put(value) }
      records.put(UInt32(points.count))
      for point in points { records.put(point) }
    }
  }

  /// An area without a rim.
  mutating func polygon(_ corners: [Point]) {
    guard corners.count > 2 else { return }
    noPen()
    points(3, corners)
  }

  /// Lines through points.
  mutating func polyline(_ line: [Point]) {
    guard line.count > 1 else { return }
    points(4, line)
  }

  mutating func ellipse(_ upperLeft: Point, _ lowerRight: Point) {
    record(42, size: 24) { records in
      records.put(upperLeft)
      records.put(lowerRight)
    }
  }

  mutating func text(_ text: String, at place: Point, _ side: TextSide, colour: UInt32) {
    let units = Array(text.utf16)
    guard !units.isEmpty else { return }
    // On the base line.
    if currentSide != side { record(22, 24 | side.rawValue) }
    if currentColour != colour { record(24, Self.windows(colour)) }
    (currentSide, currentColour) = (side, colour)
    let length = (units.count * 2 + 3) / 4 * 4
    record(84, size: 76 + length) { records in
      // Bounds are the reader's to find; advanced mode at a scale of 1.
      for value: UInt32 in [0, 0, UInt32.max, UInt32.max, 2, 0x3F80_0000, 0x3F80_0000] { records.put(value) }
      records.put(place)
      for value: UInt32 in [UInt32(units.count), 76, 0, 0, 0, UInt32.max, UInt32.max, 0] { records.put(value) }
      for unit in units {
        records.body.append(UInt8(truncatingIfNeeded: unit))
        records.body.append(UInt8(truncatingIfNeeded: unit >> 8))
      }
    }
  }
}
