import Foundation
import Testing

/// What an ingest, a status and a check say beside their figures.
@Suite("What ingest, status and check say")
struct IngestWordTests {
  private static let header = "call_id,line,direction,started_at,outcome,district\n"

  private func row(_ key: String, _ start: String, district: String = "黄浦区") -> String {
    "\(key),962200,inbound,\(start),answered,\(district)\n"
  }

  private func ingest(_ place: Workplace, _ arguments: String...) throws -> Workplace.Outcome {
    try place.run(["ingest", "--database", place.database] + arguments)
  }

  @Test(
    "a file ingested before, times to the minute, a dry run and a bare header are told, and nothing of it when quiet")
  func remarks() throws {
    let place = try Workplace()
    let minutes = try place.write(
      Self.header + row("a", "2019-03-04 08:03") + row("b", "2019-03-04 09:04"), to: "m.csv")
    let dry = try ingest(place, minutes, "--dry-run", "--lang", "en")
    #expect(dry.status == 0 && dry.errors.contains("Dry run: the database is unchanged."))
    #expect(dry.output.contains("times to the minute"))
    #expect(try ingest(place, minutes, "--dry-run", "--lang", "zh").errors.contains("试运行：数据库未改动。"))
    #expect(try ingest(place, minutes, "--dry-run", "--quiet").errors.isEmpty)
    let first = try ingest(place, minutes, "--lang", "zh")
    #expect(first.output.contains("时间只到分") && !first.errors.contains("试运行"))
    let again = try ingest(place, minutes, "--lang", "en")
    #expect(again.status == 0 && again.output.contains("ingested before, left alone"))
    #expect(try ingest(place, minutes, "--lang", "zh").output.contains("此前已导入，未作改动"))
    let status = try place.hotline("status", "--lang", "en")
    #expect(status.contains("times to the minute") && status.contains("as of: 2019-03-04 09:04"))
    #expect(status.contains("rejected rows: 0") && status.contains(" MB"))
  }

