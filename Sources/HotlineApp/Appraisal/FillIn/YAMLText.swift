import HotlineConfiguration
import HotlineText

/// A YAML file's text, in which single values are replaced, added and taken out: all else, comments too, stays character for character.
///
/// Where values begin is known from the parser; where they end is found here. A text is given back only when it says what it shall.
struct YAMLText {
  private typealias Entry = (key: String, keyPlace: Diagnostic.Place, value: ConfigurationNode)

  private let file: String
  private let text: [Unicode.Scalar]
  /// Where each line begins.
  private let starts: [Int]
  private var changes: [(range: Range<Int>, text: String)] = []

  /// The text with other values in it.
  ///
  /// - Throws: a ``Diagnostic`` when it is no YAML, or so written that it cannot be changed in place.
  static func text(_ text: String, file: String, saying tree: YAMLTree) throws -> String {
    var edit = YAMLText(text, file: file)
    try edit.change(ConfigurationNode(yaml: text, file: file), to: tree)
    let result = edit.result
    guard let root = try? ConfigurationNode(yaml: result, file: file), try YAMLTree(root) == tree else {
      throw edit.refusal(at: .init(file: file))
    }
    return result
  }

  private init(_ text: String, file: String) {
    self.file = file
    self.text = Array(text.unicodeScalars)
    // The parser does not count the mark at the beginning of a file.
    var starts = [self.text.first == "\u{FEFF}" ? 1 : 0]
    for (index, scalar) in self.text.enumerated() {
      switch scalar {
      case "\r" where index + 1 < self.text.count && self.text[index + 1] == "\n": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": starts.append(index + 1)
      default: break
      }
    }
    self.starts = starts
  }

  private var result: String {
    var result = text
    // From behind, so that places stay right; what is put in before what is taken out at the same place.
    for change in changes.sorted(by: {
      ($0.range.lowerBound, $0.range.count) > ($1.range.lowerBound, $1.range.count)
    }) {
      result.replaceSubrange(change.range, with: Array(change.text.unicodeScalars))
    }
    return String(String.UnicodeScalarView(result))
  }

  private func refusal(at place: Diagnostic.Place) -> Diagnostic {
    Diagnostic(
      at: place,
      found: LocalizedText(
        zh: "自评表文件的写法使这里不能在网页上修改", en: "the form's file is written so that this cannot be changed on the page"),
      fix: LocalizedText(zh: "请直接编辑文件", en: "edit the file itself"))
  }

  // MARK: Changes

  private mutating func change(_ node: ConfigurationNode, to tree: YAMLTree) throws {
    guard try YAMLTree(node) != tree else { return }
    switch tree {
    case .mapping(let wanted) where node.isMapping:
      let entries = try node.entries()
      for entry in entries {
        guard let new = wanted.first(where: { $0.key == entry.key })?.value else { continue }
        if try Self.isAlike(entry.value, new) {
          try change(entry.value, to: new)
        } else if try YAMLTree(entry.value) != new {
          try replace(entry, with: new, isFlow: isFlow(node))
        }
      }
      let kept = entries.map { entry in wanted.contains { $0.key == entry.key } }
      let added = wanted.filter { new in !entries.contains { $0.key == new.key } }
      if isFlow(node) {
        try changeFlow(entries, kept: kept, adding: added, at: node.place)
      } else {
        try changeBlock(entries, kept: kept, adding: added, at: node.place)
      }
    case .list(let wanted) where node.isList:
      let items = try node.elements()
      guard items.count == wanted.count else { throw refusal(at: node.place) }
      for (item, new) in zip(items, wanted) { try change(item, to: new) }
    default: throw refusal(at: node.place)
    }
  }

  /// Whether a value can become another one part by part.
  private static func isAlike(_ node: ConfigurationNode, _ tree: YAMLTree) throws -> Bool {
    switch tree {
    case .scalar: return false
    case .list(let items): return try node.isList && node.elements().count == items.count
    case .mapping(let wanted):
      return try node.isMapping && node.entries().contains { entry in wanted.contains { $0.key == entry.key } }
    }
  }

