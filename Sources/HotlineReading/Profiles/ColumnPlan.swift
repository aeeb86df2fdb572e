import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// A profile's fields bound to the columns of one file.
struct ColumnPlan {
  /// One way to a cell, with column numbers from 0.
  enum Step: Sendable {
    case absent
    case columns([Int])
    case constant
    case plus(base: Int, column: Int)
    case fileName(Int64?)
  }

  /// The word of an absent cell, by what else is present.
  struct Presence: Sendable {
    let cases: [PresenceCase]
    let otherwise: Int64?
  }

  /// The word for when a cell or a column is present.
  struct PresenceCase: Sendable {
    let field: Int?
    let column: Int?
    let then: Int64?
  }

  /// One field of the record. A class: rows walk the fields by the hundred thousand, and a reference is cheap to pass on.
  final class Field: Sendable {
    let field: FactField
    let content: FactField.Content
    let manner: FieldManner
    let isRequired: Bool
    let step: Step
    let source: Profile.FieldSource?
    let words: WordTable
    let presence: Presence?
    let constant: [UInt8]

    /// Whether rows have a cell of it, be it empty.
    var isCarried: Bool {
      // A row without a key is no record; the key may be made of other cells.
      if case .absent = step { return presence != nil || field == .key }
      return true
    }

    init(
      field: FactField, isRequired: Bool, step: Step, source: Profile.FieldSource?, presence: Presence?,
      constant: [UInt8]
    ) {
      self.field = field
      content = field.content
      manner = FieldManner(field)
      self.isRequired = isRequired
      self.step = step
      self.source = source
      words = WordTable(source?.words ?? [:], for: field)
      self.presence = presence
      self.constant = constant
    }
  }

  let fields: [Field]
  /// Fields that must be there in each row: the header's, up to the last one with a name; in a headerless file those up to
  /// the last one that the profile reads.
  let expectedCount: Int
  /// The least fields of a row: up to the last column without which there is no record. The columns after it may be missing,
  /// as a spreadsheet drops empty cells at a row's end.
  let leastCount: Int
  let skips: [(column: Int, rule: Profile.SkipRule)]
  let headers: [String]

  /// Binds a profile to a header row (empty for a headerless file).
  ///
  /// - Throws: a ``Diagnostic`` when a mapped header appears twice or a required one is missing.
  init(profile: Profile, headers: [String], headerLine: Int, file: String) throws {
    let folded = headers.map(HeaderText.folded)
    func index(of column: Profile.ColumnReference) throws -> Int? {
      if let position = column.position { return position }
      for name in column.folded {
        let matches = folded.indices.filter { folded[$0] == name }
        if matches.count > 1 {
          throw Diagnostic(
            at: .init(file: file, line: headerLine, column: matches[1] + 1),
            found: LocalizedText(
              zh: "表头“\(headers[matches[1]])”出现 \(matches.count) 次",
              en: "the header “\(headers[matches[1]])” appears \(matches.count) times"),
            expected: LocalizedText(zh: "被使用的列只能出现一次", en: "a column that is read appears once"),
            fix: LocalizedText(zh: "请改名或删去多余的一列", en: "rename or remove the other one"))
        }
        if let match = matches.first { return match }
      }
      return nil
    }
    fields = try profile.kind.fields.map { field in
      let source = profile.fields[field]
      let isRequired = profile.requiredFields.contains(field)
      var step = Step.absent
      switch source?.origin {
      case nil, .presence: break
      case .columns(let columns):
        let indices = try columns.compactMap(index)
        if indices.count == columns.count {
          step = .columns(indices)
        } else if source?.hasFallback != true, isRequired {
          throw Diagnostic(
            at: .init(file: file, line: headerLine),
            found: LocalizedText(zh: "找不到字段“\(field.rawValue)”的列", en: "no column for the field “\(field.rawValue)”"),
            expected: LocalizedText(
              zh: "表头之一：\(columns.flatMap(\.synonyms).joined(separator: "、"))",
              en: "one of the headers: \(columns.flatMap(\.synonyms).joined(separator: ", "))"))
        } else if source?.hasFallback == true {
          step = .columns([])
        }
      case .constant: step = .constant
      case .plus(let base, let column):
        if let column = try index(of: column), let base = profile.kind.fields.firstIndex(of: base) {
          step = .plus(base: base, column: column)
        }
      case .fileName: step = .fileName(FileNameDate.unixSeconds(in: file, clock: profile.clock))
      }
      var presence: Presence?
      if let given = source?.presence {
        let bound = try given.cases.compactMap { presence -> PresenceCase? in
          let then = WordTable.code(of: presence.then, for: field)
          switch presence.subject {
          case .field(let other):
            return PresenceCase(field: profile.kind.fields.firstIndex(of: other), column: nil, then: then)
          case .column(let column):
            return try index(of: column).map { PresenceCase(field: nil, column: $0, then: then) }
          }
        }
        presence = Presence(cases: bound, otherwise: WordTable.code(of: given.otherwise, for: field))
      }
      var constant: [UInt8] = []
      if case .constant(let text) = source?.origin { constant = Array(text.utf8) }
      return Field(
        field: field, isRequired: isRequired, step: step, source: source, presence: presence, constant: constant)
    }
    let lastRead = (profile.columns.map(\.column) + profile.skips.map(\.column)).compactMap(\.position).max()
    expectedCount = (lastRead ?? headers.lastIndex { !$0.isEmpty } ?? 0) + 1
    let needed = fields.flatMap { $0.isRequired ? $0.columnsRead : [] }
    leastCount = min(expectedCount, (needed.max() ?? 0) + 1)
    skips = try profile.skips.compactMap { rule in try index(of: rule.column).map { ($0, rule) } }
    self.headers = headers
  }

