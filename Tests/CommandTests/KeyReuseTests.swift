import Foundation
import Testing

/// Keys that stand for more than one call or order: numbers that begin anew each day, numbers that a spreadsheet rounded.
@Suite("One key, several records")
struct KeyReuseTests {
  private static let header = "call_id,line,direction,started_at,outcome,caller\n"

  /// A day's calls under the numbers 1 to 20.
  private func day(_ day: Int, keys: (Int) -> String = { String($0) }) -> String {
    (1...20).map { number in
      "\(keys(number)),962200,inbound,2019-03-\(day < 10 ? "0" : "")\(day) 08:00:\(number < 10 ? "0" : "")\(number),answered,138\(10_000_000 + day * 100 + number)\n"
    }.joined()
  }

  private func ingest(_ files: [String], _ more: String..., at place: Workplace) throws -> Workplace.Outcome {
    try place.run(["ingest", "--database", place.database, "--quiet", "--lang", "en"] + more + files)
  }

  @Test("numbers that begin anew each day take no call's place: the second day is refused, and named")
  func dailyNumbers() throws {
    let place = try Workplace()
    let files = try (7...9).map { try place.write(Self.header + day($0), to: "day\($0).csv") }
    let outcome = try ingest(files, at: place)
    #expect(outcome.status == 1)
    for name in ["day8.csv", "day9.csv"] {
      #expect(outcome.errors.contains("\(name):2: of 20 rows, for 20 the key is that of a record"), "\(outcome.errors)")
    }
    #expect(outcome.errors.contains("key: {join:"))
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "20")
    // All in one file are refused as well; whoever wants it all the same is told what happened.
    let one = try Workplace()
    let joined = try one.write(Self.header + (7...9).map { day($0) }.joined(), to: "all.csv")
    #expect(try ingest([joined], at: one).errors.contains("of 60 rows, for 40 the key is that of a record"))
    let wanted = try ingest([joined], "--max-rejects", "100%", "--format", "json", at: one)
    #expect(wanted.status == 0 && wanted.output.contains("\"key_reused\""))
  }

  @Test("a profile makes the key of day and number: every call is there")
  func joinedKeys() throws {
    let place = try Workplace()
    let rows = (7...9).map { day($0) }.joined().split(separator: "\n").map { row in
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(fields[3].prefix(10)),\(row)\n"
    }
    let file = try place.write("day," + Self.header + rows.joined(), to: "all.csv")
    let profile = try String(
      contentsOf: Workplace.project.appending(path: "data/profiles/calls-en.yaml"), encoding: .utf8)
    let own = try place.write(
      profile.replacing("key: [call_id]", with: "key: {join: [[day], [call_id]]}"), to: "ours.yaml")
    let outcome = try ingest([file], "--profile", own, at: place)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "60")
  }

  @Test("numbers of 17 digits that a spreadsheet rounded are refused; with their own digits they are not")
  func rounded() throws {
    let place = try Workplace()
    // A spreadsheet keeps fifteen digits: the last two are zeros, and ten calls each have one key.
    let rounded = try place.write(
      Self.header + day(7) { "201903070800120\($0 / 10)0".prefix(15) + "00" }, to: "rounded.csv")
    let outcome = try ingest([rounded], at: place)
    #expect(outcome.status == 1 && outcome.errors.contains("a spreadsheet rounded"), "\(outcome.errors)")
    let whole = try place.write(Self.header + day(7) { "201903070800120\($0 + 10)" }, to: "whole.csv")
    #expect(try ingest([whole], at: place).status == 0)
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "20")
  }

  @Test("versions of a record and legs of a call are no reuse: the same beginning, or some hours later")
  func versions() throws {
    let place = try Workplace()
    let first = try place.write(Self.header + day(7), to: "first.csv")
    let later = try place.write(Self.header + day(7).replacing("answered", with: "abandoned"), to: "later.csv")
    let legs = try place.write(
      Self.header + day(8) { "L\($0)" } + day(8) { "L\($0)" }.replacing(" 08:", with: " 11:"), to: "legs.csv")
    #expect(try ingest([first, later, legs], at: place).status == 0)
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "40")
    // A single row of another day is an accident: it is told, and the file is taken.
    let text = day(9) { "N\($0)" } + "1,962200,inbound,2019-03-09 09:00:00,answered,\n"
    let outcome = try ingest([place.write(Self.header + text, to: "single.csv")], "--format", "json", at: place)
    #expect(outcome.status == 0 && outcome.output.contains("\"key_reused\""))
  }
}
