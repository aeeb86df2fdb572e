import HotlineCalendar
import HotlineModel

/// Quick ways to read a cell, chosen once for each file: a plain column of the usual form is read without the profile.
///
/// A value that a quick way cannot read for certain goes to the full way in ``RecordBuilder``; both give the same result.
struct QuickField {
  enum Way: UInt8 {
    /// There is nothing to read, or another field gives it.
    case nothing
    /// One column of text that stands for itself.
    case text
    /// One column of identities: a spreadsheet may have rounded them, and full-width letters count as narrow ones.
    case identity
    /// One column of hotlines.
    case line
    /// One column of seats.
    case agent
    /// One column of a citizen's number.
    case caller
    /// One column of times, usually `yyyy-MM-dd HH:mm:ss`.
    case time
    /// One column of durations, bare numbers of seconds.
    case seconds
    /// One column of words.
    case word
    /// Everything else.
    case long
  }

  let way: Way
  let column: Int
  var days = RecentDay()
  var words = RecentWords()
  /// The span of time with one offset from UTC that the last time lies in.
  var stretch: LocalZone.Stretch
  /// Whether the column's identities are known to have all their digits, so that long ones need no second look.
  var isComplete = false
  /// Whether the column's names are codes; see ``CodeColumn``.
  var holdsCodes = false
  /// The most characters of a text.
  let longest: Int

  init(_ field: ColumnPlan.Field, clock: LocalZone) {
    stretch = clock.stretch(atLocal: 0)
    longest = field.manner.longest
    var way = Way.long
    var column = 0
    switch field.step {
    case .absent, .plus: way = .nothing
    case .columns(let columns) where columns.count == 1:
      column = columns[0]
      switch field.content {
      case .text where field.field == .caller: way = .caller
      case .text where field.words.isEmpty:
        way =
          switch field.manner {
          case .key: .identity
          case .line: .line
          case .agent: .agent
          default: .text
          }
      case .time where field.source?.formats.first?.text == RecentDay.format: way = .time
      case .seconds where (field.source?.unit ?? .seconds) == .seconds: way = .seconds
      case .word, .flag: way = .word
      default: break
      }
    default: break
    }
    self.way = way
    self.column = column
  }
}

/// Reads `2019-01-05 08:00:01`. It remembers the day, because most rows repeat the day of the row before.
struct RecentDay {
  static let format = "yyyy-MM-dd HH:mm:ss"
  private var year: UInt64 = 0
  private var monthAndDay: UInt16 = 0
  /// Seconds from 1970 to the day's midnight, on the clock of the export.
  private var midnight: Int64 = 0

  /// Seconds since 1970 on the export's clock; `nil` when the bytes are not nineteen of exactly this form.
  @inline(__always)
  mutating func seconds(_ bytes: Bytes) -> Int64? {
    guard bytes.count == 19, bytes[10] == 0x20, bytes[13] == 0x3A, bytes[16] == 0x3A else { return nil }
    guard let hour = Self.two(bytes, 11), let minute = Self.two(bytes, 14), let second = Self.two(bytes, 17), hour < 24,
      minute < 60, second < 60
    else { return nil }
    let raw = UnsafeRawBufferPointer(bytes)
    let front = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    let back = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if front != year || back != monthAndDay {
      guard bytes[4] == 0x2D, bytes[7] == 0x2D, let century = Self.two(bytes, 0), let years = Self.two(bytes, 2),
        let month = Self.two(bytes, 5), let day = Self.two(bytes, 8),
        let date = LocalDay(year: century * 100 + years, month: month, day: day)
      else { return nil }
      (year, monthAndDay) = (front, back)
      midnight = Int64(date.number) * 86_400
    }
    return midnight + Int64(hour * 3_600 + minute * 60 + second)
  }

  @inline(__always)
  private static func two(_ bytes: Bytes, _ index: Int) -> Int? {
    let (tens, ones) = (bytes[index] &- 0x30, bytes[index + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }
}

/// The words of one column seen before, up to sixteen bytes each.
struct RecentWords {
  private struct Entry {
    var low: UInt64
    var high: UInt64
    var cell: RecordBatch.Cell
  }

  private var entries: [Entry] = []
  private static let limit = 16
  /// Marks a word that no vocabulary has: the field is empty and a remark counts it.
  static let unknown = RecordBatch.Cell(bits: -1, isPresent: false)

  /// The result for a word the last time.
  @inline(__always)
  func cell(of bytes: Bytes) -> RecordBatch.Cell? {
    guard let (low, high) = Self.pack(bytes) else { return nil }
    return entries.withUnsafeBufferPointer { entries in
      for index in 0..<entries.count where entries[index].low == low && entries[index].high == high {
        return entries[index].cell
      }
      return nil
    }
  }

  mutating func remember(_ cell: RecordBatch.Cell, of bytes: Bytes) {
    guard entries.count < Self.limit, let (low, high) = Self.pack(bytes) else { return }
    entries.append(Entry(low: low, high: high, cell: cell))
  }

  /// The bytes as two numbers. Words hold no NUL, so that zeros after a shorter word make it differ.
  @inline(__always)
  private static func pack(_ bytes: Bytes) -> (UInt64, UInt64)? {
    guard (1...16).contains(bytes.count) else { return nil }
    let raw = UnsafeRawBufferPointer(bytes)
    if bytes.count >= 8 {
      // The last eight bytes overlap the first; with the length in view both are unique.
      let low = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      let tail = raw.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
      return (low, bytes.count == 8 ? 0 : tail >> UInt64(8 * (16 - bytes.count)))
    }
    var low: UInt64 = 0
    for index in 0..<bytes.count { low |= UInt64(bytes[index]) << UInt64(8 * index) }
    return (low, 0)
  }
}
