import HotlineConfiguration
import HotlineModel

/// Fields that follow from others: a time from another and a duration, a word from what is there.
extension RecordBuilder {
  /// Fills fields that follow from others, and compares the record's fields with each other.
  func derive(_ row: RawRow) -> RejectedRow? {
    for index in derivedIndices {
      let field = plan.fields[index]
      switch field.step {
      case .plus(let other, let column):
        let raw = row[column].trimmed.withoutSpreadsheetGuard
        guard cells[other].isPresent, !isAbsent(raw) else { continue }
        let folded = raw.foldedWidth
        guard let seconds = folded.withUnsafeBufferPointer({ duration($0, of: field) }) else {
          return reject(row, column: column, field: field, .duration)
        }
        cells[index] = .number(cells[other].bits + seconds)
        if isCoarse(other) { coarseFields |= 1 << UInt64(index) }
        if dayFields & 1 << UInt64(other) != 0 { dayFields |= 1 << UInt64(index) }
      default: break
      }
      // A cell with an unreadable word is not an empty cell.
      if let presence = field.presence, !cells[index].isPresent, emptiedFields & 1 << UInt64(index) == 0 {
        let holding = presence.cases.first { presence in
          if let other = presence.field { return cells[other].isPresent }
          guard let column = presence.column else { return false }
          let raw = row[column].trimmed
          return !isAbsent(raw) && !raw.equals([0x30])
        }
        if let code = holding.map(\.then) ?? presence.otherwise { cells[index] = .number(code) }
      }
    }
    if !places.sharedDays.isEmpty { turnToNextDay() }
    switch profile.kind {
    case .call: return reconcileCall(row) ?? beyondBelief(row)
    case .workOrder: return reconcileOrder(row) ?? beyondBelief(row)
    case .activity, .tally: return beyondBelief(row)
    default: return nil
    }
  }

  /// Whether a field's time came without seconds.
  func isCoarse(_ index: Int) -> Bool { coarseFields & 1 << UInt64(index) != 0 }

  /// Day and clock in columns of their own, and one column of days for several clocks: over midnight the clock goes back.
  private func turnToNextDay() {
    for (event, earlier) in places.sharedDays where cells[event].isPresent {
      let before = earlier.lazy.filter { [cells] in cells[$0].isPresent }.map { [cells] in cells[$0].bits }.max()
      guard let before, cells[event].bits < before, !(isCoarse(event) && cells[event].bits + 59 >= before) else {
        continue
      }
      let next = profile.clock.nextDay(cells[event].bits)
      if next >= before, next - before <= ComparedFields.longestNight { cells[event] = .number(next) }
    }
  }

  /// An event later than its export, or than the ingest, cannot have happened: a typing error in a year would move the moment
  /// up to which the data speak.
  private func beyondBelief(_ row: RawRow) -> RejectedRow? {
    var limit = places.latestMoment
    var problem = Problem.laterThanIngest
    if let exported = places.exported, cells[exported].isPresent {
      if cells[exported].bits > limit { return reject(row, event: exported, problem) }
      limit = cells[exported].bits + ComparedFields.exportTolerance
      problem = .laterThanExport
      // An export that tells only its day, or minute, may be of the day's, or minute's, end.
      if isCoarse(exported) || isDayOfFileName(exported) {
        let isDay = dayFields & 1 << UInt64(exported) != 0 || isDayOfFileName(exported)
        limit += isDay ? profile.clock.nextDay(limit) - limit - 1 : 59
      }
    }
    for event in places.events where cells[event].isPresent && cells[event].bits > limit {
      return reject(row, event: event, problem)
    }
    return nil
  }

  private func isDayOfFileName(_ index: Int) -> Bool {
    if case .fileName = plan.fields[index].step { true } else { false }
  }

  private func reject(_ row: RawRow, event index: Int, _ problem: Problem) -> RejectedRow {
    var column: Int?
    if case .columns(let columns) = plan.fields[index].step { column = columns.first }
    return reject(row, column: column, field: plan.fields[index], problem)
  }
}
