import Foundation
import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineReading

/// How times are written, and what they come to.
@Suite("Times")
struct TimeTests {
  private func time(_ value: String, formats: String? = nil, top: String = "") throws -> String? {
    let field = formats.map { "started_at: {columns: [start], formats: \($0)}" } ?? "started_at: [start]"
    return try Reading("id;start\na;\(value)\n", profile: Profiles.calls(field, top: top)).time(0, .startedAt)
  }

  @Test(
    "months by their English names",
    arguments: [
      ("4 Mar 2019", "2019-03-04 00:00:00"), ("Mar 4, 2019 8:03:11 AM", "2019-03-04 08:03:11"),
      ("04-Mar-2019 08:03:11", "2019-03-04 08:03:11"), ("04-MAR-2019 8:03:11 PM", "2019-03-04 20:03:11"),
      ("September 4, 2019 08:03", "2019-09-04 08:03:00"), ("4 Sept. 2019 08:03:11", "2019-09-04 08:03:11"),
      ("4 may 2019", "2019-05-04 00:00:00"),
    ])
  func monthNames(value: String, expected: String) throws {
    #expect(try time(value) == expected)
  }

  @Test("a month's name in a format of one's own")
  func ownMonthName() throws {
    #expect(try time("08:03 04MAR2019", formats: "[\"HH:mm ddMMMyyyy\"]") == "2019-03-04 08:03:00")
    #expect(try time("Mar/4/19", formats: "[\"MMMM/d/yy\"]") == "2019-03-04 00:00:00")
    for value in ["4 Ma 2019", "4 Marx 2019", "4 Marchs 2019", "4 Mar", "31 Feb 2019"] {
      #expect(try time(value) == nil, "\(value)")
    }
  }

  @Test(
    "a zone at the end of a value",
    arguments: [
      "2019-03-04 00:03:11 +0000", "2019-03-04 08:03:11 +0800", "2019-03-04 08:03:11 +08:00", "2019-03-04 00:03:11 UTC",
      "2019-03-04 08:03:11 GMT+8", "2019-03-04 08:03:11 UTC+08:00", "2019-03-04T00:03:11Z", "2019-03-04T09:03:11+09",
      "2019-03-03 19:03:11-0500", "2019-03-04 00:03:11.000 Z", "4 Mar 2019 12:03:11 AM GMT",
    ])
  func zones(value: String) throws {
    #expect(try time(value) == "2019-03-04 08:03:11")
  }

  @Test("what looks like a zone and is none", arguments: ["+25:00", "CST", "+8", "GMT+", "+08:61", "UTC8"])
  func badZones(zone: String) throws {
    #expect(try time("2019-03-04 08:03:11 \(zone)") == nil)
  }

  @Test(
    "the part of the day before a clock",
    arguments: [
      ("中午12:30", "2019-03-04 12:30:00"), ("中午 1:05", "2019-03-04 13:05:00"), ("中午11:30", "2019-03-04 11:30:00"),
      ("凌晨12:10", "2019-03-04 00:10:00"), ("凌晨3:10", "2019-03-04 03:10:00"), ("早上8:05", "2019-03-04 08:05:00"),
      ("上午8:05", "2019-03-04 08:05:00"), ("下午1:05", "2019-03-04 13:05:00"), ("下午13:05", "2019-03-04 13:05:00"),
      ("晚上8:05", "2019-03-04 20:05:00"), ("晚8:05", "2019-03-04 20:05:00"), ("晚上20:05", "2019-03-04 20:05:00"),
      ("晚上12:10", "2019-03-05 00:10:00"), ("晚上12:00", "2019-03-05 00:00:00"), ("8:05 PM", nil),
      ("晚上2:00", nil), ("上午13:00", nil), ("中午8:00", nil), ("下午0:10", nil),
    ] as [(String, String?)])
  func partsOfDay(clock: String, expected: String?) throws {
    #expect(try time("2019-03-04 \(clock)") == expected)
    #expect(try time("2019/3/4 \(clock):00") == (clock == "8:05 PM" ? nil : expected))
    #expect(try time("2019年3月4日 \(clock)") == expected)
  }

  @Test("24:00:00 is the next day's 0:00, and nothing else beyond 23:59:59 is a time")
  func dayEnd() throws {
    #expect(try time("2019-03-31 24:00:00") == "2019-04-01 00:00:00")
    #expect(try time("2019-12-31 24:00") == "2020-01-01 00:00:00")
    for clock in ["24:00:01", "24:01:00", "25:00:00", "23:59:60", "24:00:00.5"] {
      #expect(try time("2019-03-31 \(clock)") == nil, "\(clock)")
    }
  }

