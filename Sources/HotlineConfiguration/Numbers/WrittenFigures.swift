/// Tells the digits of clock times, percentages, lists and addresses of machines, which are no telephone numbers however many stand side
/// by side: `9:00-11:30, 13:30-17:00`, `8.30-11.30`, `13.5%-15.2%`, `1,3,5,7,9,11`, `192.168.100.25`.
struct WrittenFigures {
  private let groups: [WrittenMoments.Group]
  private let written: WrittenDigits
  private let bytes: [UInt8]

  /// The fewest numbers of a list, each as far from the one before it.
  private static let fewestListed = 5

  init(_ groups: [WrittenMoments.Group], of written: WrittenDigits, in text: String) {
    self.groups = groups
    self.written = written
    bytes = Array(text.utf8)
  }

  /// For each digit, whether it belongs to one of these.
  var marks: [Bool] {
    var marks = [Bool](repeating: false, count: written.count)
    func mark(_ range: Range<Int>) {
      for group in groups[range] { for digit in group.range { marks[digit] = true } }
    }
    var index = 0
    while index < groups.count {
      let length = clock(index) ?? span(index) ?? address(index) ?? percentage(index) ?? list(index)
      if let length { mark(index..<index + length) }
      index += length ?? 1
    }
    return marks
  }

  /// 9:00, 08:03:11.
  private func clock(_ index: Int) -> Int? {
    guard isTime(index), [":", "："].contains(sign(index + 1)) else { return nil }
    let hasSeconds = isPart(index + 2, most: 59) && [":", "："].contains(sign(index + 2))
    return hasSeconds ? 3 : 2
  }

  /// 8.30-11.30: with points it takes two of them.
  private func span(_ index: Int) -> Int? {
    guard isTime(index), isTime(index + 2), sign(index + 1) == ".", sign(index + 3) == ".",
      !isBroken(index + 2), ["-", "—", "–", "~", "～"].contains(sign(index + 2))
    else { return nil }
    return 4
  }

  /// 192.168.100.25: no number is written in four groups of three digits at most.
  private func address(_ index: Int) -> Int? {
    guard index + 3 < groups.count, sign(index + 4) != ".", index == 0 || sign(index) != "." else { return nil }
    let isAddress = (index..<index + 4).allSatisfy { place in
      groups[place].range.count <= 3 && value(place) <= 255
        && (place == index || sign(place) == "." && !isBroken(place))
    }
    return isAddress ? 4 : nil
  }

  /// 13.5%.
  private func percentage(_ index: Int) -> Int? {
    guard index + 1 < groups.count, !isBroken(index + 1), sign(index + 1) == ".", groups[index].range.count <= 3,
      groups[index + 1].range.count <= 2
    else { return nil }
    let rest = String(
      decoding: bytes[written.ranges[groups[index + 1].range.upperBound - 1].upperBound...].prefix(3), as: UTF8.self)
    return rest.hasPrefix("%") || rest.hasPrefix("％") ? 2 : nil
  }

  /// 1,3,5,7,9.
  private func list(_ index: Int) -> Int? {
    guard index + 1 < groups.count, groups[index].range.count <= 3 else { return nil }
    let step = value(index + 1) - value(index)
    guard step > 0 else { return nil }
    var end = index + 1
    while end < groups.count, !isBroken(end), groups[end].range.count <= 3, value(end) - value(end - 1) == step,
      sign(end) == sign(index + 1)
    {
      end += 1
    }
    // The last of 135, 136, 137, 138 1234 5678 begins a number.
    if end < groups.count, !isBroken(end), groups[end - 1].range.count == 3, groups[end].range.count == 4 { end -= 1 }
    // Digits one by one may well be a number.
    let hasLonger = groups[index..<end].contains { $0.range.count > 1 }
    return hasLonger && end - index >= Self.fewestListed ? end - index : nil
  }

  private func isTime(_ index: Int) -> Bool {
    isPart(index, most: 24, fewest: 1) && isPart(index + 1, most: 59) && !isBroken(index + 1)
  }

  private func isPart(_ index: Int, most: Int, fewest: Int = 2) -> Bool {
    index < groups.count && (fewest...2).contains(groups[index].range.count) && value(index) <= most
  }

  private func isBroken(_ index: Int) -> Bool { groups[index].isBroken }

  private func value(_ index: Int) -> Int {
    written.values[groups[index].range].prefix(4).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  /// What stands between a group and the one before it, without blanks.
  private func sign(_ index: Int) -> String {
    guard groups.indices.contains(index), index > 0 else { return "" }
    let gap =
      written.ranges[groups[index - 1].range.upperBound - 1]
      .upperBound..<written.ranges[groups[index].range.lowerBound].lowerBound
    return String(decoding: bytes[gap], as: UTF8.self).filter { $0 != " " }
  }
}
