import Foundation
import Testing

@testable import HotlineReading

/// Cells of workbooks and web pages against what Foundation, or a slower way, makes of them.
@Suite("Cells")
struct CellTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  private func text(_ number: String, _ format: CellFormat, is1904: Bool = false) -> String {
    var cell = CellNumber(is1904: is1904)
    let bytes = Array(number.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      cell.formatted(buffer, as: format).map { String(decoding: $0, as: UTF8.self) } ?? number
    }
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The day that Foundation finds so many days after a first one.
  private func day(_ number: Int, after first: Double) -> String {
    let date = Date(timeIntervalSince1970: first + Double(number) * 86_400)
    let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
    let year = String(parts.year ?? 0)
    return String(repeating: "0", count: 4 - year.count) + year + "-\(two(parts.month ?? 0))-\(two(parts.day ?? 0))"
  }

  @Test("days and clocks of both date systems are Foundation's", arguments: [false, true])
  func serials(is1904: Bool) {
    var dice = Dice(is1904 ? 1 : 2)
    // 1899-12-30 and 1904-01-01, in Unix seconds.
    let first: Double = is1904 ? -2_082_844_800 : -2_209_161_600
    let date = CellFormat.time(hasDate: true, hasClock: false, hasFraction: false)
    let both = CellFormat.time(hasDate: true, hasClock: true, hasFraction: false)
    let fine = CellFormat.time(hasDate: true, hasClock: true, hasFraction: true)
    for round in 0..<1500 {
      let serial = round < 400 ? 61 + round : dice.roll(61..<(is1904 ? 2_957_003 : 2_958_466))
      let day = day(serial, after: first)
      #expect(text("\(serial)", date, is1904: is1904) == day)
      let second = dice.roll(1..<86_400)
      let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      let number = "\(Double(serial) + Double(second) / 86_400)"
      #expect(text(number, both, is1904: is1904) == "\(day) \(clock)")
      #expect(text(number, date, is1904: is1904) == "\(day) \(clock)", "a hidden clock is kept")
      #expect(text(number, fine, is1904: is1904) == "\(day) \(clock).000")
    }
  }

