import Foundation
import HotlineModel
import HotlineReading
import HotlineSimulation
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// Several rows of one export about one call are its legs: together they make one call.
@Suite("Calls in parts")
struct CallPartTests {
  private static func leg(
    _ key: String, _ agent: String, from start: String, answered: String = "", to end: String, wait: Int? = nil,
    talk: Int? = nil, _ more: [FactField: String] = [:]
  ) -> TestRecord {
    let day = "2019-03-04 "
    return .call(
      key, at: day + start,
      [
        .agent: agent, .answeredAt: answered.isEmpty ? "" : day + answered, .endedAt: day + end,
        .outcome: answered.isEmpty ? "abandoned" : "answered", .waitSeconds: wait.map(String.init) ?? "",
        .talkSeconds: talk.map(String.init) ?? "", .caller: "13800000001",
      ].merging(more) { $1 })
  }

  private static let transferred = [
    leg("T", "7009", from: "09:47:39", answered: "09:47:51", to: "09:49:50", wait: 12, talk: 119),
    leg("T", "7051", from: "09:49:50", answered: "09:49:57", to: "09:52:50", wait: 7, talk: 173),
  ]
  private static let ringAll = [
    leg("R", "G1", from: "08:00:00", to: "08:00:20", wait: 20),
    leg("R", "G2", from: "08:00:00", answered: "08:00:10", to: "08:02:10", wait: 10, talk: 120),
    leg("R", "G3", from: "08:00:00", to: "08:00:20", wait: 20),
  ]

