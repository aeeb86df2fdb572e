/// Numbers that are glued to each other, to a date or year, or to a hotline's number: `1381234567813987654321`, `2019030513812345678`,
/// `201913812345678`, `1234513812345678`.
///
/// A run of digits, with blanks and signs between some of them or without, is laid out in dates and numbers from end to end; where two
/// of them meet, a number may begin or end. A run that cannot be laid out, such as most numbers of orders, has no such place.
struct GluedNumbers {
  /// The fewest digits of a year and a mobile.
  static let fewestDigits = 15

  /// Where numbers may begin or end, as indices of the digits.
  private(set) var seams: [Int] = []

  /// What a piece of the layout is.
  private enum Piece {
    case date, number, possibleNumber
  }

  /// Whether a place can be reached by pieces without and with a number among them.
  private struct Reach {
    var plain = false
    var numbered = false
    var isAny: Bool { plain || numbered }
  }

  /// The most digits that a key's serial number has behind a moment: with more, the moment may be none.
  static let longestSerial = 8

  private let digits: [UInt8]
  private let plan: NumberPlan
  private let isKey: Bool
  private let lengths: ClosedRange<Int>

  init(_ run: ArraySlice<UInt8>, plan: NumberPlan, isKey: Bool) {
    digits = Array(run)
    self.plan = plan
    self.isKey = isKey
    lengths = plan.fewestDigits...max(plan.fewestDigits, min(plan.mostDigits, 24))
    let count = digits.count
    var forward = [Reach](repeating: Reach(), count: count + 1)
    var backward = forward
    forward[0].plain = true
    backward[count].plain = true
    var pieces = [[(end: Int, piece: Piece)]](repeating: [], count: count)
    for start in 0..<count where forward[start].isAny {
      pieces[start] = self.pieces(from: start)
      for (end, piece) in pieces[start] {
        forward[end].plain = forward[end].plain || forward[start].plain && piece != .number
        forward[end].numbered = forward[end].numbered || forward[start].numbered || piece == .number
      }
    }
    guard forward[count].numbered else { return }
    for start in (0..<count).reversed() {
      for (end, piece) in pieces[start] where backward[end].isAny {
        backward[start].plain = backward[start].plain || backward[end].plain && piece != .number
        backward[start].numbered = backward[start].numbered || backward[end].numbered || piece == .number
      }
    }
    seams = (1..<count).filter { place in
      forward[place].numbered && backward[place].isAny || forward[place].isAny && backward[place].numbered
    }.map { run.startIndex + $0 }
  }

  private func pieces(from start: Int) -> [(end: Int, piece: Piece)] {
    var pieces: [(end: Int, piece: Piece)] = []
    let rest = digits.count - start
    for day in [8, 6] where isDay(start, digits: day) {
      for clock in [0, 4, 6] where rest >= day + clock && Self.isClock(digits[start + day..<start + day + clock]) {
        pieces.append((start + day + clock, .date))
      }
    }
    // A key may well begin with a year or a hotline; what follows is its serial number.
    if start == 0, !isKey {
      for length in [4, 6] where isYear(digits: length) { pieces.append((length, .date)) }
      for hotline in plan.hotlines where digits.starts(with: hotline) { pieces.append((hotline.count, .date)) }
    }
    // A moment and a serial number in a key.
    if isKey, (6...6 + Self.longestSerial).contains(rest), Self.isClock(digits[start..<start + 6]),
      isDay(start - 8, digits: 8) || isDay(start - 6, digits: 6)
    {
      return pieces
    }
    for length in lengths where length <= rest {
      guard let reading = plan.reading(of: digits[start..<start + length], hasPlus: false) else { continue }
      guard reading.certainty == .possible else {
        pieces.append((start + length, .number))
        continue
      }
      // Any eight digits of a key may be a serial number.
      if !isKey { pieces.append((start + length, .possibleNumber)) }
    }
    return pieces
  }

  /// Whether the digits begin with a year from 2000 to 2099, or with a year and a month.
  private func isYear(digits length: Int) -> Bool {
    guard digits.count > length, digits.starts(with: [0x32, 0x30]) else { return false }
    return length == 4 || NumberPattern.isDate(digits[..<length] + [0x30, 0x31])
  }

  /// Whether a day begins at a place: of eight digits, or of six in the years 2000 to 2029.
  private func isDay(_ start: Int, digits length: Int) -> Bool {
    guard start >= 0, start + length <= digits.count else { return false }
    let day = digits[start..<start + length]
    guard length == 6 else { return NumberPattern.isDate(day) }
    return digits[start] <= UInt8(ascii: "2") && NumberPattern.isDate([0x32, 0x30] + day)
  }

  /// Whether no, four or six digits are hours and minutes, and seconds.
  static func isClock(_ digits: ArraySlice<UInt8>) -> Bool {
    var bounds = [24, 60, 61][...]
    var index = digits.startIndex
    while index + 1 < digits.endIndex, let bound = bounds.popFirst() {
      guard Int(digits[index] &- 0x30) * 10 + Int(digits[index + 1] &- 0x30) < bound else { return false }
      index += 2
    }
    return true
  }
}
