/// How records are written.
package enum RecordFormat: String, Sendable, CaseIterable {
  /// A JSON object on each line. A field that the file does not carry is missing, one whose cell is empty is null.
  case ndjson
  /// RFC 4180 under a header. Both are empty; `carried` tells them apart.
  case csv

  /// Appends a text with its quotes.
  func append(_ text: UnsafeBufferPointer<UInt8>, to output: OutputBuffer) {
    switch self {
    case .ndjson: appendJSON(text, to: output)
    case .csv: appendCSV(text, to: output)
    }
  }

  /// The same of a string.
  func append(_ text: String, to output: OutputBuffer) {
    Array(text.utf8).withUnsafeBufferPointer { append($0, to: output) }
  }

  private func appendJSON(_ text: UnsafeBufferPointer<UInt8>, to output: OutputBuffer) {
    output.append(UInt8(ascii: "\""))
    if text.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      output.append(text)
    } else {
      for byte in text {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          output.append(UInt8(ascii: "\\"))
          output.append(byte)
        case 0..<0x20:
          let hex = String(byte, radix: 16)
          output.append(text: "\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
        default: output.append(byte)
        }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private func appendCSV(_ text: UnsafeBufferPointer<UInt8>, to output: OutputBuffer) {
    let isPlain =
      !text.isEmpty
      && text.allSatisfy { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != 0x0A && $0 != 0x0D }
    if isPlain { return output.append(text) }
    output.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }
}