  @Test("rejected rows are pointed at, except in a dry run")
  func rejected() throws {
    let place = try Workplace()
    let rows = (0..<30).map { row("g\($0)", "2019-03-04 08:03:0\($0 % 10)") }.joined()
    let file = try place.write(Self.header + rows + row("x", "2019-02-30 08:00:00"), to: "r.csv")
    #expect(try !ingest(place, file, "--dry-run", "--lang", "en").errors.contains("hotline rejects"))
    let outcome = try ingest(place, file, "--lang", "en")
    #expect(outcome.status == 0 && outcome.errors.contains("Rejected rows: hotline rejects"))
    let table = try place.hotline("rejects", "--lang", "zh")
    let header = try #require(table.split(separator: "\n").first)
    #expect(header.split(separator: " ").map(String.init) == ["文件", "行", "列", "表头", "值", "原因", "说明"])
    let english = try place.hotline("rejects", "--lang", "en").split(separator: "\n").map(String.init)
    #expect(
      english[0].split(separator: " ").map(String.init) == [
        "file", "line", "column", "header", "value", "reason", "detail",
      ])
    #expect(english[2].split(separator: " ").prefix(4).map(String.init) == ["r.csv", "32", "4", "started_at"])
    #expect(english.count == 3)
    #expect(try place.hotline("rejects", "other.csv", "--lang", "en").split(separator: "\n").count == 2)
    let json = try #require(
      try place.hotline("rejects", "r.csv", "--format", "json").json() as? [String: Any])
    #expect(
      json["line"] as? Int == 32 && json["column"] as? Int == 4 && json["value"] as? String == "2019-02-30 08:00:00")
  }

  @Test("names that no list knows are told, the commonest first, eight at most; in the status all of them by name")
  func unknownNames() throws {
    let place = try Workplace()
    // Nine unknown names; the last has two calls, the others one.
    let names = (1...9).map { "月球\($0)区" } + ["月球9区"]
    let rows = names.enumerated().map { row("n\($0)", "2019-03-04 08:00:0\($0)", district: $1) }.joined()
    let file = try place.write(Self.header + rows, to: "n.csv")
    let outcome = try ingest(place, file, "--lang", "en")
    #expect(
      outcome.errors.contains(
        "Unknown district names (kept; add an alias in districts.csv): 月球9区 (2), 月球1区 (1), 月球2区 (1), 月球3区 (1), 月球4区 (1), 月球5区 (1), 月球6区 (1), 月球7区 (1)\n"
      ), "\(outcome.errors)")
    #expect(!outcome.errors.contains("月球8区"))
    #expect(try ingest(place, file, "--quiet").errors.isEmpty)
    let status = try place.hotline("status", "--lang", "en")
    #expect(status.contains("unknown district: 月球1区 (1), 月球2区 (1)") && status.contains("月球8区 (1), 月球9区 (2)"))
    #expect(try place.hotline("status", "--lang", "zh").contains("未知的district: 月球1区 (1)"))
  }

  @Test("days without a record are listed, five at most")
  func gaps() throws {
    let place = try Workplace()
    let days = stride(from: 1, through: 13, by: 2).map { $0 < 10 ? "0\($0)" : "\($0)" }
    let file = try place.write(
      Self.header + days.map { row("d\($0)", "2019-03-\($0) 08:00:00") }.joined(), to: "g.csv")
    #expect(try ingest(place, file).status == 0)
    let status = try place.hotline("status", "--lang", "en")
    #expect(
      status.contains("2019-03-02, 2019-03-04, 2019-03-06, 2019-03-08, 2019-03-10 …"), "\(status)")
    #expect(status.contains("days without") && status.contains("2019-03-13"))
    let json = try #require(try place.hotline("status", "--format", "json").json() as? [String: Any])
    #expect((json["sources"] as? [Any])?.count == 1)
  }

  @Test("a folder's other files are named, five at most; a folder without exports is refused")
  func folder() throws {
    let place = try Workplace()
    let folder = place.folder.appending(path: "in")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let empty = try ingest(place, folder.path, "--lang", "en")
    #expect(empty.status == 1 && empty.errors.contains("no exports in the folder") && empty.errors.contains(".xlsx"))
    for index in 1...6 { try place.write("x", to: "in/note\(index).pdf") }
    try place.write(Self.header + row("a", "2019-03-04 08:03:00"), to: "in/a.csv")
    let outcome = try ingest(place, folder.path, "--lang", "en")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("other files passed over (6): note1.pdf, note2.pdf, note3.pdf, note4.pdf, note5.pdf, …"))
    #expect(try ingest(place, folder.path, "--lang", "zh").errors.contains("略过的其他文件（6）：note1.pdf、note2.pdf"))
    #expect(try ingest(place, folder.path, "--quiet").errors.isEmpty)
    #expect(try ingest(place, folder.path, "--format", "json").output.split(separator: "\n").count == 1)
  }

  @Test("a check counts the files that are as they were and those that are gone; a backup says what it leaves out")
  func check() throws {
    let place = try Workplace()
    let files = try (1...3).map {
      try place.write(Self.header + row("k\($0)", "2019-03-0\($0) 08:00:00"), to: "k\($0).csv")
    }
    for file in files { #expect(try ingest(place, file).status == 0) }
    try FileManager.default.removeItem(atPath: files[2])
    func check(_ arguments: String...) throws -> Workplace.Outcome {
      try place.run(["check", "--database", place.database] + arguments)
    }
    let english = try check("--lang", "en")
    #expect(english.status == 0, "a file that is gone is only noted")
    #expect(english.output == "The database is sound; 2 source files are as ingested, 1 are no longer there.\n")
    #expect(english.errors == "\(files[2]): is no longer there\n")
    let chinese = try check("--lang", "zh", "--quiet")
    #expect(chinese.output == "数据库完好；2 个源文件与导入时一致，1 个已不在原处。\n" && chinese.errors.isEmpty)
    try Data("x".utf8).write(to: URL(filePath: files[0]))
    let changed = try check("--lang", "zh")
    #expect(changed.status == 1 && changed.errors.contains("与导入时的内容不同") && changed.output.isEmpty)
    let copy = try place.run(["backup", place.path("b.sqlite"), "--database", place.database, "--lang", "en"])
    #expect(copy.status == 0 && copy.output.isEmpty && copy.errors.contains("Keep the key file"))
    let silent = try place.run(["backup", place.path("c.sqlite"), "--database", place.database, "--quiet"])
    #expect(silent.status == 0 && silent.errors.isEmpty)
  }
}
