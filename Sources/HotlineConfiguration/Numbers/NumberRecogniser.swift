/// A citizen's number that was found in a text.
package struct FoundNumber: Sendable, Hashable {
  /// The bytes of the text that write it.
  package var range: Range<Int>
  /// What it is.
  package var kind: NumberPlan.Kind
  /// How sure that is.
  package var certainty: NumberPlan.Certainty
  /// The number as it is dialled at home, in ASCII digits.
  package var digits: [UInt8]
  /// Whether its digits stand side by side.
  package var isRun: Bool
}

/// Finds citizens' numbers, however they are spelled: the one place that knows which digits are a person's.
///
/// A number begins and ends where a group of digits does: at a blank, a sign, a letter, the text's end, or where it is glued to
/// a date or to another number. So no number is seen inside the longer number of an order. What is certain is found first, then
/// what is likely, then what is only possible (``NumberPlan/Certainty``).
package struct NumberRecogniser: Sendable {
  let plan: NumberPlan
  /// The fewest digits of a person's number.
  package let fewestDigits: Int
  private let mostDigits: Int
  private let leastBeforeX: Int?
  let beginnings: KeyBeginnings

  private nonisolated(unsafe) static var chosen = NumberRecogniser(.standard)

  /// The recogniser of the plan in force.
  package static var current: NumberRecogniser { chosen }

  static func use(_ plan: NumberPlan) { chosen = NumberRecogniser(plan) }

  /// Creates the recogniser of a plan.
  package init(_ plan: NumberPlan) {
    self.plan = plan
    fewestDigits = plan.fewestDigits
    mostDigits = plan.mostDigits
    leastBeforeX = plan.leastBeforeX
    beginnings = KeyBeginnings(plan)
  }

  /// The numbers in a text, in its order.
  package func numbers(in text: String) -> [FoundNumber] { numbers(in: text, isKey: false) }

  /// - Parameter isKey: whether the text is a key, which may be a moment and a serial number: `20190305130811` and `00001` are no
  ///   day and a mobile.
  func numbers(in text: String, isKey: Bool) -> [FoundNumber] {
    let written = WrittenDigits(text, leastBeforeX: leastBeforeX)
    guard written.count >= fewestDigits else { return [] }
    var search = NumberSearch(written, of: text, plan: plan, mostDigits: mostDigits, isKey: isKey)
    for certainty in [NumberPlan.Certainty.certain, .likely, .possible] { search.look(for: certainty) }
    return search.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The digits of a text in which nothing else stands but blanks, signs and invisible characters, and whether a plus sign comes
  /// before them; `nil` for other texts.
  package static func digitsAlone(in text: String) -> (digits: [UInt8], hasPlus: Bool)? {
    let written = WrittenDigits(text, leastBeforeX: nil)
    guard !written.holdsOthers, let first = written.joints.first else { return nil }
    return (written.values, first.contains(.plus))
  }
}

/// The search for the numbers of one text.
private struct NumberSearch {
  private let written: WrittenDigits
  private let text: String
  private let plan: NumberPlan
  private let mostDigits: Int
  /// Whether a number may begin or end before a digit; one more than there are digits.
  private var isSeam: [Bool]
  /// Whether a digit belongs to a number that was found.
  private var isTaken: [Bool]
  /// Whether a digit belongs to a written moment, `2019-03-05 08:03:11`.
  private let isOfMoment: [Bool]
  /// Whether a digit belongs to a clock time, a percentage, a list or an address.
  private let isOfFigure: [Bool]
  /// Days whose year, month and day stand apart.
  private let days: [Range<Int>]
  private let isKey: Bool
  private(set) var found: [FoundNumber] = []

  init(_ written: WrittenDigits, of text: String, plan: NumberPlan, mostDigits: Int, isKey: Bool) {
    self.written = written
    self.text = text
    self.plan = plan
    self.mostDigits = mostDigits
    self.isKey = isKey
    let count = written.count
    isTaken = Array(repeating: false, count: count)
    isSeam = (0...count).map { $0 == count || !written.joints[$0].isDisjoint(with: [.apart, .broken]) }
    let groups = Self.groups(written, isSeam)
    isOfMoment = WrittenMoments.marks(groups, values: written.values, count: count)
    days = WrittenMoments.days(groups, values: written.values)
    isOfFigure = WrittenFigures(groups, of: written, in: text).marks
    for group in groups where !addSeams(in: group.range, isKey: isKey) {
      addTail(of: group.range, isKey: isKey)
    }
    // A group that is a number by itself is no part of another one.
    let whole = groups.filter { isNumber($0.range) }.map(\.range)
    for chain in Self.chains(groups) {
      // The longest part that can be laid out tells; a key may end in a serial number.
      guard chain.first(where: { addSeams(in: $0, outside: whole, isKey: isKey) }) == nil else { continue }
      _ = chain.first { part in
        !whole.contains { part.contains($0.lowerBound) } && addTail(of: part, isKey: isKey)
      }
    }
  }

  /// Adds the places at which numbers in a run meet something else; whether there are any.
  ///
  /// - Parameter whole: runs that have no such place.
  private mutating func addSeams(in run: Range<Int>, outside whole: [Range<Int>] = [], isKey: Bool) -> Bool {
    guard run.count >= GluedNumbers.fewestDigits else { return false }
    let seams = GluedNumbers(written.values[run], plan: plan, isKey: isKey).seams.filter { seam in
      !whole.contains { $0.lowerBound < seam && seam < $0.upperBound }
    }
    for seam in seams { isSeam[seam] = true }
    return !seams.isEmpty
  }

  private func isNumber(_ run: Range<Int>) -> Bool {
    plan.reading(of: written.values[run], hasPlus: false).map { $0.certainty > .possible } ?? false
  }

  /// Adds the place at which a number and what is glued to it meet; whether there is one inside a group.
  @discardableResult
  private mutating func addTail(of run: Range<Int>, isKey: Bool) -> Bool {
    guard run.count >= NumberTail.fewestDigits else { return false }
    let begin = text.utf8.index(text.startIndex, offsetBy: written.ranges[run.lowerBound].lowerBound)
    let end = text.utf8.index(text.startIndex, offsetBy: written.ranges[run.upperBound - 1].upperBound)
    let tail = NumberTail(written.values[run], plan)
    guard
      let seam = tail.seam(
        after: text[..<begin].suffix(NumberTail.reach), before: text[end...].prefix(NumberTail.reach), isKey: isKey),
      !isSeam[seam]
    else { return false }
    isSeam[seam] = true
    return true
  }

  /// Groups with nothing but blanks and signs between them, `20190305138 1234 5678`: for each such chain its parts of two groups and
  /// more, the longest first.
  private static func chains(_ groups: [WrittenMoments.Group]) -> [[Range<Int>]] {
    var chains: [[Range<Int>]] = []
    var first = 0
    for next in 1..<max(1, groups.count + 1) where next == groups.count || groups[next].isBroken {
      let chain = groups[first..<next].prefix(mostChained)
      chains.append(
        chain.indices.flatMap { begin in
          chain[begin...].dropFirst().map { chain[begin].range.lowerBound..<$0.range.upperBound }
        }.filter { $0.count <= mostDigitsChained }.sorted { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) })
      first = next
    }
    return chains
  }

  /// The most groups, and the most digits, that are laid out together: a day and two numbers.
  private static let mostChained = 12
  private static let mostDigitsChained = 48

  /// Digits that stand side by side, and whether something breaks them off from those before.
  private static func groups(_ written: WrittenDigits, _ isSeam: [Bool]) -> [WrittenMoments.Group] {
    var groups: [WrittenMoments.Group] = []
    var start = 0
    for end in 1..<max(1, isSeam.count) where isSeam[end] {
      groups.append(.init(range: start..<end, isBroken: written.joints[start].contains(.broken)))
      start = end
    }
    return groups
  }

  /// Looks for numbers of one certainty among the digits that are still free, the leftmost and longest first.
  mutating func look(for certainty: NumberPlan.Certainty) {
    let least = certainty == .possible ? plan.fewestDigits : plan.fewestLikelyDigits
    var start = 0
    while start + least <= written.count {
      guard isSeam[start], !isTaken[start], let number = number(from: start, certainty),
        !isOutranked(number.digits, certainty)
      else {
        start += 1
        continue
      }
      found.append(number.found)
      for index in number.digits { isTaken[index] = true }
      start = number.digits.upperBound
    }
  }

  /// Whether a number that is grouped as people group them begins before, or ends behind, digits that it shares with a number that is
  /// grouped otherwise: `1330-1700 138 1234 5678`, `1301 021-62345678 20%`.
  private func isOutranked(_ range: Range<Int>, _ certainty: NumberPlan.Certainty) -> Bool {
    guard !isUsual(range) else { return false }
    return (max(0, range.lowerBound - Self.mostBefore)..<range.upperBound).contains { start in
      isSeam[start]
        && [certainty, .likely].contains { certainty in
          guard let other = number(from: start, certainty) else { return false }
          return other.digits.overlaps(range) && isUsual(other.digits)
            && (other.digits.lowerBound < range.lowerBound || other.digits.upperBound > range.upperBound)
        }
    }
  }

  /// As many digits of another number may stand before those of one.
  private static let mostBefore = 16

  /// The last groups of a mobile, of a landline and of an identity card, by how many digits they have.
  private static let usualGroups = [[3, 4, 4], [3, 8], [7, 4], [4, 4], [6, 8, 4], [6, 4, 4, 4]]

  private func sizes(_ range: Range<Int>) -> [Int] {
    var sizes = [0]
    for digit in range {
      if digit > range.lowerBound, written.joints[digit].contains(.apart) { sizes.append(0) }
      sizes[sizes.count - 1] += 1
    }
    return sizes
  }

  /// Whether digits in several groups are of a day and what else stands in a key: `13-2019-1-12-34`, `190301-00012`.
  private func isOfDay(_ range: Range<Int>) -> Bool {
    let sizes = sizes(range)
    if days.contains(where: range.overlaps) { return sizes.count > 1 && !isUsual(range) }
    return isKey && sizes == [6, 5] && NumberPattern.isDate([0x32, 0x30] + written.values[range].prefix(6))
  }

  private func isUsual(_ range: Range<Int>) -> Bool {
    let sizes = sizes(range)
    return sizes.count == 1 || Self.usualGroups.contains { sizes.suffix($0.count) == $0[...] }
  }

  private func number(
    from start: Int, _ certainty: NumberPlan.Certainty
  ) -> (digits: Range<Int>, found: FoundNumber)? {
    var ends: [Int] = []
    var end = start + 1
    while end <= written.count, end - start <= mostDigits {
      if isSeam[end] { ends.append(end) }
      guard end < written.count, !isTaken[end], !written.joints[end].contains(.broken) else { break }
      end += 1
    }
    let hasPlus = written.joints[start].contains(.plus)
    if let known = number(from: start, ends, certainty, { plan.reading(of: $0, hasPlus: hasPlus) }) { return known }
    guard hasPlus, certainty == .certain else { return nil }
    let near = endsBeforeNumber(ends)
    return number(from: start, near, certainty, plan.readingFromAbroad)
      ?? number(from: start, near, certainty, plan.readingOfUnknownCountry)
  }

  /// The ends up to the first at which another number begins: `+62345678/138 1234 5678` are two.
  private func endsBeforeNumber(_ ends: [Int]) -> [Int] {
    let next = ends.firstIndex { begin in
      ends.contains {
        begin < $0 && plan.reading(of: written.values[begin..<$0], hasPlus: false)?.certainty == .certain
      }
    }
    return next.map { Array(ends[...$0]) } ?? ends
  }

  private func number(
    from start: Int, _ ends: [Int], _ certainty: NumberPlan.Certainty,
    _ read: (ArraySlice<UInt8>) -> NumberPlan.NumberReading?
  ) -> (digits: Range<Int>, found: FoundNumber)? {
    for end in ends.reversed() {
      let range = start..<end
      guard
        let reading = read(written.values[range]), reading.certainty == certainty, isBelieved(range, certainty),
        reading.kind == .identityCard || !isOfDay(range),
        // What lost a zero in a spreadsheet was a number there, without signs.
        certainty != .possible || reading.kind == .local || parts(of: range) == 1
          || plan.isFromAbroad(written.values[range])
      else { continue }
      let found = FoundNumber(
        range: written.ranges[start].lowerBound..<written.ranges[end - 1].upperBound, kind: reading.kind,
        certainty: certainty, digits: reading.digits, isRun: parts(of: range) == 1)
      return (range, found)
    }
    return nil
  }

  private func parts(of range: Range<Int>) -> Int {
    1 + range.dropFirst().count { written.joints[$0].contains(.apart) }
  }

  private func isBelieved(_ range: Range<Int>, _ certainty: NumberPlan.Certainty) -> Bool {
    // The digits of a moment are its own, unless they stand side by side.
    let parts = parts(of: range)
    if parts > 1 {
      // Nor does a number begin or end with figures: 13:30-17:00 138 1234 5678.
      let isEdged = isOfFigure[range.lowerBound] || isOfFigure[range.upperBound - 1]
      if isEdged, certainty > .possible { return false }
      if range.allSatisfy({ isOfMoment[$0] || isOfFigure[$0] }) { return false }
    }
    guard certainty == .possible else { return true }
    // Eight digits in a word or a hash are no telephone's; nor are eight that are strewn about, unless nothing else is there.
    let isAlone = range == 0..<written.count && !written.holdsOthers && parts * 2 <= range.count
    return (parts <= 2 || isAlone || plan.isFromAbroad(written.values[range]))
      && !written.joints[range.lowerBound].contains(.afterLetter)
      && !written.isBeforeLetter[range.upperBound - 1] && !WrittenSpans.isSpan(range, of: written, in: text)
  }
}
