import HotlineReading
import Testing

@Suite("Deadlines and moments of another zone")
struct DeadlineTimeTests {
  private static let orders = """
    title: {zh: 测试, en: test}
    kind: work_order
    fields:
      key: [id]
      line: {constant: "12345"}
      status: [status]
      received_at: [received]
      first_contact_due_at: [contact_due]
      due_at: [due]
      extended_due_at: [extended]
      closed_at: [closed]
    """

  @Test("a date alone is the end of the day where it is a deadline, and its beginning everywhere else")
  func dateAlone() throws {
    let text =
      "id,status,received,contact_due,due,extended,closed\n"
      + "a,closed,2019-12-02,2019-12-03,2019-12-09,2019-12-16,2019-12-09\n"
    let reading = try Reading(text, profile: Self.orders)
    #expect(reading.time(0, .receivedAt) == "2019-12-02 00:00:00")
    #expect(reading.time(0, .firstContactDueAt) == "2019-12-03 23:59:59")
    #expect(reading.time(0, .dueAt) == "2019-12-09 23:59:59")
    #expect(reading.time(0, .extendedDueAt) == "2019-12-16 23:59:59")
  }

  @Test("a deadline with a time of day stands as it is, midnight too")
  func timeOfDay() throws {
    let text =
      "id,status,received,contact_due,due,extended,closed\n"
      + "a,closed,2019-12-02 09:00,2019-12-03 17:30:00,2019-12-09 00:00:00,,2019-12-09 10:00:00\n"
    let reading = try Reading(text, profile: Self.orders)
    #expect(reading.time(0, .firstContactDueAt) == "2019-12-03 17:30:00")
    #expect(reading.time(0, .dueAt) == "2019-12-09 00:00:00")
  }

  @Test(
    "durations in words and as a clock",
    arguments: [
      ("75", 75), ("75秒", 75), ("1分15秒", 75), ("2分钟", 120), ("1小时2分3秒", 3723), ("3时", 10_800), ("2min", 120),
      ("1h2min3s", 3723), ("01:15", 75), ("1:02:03", 3723),
    ])
  func durations(written: String, seconds: Int64) throws {
    let reading = try Reading(
      "id,start,wait\nk,2019-03-05 08:00:00,\(written)\n", profile: Profiles.calls("wait_seconds: [wait]"))
    #expect(reading.number(0, .waitSeconds) == seconds)
  }

  @Test(
    "a time with its own zone is moved to local time",
    arguments: [
      ("2019-03-05T01:00:00Z", "2019-03-05 09:00:00"), ("2019-03-05T16:00:00Z", "2019-03-06 00:00:00"),
      ("2019-03-05T09:00:00+08:00", "2019-03-05 09:00:00"), ("2019-03-05T01:00:00", "2019-03-05 01:00:00"),
    ])
  func zone(written: String, local: String) throws {
    let reading = try Reading("编号,时间,结果,主叫,区\nk,\(written),接通,,\n")
    #expect(reading.time(0, .startedAt) == local)
  }
}
