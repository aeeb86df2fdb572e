import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
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
    #expect(first?.rows.count == 6 && first?.mayHaveMore == true)
    #expect(second?.rows.count == 4 && second?.mayHaveMore == false)
    #expect(all?.rows == (first?.rows ?? []) + (second?.rows ?? []))
    for (number, size) in [(0, 6), (1, 0), (Int.max, Int.max)] {
      #expect(problem { _ = try page(number, size) }?.kind == .usage, "\(number) \(size)")
    }
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
