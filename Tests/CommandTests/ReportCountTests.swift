import Foundation
import Testing

/// Every figure of the headline KPIs, of the districts and of the units against counts in plain SQL over the tables of facts. The SQL
/// is written by hand: it uses neither the program's views nor its sums.
@Suite("Tables of the reports against plain SQL")
struct ReportCountTests {
  /// A KPI as what it counts, and among what.
  private struct KPI {
    enum Unit { case count, share, seconds, days }
    let unit: Unit
    let rows: String
    let time: String
    let counted: String
    let among: String?

    init(_ unit: Unit, _ rows: String, by time: String = "at", _ counted: String, of among: String? = nil) {
      (self.unit, self.rows, self.time, self.counted, self.among) = (unit, rows, time, counted, among)
    }

    func value(_ counts: Counts) -> Double? {
      guard unit != .count else { return counts.counted }
      guard let among = counts.among, among > 0 else { return nil }
      return counts.counted / among * (unit == .share ? 100 : 1)
    }

    var places: Int { unit == .count ? 0 : unit == .seconds ? 1 : 2 }
  }

  private struct Counts {
    var counted = 0.0
    var among: Double?
  }

  /// The facts with their words as numbers: a call is answered 0, abandoned 1, given up in the menu 2, served by itself 3, failed 4;
  /// a rating runs from very satisfied 0 to very dissatisfied 5; an order is open 0, closed 1, returned 2, void 3, suspended 4; it
  /// is resolved 0, explained 1, unresolved 2.
  private static let facts = """
    WITH district_name AS (
      SELECT k.name_id, k.since_at, k.until_at, n.name
      FROM district_canonical AS k JOIN district AS n ON n.id = k.canonical_id),
    unit_name AS (
      SELECT k.name_id, k.since_at, k.until_at, n.name FROM unit_canonical AS k JOIN unit AS n ON n.id = k.canonical_id),
    calls AS (
      SELECT line.name AS line, ifnull(d.name, '(not given)') AS district, ifnull(u.name, '(not given)') AS unit,
        c.started_at AS at, direction = 0 AS inbound, direction = 0 AND outcome = 0 AS answered, outcome, caller,
        wait_seconds AS wait, talk_seconds AS talk, satisfaction AS rated, transfer_outcome AS transfer,
        c.started_at + 604800 <= (SELECT max(ifnull(ended_at, started_at)) FROM call) AS is_week_over,
        EXISTS(SELECT 1 FROM call AS b WHERE b.caller = c.caller AND b.direction = 0 AND b.line_id = c.line_id
          AND b.id < c.id AND b.id >= (c.started_at - 604800) << 22) AS is_again,
        EXISTS(SELECT 1 FROM call AS b WHERE b.caller = c.caller AND b.direction = 0 AND b.line_id = c.line_id
          AND b.category_id IS c.category_id AND b.id > c.id AND b.id < (c.started_at + 604801) << 22) AS comes_again
      FROM call AS c JOIN line ON line.id = c.line_id
      LEFT JOIN district_name AS d
        ON d.name_id = c.district_id AND c.started_at >= d.since_at AND c.started_at < d.until_at
      LEFT JOIN unit_name AS u ON u.name_id = c.unit_id AND c.started_at >= u.since_at AND c.started_at < u.until_at),
    orders AS (
      SELECT line.name AS line, ifnull(d.name, '(not given)') AS district, ifnull(u.name, '(not given)') AS unit,
        received_at AS at, closed_at, due_at, ifnull(extended_due_at, due_at) AS deadline, status,
        status NOT IN (2, 3, 4) AS assessed, first_contacted_at AS contacted, contact_deadline_at AS contact_due,
        first_contact, extended_due_at, reopened, resolution, satisfaction AS rated, closure_working_days AS days
      FROM work_order AS o JOIN line ON line.id = o.line_id
      LEFT JOIN district_name AS d
        ON d.name_id = o.district_id AND o.received_at >= d.since_at AND o.received_at < d.until_at
      LEFT JOIN unit_name AS u ON u.name_id = o.unit_id AND o.received_at >= u.since_at AND o.received_at < u.until_at)
    """

  private static let points =
    "sum(CASE WHEN rated < 2 THEN 1 WHEN rated = 2 THEN 0.8 WHEN rated = 3 THEN 0.6 ELSE 0 END"

