import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// How a profile says that times are written: `yyyy-MM-dd HH:mm:ss`, `M/d/yyyy h:mm a`, or one of the words
/// `epoch_s`, `epoch_ms`, `excel_serial`.
///
/// Letters: `yyyy` or `yy` year, `M` month, `MMM` or `MMMM` its English name, `d` day, `H` hour 0–23, `h` hour 1–12 with `a`
/// (上午/下午/晚上…, AM/PM), `m` minute, `s` second, `S` fraction. One letter or two, a number may have one digit or two.
/// Everything but letters, and `T`, stands for itself; a blank for one or more blanks. A fraction after the seconds and a
/// zone (`Z`, `+08:00`, `GMT+8`) at the end are understood. 24:00:00 is the next day's 0:00.
struct TimeFormat: Sendable, Hashable {
  /// A piece of a format. Numbers have a least number of digits: two where another number stands beside them.
  enum Part: Hashable {
    case year4, year2
    case month(Int), monthName, day(Int), hour24(Int), hour12(Int), minute(Int), second(Int)
    case half, fraction
    case literal([UInt8])
    case blanks
  }

  enum Style: Hashable {
    case parts([Part])
    case epochSeconds, epochMilliseconds, excelSerial
  }

  /// The text that was given.
  let text: String
  /// Whether such times are exact to the second.
  let hasSeconds: Bool
  /// Whether such times have a time of day.
  let hasClock: Bool
  let style: Style

  /// The formats tried when a profile names none: those that Chinese platforms and spreadsheets write, and those in which
  /// the month's name leaves no doubt.
  static let usual: [TimeFormat] = [
    "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy年MM月dd日 HH:mm:ss", "yyyy年MM月dd日 HH时mm分ss秒",
    "yyyy-MM-ddTHH:mm:ss", "yyyyMMddHHmmss", "yyyyMMdd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm",
    "yyyy年MM月dd日 HH:mm", "yyyy年MM月dd日 HH时mm分", "yyyyMMdd HH:mm", "yyyyMMddTHHmmss", "yyyy.MM.dd HH:mm:ss",
    "yyyy-MM-ddTHH:mm", "yyyy/MM/dd a h:mm:ss", "yyyy-MM-dd a h:mm:ss", "yyyy年MM月dd日 a h:mm:ss",
    "yyyy/MM/dd h:mm:ss a", "yyyy/MM/dd a h:mm", "yyyy-MM-dd a h:mm", "yyyy年MM月dd日 a h:mm", "yyyy年MM月dd日 a h时mm分",
    "yyyy-MM-dd", "yyyy/MM/dd", "yyyy年MM月dd日", "yyyy.MM.dd", "yyyyMMdd", "d MMM yyyy HH:mm:ss", "d-MMM-yyyy HH:mm:ss",
    "MMM d, yyyy HH:mm:ss", "d MMM yyyy h:mm:ss a", "d-MMM-yyyy h:mm:ss a", "MMM d, yyyy h:mm:ss a",
    "d MMM yyyy HH:mm", "d-MMM-yyyy HH:mm", "MMM d, yyyy HH:mm", "MMM d, yyyy h:mm a", "d MMM yyyy", "d-MMM-yyyy",
    "MMM d, yyyy",
  ].compactMap { TimeFormat($0) }

  /// Compiles a format; `nil` when it is none, see ``problem(in:)``.
  init?(_ text: String) {
    guard Self.problem(in: text) == nil else { return nil }
    self.text = text
    switch text {
    case "epoch_s": style = .epochSeconds
    case "epoch_ms": style = .epochMilliseconds
    case "excel_serial": style = .excelSerial
    default:
      let parts = Self.compile(text)
      style = .parts(parts)
      hasSeconds = parts.contains { if case .second = $0 { true } else { false } }
      hasClock = text.contains { "hH".contains($0) }
      return
    }
    hasSeconds = true
    hasClock = true
  }

  private static let words = ["epoch_s", "epoch_ms", "excel_serial"]

  /// The tokens of a format, for messages.
  static let tokens = "yyyy yy M MM MMM MMMM d dd H HH h hh a m mm s ss S T"

  /// The runs of equal letters, and what stands between them.
  private static func runs(_ text: String) -> [(letter: Character, text: String)] {
    var runs: [(letter: Character, text: String)] = []
    for character in text {
      if let last = runs.last, last.letter == character {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append((character, String(character)))
      }
    }
    return runs
  }

