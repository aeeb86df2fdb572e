import HotlineConfiguration

/// Turns rows into records of a batch, by a profile's plan. Nothing is allocated per field on the common path.
final class RecordBuilder {
  let profile: Profile
  let plan: ColumnPlan
  private let absentWords: [[UInt8]]
  /// By first byte and length, whether there is a word for "nothing" like that.
  private let mayBeAbsent: [Bool]
  // Raw memory: every field of every row comes by here, and an object's arrays are asked whose they are each time.
  private let quick: UnsafeMutableBufferPointer<QuickField>
  /// The record that is being read, field by field.
  let cells: UnsafeMutablePointer<RecordBatch.Cell>
  private let width: Int
  private var scratch: [UInt8] = []
  let startedIndex: Int?
  let answeredIndex: Int?
  let endedIndex: Int?
  let waitIndex: Int?
  let talkIndex: Int?
  let outcomeIndex: Int?
  private let requiredIndices: [Int]
  /// The fields that may follow from others.
  let derivedIndices: [Int]
  /// Whether a call's time of answer is reckoned from a wait that abandoned calls have too.
  let isAnswerReckoned: Bool
  var coarseFields: Set<Int> = []
  /// Whether any time that decides durations came without seconds.
  var hasMinutePrecision = false

  /// What empty cells look like in exports.
  static let usualAbsentWords = [
    "-", "--", "/", "\\N", "NULL", "null", "None", "nan", "NaN", "N/A", "?", "？", "无", "0000-00-00",
    "0000-00-00 00:00:00",
    "1900-01-01", "1900-01-01 00:00:00", "1900/1/1", "1900/1/1 0:00:00",
  ].map { Array($0.utf8) }

  /// The largest count or amount of fen that is believed; a million of them still add up exactly.
  private static let largestNumber: UInt64 = 1_000_000_000_000

  private static let believedYears: Range<Int64> = 1900..<2100
  /// The same years in Unix seconds, Shanghai: one typing error beyond them would move the moment up to which the data speak.
  private static let believedTimes: Range<Int64> = -2_209_017_600..<4_102_416_000
  /// 9999-12-31, in Unix seconds, wherever on Earth.
  private static let never: Int64 = 253_402_156_800

  init(profile: Profile, plan: ColumnPlan) {
    self.profile = profile
    self.plan = plan
    let absentWords = Self.usualAbsentWords + profile.absentWords
    self.absentWords = absentWords
    var mayBeAbsent = [Bool](repeating: false, count: 256 * 32)
    for word in absentWords {
      if let first = word.first { mayBeAbsent[Int(first) * 32 + min(word.count, 31)] = true }
    }
    self.mayBeAbsent = mayBeAbsent
    quick = .allocate(capacity: plan.fields.count)
    _ = quick.initialize(from: plan.fields.map(QuickField.init))
    let fields = profile.kind.fields
    width = fields.count
    cells = .allocate(capacity: width)
    cells.initialize(repeating: .absent, count: width)
    startedIndex = fields.firstIndex(of: .startedAt)
    answeredIndex = fields.firstIndex(of: .answeredAt)
    endedIndex = fields.firstIndex(of: .endedAt)
    waitIndex = fields.firstIndex(of: .waitSeconds)
    talkIndex = fields.firstIndex(of: .talkSeconds)
    outcomeIndex = fields.firstIndex(of: .outcome)
    derivedIndices = plan.fields.indices.filter { index in
      if case .plus = plan.fields[index].step { return true }
      return plan.fields[index].presence != nil
    }
    requiredIndices = plan.fields.indices.filter { plan.fields[$0].isRequired }
    switch (profile.fields[.answeredAt]?.origin, profile.fields[.outcome]?.origin) {
    case (.plus, .columns): isAnswerReckoned = profile.fields[.outcome]?.presence == nil
    default: isAnswerReckoned = false
    }
  }

  deinit {
    quick.deinitialize()
    quick.deallocate()
    cells.deallocate()
  }

