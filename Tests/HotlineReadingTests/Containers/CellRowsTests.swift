import Testing

@testable import HotlineReading

/// Cells as they become rows: gaps, limits, and a row that waits while the ones before it are taken.
@Suite("Rows of cells")
struct CellRowsTests {
  private func text(_ event: RowEvent) -> String {
    switch event {
    case .row(let row): "\(row.line) \(row.texts.map { $0.count > 9 ? "#\($0.count)" : $0 }.joined(separator: "|"))"
    case .blank(let line): "\(line) blank"
    case .oversize(let line, let column, let invalid): "\(line) oversize \(column) \(invalid)"
    case .openQuote: "quote"
    }
  }

  private func append(_ text: String, _ rows: CellRows) { Array(text.utf8).withUnsafeBufferPointer { rows.append($0) } }

  private func add(_ line: Int, _ cells: [(Int, String)], to rows: CellRows) {
    rows.beginRow(line: line)
    for (column, text) in cells {
      append(text, rows)
      rows.endCell(at: column)
    }
    rows.endRow()
  }

  private func events(_ rows: CellRows) -> [String] { (0..<rows.count).map { text(rows.event(at: $0)) } }

  @Test("cells stand in their columns, gaps are empty, and a row is filled up to the widest before it")
  func columns() {
    let rows = CellRows()
    add(1, [(0, "a"), (2, "b")], to: rows)
    add(2, [(1, "c")], to: rows)
    add(4, [], to: rows)
    add(5, [(0, ""), (1, "")], to: rows)
    add(6, [(4, "d")], to: rows)
    add(7, [(0, "e"), (1, ""), (2, "f")], to: rows)
    #expect(events(rows) == ["1 a||b", "2 |c|", "4 blank", "5 blank", "6 ||||d", "7 e||f||"])
  }

  @Test("a row that is being built waits while those before it are taken")
  func pending() {
    let rows = CellRows()
    add(1, [(0, "first"), (1, "row")], to: rows)
    rows.beginRow(line: 2)
    append("x", rows)
    rows.endCell(at: 0)
    append("y", rows)
    rows.removeAll()
    #expect(rows.count == 0 && rows.fieldCount == 1 && rows.cell.string == "y")
    rows.append(0x7A)
    rows.endCell(at: 1)
    rows.endRow()
    add(3, [(0, "last")], to: rows)
    #expect(events(rows) == ["2 x|yz", "3 last|"])
    rows.removeAll()
    #expect(rows.count == 0 && rows.fieldCount == 0)
    add(4, [(0, "a")], to: rows)
    #expect(events(rows) == ["4 a|"])
  }

  @Test("a cell's bytes are replaced or shortened, and those of the cells before it stay")
  func edits() {
    let rows = CellRows()
    rows.beginRow(line: 1)
    append("kept", rows)
    rows.endCell(at: 0)
    append("123", rows)
    rows.replaceCell(with: "TRUE")
    #expect(rows.cell.string == "TRUE")
    rows.editCell { bytes in
      bytes[0] = 0x58
      return bytes.count - 1
    }
    rows.endCell(at: 1)
    append("gone", rows)
    rows.editCell { _ in 0 }
    rows.endCell(at: 2)
    rows.endRow()
    #expect(events(rows) == ["1 kept|XRU"])
  }

  @Test("a cell of a million bytes and a row of eight are kept, and one byte more costs the row, not the next one")
  func limits() {
    let limit = 1 << 20
    let long = String(repeating: "x", count: limit)
    let rows = CellRows()
    add(1, [(0, "a"), (1, long)], to: rows)
    add(2, [(0, "a"), (1, long + "x"), (2, "b")], to: rows)
    add(3, (0..<8).map { ($0, long) }, to: rows)
    add(4, (0..<8).map { ($0, long) } + [(8, "y")], to: rows)
    add(5, [(0, "a")], to: rows)
    let found = events(rows)
    #expect(found[0] == "1 a|#\(limit)" && found[1] == "2 oversize 2 0")
    #expect(found[2] == "3 " + Array(repeating: "#\(limit)", count: 8).joined(separator: "|"))
    #expect(found[3] == "4 oversize 9 0" && found[4].hasPrefix("5 a|"))
  }

  @Test("the last column is 16,384, and rows are filled up to 1,024")
  func lastColumn() {
    let rows = CellRows()
    add(1, [(16_383, "a")], to: rows)
    add(2, [(0, "b"), (16_384, "c"), (16_390, "d")], to: rows)
    add(3, [(0, "e")], to: rows)
    add(4, [(1500, "f")], to: rows)
    let counts = (0..<4).map { index in if case .row(let row) = rows.event(at: index) { row.count } else { 0 } }
    #expect(counts == [16_384, 0, 1024, 1501] && text(rows.event(at: 1)) == "2 oversize 16385 0")
  }
}
