import HotlineMetrics
import Testing

@Suite("Small cells")
struct SmallCellTests {
  private func hidden(_ row: [Double], under threshold: Double) -> Set<Int> {
    let counts = Dictionary(uniqueKeysWithValues: row.enumerated().map { ([String($0.offset)], $0.element) })
    return Set(SmallCells(threshold: threshold, axes: [0]).hidden(in: counts).compactMap { Int($0[0]) })
  }

  @Test("a small cell takes the next smallest with it, a 0 is shown")
  func complementary() {
    #expect(hidden([3, 50, 12, 0, 70], under: 10) == [0, 2])
  }

  @Test("hidden cells that are small even together take a third with them")
  func together() {
    #expect(hidden([3, 4, 50, 60], under: 10) == [0, 1, 2])
  }

  @Test("where nothing is small nothing is hidden")
  func nothing() {
    #expect(hidden([10, 0, 11], under: 10) == [])
    #expect(hidden([], under: 10) == [])
  }

  @Test("a table of one cell is its own total; hours and lines without totals take no others with them")
  func alone() {
    #expect(hidden([3], under: 10) == [0])
    let counts: [[String]: Double] = [["962200"]: 500, ["12345"]: 3]
    #expect(SmallCells(threshold: 10, axes: []).hidden(in: counts) == [["12345"]])
  }

  /// Every count that a cell can have, given what is shown and all totals of rows and columns.
  private func possible(_ table: [[Int]], hidden: Set<[String]>) -> [[String]: Set<Int>] {
    let cells = table.indices.flatMap { row in table[row].indices.map { (row, $0) } }
    let unknown = cells.filter { hidden.contains([String($0.0), String($0.1)]) }
    var rows = table.map { _ in 0 }
    var columns = table[0].map { _ in 0 }
    for (row, column) in unknown {
      rows[row] += table[row][column]
      columns[column] += table[row][column]
    }
    var found: [[String]: Set<Int>] = [:]
    var values = unknown.map { _ in 0 }
    func search(_ index: Int) {
      guard index < unknown.count else {
        guard rows.allSatisfy({ $0 == 0 }), columns.allSatisfy({ $0 == 0 }) else { return }
        for (cell, value) in zip(unknown, values) {
          found[[String(cell.0), String(cell.1)], default: []].insert(value)
        }
        return
      }
      let (row, column) = unknown[index]
      for value in 0...max(0, min(rows[row], columns[column])) {
        values[index] = value
        rows[row] -= value
        columns[column] -= value
        search(index + 1)
        rows[row] += value
        columns[column] += value
      }
    }
    search(0)
    return found
  }

  @Test("in no table of two rows and three columns can a small count be worked out from all totals")
  func exhaustive() {
    let counts = [1, 2, 4]
    let cells = SmallCells(threshold: 3, axes: [0, 1])
    let powers = [1, 3, 9, 27, 81, 243]
    for number in 0..<729 {
      let table = (0..<2).map { row in (0..<3).map { counts[number / powers[row * 3 + $0] % 3] } }
      var labelled: [[String]: Double] = [:]
      for row in 0..<2 { for column in 0..<3 { labelled[[String(row), String(column)]] = Double(table[row][column]) } }
      let hidden = cells.hidden(in: labelled)
      let possible = possible(table, hidden: hidden)
      for (label, count) in labelled where count < 3 {
        #expect(hidden.contains(label))
        #expect(possible[label]?.count ?? 0 > 1, "\(table): \(label)")
      }
      if labelled.values.allSatisfy({ $0 >= 3 }) { #expect(hidden.isEmpty) }
    }
  }

  @Test("a cell that only all totals together give away is found: it joins two squares of hidden cells")
  func bridge() {
    let small = Set([[0, 0], [0, 1], [1, 0], [1, 1], [2, 2], [2, 3], [3, 2], [3, 3], [1, 2]])
    var counts: [[String]: Double] = [:]
    for row in 0..<4 {
      for column in 0..<4 { counts[[String(row), String(column)]] = small.contains([row, column]) ? 3 : 50 }
    }
    // Rows 0 and 1 less columns 0 and 1 leave the joint by itself; so do no rows and columns once another joint is hidden.
    let hidden = SmallCells(threshold: 5, axes: [0, 1]).hidden(in: counts)
    #expect(hidden.count > small.count)
    let joints = hidden.filter {
      (Int($0[0]) ?? 0) < 2 && (Int($0[1]) ?? 0) > 1 || (Int($0[0]) ?? 0) > 1 && (Int($0[1]) ?? 0) < 2
    }
    #expect(joints.count > 1)
  }

  @Test("the same table always hides the same cells")
  func stable() {
    let counts = Dictionary(uniqueKeysWithValues: (0..<40).map { (["u\($0 % 8)", "m\($0 / 8)"], Double($0 * 7 % 13)) })
    let first = SmallCells(threshold: 4, axes: [0, 1]).hidden(in: counts)
    for _ in 0..<5 { #expect(SmallCells(threshold: 4, axes: [0, 1]).hidden(in: counts) == first) }
  }
}
