import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// Calls and their legs against slow ways that the README's rules spell out.
@Suite("Calls, the slow way")
struct SlowComparisonTests {
  private let first = (LocalTime.parse("2019-03-01") ?? 0)

  private struct Call {
    var key: String, start: Int64, caller: String, line: String, category: String, isInbound: Bool
  }

  @Test("who called before and after, within seven days to the second", arguments: UInt64(1)...4)
  func neighbours(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    let week: Int64 = 7 * 86_400
    let calls = (0..<140).map { number in
      // Steps of a seventh of a week and a second more or less: windows are met exactly, and missed by one.
      let start =
        first + Int64.random(in: 0..<25, using: &random) * (week / 7) + Int64.random(in: -1...1, using: &random) * 60
      return Call(
        key: "k\(number)", start: start + Int64(number % 3),
        caller: pick(["", "13800000001", "13800000002", "13800000003", "13800000004"]),
        line: pick(["962200", "962200", "12345"]), category: pick(["", "低保", "婚姻登记"]),
        isInbound: !pick(["a", "b", "c", "d"]).hasPrefix("a"))
    }
    let store = try TestStore()
    let shuffled = calls.shuffled(using: &random)
    for part in 0..<(seed % 2 == 0 ? 1 : 4) {
      let own =
        seed % 2 == 0
        ? calls.sorted { $0.start < $1.start } : shuffled.enumerated().filter { $0.offset % 4 == part }.map(\.element)
      try store.ingest(
        .call,
        own.map { call in
          .call(
            call.key, at: "\(call.start)",
            [
              .caller: call.caller, .line: call.line, .category: call.category,
              .direction: call.isInbound ? "inbound" : "outbound",
            ])
        }, batchSize: 7)
    }
    let rows = try store.sql(
      "SELECT key, previous_call_at AS previous, next_call_at AS next, next_same_topic_at AS topic FROM call_view ORDER BY id"
    )
    #expect(rows.count == calls.count)
    // In the order of the database, as calls of one second lie in it.
    let place = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element["key"] as String, $0.offset) })
    let ordered = calls.sorted { (place[$0.key] ?? 0) < (place[$1.key] ?? 0) }
    #expect(ordered.map(\.start) == ordered.map(\.start).sorted())
    for (index, call) in ordered.enumerated() {
      func isMate(_ other: Call) -> Bool {
        !call.caller.isEmpty && call.isInbound && other.isInbound && other.caller == call.caller
          && other.line == call.line
      }
      let before = ordered[..<index].last { isMate($0) && call.start - $0.start <= week }
      let after = ordered[(index + 1)...].first { isMate($0) && $0.start - call.start <= week }
      let topic = ordered[(index + 1)...].first {
        isMate($0) && $0.category == call.category && $0.start - call.start <= week
      }
      let row = rows[index]
      #expect(row["previous"] as Int64? == before?.start, "\(call)")
      #expect(row["next"] as Int64? == after?.start, "\(call)")
      #expect(row["topic"] as Int64? == topic?.start, "\(call)")
    }
  }

  @Test("legs put together by the README's rules, field by field", arguments: UInt64(1)...12)
  func legs(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    struct Leg { var fields: [FactField: String], start: Int64, answer: Int64? }
    let legs = (0..<Int.random(in: 2...5, using: &random)).map { number in
      let start = first + Int64(number * 100) + Int64.random(in: 0..<50, using: &random)
      let answer = chance(50) ? start + Int64.random(in: 1..<400, using: &random) : nil
      var fields: [FactField: String] = [
        .key: "x", .line: "962200", .direction: pick(["inbound", "outbound"]), .startedAt: "\(start)",
        .endedAt: chance(80) ? "\(start + 500)" : "",
        .outcome: answer == nil ? pick(["abandoned", "failed"]) : pick(["answered", "answered", "failed"]),
        .waitSeconds: chance(70) ? "\(Int.random(in: 0..<60, using: &random))" : "",
        .talkSeconds: chance(70) ? "\(Int.random(in: 1..<90, using: &random))" : "",
        .caller: pick(["", "13800000001", "13800000002"]), .agent: chance(80) ? "A\(number)" : "",
        .district: pick(["", "黄浦区", "静安区"]), .unit: pick(["", "社会救助处", "婚姻管理处"]), .category: pick(["", "低保", "养老"]),
        .transferOutcome: pick(["", "succeeded", "failed"]),
        .resolved: pick(["", "0", "1"]), .satisfaction: pick(["", "satisfied", "neutral"]),
        .exportedAt: pick(["", "2019-04-01", "2019-04-02"]),
      ]
      if let answer { fields[.answeredAt] = "\(answer)" }
      return Leg(fields: fields.filter { !$0.value.isEmpty }, start: start, answer: answer)
    }
    func all(_ field: FactField) -> [String] { legs.compactMap { $0.fields[field] } }
    let taken = legs.filter { $0.answer != nil }.min { ($0.answer ?? 0) < ($1.answer ?? 0) }
    let begin = legs.map(\.start).min() ?? 0
    func waited(_ leg: Leg) -> Int64? { leg.fields[.waitSeconds].flatMap { Int64($0) }.map { $0 + leg.start - begin } }
    let wait = taken.map(waited) ?? legs.compactMap(waited).max()
    let expected: [String: String?] = [
      "direction": all(.direction).first, "started_at": "\(begin)",
      "answered_at": all(.answeredAt).compactMap { Int64($0) }.min().map { "\($0)" },
      "ended_at": all(.endedAt).compactMap { Int64($0) }.max().map { "\($0)" }, "wait_seconds": wait.map { "\($0)" },
      "talk_seconds": all(.talkSeconds).isEmpty ? nil : "\(all(.talkSeconds).compactMap { Int($0) }.reduce(0, +))",
      "outcome": all(.outcome).contains("answered") ? "answered" : all(.outcome).last,
      "agent": taken?.fields[.agent] ?? all(.agent).first, "district": all(.district).last,
      "unit": all(.unit).last, "category": all(.category).last, "transfer_outcome": all(.transferOutcome).last,
      "resolved": all(.resolved).last, "satisfaction": all(.satisfaction).last,
      "source_line": "\((legs.indices.first ?? 0) + 2)",
    ]
    let columns = expected.keys.sorted()
    for order in [legs, legs.reversed()] {
      let store = try TestStore()
      let report = try store.ingest(.call, order.map { TestRecord(.call, $0.fields) }, mergesParts: true)
      #expect((report.accepted, report.merged) == (1, legs.count - 1))
      let row = try #require(
        try store.sql("SELECT \(columns.map { "CAST(\($0) AS TEXT) AS \($0)" }.joined(separator: ", ")) FROM call_view")
          .first)
      for column in columns where column != "source_line" || order.first?.start == begin {
        #expect(row[column] as String? == expected[column] ?? nil, "\(column)")
      }
      let callers = try store.sql("SELECT caller IS NULL AS missing FROM call").first
      #expect(callers?["missing"] == all(.caller).isEmpty)
    }
  }

  @Test("a key that holds a citizen's number is kept with its pseudonym in the number's place")
  func keys() throws {
    func stored(_ key: String, caller: String = "") throws -> String {
      let store = try TestStore()
      try store.ingest(.call, [.call(key, at: "2019-03-04", [.caller: caller])])
      let row = try #require(
        try store.sql("SELECT v.key AS key, c.caller AS caller FROM call_view AS v JOIN call AS c ON c.id = v.id").first
      )
      let token = (row["caller"] as Int64?).map { CallerPseudonyms.token($0) } ?? "none"
      return (row["key"] as String).replacing(token, with: "<own>").replacing(/caller:[0-9a-f]{16}/, with: "<other>")
    }
    #expect(try stored("20190304-13812345678-1", caller: "13812345678") == "20190304-<own>-1")
    #expect(try stored("13812345678", caller: "13812345678") == "<own>")
    #expect(try stored("x02162345678", caller: "02162345678") == "x<own>")
    #expect(try stored("a1234567b", caller: "1234567") == "a<own>b")
    #expect(try stored("a123456b", caller: "123456") == "a123456b", "too short to be a person's")
    #expect(try stored("k-13812345678") == "k-<other>")
    #expect(try stored("13912345678-k", caller: "13812345678") == "<other>-k")
    #expect(try stored("k13012345678") == "k<other>")
    // A mobile is a citizen's, also where nothing else stands beside it.
    #expect(try stored("13812345678") == "<other>")
    #expect(try stored("13812345677", caller: "13812345678") == "<other>")
    #expect(try stored("2019030413812345678") == "20190304<other>")
    #expect(try stored("13812345678-139 8765 4321", caller: "13812345678") == "<own>-<other>")
    for own in [
      "k-12812345678", "k-138123456789", "k-1381234567", "k-23812345678", "2019030408031100001", "62345678",
    ] {
      #expect(try stored(own) == own, "\(own)")
    }
    #expect(try stored("5678", caller: "13812345678") == "5678")
  }
}

