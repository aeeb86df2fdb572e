/// Decides what separates the fields of a file.
enum DelimiterDetection {
  /// What is tried, in this order where nothing tells them apart.
  static let candidates: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]
  /// Rows that are looked at.
  private static let rows = 40

  /// The separator that cuts the first rows best: many of them into the same number of fields, into many fields, and with
  /// quotes around whole cells; comma when none cuts anything.
  static func delimiter(of text: [UInt8]) -> UInt8 {
    var best: (delimiter: UInt8, score: Double) = (candidates[0], 0)
    for delimiter in candidates {
      let score = score(text, delimiter)
      if score > best.score { best = (delimiter, score) }
    }
    return best.delimiter
  }

  private static func score(_ text: [UInt8], _ delimiter: UInt8) -> Double {
    let shape = SampleShape()
    let reader = RowReader(delimiter: delimiter, shape: shape)
    var counts: [Int: Int] = [:]
    var total = 0
    let look: (RowEvent) throws -> Void = { event in
      guard case .row(let row) = event else { return }
      total += 1
      shape.see(row)
      if !hasStrayQuote(row) { counts[row.count, default: 0] += 1 }
      if total >= rows { throw SampleShape.Enough() }
    }
    do {
      try text.withUnsafeBufferPointer { try reader.feed($0, look) }
      try reader.finish(look)
    } catch {}
    guard let (fields, rows) = counts.filter({ $0.key > 1 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
      return 0
    }
    // Titles and notes above the header speak against no separator; so a tenth of the rows may be of any width.
    let share = min(1, Double(rows) / (0.9 * Double(max(1, total))))
    return share * share * (1 + 0.1 * Double(min(fields, 40)))
  }

  /// Whether a cell begins or ends with a quote: with the right separator libcsv takes those off.
  private static func hasStrayQuote(_ row: RawRow) -> Bool {
    (0..<row.count).contains { index in
      let cell = row[index]
      return cell.count > 1 && (cell.first == 0x22) != (cell.last == 0x22) || cell.count == 1 && cell.first == 0x22
    }
  }

  /// A separator for messages.
  static func name(_ delimiter: UInt8) -> String {
    switch delimiter {
    case 0x2C: "comma"
    case 0x09: "tab"
    case 0x3B: "semicolon"
    case 0x7C: "pipe"
    default: String(UnicodeScalar(delimiter))
    }
  }
}
