import Foundation
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineApp
@testable import HotlineStore
@testable import HotlineWeb

@Suite("Pages of sources and names, at the limits of what they list")
struct PageEdgeTests {
  private func source(_ number: Int, rejected: Int = 0) -> SourceReport {
    var source = SourceReport(
      file: "f\(number).csv", sha256: "", sizeBytes: 1, profile: "calls-en", kind: .call, encoding: "utf-8",
      counts: RowCounts(rows: 9, header: 1, rejected: rejected))
    source.number = number
    return source
  }

  @Test("unknown names stand with the most frequent first, equal ones by name, and at most a hundred of a kind")
  func names() {
    func shown(_ names: [String: Int]) -> [String] {
      let page = NamesPage(
        unknown: ["district": [:], "unit": names], known: [:], look: nil, inquiry: .asking("/names"))
      return page.answer.page.content.matches(of: /name="name" value="([^"]*)"/).map { String($0.1) }
    }
    #expect(shown(["c": 2, "b": 1, "a": 1, "d": 3]) == ["d", "c", "a", "b"])
    let many = Dictionary(uniqueKeysWithValues: (1...101).map { ("n\($0)", $0) })
    #expect(shown(many) == (2...101).reversed().map { "n\($0)" })
    let none = NamesPage(unknown: ["unit": [:]], known: [:], look: nil, inquiry: .asking("/names"))
    #expect(none.answer.page.content == "<p>没有未知名称。</p>")
  }

  @Test("districts stand before units, each under its own heading, and lists of no names under none")
  func dimensions() {
    let unknown = ["unit": ["u": 1], "district": ["d": 1]]
    let page = NamesPage(unknown: unknown, known: [:], look: nil, inquiry: .asking("/names")).answer.page.content
    #expect(page.matches(of: /<h2>([^<]*)</).map { String($0.1) } == ["区", "承办单位"])
    let one = NamesPage(unknown: ["unit": ["u": 1], "district": [:]], known: [:], inquiry: .asking("/names"))
    #expect(one.answer.page.content.matches(of: /<h2>([^<]*)</).map { String($0.1) } == ["承办单位"])
  }

  private func place(_ line: Int, _ column: Int?) -> CollectRejectedRows.Place {
    .init(line: line, column: column, detail: LocalizedText(zh: "错在\(line)", en: "wrong"))
  }

  private func rejects(
    _ table: CollectRejectedRows.Table, corrected: Set<Int> = [], _ query: String = ""
  ) -> RejectsPage {
    RejectsPage(
      source: source(1), table: table, corrected: corrected, inquiry: .asking("/sources/1/rejects", query))
  }

  private func open(_ page: RejectsPage) -> [Int] {
    page.answer.page.content.matches(of: /<legend>第 ([0-9]+) 行/).compactMap { Int($0.1) }
  }

  @Test("a page of rejected rows has fifty of them; of a wide file as many as one form can carry, but one at least")
  func mostRejects() {
    func table(columns: Int) -> CollectRejectedRows.Table {
      var table = CollectRejectedRows.Table()
      table.header = (0..<columns).map { "h\($0)" }
      table.rows = (0..<60).map { _ in ["x"] }
      table.places = (0..<60).map { place($0 + 2, 0) }
      return table
    }
    for (columns, count) in [(1, 50), (39, 50), (40, 49), (100, 19), (1_000, 1), (3_000, 1), (0, 50)] {
      #expect(open(rejects(table(columns: columns))).count == count, "\(columns)")
    }
    let last = rejects(table(columns: 1), "from=12")
    #expect(open(last) == Array(12..<62) && !last.answer.page.content.contains("以后的"))
    #expect(last.answer.page.content.contains("← 从头开始"))
    let first = rejects(table(columns: 1), "from=11")
    #expect(first.answer.page.content.contains("href=\"/sources/1/rejects?from=61\">以后的 1 行 →"))
    #expect(!rejects(table(columns: 1)).answer.page.content.contains("从头开始"))
  }

  @Test("only cells of their own row can be corrected, never a caller's; what is at fault is marked with its reason")
  func cells() throws {
    var table = CollectRejectedRows.Table()
    table.header = ["id", "caller", "time", "more"]
    table.rows = [["1", "C1", "never", "m"], ["2", "C2"], ["3", "C3", "3 pm", "m"]]
    table.places = [place(2, 2), place(3, nil), place(5, 3), place(9, 0)]
    table.areCallers = [false, true, false]
    let page = rejects(table)
    #expect(open(page) == [2, 3, 5], "a row without its cells cannot be corrected")
    let text = page.answer.page.content
    #expect(
      text.matches(of: /name="(r[0-9]+-[0-9]+)"/).map { String($0.1) }
        == ["r2-2", "r2-0", "r2-3", "r3-0", "r5-3", "r5-0", "r5-2"])
    #expect(text.matches(of: /name="(r[0-9]+-[0-9]+)"[^>]* aria-invalid/).map { String($0.1) } == ["r2-2", "r5-3"])
    #expect(text.contains("id=\"r2-2-why\">错在2</small>") && text.contains("<p>错在3</p>"))
    #expect(!text.contains("<p>错在2</p>") && text.matches(of: /<details open>/).count == 1)
    // Of a row that is corrected none of its cells is asked for again; without any there is nothing to send.
    #expect(open(rejects(table, corrected: [2, 5])) == [3])
    let done = rejects(table, corrected: [2, 3, 5]).answer.page.content
    #expect(done.contains("没有可以改正的行。") && !done.contains("<form") && done.contains("已改正 3 行，未改正 0 行"))
    #expect(rejects(.init()).answer.page.content.contains("没有可以改正的行。"))

    func changed(_ form: String) -> (text: String, lines: [Int])? { page.changed(Fields(parsing: form)) }
    let two = try #require(changed("r2-2=2019-01-01&r5-0=a%22,b&r3-1=other&r2-1=other&r9-0=7"))
    #expect(two.lines == [2, 5])
    #expect(
      two.text == "id,caller,time,more\n1,C1,2019-01-01,m\n\"a\"\"b\",C3,3 pm,m\n".replacing("a\"\"b", with: "a\"\",b"))
    #expect(changed("r2-0=1&r3-1=other") == nil, "what stays as it was is no correction")
  }

  private func rejected(_ count: Int) throws -> [StoredReject] {
    let one: (Int) -> String = {
      #"{"file":"f","path":"/f","profile":"p","line":\#($0),"column":3,"value":"v","reason":"bad_time","detail":{"zh":"错","en":"wrong"}}"#
    }
    return try JSONDecoder().decode(
      [StoredReject].self, from: Data("[\((1...count).map(one).joined(separator: ","))]".utf8))
  }

  @Test("a source's page shows two hundred rejected rows and says how many more there are; its files have all")
  func source() throws {
    for (count, more) in [(200, nil), (201, "另有 1 行"), (250, "另有 50 行")] {
      let rejects = try rejected(count)
      let page = SourcePage(source: source(1), rejects: rejects, inquiry: .asking("/sources/1")).answer
      let rows = page.document?.tables.last?.table.rows.count
      #expect(rows == min(count, 200) && page.page.content.firstMatch(of: /另有 \d+ 行/).map { String($0.0) } == more)
      let file = SourcePage(source: source(1), rejects: rejects, inquiry: .asking("/sources/1", in: .csv)).answer
      #expect(file.document?.tables.last?.table.rows.count == count)
    }
  }

  @Test("rejected rows are marked in the list of files, and their absence is not")
  func marked() {
    let table = SourceTable(sources: [source(1, rejected: 0), source(2, rejected: 1)], language: .zh).table("t")
    #expect(table.rows.map { $0.cells.last?.status } == [nil, .watch])
  }

  private func status(gaps: Int, unknown: [String: [String: Int]] = [:]) -> DatabaseStatus {
    let gaps = (1...max(gaps, 1)).prefix(gaps).map { "2019-01-0\($0)" }
    return DatabaseStatus(
      sources: [source(1)], forgotten: [], erasures: [], publications: [],
      coverage: [.init(kind: .call, line: "1", facts: 9, firstDay: "2019-01-01", lastDay: "2019-12-31", gaps: gaps)],
      unknownNames: unknown, asOf: "2020", timeZone: "", calendarYears: "", sizeBytes: 1)
  }

  @Test("of the days without calls five are named; where there are more it is said")
  func gaps() {
    func last(_ gaps: Int) -> String? {
      let page = SourcesPage(status: status(gaps: gaps), inquiry: .asking("/sources")).answer
      return page.document?.tables.first { $0.name == "coverage-table" }?.table.rows.first?.cells.last?.text
    }
    let five = (1...5).map { "2019-01-0\($0)" }.joined(separator: "、")
    #expect(last(0) == "" && last(1) == "2019-01-01" && last(5) == five && last(6) == five + " …")
  }

  @Test("unknown names are told where there are some, and the way to assign them to whoever may")
  func unknown() {
    func page(_ unknown: [String: [String: Int]], _ role: Role) -> Answer {
      SourcesPage(status: status(gaps: 0, unknown: unknown), inquiry: .asking("/sources", as: role)).answer
    }
    let some = ["unit": ["b": 1, "a": 1, "c": 2], "district": ["d": 1], "line": [:]]
    let named = page(some, .editor)
    let rows = named.document?.tables.first { $0.name == "names-table" }?.table.rows.map { $0.cells[1].text }
    #expect(rows == ["d", "c", "a", "b"] && named.page.content.contains("href=\"/names\""))
    #expect(!page(some, .analyst).page.content.contains("href=\"/names\""))
    for none in [[:], ["unit": [:]]] as [[String: [String: Int]]] {
      let page = page(none, .admin)
      #expect(page.page.content.contains("href=\"/sources/new\"") && !page.page.content.contains("href=\"/names\""))
      #expect(page.document?.tables.map(\.name) == ["files-table", "coverage-table"])
    }
  }
}
