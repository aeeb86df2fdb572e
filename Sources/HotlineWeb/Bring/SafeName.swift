import HotlineConfiguration

/// Names that visitors give to files, as names within a folder of ours: no way out of it, no citizen's number, no control character.
enum SafeName {
  /// In bytes of UTF-8: file systems take 255, and names get endings of ours.
  private static let longest = 160

  /// How many letters a name of ours has.
  static let ownLength = 14

  /// A name that nothing else has, of letters alone: digits might stand as in a citizen's number.
  static func own() -> String {
    var dice = SystemRandomNumberGenerator()
    return String((0..<ownLength).map { _ in "abcdefghijkmnpqrstuvwxyz".randomElement(using: &dice) ?? "a" })
  }

  /// The last part of what may be a path, of letters, digits and what stands between them.
  static func of(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    // As a stored path is masked, so that the file is found again under it.
    let kept = Masking.masked(
      String(last.map { $0.isLetter || $0.isNumber || "-_.()（）*".contains($0) ? $0 : "_" }), limit: 1_000)
    let bare = String(kept.drop { $0 == "." })
    guard bare.utf8.count > longest else { return bare.isEmpty ? "file" : bare }
    let ending = bare.lastIndex(of: ".").map { String(bare[$0...].prefix(12)) } ?? ""
    var base = bare.dropLast(ending.count)
    while base.utf8.count + ending.utf8.count > longest { base.removeLast() }
    return base + ending
  }

  /// A name that is not among others: `calls.csv`, `calls-2.csv`.
  static func unlike(_ names: Set<String>, _ name: String) -> String {
    guard names.contains(name) else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let (base, ending) = (name[..<dot], name[dot...])
    return (2...).lazy.map { "\(base)-\($0)\(ending)" }.first { !names.contains($0) } ?? name
  }
}
