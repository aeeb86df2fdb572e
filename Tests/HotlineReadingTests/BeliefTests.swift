import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// Events that cannot have happened, and clocks that go over midnight.
@Suite("Events and their time")
struct BeliefTests {
  private func orders(_ rows: String) throws -> Reading {
    try Reading(
      "order_id,line,status,received_at,first_contact_due_at,due_at,closed_at,exported_at\n" + rows,
      profile: builtIn("work-orders-en"))
  }

  @Test("an order of 2091 is rejected; deadlines may lie in the future")
  func future() throws {
    let reading = try orders(
      """
      W1,12345,open,2019-12-19 08:00:00,,2091-12-30 00:00:00,,
      W2,12345,closed,2019-12-01 08:00:00,,2019-12-10 00:00:00,2019-12-02 08:00:00,
      W3,12345,open,2091-12-19 08:00:00,,,,
      W4,12345,closed,2019-12-01 08:00:00,,,2091-12-19 08:00:00,
      W5,12345,open,2019-12-01 08:00:00,,,,2091-12-19 08:00:00

      """)
    #expect(reading.keys == ["W1", "W2"])
    #expect(reading.reasons == [.futureTime, .futureTime, .futureTime])
    #expect(reading.rejected.map(\.header) == ["received_at", "closed_at", "exported_at"])
    #expect(reading.rejected.first?.value == "2091-12-19 08:00:00")
    #expect(reading.rejected.first?.detail.en.contains("no later than now") == true)
  }

  @Test(
    "no event is later than its row's export; a few minutes between two clocks, and an export of a day, are believed")
  func laterThanExport() throws {
    let reading = try orders(
      """
      W1,12345,closed,2019-03-04 08:00:00,,2019-04-01 00:00:00,2019-03-10 10:00:00,2019-03-10 10:00:00
      W2,12345,closed,2019-03-04 08:00:00,,,2019-03-10 10:05:00,2019-03-10 10:00:00
      W3,12345,closed,2019-03-04 08:00:00,,,2019-03-10 10:05:01,2019-03-10 10:00:00
      W4,12345,closed,2019-03-04 08:00:00,,,2019-03-10 23:00:00,2019-03-10
      W5,12345,open,2019-03-11 08:00:00,,,,2019-03-10 10:00:00
      W6,12345,closed,2019-03-04 08:00:00,,,2019-03-11 00:30:00,2019-03-10

      """)
    #expect(reading.keys == ["W1", "W2", "W4"])
    #expect(reading.reasons == [.futureTime, .futureTime, .futureTime])
    #expect(reading.rejected.first?.detail.en.contains("exported_at") == true)
  }

  @Test("calls and activities are events too; a date in the file's name that lies in the future is none")
  func otherKinds() throws {
    let profile = Profiles.calls("ended_at: [end]\nexported_at: {file_name: yes}")
    let text = "id,start,end\na,2019-03-04 08:00:00,2019-03-04 08:05:00\nb,2019-03-04 08:00:00,2019-03-05 08:05:00\n"
    let dated = try Reading(text, profile: profile, name: "calls_20190304.csv")
    #expect(dated.keys == ["a"])
    #expect(dated.reasons == [.futureTime])
    let numbered = try Reading(text, profile: profile, name: "calls_20990304.csv")
    #expect(numbered.keys == ["a", "b"])
    #expect(numbered.number(0, .exportedAt) == nil)
    let activities = """
      title: {zh: 测试, en: test}
      kind: activity
      fields: {key: [id], kind: {constant: broadcast}, held_at: [day]}
      """
    #expect(try Reading("id,day\na,2091-01-05\nb,2019-01-05\n", profile: activities).keys == ["b"])
  }

  @Test("a day after the ingest is believed, as an export may come from another zone; more is not")
  func tolerance() throws {
    let profile = try Profile(yaml: Profiles.calls(""), file: "ours.yaml")
    let plan = try ColumnPlan(profile: profile, headers: ["id", "start"], headerLine: 1, file: "a.csv")
    let now = try #require(LocalTime.parse("2019-03-04 08:00:00"))
    let builder = RecordBuilder(profile: profile, plan: plan, now: now)
    var batch = RecordBatch(kind: .call)
    func reason(_ start: String) -> RejectionReason? {
      let (bytes, ends) = (Array("a\(start)".utf8), [1, 1 + start.utf8.count])
      return bytes.withUnsafeBufferPointer { bytes in
        ends.withUnsafeBufferPointer { builder.append(RawRow(line: 2, bytes: bytes, ends: $0), to: &batch)?.reason }
      }
    }
    #expect(reason("2019-03-05 08:00:00 ") == nil)
    #expect(reason("2019-03-05 08:00:01 ") == .futureTime)
    #expect(batch.count == 1)
  }

  @Test("day and clock in columns of their own: a clock that goes back is the next day's, within a night")
  func overMidnight() throws {
    let profile = """
      title: {zh: a, en: a}
      kind: call
      fields:
        key: [流水号]
        line: [接入号码]
        direction: {constant: inbound}
        started_at: {join: [[来电日期], [来电时刻]]}
        answered_at: {join: [[来电日期], [接起时刻]]}
        ended_at: {join: [[来电日期], [挂断时刻]]}
        outcome: [状态]
      """
    let reading = try Reading(
      """
      流水号,接入号码,来电日期,来电时刻,接起时刻,挂断时刻,状态
      K1,962200,2019-03-04,23:59:50,23:59:58,00:02:00,接通
      K2,962200,2019-03-04,23:59:50,00:00:05,00:02:00,接通
      K3,962200,2019-03-04,23:59:50,,00:00:20,放弃
      K4,962200,2019-03-04,10:00:00,09:59:00,10:05:00,接通
      K5,962200,2019-03-04,23:59:50,24:00:05,00:02:00,接通
      K6,962200,2019-12-31,23:59:50,00:00:00,00:00:00,接通

      """, profile: profile)
    #expect(reading.keys == ["K1", "K2", "K3", "K6"])
    #expect(
      (0..<4).map { reading.time($0, .endedAt) } == [
        "2019-03-05 00:02:00", "2019-03-05 00:02:00", "2019-03-05 00:00:20", "2020-01-01 00:00:00",
      ])
    #expect(reading.time(0, .answeredAt) == "2019-03-04 23:59:58")
    #expect(reading.time(1, .answeredAt) == "2019-03-05 00:00:05")
    #expect((0..<4).map { reading.number($0, .waitSeconds) } == [8, 15, nil, 10])
    #expect(reading.reasons == [.contradiction, .badTime])
    #expect(reading.summary.remarks.isEmpty)
  }

  @Test("clocks with days of their own are not turned")
  func ownDays() throws {
    let profile = Profiles.calls("started_at: {join: [[d], [s]]}\nended_at: {join: [[d2], [e]]}")
    let reading = try Reading(
      "id,d,s,d2,e\na,2019-03-04,23:59:50,2019-03-04,00:02:00\nb,2019-03-04,23:59:50,2019-03-05,00:02:00\n",
      profile: profile)
    #expect(reading.keys == ["b"])
    #expect(reading.reasons == [.contradiction])
  }
}
