/// Walks the tags of XML with their places in its bytes, so that what is changed can be changed there alone.
package struct MarkupTags {
  /// A tag: its name, whether it ends an element or is one by itself, and its bytes.
  package struct Tag {
    /// Its name, with its prefix.
    package let name: String
    /// Whether it ends an element.
    package let isEnd: Bool
    /// Whether it is an element by itself.
    package let isEmpty: Bool
    /// Its bytes.
    package let range: Range<Int>

    /// Its name without a prefix.
    package var localName: Substring { name.split(separator: ":").last ?? "" }
  }

  private let bytes: [UInt8]
  private var position = 0

  /// - Parameter bytes: the XML, in UTF-8.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next tag; comments and instructions are passed over.
  ///
  /// - Throws: an ``OfficeError`` where a tag has no end.
  package mutating func next() throws -> Tag? {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      if let end = passedOver(at: start) {
        position = end
        continue
      }
      var quote: UInt8?
      var end = start + 1
      while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
        if let open = quote {
          if bytes[end] == open { quote = nil }
        } else if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
          quote = bytes[end]
        }
        end += 1
      }
      guard end < bytes.count else { throw OfficeError.damaged }
      position = end + 1
      let isEnd = bytes[start + 1] == UInt8(ascii: "/")
      let nameStart = start + (isEnd ? 2 : 1)
      let name = bytes[nameStart..<end].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
      return Tag(
        name: String(decoding: name, as: UTF8.self), isEnd: isEnd,
        isEmpty: !isEnd && bytes[end - 1] == UInt8(ascii: "/"), range: start..<end + 1)
    }
    return nil
  }

  /// The end of a comment or an instruction that begins at a place; `nil` for a tag.
  private func passedOver(at start: Int) -> Int? {
    func ends(_ text: String, from begin: Int) -> Int {
      let mark = Array(text.utf8)
      var place = begin
      while place + mark.count <= bytes.count {
        if bytes[place..<place + mark.count].elementsEqual(mark) { return place + mark.count }
        place += 1
      }
      return bytes.count
    }
    let rest = bytes[start...]
    if rest.starts(with: Array("<!--".utf8)) { return ends("-->", from: start + 4) }
    if rest.starts(with: Array("<?".utf8)) { return ends("?>", from: start + 2) }
    return nil
  }

  /// The value of an attribute of a tag.
  package func attribute(_ name: String, of tag: Tag) -> String? {
    let wanted = Array(name.utf8)
    var place = tag.range.lowerBound + 1
    let end = tag.range.upperBound - 1
    func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
    while place < end, !isBlank(bytes[place]) { place += 1 }
    while place < end {
      while place < end, isBlank(bytes[place]) { place += 1 }
      let start = place
      while place < end, bytes[place] != UInt8(ascii: "="), !isBlank(bytes[place]) { place += 1 }
      let own = bytes[start..<place]
      while place < end, isBlank(bytes[place]) || bytes[place] == UInt8(ascii: "=") { place += 1 }
      guard place < end, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else { continue }
      let quote = bytes[place]
      let first = place + 1
      place = first
      while place < end, bytes[place] != quote { place += 1 }
      if own.elementsEqual(wanted) { return String(decoding: bytes[first..<place], as: UTF8.self) }
      place += 1
    }
    return nil
  }

  /// Text of XML as it is read: its five names of characters, and characters by number.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let raw = String(decoding: Array(bytes), as: UTF8.self)
    guard raw.contains("&") else { return raw }
    var text = ""
    var rest = raw[...]
    while let start = rest.firstIndex(of: "&") {
      text += rest[..<start]
      guard let end = rest[start...].prefix(12).firstIndex(of: ";") else {
        text += "&"
        rest = rest[rest.index(after: start)...]
        continue
      }
      let name = rest[rest.index(after: start)..<end]
      text += character(named: name) ?? String(rest[start...end])
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  private static func character(named name: Substring) -> String? {
    let known: [Substring: String] = ["lt": "<", "gt": ">", "quot": "\"", "apos": "'", "amp": "&"]
    if let text = known[name] { return text }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(UnicodeScalar.init).map { String($0) }
  }
}
