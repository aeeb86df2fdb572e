import HotlineConfiguration
import HotlineModel
import HotlineText

/// From the bytes of a cell to its value.
extension RecordBuilder {
  func read(
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
      if field.manner == .key, field.source?.checksLostDigits == true, hasLostDigits(raw, column: column) {
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

  func value(
    _ raw: Bytes, of field: ColumnPlan.Field, index: Int, batch: inout RecordBatch
  ) -> Result<RecordBatch.Cell, Problem> {
    let bare = raw.withoutSpreadsheetGuard
    switch field.content {
    case .text where field.manner.isNumberLike,
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
    case .text: return text(bytes, of: field, index: index, batch: &batch)
    case .time: return time(bytes, of: field, index: index)
    case .seconds:
      guard let seconds = duration(bytes, of: field) else { return .failure(.duration) }
      return .success(.number(seconds))
    case .integer:
      let number = DecimalNumber(bytes, isDecimalComma: profile.isDecimalComma)
      guard let whole = field.manner == .money ? number?.hundredths : number?.exactWhole,
        whole.magnitude <= FactField.Content.largestInteger.magnitude
      else {
        return .failure(Problem(.badNumber, expected: LocalizedText(zh: "数字，如 1,234", en: "a number such as 1,234")))
      }
      guard bytes.count < fewestDigits || !holdsCitizens(bytes, field.manner) else {
        return .failure(.citizensNumber)
      }
      guard field.manner != .year || Self.believedYears.contains(whole) else {
        return .failure(Problem(.badNumber, expected: LocalizedText(zh: "年份，如 2019", en: "a year such as 2019")))
      }
      return .success(.number(whole))
    case .flag, .word:
      switch field.words.meaning(of: bytes) {
      case .code(let code): return .success(.number(code))
      case .absent: return .success(.absent)
      case .text, nil:
        if field.source?.unknownWord == .absent { return .success(.absent) }
        let allowed = field.content.words.joined(separator: ", ")
        return .failure(
          Problem(
            .unknownWord,
            expected: LocalizedText(
              zh: "配置文件中列出的词（含义：\(allowed)）", en: "a word that the profile lists (meaning: \(allowed))")))
      }
    }
  }

  private func text(
    _ bytes: Bytes, of field: ColumnPlan.Field, index: Int, batch: inout RecordBatch
  ) -> Result<RecordBatch.Cell, Problem> {
    switch field.manner {
    case .caller:
      switch CallerNumber.normalise(bytes, numbers, into: &scratch) {
      case .number: return .success(batch.intern(scratch))
      case .absent: return .success(.absent)
      case .lostDigits: return .failure(Problem.lostDigits)
      }
    case .key:
      guard bytes.holdsCharacters(atMost: field.manner.longest) else { return .failure(.tooLong(field.manner.longest)) }
      // The parts of a joined key were checked one by one.
      if case .columns(let columns) = field.step, columns.count == 1, field.source?.checksLostDigits == true {
        if hasLostDigits(bytes, column: columns[0]) { return .failure(.lostDigits) }
        quick[index].isComplete = completeColumns.contains(columns[0])
      }
      return .success(batch.intern(bytes))
    default:
      if bytes.mayBeDecomposed, let composed = names.composed(bytes) {
        return composed.withUnsafeBufferPointer { text($0, of: field, index: index, batch: &batch) }
      }
      switch field.words.meaning(of: bytes) {
      case .text(let canonical): return .success(batch.intern(canonical))
      case .absent: return .success(.absent)
      case .code, nil:
        if field.manner == .line { return .success(line(bytes, index: index, batch: &batch)) }
        guard bytes.holdsCharacters(atMost: field.manner.longest) else {
          return .failure(.tooLong(field.manner.longest))
        }
        let isCode = field.manner == .agent || quick[index].holdsCodes
        if bytes.mayHoldDigits(fewestDigits), let marked = names.marked(bytes, isCode: isCode) {
          return .success(batch.intern(marked))
        }
        return .success(batch.intern(bytes))
      }
    }
  }

  private func holdsCitizens(_ bytes: Bytes, _ manner: FieldManner) -> Bool {
    NumberRecogniser.current.numbers(in: bytes.string).contains {
      manner.isCitizens($0, beginsWithZero: bytes.first == 0x30)
    }
  }

  /// A duration as the profile says that it is written.
  func duration(_ bytes: Bytes, of field: ColumnPlan.Field) -> Int64? {
    DurationText.seconds(bytes, unit: field.source?.unit ?? .seconds, isDecimalComma: profile.isDecimalComma)
  }

  private func time(_ bytes: Bytes, of field: ColumnPlan.Field, index: Int) -> Result<RecordBatch.Cell, Problem> {
    for format in field.source?.formats ?? [] {
      guard
        var written = format.read(
          bytes, latestShortYear: latestShortYears[index], isDecimalComma: profile.isDecimalComma)
      else { continue }
      if written.hasFraction, field.manner == .heldAgainstDeadline, !written.isLastSecondOfDay { written.local += 1 }
      // A deadline that is a day lasts to the day's end.
      if !format.hasClock, field.manner == .deadline { written.local += 86_399 }
      let time = written.offset.map { written.local - Int64($0) } ?? profile.clock.unixSeconds(ofLocal: written.local)
      // Platforms write Unix second 0 for an event that never came; nobody rang in 1970, but people were born.
      if time == 0, field.manner != .birth { return .success(.absent) }
      // 9999-12-31 is how databases write "never".
      if time >= Self.never { return .success(.absent) }
      guard believedTimes.contains(time) else {
        return .failure(
          Problem(.badTime, expected: LocalizedText(zh: "1900–2099 年间的时间", en: "a time from 1900 to 2099")))
      }
      if !format.hasSeconds { coarseFields |= 1 << UInt64(index) }
      if !format.hasClock { dayFields |= 1 << UInt64(index) }
      return .success(.number(time))
    }
    let formats = (field.source?.formats ?? []).prefix(3).map(\.text).joined(separator: ", ")
    return .failure(
      Problem(.badTime, expected: LocalizedText(zh: "形如 \(formats) 的时间", en: "a time such as \(formats)")))
  }
}
