import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineStore
import Testing

@testable import HotlineApp

@Suite("Questions, without the binary")
struct QuestionTests {
  let desk: TestDesk

  init() throws {
    desk = try TestDesk()
    let files = [
      try desk.calls("2019-03-04", answered: 90, abandoned: 10),
      try desk.calls("2019-03-05", answered: 40, abandoned: 10, district: "静安区"),
    ]
    _ = try IngestFiles(files).run(in: desk.workspace)
  }

  private func facts(_ period: String, _ conditions: String...) throws -> FactSelection {
    FactSelection(
      period: try Period(parsing: period),
      conditions: try conditions.map(FactSelection.Condition.init(parsing:)))
  }

  @Test("a KPI comes with both counts, by district, under an alias too")
  func kpi() throws {
    #expect(try desk.counts("connection_rate", "2019-03") == [130, 150])
    #expect(try desk.counts("connection_rate", "2019-03", "district=黄浦区") == [90, 100])
    #expect(try desk.counts("connection_rate", "2019-03", "district=黄浦") == [90, 100])
    #expect(try desk.counts("connection_rate", "2019-03", "district=黄浦区|静安区") == [130, 150])
    let answer = try AskKPIs(["connection_rate"], about: facts("2019-03"), by: ["district"], mergesLines: true)
      .run(in: desk.workspace)
    #expect(answer.tables.first?.values.map(\.labels) == [["黄浦区"], ["静安区"]])
    #expect(answer.tables.first?.values.map(\.denominator) == [100, 50])
  }