  /// Whether the profile leaves the row out.
  func skips(_ row: RawRow) -> Bool {
    for (column, rule) in plan.skips {
      let value = row[column].trimmed
      if rule.values.contains(where: value.equals) == rule.isListed { return true }
    }
    return false
  }

  /// Appends the row's record to the batch, or says why it cannot.
  func append(_ row: RawRow, to batch: inout RecordBatch) -> RejectedRow? {
    let arena = batch.arena.count
    cells.update(repeating: .absent, count: width)
    if !coarseFields.isEmpty { coarseFields.removeAll(keepingCapacity: true) }
    var problem = fill(row, batch: &batch)
    if problem == nil { problem = derive(row) }
    if problem == nil { problem = missing(row) }
    if problem == nil {
      batch.append(UnsafeBufferPointer(start: cells, count: width), line: row.line)
    } else {
      batch.arena.removeLast(batch.arena.count - arena)
    }
    return problem
  }

  /// A required field that neither its column nor another field gave.
  private func missing(_ row: RawRow) -> RejectedRow? {
    for index in requiredIndices where !cells[index].isPresent {
      let field = plan.fields[index]
      return reject(row, column: nil, field: field, Problem(.missingValue, expected: field.field.name))
    }
    return nil
  }

  private func fill(_ row: RawRow, batch: inout RecordBatch) -> RejectedRow? {
    for index in quick.indices {
      if quick[index].way == .nothing { continue }
      if let cell = quickCell(row, index, batch: &batch) {
        cells[index] = cell
        continue
      }
      let field = plan.fields[index]
      var cell = RecordBatch.Cell.absent
      var column: Int?
      switch field.step {
      case .absent, .plus: continue
      case .fileName(let time): if let time { cell = .number(time) }
      case .constant:
        if case .text = field.content {
          cell = batch.intern(field.constant)
        } else {
          let outcome = field.constant.withUnsafeBufferPointer { value($0, of: field, index: index, batch: &batch) }
          if case .success(let read) = outcome { cell = read }
        }
      case .columns(let columns):
        column = columns.first
        switch read(row, columns, field: field, index: index, batch: &batch) {
        case .success(let read): cell = read
        case .failure(let problem): return reject(row, column: column, field: field, problem)
        }
      }
      if !cell.isPresent, field.isRequired, field.presence == nil {
        return reject(row, column: column, field: field, Problem(.missingValue, expected: field.field.name))
      }
      cells[index] = cell
    }
    return nil
  }

  /// The cell of a field by the usual way; `nil` leaves it to the long one.
  @inline(__always)
  private func quickCell(_ row: RawRow, _ index: Int, batch: inout RecordBatch) -> RecordBatch.Cell? {
    let way = quick[index].way
    guard way != .long else { return nil }
    let bytes = row[quick[index].column]
    guard let first = bytes.first, !isAbsent(bytes), bytes.isPlain else { return nil }
    switch way {
    case .text:
      // So many digits may be a citizen's number.
      return bytes.holdsDigits(8) ? nil : batch.intern(bytes)
    case .identity:
      // Letters in front tell that no spreadsheet took it for a number; neither can it spoil a short run of digits.
      let isLetter = (first | 0x20) &- 0x61 < 26
      guard isLetter ? !bytes.mayHoldFullWidth : bytes.count < 18 && bytes.isDigits else { return nil }
      if first == 0x31, bytes.count == 11, plan.fields[index].field == .line { return nil }
      return batch.intern(bytes)
    case .caller:
      // A mobile number as it is dialled at home.
      guard bytes.count == 11, first == 0x31, bytes.isDigits else { return nil }
      return batch.intern(bytes)
    case .time:
      guard let clock = quick[index].days.seconds(bytes) else { return nil }
      let seconds = clock - Int64(profile.zoneOffset)
      return Self.believedTimes.contains(seconds) ? .number(seconds) : nil
    case .word:
      if let known = quick[index].words.cell(of: bytes) { return known }
      let field = plan.fields[index]
      guard case .success(let cell) = value(bytes, of: field, index: index, batch: &batch),
        cell.isPresent || !field.isRequired
      else { return nil }
      quick[index].words.remember(cell, of: bytes)
      return cell
    case .nothing, .long: return nil
    }
  }