  @Test("a log and orders that count to 24:00:00")
  func dayEndFiles() throws {
    let calls = try Reading(
      """
      call_id,line,direction,started_at,answered_at,ended_at,wait_seconds,talk_seconds,outcome
      M1,962200,inbound,2019-03-31 23:59:50,2019-03-31 23:59:55,2019-03-31 24:00:00,5,5,answered
      M2,962200,inbound,2019-03-31 24:00:00,2019-03-31 24:00:10,2019-04-01 00:02:10,10,120,answered
      M2b,962200,inbound,2019-03-31 24:00:00,2019-04-01 00:00:10,2019-04-01 00:02:10,10,120,answered
      M5,962200,inbound,2019-02-29 23:58:00,,,10,240,answered

      """, profile: builtIn("calls-en"))
    #expect(calls.keys == ["M1", "M2b"])
    #expect(calls.time(0, .endedAt) == "2019-04-01 00:00:00")
    #expect(calls.time(1, .startedAt) == "2019-04-01 00:00:00")
    let orders = try Reading(
      """
      工单编号,热线,诉求类型,工单状态,受理时间,先行联系时间,办理时限,延期时限,办结时间,先行联系,重办次数,办理结果,满意度,行政区,承办单位
      W1,12345,投诉,已办结,2019-03-04 10:00:00,2019-03-04 16:00:00,2019-03-08 24:00:00,,2019-03-08 23:59:59,是,0,实际解决,满意,黄浦区,甲
      W2,12345,投诉,已办结,2019-03-04 10:00:00,2019-03-04 16:00:00,2019-03-08,,2019-03-08 18:00:00,是,0,实际解决,满意,黄浦区,甲

      """, profile: builtIn("work-orders-zh"))
    #expect(orders.time(0, .dueAt) == "2019-03-09 00:00:00")
    #expect(orders.time(1, .dueAt) == "2019-03-08 23:59:59")
  }

  @Test("a day without separators, with a clock", arguments: ["20190304 08:00:00", "20190304 8:00", "20190304T080000"])
  func packedDay(value: String) throws {
    #expect(try time(value) == "2019-03-04 08:00:00")
  }

  @Test("a closing half a second after its deadline is late, one in the day's last second is not")
  func fractions() throws {
    let profile = """
      title: {zh: 测试, en: test}
      kind: work_order
      fields: {key: [id], line: {constant: "12345"}, status: {constant: closed}, received_at: [in], due_at: [due],
        first_contacted_at: [call], closed_at: [out]}
      """
    let day = "2019-03-08"
    let reading = try Reading(
      """
      id,in,due,call,out
      a,\(day) 10:00:00.900,\(day) 17:00:00.900,\(day) 16:00:00.001,\(day) 17:00:00.400
      b,\(day) 10:00:00,\(day),\(day) 16:00:00.000,\(day) 23:59:59.700
      c,\(day) 10:00:00,\(day),\(day) 16:00:00,\(day) 17:00:00

      """, profile: profile)
    #expect(reading.time(0, .receivedAt) == "\(day) 10:00:00")
    #expect(reading.time(0, .dueAt) == "\(day) 17:00:00")
    #expect(reading.time(0, .firstContactedAt) == "\(day) 16:00:01")
    #expect(reading.time(0, .closedAt) == "\(day) 17:00:01")
    #expect(reading.time(1, .firstContactedAt) == "\(day) 16:00:00")
    #expect(reading.time(1, .closedAt) == "\(day) 23:59:59")
    #expect(reading.time(2, .closedAt) == "\(day) 17:00:00")
    let epoch = try Reading(
      "id,in,due,call,out\na,1552010400000,,,1552035600001\n",
      profile: profile.replacing("[in]", with: "{columns: [in], formats: [epoch_ms]}")
        .replacing("[out]", with: "{columns: [out], formats: [epoch_ms]}"))
    #expect(epoch.number(0, .closedAt) == 1_552_035_601)
  }

  @Test(
    "two-digit years: a birth date that would lie in the future was in the last century; events are of this one",
    arguments: [("", "1975-04-03"), (", century: 1900", "1975-04-03"), (", century: 2000", "2075-04-03")])
  func shortYears(century: String, born: String) throws {
    let profile = """
      title: {zh: 测试, en: test}
      kind: agent
      fields:
        key: [id]
        born_at: {columns: [born], formats: ["d/M/yy"]\(century)}
        hired_at: {columns: [hired], formats: ["d/M/yy"]}
      """
    let reading = try Reading("id,born,hired\na,3/4/75,3/4/19\nb,3/4/99,3/4/98\n", profile: profile)
    #expect(reading.time(0, .bornAt) == "\(born) 00:00:00")
    #expect(reading.time(0, .hiredAt) == "2019-04-03 00:00:00")
    #expect(reading.time(1, .hiredAt) == "1998-04-03 00:00:00")
    #expect(try time("3/4/19 08:00", formats: "[\"d/M/yy HH:mm\"]") == "2019-04-03 08:00:00")
  }

  @Test("Unix second 0 is an event that never came, for a birth date it is a day")
  func unixZero() throws {
    let profile = Profiles.calls("answered_at: [answer]\noutcome: {constant: abandoned}")
    let reading = try Reading("id,start,answer\na,2019-03-04 08:00:00,1970-01-01 08:00:00\n", profile: profile)
    #expect(reading.number(0, .answeredAt) == nil)
    #expect(reading.summary.remarks.isEmpty)
    #expect(FactField.bornAt.latestShortYear(now: 1_552_010_400) == 19)
  }
}

/// A built-in profile's text.
func builtIn(_ name: String) throws -> String {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try String(contentsOf: root.appending(path: "data/profiles/\(name).yaml"), encoding: .utf8)
}
