import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// What is wrong with what somebody typed, and what to do about it.
package struct FieldProblem: Sendable, Hashable {
  /// The field's name; `nil` for the form as a whole.
  package let field: String?
  /// What is wrong, and what to do.
  package let text: LocalizedText

  /// Creates a problem.
  package init(field: String?, text: LocalizedText) {
    self.field = field
    self.text = text
  }
}

/// What was typed into a field, as its file is to say it.
enum FieldCheck {
  /// A value for a file, or why it is none.
  enum Result {
    case value(String)
    case problem(LocalizedText)
  }

  static func result(_ typed: String, _ field: FormField) -> Result {
    guard !typed.isEmpty else { return .value("") }
    if let choices = field.kind.choices {
      return choices.contains { $0.value == typed }
        ? .value(typed) : problem("没有这个选项，请从列表中选一项", "there is no such choice: take one of the list")
    }
    switch field.kind {
    case .line: return words(typed, most: 200)
    case .text: return words(typed.replacing("\n", with: " "), most: 2_000)
    case .paragraphs: return words(typed, most: 10_000)
    case .day: return day(typed)
    case .points(let most): return points(typed, most: most)
    case .whole:
      guard let number = Int(digits(typed)), (1...1_000_000).contains(number) else {
        return problem("“\(typed)”不是正整数，请填如 3", "“\(typed)” is no whole number from 1: write such as 3")
      }
      return .value(String(number))
    case .quantity(let unit):
      let text = digits(typed).replacing("％", with: "%")
      do {
        _ = try ConfigurationNode(yaml: YAMLTree.text(text).line, file: "").quantity(in: unit)
        return .value(text)
      } catch let error as Diagnostic {
        return problem(
          [error.found, error.expected].compactMap { $0?.zh }.joined(separator: "，应为"),
          [error.found, error.expected].compactMap { $0?.en }.joined(separator: "; expected "))
      } catch {
        return problem("“\(typed)”不是数值", "“\(typed)” is no value")
      }
    case .yesNo, .confirmation, .placement: return .value(typed)
    }
  }

  private static func problem(_ zh: String, _ en: String) -> Result { .problem(LocalizedText(zh: zh, en: en)) }

  private static func words(_ text: String, most: Int) -> Result {
    let count = text.count
    guard count <= most else {
      return problem("\(count) 字，超过 \(most) 字，请缩短", "\(count) characters, more than \(most): shorten it")
    }
    // Nobody's number gets into a form.
    return .value(Masking.withoutNumbers(YAMLTree.kept(text)))
  }

  /// Digits as an input method writes them, and no separators.
  private static func digits(_ text: String) -> String {
    String(
      text.unicodeScalars.compactMap { scalar -> Character? in
        switch scalar {
        case "\u{FF10}"..."\u{FF19}": UnicodeScalar(scalar.value - 0xFF10 + 0x30).map(Character.init)
        case "．": "."
        case ",", "，", " ": nil
        default: Character(scalar)
        }
      })
  }

  private static func points(_ typed: String, most: Double) -> Result {
    let text = digits(typed)
    let isPlain = text.wholeMatch(of: /[0-9]{1,6}(\.[0-9]{1,2})?/) != nil
    guard isPlain, let number = Double(text), number <= most + 1e-9 else {
      let weight = NumberText.count(most)
      return problem(
        "“\(typed)”不能作分数，请填 0 至 \(weight) 的数，至多两位小数，如 4.5",
        "“\(typed)” is no number of points: write 0 to \(weight), two decimals at most, such as 4.5")
    }
    return .value(NumberText.shortest(number, places: 2))
  }

  /// `2020-03-12`, and as people write it: `2020/3/12`, `2020年3月12日`.
  private static func day(_ typed: String) -> Result {
    let match = digits(typed).wholeMatch(of: /([0-9]{4})[-\/.年]([0-9]{1,2})[-\/.月]([0-9]{1,2})日?/)
    guard let match, let year = Int(match.1), let month = Int(match.2), let number = Int(match.3),
      let day = LocalDay(year: year, month: month, day: number), Period.years.contains(year)
    else {
      return problem("“\(typed)”不是日期，请填如 2020-03-12", "“\(typed)” is no day: write such as 2020-03-12")
    }
    return .value(day.iso)
  }
}
