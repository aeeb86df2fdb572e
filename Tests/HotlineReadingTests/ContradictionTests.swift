import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// Redundant fields of a row against each other.
@Suite("Contradictions within a row")
struct ContradictionTests {
  private static let header =
    "call_id,line,direction,started_at,answered_at,ended_at,wait_seconds,talk_seconds,outcome\n"

  private func calls(_ rows: [String]) throws -> Reading {
    try Reading(Self.header + rows.map { $0 + "\n" }.joined(), profile: builtIn("calls-en"))
  }

  private func call(_ key: String, wait: String, talk: String, end: String = "2019-03-04 08:02:10") -> String {
    "\(key),962200,inbound,2019-03-04 08:00:00,2019-03-04 08:00:10,\(end),\(wait),\(talk),answered"
  }

  private func count(_ contradiction: Contradiction, _ reading: Reading) -> Int {
    reading.summary.remarks.first { $0.kind == .contradiction && $0.text == contradiction.text }?.count ?? 0
  }

  @Test("durations that contradict the row's own times give way to them")
  func numbers() throws {
    let reading = try calls([
      call("N1", wait: "-5", talk: "120"), call("N2", wait: "10", talk: "-120"),
      "N3,962200,inbound,2019-03-04 08:00:00,2019-03-04 07:59:59,2019-03-04 08:02:10,,,answered",
      "N4,962200,inbound,2019-03-04 08:00:00,,2019-03-04 07:59:00,,,abandoned",
      "N5,962200,inbound,2019-03-04 08:00:00,1970-01-01 08:00:00,2019-03-04 08:02:10,,,abandoned",
      call("N6", wait: "10", talk: "9999999"), call("N7", wait: "(5)", talk: "-0:00:05", end: "2019-03-04 08:00:10"),
      call("N8", wait: "900", talk: "120"), call("N9", wait: "10", talk: "86000"),
    ])
    #expect(reading.keys == ["N1", "N2", "N5", "N6", "N7", "N8", "N9"])
    #expect(reading.reasons == [.contradiction, .contradiction])
    #expect([0, 1, 3, 4, 5, 6].allSatisfy { reading.number($0, .waitSeconds) == 10 })
    #expect((0..<7).map { reading.number($0, .talkSeconds) } == [120, 120, nil, 120, 0, 120, 120])
    #expect(reading.number(2, .answeredAt) == nil)
    #expect(count(.talkTooLong, reading) == 2)
    #expect(count(.waitTooLong, reading) == 1)
    let unreadable = reading.summary.remarks.filter { $0.kind == .unreadable }
    #expect(unreadable.map(\.field) == [.waitSeconds, .talkSeconds])
    #expect(unreadable.map(\.count) == [2, 2])
    let talk = reading.summary.remarks.first { $0.text == Contradiction.talkTooLong.text }
    #expect(talk?.examples.map(\.value) == ["9999999 s ≠ 120 s", "86000 s ≠ 120 s"])
    #expect(talk?.examples.map(\.line) == [7, 10])
  }

  @Test("one talk of two minutes however it is written, in whatever unit")
  func spellings() throws {
    let talks = [
      "0:02:00", "02:00", "0:02:00.500", "2分0秒", "2m 0s", "2分钟", "PT2M0S", "0:75:00", "120000", "12:02:00 AM",
      "1900/1/0 0:02:00", "0.00138888888888889",
    ]
    let reading = try calls(talks.enumerated().map { call("D\($0.offset)", wait: "10", talk: $0.element) })
    #expect(reading.summary.records == talks.count)
    for row in talks.indices {
      let talk = reading.number(row, .talkSeconds)
      #expect(talk == 120 || talks[row] == "0:02:00.500" && talk == 121, "\(talks[row])")
    }
    #expect(count(.talkTooLong, reading) == 1)
    #expect(count(.talkTooShort, reading) == 1)
    let day = try calls([call("D", wait: "10", talk: "26:00:00", end: "2019-03-05 10:00:10")])
    #expect(day.number(0, .talkSeconds) == 93_600)
    #expect(day.summary.remarks.isEmpty)
  }

  @Test("a second's rounding is no contradiction")
  func rounding() throws {
    let reading = try calls([call("a", wait: "11", talk: "119"), call("b", wait: "9", talk: "121")])
    #expect((0..<2).map { reading.number($0, .waitSeconds) } == [11, 9])
    #expect((0..<2).map { reading.number($0, .talkSeconds) } == [119, 121])
    #expect(reading.summary.remarks.isEmpty)
  }

  @Test("a menu before the queue is no waiting, a survey after the talk no talking: shorter durations are kept")
  func shorter() throws {
    let reading = try calls([call("a", wait: "3", talk: "100")])
    #expect(reading.number(0, .waitSeconds) == 3)
    #expect(reading.number(0, .talkSeconds) == 100)
    #expect(count(.waitShorter, reading) == 1)
    #expect(count(.talkShorter, reading) == 1)
  }

  @Test("from times to the minute a contradicting duration is emptied, not replaced")
  func coarse() throws {
    let times = "962200,inbound,2019-03-04 08:00,2019-03-04 08:01,2019-03-04 08:04"
    let reading = try calls(["a,\(times),900,9999,answered", "b,\(times),100,230,answered"])
    #expect((0..<2).map { reading.number($0, .waitSeconds) } == [nil, 100])
    #expect((0..<2).map { reading.number($0, .talkSeconds) } == [nil, 230])
    #expect(count(.waitTooLong, reading) == 1)
    #expect(count(.talkTooLong, reading) == 1)
  }

