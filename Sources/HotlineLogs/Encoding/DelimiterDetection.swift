/// Decides what separates the fields of a file.
enum DelimiterDetection {
  /// Comma, tab or semicolon: the one that cuts the first rows into the same number of fields most often, more than one
  /// field; comma when none does.
  static func delimiter(of text: [UInt8], terminator: UInt8) -> UInt8 {
    let lines = text.split(separator: terminator, maxSplits: 40, omittingEmptySubsequences: true).prefix(40)
    var best: (delimiter: UInt8, score: Int) = (0x2C, 0)
    for delimiter in [UInt8(0x2C), 0x09, 0x3B] {
      var counts: [Int: Int] = [:]
      for line in lines { counts[fieldCount(of: line, delimiter: delimiter), default: 0] += 1 }
      let widest = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
      let score = widest.map { $0.value * 1000 + $0.key } ?? 0
      if score > best.score { best = (delimiter, score) }
    }
    return best.delimiter
  }

  private static func fieldCount(of line: ArraySlice<UInt8>, delimiter: UInt8) -> Int {
    var count = 1
    var isInQuotes = false
    for byte in line {
      if byte == 0x22 { isInQuotes.toggle() }
      if byte == delimiter, !isInQuotes { count += 1 }
    }
    return count
  }
}