  @Test("the first days of 1900: Excel counts a 29 February that never was")
  func firstDays() {
    let date = CellFormat.time(hasDate: true, hasClock: false, hasFraction: false)
    for serial in 1...59 { #expect(text("\(serial)", date) == day(serial, after: -2_209_075_200)) }
    #expect(text("60", date) == "1900-02-28", "the day that never was is the one before it")
    #expect(text("61", date) == "1900-03-01")
  }

  @Test(
    "clocks, lengths of time and what stays a number",
    arguments: [
      ("0.5", CellFormat.time(hasDate: false, hasClock: true, hasFraction: false), "12:00:00"),
      ("0.999994", .time(hasDate: false, hasClock: true, hasFraction: false), "23:59:59"),
      ("1.5", .time(hasDate: false, hasClock: true, hasFraction: false), "36:00:00"),
      ("1", .time(hasDate: false, hasClock: true, hasFraction: false), "24:00:00"),
      ("365.5", .time(hasDate: false, hasClock: true, hasFraction: false), "8772:00:00"),
      ("366.5", .time(hasDate: false, hasClock: true, hasFraction: false), "1900-12-31 12:00:00"),
      ("0.5", .time(hasDate: true, hasClock: true, hasFraction: false), "12:00:00"),
      ("0.25", .time(hasDate: true, hasClock: false, hasFraction: false), "0.25"),
      ("0.5000057870", .time(hasDate: false, hasClock: true, hasFraction: true), "12:00:00.500"),
      ("0", .duration, "0:00:00"), ("0.041655", .duration, "0:59:59"), ("0.0416667", .duration, "1:00:00"),
      ("100", .duration, "2400:00:00"), ("-1", .duration, "-1"), ("2958466", .duration, "2958466"),
      ("2958465.5", .duration, "71003172:00:00"), ("x", .duration, "x"), ("", .duration, ""),
      ("42", .padded(digits: 5), "00042"), ("12345", .padded(digits: 5), "12345"),
      ("123456", .padded(digits: 5), "123456"),
      ("4.5", .padded(digits: 5), "4.5"), ("1234", .padded(digits: 5), "01234"), ("1e2", .padded(digits: 5), "100"),
      ("1e400", .number, "1e400"), ("1e29", .number, "1" + String(repeating: "0", count: 29)),
      ("1e30", .number, "1e30"),
      ("1e-15", .number, "0.000000000000001"), ("9e-16", .number, "9e-16"), ("-12.5e1", .number, "-125"),
      ("-0.05", .number, "-0.05"), ("123456789.123456789", .number, "123456789.123457"),
      ("0.1234567890123456", .number, "0.123456789012346"),
      ("123.4567890123450", .number, "123.456789012345"), ("1.25E2", .number, "125"), ("12E-1", .number, "1.2"),
      ("100.0", .number, "100"),
      ("1.5x", .number, "1.5x"), ("0.00", .number, "0"), ("5.0e-1", .number, "0.5"),
      // An exponent without end is no number to count with.
      ("0.1e-9223372036854775808", .number, "0"), ("0.0e-9223372036854775808", .number, "0"),
      ("1e-9223372036854775807", .number, "0"), ("1e-4000000000", .number, "0"),
      ("0e9223372036854775807", .number, "0"),
      ("-1e-400", .padded(digits: 5), "0"), ("1e99999999999999999999", .number, "1e99999999999999999999"),
      ("0.0e-9223372036854775808", .duration, "0:00:00"),
    ])
  func values(number: String, format: CellFormat, expected: String) {
    #expect(text(number, format) == expected)
  }

  @Test("any digits, point and exponent are a number of the same value, or stay as they are")
  func anyNumber() {
    var dice = Dice(3)
    let exponents = [
      "", "e0", "E+2", "e-3", "e14", "e-14", "e29", "e-40", "e300", "e-330", "e-9223372036854775808",
      "e9223372036854775807",
    ]
    for _ in 0..<3_000 {
      let digits = (0..<dice.roll(1..<20)).map { _ in "0123456789".randomElement(using: &dice).map(String.init) ?? "" }
        .joined()
      let point = dice.roll(0..<digits.count + 1)
      let number = "\(digits.prefix(point)).\(digits.dropFirst(point))\(exponents[dice.roll(0..<exponents.count)])"
      for format in [CellFormat.number, .padded(digits: 6), .duration] {
        let written = text(number, format)
        #expect(written.utf8.count < 80, "\(number)")
        guard format == .number, written != number, let value = Double(number) else { continue }
        #expect(Double(written).map { abs($0 - value) <= abs(value) * 1e-14 } == true, "\(number): \(written)")
      }
    }
  }

  @Test("a built-in format by its number, those of Chinese Excel too")
  func builtIns() {
    let dates = Set(Array(14...17) + Array(27...31) + [36] + Array(50...54) + [57, 58])
    let clocks = Set(Array(18...21) + Array(32...35) + [55, 56])
    for id in 0...170 {
      let expected: CellFormat =
        dates.contains(id)
        ? .time(hasDate: true, hasClock: false, hasFraction: false)
        : clocks.contains(id)
          ? .time(hasDate: false, hasClock: true, hasFraction: false)
          : id == 22
            ? .time(hasDate: true, hasClock: true, hasFraction: false) : (45...47).contains(id) ? .duration : .number
      #expect(CellFormat(builtIn: id) == expected, "\(id)")
    }
  }

  @Test(
    "formats by their code: date, clock, fraction of a second; elapsed; padded; number",
    arguments: [
      ("yyyy-mm-dd", "d"), ("m/d", "d"), ("mmm", "d"), ("d", "d"), ("yy", "d"), ("e", "d"), ("e年", "d"),
      ("0.00E+00", "n"),
      ("0e-0", "n"), ("0e", "d"), ("h:mm", "c"), ("hh", "c"), ("上午/下午h:mm", "c"), ("\"上午\"h", "c"), ("\"上午\"", "c"),
      ("\"下午\"ss", "c"), ("\"甲\"ss", "e"), ("ss", "e"), ("mm:ss", "e"), ("mm:ss.0", "e"), ("h:mm:ss.0", "cf"),
      ("h:mm:ss.000", "cf"), ("h:mm:ss.", "c"), ("h:mm:ss", "c"), ("h:mm:ss0", "c"), ("yyyy-mm-dd hh:mm", "dc"),
      ("d h", "dc"),
      ("yyyy-mm-dd hh:mm:ss.0", "dcf"), ("dss", "dc"), ("[h]:mm", "e"), ("[hh]:mm:ss", "e"), ("[mm]:ss", "e"),
      ("[s]", "e"),
      ("[H]", "e"), ("[hm]", "n"), ("[Red]", "n"), ("[Red]0", "n"), ("[$-804]yyyy", "d"), ("[h", "e"), ("00000", "p5"),
      ("00", "p2"),
      ("0", "n"), ("0.00", "n"), ("000-00", "n"), ("General", "n"), ("general\"d\"", "n"), ("@", "n"), ("#,##0", "n"),
      ("0;yyyy", "n"), ("yyyy;0", "d"), ("\"d\"0", "n"), ("\\d0", "n"), ("_d0", "n"), ("*d0", "n"), ("0\\yd", "d"),
      ("YYYY/M/D", "d"),
      ("HH:MM", "c"), ("\"未完", "n"), ("", "n"), ("0\"日\"", "n"), ("Z", "n"), ("m", "d"), ("h m", "c"),
      ("000000000000", "p12"),
    ])
  func codes(code: String, expected: String) {
    let told =
      switch CellFormat(code: code) {
      case .number: "n"
      case .duration: "e"
      case .padded(let digits): "p\(digits)"
      case .time(let hasDate, let hasClock, let hasFraction):
        (hasDate ? "d" : "") + (hasClock ? "c" : "") + (hasFraction ? "f" : "")
      }
    #expect(told == expected)
  }

  @Test(
    "escapes of texts in a workbook",
    arguments: [
      ("a_x0041_b", "aAb"), ("_x4E2d_", "中"), ("_xD83D__xDE00_", "😀"), ("_xD83D_a", "a"), ("_x0041", "_x0041"),
      ("_x004_", "_x004_"),
      ("_x00G1_", "_x00G1_"), ("_X0041_", "_X0041_"), ("_", "_"), ("a_b", "a_b"),
      ("_x0009_|_x000A_|_x000D_|_x0000_|_x001F_|_x0020_", "\t|\n||||" + " "),
      ("_x005F_x0041_", "_x0041_"), ("中_x0061_文", "中a文"), ("_x00e9_", "é"), ("_xFFFD_", "\u{FFFD}"), ("_xDE00_", ""),
      ("", ""),
      ("__x0041_", "_A"), ("_x0041__x0042_", "AB"), ("_xD83D__x0041_", "A"),
    ])
  func escapes(text: String, expected: String) {
    var bytes = Array(text.utf8)
    let count = bytes.withUnsafeMutableBufferPointer { CellText.unescape($0) }
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == expected)
  }