  private static let kpis: [String: KPI] = [
    "Call volume (inbound)": KPI(.count, "calls", "sum(inbound)"),
    "Outbound calls": KPI(.count, "calls", "sum(NOT inbound)"),
    "Connection rate (of calls that asked for a seat)":
      KPI(.share, "calls", "sum(answered)", of: "sum(inbound AND outcome IN (0, 1, 4))"),
    "Connection rate (of all inbound calls)": KPI(.share, "calls", "sum(answered)", of: "sum(inbound)"),
    "Abandonment rate":
      KPI(.share, "calls", "sum(inbound AND outcome = 1)", of: "sum(inbound AND outcome IN (0, 1, 4))"),
    "Service level 15 s (of calls that asked for a seat)":
      KPI(
        .share, "calls", "sum(answered AND wait <= 15)",
        of: "sum(inbound AND outcome IN (1, 4)) + sum(answered AND wait IS NOT NULL)"),
    "Service level 15 s (of answered calls)":
      KPI(.share, "calls", "sum(answered AND wait <= 15)", of: "sum(answered AND wait IS NOT NULL)"),
    "Average wait": KPI(.seconds, "calls", "sum(answered * wait)", of: "sum(answered AND wait IS NOT NULL)"),
    "Average talk": KPI(.seconds, "calls", "sum(answered * talk)", of: "sum(answered AND talk IS NOT NULL)"),
    "Satisfaction rate (calls)":
      KPI(.share, "calls", "sum(answered AND rated IN (0, 1, 2))", of: "sum(answered AND rated IS NOT NULL)"),
    "Satisfaction index (calls)":
      KPI(.share, "calls", points + " * answered)", of: "sum(answered AND rated IS NOT NULL)"),
    "Rated share (calls)": KPI(.share, "calls", "sum(answered AND rated IS NOT NULL)", of: "sum(answered)"),
    "Three-way transfer success":
      KPI(.share, "calls", "sum(inbound AND transfer = 0)", of: "sum(inbound AND transfer IS NOT NULL)"),
    "Repeat call rate (7 days)":
      KPI(.share, "calls", "sum(inbound AND is_again)", of: "sum(inbound AND caller IS NOT NULL)"),
    "First-call resolution (no further call on the topic in 7 days)":
      KPI(
        .share, "calls", "sum(answered AND is_week_over AND caller IS NOT NULL AND NOT comes_again)",
        of: "sum(answered AND is_week_over AND caller IS NOT NULL)"),
    "Work orders received": KPI(.count, "orders", "count(*)"),
    "First-contact rate (timestamp)":
      KPI(
        .share, "orders", "sum(assessed AND contacted <= contact_due)", of: "sum(assessed AND contact_due IS NOT NULL)"),
    "First-contact rate (citizen's answer)":
      KPI(.share, "orders", by: "closed_at", "sum(first_contact)", of: "count(first_contact)"),
    "On-time closure rate":
      KPI(.share, "orders", by: "deadline", "sum(assessed AND closed_at <= deadline)", of: "sum(assessed)"),
    "On-time closure rate (original deadline)":
      KPI(.share, "orders", by: "due_at", "sum(assessed AND closed_at <= due_at)", of: "sum(assessed)"),
    "Actual resolution rate":
      KPI(.share, "orders", by: "closed_at", "sum(resolution = 0)", of: "sum(resolution IN (0, 1))"),
    "Satisfaction rate (orders)":
      KPI(
        .share, "orders", by: "closed_at", "sum(status = 1 AND rated IN (0, 1, 2))",
        of: "sum(status = 1 AND rated IS NOT NULL)"),
    "Satisfaction index (orders)":
      KPI(
        .share, "orders", by: "closed_at", points + " * (status = 1))", of: "sum(status = 1 AND rated IS NOT NULL)"),
    "Rated share (orders)":
      KPI(.share, "orders", by: "closed_at", "sum(status = 1 AND rated IS NOT NULL)", of: "sum(status = 1)"),
    "Return rate": KPI(.share, "orders", "sum(status = 2)", of: "count(*)"),
    "Reopen rate": KPI(.share, "orders", by: "closed_at", "sum(status = 1 AND reopened > 0)", of: "sum(status = 1)"),
    "Extension rate": KPI(.share, "orders", "sum(extended_due_at IS NOT NULL)", of: "count(*)"),
    "Average working days to closure":
      KPI(.days, "orders", by: "closed_at", "sum((status = 1) * days)", of: "sum(status = 1 AND days IS NOT NULL)"),
  ]

  /// Days from the first to before the last, on the clock of Shanghai.
  private struct Span {
    let from: String
    let to: String

    func holds(_ time: String) -> String {
      "\(time) >= strftime('%s', '\(from)') - 28800 AND \(time) < strftime('%s', '\(to)') - 28800"
    }
  }

