import HotlineText

/// The page's style sheet for drawings as colours and widths: pictures look as the page does, and a colour is changed in one place.
enum PictureStyle {
  /// The heading of one of several small charts.
  static let heading = ChartPicture.Paint(fill: ink, isBold: true)

  /// How a shape of some classes is painted.
  static func paint(of classes: Set<String>, isText: Bool) -> ChartPicture.Paint {
    var paint = ChartPicture.Paint(fill: 0)
    for rule in rules where rule.isOf(classes, isText: isText) {
      for (name, value) in rule.declarations { paint.set(name, to: value) }
    }
    return paint
  }

  /// A rule `svg .a.b{…}`, or `svg text{…}`.
  private struct Rule {
    let classes: Set<String>
    let declarations: [(name: String, value: String)]

    func isOf(_ classes: Set<String>, isText: Bool) -> Bool {
      self.classes.isEmpty ? isText : self.classes.isSubset(of: classes)
    }
  }

  private static let sheet = HTMLStyle.sheet(.zh)
  private static let ink = ChartPicture.Paint.colour(variables["--ink"] ?? "") ?? 0

  /// The light colours by their names.
  private static let variables: [String: String] = {
    guard let root = sheet.firstMatch(of: /:root\{([^}]*)\}/) else { return [:] }
    let pairs = root.1.split(separator: ";").compactMap { declaration -> (String, String)? in
      let parts = declaration.split(separator: ":")
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }()

  /// The rules of drawings, the weaker first.
  private static let rules: [Rule] = {
    let lines = sheet.split(separator: "\n").filter { $0.hasPrefix("svg ") }
    let rules = lines.flatMap { $0.split(separator: "}") }.flatMap { text -> [Rule] in
      let parts = text.split(separator: "{")
      guard parts.count == 2 else { return [] }
      let declarations = parts[1].split(separator: ";").compactMap { declaration -> (name: String, value: String)? in
        let pair = declaration.split(separator: ":", maxSplits: 1)
        return pair.count == 2 ? (String(pair[0]), resolved(String(pair[1]))) : nil
      }
      return parts[0].split(separator: ",").map { selector in
        // `text` is the one element that is named.
        let classes = selector.dropFirst("svg ".count).split(separator: ".").map(String.init).filter { $0 != "text" }
        return Rule(classes: Set(classes), declarations: declarations)
      }
    }
    // Equal ones keep their order: the sort is by place as well.
    return rules.enumerated().sorted {
      ($0.element.classes.count, $0.offset) < ($1.element.classes.count, $1.offset)
    }.map(\.element)
  }()

  /// `var(--ink)` as the colour itself.
  private static func resolved(_ value: String) -> String {
    guard let match = value.wholeMatch(of: /var\((--[a-z0-9-]+)\)/) else { return value }
    return variables[String(match.1)] ?? ""
  }
}

extension ChartPicture.Paint {
  fileprivate mutating func set(_ name: String, to value: String) {
    switch name {
    case "fill": fill = Self.colour(value)
    case "stroke": stroke = Self.colour(value)
    case "stroke-width": strokeWidth = Self.length(value) ?? strokeWidth
    case "stroke-dasharray": dashes = value == "none" ? [] : value.split(separator: " ").compactMap { Double($0) }
    case "font-size": fontSize = Self.length(value) ?? fontSize
    case "font-weight": isBold = (Double(value) ?? 0) >= 600
    case "font-style": isItalic = value == "italic"
    default: break
    }
  }

  private static func length(_ text: String) -> Double? { Double(text.hasSuffix("px") ? text.dropLast(2) : text[...]) }

  /// `#1d2126` or `#fff`; anything else paints nothing.
  fileprivate static func colour(_ text: String) -> UInt32? {
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst()
    return UInt32(digits.count == 3 ? String(digits.flatMap { [$0, $0] }) : String(digits), radix: 16)
  }
}
