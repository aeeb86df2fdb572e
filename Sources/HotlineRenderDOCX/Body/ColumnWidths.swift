import HotlineDocument
import HotlineText

/// How wide a report's columns become: as wide as their cells where the page allows, else no narrower than their longest word, and so
/// that the rows need as few lines as they can.
struct ColumnWidths {
  /// The widths in twentieths of a point.
  let widths: [Int]
  /// The size of the letters in half points.
  let size: Int

  /// The sizes that are tried, the largest first.
  private static let sizes = [18, 17, 16, 15, 14, 13, 12]

  init(_ table: ReportTable, width available: Int, margin: Int) {
    let wanted = table.columns.indices.map { Self.wanted(table, column: $0) }
    func twips(_ halves: Double, _ size: Int) -> Double { halves * Double(size) * 5 * 1.06 + Double(2 * margin) + 10 }
    func sum(_ part: (Wanted) -> Double, _ size: Int) -> Double { wanted.reduce(0) { $0 + twips(part($1), size) } }
    let room = Double(available)
    // Letters become smaller until each word has its place and most texts stand on few lines.
    let size =
      Self.sizes.first { sum(\.least, $0) <= room && sum(\.usual, $0) <= room * 1.35 }
      ?? Self.sizes.first { sum(\.least, $0) <= room } ?? 12
    let least = wanted.map { twips($0.least, size) }
    let usual = wanted.map { twips($0.usual, size) }
    let (leastSum, usualSum) = (least.reduce(0, +), usual.reduce(0, +))
    var shares: [Double]
    if usualSum <= room {
      shares = usual
    } else if leastSum >= room {
      shares = least.map { $0 * room / leastSum }
    } else {
      shares = least
      let rows = RowLines(table, room: { Double($1) * Double(size) * 5 * 1.06 / max(1, $0 - Double(2 * margin) - 10) })
      rows.widen(&shares, upTo: usual, room: room, step: Double(size) * 10)
      // What no row is shorter for goes to the columns that asked for more.
      let missing = zip(shares, usual).map { max(0, $1 - $0) }
      let part = min(1, (room - shares.reduce(0, +)) / max(1, missing.reduce(0, +)))
      shares = zip(shares, missing).map { $0 + $1 * part }
    }
    self.size = size
    widths = shares.map { Int($0) }
  }

  /// What a column asks for, in half-width characters.
  private struct Wanted {
    /// Its longest word.
    var least = 2.0
    /// Its longest text, as far as one line may hold it.
    var usual = 2.0
  }

  private static let longestWord = 18.0
  private static let longestLine = 64.0

  private static func wanted(_ table: ReportTable, column: Int) -> Wanted {
    var texts = table.showsHeader ? [table.columns[column].header] : []
    for row in table.placed {
      // A judged figure bears its symbol before it.
      for placed in row where placed.column == column && placed.cell.columnSpan == 1 {
        texts.append((placed.cell.status == nil ? "" : "▲ ") + placed.cell.text)
      }
    }
    var wanted = Wanted()
    for text in texts {
      for line in text.split(separator: "\n") {
        wanted.usual = max(wanted.usual, min(Self.longestLine, Double(String(line).displayWidth)))
        for word in line.split(separator: " ") { wanted.least = max(wanted.least, least(word)) }
      }
    }
    if let own = table.columns[column].width, !table.showsHeader { wanted.usual = own }
    wanted.usual = max(wanted.usual, wanted.least)
    return wanted
  }

  /// Letters and digits of the fonts that stand in for ours are up to a quarter wider.
  private static let spare = 1.25

  /// The room that a word needs: Chinese may break anywhere, but not into a column of single letters.
  private static func least(_ word: Substring) -> Double {
    func latin(_ word: Substring) -> Double { min(Double(String(word).displayWidth), longestWord) * spare }
    guard word.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) else { return latin(word) }
    let parts = word.split { $0.unicodeScalars.contains { $0.value >= 0x2E80 } }
    return min(Double(String(word).displayWidth) * spare, max(6, parts.map(latin).max() ?? 0))
  }
}
