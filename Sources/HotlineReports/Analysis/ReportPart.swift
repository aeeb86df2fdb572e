import HotlineModel
import HotlineText

/// Of which part of the facts a report is: told in its subtitle, its file's name and the commands that it prints.
struct ReportPart {
  private let conditions: [(dimension: Dimension, names: [String])]

  init(_ conditions: [Dimension: [String]]) {
    self.conditions = conditions.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }

  /// Whether it is of all facts.
  var isAll: Bool { conditions.isEmpty }

  /// Whether it is of a part of the city, and not of a hotline as a whole.
  var isPart: Bool { conditions.contains { $0.dimension != .line } }

  /// Whether it is of one member of a dimension, which has no others to be compared with.
  func isOne(_ dimension: Dimension) -> Bool {
    conditions.contains { $0.dimension == dimension && $0.names.count == 1 }
  }

  /// ` · 区：黄浦区`; empty for all.
  func text(_ language: Language) -> String {
    conditions.map { condition in
      let name = KPITable.name(.dimension(condition.dimension))(language)
      return " · \(name)\(language("：", ": "))\(language.list(condition.names.map(language.name)))"
    }.joined()
  }

  /// `-黄浦区`: letters and digits alone.
  var fileSuffix: String {
    conditions.flatMap(\.names).map { name in
      "-" + String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" }.prefix(40))
    }.joined()
  }

  /// ` --where 'district=黄浦区'`: what is to be added to a command that names the line itself.
  var options: String {
    conditions.filter { $0.dimension != .line }.map { condition in
      " --where '\(condition.dimension.rawValue)=\(condition.names.joined(separator: "|"))'"
    }.joined()
  }
}
