import HotlineConfiguration

/// The fields of one record against each other. What is set right and what is rejected stands in ``Contradiction``.
extension RecordBuilder {
  /// Words of ``Vocabulary/outcome`` and ``Vocabulary/status``, as they stand in cells.
  private enum Code {
    static let answered: Int64 = 0
    static let abandoned: Int64 = 1
    static let failed: Int64 = 4
    static let open: Int64 = 0
    static let suspended: Int64 = 4
  }

  /// What times may differ by that were not given to the second.
  private var slack: Int64 { coarseFields == 0 ? 0 : dayFields == 0 ? 59 : 86_399 }

  /// A call's times, outcome, wait and talk; what of wait and talk is missing follows from the times.
  func reconcileCall(_ row: RawRow) -> RejectedRow? {
    guard let startedIndex = places.started, let answeredIndex = places.answered, let endedIndex = places.ended,
      let outcomeIndex = places.outcome
    else { return nil }
    let started = cells[startedIndex]
    let outcome = cells[outcomeIndex]
    if isAnswerReckoned, outcome.bits != Code.answered { cells[answeredIndex] = .absent }
    let answered = cells[answeredIndex]
    let ended = cells[endedIndex]
    let slack = slack
    if answered.isPresent,
      answered.bits + slack < started.bits || (ended.isPresent && ended.bits + slack < answered.bits)
    {
      return reject(row, column: nil, field: plan.fields[answeredIndex], .contradiction)
    }
    if ended.isPresent, ended.bits + slack < started.bits {
      return reject(row, column: nil, field: plan.fields[endedIndex], .contradiction)
    }
    let isExact = coarseFields == 0 || ![startedIndex, answeredIndex, endedIndex].contains(where: isCoarse)
    if !isExact { hasMinutePrecision = true }
    if outcome.bits == Code.answered {
      reconcileAnswered(started: started, answered: answered, ended: ended, slack: slack)
    } else {
      reconcileUnanswered(answeredIndex, outcome: outcome.bits, slack: slack)
      checkWait(from: started, to: ended, isWhole: false, slack: slack)
    }
    return nil
  }

  private func reconcileAnswered(
    started: RecordBatch.Cell, answered: RecordBatch.Cell, ended: RecordBatch.Cell, slack: Int64
  ) {
    guard answered.isPresent else {
      checkWait(from: started, to: ended, isWhole: false, slack: slack)
      checkTalk(from: started, to: ended, isWhole: false, slack: slack)
      return
    }
    checkWait(from: started, to: answered, isWhole: true, slack: slack)
    checkTalk(from: answered, to: ended, isWhole: true, slack: slack)
  }

  /// - Parameter isWhole: whether the wait fills the time between, so that a missing one follows from it.
  private func checkWait(from: RecordBatch.Cell, to: RecordBatch.Cell, isWhole: Bool, slack: Int64) {
    guard let index = places.wait, from.isPresent, to.isPresent else { return }
    let span = to.bits - from.bits
    guard cells[index].isPresent else {
      // From times to the minute no wait can be told.
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

  private func checkTalk(from: RecordBatch.Cell, to: RecordBatch.Cell, isWhole: Bool, slack: Int64) {
    guard let index = places.talk, from.isPresent, to.isPresent else { return }
    let span = to.bits - from.bits
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

  /// A call that nobody took: a menu may have answered it, a seat has not.
  private func reconcileUnanswered(_ answeredIndex: Int, outcome: Int64, slack: Int64) {
    guard outcome == Code.abandoned || outcome == Code.failed else { return }
    if cells[answeredIndex].isPresent {
      note(.contradiction(.answeredAndGivenUp, found: cells[answeredIndex].bits, told: 0))
      cells[answeredIndex] = .absent
    }
    if let talkIndex = places.talk, cells[talkIndex].isPresent, cells[talkIndex].bits > 0 {
      note(.contradiction(.talkAndGivenUp, found: cells[talkIndex].bits, told: 0))
      cells[talkIndex] = .absent
    }
  }

  /// An order's status and times.
  func reconcileOrder(_ row: RawRow) -> RejectedRow? {
    if coarseFields != 0 { hasMinutePrecision = true }
    guard let statusIndex = places.status, let receivedIndex = places.received, let contactedIndex = places.contacted,
      let closedIndex = places.closed
    else { return nil }
    let status = cells[statusIndex].bits
    if cells[closedIndex].isPresent, status == Code.open || status == Code.suspended {
      note(.contradiction(.closedAndOpen, found: cells[closedIndex].bits, told: 0))
      cells[closedIndex] = .absent
    }
    let received = cells[receivedIndex].bits
    guard cells[receivedIndex].isPresent else { return nil }
    let slack = slack
    if cells[closedIndex].isPresent, cells[closedIndex].bits + slack < received {
      return reject(row, column: nil, field: plan.fields[closedIndex], .closedBeforeReceipt)
    }
    if cells[contactedIndex].isPresent, cells[contactedIndex].bits + slack < received {
      note(.contradiction(.contactBeforeReceipt, found: cells[contactedIndex].bits, told: received))
    }
    return nil
  }
}