  @Test(
    "dates written as ISO texts",
    arguments: [
      ("2019-03-04T08:00:00.000Z", "2019-03-04 08:00:00"), ("2019-03-04T08:00:00", "2019-03-04 08:00:00"),
      ("2019-03-04", "2019-03-04"),
      ("2019-03-04T08:00:00.500", "2019-03-04 08:00:00.500"), ("2019-03-04T08:00:00.", "2019-03-04 08:00:00"),
      ("2019-03-04T", "2019-03-04 "),
      ("2019-03-04 08:00:00.000Z", "2019-03-04 08:00:00.000Z"), ("2019-03-04TZ", "2019-03-04 "),
    ])
  func isoDates(text: String, expected: String) {
    var bytes = Array(text.utf8)
    let count = bytes.withUnsafeMutableBufferPointer { SheetHandler.isoDate($0) }
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == expected)
  }

  /// Rows as the reader gives them: without empty cells at the end, then filled up to the widest row so far.
  private func filled(_ rows: [[String]]) -> [[String]] {
    var width = 0
    return rows.compactMap { row in
      let kept = row.count - row.reversed().prefix { $0.isEmpty }.count
      width = max(width, kept)
      return kept == 0 ? nil : Array(row.prefix(kept)) + Array(repeating: "", count: min(width, 1024) - min(kept, 1024))
    }
  }

  private func column(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(65 + index))) : column(index / 26 - 1) + column(index % 26)
  }

  @Test("sheets of any shape, with shared and inline texts of any length", arguments: UInt64(1)...6)
  func sheets(seed: UInt64) throws {
    var dice = Dice(seed)
    let lengths = [0, 1, 7, 300, 5000, 8192, 8193, 20_000]
    let shared = (0..<60).map { index in
      let length = lengths[index % lengths.count] + dice.roll(0..<3)
      return length < 3 ? String("区\(index)".prefix(length)) : "\(index)" + String(repeating: "字", count: length / 3)
    }
    var rows: [[String]] = []
    var xml = ""
    for line in 1...40 {
      let width = seed == 1 && line == 20 ? 1500 : dice.roll(0..<(line % 7 == 0 ? 600 : 12))
      var cells: [String] = []
      xml += "<row r=\"\(line)\">"
      for index in 0..<width {
        if dice.isOne(of: 4) {
          cells.append("")
          continue
        }
        let place = " r=\"\(column(index))\(line)\""
        // A row is at most 8 MB long.
        let number = dice.roll(0..<(width > 20 ? 4 : 60))
        if dice.isOne(of: 2) {
          cells.append(shared[number])
          xml += "<c\(place) t=\"s\"><v>\(number)</v></c>"
        } else {
          cells.append("\(number).\(index + 1)")
          xml += "<c\(place) t=\"inlineStr\"><is><t>\(number).\(index + 1)</t></is></c>"
        }
      }
      xml += "</row>"
      rows.append(cells)
    }
    var book = WorkbookWriter(xml)
    book.strings = shared.map { "<si><t>\($0)</t></si>" }.joined()
    let found = try CellTexts(book.bytes)
    let expected = filled(rows)
    #expect(found.rows.count == expected.count)
    for (new, right) in zip(found.rows, expected) where new != right {
      Issue.record(
        "\(new.count) \(right.count) \(new.prefix(9).map { $0.prefix(9) }) \(right.prefix(9).map { $0.prefix(9) })")
    }
    #expect(found.blank == rows.count { $0.allSatisfy(\.isEmpty) })
  }

  @Test("web tables with cells over rows and columns, laid out by a slow grid", arguments: UInt64(1)...8)
  func spans(seed: UInt64) throws {
    var dice = Dice(seed)
    var html = "<table>"
    var taken: Set<[Int]> = []
    var grid: [[String]] = []
    for row in 0..<25 {
      var texts: [Int: String] = [:]
      var column = 0
      html += dice.isOne(of: 3) ? "<TR>\n" : "<tr>"
      for number in 0..<dice.roll(3..<7) {
        while taken.contains([row, column]) { column += 1 }
        let isWide = dice.isOne(of: 4) && !taken.contains([row, column + 1])
        let (across, down) = (isWide ? 2 : 1, dice.isOne(of: 5) ? dice.roll(2..<4) : 1)
        let text = "r\(row)c\(number)"
        html +=
          "<td" + (across > 1 ? " colspan=\"\(across)\"" : "") + (down > 1 ? " rowspan='\(down)'" : "") + ">\(text)"
        html += dice.isOne(of: 3) ? "" : "</td>"
        texts[column] = text
        for below in 1..<max(down, 1) + 1 where below < down {
          for beside in 0..<across { taken.insert([row + below, column + beside]) }
        }
        column += across
      }
      html += dice.isOne(of: 3) ? "" : "</tr>"
      grid.append((0...(texts.keys.max() ?? 0)).map { texts[$0] ?? "" })
    }
    let found = try CellTexts(Array("<html><body>\(html)</table></body></html>".utf8), name: "a.xls")
    #expect(found.rows == filled(grid))
    #expect(found.lines == Array(1...25))
  }

  @Test("every kind of file by its first bytes")
  func signatures() {
    func kind(_ bytes: [UInt8], _ text: String = "") -> ContentKind { ContentKind(of: bytes + Array(text.utf8)) }
    #expect(kind([0x1F, 0x8B, 0x08]) == .gzip && kind([0x1F, 0x8B]) == .text)
    #expect(kind([], "PK\u{3}\u{4}") == .zip && kind([], "PK\u{5}\u{6}") == .zip && kind([], "PK\u{3}") == .text)
    #expect(kind([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .other(.ole))
    for start: [UInt8] in [
      [9, 8, 16, 0], [9, 8, 8, 0], [9, 4, 6, 0], [9, 2, 6, 0], [9, 0, 4, 0],
    ] {
      #expect(kind(start) == .other(.biff))
    }
    #expect(kind([0x89], "PNG") == .other(.image) && kind([0xFF, 0xD8, 0xFF]) == .other(.image))
    #expect(kind([], "GIF87a") == .other(.image) && kind([], "GIF89a") == .other(.image))
    #expect(kind([], "%PDF-") == .other(.pdf) && kind([], "Rar!\u{1A}") == .other(.rar))
    #expect(kind([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) == .other(.sevenZip))
    #expect(kind([], "BZh91AY") == .other(.bzip2) && kind([0xFD], "7zXZ\u{0}") == .other(.xz))
    #expect(kind([], "PAR1\u{15}") == .other(.parquet) && kind([], "{\\rtf1") == .other(.richText))
    #expect(kind([], "MIME-Version: 1.0") == .other(.webArchive))
    #expect(kind([0x7F], "ELF") == .other(.program) && kind([0x4D, 0x5A, 0x90, 0]) == .other(.program))
  }

  @Test(
    "tags with which a web page begins",
    arguments: [
      "!doctype html", "html", "head", "body", "meta", "title", "style", "script", "table", "div", "form", "center",
      "font",
      "link", "p", "h1", "h2", "h3", "br", "span", "tr",
    ])
  func tags(tag: String) {
    #expect(ContentKind(of: Array("  <\(tag)>x".utf8)) == .html)
    #expect(ContentKind(of: Array("<\(tag.uppercased()) a=b>".utf8)) == .html)
    #expect(ContentKind(of: Array("<!-- x --><?xml version=\"1.0\"?> <\(tag)>".utf8)) == .html)
    #expect(ContentKind(of: Array("<\(tag)x>,b".utf8)) == .text)
  }

  @Test("names inside an archive")
  func names() {
    func name(_ text: String) -> String { ZipName.text(Array(text.utf8), isUTF8: true) }
    #expect(name("a/b.csv") == "a/b.csv" && name("../a/./b") == "a/b" && name("..") == "?" && name("") == "?")
    #expect(name("a\u{1}\u{1F}\u{7F}b") == "ab" && name("C:\\x\\y") == "C:/x/y" && name("a b") == "a b")
    #expect(ZipName.text([0xBB, 0xB0], isUTF8: false) == "话", "GBK where it is no UTF-8")
    #expect(ZipName.text(Array("话".utf8), isUTF8: false) == "话")
    #expect(
      ZipName.distinct(["a.csv", "a.csv", "b", "b", "a.csv", "c.tar.gz", "c.tar.gz"])
        == ["a.csv", "a (2).csv", "b", "b (2)", "a (3).csv", "c.tar.gz", "c.tar (2).gz"])
    for own in ["__MACOSX/a.csv", "a/.b.csv", ".DS_Store", "a/Thumbs.db", "DESKTOP.INI", "a/__MACOSX/b"] {
      #expect(ZipName.isPassedOver(own), "\(own)")
    }
    for other in ["a.csv", "a/b.csv", "thumbs.db/a.csv", "MACOSX/a.csv"] {
      #expect(!ZipName.isPassedOver(other), "\(other)")
    }
  }
}
