import HotlineConfiguration

/// What stands in a YAML file, without its places and comments.
enum YAMLTree: Sendable {
  /// A text; a plain one is written without quotes: a number, a day, a word of ours.
  case scalar(String, isPlain: Bool)
  /// Values by key, in the order of the file.
  case mapping([(key: String, value: YAMLTree)])
  /// Values in their order.
  case list([YAMLTree])

  /// One step from a value to one within it.
  enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// A person's words.
  static func text(_ text: String) -> YAMLTree { .scalar(text, isPlain: false) }

  /// A number, a day or a word of ours.
  static func plain(_ text: String) -> YAMLTree { .scalar(text, isPlain: true) }

  init(_ node: ConfigurationNode) throws {
    if node.isMapping {
      self = .mapping(try node.entries().map { ($0.key, try YAMLTree($0.value)) })
    } else if node.isList {
      self = .list(try node.elements().map(YAMLTree.init))
    } else {
      self = .scalar(try node.string(), isPlain: false)
    }
  }

  /// The value at the end of a path; `nil` where there is none.
  subscript(_ path: some Collection<Step>) -> YAMLTree? {
    guard let step = path.first else { return self }
    switch (self, step) {
    case (.mapping(let entries), .key(let key)):
      return entries.first { $0.key == key }?.value[path.dropFirst()]
    case (.list(let items), .index(let index)) where items.indices.contains(index):
      return items[index][path.dropFirst()]
    default: return nil
    }
  }

  /// Sets the value at the end of a path, and makes the mappings on the way there; `nil` takes it out, and a mapping that has nothing left
  /// with it.
  mutating func set(_ path: some Collection<Step>, to value: YAMLTree?) {
    guard let step = path.first else {
      if let value { self = value }
      return
    }
    let rest = path.dropFirst()
    switch (self, step) {
    case (.mapping(var entries), .key(let key)):
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if rest.isEmpty, value == nil {
          entries.remove(at: index)
        } else {
          entries[index].value.set(rest, to: value)
          if case .mapping(let left) = entries[index].value, left.isEmpty { entries.remove(at: index) }
        }
      } else if let value {
        var new = YAMLTree.mapping([])
        new.set(rest, to: value)
        entries.append((key, new))
      }
      self = .mapping(entries)
    case (.list(var items), .index(let index)) where items.indices.contains(index):
      items[index].set(rest, to: value)
      self = .list(items)
    default: break
    }
  }
}

extension YAMLTree: Equatable {
  /// Whether both say the same, in whatever order of keys and with whatever quotes.
  static func == (left: YAMLTree, right: YAMLTree) -> Bool {
    switch (left, right) {
    case (.scalar(let one, _), .scalar(let other, _)): one == other
    case (.list(let one), .list(let other)): one == other
    case (.mapping(let one), .mapping(let other)):
      one.count == other.count
        && one.allSatisfy { entry in other.contains { $0.key == entry.key && $0.value == entry.value } }
    default: false
    }
  }
}

// MARK: Written

extension YAMLTree {
  /// The value on one line: `{by: "热线部", on: 2020-03-12}`.
  var line: String {
    switch self {
    case .scalar(let text, let isPlain): isPlain ? text : Self.quoted(text)
    case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.value.line)" }.joined(separator: ", ") + "}"
    case .list(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
    }
  }

  /// A key with its value as lines of a block: what is short and flat stands on one.
  func block(_ key: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    guard case .mapping(let entries) = self, !isFlat || line.unicodeScalars.count > 100 else {
      return "\(margin)\(key): \(line)\n"
    }
    return "\(margin)\(key):\n" + entries.map { $0.value.block($0.key, indent: indent + 2) }.joined()
  }

  private var isFlat: Bool {
    guard case .mapping(let entries) = self else { return true }
    return entries.allSatisfy { if case .scalar = $0.value { true } else { false } }
  }

  /// A text without the characters that a file does not keep: controls other than line ends, and what no text has.
  static func kept(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { scalar in
      scalar == "\n"
        || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
          || ["\u{2028}", "\u{2029}", "\u{FEFF}"].contains(scalar))
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// A text as YAML and JSON both write it, on one line.
  private static func quoted(_ text: String) -> String {
    let scalars = Array(kept(text).unicodeScalars)
    // Our own reader refuses what looks like an anchor, and behind a quotation mark within a text even a lone sign.
    let hidesAnds = scalars.contains("\"")
    var quoted = "\""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isName =
        next.isASCII && (next.properties.isAlphabetic || next.properties.numericType != nil)
        || "-_".unicodeScalars.contains(next)
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "&" where hidesAnds || isName: quoted += "\\x26"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
