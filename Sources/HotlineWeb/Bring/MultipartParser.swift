import Foundation

/// Reads a form with files (`multipart/form-data`, RFC 7578) piece by piece, in whatever pieces it comes: a file of any size takes no memory.
struct MultipartParser {
  /// What was read.
  enum Event {
    /// A field or file begins; its name, and the file's name as the browser tells it.
    case part(name: String, fileName: String?)
    /// Some of its bytes.
    case bytes(ArraySlice<UInt8>)
    /// It ends.
    case end
  }

  /// What comes is no such form, or ends in the middle.
  struct Malformed: Error {}

  private enum State {
    case preamble, boundary, headers, body, done
  }

  private let delimiter: [UInt8]
  // The first delimiter has no line end before it.
  private var buffer: [UInt8] = [13, 10]
  private var state = State.preamble
  /// The most bytes that the headers of a part may take.
  private static let mostHeader = 16_384

  /// - Parameter contentType: the header that tells the delimiter; `nil` when it tells none.
  init?(contentType: String) {
    let words = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard words.first?.lowercased() == "multipart/form-data",
      let word = words.first(where: { $0.lowercased().hasPrefix("boundary=") })
    else { return nil }
    let boundary = word.dropFirst("boundary=".count).trimmingCharacters(in: ["\""])
    guard (1...70).contains(boundary.utf8.count) else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Whether the form was read to its end.
  var isDone: Bool { state == .done }

  /// Takes further bytes.
  ///
  /// - Throws: ``Malformed``, and what `handle` throws.
  mutating func feed(_ bytes: some Collection<UInt8>, _ handle: (Event) throws -> Void) throws {
    buffer += bytes
    var place = 0
    defer { buffer.removeFirst(place) }
    while true {
      switch state {
      case .done:
        place = buffer.count
        return
      case .preamble, .body:
        guard let found = index(of: delimiter, from: place) else {
          let rest = max(place, buffer.count - delimiter.count + 1)
          if state == .body, rest > place { try handle(.bytes(buffer[place..<rest])) }
          place = rest
          return
        }
        if state == .body {
          if found > place { try handle(.bytes(buffer[place..<found])) }
          try handle(.end)
        }
        place = found + delimiter.count
        state = .boundary
      case .boundary:
        guard buffer.count >= place + 2 else { return }
        switch (buffer[place], buffer[place + 1]) {
        case (45, 45): state = .done
        case (13, 10): state = .headers
        default: throw Malformed()
        }
        place += 2
      case .headers:
        guard let end = index(of: [13, 10, 13, 10], from: place) else {
          guard buffer.count - place <= Self.mostHeader else { throw Malformed() }
          return
        }
        let header = try Self.disposition(String(decoding: buffer[place..<end], as: UTF8.self))
        try handle(.part(name: header.name, fileName: header.fileName))
        place = end + 4
        state = .body
      }
    }
  }

  private func index(of bytes: [UInt8], from start: Int) -> Int? {
    buffer.withUnsafeBytes { whole -> Int? in
      guard let base = whole.baseAddress, let first = bytes.first else { return nil }
      var place = start
      while whole.count - place >= bytes.count {
        // The first byte is looked for by the C library, which reads many at a time.
        guard let found = memchr(base + place, Int32(first), whole.count - place - bytes.count + 1) else { return nil }
        place = base.distance(to: UnsafeRawPointer(found))
        if memcmp(base + place, bytes, bytes.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }

  private static func disposition(_ headers: String) throws -> (name: String, fileName: String?) {
    let line = headers.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
    guard let line, let name = value("name", in: line) else { throw Malformed() }
    return (name, value("filename", in: line))
  }

  /// The value of `name="…"`; browsers write a quote within it as `%22`.
  private static func value(_ name: String, in line: Substring) -> String? {
    guard let start = line.range(of: "; \(name)=\"") else { return nil }
    return line[start.upperBound...].firstIndex(of: "\"").map {
      String(line[start.upperBound..<$0]).replacing("%22", with: "\"")
    }
  }
}
