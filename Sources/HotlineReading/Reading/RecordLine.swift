import HotlineConfiguration
import HotlineModel

/// The hotline of a record. Exports have the number that was called in its column, which of an outbound call is a citizen's.
extension RecordBuilder {
  /// The line as it is kept: one of the locality's, another short number or name, or ``KnownLines/other`` for a citizen's number or a
  /// text.
  func line(_ bytes: Bytes, index: Int, batch: inout RecordBatch) -> RecordBatch.Cell {
    if lines.holds(bytes) { return batch.intern(bytes) }
    let isNumber = bytes.mayHoldDigits(fewestDigits) && names.marked(bytes, isCode: false) != nil
    // Where the locality names its lines, what is longer than a line is a number that somebody called.
    let isLong = !lines.isEmpty && bytes.count { $0 &- 0x30 < 10 } > Self.mostLineDigits
    let isKept = !isNumber && !isLong && bytes.holdsCharacters(atMost: FieldManner.line.longest)
    if !lines.isEmpty || !isKept {
      isOtherLine = true
      var column: Int?
      if case .columns(let columns) = plan.fields[index].step { column = columns.first }
      note(.otherLine(field: index), column: column)
    }
    return isKept ? batch.intern(bytes) : batch.intern(KnownLines.other)
  }

  /// The most digits of a number that may be a hotline's although the locality does not name it.
  private static let mostLineDigits = 6

  /// Where the hotline stands in the column of callers, the call was made by it: the number in the column of lines is the citizen's.
  func turnRound(_ row: RawRow, batch: inout RecordBatch) {
    guard let line = places.line, let caller = places.caller, cells[caller].isPresent,
      case .columns(let columns) = plan.fields[line].step, columns.count == 1
    else { return }
    let called = batch.arena[cells[caller].textRange].withUnsafeBufferPointer { lines.isOne($0) }
    guard called else { return }
    let number = row[columns[0]].trimmed.withoutSpreadsheetGuard
    cells[line] = cells[caller]
    switch CallerNumber.normalise(number, numbers, into: &scratch) {
    case .number: cells[caller] = batch.intern(scratch)
    case .absent, .lostDigits: cells[caller] = .absent
    }
    dropNotes(.otherLine(field: line))
  }
}
