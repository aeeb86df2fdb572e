import HotlineCalendar
import HotlineModel

/// What kinds of days a month has: how busy a hotline is depends on them.
package struct MonthDays: Sendable, Hashable {
  /// A holiday with days in the month.
  package struct Holiday: Sendable, Hashable {
    /// Its name, as the calendar gives it.
    package let name: String
    /// How many days of the month are off for it.
    package internal(set) var daysOff: Int
    /// How many days off of the month are worked instead.
    package internal(set) var madeUp: Int
  }

  /// Days on which people work, those made up among them.
  package let working: Int
  /// Days off that belong to no holiday.
  package let off: Int
  /// Days off for a holiday.
  package let festive: Int
  /// The holidays, in order of time.
  package let holidays: [Holiday]

  /// All days.
  package var count: Int { working + off + festive }

  init(_ month: LocalMonth, data: any SumSource) {
    var (working, off, festive) = (0, 0, 0)
    var holidays: [Holiday] = []
    for number in month.firstDay.number...month.lastDay.number {
      let day = LocalDay(number: number)
      let isWorking = data.isWorkingDay(day) ?? (day.weekday < 6)
      let name = data.holiday(on: day)
      if isWorking { working += 1 } else if name == nil { off += 1 } else { festive += 1 }
      guard let name else { continue }
      let place = holidays.firstIndex { $0.name == name } ?? holidays.count
      if place == holidays.count { holidays.append(Holiday(name: name, daysOff: 0, madeUp: 0)) }
      if isWorking { holidays[place].madeUp += 1 } else { holidays[place].daysOff += 1 }
    }
    self.working = working
    self.off = off
    self.festive = festive
    self.holidays = holidays
  }

  /// The days of a month by weekday alone, without a calendar.
  init(weekdaysOf month: LocalMonth) {
    let numbers = month.firstDay.number...month.lastDay.number
    working = numbers.count { LocalDay(number: $0).weekday < 6 }
    off = numbers.count - working
    festive = 0
    holidays = []
  }
}

/// How many calls days off bring beside a working day, learned from the first twelve months on record: by it months of
/// unlike days are compared.
package struct DayWeights: Sendable, Hashable {
  /// Of a day off that belongs to no holiday; a working day is 1.
  package let off: Double
  /// Of a day off for a holiday.
  package let festive: Double

  /// Every day counts alike.
  package static let equal = DayWeights(off: 1, festive: 1)

  /// Cases of a kind of day below which its weight is not told from that of other days.
  private static let fewest = 100.0

  init(off: Double, festive: Double) {
    self.off = off
    self.festive = festive
  }

  /// - Parameters:
  ///   - cases: by kind of day: working, off, for a holiday.
  ///   - days: how many such days there were.
  init(cases: [Double], days: [Int]) {
    func rate(_ kind: Int) -> Double? {
      days[kind] > 0 && cases[kind] >= Self.fewest ? cases[kind] / Double(days[kind]) : nil
    }
    guard let working = rate(0), let off = rate(1) else {
      self = .equal
      return
    }
    self.off = off / working
    festive = (rate(2) ?? off) / working
  }

  /// A month's length in working days.
  package func length(of days: MonthDays) -> Double {
    Double(days.working) + off * Double(days.off) + festive * Double(days.festive)
  }
}