  /// What is wrong with a format: a letter that stands for nothing (`YYYY`, `DD`, `n`), one that stands twice, one that
  /// lacks its companion; `nil` for a good one.
  static func problem(in text: String) -> LocalizedText? {
    if words.contains(text) { return nil }
    let known = Set(tokens.split(separator: " ").map(String.init))
    var letters: Set<Character> = []
    for run in runs(text) where run.letter.isASCII && run.letter.isLetter || run.letter == "'" {
      let isFraction = run.letter == "S" && run.text.count <= 9
      guard known.contains(run.text) || isFraction else {
        return LocalizedText(
          zh: "“\(text)”中的“\(run.text)”不是时间格式的字母", en: "“\(run.text)” in “\(text)” stands for nothing")
      }
      guard letters.insert(run.letter).inserted || run.letter == "T" else {
        return LocalizedText(zh: "“\(text)”中“\(run.letter)”出现两次", en: "“\(run.letter)” stands twice in “\(text)”")
      }
    }
    let needs: [(has: String, needs: Character)] = [
      ("", "y"), ("", "M"), ("", "d"), ("h", "a"), ("s", "m"), ("S", "s"),
    ]
    for rule in needs where rule.has.isEmpty || letters.contains(where: { rule.has.contains($0) }) {
      if !letters.contains(rule.needs) {
        return LocalizedText(zh: "“\(text)”缺少“\(rule.needs)”", en: "“\(text)” lacks “\(rule.needs)”")
      }
    }
    if !letters.isDisjoint(with: "mahH"), letters.contains("H") == letters.contains("h") {
      return LocalizedText(zh: "“\(text)”须有 H 或 h 之一", en: "“\(text)” needs one of H and h")
    }
    return nil
  }

  private static func compile(_ text: String) -> [Part] {
    let runs = runs(text)
    func isNumber(_ index: Int) -> Bool {
      guard runs.indices.contains(index) else { return false }
      return "yMdHhmsS".contains(runs[index].letter) && !runs[index].text.hasPrefix("MMM")
    }
    return runs.indices.map { index in
      let run = runs[index]
      // Digits that stand together (20190105080311) have fixed widths.
      let least = isNumber(index - 1) || isNumber(index + 1) ? 2 : 1
      switch run.letter {
      case "y": return run.text.count == 4 ? .year4 : .year2
      case "M": return run.text.count >= 3 ? .monthName : .month(least)
      case "d": return .day(least)
      case "H": return .hour24(least)
      case "h": return .hour12(least)
      case "m": return .minute(least)
      case "s": return .second(least)
      case "S": return .fraction
      case "a": return .half
      case " ": return .blanks
      default: return .literal(Array(run.text.utf8))
      }
    }
  }
}

/// Whether it is clear which number is the day and which the month.
extension TimeFormat {
  /// The pieces from the first of year, month and day to the last; the year's width does not matter.
  private var date: [Part]? {
    guard case .parts(let parts) = style else { return nil }
    func isDate(_ part: Part) -> Bool {
      switch part {
      case .year4, .year2, .month, .day: true
      default: false
      }
    }
    guard let first = parts.firstIndex(where: isDate), let last = parts.lastIndex(where: isDate) else { return nil }
    return parts[first...last].map { part in
      switch part {
      case .year2: .year4
      case .month: .month(1)
      case .day: .day(1)
      default: part
      }
    }
  }

  /// Whether two formats of the list differ in their order of day and month alone, so that 3/4/2019 is read by whichever
  /// comes first.
  static func allowBothOrders(_ formats: [TimeFormat]) -> Bool {
    let dates = Set(formats.compactMap(\.date))
    return dates.contains { date in
      let swapped = date.map { part -> Part in
        switch part {
        case .month: .day(1)
        case .day: .month(1)
        default: part
        }
      }
      return swapped != date && dates.contains(swapped)
    }
  }

  /// The format with day and month in each other's place; `nil` where the month is a name or the format has no such parts.
  var withDayAndMonthSwapped: TimeFormat? {
    guard case .parts(let parts) = style, !parts.contains(.monthName) else { return nil }
    return TimeFormat(String(text.map { $0 == "M" ? "d" : $0 == "d" ? "M" : $0 }))
  }
}
