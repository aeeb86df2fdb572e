import FreshNames
import Foundation
import HotlineOffice

/// The parts of a Word file or workbook, each with its size and a sum of its bytes: a part of which no test asks anything is still known
/// to be what it was.
package enum PartMarks {
  package static func of(_ file: Data) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "parts-\(freshName())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try file.write(to: URL(filePath: path))
    return try ZipParts.all(of: path).map { "\($0.name) \(mark($0.bytes))\n" }.joined()
  }

  /// The size and the FNV-1a sum of bytes.
  private static func mark(_ bytes: some Collection<UInt8>) -> String {
    let sum = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\(bytes.count) \(String(sum, radix: 16))"
  }
}