  private static let months = [
    "this": Span(from: "2019-11-01", to: "2019-12-01"), "before": Span(from: "2019-10-01", to: "2019-11-01"),
    "year ago": Span(from: "2018-11-01", to: "2018-12-01"),
  ]
  private static let years = [
    "this": Span(from: "2019-01-01", to: "2020-01-01"), "before": Span(from: "2018-01-01", to: "2019-01-01"),
  ]

  /// The counts of a KPI by a column; of one line, or of all.
  private func counts(_ kpi: KPI, by column: String, line: String? = nil, in span: Span) throws -> [String: Counts] {
    let sql = """
      \(Self.facts)
      SELECT \(column), total(n), total(d) FROM (
        SELECT \(column), \(kpi.counted) AS n, \(kpi.among ?? "0") AS d FROM \(kpi.rows)
        WHERE \(span.holds(kpi.time)) \(line.map { "AND line = '\($0)'" } ?? "") GROUP BY \(column)) GROUP BY \(column)
      """
    var counts: [String: Counts] = [:]
    for row in try TwoYears.place.get().sqlite3(sql).split(separator: "\n") {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let number = { (text: String) in try #require(Double(text), "\(row)") }
      counts[cells[0]] = Counts(counted: try number(cells[1]), among: kpi.among == nil ? nil : try number(cells[2]))
    }
    return counts
  }

  /// The tables of a report, by their names.
  private func tables(_ report: [String]) throws -> [String: [[String]]] {
    let place = try TwoYears.place.get()
    let out = place.path("counted-\(report[0])")
    _ = try TwoYears.said(["report"] + report + ["--format", "csv", "--lang", "en", "--out", out, "--quiet"])
    let folder = "\(out)/\(report[0])-\(report[1])-en-csv"
    var tables: [String: [[String]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let name = file.drop { $0.isNumber || $0 == "-" }.prefix { $0 != "." }
      tables[String(name)] = CommaTable(try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)).rows
    }
    return tables
  }

  private func number(_ cell: String) -> Double? {
    Double(cell.filter { !"%,+".contains($0) })
  }

  private func expect(_ cell: String, _ value: Double?, places: Int, _ comment: String) {
    guard let value else {
      #expect(cell.isEmpty, "\(comment): there is no such figure")
      return
    }
    guard let shown = number(cell) else {
      Issue.record("\(comment): “\(cell)”, not \(value)")
      return
    }
    // Half of the last place, or of what rounding may take from it.
    #expect(abs(shown - value) <= 0.5 * pow(10, -Double(places)) + 1e-9, "\(comment): \(cell), not \(value)")
  }

  private func expectCounts(_ cells: ArraySlice<String>, _ kpi: KPI, _ counts: Counts, _ comment: String) {
    guard let among = counts.among, among > 0 else {
      #expect(cells.joined().isEmpty, "\(comment)")
      return
    }
    let parts = cells.compactMap(number)
    #expect(parts.count == 2, "\(comment): \(cells)")
    for (part, count) in zip(parts, [counts.counted, among]) {
      #expect(abs(part - count) < 1e-6, "\(comment): \(cells)")
    }
  }

  /// In points between shares, else in percent of what was before.
  private func change(_ kpi: KPI, _ now: Counts, _ before: Counts) -> Double? {
    guard let now = kpi.value(now), let before = kpi.value(before) else { return nil }
    // The difference of the two figures as they are printed.
    if kpi.unit == .share {
      let unit = pow(10, Double(kpi.places))
      return ((now * unit).rounded() - (before * unit).rounded()) / unit
    }
    return before == 0 ? nil : (now / before - 1) * 100
  }

  /// Wilson's interval at 95 %, as textbooks write it.
  private func wilson(_ counts: Counts) -> (low: Double, high: Double)? {
    guard let n = counts.among, n > 0 else { return nil }
    let (z, p) = (1.959963984540054, counts.counted / n)
    let middle = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return ((middle - half) / (1 + z * z / n) * 100, (middle + half) / (1 + z * z / n) * 100)
  }

  /// Each row of a table of KPIs: what its columns should hold, by their heads.
  private func checkHeadlines(_ table: [[String]], _ spans: [String: Span]) throws {
    let head = try #require(table.first)
    let hasLine = head.contains("line")
    #expect(table.count > 10)
    for row in table.dropFirst() {
      let parts = row[0].components(separatedBy: ", ")
      let (name, line) = hasLine ? (row[0], row[1]) : (parts.dropLast().joined(separator: ", "), parts.last ?? "")
      let kpi = try #require(Self.kpis[name], "no SQL for \(name)")
      let counts = try spans.mapValues {
        try self.counts(kpi, by: "line", in: $0)[line] ?? Counts(among: kpi.among.map { _ in 0 })
      }
      let now = try #require(counts["this"])
      let before = try #require(counts["before"])
      var changes = [counts["before"], counts["year ago"]].compactMap { $0 }
      for (place, (title, cell)) in zip(head, row).enumerated() {
        let comment = "\(name), \(line), \(title)"
        switch title {
        case "value", "this month", "year": expect(cell, kpi.value(now), places: kpi.places, comment)
        case "numerator": expectCounts(row[place...place + 1], kpi, now, comment)
        case "month before", "year before": expect(cell, kpi.value(before), places: kpi.places, comment)
        case "a year ago": expect(cell, counts["year ago"].flatMap(kpi.value), places: kpi.places, comment)
        case "change", "on the month before", "on the year before", "on the same month last year":
          expect(cell, change(kpi, now, changes.removeFirst()), places: 2, comment)
        case "95 % interval":
          let isInterval = kpi.unit == .share && !name.contains("index")
          let ends = cell.components(separatedBy: "–").compactMap(number)
          let wilson = isInterval ? wilson(now) : nil
          #expect(ends.count == (wilson == nil ? 0 : 2), "\(comment)")
          if let wilson, ends.count == 2 {
            #expect(abs(ends[0] - wilson.low) < 0.00501 && abs(ends[1] - wilson.high) < 0.00501, "\(comment): \(cell)")
          }
        default: break
        }
      }
    }
  }

  /// Each cell of a table of districts or units; a rate of fewer than ten cases is not printed, its counts are.
  private func checkGroups(_ table: [[String]], by column: String, in span: Span) throws {
    let head = try #require(table.first)
    #expect(table.count > 10 && head.count >= 6)
    let listed = table.dropFirst().map { $0[0] }
    #expect(Set(listed).count == listed.count && listed.last == "All")
    for (index, title) in head.enumerated().dropFirst()
    where !title.hasSuffix("numerator") && !title.hasSuffix("denominator") {
      let parts = title.components(separatedBy: ", ")
      let line = parts.last.flatMap { ["962200", "12345"].contains($0) ? $0 : nil }
      let name = line == nil ? title : parts.dropLast().joined(separator: ", ")
      let kpi = try #require(Self.kpis[name], "no SQL for \(title)")
      let counts = try counts(kpi, by: column, line: line, in: span)
      let all = counts.values.reduce(into: Counts(among: kpi.among.map { _ in 0 })) { sum, part in
        sum.counted += part.counted
        if let among = part.among { sum.among? += among }
      }
      #expect(Set(counts.filter { $0.value.counted > 0 }.keys).isSubset(of: listed), "\(title): a \(column) is missing")
      for row in table.dropFirst() {
        let own = row[0] == "All" ? all : counts[row[0]] ?? Counts(among: kpi.among.map { _ in 0 })
        let comment = "\(row[0]), \(title)"
        expect(
          row[index], kpi.among != nil && (own.among ?? 0) < 10 ? nil : kpi.value(own), places: kpi.places, comment)
        if kpi.among != nil { expectCounts(row[index + 1...index + 2], kpi, own, comment) }
      }
    }
  }

  @Test("the monthly report: headline KPIs with both comparisons, districts, units")
  func monthly() throws {
    let tables = try tables(["monthly", "2019-11"])
    for name in ["summary", "trend-table"] { try checkHeadlines(try #require(tables[name]), Self.months) }
    let month = try #require(Self.months["this"])
    for name in ["districts-table", "districts-table-orders"] {
      try checkGroups(try #require(tables[name]), by: "district", in: month)
    }
    for name in ["units-table", "units-table-orders"] {
      try checkGroups(try #require(tables[name]), by: "unit", in: month)
    }
  }

  @Test("the annual report: headline KPIs with their intervals and the year before, districts, units")
  func annual() throws {
    let tables = try tables(["annual", "2019"])
    for name in ["summary", "T1"] { try checkHeadlines(try #require(tables[name]), Self.years) }
    let year = try #require(Self.years["this"])
    for name in ["T4", "T4-orders"] { try checkGroups(try #require(tables[name]), by: "district", in: year) }
    for name in ["T5", "T5-orders"] { try checkGroups(try #require(tables[name]), by: "unit", in: year) }
  }
}

/// A table of a report as CSV.
struct CommaTable {
  private(set) var rows: [[String]] = []

  init(_ text: String) {
    var (row, cell, isQuoted) = ([String](), "", false)
    for character in text.replacing("\u{FEFF}", with: "").replacing("\r\n", with: "\n") {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows.append(row + [cell])
        (row, cell) = ([], "")
      default: cell.append(character)
      }
    }
  }
}
