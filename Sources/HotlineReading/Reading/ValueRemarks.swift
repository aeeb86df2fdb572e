import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Counts the values that were emptied or corrected while their rows were kept.
struct ValueRemarks {
  /// What was noticed in one row.
  enum Subject: Equatable {
    case unknownWord(field: Int)
    case unreadable(field: Int)
    /// A text where a name is wanted.
    case tooLong(field: Int)
    /// A line that is none of the locality's.
    case otherLine(field: Int)
    case contradiction(Contradiction, found: Int64, told: Int64)

    /// A value of a field that was emptied for this reason.
    static func emptied(_ reason: RejectionReason, field: Int) -> Subject {
      switch reason {
      case .unknownWord: .unknownWord(field: field)
      case .fieldTooLong: .tooLong(field: field)
      default: .unreadable(field: field)
      }
    }

    /// Whether the values are listed, each with the number of its rows.
    var listsValues: Bool {
      switch self {
      case .unknownWord, .otherLine: true
      default: false
      }
    }
  }

  private let plan: ColumnPlan
  /// By kind and field: unknown words, unreadable values, texts, lines; then contradictions.
  private(set) var tallies: [ValueTally]
  private static let kinds: [ReadingRemark.Kind] = [.unknownWord, .unreadable, .tooLong, .lineUnknown]

  /// The longest word kept, in bytes; longer ones are texts that came into the wrong column.
  private static let longestWord = 60

  init(plan: ColumnPlan) {
    self.plan = plan
    tallies = Array(
      repeating: ValueTally(), count: Self.kinds.count * plan.fields.count + Contradiction.allCases.count)
  }

  /// Counts what was noticed in a row that is kept.
  ///
  /// - Parameter column: the column in which the value stands.
  mutating func count(_ subject: Subject, column: Int?, row: RawRow) {
    let slot = slot(of: subject)
    tallies[slot].count += 1
    if subject.listsValues, let column {
      let bytes = row[column].trimmed
      tallies[slot].count(word: bytes.count <= Self.longestWord ? bytes.string : "")
    }
    guard tallies[slot].examples.count < ReadingRemark.examplesKept else { return }
    tallies[slot].examples.append(.init(line: row.line, value: value(subject, column: column, row: row)))
  }

  private func slot(of subject: Subject) -> Int {
    switch subject {
    case .unknownWord(let field): field
    case .unreadable(let field): plan.fields.count + field
    case .tooLong(let field): 2 * plan.fields.count + field
    case .otherLine(let field): 3 * plan.fields.count + field
    case .contradiction(let contradiction, _, _): Self.kinds.count * plan.fields.count + contradiction.rawValue
    }
  }

  private func value(_ subject: Subject, column: Int?, row: RawRow) -> String {
    switch subject {
    case .unknownWord(let field), .unreadable(let field), .otherLine(let field):
      column.map { plan.fields[field].shown(row[$0].string) } ?? ""
    case .tooLong: ""
    case .contradiction(let contradiction, let found, let told): contradiction.example(found: found, told: told)
    }
  }

  /// Adds what was noticed in a part of the file further down; `false` when the remarks would not be those of one reader.
  mutating func add(_ others: [ValueTally]) -> Bool {
    guard others.count == tallies.count else { return false }
    return others.indices.allSatisfy { slot in tallies[slot].add(others[slot]) }
  }

  /// Whether the words kept are shown as they are. Others may be citizens' numbers, which are not written down.
  var showsWords: Bool {
    tallies.indices.allSatisfy { slot in
      tallies[slot].words.keys.allSatisfy { plan.fields[slot % plan.fields.count].shown($0) == $0 }
    }
  }

  /// The remarks: unknown words, unreadable values, texts, lines, contradictions, each in the order of the fields.
  var remarks: [ReadingRemark] {
    tallies.indices.compactMap { slot in
      let tally = tallies[slot]
      guard tally.count > 0 else { return nil }
      let width = plan.fields.count
      if slot < Self.kinds.count * width {
        let (field, kind) = (plan.fields[slot % width], Self.kinds[slot / width])
        let text =
          switch kind {
          case .unknownWord: Self.unknownWords(tally, of: field)
          case .tooLong: Self.tooLong(field)
          case .lineUnknown: Self.otherLines(tally, of: field)
          default: Self.unreadable(field)
          }
        return ReadingRemark(
          kind: kind, field: field.field, count: tally.count, examples: tally.examples, text: text)
      }
      guard let contradiction = Contradiction(rawValue: slot - Self.kinds.count * width) else { return nil }
      return ReadingRemark(
        kind: .contradiction, field: contradiction.field, count: tally.count, examples: tally.examples,
        text: contradiction.text)
    }
  }

  private static func unreadable(_ field: ColumnPlan.Field) -> LocalizedText {
    let name = field.field.rawValue
    guard field.content == .seconds else {
      return LocalizedText(
        zh: "\(name) 有无法识别的值：该字段置空，行保留",
        en: "values of \(name) that cannot be read: the field is empty, the row is kept")
    }
    return LocalizedText(
      zh: "\(name) 有无法识别的值：行保留，时长改由该行的时间推算，推算不出则置空",
      en:
        "values of \(name) that cannot be read: the row is kept, the duration follows from the row's times or is empty")
  }

  private static func unknownWords(_ tally: ValueTally, of field: ColumnPlan.Field) -> LocalizedText {
    let list = Self.list(tally, of: field, most: ValueTally.wordLimit)
    let name = field.field.rawValue
    return LocalizedText(
      zh: "\(name) 有词表外的词（\(list.zh)）：该字段置空，行保留；请在配置文件的 words 中写明含义",
      en:
        "words of \(name) that the vocabulary does not know (rows: \(list.en)): the field is empty, the row is kept; say what they mean under `words` in the profile"
    )
  }

  /// The values that occur most, each with the number of its rows.
  private static func list(_ tally: ValueTally, of field: ColumnPlan.Field, most: Int) -> LocalizedText {
    let words = tally.words.filter { !$0.key.isEmpty }
      .map { (word: field.shown($0.key), count: $0.value) }
      .sorted { ($1.count, $0.word) < ($0.count, $1.word) }.prefix(most)
    let rest = tally.count - words.reduce(0) { $0 + $1.count }
    let zh = words.map { "“\($0.word)”\($0.count) 行" } + (rest > 0 ? ["其他 \(rest) 行"] : [])
    let en = words.map { "“\($0.word)” in \($0.count)" } + (rest > 0 ? ["others in \(rest)"] : [])
    return LocalizedText(zh: zh.joined(separator: "、"), en: en.joined(separator: ", "))
  }

  private static func tooLong(_ field: ColumnPlan.Field) -> LocalizedText {
    let (name, longest) = (field.field.rawValue, field.manner.longest)
    return LocalizedText(
      zh: "\(name) 有超过 \(longest) 字的文本：不予保存，该字段置空，行保留",
      en:
        "texts of more than \(longest) characters in \(name): they are not stored, the field is empty, the row is kept"
    )
  }

  /// Lines kept in the text of a remark.
  private static let linesShown = 5

  private static func otherLines(_ tally: ValueTally, of field: ColumnPlan.Field) -> LocalizedText {
    let list = Self.list(tally, of: field, most: linesShown)
    return LocalizedText(
      zh: "有 locality.yaml 的 lines 未列出的热线（\(list.zh)）：其中市民号码和文本记作 other，其余照录；本地热线请写入 lines",
      en:
        "lines that locality.yaml does not list under `lines` (rows: \(list.en)): citizens' numbers and texts among them are stored as “other”, all else as it is; list your own hotlines there"
    )
  }
}
