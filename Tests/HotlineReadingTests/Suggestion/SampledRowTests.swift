import Testing

@testable import HotlineReading

/// How much of a file a suggestion looks at.
@Suite("Sampled rows")
struct SampledRowTests {
  private func rows(_ text: String) throws -> [(line: Int, fields: [String])] {
    try SampledRows(of: Reading.file(text)).rows
  }

  @Test("two thousand rows, 256 columns and 256 characters of each value are looked at")
  func limits() throws {
    let many = try rows((1...2005).map { "\($0),x\n" }.joined())
    #expect(many.count == 2000 && many.last?.fields == ["2000", "x"])
    let wide = try rows((1...300).map(String.init).joined(separator: ",") + "\n")
    #expect(wide.first?.fields.count == 256 && wide.first?.fields.last == "256")
    let long = try rows(String(repeating: "a", count: 300) + "," + String(repeating: "字", count: 300) + "\n")
    #expect(long.first?.fields.map(\.count) == [256, 256])
  }

  @Test("the last row needs no line end, and blank rows are not counted")
  func ends() throws {
    #expect(try rows("a,b\n1,2").map(\.fields) == [["a", "b"], ["1", "2"]])
    #expect(try rows("a,b\n\n,,\n1,2\n").map(\.line) == [1, 4])
    #expect(try rows("\u{FEFF}a,b\n").map(\.fields) == [["a", "b"]])
  }

  @Test("of a file of two megabytes about the first one is looked at, and no row that is cut")
  func bytes() throws {
    let filler = String(repeating: "x", count: 990)
    let found = try rows((1000..<3000).map { "\($0),\(filler),end\n" }.joined())
    #expect(found.count == 1048 && found.allSatisfy { $0.fields.count == 3 && $0.fields[2] == "end" })
  }
}
