import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel

/// Turns rows into records of a batch, by a profile's plan. Nothing is allocated per field on the common path.
final class RecordBuilder {
  let profile: Profile
  let plan: ColumnPlan
  private let absentWords: [[UInt8]]
  /// Quick test before the table of absent words is searched: by first byte and length.
  private let mayBeAbsent: [Bool]
  // Raw memory avoids a uniqueness check for each field of each row.
  let quick: UnsafeMutableBufferPointer<QuickField>
  /// The record that is being read, field by field.
  let cells: UnsafeMutablePointer<RecordBatch.Cell>
  private let width: Int
  var scratch: [UInt8] = []
  /// The places of the fields that are compared with each other.
  let places: ComparedFields
  private let requiredIndices: [Int]
  /// The fields that make the record's key, where the export has none, and the key's own place.
  private let keyParts: [Int]
  private let keyIndex: Int
  /// The fields that may follow from others.
  let derivedIndices: [Int]
  /// Whether a call's time of answer is computed from a wait that abandoned calls have too.
  let isAnswerReckoned: Bool
  /// By field, the greatest two-digit year that belongs to this century.
  let latestShortYears: [Int]
  /// Columns of keys in which a value of 18 digits or more was seen that no spreadsheet rounded.
  var completeColumns: Set<Int> = []
  /// Whether a value was judged by the rows before it, see ``LostDigits``.
  private(set) var looksBack = false
  /// The fields of the row whose times came without seconds, a bit each, and those that came without a clock.
  var coarseFields: UInt64 = 0
  var dayFields: UInt64 = 0
  /// The fields of the row that were emptied because they could not be read, a bit each.
  var emptiedFields: UInt64 = 0
  /// What was noticed in the row; counted when the row is kept.
  private var notes: [(subject: ValueRemarks.Subject, column: Int?)] = []
  var valueRemarks: ValueRemarks
  /// Whether any time that decides durations came without seconds.
  var hasMinutePrecision = false

  /// What empty cells look like in exports.
  static let usualAbsentWords = [
    "-", "--", "/", "\\N", "NULL", "null", "None", "nan", "NaN", "N/A", "?", "？", "无", "0000-00-00",
    "0000-00-00 00:00:00",
    "1900-01-01", "1900-01-01 00:00:00", "1900/1/1", "1900/1/1 0:00:00",
  ].map { Array($0.utf8) }

  static let believedYears: Range<Int64> = 1900..<2100
  /// The same years in Unix seconds: one typing error beyond them would move the moment up to which the data speak.
  static var believedTimes: Range<Int64> { Period(year: 1900).start..<Period(year: 2100).start }
  let believedTimes = RecordBuilder.believedTimes
  /// How the locality writes telephone numbers, and which are a person's.
  let numbers = Locality.current.numbers
  private let plainNumber = PlainNumber(Locality.current.numbers)
  let fewestDigits = NumberRecogniser.current.fewestDigits
  let lines = KnownLines.current
  /// Names that were looked at for citizens' numbers.
  var names = NameScreen()
  /// Whether the row's line is none of the locality's.
  var isOtherLine = false
  /// 9999-12-31, in Unix seconds, wherever on Earth.
  static let never: Int64 = 253_402_156_800

  /// - Parameter now: the moment of the ingest, in Unix seconds; later events are rejected.
  init(profile: Profile, plan: ColumnPlan, now: Int64 = Int64(time(nil))) {
    self.profile = profile
    self.plan = plan
    valueRemarks = ValueRemarks(plan: plan)
    places = ComparedFields(profile: profile, plan: plan, now: now)
    latestShortYears = plan.fields.map { field in
      switch field.source?.century {
      case 1900?: -1
      case nil: field.field.latestShortYear(now: now)
      default: 99
      }
    }
    let absentWords = Self.usualAbsentWords + profile.absentWords
    self.absentWords = absentWords
    var mayBeAbsent = [Bool](repeating: false, count: 256 * 32)
    for word in absentWords {
      if let first = word.first { mayBeAbsent[Int(first) * 32 + min(word.count, 31)] = true }
    }
    self.mayBeAbsent = mayBeAbsent
    quick = .allocate(capacity: plan.fields.count)
    _ = quick.initialize(from: plan.fields.map { QuickField($0, clock: profile.clock) })
    let fields = profile.kind.fields
    width = fields.count
    cells = .allocate(capacity: width)
    cells.initialize(repeating: .absent, count: width)
    derivedIndices = plan.fields.indices.filter { index in
      if case .plus = plan.fields[index].step { return true }
      return plan.fields[index].presence != nil
    }
    keyParts =
      profile.fields[.key] == nil ? profile.kind.keyFields.compactMap { fields.firstIndex(of: $0) } : []
    keyIndex = fields.firstIndex(of: .key) ?? 0
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
    (coarseFields, dayFields, emptiedFields) = (0, 0, 0)
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
    isOtherLine = false
    var problem = fill(row, batch: &batch)
    if problem == nil, isOtherLine { turnRound(row, batch: &batch) }
    if problem == nil { problem = derive(row) }
    if problem == nil, !keyParts.isEmpty { composeKey(&batch) }
    if problem == nil { problem = missing(row) }
    if problem == nil {
      batch.append(UnsafeBufferPointer(start: cells, count: width), line: row.line)
      for note in notes { valueRemarks.count(note.subject, column: note.column, row: row) }
    } else {
      batch.arena.removeLast(batch.arena.count - arena)
    }
    return problem
  }