  private func read(
    _ row: RawRow, _ columns: [Int], field: ColumnPlan.Field, index: Int, batch: inout RecordBatch
  ) -> Result<RecordBatch.Cell, Problem> {
    if columns.count == 1 {
      let raw = row[columns[0]].trimmed
      if isAbsent(raw) { return fallback(field, index: index, batch: &batch) }
      return value(raw, of: field, index: index, batch: &batch)
    }
    if columns.isEmpty { return fallback(field, index: index, batch: &batch) }
    if case .seconds = field.content {
      var sum: Int64 = 0
      var isAny = false
      for column in columns {
        let raw = row[column].trimmed
        if isAbsent(raw) { continue }
        switch value(raw, of: field, index: index, batch: &batch) {
        case .success(let cell):
          sum += cell.bits
          isAny = true
        case .failure(let problem): return .failure(problem)
        }
      }
      return .success(isAny ? .number(sum) : .absent)
    }
    let separator: UInt8 = field.content == .time ? 0x20 : 0x7C
    var joined: [UInt8] = []
    for (position, column) in columns.enumerated() {
      let raw = row[column].trimmed
      if isAbsent(raw) { return fallback(field, index: index, batch: &batch) }
      if field.field == .key, LostDigits.isLikely(raw), field.source?.checksLostDigits == true {
        return .failure(.lostDigits)
      }
      if position > 0 { joined.append(separator) }
      joined.append(contentsOf: raw.withoutSpreadsheetGuard)
    }
    return joined.withUnsafeBufferPointer { value($0.trimmed, of: field, index: index, batch: &batch) }
  }

  private func fallback(_ field: ColumnPlan.Field, index: Int, batch: inout RecordBatch) -> Result<
    RecordBatch.Cell, Problem
  > {
    guard let text = field.source?.fallback else { return .success(.absent) }
    return Array(text.utf8).withUnsafeBufferPointer { value($0, of: field, index: index, batch: &batch) }
  }

  func isAbsent(_ bytes: Bytes) -> Bool {
    guard let first = bytes.first else { return true }
    guard mayBeAbsent[Int(first) * 32 + min(bytes.count, 31)] else { return false }
    return absentWords.contains(where: bytes.equals)
  }

  private func value(
    _ raw: Bytes, of field: ColumnPlan.Field, index: Int, batch: inout RecordBatch
  ) -> Result<RecordBatch.Cell, Problem> {
    let bare = raw.withoutSpreadsheetGuard
    switch field.content {
    case .text where field.field == .key || field.field == .line || field.field == .caller || field.field == .agent,
      .time, .integer, .seconds:
      guard bare.mayHoldFullWidth else { return narrow(bare, of: field, index: index, batch: &batch) }
      return bare.foldedWidth.withUnsafeBufferPointer { narrow($0.trimmed, of: field, index: index, batch: &batch) }
    default:
      return narrow(bare, of: field, index: index, batch: &batch)
    }
  }

