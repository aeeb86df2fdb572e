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

  /// The points of a text: by its numbering (`1.`, `2、`) where it has one, else its sentences.
  static func items(_ text: String) -> [String] {
    var numbered = text
    let numbers = text.matches(of: /(^|[^0-9A-Za-z.])[0-9]{1,2}[.、．](?![0-9])/)
    guard numbers.count > 1 else { return split(text, at: "；;。") }
    numbered.replace(/(^|[^0-9A-Za-z.])[0-9]{1,2}[.、．](?![0-9])/) { match in "\(match.1)\n" }
    return split(numbered, at: "\n").map { String($0.reversed().trimmingPrefix { "；;。".contains($0) }.reversed()) }
  }

  /// The clauses of a text: its items split at commas and colons too.
  static func clauses(_ text: String) -> [String] {
    items(text).flatMap { split($0, at: "，,：:；;。") }
  }

  private static func split(_ text: String, at marks: String) -> [String] {
    text.split { marks.contains($0) }.map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
      .filter { !$0.isEmpty }
  }
}
