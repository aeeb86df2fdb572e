/// Which time formats a column's values have: the fewest that read all of them.
struct TimeGuess {
  /// The formats, in the order in which a profile would try them.
  let formats: [TimeFormat]
  /// The same with day and month the other way round, if all values allow that too.
  let otherReading: [TimeFormat]?
  /// Values that no format reads, as a share.
  let unread: Double
  /// Whether the values are numbers of which only the header or other columns can say that they are times.
  let isNumeric: Bool

  var isDateOnly: Bool { formats.allSatisfy { !$0.hasClock } }
  /// Whether both orders of day and month occur, so that no list of formats is right.
  var mixesOrders: Bool { formats.contains { $0.text.hasPrefix("M") } && formats.contains { $0.text.hasPrefix("d") } }

  /// Finds the formats of some values, each with how often it occurs.
  ///
  /// - Returns: `nil` when more than a twentieth of the values are no times (a quarter, under a header of a time).
  /// - Parameters:
  ///   - isDate: whether the header speaks of a date, so that six digits may be one.
  ///   - isTime: whether the header speaks of a time, so that more of the values may be damaged.
  init?(_ values: [(word: String, count: Int)], isDate: Bool = false, isTime: Bool = false) {
    let total = values.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    if let number = Self.numeric(values, isDate: isDate) {
      self = number
      return
    }
    var rest = values
    var formats: [TimeFormat] = []
    while !rest.isEmpty, formats.count < 4 {
      let shapes = Dictionary(grouping: rest.prefix(400)) { Self.shape($0.word) }.values
      let samples = shapes.sorted { ($1.count, $0[0].word) < ($0.count, $1[0].word) }.prefix(8).flatMap { $0.prefix(5) }
      let candidates = Self.candidates.filter { format in samples.contains { Self.seconds($0.word, format) != nil } }
      let reads = candidates.map { format in
        (format: format, count: rest.reduce(0) { $0 + (Self.seconds($1.word, format) == nil ? 0 : $1.count) })
      }
      // The first of the best: candidates stand from the usual to the rare.
      guard let most = reads.map(\.count).max(), most > 0, let best = reads.first(where: { $0.count == most }) else {
        break
      }
      formats.append(best.format)
      rest = rest.filter { Self.seconds($0.word, best.format) == nil }
    }
    let unread = Double(rest.reduce(0) { $0 + $1.count }) / Double(total)
    guard !formats.isEmpty, unread <= (isTime ? 0.25 : 0.05) else { return nil }
    let turned = formats.map { Self.turned($0) }
    let isMixed = formats.contains { $0.text.hasPrefix("M") } && formats.contains { $0.text.hasPrefix("d") }
    let readsTurned =
      !isMixed && turned.compactMap(\.self).count == formats.count
      && values.allSatisfy { value in
        formats.allSatisfy { Self.seconds(value.word, $0) == nil }
          || turned.contains { $0.map { Self.seconds(value.word, $0) != nil } ?? false }
      }
    self.init(
      formats: formats, otherReading: readsTurned ? turned.compactMap(\.self) : nil, unread: unread, isNumeric: false)
  }

  init(formats: [TimeFormat], otherReading: [TimeFormat]?, unread: Double, isNumeric: Bool) {
    self.formats = formats
    self.otherReading = otherReading
    self.unread = unread
    self.isNumeric = isNumeric
  }

  /// The guess with day and month the other way round, or with the order settled.
  func settled(dayFirst: Bool) -> TimeGuess {
    guard let otherReading else { return self }
    let isDayFirst = formats.first?.text.hasPrefix("d") ?? false
    return TimeGuess(
      formats: isDayFirst == dayFirst ? formats : otherReading, otherReading: nil, unread: unread, isNumeric: isNumeric)
  }

  /// A value as seconds on the clock of the export.
  func seconds(_ text: String) -> Int64? {
    for format in formats { if let time = Self.seconds(text, format) { return time } }
    return nil
  }

  static func seconds(_ text: String, _ format: TimeFormat) -> Int64? {
    let time = Array(text.utf8).withUnsafeBufferPointer { format.parse($0) }
    return time.flatMap { (-1_262_304_000..<4_102_444_800).contains($0) ? $0 : nil }
  }

  /// Digits as `9`, letters as `a`: values of one shape have one format.
  private static func shape(_ text: String) -> String {
    String(text.prefix(40).map { $0.isNumber ? "9" : $0.isLetter && $0.isASCII ? "a" : $0 })
  }

  private static func turned(_ format: TimeFormat) -> TimeFormat? {
    let text = format.text
    guard
      text.hasPrefix("M/") || text.hasPrefix("M-") || text.hasPrefix("M.") || text.hasPrefix("d/")
        || text.hasPrefix("d-") || text.hasPrefix("d."),
      text.dropFirst(2).first == "M" || text.dropFirst(2).first == "d",
      text.dropFirst(3).first != "M"
    else { return nil }
    var characters = Array(text)
    characters.swapAt(0, 2)
    return TimeFormat(String(characters))
  }

  /// Moments that are written as numbers: Unix time, days of a spreadsheet, packed dates.
  private static func numeric(_ values: [(word: String, count: Int)], isDate: Bool) -> TimeGuess? {
    let words = values.map(\.word).filter { $0 != "0" }
    guard !words.isEmpty, words.allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E } }) else { return nil }
    func all(_ name: String, _ range: Range<Double>) -> TimeGuess? {
      guard let format = TimeFormat(name), words.allSatisfy({ Double($0).map(range.contains) ?? false }) else {
        return nil
      }
      return TimeGuess(formats: [format], otherReading: nil, unread: 0, isNumeric: true)
    }
    let holdsFractions = words.count { $0.contains(".") } * 2 > words.count
    // Numbers with a zero in front are no counts of seconds.
    guard !words.contains(where: { $0.hasPrefix("0") }) else { return nil }
    if let epoch = all("epoch_s", 946_684_800..<2_200_000_000) { return epoch }
    if let epoch = all("epoch_ms", 946_684_800_000..<2_200_000_000_000) { return epoch }
    if isDate, words.allSatisfy({ $0.count == 6 }), let format = TimeFormat("yyMMdd"),
      words.allSatisfy({ seconds($0, format) != nil })
    {
      return TimeGuess(formats: [format], otherReading: nil, unread: 0, isNumeric: false)
    }
    if holdsFractions, let serial = all("excel_serial", 36_526..<58_000) { return serial }
    return nil
  }

  /// From the usual to the rare; those with the day first after those with the month first.
  private static let candidates: [TimeFormat] = {
    let clocks = [
      " HH:mm:ss", " HH:mm", "THH:mm:ss", "THH:mm", " h:mm:ss a", " h:mm a", " a h:mm:ss", " a h:mm", " HH时mm分ss秒",
      " HH时mm分", "",
    ]
    let years = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy年MM月dd日"]
    let orders = ["/", "-", "."].flatMap { sign in
      ["yyyy", "yy"].flatMap { year in ["M\(sign)d\(sign)\(year)", "d\(sign)M\(sign)\(year)"] }
    }
    let named = ["d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "MMM d yyyy"]
    let comma = ["M/d/yyyy, ", "d/M/yyyy, "].flatMap { date in
      ["HH:mm:ss", "HH:mm", "h:mm:ss a", "h:mm a"].map { date + $0 }
    }
    let packed = ["yyyyMMddHHmmss", "yyyyMMdd HH:mm:ss", "yyyyMMdd"]
    return (packed + (years + orders + named).flatMap { date in clocks.map { date + $0 } } + comma)
      .compactMap { TimeFormat($0) }
  }()
}
