import Testing

@testable import HotlineReading

/// Which of the two rules a record with stray quotes is read by, and when it is given up.
@Suite("Records with open quotes")
struct OpenRecordTests {
  /// What a record of these lines is after its last one.
  private func verdict(_ lines: String..., fits: (Int) -> Bool = { _ in true }) -> String {
    var record = OpenRecord(line: 1, delimiter: 0x2C, depth: 0)
    var last = OpenRecord.Verdict.open
    for line in lines { last = Array(line.utf8).withUnsafeBufferPointer { record.take($0, fits: fits) } }
    return text(last)
  }

  private func text(_ verdict: OpenRecord.Verdict) -> String {
    switch verdict {
    case .open: "open"
    case .broken: "broken"
    case .whole(let bytes, let lines): "\(lines): \(String(decoding: bytes, as: UTF8.self))"
    }
  }

  @Test("a record is whole when its quotes close, and broken when they close in no row's shape")
  func strict() {
    #expect(verdict("\"a\n") == "open" && verdict("\"a\n", "b\",c\n") == "2: \"a\nb\",c")
    #expect(verdict("\"a\n", "b\",c\n", fits: { $0 == 3 }) == "broken")
    #expect(verdict("\"a\"x,b\n", fits: { $0 == 3 }) == "1: \"ax\",b", "one line is its own row whatever its shape")
  }

  @Test("an escape is believed where the row is whole only so")
  func escaped() {
    #expect(verdict("\"a\\\"b\"\n") == "1: \"a\"\"b\"")
    #expect(verdict("\"a\\\"\"\n") == "1: \"a\"\"\"", "the strict rule finds no end")
    #expect(verdict("\"a\\\"b\",c\n", fits: { $0 == 3 }) == "1: \"a\\b\"\"\",c", "neither fits")
    #expect(verdict("\"a\\\",b\",c\n", fits: { $0 == 2 }) == "1: \"a\"\",b\",c", "three cells by the strict rule")
  }

  @Test("a backslash at the end of a cell is a backslash where the row is whole so")
  func backslash() {
    #expect(verdict("\"C:\\\",x\n") == "1: \"C:\\\",x")
    #expect(verdict("\"a\\\",\"b\"\n") == "1: \"a\\\",\"b\"", "both close, and the strict rule needs no repair")
    #expect(verdict("\"a\\\"b\" c\n") == "1: \"a\\b\"\" c\"", "both close, and both need repair")
  }

  @Test("a record that may be whole waits for an escape that is still open")
  func fallback() {
    #expect(verdict("\"x\\\"y\n") == "open" && verdict("\"x\\\"y\n", "z\"\n") == "2: \"x\"\"y\nz\"")
    var record = OpenRecord(line: 1, delimiter: 0x2C, depth: 0)
    #expect(text(record.lastResort) == "broken")
    let first = Array("\"x\\\"y\n".utf8).withUnsafeBufferPointer { record.take($0, fits: { _ in true }) }
    #expect(text(first) == "open" && text(record.lastResort) == "1: \"x\\y\"" && record.isClosed)
    let second = Array("z\n".utf8).withUnsafeBufferPointer { record.take($0, fits: { _ in true }) }
    #expect(text(second) == "open" && text(record.lastResort) == "1: \"x\\y\"")
  }

  @Test("the quote that spoils a record is the open one, else the one that left the first line open")
  func opening() {
    func opening(_ lines: [String]) -> String {
      var record = OpenRecord(line: 1, delimiter: 0x2C, depth: 0)
      for line in lines { _ = Array(line.utf8).withUnsafeBufferPointer { record.take($0, fits: { _ in false }) } }
      return "\(record.opening.line) \(record.opening.column)"
    }
    #expect(opening(["a,\"b\n"]) == "0 2" && opening(["a,\"b\n", "c\",\"d\n"]) == "1 3")
    #expect(opening(["a,\"b\n", "c\",\"d\"\n"]) == "0 2")
  }

  @Test(
    "a record of a million bytes or 4,096 lines is kept, a longer one is not, and its undecodable bytes are counted")
  func limits() {
    func take(_ record: inout OpenRecord, _ bytes: [UInt8]) {
      bytes.withUnsafeBufferPointer { _ = record.take($0, fits: { _ in true }) }
    }
    var long = OpenRecord(line: 1, delimiter: 0x2C, depth: 0)
    take(&long, [0x22] + [UInt8](repeating: 0x78, count: (1 << 20) - 2) + [0x0A])
    #expect(!long.isTooLong && long.bytes.count == 1 << 20 && long.invalidBytes == 0)
    take(&long, [0xFF, 0x0A])
    #expect(long.isTooLong && long.bytes.isEmpty && long.invalidBytes == 1)
    take(&long, [0xFF, 0xFF, 0x0A])
    #expect(long.isTooLong && long.invalidBytes == 3)
    var high = OpenRecord(line: 1, delimiter: 0x2C, depth: 0)
    take(&high, Array("\"a\n".utf8))
    for _ in 1..<4096 { take(&high, [0x0A]) }
    #expect(!high.isTooLong && high.starts.count == 4096)
    #expect(high.lineRange(0) == 0..<3 && high.lineRange(1) == 3..<4 && high.lineRange(4095) == 4097..<4098)
    take(&high, [0x0A])
    #expect(high.isTooLong)
  }
}
