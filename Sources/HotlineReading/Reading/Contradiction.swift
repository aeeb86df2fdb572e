import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Two fields of one row that contradict each other, where the row is kept. The README of the profiles has the same table.
///
/// Times win over durations: a clock wrote the times, a platform computed the duration in some unit. A duration may be
/// *shorter* than the times' difference for good reasons: a menu before the queue is no waiting, a survey after the talk is no
/// talking. A duration is replaced only when it is so short that it must be in another unit.
/// Times that contradict each other (answered before started, closed before received) reject the row instead.
enum Contradiction: Int, CaseIterable {
  /// A wait longer than from the start to the answer, or to the end of an unanswered call.
  case waitTooLong
  /// A wait shorter than from the start to the answer.
  case waitShorter
  /// A talk longer than from the answer to the end.
  case talkTooLong
  /// A talk of less than a tenth of the time from the answer to the end.
  case talkTooShort
  /// A talk shorter than from the answer to the end.
  case talkShorter
  /// An abandoned or failed call with a time of answer.
  case answeredAndGivenUp
  /// An abandoned or failed call with a talk.
  case talkAndGivenUp
  /// An open or suspended order with a closing time.
  case closedAndOpen
  /// A first contact before the order was received.
  case contactBeforeReceipt

  /// The field that is corrected or in doubt.
  var field: FactField {
    switch self {
    case .waitTooLong, .waitShorter: .waitSeconds
    case .talkTooLong, .talkTooShort, .talkShorter, .talkAndGivenUp: .talkSeconds
    case .answeredAndGivenUp: .answeredAt
    case .closedAndOpen: .closedAt
    case .contactBeforeReceipt: .firstContactedAt
    }
  }

  /// What was found and what was done about it.
  var text: LocalizedText {
    switch self {
    case .waitTooLong:
      LocalizedText(
        zh: "等待时长比该行时间所容许的长：以时间为准（时间只到分钟的，置空）",
        en: "a wait longer than the row's times allow: the times count (to the minute only: the wait is empty)")
    case .waitShorter:
      LocalizedText(
        zh: "等待时长比从呼入到应答短：保留（排队前的语音导航不算等待）",
        en: "a wait shorter than from start to answer: kept, as a menu before the queue is no waiting")
    case .talkTooLong:
      LocalizedText(
        zh: "通话时长比该行时间所容许的长：以时间为准（时间只到分钟的，置空）",
        en: "a talk longer than the row's times allow: the times count (to the minute only: the talk is empty)")
    case .talkTooShort:
      LocalizedText(
        zh: "通话时长不到从应答到结束的十分之一，单位应不同：以时间为准（时间只到分钟的，置空）",
        en:
          "a talk of less than a tenth of the time from answer to end, so its unit is another: the times count (to the minute only: the talk is empty)"
      )
    case .talkShorter:
      LocalizedText(
        zh: "通话时长比从应答到结束短：保留（保持、挂机后的评价不算通话）",
        en: "a talk shorter than from answer to end: kept, as holding and a survey are no talking")
    case .answeredAndGivenUp:
      LocalizedText(
        zh: "放弃或失败的通话有应答时间：以结果为准，应答时间置空（应答的可能是语音导航）",
        en:
          "an abandoned or failed call with a time of answer: the outcome counts, the time is empty (a menu may answer)"
      )
    case .talkAndGivenUp:
      LocalizedText(
        zh: "放弃或失败的通话有通话时长：以结果为准，通话时长置空",
        en: "an abandoned or failed call with a talk: the outcome counts, the talk is empty")
    case .closedAndOpen:
      LocalizedText(
        zh: "在办或挂账的工单有办结时间（重办）：以状态为准，办结时间置空",
        en: "an open or suspended order with a closing time (reopened): the status counts, the time is empty")
    case .contactBeforeReceipt:
      LocalizedText(zh: "先行联系早于受理：保留，请核对", en: "a first contact before the order was received: kept; check it")
    }
  }

  /// The values for an example: the cell's, and what the other fields say.
  func example(found: Int64, told: Int64) -> String {
    switch self {
    case .waitTooLong, .waitShorter, .talkTooLong, .talkTooShort, .talkShorter: "\(found) s ≠ \(told) s"
    case .talkAndGivenUp: "\(found) s"
    case .answeredAndGivenUp, .closedAndOpen: LocalTime.text(found)
    case .contactBeforeReceipt: "\(LocalTime.text(found)) < \(LocalTime.text(told))"
    }
  }
}