  /// Whether a row may have so many fields.
  func accepts(_ count: Int) -> Bool {
    count == expectedCount || (count >= leastCount && (count < expectedCount || headers.isEmpty))
  }

  /// The header over a column, from 1, as far as it may be shown.
  func header(over column: Int) -> String? {
    headers.indices.contains(column - 1) ? Masking.masked(headers[column - 1], limit: 40) : nil
  }

  /// The fields for which the file has a column.
  var carriedFields: Set<FactField> { Set(fields.filter { !$0.columnsRead.isEmpty }.map(\.field)) }

  /// The fields that rows have cells for, from a column or from the profile, as bits by their place.
  var carriedBits: UInt64 {
    let carried = Set(fields.filter(\.isCarried).map(\.field))
    // See ``RecordReconciliation``: what is missing of them follows from the times.
    let following = Self.durations.filter { carried.isSuperset(of: $0.times) }.map(\.field)
    return fields.indices.reduce(0) { bits, place in
      carried.contains(fields[place].field) || following.contains(fields[place].field)
        ? bits | 1 << UInt64(place) : bits
    }
  }

  private static let durations: [(field: FactField, times: [FactField])] = [
    (.waitSeconds, [.startedAt, .answeredAt]), (.talkSeconds, [.answeredAt, .endedAt]),
  ]

  /// The headers of columns that nobody reads.
  var unreadHeaders: [String] {
    let read = Set(fields.flatMap(\.columnsRead) + skips.map(\.column))
    return headers.indices.filter { index in
      !headers[index].isEmpty && !read.contains(index) && !ReadingSummary.saysSimulated(headers[index])
    }.map { headers[$0] }
  }
}

extension ColumnPlan.Field {
  /// The columns that give the field its value.
  var columnsRead: [Int] {
    let present = (presence?.cases ?? []).compactMap(\.column)
    return switch step {
    case .columns(let columns): columns + present
    case .plus(_, let column): [column] + present
    case .absent, .constant, .fileName: present
    }
  }
}

/// A vocabulary by its bytes.
struct WordTable: Sendable {
  /// What a word means.
  enum Meaning: Sendable {
    case code(Int64)
    /// A free text's canonical spelling (`直通990直播` → `broadcast`).
    case text([UInt8])
    case absent
  }

  private let entries: [(word: [UInt8], meaning: Meaning)]
  private let folded: [String: Meaning]

  init(_ words: [String: String], for field: FactField) {
    entries = words.sorted { $0.key < $1.key }.map { word, meaning in
      if meaning == "absent" { return (Array(word.utf8), .absent) }
      if let code = Self.code(of: meaning, for: field) { return (Array(word.utf8), .code(code)) }
      return (Array(word.utf8), .text(Array(meaning.utf8)))
    }
    folded = Dictionary(entries.map { (String(decoding: $0.word, as: UTF8.self).lowercased(), $0.meaning) }) {
      first, _ in first
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// A word's meaning: as it is written in the profile, else with case and width folded.
  func meaning(of bytes: Bytes) -> Meaning? {
    for entry in entries where bytes.equals(entry.word) { return entry.meaning }
    if entries.isEmpty { return nil }
    return folded[String(decoding: bytes.foldedWidth, as: UTF8.self).lowercased()]
  }

  static func code(of word: String, for field: FactField) -> Int64? {
    switch field.content {
    case .word(let vocabulary): vocabulary.code(of: word).map(Int64.init)
    case .flag: word == "yes" ? 1 : word == "no" ? 0 : nil
    default: nil
    }
  }
}

/// The date that platforms put into the name of an export: `…20190105…`, `…2019-01-05…`, with a time if it follows.
enum FileNameDate {
  static func unixSeconds(in path: String, clock: LocalZone) -> Int64? {
    let name = path.split(separator: "/").last ?? ""
    let digits = name.split { !($0.isASCII && $0.isNumber) }.map(String.init)
    var times: [Int64] = []
    func read(_ text: String, _ format: String) {
      if let time = Array(text.utf8).withUnsafeBufferPointer({ TimeFormat(format)?.parse($0, clock: clock) }) {
        times.append(time)
      }
    }
    for (index, run) in digits.enumerated() {
      if run.count >= 14 { read(String(run.prefix(14)), "yyyyMMddHHmmss") }
      if run.count == 8 { read(run, "yyyyMMdd") }
      if run.count == 4, index + 2 < digits.count {
        read([run, digits[index + 1], digits[index + 2]].joined(separator: "-"), "yyyy-M-d")
      }
    }
    // `…_20190101_20190131`: the file speaks up to the later one.
    return times.max()
  }
}