/// How many rows may be lost, and what is said of those that are.
@Suite("Bounds of an ingest")
struct IngestBoundTests {
  private func rejects(_ count: Int, _ reason: RejectionReason = .badTime, column: Int? = 3) -> [RejectedRow] {
    (0..<count).map {
      RejectedRow(
        line: $0 + 5, column: column, reason: reason,
        detail: LocalizedText(zh: "坏\(reason.rawValue)", en: "bad \(reason.rawValue)"))
    }
  }

  private func calls(_ count: Int) -> [TestRecord] { (0..<count).map { .call("k\($0)", at: "2019-03-04 08:00") } }

  /// `nil` for a file that is ingested, else what is said.
  private func refusal(_ records: Int, _ rejects: [RejectedRow], options: IngestOptions = IngestOptions()) throws
    -> String?
  {
    let store = try TestStore()
    do {
      let report = try store.ingest(
        .call, calls(records), rejects: rejects, named: "f.csv", options: options, batchSize: 500)
      #expect(report.rejected == rejects.count && report.isConserved)
      return nil
    } catch let problem as Diagnostic { return problem.message(.en) }
  }

  @Test("one row in a hundred, and twenty in any case, may be rejected")
  func shares() throws {
    #expect(try refusal(10, rejects(20)) == nil)
    #expect(
      try refusal(10, rejects(21))
        == "/exports/f.csv: 21 of 31 rows are rejected (at most 20); the file was not ingested. Mostly: 21 × “is not a time that can be read” (/exports/f.csv:5:3: bad bad_time); mend the file or the profile; to ingest it all the same, raise --max-rejects"
    )
    #expect(try refusal(2178, rejects(22)) == nil)
    #expect(try refusal(2177, rejects(22))?.contains("22 of 2199 rows are rejected (at most 21)") == true)
    #expect(try refusal(10, rejects(30), options: IngestOptions(maxRejectShare: 0.75)) == nil)
    #expect(
      try refusal(10, rejects(31), options: IngestOptions(maxRejectShare: 0.75))?.contains("(at most 30)") == true)
    #expect(
      try refusal(10, rejects(3), options: IngestOptions(minimumRejects: 2))?.contains(
        "3 of 13 rows are rejected (at most 2)") == true)
    #expect(
      try refusal(0, rejects(1))?.contains(
        "all 1 rows are rejected; the file was not ingested. Mostly: 1 × “is not a time that can be read”") == true)
    #expect(try refusal(0, []) == nil)
  }

  @Test("the three commonest reasons, ties by name, each with its first place")
  func reasons() throws {
    let all =
      rejects(9, .unknownWord) + rejects(9, .badNumber, column: nil) + rejects(3, .nulByte) + rejects(4, .badTime)
    let said = try #require(try refusal(1, all))
    #expect(
      said.contains(
        "Mostly: 9 × “is not a number that can be read” (/exports/f.csv:5: bad bad_number); 9 × “is not in the vocabulary” (/exports/f.csv:5:3: bad unknown_word); 4 × “is not a time that can be read” (/exports/f.csv:5:3: bad bad_time); mend"
      ), "\(said)")
  }

  @Test("more than a tenth lost is damage that is told, unless it was allowed")
  func damage() {
    func report(_ accepted: Int, _ rejected: Int) -> SourceReport {
      var report = SourceReport(file: "f.csv", sha256: "", sizeBytes: 0, profile: "p", kind: .call, encoding: "utf-8")
      (report.rows, report.header, report.blank, report.skipped) = (accepted + rejected + 6, 1, 2, 3)
      (report.accepted, report.rejected) = (accepted, rejected)
      return report
    }
    #expect(report(90, 10).damage(IngestOptions()) == nil && report(0, 0).damage(IngestOptions()) == nil)
    #expect(
      report(89, 11).damage(IngestOptions())?.message(.en)
        == "f.csv: 11 of 100 rows are rejected, more than a tenth; the others are ingested; see why with `hotline rejects`, mend them and ingest again; if that is as it should be, raise --max-rejects"
    )
    #expect(
      report(89, 11).damage(IngestOptions(maxRejectShare: 0.11)) == nil
        && report(88, 12).damage(IngestOptions(maxRejectShare: 0.11)) != nil)
    #expect(report(90, 10).rejectedShare == 0.1 && report(0, 0).rejectedShare == 0 && report(90, 10).isConserved)
    var known = report(1, 9)
    known.alreadyIngested = true
    #expect(known.damage(IngestOptions()) == nil)
    var lost = report(1, 0)
    lost.rows += 1
    #expect(!lost.isConserved)
    lost.merged = 1
    #expect(lost.isConserved)
    (lost.merged, lost.updated, lost.unchanged) = (0, 1, 0)
    #expect(lost.isConserved)
    (lost.updated, lost.unchanged) = (0, 1)
    #expect(lost.isConserved)
  }

  @Test("fields that are lost are one line, other remarks one each")
  func remarkLines() {
    var report = SourceReport(file: "f.csv", sha256: "", sizeBytes: 0, profile: "p", kind: .call, encoding: "utf-8")
    let text = LocalizedText(zh: "甲", en: "a")
    report.remarks = [
      .init(kind: .fieldLost, field: .caller, text: text), .init(kind: .unreadable, text: text),
      .init(kind: .fieldLost, field: .agent, text: text),
    ]
    #expect(
      report.remarkLines(.en) == [
        "a",
        "columns that earlier files of this profile have and this one has not: caller, agent; there are no data of them for its time",
      ])
    #expect(report.remarkLines(.zh).last == "此前的同格式文件有、本文件没有的列：caller、agent；这段时间这些字段无数据")
    report.remarks = []
    #expect(report.remarkLines(.en).isEmpty)
  }

  @Test("seats by the hour against a count by hand, over two days")
  func seatHours() throws {
    let store = try TestStore()
    var random = SeededGenerator(seed: 5)
    let start = try #require(LocalTime.parse("2019-03-08"))
    struct Call {
      var start: Int64, outcome: String, isInbound: Bool, agent: String, wait: Int?, talk: Int?, length: Int64?
    }
    let calls = (0..<200).map { _ in
      Call(
        start: start + Int64.random(in: 0..<3 * 86_400, using: &random),
        outcome: ["answered", "answered", "abandoned", "failed", "abandoned_ivr", "self_service"].randomElement(
          using: &random) ?? "",
        isInbound: Int.random(in: 0..<5, using: &random) > 0,
        agent: ["", "1", "2", "3"].randomElement(using: &random) ?? "",
        wait: Bool.random(using: &random) ? Int.random(in: 0..<60, using: &random) : nil,
        talk: Bool.random(using: &random) ? Int.random(in: 0..<60, using: &random) : nil,
        length: Bool.random(using: &random) ? Int64.random(in: 1..<300, using: &random) : nil)
    }
    try store.ingest(
      .call,
      calls.enumerated().map { number, call in
        .call(
          "k\(number)", at: "\(call.start)",
          [
            .outcome: call.outcome, .direction: call.isInbound ? "inbound" : "outbound", .agent: call.agent,
            .waitSeconds: call.wait.map { "\($0)" } ?? "", .talkSeconds: call.talk.map { "\($0)" } ?? "",
            .endedAt: call.length.map { "\(call.start + $0)" } ?? "",
          ])
      })
    let hours = try store.open(.readOnly).seatHours(in: Period(parsing: "2019-03-08..2019-03-09"))
    let asking = calls.filter {
      $0.isInbound && ["answered", "abandoned", "failed"].contains($0.outcome) && $0.start < start + 2 * 86_400
    }
    let groups = Dictionary(grouping: asking) { ($0.start - start) / 3600 }
    #expect(hours.count == groups.count && hours.count > 30)
    for hour in hours {
      let number = (hour.day.start - start) / 3600 + Int64(hour.hour)
      let own = groups[number] ?? []
      let answered = own.filter { $0.outcome == "answered" }
      let abandoned = own.filter { $0.outcome == "abandoned" }
      #expect(hour.asked == own.count && hour.answered == answered.count && hour.abandoned == abandoned.count)
      #expect(
        hour.talkSeconds == answered.reduce(0) { $0 + ($1.talk ?? 0) }
          && hour.talkKnown == answered.count { $0.talk != nil })
      #expect(
        hour.waitedSeconds == answered.reduce(0) { $0 + ($1.wait ?? 0) }
          + abandoned.reduce(0) { $0 + ($1.wait ?? Int($1.length ?? 0)) })
      #expect(hour.seats == Set(answered.map(\.agent).filter { !$0.isEmpty }).count)
      #expect(hour.isWorkingDay == (hour.day.iso == "2019-03-08"))
    }
  }

  @Test("coverage: gaps of calls only, each line by itself, facts without a day")
  func coverage() throws {
    let store = try TestStore()
    try store.ingest(
      .call,
      [
        .call("1", at: "2019-01-05"), .call("2", at: "2019-01-06"), .call("3", at: "2019-01-08"),
        .call("4", at: "2019-01-12"), .call("5", at: "2019-01-20", [.line: "12345"]),
        .call("6", at: "2019-01-04", [.line: "12345"]),
      ])
    try store.ingest(
      .workOrder,
      [.order("1", received: "2019-01-05"), .order("2", received: "2019-01-09"), .order("3", received: "2019-01-09")])
    try store.ingest(
      .agent,
      [
        TestRecord(.agent, [.key: "1", .bornAt: "1980-01-01"]),
        TestRecord(.agent, [.key: "2", .hiredAt: "2018-05-01"]),
      ])
    for isRolled in [true, false] {
      if !isRolled {
        store.measures = []
        try store.open().refresh(measures: [])
      }
      let coverage = try store.open(.readOnly).status().coverage
      func entry(_ kind: FactKind, _ line: String) -> String? {
        coverage.first { $0.kind == kind && $0.line == line }.map {
          "\($0.facts) \($0.firstDay) \($0.lastDay) \($0.gaps)"
        }
      }
      #expect(entry(.call, "962200") == "4 2019-01-05 2019-01-12 [\"2019-01-07\", \"2019-01-09..2019-01-11\"]")
      #expect(entry(.call, "12345") == "2 2019-01-04 2019-01-20 [\"2019-01-05..2019-01-19\"]")
      #expect(entry(.workOrder, "12345") == "3 2019-01-05 2019-01-09 []")
      #expect(
        coverage.filter { $0.kind == .agent }.map { "\($0.facts) \($0.firstDay) \($0.lastDay)" } == [
          "2 2018-05-01 2018-05-01"
        ])
      #expect(coverage.map(\.kind) == [.call, .call, .workOrder, .agent])
    }
  }
}