  @Test("what no file tells is not 0: another kind of fact, a month between exports, the hours of days without a file")
  func unfiled() throws {
    _ = try IngestFiles([try desk.calls("2019-05-06", answered: 3, abandoned: 1)]).run(in: desk.workspace)
    try desk.workspace.asking(.never) { engine in
      func slice(_ period: String) throws -> Slice { Slice(period: try Period(parsing: period)) }
      func values(_ id: String, _ period: String, by groups: [Grouping] = []) throws -> [MetricValue] {
        try engine.values(
          MetricQuery(metrics: [engine.catalog.metric(id)], slice: slice(period), groups: groups)
        ).values
      }
      let months = try values("call_volume", "2019-03..2019-05", by: [.month])
      #expect(months.map(\.value) == [150, nil, 4] && months.map(\.numerator) == [150, nil, 4])
      #expect(months[1].notes.contains { $0.en == "no file covers this time: calls" }, "\(months[1].notes)")
      // A day of a file on which nothing was counted is a day of none; one of no file is not.
      #expect(try values("outbound_calls", "2019-03").map(\.value) == [0])
      #expect(try values("outbound_calls", "2019-04").map(\.value) == [nil])
      for id in ["orders_received", "broadcasts", "agents_on_roster"] {
        #expect(try values(id, "2019-03").first?.value == nil, "\(id)")
      }
      #expect(try values("call_volume", "2019-03", by: [.dimension(.line)]).map(\.value) == [150])
      // In April nobody knows. On the 4th and 5th of March calls come in the hour from nine on.
      for id in ["longest_gap_hours", "service_hours_covered"] {
        #expect(try values(id, "2019-03..2019-05").map(\.value) == [nil], "\(id)")
      }
      #expect(try values("longest_gap_hours", "2019-03-04..2019-03-05").map(\.value) == [23])
      let hours = try engine.explain(engine.catalog.metric("service_hours_covered"), slice: slice("2019-03-04"))
      #expect(
        hours.numerator.map(\.sum) == [1] && hours.denominator.map(\.sum) == [24] && hours.value.value == 1.0 / 24)
      #expect(hours.denominatorSQL == "SELECT (1551715200 - 1551628800 + 3599) / 3600 AS value;")
      // Orders and calls are not known where calls alone are; a question about nothing else than the unknown has an answer, too.
      #expect(try values("handled_12345", "2019-03").map(\.value) == [nil])
      // What comes after the moment up to which is asked is not 0 either, though files tell of it by now.
      let early = MetricQuery(
        metrics: [try engine.catalog.metric("call_volume")], slice: try slice("2019-05"), asOf: 1_554_047_999)
      #expect(try engine.values(early).values.map(\.value) == [nil])
      let none = try engine.explain(engine.catalog.metric("call_volume"), slice: slice("2019-04"))
      #expect(none.numerator.map(\.sum) == [nil] && none.value.value == nil)
      // A ratio of what no file tells has no counts; one of a month of files has those that there are.
      let rates = try values("connection_rate", "2019-03..2019-04", by: [.month])
      #expect(rates.map(\.denominator) == [150, nil] && rates[1].notes.contains { $0.en.hasPrefix("no file covers") })
    }
    // A correction is no file of all days.
    _ = try CorrectFact(
      kind: "call", key: "2019-05-06-黄浦区-0", field: "outcome", value: "abandoned", by: "me",
      reason: "why"
    ).run(in: desk.workspace)
    try desk.workspace.asking(.never) { engine in
      let slice = Slice(period: try Period(parsing: "2019-03..2019-05"))
      let volume = try engine.values(
        MetricQuery(metrics: [engine.catalog.metric("call_volume")], slice: slice, groups: [.month]))
      #expect(volume.values.map(\.value) == [150, nil, 4])
    }
  }

  @Test("a count of days of which some have no file is compared with no other, and says why; a rate is")
  func partlyFiled() throws {
    let files = [
      try desk.calls("2019-02-10", answered: 50, abandoned: 50),
      try desk.calls("2019-03-03", answered: 20, abandoned: 5),
    ]
    _ = try IngestFiles(files).run(in: desk.workspace)
    try desk.workspace.asking(.never) { engine in
      func value(_ id: String, _ period: String) throws -> MetricValue {
        let query = MetricQuery(
          metrics: [try engine.catalog.metric(id)], slice: Slice(period: try Period(parsing: period)),
          comparisons: [.previous])
        return try #require(try engine.values(query).values.first)
      }
      // Of February files tell one day, of March three. Of the two days before the 4th of March only the 3rd has a file: one is no hole.
      let march = try value("call_volume", "2019-03")
      #expect(march.value == 175 && march.compared == [:])
      #expect(
        march.notes.map(\.en).contains(
          "not compared with the period before: no file tells of 2019-02-01 to 2019-02-09, 2019-02-11 to 2019-02-28: calls"
        ), "\(march.notes)")
      #expect(try value("connection_rate", "2019-03").compared == [.previous: 0.5])
      #expect(try value("call_volume", "2019-03-04..2019-03-05").compared == [.previous: 25])
    }
  }

  @Test("where most is lost is told for what should be low as for what should be high")
  func shortfalls() throws {
    let files = [
      try desk.calls("2019-05-06", answered: 190, abandoned: 10),
      try desk.calls("2019-05-07", answered: 190, abandoned: 10, district: "静安区"),
      try desk.calls("2019-05-08", answered: 140, abandoned: 60, district: "虹口区"),
    ]
    _ = try IngestFiles(files).run(in: desk.workspace)
    try desk.workspace.asking(.never) { engine in
      for id in ["abandonment_rate", "connection_rate_total"] {
        let found = try engine.shortfalls(
          engine.catalog.metric(id), by: [.district], slice: Slice(period: Period(parsing: "2019-05")))
        // Of 600 calls 80 are lost: of 200 that would be 26.7, and in 虹口区 they are 60.
        #expect(found.map(\.labels) == [["虹口区"]] && found.first?.standing == .worse, "\(id)")
        #expect(found.first.map { abs($0.cases - 33.33) < 0.01 } == true, "\(id)")
      }
    }
  }

  @Test("a name is one name, however a file or a question composes its characters")
  func composed() throws {
    let files = [
      try desk.calls("2019-04-01", answered: 3, abandoned: 0, district: "caf\u{E9}区"),
      try desk.calls("2019-04-02", answered: 2, abandoned: 0, district: "cafe\u{301}区"),
    ]
    _ = try IngestFiles(files).run(in: desk.workspace)
    for spelling in ["caf\u{E9}区", "cafe\u{301}区"] {
      #expect(try desk.counts("connection_rate", "2019-04", "district=\(spelling)") == [5, 5])
    }
    let answer = try AskKPIs(["connection_rate"], about: facts("2019-04"), by: ["district"], mergesLines: true)
      .run(in: desk.workspace)
    #expect(answer.tables.first?.values.map(\.denominator) == [5])
  }

  @Test("what a metric's facts bear no name of is refused in words, and nothing is answered with nothing")
  func untold() throws {
    let metric = "budget_execution_rate"
    let expected = "“Budget execution rate” is not told by district: there is no such figure"
    let district = try facts("2019", "district=黄浦区")
    for question in [
      { _ = try ExplainKPI(metric, about: district).run(in: desk.workspace) },
      { _ = try ListFacts(of: metric, .numerator, about: district).run(in: desk.workspace) },
      { _ = try AskKPIs([metric], about: facts("2019"), by: ["district"]).run(in: desk.workspace) },
    ] {
      let refusal = problem(question)
      #expect(refusal?.kind == .usage && refusal?.found.en == expected, "\(refusal?.message(.en) ?? "")")
      #expect(refusal?.expected?.en == "one of: project")
    }
    // Beside others it is unknown, as it is of a part.
    let answer = try AskKPIs(["connection_rate", metric], about: district, mergesLines: true).run(in: desk.workspace)
    #expect(answer.tables.flatMap(\.values).map(\.value) == [0.9, nil])
  }

  @Test("values under a threshold are hidden, and cannot be compared")
  func hidden() throws {
    let answer = try AskKPIs(["connection_rate"], about: facts("2019-03"), by: ["district"], hiddenUnder: 60)
      .run(in: desk.workspace)
    #expect(answer.tables.first?.values.contains { $0.isSuppressed } == true)
    for question in [
      AskKPIs(about: try facts("2019-03"), hiddenUnder: 1),
      AskKPIs(about: try facts("2019-03"), comparedWith: [.previous], hiddenUnder: 10),
    ] {
      #expect(problem { _ = try question.run(in: desk.workspace) }?.kind == .usage)
    }
  }

  @Test("a word that is not known is an error of usage that says which there are")
  func words() throws {
    func expected(_ body: () throws -> Void) -> String {
      let diagnostic = problem(body)
      return diagnostic?.kind == .usage ? diagnostic?.expected?(.en) ?? "" : ""
    }
    let all = try facts("2019-03")
    #expect(expected { _ = try AskKPIs(["no_metric"], about: all).run(in: desk.workspace) }.contains("connection_rate"))
    #expect(expected { _ = try AskKPIs(about: all, by: ["planet"]).run(in: desk.workspace) }.contains("district"))
    #expect(expected { _ = try desk.counts("connection_rate", "2019-03", "planet=Mars") }.contains("district"))
    #expect(expected { _ = try desk.counts("connection_rate", "2019-03", "nothing") }.contains("name=value"))
    #expect(expected { _ = try Comparison.named("tomorrow") }.contains("year-ago"))
    #expect(expected { _ = try Moment.parsed("soon") }.contains("2019-12-31"))
  }

  @Test("a day as a moment is its end, local time")
  func moment() throws {
    // 2019-03-04 23:59:59 in Shanghai is 15:59:59 UTC.
    #expect(try Moment.parsed("2019-03-04") == 1_551_715_199)
    #expect(try Moment.parsed("2019-03-04 18:00") == 1_551_693_600)
    let question = AskKPIs(["call_volume"], about: try facts("2019-03"), asOf: try Moment.parsed("2019-03-04"))
    #expect(try question.run(in: desk.workspace).tables.first?.values.first?.numerator == 100)
  }

  @Test("an explanation has the SQL, the counts and the rows, page by page")
  func explain() throws {
    let explanation = try ExplainKPI("connection_rate", about: facts("2019-03-04")).run(in: desk.workspace)
    #expect(explanation.value.numerator == 90)
    #expect(explanation.numeratorSQL.contains("call_view"))
    let json = try ExplanationDocument(explanation, language: .en).json()
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(document?["from"] as? String == "2019-03-04")
    #expect((document?["denominator"] as? [String: Any])?["value"] as? Double == 100)
    func page(_ number: Int, _ size: Int?) throws -> ListFacts.Page? {
      try ListFacts(of: "connection_rate", .missed, about: facts("2019-03-04"), page: number, pageSize: size)
        .run(in: desk.workspace)
    }
    let (first, second, all) = try (page(1, 6), page(2, 6), page(1, nil))
    #expect(first?.rows.count == 6 && first?.isFull == true)
    #expect(second?.rows.count == 4 && second?.isFull == false)
    #expect(all?.rows == (first?.rows ?? []) + (second?.rows ?? []))
    for (number, size) in [(0, 6), (1, 0), (Int.max, Int.max)] {
      #expect(problem { _ = try page(number, size) }?.kind == .usage, "\(number) \(size)")
    }
  }

  /// 7 orders and 5 calls of 12345, which one metric counts together.
  private func ordersAndCalls() throws {
    let orders = (1...7).map { "o\($0),open,2019-03-04 10:0\($0):00,2019-03-20" }
    let calls = (1...5).map { "k\($0),12345,2019-03-04 09:0\($0):00,answered,法规处" }
    _ = try IngestFiles([
      desk.write("order_id,status,received_at,due_at\n\(orders.joined(separator: "\n"))\n", to: "orders.csv"),
      desk.write("call_id,line,started_at,outcome,unit\n\(calls.joined(separator: "\n"))\n", to: "calls-12345.csv"),
    ]).run(in: desk.workspace)
  }

  @Test("pages that begin behind or before a row go through all terms of a metric, in both directions")
  func pagesByPlace() throws {
    try ordersAndCalls()
    func page(_ size: Int?, _ place: RowPlace?) throws -> RowListing {
      let question = try ListFacts(
        of: "handled_12345", .numerator, about: facts("2019-03-04"), pageSize: size, from: place)
      return try #require(try question.run(in: desk.workspace)).listing
    }
    let all = try page(nil, nil).rows
    #expect(all.map(\.file) == Array(repeating: "orders.csv", count: 7) + Array(repeating: "calls-12345.csv", count: 5))
    for size in [1, 3, 7, 20] {
      var (rows, found) = ([FactRow](), try page(size, nil))
      while let last = found.last {
        rows += found.rows
        found = try page(size, .after(last))
      }
      #expect(rows == all, "\(size)")
      (rows, found) = ([], try page(size, .end))
      while let first = found.first {
        rows = found.rows + rows
        found = try page(size, .before(first))
      }
      #expect(rows == all, "\(size)")
    }
    let marks = [
      ("1.42", RowMark(term: 1, position: .init(number: 42, key: nil))),
      ("0.-5.A.7", RowMark(term: 0, position: .init(number: -5, key: "A.7"))),
      ("2..工号1", RowMark(term: 2, position: .init(number: nil, key: "工号1"))),
    ]
    for (text, mark) in marks { #expect(RowMark(parsing: text) == mark && mark.text == text) }
    for text in ["", "1", "1.", "-1.2", "a.1", "1.b", "1.b.c"] { #expect(RowMark(parsing: text) == nil, "\(text)") }
    // A place among facts of another kind has none behind it.
    #expect(
      try page(5, .after(RowMark(term: 0, position: .init(number: 1, key: nil)))).rows.map(\.file)
        == Array(repeating: "calls-12345.csv", count: 5))
  }

  @Test("a file of all rows is the same however few are in memory, tells how far it is, and can be taken back")
  func wholeFile() throws {
    try ordersAndCalls()
    let day = try facts("2019-03-04")
    let all = try #require(
      try ListFacts(of: "handled_12345", .numerator, about: day, pageSize: nil).run(in: desk.workspace))
    for most in [1, 3, 12, 100] {
      var (text, seen) = ("", [Int]())
      let count = try WriteRows(of: "handled_12345", .numerator, about: day, most: most).run(
        in: desk.workspace, progress: { seen.append($0) }, write: { text += $0 })
      #expect(count == 12 && seen.last == 12)
      #expect(text == ReportTable(all.rows).csvText, "\(most)")
    }
    let lines = ReportTable(all.rows).csvText.split(separator: "\n")
    #expect(lines.count == 13 && lines[1].hasPrefix("orders.csv,2,") && lines[12].hasPrefix("calls-12345.csv,6,"))
    #expect(throws: CancellationError.self) {
      _ = try WriteRows(of: "handled_12345", .numerator, about: day, most: 1).run(
        in: desk.workspace, cancellation: .when { true }, write: { _ in })
    }
  }

  @Test("what the figures of a name would be with another spelling is told, and nothing is changed")
  func nameBefore() throws {
    _ = try IngestFiles([
      desk.calls("2019-03-06", answered: 5, abandoned: 5, district: "黄浦新村")
    ]).run(in: desk.workspace)
    let outcome = try #require(
      try PreviewName("黄浦新村", of: "district", as: "黄浦区").run(in: desk.workspace))
    let rate = try #require(outcome.changes.first { $0.now.metric.id == "connection_rate" })
    #expect([rate.now.numerator, rate.now.denominator] == [90, 100])
    #expect([rate.after.numerator, rate.after.denominator] == [95, 110])
    #expect(outcome.months.lowerBound.iso == "2019-03" && outcome.months.upperBound.iso == "2019-03")
    #expect(!outcome.changes.contains { $0.now.metric.id == "orders_received" })
    #expect(try desk.counts("connection_rate", "2019-03", "district=黄浦区") == [90, 100])
    let none = try PreviewName("没有人用", of: "district", as: "黄浦区").run(in: desk.workspace)
    #expect(none?.changes.isEmpty == true)
  }

  @Test("the status tells files, days and the moment of the data")
  func status() throws {
    let status = try ShowStatus().run(in: desk.workspace)
    #expect(status.sources.map(\.accepted) == [100, 50])
    #expect(status.coverage.map(\.firstDay) == ["2019-03-04"])
    #expect(status.coverage.map(\.lastDay) == ["2019-03-05"])
    #expect(status.asOf.hasPrefix("2019-03-05 09:00:49"))
  }

  @Test("without a database each question says so, and none is made")
  func nothingYet() throws {
    let fresh = try TestDesk()
    let all = try facts("2019-03")
    let questions: [(Workspace) throws -> Void] = [
      { _ = try AskKPIs(about: all).run(in: $0) }, { _ = try ShowStatus().run(in: $0) },
      { _ = try ListRejects().run(in: $0) }, { _ = try CheckDatabase().run(in: $0) },
      { _ = try BackUpDatabase(to: fresh.folder + "/copy").run(in: $0) },
      { _ = try DraftAnnualReport(2019).run(in: $0) },
    ]
    for question in questions {
      #expect(problem { try question(fresh.workspace) }?.message(.en).contains("there is no database yet") == true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fresh.folder) == [])
  }

  @Test("what is ingested while a document is drawn up is in none of its figures")
  func oneState() throws {
    let writer = Workspace(database: desk.workspace.database, data: desk.workspace.data)
    let all = try AskKPIs(["call_volume"], about: facts("2019-03")).run(in: desk.workspace)
    let slice = try #require(all.tables.first?.slice)
    let counts = try desk.workspace.asking(.never) { engine in
      let query = MetricQuery(metrics: [try engine.catalog.metric("call_volume")], slice: slice)
      let before = try engine.values(query).values.first?.numerator
      _ = try IngestFiles([try desk.calls("2019-03-06", answered: 7, abandoned: 0)]).run(in: writer)
      return [before, try engine.values(query).values.first?.numerator]
    }
    #expect(counts == [150, 150])
    #expect(try desk.counts("call_volume", "2019-03").first == 157)
  }

  @Test("a question that is cancelled ends without an answer, and the next one has one")
  func cancelled() throws {
    let all = try facts("2019")
    #expect(throws: CancellationError.self) {
      try AskKPIs(about: all).run(in: desk.workspace, cancellation: Cancellation { true })
    }
    #expect(try desk.counts("connection_rate", "2019-03") == [130, 150])
  }
}
