import CLibXLSXWriter
import HotlineDocument

/// A day or a moment that stands alone in a cell, `2019-12-02 13:12:55`: as a date a spreadsheet sorts, filters and subtracts it.
struct CellMoment {
  let date: lxw_datetime
  /// How the spreadsheet writes it: as it stands in the text.
  let format: String

  /// `nil` for every other text.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard [10, 16, 19].contains(bytes.count) else { return nil }
    let pattern = Array("0000-00-00 00:00:00".utf8.prefix(bytes.count))
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    guard zip(bytes, pattern).allSatisfy({ isDigit($1) ? isDigit($0) : $0 == $1 }) else { return nil }
    func number(_ places: Range<Int>) -> Int32 {
      places.upperBound <= bytes.count ? bytes[places].reduce(0) { $0 * 10 + Int32($1) - 48 } : 0
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    let days: [Int32] = [
      31, year % 4 == 0 && year % 100 != 0 || year % 400 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]
    // A spreadsheet's first sixty days are a day off.
    guard (1901...9999).contains(year), (1...12).contains(month), (1...days[Int(month) - 1]).contains(day), hour < 24,
      minute < 60, second < 60
    else { return nil }
    date = lxw_datetime(year: year, month: month, day: day, hour: hour, min: minute, sec: Double(second))
    format = String("yyyy-mm-dd hh:mm:ss".prefix(bytes.count))
  }
}

extension ReportTable.Cell {
  /// The moment that the cell holds; `nil` for a number, and for a text that is anything else.
  var moment: CellMoment? {
    guard case .text(let text) = content, text.inlines.count == 1, formula == nil else { return nil }
    return CellMoment(text.plain)
  }
}
