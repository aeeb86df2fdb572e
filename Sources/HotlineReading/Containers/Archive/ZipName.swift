/// The names of a zip archive's entries.
enum ZipName {
  /// A name as text. Without the flag for UTF-8 it is UTF-8 all the same if it looks like it, and GBK else: Windows in
  /// Chinese writes that.
  ///
  /// What could lead out of a folder (`..`, a leading `/`, a drive) and control characters are left out.
  static func text(_ bytes: [UInt8], isUTF8: Bool) -> String {
    let isWellFormed = bytes.withUnsafeBufferPointer { UTF8Sequence.firstMalformed(in: $0) == nil }
    let decoded = isUTF8 || isWellFormed ? bytes : gb18030(bytes)
    let name = String(decoding: decoded, as: UTF8.self)
    let parts = name.split { $0 == "/" || $0 == "\\" }.map { part in
      String(String.UnicodeScalarView(part.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
    let kept = parts.filter { !$0.isEmpty && $0 != "." && $0 != ".." }
    return kept.isEmpty ? "?" : kept.joined(separator: "/")
  }

  private static func gb18030(_ bytes: [UInt8]) -> [UInt8] {
    guard let decoder = try? ExportDecoder(encoding: .gb18030) else { return bytes }
    var text: [UInt8] = []
    bytes.withUnsafeBufferPointer { decoder.decode($0, into: &text, isLast: true) }
    return text
  }

  /// Names of which no two are the same: `a.csv`, `a (2).csv`.
  static func distinct(_ names: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return names.map { name in
      let count = seen[name, default: 0] + 1
      seen[name] = count
      guard count > 1 else { return name }
      let dot = name.lastIndex(of: ".") ?? name.endIndex
      return "\(name[..<dot]) (\(count))\(name[dot...])"
    }
  }

  /// Whether an entry is the archive program's own: `__MACOSX`, a dot file, `Thumbs.db`.
  static func isPassedOver(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
      || ["thumbs.db", "desktop.ini"].contains(parts.last?.lowercased())
  }
}