  private func narrow(
    _ bytes: Bytes, of field: ColumnPlan.Field, index: Int, batch: inout RecordBatch
  ) -> Result<RecordBatch.Cell, Problem> {
    if bytes.isEmpty { return .success(.absent) }
    switch field.content {
    case .text: return text(bytes, of: field, batch: &batch)
    case .time: return time(bytes, of: field, index: index)
    case .seconds:
      guard let seconds = DurationText.seconds(bytes, isMilliseconds: field.source?.isMilliseconds ?? false) else {
        return .failure(
          Problem(.badNumber, expected: LocalizedText(zh: "时长，如 75 或 0:01:15", en: "a duration such as 75 or 0:01:15")))
      }
      return .success(.number(seconds))
    case .integer:
      let isMoney = field.field == .budgetFen || field.field == .priorBudgetFen || field.field == .executedFen
      let number = DecimalNumber(bytes)
      guard let whole = isMoney ? number?.hundredths : number?.exactWhole, whole.magnitude <= Self.largestNumber else {
        return .failure(Problem(.badNumber, expected: LocalizedText(zh: "数字，如 1,234", en: "a number such as 1,234")))
      }
      guard field.field != .year || Self.believedYears.contains(whole) else {
        return .failure(Problem(.badNumber, expected: LocalizedText(zh: "年份，如 2019", en: "a year such as 2019")))
      }
      return .success(.number(whole))
    case .flag, .word:
      switch field.words.meaning(of: bytes) {
      case .code(let code): return .success(.number(code))
      case .absent: return .success(.absent)
      case .text, nil:
        if field.source?.isUnknownWordAbsent == true { return .success(.absent) }
        let allowed = field.content.words.joined(separator: ", ")
        return .failure(
          Problem(
            .unknownWord,
            expected: LocalizedText(
              zh: "配置文件中列出的词（含义：\(allowed)）", en: "a word that the profile lists (meaning: \(allowed))")))
      }
    }
  }

  private func text(_ bytes: Bytes, of field: ColumnPlan.Field, batch: inout RecordBatch) -> Result<
    RecordBatch.Cell, Problem
  > {
    switch field.field {
    case .caller:
      switch CallerNumber.normalise(bytes, into: &scratch) {
      case .number: return .success(batch.intern(scratch))
      case .absent: return .success(.absent)
      case .lostDigits: return .failure(Problem.lostDigits)
      }
    case .key:
      if field.source?.checksLostDigits == true, LostDigits.isLikely(bytes) { return .failure(Problem.lostDigits) }
      return .success(batch.intern(bytes))
    default:
      switch field.words.meaning(of: bytes) {
      case .text(let canonical): return .success(batch.intern(canonical))
      case .absent: return .success(.absent)
      case .code, nil:
        if field.field.isNeverANumber, let masked = Masking.maskedNumber(in: bytes, landlines: field.field != .line) {
          return .success(batch.intern(masked.utf8))
        }
        return .success(batch.intern(bytes))
      }
    }
  }

  private func time(_ bytes: Bytes, of field: ColumnPlan.Field, index: Int) -> Result<RecordBatch.Cell, Problem> {
    for format in field.source?.formats ?? [] {
      guard let time = format.parse(bytes, zoneOffset: profile.zoneOffset) else { continue }
      if time == 0, format.text.hasPrefix("epoch") { return .success(.absent) }
      // 9999-12-31 is how databases write "never".
      if time >= Self.never { return .success(.absent) }
      guard Self.believedTimes.contains(time) else {
        return .failure(
          Problem(.badTime, expected: LocalizedText(zh: "1900–2099 年间的时间", en: "a time from 1900 to 2099")))
      }
      if !format.hasSeconds { coarseFields.insert(index) }
      // A deadline that is a day lasts to the day's end.
      return .success(.number(format.hasClock || !field.field.isDeadline ? time : time + 86_399))
    }
    let formats = (field.source?.formats ?? []).prefix(3).map(\.text).joined(separator: ", ")
    return .failure(
      Problem(.badTime, expected: LocalizedText(zh: "形如 \(formats) 的时间", en: "a time such as \(formats)")))
  }
}

extension RecordField {
  /// Texts in which a citizen's number can only stand by mistake (columns moved by one): it is masked before it is kept.
  fileprivate var isNeverANumber: Bool {
    switch self {
    case .district, .unit, .category, .kind, .title, .line: true
    default: false
    }
  }
  fileprivate var isDeadline: Bool { self == .dueAt || self == .extendedDueAt || self == .firstContactDueAt }
  fileprivate var name: LocalizedText { LocalizedText(zh: "非空的 \(rawValue)", en: "a value for \(rawValue)") }
}
