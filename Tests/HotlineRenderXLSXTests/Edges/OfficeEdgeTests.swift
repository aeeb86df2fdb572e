import FreshNames
import Foundation
import HotlineOffice
import Testing

@Suite("Archives and markup of office files, at their limits")
struct OfficeEdgeTests {
  /// What is read of an archive of some parts: how many they are, or why it is refused.
  private func read(_ entries: [ZipFile.Entry]) throws -> (all: String, names: String) {
    let path = FileManager.default.temporaryDirectory.appending(path: "zip-\(freshName()).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ZipFile.bytes(of: entries).write(to: URL(filePath: path))
    func told(_ count: () throws -> Int) -> String {
      do { return try "\(count())" } catch { return (error as? OfficeError)?.found.en ?? "\(error)" }
    }
    return (told { try ZipParts.all(of: path).count }, told { try ZipParts.names(of: path).count })
  }

  private static let tooLarge = "the file is too large for a form"

  @Test("an archive of two thousand parts is read, one of more is no form", arguments: [2_000, 2_001])
  func mostParts(count: Int) throws {
    let found = try read((0..<count).map { ZipFile.Entry(name: "p\($0)", bytes: [1], isPacked: true) })
    let expected = count > 2_000 ? Self.tooLarge : "2000"
    #expect(found.all == expected && found.names == expected)
  }

  @Test("an archive that unpacks to 64 megabytes is read, a byte more is too much")
  func mostBytes() throws {
    let half = ZipFile.Entry(name: "half", bytes: [UInt8](repeating: 0, count: 32 << 20))
    #expect(try read([half, half]).all == "2")
    let more = try read([half, half, ZipFile.Entry(name: "byte", bytes: [0])])
    #expect(more.all == Self.tooLarge && more.names == "3", "names alone unpack nothing")
  }

  @Test("an archive bears the first day of its format, packs what is not packed, and is the same each time")
  func stable() throws {
    let text = [UInt8](repeating: 0x61, count: 5_000)
    let packed = try ZipFile.bytes(of: [ZipFile.Entry(name: "a", bytes: text)])
    let stored = try ZipFile.bytes(of: [ZipFile.Entry(name: "a", bytes: text, isPacked: true)])
    #expect(packed.count < 300 && stored.count > 5_000)
    // Time and day of the first entry: midnight, 1 January 1980.
    for bytes in [packed, stored] { #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0]) }
    #expect(try packed == ZipFile.bytes(of: [ZipFile.Entry(name: "a", bytes: text)]))
  }

  @Test("a part whose bytes were changed on the way is told")
  func damaged() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "zip-\(freshName()).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var bytes = try ZipFile.bytes(of: [ZipFile.Entry(name: "a", bytes: Array("hello".utf8), isPacked: true)])
    let place = try #require(bytes.range(of: Data("hello".utf8)))
    bytes[place.lowerBound] = UInt8(ascii: "j")
    try bytes.write(to: URL(filePath: path))
    #expect(throws: OfficeError.self) { try ZipParts.all(of: path) }
    #expect(try ZipParts.names(of: path) == ["a"])
  }

  private func names(_ text: String) throws -> [String] {
    var tags = MarkupTags(Array(text.utf8))
    var names: [String] = []
    while let tag = try tags.next() { names.append(tag.name) }
    return names
  }

  @Test("comments and instructions of nothing are passed over, and one that never ends leaves no tag behind it")
  func passedOver() throws {
    #expect(try names("<!----><a><??><b/>") == ["a", "b"])
    #expect(try names("<!-- <x> - -> --><a>") == ["a"] && names("<a><!-- <b>") == ["a"])
    #expect(try names("<a><?x <b>") == ["a"] && names("") == [] && names("text") == [])
  }

  @Test("an attribute is found by its whole name, whatever stands before it")
  func attributes() throws {
    var tags = MarkupTags(Array("<a\tb=\"\" r:b='2'\n c c2 = \"3\" d=4 e=\"=5\"/>".utf8))
    let tag = try #require(try tags.next())
    for (name, value) in [("b", ""), ("r:b", "2"), ("c2", "3"), ("e", "=5"), ("d", nil), ("a", nil), ("", nil)] {
      #expect(tags.attribute(name, of: tag) == value, "\(name)")
    }
    #expect(tag.isEmpty && tag.name == "a")
  }
}
