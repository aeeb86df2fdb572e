import Testing

@testable import HotlineReading

/// A read that ends inside a character loses nothing.
@Suite("Characters that a chunk's end cuts")
struct CutCharacterTests {
  @Test("a character that a chunk's end cuts is whole", arguments: ["é", "中", "😀"])
  func cutCharacter(character: String) throws {
    let bytes = Array(character.utf8)
    for place in 1..<bytes.count {
      let first: [UInt8] = Array("abcd".utf8) + bytes.prefix(place)
      let second: [UInt8] = Array(bytes.dropFirst(place)) + [0x65]
      let text = try DecodedText(GivenChunks([first, second]), encoding: .utf8)
      var found: [UInt8] = []
      while case let chunk = try text.next(), !chunk.isEmpty { found += chunk }
      #expect(String(decoding: found, as: UTF8.self) == "abcd\(character)e" && !text.hasInvalid, "\(place)")
    }
  }

  /// The same from outside: some chunk's end falls into a character for one of the paddings.
  @Test("a web page of more than one chunk is read without a row being lost", arguments: 0..<32)
  func page(padding: Int) throws {
    let rows = (0..<4600).map { "<tr><td>\($0)</td><td>黄浦区静安</td><td>x</td></tr>" }.joined()
    let page = "<html><body>" + String(repeating: " ", count: padding) + "<table>\(rows)</table></body></html>"
    let found = try CellTexts(Array(page.utf8), name: "a.xls")
    #expect(found.rows.enumerated().allSatisfy { $0.element == ["\($0.offset)", "黄浦区静安", "x"] })
  }
}
