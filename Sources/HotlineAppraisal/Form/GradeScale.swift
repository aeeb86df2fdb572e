import HotlineConfiguration
import HotlineText

/// Which total earns which grade.
package struct GradeScale: Sendable, Hashable {
  /// A grade and the lowest total that earns it.
  package struct Grade: Sendable, Hashable {
    /// 优秀, 良好 …
    package let name: LocalizedText
    /// The lowest total, included.
    package let from: Double
  }

  /// The grades, best first; the last one begins at 0.
  package let grades: [Grade]

  /// The scale printed on Shanghai's form of 2019: 90 优秀, 75 良好, 60 合格, else 不合格.
  static let shanghai = GradeScale(grades: [
    Grade(name: LocalizedText(zh: "优秀", en: "excellent"), from: 90),
    Grade(name: LocalizedText(zh: "良好", en: "good"), from: 75),
    Grade(name: LocalizedText(zh: "合格", en: "passed"), from: 60),
    Grade(name: LocalizedText(zh: "不合格", en: "failed"), from: 0),
  ])

  /// The national scale: 优 from 90, 良 from 80, 中 from 60, else 差 (domain.md §2.1).
  static let national = GradeScale(grades: [
    Grade(name: LocalizedText(zh: "优", en: "excellent"), from: 90),
    Grade(name: LocalizedText(zh: "良", en: "good"), from: 80),
    Grade(name: LocalizedText(zh: "中", en: "fair"), from: 60),
    Grade(name: LocalizedText(zh: "差", en: "poor"), from: 0),
  ])

  init(grades: [Grade]) {
    self.grades = grades
  }

  /// Reads `grades:` of a form: a list of `{name, from}`, best first, the last from 0.
  init(_ node: ConfigurationNode) throws {
    let grades = try node.elements().map { element in
      _ = try element.entries(allowed: ["name", "from"])
      return Grade(name: try element.required("name").text(), from: try element.required("from").double())
    }
    let descends = zip(grades, grades.dropFirst()).allSatisfy { $0.from > $1.from }
    guard descends, grades.last?.from == 0 else {
      throw node.problem(
        LocalizedText(zh: "等级的分数线应由高到低，最后一级从 0 起", en: "grades must go from high to low and end at 0"))
    }
    self.grades = grades
  }

  /// The grade of a total; the rounding error of binary arithmetic does not cost a grade.
  package func grade(of total: Double) -> Grade? {
    grades.first { total + 1e-9 >= $0.from } ?? grades.last
  }

  /// The grades that totals from `range`'s low to its high end can have, best first.
  package func grades(in range: ScoreRange) -> [Grade] {
    guard let best = grade(of: range.high), let worst = grade(of: range.low) else { return [] }
    return grades.filter { $0.from <= best.from && $0.from >= worst.from }
  }
}