  @Test("an export time to the day or minute says nothing of a call's own times")
  func coarseExport() throws {
    let profile = Profiles.calls("answered_at: [answer]\nexported_at: [x]")
    let text = "id,start,answer,x\na,2019-03-04 08:00:00,2019-03-04 08:00:10,2019-03-10\n"
    let reading = try Reading(text + "b,2019-03-04 08:00:10,2019-03-04 08:00:00,2019-03-10\n", profile: profile)
    #expect(reading.number(0, .waitSeconds) == 10)
    #expect(reading.reasons == [.contradiction])
    #expect(!reading.summary.hasMinutePrecision)
  }

  @Test("an outcome against times and durations")
  func outcomes() throws {
    let times = "962200,inbound,2019-03-04 08:00:00"
    let reading = try calls([
      "a,\(times),2019-03-04 08:00:10,2019-03-04 08:00:30,20,15,abandoned",
      "b,\(times),,2019-03-04 08:00:30,900,0,abandoned",
      "c,\(times),2019-03-04 08:00:10,2019-03-04 08:00:30,,20,self_service",
      "d,\(times),,2019-03-04 08:00:30,10,15,answered",
      "e,\(times),,2019-03-04 08:00:30,10,90,answered",
    ])
    #expect(reading.summary.records == 5)
    #expect(reading.number(0, .answeredAt) == nil)
    #expect(reading.number(0, .talkSeconds) == nil)
    #expect(reading.number(0, .waitSeconds) == 20)
    #expect(reading.number(1, .waitSeconds) == 30)
    #expect(reading.number(2, .answeredAt) != nil)
    #expect(reading.number(2, .talkSeconds) == 20)
    #expect(reading.number(3, .talkSeconds) == 15)
    #expect(reading.number(4, .talkSeconds) == nil)
    #expect(count(.answeredAndGivenUp, reading) == 1)
    #expect(count(.talkAndGivenUp, reading) == 1)
    #expect(count(.waitTooLong, reading) == 1)
    #expect(count(.talkTooLong, reading) == 1)
  }

  private static let orders =
    "工单编号,热线,诉求类型,工单状态,受理时间,先行联系时间,办理时限,延期时限,办结时间,先行联系,重办次数,办理结果,满意度,行政区,承办单位\n"

  private func orders(_ rows: [(status: String, contact: String, closed: String)]) throws -> Reading {
    let lines = rows.enumerated().map { index, row in
      "W\(index),12345,投诉,\(row.status),2019-03-04 10:00:00,\(row.contact),2019-03-08 23:59:59,,\(row.closed),是,0,,,黄浦区,甲\n"
    }
    return try Reading(Self.orders + lines.joined(), profile: builtIn("work-orders-zh"))
  }

  @Test("an open order has no closing time: it was reopened")
  func reopened() throws {
    let reading = try orders([
      ("办理中", "", "2019-03-07 10:00:00"), ("重办", "", "2019-03-07 10:00:00"), ("挂账", "", "2019-03-07 10:00:00"),
      ("已办结", "", "2019-03-07 10:00:00"), ("已退单", "", "2019-03-07 10:00:00"), ("办理中", "", ""),
    ])
    #expect(reading.summary.records == 6)
    #expect((0..<6).map { reading.number($0, .closedAt) != nil } == [false, false, false, true, true, false])
    #expect((0..<2).map { reading.word($0, .status) } == ["open", "open"])
    #expect(count(.closedAndOpen, reading) == 3)
    let remark = reading.summary.remarks.first
    #expect(remark?.field == .closedAt)
    #expect(remark?.examples.first?.value == "2019-03-07 10:00:00")
  }

  @Test("closed before received is rejected; a day alone lasts to its end")
  func closedFirst() throws {
    let reading = try orders([
      ("已办结", "", "2019-03-04 09:59:59"), ("已办结", "", "2019-03-04"), ("已办结", "", "2019-03-04 10:00:00"),
      ("已办结", "", "2019-03-03"), ("办理中", "", "2019-03-01 00:00:00"),
    ])
    #expect(reading.keys == ["W1", "W2", "W4"])
    #expect(reading.reasons == [.contradiction, .contradiction])
    #expect(reading.rejected.first?.detail.en.contains("received, then closed") == true)
  }

  @Test("a contact before the receipt is kept and said")
  func earlyContact() throws {
    let reading = try orders([("已办结", "2019-03-04 09:00:00", "2019-03-05 10:00:00")])
    #expect(reading.number(0, .firstContactedAt) != nil)
    #expect(count(.contactBeforeReceipt, reading) == 1)
    #expect(reading.summary.remarks.first?.examples.first?.value == "2019-03-04 09:00:00 < 2019-03-04 10:00:00")
  }

  @Test("the README's table and the code's have the same lines")
  func documented() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "data/profiles/README.md"), encoding: .utf8)
    let table = try #require(
      text.components(separatedBy: "## A row against itself").last?.components(separatedBy: "\n## ").first)
    // The two of a call given up share a line; the last line is of rejected rows.
    #expect(table.split(separator: "\n").count { $0.hasPrefix("| ") } == 2 + Contradiction.allCases.count)
    for contradiction in Contradiction.allCases {
      #expect(!contradiction.text.zh.isEmpty && !contradiction.text.en.isEmpty)
    }
  }
}