  private mutating func replace(_ entry: Entry, with tree: YAMLTree, isFlow: Bool) throws {
    let (start, end) = (try start(of: entry), try end(of: entry, isFlow: isFlow))
    changes.append((start..<end, start == end ? " " + tree.line : tree.line))
  }

  /// Takes entries out of `{…}`, and puts others behind those that stay.
  private mutating func changeFlow(
    _ entries: [Entry], kept: [Bool], adding added: [(key: String, value: YAMLTree)], at place: Diagnostic.Place
  ) throws {
    guard let last = kept.lastIndex(of: true) else { throw refusal(at: place) }
    let lastEnd = try end(of: entries[last], isFlow: true)
    for index in entries.indices.prefix(last) where !kept[index] {
      changes.append((try offset(entries[index].keyPlace)..<offset(entries[index + 1].keyPlace), ""))
    }
    if let final = entries.last, last < entries.count - 1 {
      changes.append((lastEnd..<(try end(of: final, isFlow: true)), ""))
    }
    guard !added.isEmpty else { return }
    changes.append((lastEnd..<lastEnd, added.map { ", \($0.key): \($0.value.line)" }.joined()))
  }

  /// Takes the lines of entries out of a block, and puts others behind those that stay.
  private mutating func changeBlock(
    _ entries: [Entry], kept: [Bool], adding added: [(key: String, value: YAMLTree)], at place: Diagnostic.Place
  ) throws {
    for (entry, isKept) in zip(entries, kept) where !isKept {
      let key = try offset(entry.keyPlace)
      let start = lineStart(of: key)
      guard text[start..<key].allSatisfy({ $0 == " " }) else { throw refusal(at: entry.keyPlace) }
      changes.append((start..<(try lineEnd(behind: end(of: entry, isFlow: false), at: entry.keyPlace)), ""))
    }
    guard !added.isEmpty else { return }
    guard let last = kept.lastIndex(of: true), let column = entries.first?.keyPlace.column else {
      throw refusal(at: place)
    }
    let here = try lineEnd(behind: end(of: entries[last], isFlow: false), at: entries[last].keyPlace)
    let lines = added.map { $0.value.block($0.key, indent: column - 1) }.joined()
    let isOpen = here == text.count && text.last.map { $0 != "\n" } ?? false
    changes.append((here..<here, (isOpen ? "\n" : "") + lines))
  }

  // MARK: Places

  private func offset(_ place: Diagnostic.Place) throws -> Int {
    guard let line = place.line, let column = place.column, starts.indices.contains(line - 1),
      starts[line - 1] + column - 1 < text.count
    else { throw refusal(at: place) }
    return starts[line - 1] + column - 1
  }

  private func isFlow(_ node: ConfigurationNode) -> Bool {
    guard let start = try? offset(node.place) else { return false }
    return text[start] == "{" || text[start] == "["
  }

  private func lineStart(of offset: Int) -> Int { starts.last { $0 <= offset } ?? 0 }

  /// The beginning of the next line, where nothing but a comment stands behind a value.
  private func lineEnd(behind end: Int, at place: Diagnostic.Place) throws -> Int {
    let next = starts.first { $0 > end } ?? text.count
    let rest = text[end..<next].drop { $0 == " " || $0 == "\t" }
    guard rest.first.map({ $0 == "#" || Self.isBreak($0) }) ?? true else { throw refusal(at: place) }
    return next
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || isBreak(scalar) }

  /// Behind the colon of a key.
  private func colonEnd(_ entry: Entry) throws -> Int {
    let start = try offset(entry.keyPlace)
    let isQuoted = text[start] == "\"" || text[start] == "'"
    var place = isQuoted ? try quoteEnd(start) : start + entry.key.unicodeScalars.count
    while place < text.count, text[place] == " " { place += 1 }
    guard place < text.count, text[place] == ":" else { throw refusal(at: entry.keyPlace) }
    return place + 1
  }

