/// An hour of a local day as the clock shows it.
///
/// A day has 24 of them, 23 where the clock goes forward, and 25 where it goes back and shows one hour twice.
package struct LocalHour: Sendable, Hashable {
  /// The day.
  package let day: LocalDay
  /// 0…23; 24 more for an hour that the clock shows for the second time.
  package let number: Int

  /// An hour of a day by its number.
  package init(day: LocalDay, number: Int) {
    self.day = day
    self.number = number
  }

  /// The hour that holds a moment, in Unix seconds.
  package init(containing unixSeconds: Int64) {
    self.init(day: LocalDay(containing: unixSeconds), number: Self.number(at: unixSeconds))
  }

  /// What the clock shows, 0…23.
  package var clock: Int { Self.clock(ofNumber: number) }

  /// Its first moment, in Unix seconds.
  package var start: Int64 {
    let first = day.moment(clock * 3600)
    guard number >= 24 else { return first }
    // The same time on the clock as it went after it was put back.
    return first + LocalZone.offset(at: first) - LocalZone.offset(at: day.end - 1)
  }

  /// What the clock shows in the hour of a number.
  package static func clock(ofNumber number: Int) -> Int { number % 24 }

  /// The number of the hour that holds a moment, in Unix seconds.
  package static func number(at unixSeconds: Int64) -> Int {
    let clock = LocalTime.hour(unixSeconds)
    return LocalZone.isShownAgain(unixSeconds) ? clock + 24 : clock
  }
}

extension LocalDay {
  /// The day's hours in order.
  package var hours: [LocalHour] {
    let end = end
    var hours: [LocalHour] = []
    var moment = start
    while moment < end {
      hours.append(LocalHour(containing: moment))
      moment += 3600 - Int64(LocalTime.secondOfDay(moment) % 3600)
    }
    return hours
  }

  /// The days beyond a day's own that so many seconds from any of its moments may reach into.
  package static func reach(seconds: Int64) -> Int {
    // A day may be an hour short.
    Int((seconds + 86_399) / 86_400) + (LocalZone.current.fixedOffset == nil ? 1 : 0)
  }
}
