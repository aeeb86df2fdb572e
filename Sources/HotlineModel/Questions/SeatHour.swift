import HotlineCalendar

/// What happened at the seats in one clock hour of one day.
package struct SeatHour: Sendable, Hashable {
  /// The local day.
  package let day: LocalDay
  /// The hour of the day, 0…23.
  package let hour: Int
  /// Whether people work on the day; `nil` outside the calendar's years.
  package let isWorkingDay: Bool?
  /// Inbound calls that asked for a seat: answered, abandoned or failed.
  package let asked: Int
  /// Those answered.
  package let answered: Int
  /// Those abandoned while queueing or ringing.
  package let abandoned: Int
  /// Seconds talked in answered calls whose talk is known.
  package let talkSeconds: Int
  /// Answered calls whose talk is known.
  package let talkKnown: Int
  /// Seconds waited by answered and abandoned calls, as far as known.
  package let waitedSeconds: Int
  /// Distinct agents who answered a call that began in the hour.
  package let seats: Int

  /// Creates an hour.
  package init(
    day: LocalDay, hour: Int, isWorkingDay: Bool?, asked: Int, answered: Int, abandoned: Int, talkSeconds: Int,
    talkKnown: Int, waitedSeconds: Int, seats: Int
  ) {
    self.day = day
    self.hour = hour
    self.isWorkingDay = isWorkingDay
    self.asked = asked
    self.answered = answered
    self.abandoned = abandoned
    self.talkSeconds = talkSeconds
    self.talkKnown = talkKnown
    self.waitedSeconds = waitedSeconds
    self.seats = seats
  }
}
