import HotlineConfiguration

/// Fields that follow from others: a time from another and a duration, a word from what is there, a call's wait and talk.
extension RecordBuilder {
  /// Fills what other fields tell, and checks that they do not contradict each other.
  func derive(_ row: RawRow) -> RejectedRow? {
    for index in derivedIndices {
      let field = plan.fields[index]
      switch field.step {
      case .plus(let other, let column):
        let raw = row[column].trimmed.withoutSpreadsheetGuard
        guard cells[other].isPresent, !isAbsent(raw) else { continue }
        let folded = raw.foldedWidth
        guard
          let seconds = folded.withUnsafeBufferPointer({
            DurationText.seconds($0, isMilliseconds: field.source?.isMilliseconds ?? false)
          })
        else {
          let expected = LocalizedText(zh: "时长，如 75 或 0:01:15", en: "a duration such as 75 or 0:01:15")
          return reject(row, column: column, field: field, Problem(.badNumber, expected: expected))
        }
        cells[index] = .number(cells[other].bits + seconds)
        if coarseFields.contains(other) { coarseFields.insert(index) }
      default: break
      }
      if let presence = field.presence, !cells[index].isPresent {
        let holding = presence.cases.first { presence in
          if let other = presence.field { return cells[other].isPresent }
          guard let column = presence.column else { return false }
          let raw = row[column].trimmed
          return !isAbsent(raw) && !raw.equals([0x30])
        }
        if let code = holding.map(\.then) ?? presence.otherwise { cells[index] = .number(code) }
      }
    }
    return profile.kind == .call ? deriveDurations(row) : noteCoarseOrder()
  }

  private func noteCoarseOrder() -> RejectedRow? {
    if profile.kind == .workOrder, !coarseFields.isEmpty { hasMinutePrecision = true }
    return nil
  }

  private func deriveDurations(_ row: RawRow) -> RejectedRow? {
    guard let startedIndex, let answeredIndex, let endedIndex, let waitIndex, let talkIndex, let outcomeIndex else {
      return nil
    }
    let started = cells[startedIndex]
    if isAnswerReckoned, cells[outcomeIndex].bits != 0 { cells[answeredIndex] = .absent }
    let answered = cells[answeredIndex]
    let ended = cells[endedIndex]
    let slack: Int64 = coarseFields.isEmpty ? 0 : 59
    if answered.isPresent,
      answered.bits + slack < started.bits || (ended.isPresent && ended.bits + slack < answered.bits)
    {
      return reject(row, column: nil, field: plan.fields[answeredIndex], Problem.contradiction)
    }
    if ended.isPresent, ended.bits + slack < started.bits {
      return reject(row, column: nil, field: plan.fields[endedIndex], Problem.contradiction)
    }
    if [startedIndex, answeredIndex, endedIndex].contains(where: coarseFields.contains) { hasMinutePrecision = true }
    // Only an answered call has a wait until the answer and a talk; from times to the minute neither can be told.
    guard cells[outcomeIndex].bits == 0, answered.isPresent else { return nil }
    let isExact = !coarseFields.contains(startedIndex) && !coarseFields.contains(answeredIndex)
    if !cells[waitIndex].isPresent, isExact {
      cells[waitIndex] = .number(answered.bits - started.bits)
    }
    if !cells[talkIndex].isPresent, ended.isPresent, !coarseFields.contains(answeredIndex),
      !coarseFields.contains(endedIndex)
    {
      cells[talkIndex] = .number(ended.bits - answered.bits)
    }
    return nil
  }
}
