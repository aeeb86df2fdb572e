/// Tells the digits of days and clock times, which are no telephone numbers: `2019-03-05 08:03:11`, `13/2/2019 1:58`.
enum WrittenMoments {
  /// Digits that stand side by side.
  struct Group {
    var range: Range<Int>
    /// Whether letters or the like part it from the group before.
    var isBroken: Bool
  }

  /// For each digit, whether it belongs to a moment.
  static func marks(_ groups: [Group], values: [UInt8], count: Int) -> [Bool] {
    var marks = [Bool](repeating: false, count: count)
    var index = 0
    while index < groups.count {
      guard let days = dayLength(groups[index...], values) else {
        index += 1
        continue
      }
      var end = index + days
      // Hours, minutes, seconds, and a fraction.
      let isMistaken = days == 3 && isMistakenDay(groups[index...], values)
      for most in isMistaken ? [99, 99, 99] : [24, 59, 60]
      where end < groups.count && isPart(groups[end], values, 0...most) { end += 1 }
      if end - index == days + 3, end < groups.count, !groups[end].isBroken, groups[end].range.count <= 9 { end += 1 }
      for group in groups[index..<end] {
        for digit in group.range { marks[digit] = true }
      }
      index = end
    }
    return marks
  }

  /// The digits of days whose year, month and day stand apart: `2019-1-12`.
  static func days(_ groups: [Group], values: [UInt8]) -> [Range<Int>] {
    groups.indices.compactMap { index in
      guard dayLength(groups[index...], values) == 3, !isMistakenDay(groups[index...], values) else { return nil }
      return groups[index].range.lowerBound..<groups[index + 2].range.upperBound
    }
  }

  /// The groups that a day takes, if one begins here.
  private static func dayLength(_ groups: ArraySlice<Group>, _ values: [UInt8]) -> Int? {
    guard let first = groups.first else { return nil }
    if first.range.count == 8, NumberPattern.isDate(values[first.range]) { return 1 }
    guard groups.count >= 3 else { return nil }
    let (second, third) = (groups[groups.startIndex + 1], groups[groups.startIndex + 2])
    guard !second.isBroken, !third.isBroken else { return nil }
    if isYear(first, values), isPart(second, values, 1...12), isPart(third, values, 1...31) { return 3 }
    if isMistakenDay(groups, values) { return 3 }
    return isYear(third, values) && [first, second].allSatisfy { isDay($0, values) } ? 3 : nil
  }

  /// Whether a moment begins here that is none, such as `2020-02-99 10:00:00`: no number has twelve or fourteen digits in such groups that
  /// begin with a year.
  private static func isMistakenDay(_ groups: ArraySlice<Group>, _ values: [UInt8]) -> Bool {
    let shape = groups.prefix(5)
    guard shape.count == 5, let first = shape.first, isYear(first, values) else { return false }
    return shape.dropFirst().allSatisfy { $0.range.count == 2 && !$0.isBroken }
  }

  private static func isYear(_ group: Group, _ values: [UInt8]) -> Bool {
    group.range.count == 4 && (1900...2100).contains(number(group, values))
  }

  private static func isDay(_ group: Group, _ values: [UInt8]) -> Bool {
    group.range.count <= 2 && (1...31).contains(number(group, values))
  }

  private static func isPart(_ group: Group, _ values: [UInt8], _ range: ClosedRange<Int>) -> Bool {
    !group.isBroken && group.range.count <= 2 && range.contains(number(group, values))
  }

  private static func number(_ group: Group, _ values: [UInt8]) -> Int {
    values[group.range].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }
}
