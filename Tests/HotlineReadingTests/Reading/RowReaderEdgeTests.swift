import Testing

@testable import HotlineReading

/// Rows cut out of bytes: where one ends, where a quote is given up, what is too long.
@Suite("Cutting rows at the edges")
struct RowReaderEdgeTests {
  /// Rows of three cells, whose first begins with a k.
  private final class Keys: RowShape {
    func fits(_ count: Int) -> Bool { count == 3 }
    func looksLikeRow(_ row: RawRow) -> Bool { row.count == 3 && row[0].first == 0x6B }
  }

  private func note(_ events: inout [String], _ event: RowEvent) {
    switch event {
    case .row(let row): events.append("\(row.line) \(row.texts.joined(separator: "|"))")
    case .blank(let line): events.append("\(line) blank")
    case .oversize(let line, let column, let invalid): events.append("\(line) oversize \(column) \(invalid)")
    case .openQuote(let row, let column):
      events.append("\(row.line) open \(column) \(row.texts.joined(separator: "|"))")
    }
  }

  private func events(_ text: String, shape: (any RowShape)? = nil) throws -> [String] {
    let reader = RowReader(delimiter: 0x2C, shape: shape)
    var events: [String] = []
    try Array(text.utf8).withUnsafeBufferPointer { try reader.feed($0) { note(&events, $0) } }
    try reader.finish { note(&events, $0) }
    return events
  }

  @Test("lines are numbered from 1, and blank ones count")
  func lines() throws {
    #expect(try events("a,b\n\nc\n") == ["1 a|b", "2 blank", "3 c"])
    #expect(try events("\"a\nb\",c\n\nd") == ["1 a\nb|c", "3 blank", "4 d"])
    #expect(try events("") == [] && events("\n") == ["1 blank"])
  }

  @Test("a quote in the first cell of a line closes a cell of several lines: the line is no row")
  func firstCell() throws {
    let shape = Keys()
    #expect(try events("\"x\nk1\",a,b\nk2,c,d\n", shape: shape) == ["1 x\nk1|a|b", "3 k2|c|d"])
    #expect(try events("x,\"a,b\nk1,a,b\nk2,\"c\",d\n", shape: shape) == ["1 open 2 x|a,b\n", "2 k1|a|b", "3 k2|c|d"])
  }

  @Test("a line that was read again behind sixteen open quotes has to be a row by itself")
  func reread() throws {
    let shape = Keys()
    for count in [1, 14, 15] {
      // Inside an open quote `a","b` closes a cell and opens another one; by itself it opens one as well.
      let text = "\"x\n" + String(repeating: "a\",\"b\n", count: count) + "p\",\"a\nb\",c\nq,r,s\n"
      let broken = ["1 open 1 x\n"] + (2..<count + 2).map { "\($0) open 2 a\"|b\n" }
      let rest =
        count < 15
        ? ["\(count + 2) p\"|a\nb|c", "\(count + 4) q|r|s"] : ["17 open 2 p\"|a\n", "18 b\"|c", "19 q|r|s"]
      let found = try events(text, shape: shape)
      #expect(found == broken + rest, "\(count): \(found)")
    }
  }

  @Test("a reader is between records when all that it took is reported")
  func between() throws {
    func isBetween(_ text: String) throws -> Bool {
      let reader = RowReader(delimiter: 0x2C)
      try Array(text.utf8).withUnsafeBufferPointer { try reader.feed($0) { _ in } }
      return reader.isBetweenRecords
    }
    #expect(try isBetween("") && isBetween("a,b\n") && isBetween("\"a\"\n") && isBetween("\"a\nb\"\n"))
    #expect(try !isBetween("a,b") && !isBetween("a,\"b\n") && !isBetween("a\n\"b\nc\n") && !isBetween("a\r"))
    let endless = RowReader(delimiter: 0x2C)
    let long = [UInt8](repeating: 0x78, count: (4 << 20) + 1)
    try long.withUnsafeBufferPointer { try endless.feed($0) { _ in } }
    #expect(!endless.isBetweenRecords)
  }

  @Test("a line of four million bytes is read, one more byte and it is given up at its first cell that is too long")
  func longLine() throws {
    func events(_ line: [UInt8]) throws -> [String] {
      let reader = RowReader(delimiter: 0x2C)
      var events: [String] = []
      func note(_ event: RowEvent) {
        switch event {
        case .row(let row): events.append("\(row.line) row of \(row.count)")
        case .oversize(let line, let column, let invalid): events.append("\(line) oversize \(column) \(invalid)")
        default: events.append("?")
        }
      }
      try line.withUnsafeBufferPointer { try reader.feed($0, note) }
      try Array("\na\n".utf8).withUnsafeBufferPointer { try reader.feed($0, note) }
      try reader.finish(note)
      return events
    }
    func cells(_ counts: [Int]) -> [UInt8] {
      Array(counts.map { [UInt8](repeating: 0x78, count: $0) }.joined(separator: [0x2C]))
    }
    let limit = 1 << 20
    #expect(try events(cells([limit, limit, limit, limit - 4, 0])) == ["1 row of 5", "2 row of 1"])
    #expect(try events(cells([limit, limit, limit, limit - 3, 0])) == ["1 oversize 5 0", "2 row of 1"])
    #expect(try events(cells([limit, limit + 1, limit, limit])) == ["1 oversize 2 0", "2 row of 1"])
  }

  @Test("the mark of a file that was joined to another goes, but not inside an open quote")
  func mark() throws {
    #expect(try events("a,b\n\u{FEFF}\"c\",d\n") == ["1 a|b", "2 c|d"])
    #expect(try events("\"a\n\u{FEFF}b\",c\n") == ["1 a\n\u{FEFF}b|c"])
  }

  @Test("a row that ends early has empty cells behind its end")
  func beyond() {
    RawRow.withFields(["a", "bc"], line: 3) { row in
      #expect(row.texts == ["a", "bc"] && row.count == 2 && row[2].isEmpty && row[99].isEmpty && row.line == 3)
    }
    RawRow.withFields(["", "x", ""], line: 1) { row in #expect(row.texts == ["", "x", ""] && row.bytes.count == 1) }
  }

  @Test("before its header is found, a file's widest rows are its rows")
  func sampleShape() {
    func shape(_ widths: Int...) -> SampleShape {
      let shape = SampleShape()
      for width in widths { RawRow.withFields(Array(repeating: "x", count: width), line: 1) { shape.see($0) } }
      return shape
    }
    func looks(_ shape: SampleShape, _ width: Int) -> Bool {
      RawRow.withFields(Array(repeating: "x", count: width), line: 1) { shape.looksLikeRow($0) }
    }
    #expect(SampleShape().fits(1) && SampleShape().fits(7) && shape(1).fits(5))
    #expect(
      shape(2).fits(2) && !shape(2).fits(1) && !shape(2).fits(3) && shape(1, 4, 2).fits(4) && !shape(1, 4, 2).fits(2))
    #expect(looks(shape(3), 3) && !looks(shape(3), 2) && !looks(shape(3), 4))
    #expect(!looks(shape(2), 2) && !looks(shape(1), 1) && !looks(SampleShape(), 1))
  }
}
