import Foundation
import Testing

/// The made-up year at a small size, ingested once for all tests of this file.
private let year = Result { () throws -> Workplace in
  let place = try Workplace(shared: "reports")
  for arguments in [
    ["simulate", "--year", "2019", "--out", place.path("logs"), "--scale", "0.05", "--seed", "7", "--quiet"],
    ["ingest", place.path("logs"), "--database", place.database, "--quiet"],
  ] {
    let outcome = try place.run(arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }
  return place
}

@Suite("hotline report")
struct ReportTests {
  static let reports = [
    ["monthly", "2019-12"], ["annual", "2019"], ["appraisal", "data/indicators/hotline-2019.yaml"],
  ]

  private func report(_ arguments: [String], to folder: String) throws -> [String] {
    let place = try year.get()
    let outcome = try place.run(
      ["report"] + arguments + ["--out", place.path(folder), "--database", place.database])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "a locale's name that no system has ends no report",
    arguments: ["Chinese (Simplified)_China.936", "简体中文", "aaaaaaaaaaaaaaaaaaaaaaaa"])
  func oddLocale(name: String) throws {
    let place = try year.get()
    let outcome = try place.bash(
      """
      LC_ALL='\(name)' LANG='\(name)' "$HOTLINE" report monthly 2019-12 --database "$DB" --format html,xlsx,docx,csv,markdown \
        --out \(place.path("locale-\(name.utf8.count)"))
      """)
    #expect(
      outcome.status == 0 && outcome.output.contains("monthly-2019-12.docx"), "\(outcome.status) \(outcome.errors)")
  }

  private func contents(_ folder: String) throws -> [String: Data] {
    let root = try year.get().folder.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return Dictionary(
      names.compactMap { name in
        FileManager.default.contents(atPath: root.appending(path: name).path).map { (name, $0) }
      }
    ) { first, _ in first }
  }

  @Test("writes every format asked for, and the same bytes again", arguments: reports)
  func stable(arguments: [String]) throws {
    let format = ["--format", "html, xlsx,markdown,csv,html,docx"]
    let paths = try report(arguments + format, to: "first-\(arguments[0])")
    #expect(paths.map { $0.split(separator: ".").last.map(String.init) ?? "" }.prefix(3) == ["html", "xlsx", "md"])
    // On pages a form and what it rests on are two files.
    #expect(paths.count == (arguments[0] == "appraisal" ? 6 : 5))
    _ = try report(arguments + format, to: "second-\(arguments[0])")
    let first = try contents("first-\(arguments[0])")
    #expect(first.count > 8)
    #expect(first == (try contents("second-\(arguments[0])")))
  }

  @Test(
    "a PDF is printed by a program of this machine, and dated as its data are",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium"), "Chromium is not installed"))
  func printedOnPaper() throws {
    let path = try #require(try report(["monthly", "2019-12", "--format", "pdf"], to: "pdf").first)
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(path.hasSuffix("monthly-2019-12.pdf") && bytes.starts(with: Array("%PDF-".utf8)))
    let text = String(decoding: bytes, as: UTF8.self)
    let dates = text.matches(of: /\(D:([0-9]{4})/).map { String($0.1) }
    #expect(!dates.isEmpty && dates.allSatisfy { $0 == "2019" || $0 == "2020" }, "\(dates)")
  }

  @Test("every link of a page leads to one place of it, in both languages", arguments: reports, ["zh", "en"])
  func links(arguments: [String], language: String) throws {
    let path = try #require(try report(arguments + ["--lang", language], to: "links").first)
    #expect(path.hasSuffix(language == "en" ? "-en.html" : ".html"))
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let ids = page.matches(of: /\ id="([^"]*)"/).map { String($0.output.1) }
    let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    #expect(targets.count > 20)
    #expect(Set(targets).subtracting(ids).isEmpty)
  }

  @Test("tables of an earlier run do not stay among today's")
  func oldTables() throws {
    let place = try year.get()
    let folder = place.folder.appending(path: "old/monthly-2019-12-csv")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["99-old.csv", "mine.csv"] { try Data("x".utf8).write(to: folder.appending(path: name)) }
    _ = try report(["monthly", "2019-12", "--format", "csv"], to: "old")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains("99-old.csv"))
    #expect(names.contains("mine.csv"))
  }

  @Test("prints one text, and nothing else, with --out -")
  func printed() throws {
    let place = try year.get()
    let outcome = try place.run([
      "report", "monthly", "2019-12", "--format", "markdown", "--out", "-", "--database", place.database,
    ])
    #expect(outcome.output.hasPrefix("> **模拟数据**"))
    #expect(outcome.output.contains("\n# 热线月度运行报告\n"))
  }

  @Test(
    "says what is wrong with its arguments",
    arguments: [
      ["monthly", "2019-12", "--format", "odt"], ["monthly", "2019-12", "--format", ","],
      ["monthly", "2019-12", "--format", "xlsx", "--out", "-"], ["monthly", "2019"], ["annual", "2019-12"],
    ])
  func refused(arguments: [String]) throws {
    let place = try year.get()
    let outcome = try place.run(["report"] + arguments + ["--database", place.database])
    #expect(outcome.status == 64 || outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }
}
