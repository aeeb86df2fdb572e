import Foundation
import Testing

/// What a user meets with exports of their own.
@Suite("Exports of one's own")
struct ExportTests {
  private static let header = "通话ID,热线,呼叫方向,开始时间,结果,主叫号码,区\n"
  private static func row(_ key: String, start: String = "2019-03-04 08:03:11", caller: String = "13812345678")
    -> String
  {
    "\(key),962200,呼入,\(start),接通,\(caller),黄浦区\n"
  }
  private static let profile = """
    title: {zh: 自有话务, en: our calls}
    kind: call
    fields:
      key: [通话ID]
      line: [热线]
      direction: [呼叫方向]
      started_at: [开始时间]
      outcome: [结果]
      caller: [主叫号码]
      district: [区]
    """

  /// A place with the project's `data/` beside a profile of the user's own.
  private func place() throws -> (place: Workplace, data: String) {
    let place = try Workplace()
    let data = try place.copyData()
    for name in try FileManager.default.contentsOfDirectory(atPath: data + "/profiles") {
      try FileManager.default.removeItem(atPath: data + "/profiles/" + name)
    }
    try place.write(Self.profile, to: "data/profiles/ours.yaml")
    return (place, data)
  }

  private func ingest(_ file: String, _ more: String..., at place: Workplace, data: String) throws -> Workplace.Outcome
  {
    try place.run(["ingest", file, "--database", place.database, "--data", data] + more)
  }

  @Test("a rejected row without a caller is written to be corrected, its cell empty")
  func rejectWithoutCaller() throws {
    let (place, data) = try place()
    let file = try place.write(
      Self.header + Self.row("1") + Self.row("2", start: "never", caller: "")
        + Self.row("3", start: "never", caller: "=\"\""),
      to: "calls.csv")
    try place.hotline("ingest", file, "--data", data, "--max-rejects", "70%")
    let rows = try place.hotline("rejects", "calls.csv", "--format", "csv", "--data", data)
    #expect(rows.contains("2,962200,呼入,never,接通,,黄浦区"))
    #expect(rows.split(separator: "\n").count == 3)
  }

  @Test("a folder whose name holds a number is kept masked, and its file is read again where the user says that it is")
  func maskedFolder() throws {
    let (place, data) = try place()
    let folder = place.path("13812345678")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try place.write(Self.header + Self.row("1") + Self.row("2", start: "never"), to: "13812345678/calls.csv")
    try place.hotline("ingest", folder + "/calls.csv", "--data", data, "--max-rejects", "70%")
    let byName = try place.run([
      "rejects", "calls.csv", "--format", "csv", "--data", data, "--database", place.database,
    ])
    #expect(byName.status == 2 && byName.errors.contains("138****5678/calls.csv: the path holds what reads as"))
    let byPath = try place.hotline("rejects", folder + "/calls.csv", "--format", "csv", "--data", data)
    #expect(byPath.contains("2,962200,呼入,never"))
    #expect(try place.hotline("rejects", folder + "/calls.csv", "--data", data).contains("never"))
  }

