import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineModel

@Suite("The language of filters")
struct MeasureExpressionTests {
  private let place = Diagnostic.Place(file: "metrics.yaml", line: 7, column: 13)

  private func parse(_ text: String, _ fact: FactKind = .call) throws -> MeasureExpression {
    try MeasureExpression(text, fact: fact, place: place)
  }

  private func objection(_ text: String, _ fact: FactKind = .call) -> Diagnostic? {
    do {
      _ = try parse(text, fact)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test(
    "what the catalogue needs is understood, and written as every engine reads it",
    arguments: [
      ("direction = 'inbound' and outcome in ('answered', 'abandoned', 'failed')", nil),
      ("outcome <> 'answered' or not (satisfaction is null)", "outcome <> 'answered' or satisfaction is not null"),
      ("wait_seconds between 0 and 15", "wait_seconds >= 0 and wait_seconds <= 15"),
      ("wait_seconds not between 0 and 15", "not (wait_seconds >= 0 and wait_seconds <= 15)"),
      ("ended_at - started_at > 3600 * 2", nil), ("talk_seconds / 60.0 >= 1.5", nil),
      ("case when satisfaction = 'satisfied' then 1 when satisfaction = 'neutral' then 0.6 else 0 end", nil),
      ("case when resolved = 1 then 1 end", nil),
      ("district = '黄浦区' AND unit IS NOT NULL", "district = '黄浦区' and unit is not null"),
      ("-wait_seconds < 0", nil), ("category not in ('低保', 'it''s')", nil), ("caller is not null", nil),
      ("(resolved = 1 or resolved = 0) and caller is null", nil),
      (
        "((resolved = 1) and (caller is null)) or wait_seconds > 3",
        "resolved = 1 and caller is null or wait_seconds > 3"
      ),
      ("outcome = 'failed' or outcome = 'abandoned'", "outcome in ('failed', 'abandoned')"),
      ("ended_at - (started_at - wait_seconds) > (1 + 2) * 3", nil),
      ("(ended_at - started_at) - wait_seconds > 2 * 3 + 1", "ended_at - started_at - wait_seconds > 2 * 3 + 1"),
      // A leap year's seconds squared are 1.0e15, nine times less than 2^53; a time squared is not, unless it is no whole number.
      ("talk_seconds * talk_seconds > 0", nil), ("talk_seconds * talk_seconds * 8 > 0", nil),
      ("1.0 * started_at * started_at > 0", nil),
      ("-(-wait_seconds) > 0", nil), ("not not (resolved = 1)", "not resolved <> 1"),
    ])
  func accepted(text: String, sql: String?) throws {
    #expect(try parse(text).sql == sql ?? text)
  }

  @Test(
    "anything else is refused, with its column in the file",
    arguments: [
      ("(select 1) = 1", 14), ("wait_seconds = abs(1)", 28), ("outcome like 'a%'", 21), ("sqlite_version() = 1", 13),
      ("wait_seconds = 1; drop table call", 29), ("wait_seconds = 1 -- why", 30), ("wait_seconds = 1 /* why", 30),
      ("key = 'a'", 13), ("wait_seconds != 1", 26), ("outcome || 'x' = 'y'", 21), ("\"wait_seconds\" = 1", 13),
      ("started_at = ?", 26), ("wait_seconds = 1e5", 28), ("wait_seconds = 0x10", 28), ("wait_seconds = 'x", 28),
      ("direction = 'inbond'", 25), ("outcome < 'answered'", 13), ("outcome = 1", 23), ("'a' = 'a'", 19),
      ("wait_seconds = 'a'", 28),
      ("wait_seconds and 1 = 1", 13), ("wait_seconds = (1 = 1)", 29), ("not wait_seconds", 17),
      ("talk_seconds / 60 > 1", 26), ("started_at * started_at > 0", 24), ("caller + 1 = 2", 20),
      ("talk_seconds * talk_seconds * 10 > 0", 41), ("talk_seconds * -(talk_seconds + 9 * talk_seconds) > 0", 26),
      ("started_at * (case when resolved = 1 then 1 else started_at end) > 0", 24),
      ("", 13), ("wait_seconds = ", 28), ("wait_seconds = 1 = 1", 30), ("outcome", 13), ("null", 13),
      ("'a' is null", 13),
      ("case when 1 = 1 then 'a' end = 'a'", 34), ("1 = 1 and", 22), ("call_view.wait_seconds = 1", 22),
      ("wait_seconds = 99999999999999999999", 28),
    ])
  func refused(text: String, column: Int) throws {
    let found = try #require(self.objection(text))
    #expect(found.place?.file == "metrics.yaml")
    #expect(found.place?.line == 7)
    #expect(found.place?.column == column, "\(text): \(found)")
  }

  @Test("a message says what is allowed instead")
  func allowed() throws {
    #expect(try #require(self.objection("direction = 'inbond'")).message(.en).contains("inbound, outbound"))
    #expect(try #require(self.objection("wait = 1")).message(.en).contains("wait_seconds"))
    #expect(try #require(self.objection("talk_seconds / 60 > 1")).message(.zh).contains("60.0"))
  }

  @Test("the place in a block of several lines is its line")
  func blocks() throws {
    let found = try #require(self.objection("direction = 'inbound'\nand outcom = 'answered'"))
    #expect(found.place?.line == 9)
    #expect(found.place?.column == nil)
  }

  @Test("nesting without end is refused, not followed")
  func nesting() {
    for opening in ["(", "not ", "- ", "case when "] {
      #expect(objection(String(repeating: opening, count: 2_000) + "1 = 1") != nil)
    }
    #expect(objection(String(repeating: "1 = 1 or ", count: 5_000) + "1 = 1") != nil)
  }

  @Test("a filter is told from a value")
  func conditions() throws {
    #expect(try parse("wait_seconds > 3").isCondition)
    #expect(try !parse("wait_seconds + 3").isCondition)
  }
}