  private func call(_ store: TestStore) throws -> String {
    let row = try #require(
      try store.sql(
        """
        SELECT datetime(started_at + 28800, 'unixepoch') AS started, datetime(ended_at + 28800, 'unixepoch') AS ended,
        outcome, wait_seconds, talk_seconds, agent, source_line FROM call_view
        """
      ).first)
    return row.map { "\($0.1.storage.value ?? "–")" }.joined(separator: " ")
  }

  @Test("a transferred call runs from its first start to its last end, with both talks and the first wait")
  func transfer() throws {
    for legs in [Self.transferred, Self.transferred.reversed()] {
      let store = try TestStore()
      let report = try store.ingest(.call, legs, mergesParts: true)
      #expect((report.accepted, report.merged, report.updated, report.unchanged) == (1, 1, 0, 0))
      #expect(report.isConserved)
      let line = legs[0].fields[.agent] == "7009" ? 2 : 3
      #expect(try call(store) == "2019-03-04 09:47:39 2019-03-04 09:52:50 answered 12 292 7009 \(line)")
    }
  }

  @Test("a call that rings at several seats is answered by the one that took it")
  func ringing() throws {
    for legs in [Self.ringAll, Self.ringAll.reversed(), [Self.ringAll[1], Self.ringAll[0], Self.ringAll[2]]] {
      let store = try TestStore()
      try store.ingest(.call, legs, mergesParts: true)
      #expect(try call(store).hasPrefix("2019-03-04 08:00:00 2019-03-04 08:02:10 answered 10 120 G2") == true)
    }
  }

  @Test("a call that nobody answered waited as long as its longest leg, from the call's start")
  func abandoned() throws {
    let store = try TestStore()
    try store.ingest(
      .call,
      [
        Self.leg("A", "", from: "08:00:00", to: "08:00:10", wait: 10),
        Self.leg("A", "G1", from: "08:00:10", to: "08:00:25", wait: 15),
      ], mergesParts: true)
    #expect(try call(store) == "2019-03-04 08:00:00 2019-03-04 08:00:25 abandoned 25 – G1 2")
  }

  @Test("what only a later leg says is the call's: rating, transfer, topic")
  func laterLeg() throws {
    let store = try TestStore()
    var legs = Self.transferred
    legs[0].fields[.transferOutcome] = "failed"
    legs[0].fields[.category] = "低保"
    legs[1].fields[.transferOutcome] = "succeeded"
    legs[1].fields[.satisfaction] = "satisfied"
    try store.ingest(.call, legs, mergesParts: true)
    let row = try #require(try store.sql("SELECT transfer_outcome, satisfaction, category FROM call_view").first)
    #expect(row["transfer_outcome"] == "succeeded" && row["satisfaction"] == "satisfied" && row["category"] == "低保")
  }

  @Test("the same leg again is not a second one: identical rows are one, others are versions of the leg")
  func sameLeg() throws {
    let store = try TestStore()
    var rated = Self.transferred[1]
    rated.fields[.satisfaction] = "satisfied"
    let report = try store.ingest(
      .call, [Self.transferred[0], Self.transferred[0], Self.transferred[1], rated, Self.transferred[1]],
      mergesParts: true)
    #expect((report.accepted, report.unchanged, report.merged) == (1, 1, 3))
    #expect(try call(store).contains("answered 12 292") == true)
    #expect(try store.sql("SELECT satisfaction FROM call_view").first?["satisfaction"] == "satisfied")
  }

  @Test("the same call from another export, leg by leg, changes nothing; one leg more does")
  func otherExport() throws {
    let store = try TestStore()
    try store.ingest(.call, Self.transferred, mergesParts: true)
    let again = try store.ingest(.call, Self.transferred.reversed(), mergesParts: true)
    #expect((again.accepted, again.updated, again.unchanged, again.merged) == (0, 0, 1, 1))
    let third = Self.leg("T", "7052", from: "09:52:50", answered: "09:52:55", to: "09:53:00", wait: 5, talk: 5)
    let more = try store.ingest(.call, Self.transferred + [third], mergesParts: true)
    #expect((more.updated, more.merged) == (1, 2))
    #expect(try call(store) == "2019-03-04 09:47:39 2019-03-04 09:53:00 answered 12 297 7009 2")
  }

  @Test("a leg that another export had alone is a leg here as well")
  func legSaidAgain() throws {
    let store = try TestStore()
    try store.ingest(.call, [Self.transferred[0]], mergesParts: true)
    let report = try store.ingest(.call, Self.transferred, mergesParts: true)
    #expect((report.unchanged, report.merged, report.updated) == (0, 1, 1))
    #expect(try call(store).contains("answered 12 292") == true)
  }

  @Test("legs anywhere in the file, in any order, among other calls: the same facts and sums", arguments: UInt64(1)...6)
  func anyOrder(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var rows: [TestRecord] = []
    for call in 0..<40 {
      let minute = 480 + call * 15
      for part in 0..<Int.random(in: 1...4, using: &random) {
        func time(_ seconds: Int) -> String {
          let total = minute * 60 + part * 120 + seconds
          return String(format: "%02d:%02d:%02d", total / 3600 % 24, total / 60 % 60, total % 60)
        }
        let isAnswered = Bool.random(using: &random)
        rows.append(
          Self.leg(
            "k\(call)", "a\(part)", from: time(0), answered: isAnswered ? time(10) : "", to: time(100),
            wait: isAnswered ? 10 : 100, talk: isAnswered ? 90 : nil,
            [.caller: "1380000000\(call % 3)", .startedAt: "2019-03-0\(1 + call % 9) " + time(0)]))
      }
    }
    func state(_ rows: [TestRecord]) throws -> [String] {
      let store = try TestStore()
      try store.giveCommonKey()
      try store.ingest(.call, rows, mergesParts: true)
      #expect(try store.open().check().isEmpty)
      return try store.facts()
    }
    let inOrder = try state(rows)
    #expect(inOrder.count == 40)
    for _ in 0..<3 { #expect(try state(rows.shuffled(using: &random)) == inOrder) }
  }

  @Test("a call of more legs than are kept apart still has them all")
  func manyLegs() throws {
    let legs = (0..<3000).map { part in
      let start = String(format: "%02d:%02d:%02d", part / 3600, part / 60 % 60, part % 60)
      return Self.leg("M", "a\(part)", from: start, answered: start, to: start, wait: 0, talk: 1)
    }
    let store = try TestStore()
    #expect(try store.ingest(.call, legs, batchSize: 500, mergesParts: true).merged == 2999)
    #expect(try call(store) == "2019-03-04 00:00:00 2019-03-04 00:49:59 answered 0 3000 a0 2")
  }
}

@Suite("The rules for legs")
struct CallPartRuleTests {
  @Test("the README has each field of a call with its rule, and no other")
  func documented() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let table = try #require(readme.split(separator: "| field | of the legs |\n").last?.split(separator: "\n\n").first)
    var documented: [String: String] = [:]
    for row in table.split(separator: "\n").dropFirst() {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      for field in cells[0].split(separator: ",") {
        documented[field.trimmingCharacters(in: CharacterSet(charactersIn: " `"))] = cells[1]
      }
    }
    for (field, rule) in CallParts.rules {
      #expect(documented.removeValue(forKey: field.rawValue)?.hasPrefix(rule.rawValue) == true, "\(field): \(rule)")
    }
    #expect(documented.isEmpty)
    #expect(Set(CallParts.rules.map(\.field)) == Set(FactKind.call.fields).subtracting([.key]))
  }
}
