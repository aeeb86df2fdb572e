/// Moments as texts on the local clock.
package enum LocalTime {
  /// `2019-01-05 08:03:11` for a moment in Unix seconds.
  package static func text(_ unixSeconds: Int64) -> String {
    let day = LocalDay(containing: unixSeconds)
    let second = secondOfDay(unixSeconds)
    return
      "\(day.iso) \((second / 3600).padded(to: 2)):\((second / 60 % 60).padded(to: 2)):\((second % 60).padded(to: 2))"
  }

  /// `2019-01-05T08:03:11+08:00` for a moment in Unix seconds.
  package static func iso8601(_ unixSeconds: Int64) -> String {
    let offset = Int(LocalZone.offset(at: unixSeconds))
    let minutes = abs(offset) / 60
    return text(unixSeconds).replacing(" ", with: "T") + (offset < 0 ? "-" : "+")
      + "\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
  }

  /// The hour of the day by the clock, 0…23.
  package static func hour(_ unixSeconds: Int64) -> Int { secondOfDay(unixSeconds) / 3600 }

  /// The second of the day by the clock, 0…86,399.
  package static func secondOfDay(_ unixSeconds: Int64) -> Int {
    let moment = bounded(unixSeconds)
    return Int((moment + LocalZone.offset(at: moment)).flooredRemainder(by: 86_400))
  }

  /// A moment within the years 1 to 9999, with which dates can be computed. A database that was tampered with has others.
  @inline(__always)
  static func bounded(_ unixSeconds: Int64) -> Int64 { min(max(unixSeconds, -62_135_424_000), 253_402_214_399) }

  /// Parses `2019-01-05` (its midnight) or `2019-01-05 08:03[:11]`, with a blank or a `T` between; `nil` for anything else.
  package static func parse(_ text: String) -> Int64? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard let first = parts.first, parts.count <= 2, let day = LocalDay(iso: first) else { return nil }
    guard parts.count == 2 else { return day.start }
    let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard clock.count == 2 || clock.count == 3, let hour = clock[0], let minute = clock[1],
      let second = clock.count == 3 ? clock[2] : 0,
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    return day.moment(hour * 3600 + minute * 60 + second)
  }
}
