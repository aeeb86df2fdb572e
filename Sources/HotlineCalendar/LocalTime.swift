/// Moments as text in Asia/Shanghai.
package enum LocalTime {
  /// `2019-01-05 08:03:11` for a moment in Unix seconds.
  package static func text(_ unixSeconds: Int64) -> String {
    let day = LocalDay(containing: unixSeconds)
    let second = Int(unixSeconds - day.start)
    return
      "\(day.iso) \((second / 3600).padded(to: 2)):\((second / 60 % 60).padded(to: 2)):\((second % 60).padded(to: 2))"
  }

  /// The hour of the day, 0…23.
  package static func hour(_ unixSeconds: Int64) -> Int {
    Int(unixSeconds - LocalDay(containing: unixSeconds).start) / 3600
  }

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
    return day.start + Int64(hour * 3600 + minute * 60 + second)
  }
}
