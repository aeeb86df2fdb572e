/// One column of the sampled rows, and what its values look like.
struct ColumnSample {
  /// Places from 0; a date and a clock that belong together are two.
  var indices: [Int]
  let header: HeaderReading
  /// One cell for each row; empty when absent.
  let cells: [String]
  /// The values by frequency.
  let words: [(word: String, count: Int)]
  let filled: Int
  var time: TimeGuess?
  /// For each row the moment, if the column holds times.
  var moments: [Int64?] = []
  /// For each row the duration, if every value reads as one.
  private(set) var durations: [Int64?] = []
  /// Whether the durations are written with colons or units.
  private(set) var hasDurationSigns = false
  private(set) var phoneShare = 0.0
  private(set) var hotlineShare = 0.0
  private(set) var districtShare = 0.0
  private(set) var integerShare = 0.0
  private(set) var meanLength = 0.0
  /// Whether the values are times of a day without the day.
  private(set) var isClockOnly = false

  init(index: Int, header: HeaderReading, cells: [String], districts: Set<String>) {
    indices = [index]
    self.header = header
    var counts: [String: Int] = [:]
    for cell in cells where !cell.isEmpty { counts[cell, default: 0] += 1 }
    words = counts.map { ($0.key, $0.value) }.sorted { ($1.count, $0.word) < ($0.count, $1.word) }
    filled = words.reduce(0) { $0 + $1.count }
    self.cells = cells
    guard filled > 0 else { return }
    let isTime = !header.concepts.isDisjoint(with: [.time, .date])
    time = TimeGuess(words, isDate: header.concepts.contains(.date), isTime: isTime)
    readMoments()
    let (words, filled) = (words, filled)
    func share(_ test: (String) -> Bool) -> Double {
      Double(words.reduce(0) { $0 + (test($1.word) ? $1.count : 0) }) / Double(filled)
    }
    phoneShare = share(ValueShape.isPhone)
    hotlineShare = share(ValueShape.isHotline)
    districtShare = share(districts.contains)
    integerShare = share { Int64($0) != nil }
    meanLength = Double(words.reduce(0) { $0 + $1.word.count * $1.count }) / Double(filled)
    if time == nil, share(ValueShape.isClock) > 0.95 { isClockOnly = Self.isClock(header, share) }
    if time == nil || time?.isNumeric == true, share({ ValueShape.duration($0) != nil }) == 1 {
      durations = cells.map { $0.isEmpty ? nil : ValueShape.duration($0) }
      hasDurationSigns = share { $0.contains { !$0.isNumber && $0 != "." } } > 0.5
    }
  }

  /// A clock is told from a duration by AM and PM, by its header, or by hours that go through the day.
  private static func isClock(_ header: HeaderReading, _ share: ((String) -> Bool) -> Double) -> Bool {
    if header.concepts.contains(.clock) || share({ $0.contains { $0.isLetter } }) > 0.5 { return true }
    let lengths: Set<HeaderConcept> = [.duration, .wait, .queue, .ring, .talk, .hold, .total]
    guard header.concepts.isDisjoint(with: lengths) else { return false }
    return share { (Int($0.prefix { $0.isNumber }) ?? 0) >= 6 } > 0.4
  }

  /// A date column and a clock column as one.
  init(date: ColumnSample, clock: ColumnSample, guess: TimeGuess, cells: [String]) {
    let own = clock.header.concepts.subtracting(HeaderConcept.weak)
    indices = date.indices + clock.indices
    header =
      own.isEmpty || own == [.call]
      ? HeaderReading(
        concepts: date.header.concepts.union(clock.header.concepts),
        unknown: max(date.header.unknown, clock.header.unknown)) : clock.header
    self.cells = cells
    words = []
    filled = cells.count { !$0.isEmpty }
    time = guess
    readMoments()
  }

  mutating func readMoments() {
    guard let time else { return }
    let isEpoch = time.isNumeric
    moments = cells.map { $0.isEmpty || (isEpoch && $0 == "0") ? nil : time.seconds($0) }
  }

  var filledShare: Double {
    guard !cells.isEmpty else { return 0 }
    return Double(time == nil ? filled : moments.count { $0 != nil }) / Double(cells.count)
  }
  var distinctShare: Double { filled == 0 ? 0 : Double(words.count) / Double(filled) }
  var isTime: Bool { time != nil && !isNumericWithoutWord }
  /// Numbers of seconds or days may as well be ids: only a header that speaks of a time, or another column, decides.
  var isNumericWithoutWord: Bool {
    guard time?.isNumeric == true else { return false }
    return header.concepts.contains(.id) || header.concepts.contains(.number) || header.concepts.contains(.duration)
  }
  /// Whether the column may hold words of a vocabulary.
  var isWordy: Bool {
    filled > 0 && !isTime && !isClockOnly && words.count <= 40 && meanLength <= 40
      && (distinctShare <= 0.5 || words.count <= 6)
  }
}