  /// Whether nothing stands behind a key.
  private func isNothing(_ value: ConfigurationNode) -> Bool {
    guard !value.isMapping, !value.isList, let string = try? value.string(), string.isEmpty else { return false }
    guard let start = try? offset(value.place) else { return true }
    return text[start] != "\"" && text[start] != "'"
  }

  private func start(of entry: Entry) throws -> Int {
    isNothing(entry.value) ? try colonEnd(entry) : try offset(entry.value.place)
  }

  private func end(of entry: Entry, isFlow: Bool) throws -> Int {
    guard !isNothing(entry.value) else { return try colonEnd(entry) }
    return try end(of: entry.value, isFlow: isFlow, indent: (entry.keyPlace.column ?? 1) - 1)
  }

  /// The place behind a value.
  ///
  /// - Parameter indent: how far what it belongs to stands from the edge; what it goes on with stands further in.
  private func end(of node: ConfigurationNode, isFlow: Bool, indent: Int) throws -> Int {
    let start = try offset(node.place)
    guard node.isMapping || node.isList else { return try scalarEnd(start, isFlow: isFlow, indent: indent) }
    let isOwnFlow = self.isFlow(node)
    let column = (node.place.column ?? 1) - 1
    let last: Int?
    if node.isMapping {
      last = try node.entries().last.map { try end(of: $0, isFlow: isOwnFlow) }
    } else {
      last = try node.elements().last.map { try end(of: $0, isFlow: isOwnFlow, indent: column) }
    }
    guard isOwnFlow else {
      guard let last else { throw refusal(at: node.place) }
      return last
    }
    var place = last ?? start + 1
    while place < text.count, text[place] != "}", text[place] != "]" {
      if text[place] == "#" {
        while place < text.count, !Self.isBreak(text[place]) { place += 1 }
      } else if Self.isBlank(text[place]) || text[place] == "," {
        place += 1
      } else {
        throw refusal(at: node.place)
      }
    }
    return min(place + 1, text.count)
  }

  private func quoteEnd(_ start: Int) throws -> Int {
    let quote = text[start]
    var place = start + 1
    while place < text.count {
      if quote == "\"", text[place] == "\\" {
        place += 2
      } else if text[place] == quote {
        guard quote == "'", place + 1 < text.count, text[place + 1] == quote else { return place + 1 }
        place += 2
      } else {
        place += 1
      }
    }
    throw refusal(at: .init(file: file))
  }

  private func scalarEnd(_ start: Int, isFlow: Bool, indent: Int) throws -> Int {
    switch text[start] {
    case "\"", "'": return try quoteEnd(start)
    case "|" where !isFlow, ">" where !isFlow: return blockEnd(start, indent: indent, isPlain: false)
    default: return isFlow ? flowEnd(start) : blockEnd(start, indent: indent, isPlain: true)
    }
  }

  /// The end of a text without quotes within brackets.
  private func flowEnd(_ start: Int) -> Int {
    var end = start
    var place = start
    while place < text.count, !",[]{}".unicodeScalars.contains(text[place]) {
      if text[place] == "#", place > start, Self.isBlank(text[place - 1]) { break }
      place += 1
      if !Self.isBlank(text[place - 1]) { end = place }
    }
    return end
  }

  /// The end of a text of lines: those that stand further in belong to it.
  ///
  /// - Parameter isPlain: whether it ends at a comment.
  private func blockEnd(_ start: Int, indent: Int, isPlain: Bool) -> Int {
    var end = start
    var place = start
    while true {
      var isCut = false
      while place < text.count, !Self.isBreak(text[place]) {
        if isPlain, text[place] == "#", place > start, Self.isBlank(text[place - 1]) {
          isCut = true
          break
        }
        place += 1
        if !Self.isBlank(text[place - 1]) { end = place }
      }
      guard !isCut else { return end }
      // The next line with anything on it.
      var line = place
      while line < text.count, Self.isBlank(text[line]) { line += 1 }
      guard line < text.count, line - lineStart(of: line) > indent, !(isPlain && text[line] == "#") else { return end }
      place = line
    }
  }
}