  /// Makes the key of a record that has none of its own: `2019-03-04|962200|…`.
  private func composeKey(_ batch: inout RecordBatch) {
    var key: [UInt8] = []
    for (place, index) in keyParts.enumerated() {
      if place > 0 { key.append(UInt8(ascii: "|")) }
      guard cells[index].isPresent else { continue }
      if case .text = plan.fields[index].content {
        key += batch.arena[cells[index].textRange]
      } else {
        let moment = cells[index].bits
        let day = LocalDay(containing: moment)
        key += (moment == day.start ? day.iso : LocalTime.text(moment)).utf8
      }
    }
    cells[keyIndex] = batch.intern(key)
  }

  /// Notes something about the row.
  func note(_ subject: ValueRemarks.Subject, column: Int? = nil) { notes.append((subject, column)) }

  /// Takes back what was noted about a field.
  func dropNotes(_ subject: ValueRemarks.Subject) { notes.removeAll { $0.subject == subject } }

  /// What was noticed in the rows that were kept.
  var remarks: [ReadingRemark] { valueRemarks.remarks }

  /// Learns from the file's first rows, so that the first row is judged like the later ones.
  func learn(from rows: [[String]]) {
    for index in plan.fields.indices where plan.fields[index].manner == .name {
      guard case .columns(let columns) = plan.fields[index].step, columns.count == 1 else { continue }
      quick[index].holdsCodes = CodeColumn.isOne(rows.compactMap { columns[0] < $0.count ? $0[columns[0]] : nil })
    }
    guard let key = plan.fields.first(where: { $0.field == .key }), case .columns(let columns) = key.step else {
      return
    }
    for row in rows {
      for column in columns where column < row.count {
        Array(row[column].utf8).withUnsafeBufferPointer { _ = hasLostDigits($0, column: column) }
      }
    }
    looksBack = false
  }

  /// Whether a part of a key lost digits, judged by its column; see ``LostDigits``.
  func hasLostDigits(_ bytes: Bytes, column: Int) -> Bool {
    switch LostDigits.look(bytes) {
    case .unsuspicious: return false
    case .scientific: return true
    case .zeros:
      let isBelieved = completeColumns.contains(column)
      looksBack = looksBack || !isBelieved
      return !isBelieved
    case .complete:
      completeColumns.insert(column)
      return false
    }
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
      // A number of eight digits that is no past day is no date.
      case .fileName(let time): if let time, time <= places.latestMoment { cell = .number(time) }
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
        case .failure(let problem):
          guard canBeEmptied(field, problem) else { return reject(row, column: column, field: field, problem) }
          emptiedFields |= 1 << UInt64(index)
          note(.emptied(problem.reason, field: index), column: column)
        }
      }
      if !cell.isPresent, field.isRequired, field.presence == nil {
        return reject(row, column: column, field: field, Problem(.missingValue, expected: field.field.name))
      }
      cells[index] = cell
    }
    return nil
  }

  /// The cell of a field by the quick way; `nil` when it needs the full one.
  @inline(__always)
  private func quickCell(_ row: RawRow, _ index: Int, batch: inout RecordBatch) -> RecordBatch.Cell? {
    let way = quick[index].way
    guard way != .long else { return nil }
    let bytes = row[quick[index].column]
    guard let first = bytes.first, !isAbsent(bytes), bytes.isPlain else { return nil }
    switch way {
    case .text:
      // A long value may be a text, so many digits a citizen's number.
      guard bytes.holdsCharacters(atMost: quick[index].longest), !bytes.mayHoldDigits(fewestDigits),
        !bytes.mayBeDecomposed
      else { return nil }
      return batch.intern(bytes)
    case .line: return lines.holds(bytes) ? batch.intern(bytes) : nil
    case .agent:
      guard bytes.holdsCharacters(atMost: quick[index].longest), !bytes.mayHoldDigits(fewestDigits),
        !bytes.mayHoldFullWidth, !bytes.mayBeDecomposed
      else { return nil }
      return batch.intern(bytes)
    case .identity:
      guard bytes.count <= quick[index].longest else { return nil }
      // With letters in front no spreadsheet read it as a number; a short run of digits cannot be damaged either.
      let isLetter = (first | 0x20) &- 0x61 < 26
      guard isLetter ? !bytes.mayHoldFullWidth : (bytes.count < 18 || quick[index].isComplete) && bytes.isDigits else {
        return nil
      }
      return batch.intern(bytes)
    case .caller:
      // A number as it is dialled at home.
      guard plainNumber.holds(first: first, count: bytes.count), bytes.isDigits else { return nil }
      return batch.intern(bytes)
    case .seconds: return DurationText.plain(bytes).map { .number($0) }
    case .time:
      guard let local = quick[index].days.seconds(bytes) else { return nil }
      if !quick[index].stretch.holds(local) { quick[index].stretch = profile.clock.stretch(atLocal: local) }
      let seconds = local - quick[index].stretch.offset
      return believedTimes.contains(seconds) && seconds != 0 ? .number(seconds) : nil
    case .word:
      if let known = quick[index].words.cell(of: bytes) {
        guard known == RecentWords.unknown else { return known }
        emptiedFields |= 1 << UInt64(index)
        note(.unknownWord(field: index), column: quick[index].column)
        return .absent
      }
      let field = plan.fields[index]
      switch value(bytes, of: field, index: index, batch: &batch) {
      case .success(let cell):
        guard cell.isPresent || !field.isRequired else { return nil }
        quick[index].words.remember(cell, of: bytes)
        return cell
      case .failure(let problem):
        // The full way empties the field this time, the quick way the next time.
        if canBeEmptied(field, problem) { quick[index].words.remember(RecentWords.unknown, of: bytes) }
        return nil
      }
    case .nothing, .long: return nil
    }
  }

  func isAbsent(_ bytes: Bytes) -> Bool {
    guard let first = bytes.first else { return true }
    guard mayBeAbsent[Int(first) * 32 + min(bytes.count, 31)] else { return false }
    return absentWords.contains(where: bytes.equals)
  }
}
