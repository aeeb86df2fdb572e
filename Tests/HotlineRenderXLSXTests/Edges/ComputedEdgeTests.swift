import HotlineDocument
import HotlineText
import Testing

@testable import HotlineRenderXLSX

@Suite("Days, formulas and texts of a workbook, at their limits")
struct ComputedEdgeTests {
  @Test("the last day of each month is a day, the next number is a text")
  func months() {
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for (index, last) in days.enumerated() {
      let month = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      let moment = CellMoment("2019-\(month)-\(last)")
      #expect(moment?.date.year == 2019 && moment?.date.month == Int32(index + 1) && moment?.date.day == Int32(last))
      #expect(CellMoment("2019-\(month)-\(last + 1)") == nil, "\(month)")
    }
  }

  @Test(
    "a leap day is a day of its years, a moment one of its day; what a spreadsheet cannot hold stays a text",
    arguments: [
      ("2020-02-29", true), ("2000-02-29", true), ("2100-02-29", false), ("2019-02-29", false), ("1901-01-01", true),
      ("1900-12-31", false), ("9999-12-31", true), ("2019-00-10", false), ("2019-13-10", false), ("2019-01-00", false),
      ("2019-12-31 23:59:59", true), ("2019-12-31 24:00:00", false), ("2019-12-31 23:60:00", false),
      ("2019-12-31 23:59:60", false), ("2019-12-31 00:00", true), ("2019-12-31 00", false),
      ("2019-12-31 00:00:0", false),
      ("20:9-12-31", false), ("20/9-12-31", false), ("2019/12/31", false), ("2019-12-31T00:00", false), ("", false),
    ])
  func moments(text: String, isOne: Bool) {
    #expect((CellMoment(text) != nil) == isOne)
  }

  @Test("a moment has the hour, minute and second that it says, and 0 for what it does not say")
  func parts() throws {
    let whole = try #require(CellMoment("2019-12-31 21:43:58"))
    #expect(whole.date.hour == 21 && whole.date.min == 43 && whole.date.sec == 58)
    let short = try #require(CellMoment("2019-12-31 21:43"))
    #expect(short.date.hour == 21 && short.date.min == 43 && short.date.sec == 0 && short.format == "yyyy-mm-dd hh:mm")
    let day = try #require(CellMoment("2019-12-31"))
    #expect(day.date.hour == 0 && day.date.min == 0 && day.format == "yyyy-mm-dd")
  }

  private typealias Row = ReportTable.Row

  /// The formula of the total over rows of one number each.
  private func total(_ rows: [(Double?, Row.Role)]) -> ReportTable.Formula? {
    let table = ReportTable(
      columns: [.init("a"), .init("n")],
      rows: rows.map { value, role in Row(["x", value.map { .number($0, .decimal) } ?? .absent("")], role: role) })
    let computed = table.computed(naming: "t")
    return computed.rows.last { $0.role == .total }?.cells[1].formula
  }

  @Test("a total is a sum of the rows above it, without subtotals and what follows, where it is their sum")
  func totals() {
    #expect(total([(1, .body), (2, .body), (3, .total)]) == .sum(of: ["t.0.1", "t.1.1"]))
    #expect(
      total([(1, .body), (1, .subtotal), (2, .body), (3, .total), (9, .body)]) == .sum(of: ["t.0.1", "t.2.1"]))
    // Of one row there is nothing to add up; with a value missing nobody can.
    for rows in [[(3, .body), (3, .total)], [(1, .body), (nil, .body), (1, .total)], [(1, .body), (2, .body)]]
      as [[(Double?, Row.Role)]]
    {
      #expect(total(rows) == nil)
    }
    for (sum, isOne) in [(3.000_000_9, true), (3.000_001_2, false), (2.999_999_2, true), (2.999_998, false)] {
      #expect((total([(1, .body), (2, .body), (sum, .total)]) != nil) == isOne, "\(sum)")
    }
  }

  @Test("a rate is the quotient of its counts where it is printed as such; none where there is nothing to divide by")
  func rates() {
    func rate(_ value: Double, _ counts: ReportTable.Counts) -> ReportTable.Formula? {
      let table = ReportTable(
        columns: [.init("a"), .init("rate"), .init("counts")],
        rows: [["x", .number(value, .percent), .counts(counts)]])
      return table.computed(naming: "t").rows.first?.cells[1].formula
    }
    #expect(rate(0.5, .init(1, of: 2)) != nil && rate(2, .init(1, of: 2)) == nil && rate(0, .init(1, of: 0)) == nil)
    for (error, isOne) in [(0.9e-9, true), (-0.9e-9, true), (1.2e-9, false)] {
      #expect((rate(0.5 + error, .init(1, of: 2)) != nil) == isOne, "\(error)")
    }
    // Of large quotients so many digits count.
    #expect(rate(1_000.000_000_9, .init(2_000, of: 2)) != nil && rate(1_000.000_002, .init(2_000, of: 2)) == nil)
  }

  @Test("numbers have the decimals that are printed, and a suffix that ends no quotation")
  func formats() {
    for (format, value, code) in [
      (.count, 2, "#,##0"), (.count, 2.5, "#,##0.00"), (NumberFormat(.amount(places: 0)), 1, "#,##0"),
      (NumberFormat(.amount(places: 2)), 1, "#,##0.00"), (NumberFormat(.decimal(places: 0)), 1, "0"),
      (NumberFormat(.decimal(places: 3), suffix: " \"s\""), 1, "0.000\" s\""),
      (NumberFormat(.percent(places: 0)), 1, "0%"), (NumberFormat(.signedPercent(places: 1)), 1, "+0.0%;-0.0%;0.0%"),
      (NumberFormat(.signedDecimal(places: 0)), 1, "+0;-0;0"),
    ] as [(NumberFormat, Double, String)] {
      #expect(format.spreadsheetCode(for: value) == code)
    }
    #expect(NumberFormat(.signedPoints(places: 1)).spreadsheetValue(0.0125) == 1.25)
    #expect(NumberFormat.count.spreadsheetValue(0.1 + 0.2) == 0.3)
  }

  @Test("texts are as long as a spreadsheet takes them, then cut with a sign of it")
  func texts() {
    func text(_ count: Int) -> String { String(repeating: "字", count: count) }
    #expect(text(600).attributeText == text(600) && text(601).attributeText == text(599) + "…")
    #expect(text(32_000).cellText == text(32_000) && text(32_001).cellText == text(16_000) + "…")
    #expect("=1".chartText == " =1" && "1=".chartText == "1=" && "a\nb\u{7}".cellText == "a\nb␇")
  }

  @Test("columns are named from A over Z and AA to ZZ and AAA")
  func columns() throws {
    let book = try Workbook()
    let sheet = try book.addSheet("it's")
    for (column, name) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (51, "AZ1"), (52, "BA1"), (701, "ZZ1"), (702, "AAA1")] {
      #expect(Workbook.Place(sheet: sheet, row: 0, column: column).cellName == name)
    }
    #expect(Workbook.Place(sheet: sheet, row: 8, column: 1).fullName == "'its'!B9")
    #expect(try book.addSheet("ITS").name == "ITS 2" && book.addSheet("its").name == "its 3")
    _ = try book.close()
  }
}
