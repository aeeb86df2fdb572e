import HotlineConfiguration

/// Compares the fields of one record. ``Contradiction`` lists what is corrected and what is rejected.
extension RecordBuilder {
  /// Words of ``Vocabulary/outcome`` and ``Vocabulary/status``, as they stand in cells.
  private enum Code {
    static let answered: Int64 = 0
    static let abandoned: Int64 = 1
    static let failed: Int64 = 4
    static let open: Int64 = 0
    static let suspended: Int64 = 4
  }

  /// The tolerance between two times when one of them has no seconds.
  private func slack(_ one: Int, _ other: Int) -> Int64 {
    let bits: UInt64 = 1 << UInt64(one) | 1 << UInt64(other)
    guard coarseFields & bits != 0 else { return 0 }
    return dayFields & bits == 0 ? 59 : 86_399
  }

  /// Whether a time is before another one beyond the tolerance of both.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    cells[one].isPresent && cells[other].isPresent && cells[one].bits + slack(one, other) < cells[other].bits
  }

  /// A call's times, outcome, wait and talk; what of wait and talk is missing follows from the times.
  func reconcileCall(_ row: RawRow) -> RejectedRow? {
    guard let started = places.started, let answered = places.answered, let ended = places.ended,
      let outcomeIndex = places.outcome
    else { return nil }
    let outcome = cells[outcomeIndex].bits
    if isAnswerReckoned, outcome != Code.answered { cells[answered] = .absent }
    if isBefore(answered, started) || isBefore(ended, answered) {
      return reject(row, column: nil, field: plan.fields[answered], .contradiction)
    }
    if isBefore(ended, started) { return reject(row, column: nil, field: plan.fields[ended], .contradiction) }
    if coarseFields != 0, isCoarse(started) || isCoarse(answered) || isCoarse(ended) { hasMinutePrecision = true }
    if outcome != Code.answered {
      emptyUnanswered(answered, outcome: outcome)
      checkWait(from: started, to: ended, isWhole: false)
    } else if cells[answered].isPresent {
      checkWait(from: started, to: answered, isWhole: true)
      checkTalk(from: answered, to: ended, isWhole: true)
    } else {
      checkWait(from: started, to: ended, isWhole: false)
      checkTalk(from: started, to: ended, isWhole: false)
    }
    return nil
  }

  /// - Parameter isWhole: whether the wait fills the time between, so that a missing one follows from it.
  @inline(__always)
  private func checkWait(from: Int, to: Int, isWhole: Bool) {
    guard let index = places.wait, cells[from].isPresent, cells[to].isPresent else { return }
    let span = cells[to].bits - cells[from].bits
    let slack = slack(from, to)
    guard cells[index].isPresent else {
      // Times without seconds give no wait.
      if isWhole, slack == 0 { cells[index] = .number(span) }
      return
    }
    let wait = cells[index].bits
    let tolerance = max(places.waitRounding, slack + 1)
    if wait > span + tolerance {
      note(.contradiction(.waitTooLong, found: wait, told: span))
      cells[index] = slack == 0 ? .number(span) : .absent
    } else if isWhole, wait + tolerance < span {
      note(.contradiction(.waitShorter, found: wait, told: span))
    }
  }

  @inline(__always)
  private func checkTalk(from: Int, to: Int, isWhole: Bool) {
    guard let index = places.talk, cells[from].isPresent, cells[to].isPresent else { return }
    let span = cells[to].bits - cells[from].bits
    let slack = slack(from, to)
    guard cells[index].isPresent else {
      if isWhole, slack == 0 { cells[index] = .number(span) }
      return
    }
    let talk = cells[index].bits
    let tolerance = max(places.talkRounding, slack + 1)
    if talk > span + tolerance {
      note(.contradiction(.talkTooLong, found: talk, told: span))
      cells[index] = isWhole && slack == 0 ? .number(span) : .absent
    } else if isWhole, talk + tolerance < span {
      if talk < span / 10 {
        note(.contradiction(.talkTooShort, found: talk, told: span))
        cells[index] = slack == 0 ? .number(span) : .absent
      } else {
        note(.contradiction(.talkShorter, found: talk, told: span))
      }
    }
  }

  /// An unanswered call: a menu may have answered it, no agent did.
  private func emptyUnanswered(_ answered: Int, outcome: Int64) {
    guard outcome == Code.abandoned || outcome == Code.failed else { return }
    if cells[answered].isPresent {
      note(.contradiction(.answeredAndGivenUp, found: cells[answered].bits, told: 0))
      cells[answered] = .absent
    }
    if let talk = places.talk, cells[talk].isPresent, cells[talk].bits > 0 {
      note(.contradiction(.talkAndGivenUp, found: cells[talk].bits, told: 0))
      cells[talk] = .absent
    }
  }

  /// An order's status and times.
  func reconcileOrder(_ row: RawRow) -> RejectedRow? {
    guard let statusIndex = places.status, let received = places.received, let contacted = places.contacted,
      let closed = places.closed
    else { return nil }
    if coarseFields != 0, (0..<plan.fields.count).contains(where: { isCoarse($0) && $0 != places.exported }) {
      hasMinutePrecision = true
    }
    let status = cells[statusIndex].bits
    if cells[closed].isPresent, status == Code.open || status == Code.suspended {
      note(.contradiction(.closedAndOpen, found: cells[closed].bits, told: 0))
      cells[closed] = .absent
    }
    if isBefore(closed, received) {
      return reject(row, column: nil, field: plan.fields[closed], .closedBeforeReceipt)
    }
    if isBefore(contacted, received) {
      note(.contradiction(.contactBeforeReceipt, found: cells[contacted].bits, told: cells[received].bits))
    }
    return nil
  }
}