  @Test("two exports of the same size that differ are two exports", .timeLimit(.minutes(10)))
  func sameSize() throws {
    let (place, data) = try place()
    for key in ["a", "b"] {
      let file = try place.write(Self.header + Self.row(key), to: "calls-\(key).csv")
      #expect(try ingest(file, at: place, data: data).status == 0)
    }
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "2")
  }

  @Test("rejected rows are written, corrected and ingested, and the caller stays the same caller")
  func correctedRejects() throws {
    let (place, data) = try place()
    let file = try place.write(
      Self.header + Self.row("a") + Self.row("b", start: "2019-02-30 08:00:00"), to: "calls.csv")
    let first = try ingest(file, at: place, data: data)
    #expect(first.status == 1 && first.errors.contains("1 of 2 rows are rejected, more than a tenth"))
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "1")
    let rejects = try place.run([
      "rejects", "calls.csv", "--format", "csv", "--database", place.database, "--data", data,
    ])
    #expect(rejects.status == 0)
    #expect(!rejects.output.contains("13812345678"))
    #expect(rejects.output.contains("2019-02-30"))
    let corrected = try place.write(
      rejects.output.replacing("2019-02-30 08:00:00", with: "2019-03-05 09:00:00"), to: "corrected.csv")
    #expect(try ingest(corrected, at: place, data: data).status == 0)
    #expect(try place.sqlite3("SELECT count(*), count(DISTINCT caller) FROM call") == "2|1")
  }

  @Test("keys, names and codes in corrected rejects are those that the rows would have had")
  func correctedKeys() throws {
    let header = "通话ID,热线,呼叫方向,开始时间,结果,主叫号码,区\n"
    func file(_ start: String) -> String {
      let keys = [
        "62345601", "62345701", "62399901", "13800001111", "13811111111", "A-13812345678-1", "138-1234-5678", "D7",
      ]
      return header + "S1,962200,呼入,2019-03-05 09:00:00,接通,13700000000,黄浦区\n"
        + keys.enumerated().map {
          "\($1),962200,呼入,\(start),接通,1381234567\($0),\($0 < 4 ? "赵13900000001" : "钱13900000002")\n"
        }
        .joined()
    }
    // What the file gives when nothing is wrong with it.
    let (right, data) = try place()
    try right.hotline("ingest", right.write(file("2019-03-04 08:03:11"), to: "calls.csv"), "--data", data)
    let (place, _) = try place()
    try FileManager.default.copyItem(atPath: right.database + ".key", toPath: place.database + ".key")
    try place.hotline(
      "ingest", place.write(file("never"), to: "calls.csv"), "--data", data, "--max-rejects", "100%")
    let rejects = try place.hotline("rejects", "calls.csv", "--format", "csv", "--data", data)
    for number in ["13800001111", "13811111111", "13812345678", "138-1234", "13900000001", "13900000002"] {
      #expect(!rejects.contains(number), "\(rejects)")
    }
    let corrected = try place.write(rejects.replacing("never", with: "2019-03-04 08:03:11"), to: "corrected.csv")
    try place.hotline("ingest", corrected, "--data", data)
    let question = "SELECT key, district, caller FROM call_view ORDER BY key"
    #expect(try place.sqlite3(question) == right.sqlite3(question))
    #expect(try place.sqlite3("SELECT count(*), count(DISTINCT key) FROM call") == "9|9")
    // The whole export comes once more, mended by the platform: nothing is added.
    try place.hotline("ingest", place.write(file("2019-03-04 08:03:11"), to: "again.csv"), "--data", data)
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "9")
  }

  @Test("more rejects than allowed: nothing of the file is kept, and the commonest reasons are shown")
  func tooManyRejects() throws {
    let (place, data) = try place()
    let good = (0..<30).map { Self.row("g\($0)") }.joined()
    let bad = (0..<21).map { Self.row("b\($0)", start: "2019-02-30 08:00:00") }.joined()
    let file = try place.write(Self.header + good + bad, to: "calls.csv")
    let refused = try ingest(file, at: place, data: data)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("21"))
    #expect(refused.errors.contains("not a time that can be read"))
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "0")
    #expect(try ingest(file, "--max-rejects", "50%", at: place, data: data).status == 0)
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "30")
  }

  @Test("a dry run counts and changes nothing")
  func dryRun() throws {
    let (place, data) = try place()
    let file = try place.write(Self.header + Self.row("a"), to: "calls.csv")
    let outcome = try ingest(file, "--dry-run", "--format", "json", at: place, data: data)
    #expect(outcome.status == 0)
    #expect((try outcome.output.json() as? [String: Any])?["accepted"] as? Int == 1)
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "0")
    #expect(try place.sqlite3("SELECT count(*) FROM source") == "0")
  }

  @Test("of several rows for one call the whole one wins, wherever it stands")
  func legs() throws {
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      let (place, data) = try place()
      let legs = [
        "a,962200,呼入,2019-03-04 08:03:11,接通,,\n", "a,962200,呼入,2019-03-04 08:03:11,接通,13812345678,\n",
        Self.row("a"),
      ]
      let file = try place.write(Self.header + order.map { legs[$0] }.joined(), to: "calls.csv")
      #expect(try ingest(file, at: place, data: data).status == 0)
      #expect(try place.sqlite3("SELECT count(*), count(caller) FROM call") == "1|1")
      #expect(try place.sqlite3("SELECT district FROM call_view") == "黄浦区")
    }
  }

  @Test("files that are no logs are refused in words, and the others are still read")
  func badFiles() throws {
    let (place, data) = try place()
    let good = try place.write(Self.header + Self.row("a"), to: "good.csv")
    let files = [
      try place.write("", to: "empty.csv"), try place.write(Self.header, to: "header.csv"),
      try place.write("报表,,\n甲,乙,丙\n1,2,3\n", to: "other.csv"), place.path("missing.csv"), good,
    ]
    let outcome = try place.run(["ingest", "--database", place.database, "--data", data] + files)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("empty.csv"))
    #expect(outcome.errors.contains("header.csv"))
    #expect(outcome.errors.contains("甲, 乙, 丙"), "the widest row is the likeliest header: \(outcome.errors)")
    #expect(outcome.errors.contains("missing.csv"))
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "1")
  }

  @Test("messages are Chinese under a Chinese locale")
  func locale() throws {
    let place = try Workplace()
    let process = try place.process(
      ["ingest", place.path("missing.csv"), "--database", place.database], output: place.folder.appending(path: "out"),
      errors: place.folder.appending(path: "err"))
    process.environment?["LC_ALL"] = "zh_CN.UTF-8"
    try process.run()
    process.waitUntilExit()
    let errors = try String(contentsOf: place.folder.appending(path: "err"), encoding: .utf8)
    #expect(process.terminationStatus == 1)
    #expect(errors.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(errors)")
  }
}
