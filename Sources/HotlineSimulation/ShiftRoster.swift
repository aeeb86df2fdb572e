import HotlineCalendar

/// Which agents are on duty: two shifts by day, one at night, agents in turn.
struct ShiftRoster {
  let calendar: WorkingDayCalendar
  let agents: Int
  /// The size of the hotline relative to the usual one; a small one has the same seats.
  let scale: Double

  private static let morning = 8
  private static let afternoon = 14
  private static let night = 20

  /// Seats taken in the hour of a moment (Unix seconds), for the hotline of usual size.
  func usualSeats(at moment: Int64) -> Int {
    let hour = LocalTime.hour(moment)
    if hour < Self.morning || hour >= Self.night { return 1 }
    return calendar.isWorkingDay(LocalDay(containing: moment)) ?? true ? 5 : 3
  }

  /// The agent who takes a call.
  ///
  /// - Parameter draw: any number; equal numbers give the same seat of a shift.
  func agent(at moment: Int64, draw: Int) -> Int {
    let hour = LocalTime.hour(moment)
    let seats = min(agents, max(1, Int(Double(usualSeats(at: moment)) * max(1, scale))))
    let day = LocalDay(containing: moment).number - (hour < Self.morning ? 1 : 0)
    let shift = hour < Self.morning || hour >= Self.night ? 2 : hour < Self.afternoon ? 0 : 1
    return (day * 11 + shift * 5 + draw % seats) % agents
  }
}
