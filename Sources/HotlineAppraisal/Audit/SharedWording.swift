/// Whether two texts of a form speak of the same thing, by the longest run of characters that they share.
enum SharedWording {
  /// Words that stand in nearly every sentence of such forms and prove nothing.
  private static let common = ["进一步", "上海市", "社区服务", "需要", "有待"]

  /// How many characters in a row two texts have to share: fewer are shared by chance.
  private static let fewest = 4

  /// Whether the texts share a run of characters, common words apart.
  static func joins(_ left: String, _ right: String) -> Bool { sharedRun(left, right) >= fewest }

  /// The text that shares the longest run with another, if any shares enough.
  static func closest(to text: String, among others: [String]) -> String? {
    let runs = others.map { sharedRun(text, $0) }
    guard let longest = runs.max(), longest >= fewest else { return nil }
    return runs.firstIndex(of: longest).map { others[$0] }
  }

  private static func sharedRun(_ left: String, _ right: String) -> Int {
    parts(left).flatMap { part in parts(right).map { longestRun(part, $0) } }.max() ?? 0
  }

  private static func parts(_ text: String) -> [[Character]] {
    var text = text.filter { $0.isLetter || $0.isNumber || $0 == "，" }
    for word in common { text = text.replacing(word, with: "，") }
    return text.split(separator: "，").map(Array.init)
  }

  private static func longestRun(_ left: [Character], _ right: [Character]) -> Int {
    var before = [Int](repeating: 0, count: right.count + 1)
    var longest = 0
    for character in left {
      var row = [Int](repeating: 0, count: right.count + 1)
      for (index, other) in right.enumerated() where character == other {
        row[index + 1] = before[index] + 1
        longest = max(longest, row[index + 1])
      }
      before = row
    }
    return longest
  }

  /// How many pairs of neighbouring characters two texts have in common, common words apart.
  static func sharedPairs(_ left: String, _ right: String) -> Int {
    func pairs(_ text: String) -> Set<String> {
      Set(
        parts(text).flatMap { part in
          zip(part, part.dropFirst()).map { String([$0, $1]) }
        })
    }
    return pairs(left).intersection(pairs(right)).subtracting(emptyPairs).count
  }

  /// Pairs that any two texts of such a form may share.
  private static let emptyPairs: Set<String> = [
    "提高", "加强", "完善", "工作", "管理", "情况", "方面", "不够", "不足", "问题", "热线", "服务", "项目", "进行", "存在", "指标", "质量", "水平", "能力",
    "落实", "制度", "人员",
    "步完", "步加", "步提",
  ]

  /// The sentences of a text, without their numbering.
  static func sentences(_ text: String) -> [String] {
    split(text, at: "。；;\n").map { sentence in
      String(sentence.trimmingPrefix(/[（(]?[0-9]{1,2}[)）.、．](?![0-9])\s*/))
    }.filter { !$0.isEmpty }
  }

  /// Whether a text is numbered: `1.…；2.…`, `（1）…（2）…`, `一是…二是…`.
  static func isNumbered(_ text: String) -> Bool { items(text, onlyNumbered: true) != nil }

  /// The points of a text: by its numbering (`1.`, `2、`) where it has one, else its sentences.
  static func items(_ text: String) -> [String] { items(text, onlyNumbered: false) ?? [] }

  private static func items(_ text: String, onlyNumbered: Bool) -> [String]? {
    // Each way of numbering; a mark begins an item.
    let mark: Character = "\u{1F}"
    for numbering in [
      { (text: String) in text.replacing(/(^|[^0-9A-Za-z.])[0-9]{1,2}[.、．](?![0-9])/) { "\($0.1)\(mark)" } },
      { (text: String) in text.replacing(/[（(][0-9]{1,2}[）)]/) { _ in String(mark) } },
      { (text: String) in text.replacing(/[①②③④⑤⑥⑦⑧⑨⑩]/) { _ in String(mark) } },
      { (text: String) in text.replacing(/(^|[。；;\s])[一二三四五六七八九十]{1,2}(?:是|、)/) { "\($0.1)\(mark)" } },
    ] {
      let marked = numbering(text)
      guard marked.count(where: { $0 == mark }) > 1 else { continue }
      return split(marked, at: String(mark)).map {
        String($0.reversed().trimmingPrefix { "；;。\n ".contains($0) }.reversed())
      }.filter { !$0.isEmpty }
    }
    return onlyNumbered ? nil : split(text, at: "；;。\n")
  }

  /// The clauses of a text: its items split at commas and colons too.
  static func clauses(_ text: String) -> [String] {
    items(text).flatMap { split($0, at: "，,：:；;。\n") }
  }

  private static func split(_ text: String, at marks: String) -> [String] {
    text.split { marks.contains($0) }.map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
      .filter { !$0.isEmpty }
  }
}
