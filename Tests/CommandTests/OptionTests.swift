import Foundation
import Testing

/// What an option does, and what is said and with which exit code when it is wrong.
@Suite("Options and exit codes")
struct OptionTests {
  /// The arguments, the exit code and words of the message.
  static let wrong: [([String], Int32, String)] = [
    (["kpi"], 64, "--period"), (["kpi", "--period", "2019-13"], 2, "“2019-13” is not a period"),
    (["kpi", "--period", "2019", "--by", "month,town"], 2, "cannot break down by “town”; one of: line, district"),
    (
      ["kpi", "--period", "2019", "--compare", "previous,last"], 2,
      "cannot compare with “last”; one of: previous, year-ago"
    ),
    (["kpi", "--period", "2019", "--metric", "call_volume,nope"], 2, "there is no metric “nope”; one of: call_volume"),
    (["kpi", "--period", "2019", "--where", "town=x"], 2, "“town=x” is not a condition; name=value"),
    (["kpi", "--period", "2019", "--where", "district"], 2, "“district” is not a condition"),
    (["kpi", "--period", "2019", "--as-of", "soon"], 2, "“soon” is not a time; such as 2019-12-31"),
    (["kpi", "--period", "2019", "--suppress", "1"], 64, "cannot be hidden under 1 cases; a number from 2 on"),
    (["kpi", "--period", "2019", "--format", "xml"], 64, "xml"),
    (["kpi", "--period", "2019", "--lang", "fr"], 64, "fr"),
    (["explain", "nope", "--period", "2019"], 2, "there is no metric “nope”"),
    (["explain", "call_volume", "--period", "2019", "--page", "0"], 64, "page and page size count from 1"),
    (["explain", "call_volume", "--period", "2019", "--page-size", "0"], 64, "page and page size count from 1"),
    (["explain", "call_volume", "--period", "2019", "--rows", "all"], 64, "numerator, missed, denominator"),
    (["appraise", "data/indicators/hotline-2019.yaml", "--format", "csv"], 64, "'table', 'json' or 'markdown'"),
    (["appraise", "none.yaml"], 1, "none.yaml"),
    (["audit", "none.md", "--format", "csv"], 64, "'table', 'json' or 'markdown'"),
    (
      ["targets", "review", "data/indicators/hotline-2019.yaml", "--months", "11"], 64,
      "11 months cannot be looked at; 12 to 36"
    ),
    (
      ["targets", "review", "data/indicators/hotline-2019.yaml", "--months", "37"], 64,
      "37 months cannot be looked at; 12 to 36"
    ),
    (["report", "monthly", "2019"], 2, "“2019” is not a month; such as 2019-12"),
    (["report", "monthly", "2019-12-01"], 2, "“2019-12-01” is not a month"),
    (["report", "monthly", "2019-12", "--suppress", "1"], 64, "cannot be hidden under 1 cases; a number from 2 on"),
    (
      ["report", "annual", "2019", "--format", "html,odt"], 64,
      "there is no format “odt”; one of html, xlsx, markdown, csv, docx, pdf"
    ),
    (["report", "annual", "2019", "--format", " , "], 64, "there is no format “”"),
    (["report", "annual", "2019", "--format", "html,markdown", "--out", "-"], 64, "cannot be printed as one text"),
    (["report", "annual", "2019", "--format", "csv", "--out", "-"], 64, "cannot be printed as one text"),
    (["report", "annual", "2019", "--form", "none.yaml"], 1, "none.yaml"),
    (["ingest", "x.csv", "--max-rejects", "2"], 64, "--max-rejects must be a share"),
    (["ingest", "x.csv", "--max-rejects", "101%"], 64, "--max-rejects must be a share"),
    (["ingest", "x.csv", "--max-rejects=-0.1"], 64, "--max-rejects must be a share"),
    (["ingest", "x.csv", "--max-rejects", "few"], 64, "--max-rejects must be a share"),
    (["rejects", "--data", "nowhere"], 1, "nowhere"), (["nonsense"], 64, "nonsense"),
  ]

  @Test("a wrong argument is told with its exit code, and nothing is printed", arguments: wrong)
  func refused(arguments: [String], status: Int32, words: String) throws {
    let place = try TwoYears.place.get()
    let database = arguments == ["nonsense"] ? [] : ["--database", place.database]
    let outcome = try place.run(arguments + database)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("what lies just within its limits is taken")
  func within() throws {
    let place = try Workplace()
    let form = "data/indicators/hotline-2019.yaml"
    for arguments in [
      ["kpi", "--period", "2019-11", "--suppress", "2", "--metric", "call_volume"],
      ["targets", "review", form, "--months", "36", "--quiet"],
      ["explain", "return_rate", "--period", "2019-11", "--rows", "missed", "--page", "1", "--page-size", "1"],
    ] {
      #expect(try !TwoYears.said(arguments).isEmpty)
    }
    for scale in ["0", "1000.5", "-1"] {
      #expect(try place.run(["simulate", "--year", "2019", "--out", place.path("s"), "--scale=\(scale)"]).status == 64)
    }
    for year in ["2012", "2027"] {
      let outcome = try place.run(["simulate", "--year", year, "--out", place.path("s")])
      #expect(outcome.status == 64 && outcome.errors.contains("2013 to 2026"))
    }
    #expect(!FileManager.default.fileExists(atPath: place.path("s")))
    for share in ["0", "1", "100%", "0%"] {
      let file = try place.write("call_id,line,direction,started_at,outcome\n", to: "e.csv")
      let outcome = try place.run(["ingest", file, "--max-rejects", share, "--database", place.database])
      #expect(outcome.status != 64 && outcome.status != 2, "\(outcome.errors)")
    }
  }

  @Test(
    "made-up logs: only what is named, the years from 2013 to 2026, the same seed the same bytes, silence when asked for"
  )
  func simulate() throws {
    let place = try Workplace()
    func simulate(_ name: String, _ more: String...) throws -> Workplace.Outcome {
      try place.run(
        ["simulate", "--out", place.path(name), "--only", "agents,budget", "--scale", "0.01", "--lang", "en"] + more)
    }
    let first = try simulate("a", "--year", "2013")
    #expect(first.status == 0)
    #expect(first.output == place.path("a/agents.csv") + "\n" + place.path("a/budget.csv") + "\n")
    #expect(first.errors == "All of this is made up; no real call is in it.\n")
    let again = try simulate("b", "--year", "2013", "--quiet")
    #expect(again.output.isEmpty && again.errors.isEmpty)
    let bytes = FileManager.default.contents(atPath: place.path("a/agents.csv"))
    #expect(bytes != nil && FileManager.default.contents(atPath: place.path("b/agents.csv")) == bytes)
    _ = try simulate("c", "--year", "2013", "--seed", "5")
    #expect(FileManager.default.contents(atPath: place.path("c/agents.csv")) != bytes)
    #expect(try simulate("d", "--year", "2026").status == 0)
  }

  private func rows(_ metric: String, _ part: String, _ more: String...) throws -> [String] {
    try TwoYears.said(
      ["explain", metric, "--period", "2019-11", "--rows", part, "--lang", "en"] + more
    ).split(separator: "\n").map(String.init)
  }

  @Test(
    "pages put together are all rows, none twice, none left out",
    arguments: [
      ("handled_12345", "denominator"), ("handled_12345", "numerator"), ("connection_rate", "numerator"),
      ("connection_rate", "missed"), ("transfer_success_rate", "missed"), ("actual_resolution_rate", "denominator"),
    ])
  func pages(metric: String, part: String) throws {
    // Without --page-size a CSV has all rows under their header.
    let all = try rows(metric, part, "--format", "csv").dropFirst()
    try #require(all.count > 3)
    var paged: [String] = []
    let size = all.count / 3 + 1
    for page in 1...4 {
      let some = try rows(metric, part, "--format", "csv", "--page", "\(page)", "--page-size", "\(size)").dropFirst()
      #expect(some.count == max(0, min(size, all.count - (page - 1) * size)), "page \(page) of \(all.count)")
      paged += some
    }
    // Facts of two kinds have other columns on a page of their own: what is compared is file and line.
    func places(_ rows: some Sequence<String>) -> [String] {
      rows.map { $0.split(separator: ",", maxSplits: 2).prefix(2).joined(separator: ":") }
    }
    #expect(places(paged) == places(all))
    #expect(Set(places(all)).count == all.count)
    let counts = try TwoYears.said(["explain", metric, "--period", "2019-11", "--lang", "en", "--quiet"])
    let sums = counts.matches(of: /(?m)^(numerator|denominator) \w+ = ([\d,]+)$/).map {
      (String($0.output.1), Int($0.output.2.replacing(",", with: "")) ?? 0)
    }
    let above = sums.filter { $0.0 == "numerator" }.reduce(0) { $0 + $1.1 }
    let below = sums.filter { $0.0 == "denominator" }.reduce(0) { $0 + $1.1 }
    #expect(
      all.count == (part == "numerator" || below == 0 ? above : part == "missed" ? below - above : below), "\(sums)")
  }

  @Test("a table has twenty rows a page and says where the next is; the last page and a quiet one do not")
  func nextPage() throws {
    let first = try rows("connection_rate", "numerator")
    #expect(first.count == 23 && first.last == "more: --page 2")
    #expect(try rows("connection_rate", "numerator", "--quiet").count == 22)
    #expect(try rows("connection_rate", "numerator", "--page", "3").last == "more: --page 4")
    #expect(try rows("transfer_success_rate", "missed", "--page-size", "500").last?.hasPrefix("more:") == false)
    let chinese = try TwoYears.said([
      "explain", "connection_rate", "--period", "2019-11", "--rows", "numerator", "--page-size", "1", "--lang", "zh",
    ])
    #expect(chinese.contains("下一页：--page 2"))
    #expect(try rows("connection_rate", "numerator", "--format", "json").allSatisfy { $0.hasPrefix("{") })
    #expect(try rows("connection_rate", "numerator", "--format", "json").count == 20)
  }

  private func count(_ arguments: String...) throws -> [[String: Any]] {
    let text = try TwoYears.said(["kpi", "--metric", "call_volume", "--format", "json", "--quiet"] + arguments)
    return (try text.json() as? [String: Any])?["rows"] as? [[String: Any]] ?? []
  }

  @Test(
    "conditions narrow the facts: several values of one name add up, several names narrow, aliases count as their name")
  func conditions() throws {
    let place = try TwoYears.place.get()
    func sql(_ condition: String) throws -> [Double] {
      try place.sqlite3(
        "SELECT count(*) FROM call_view WHERE direction = 'inbound' AND started_local >= '2019' AND started_local < '2020' AND (\(condition)) GROUP BY line ORDER BY line"
      ).split(separator: "\n").compactMap { Double($0) }
    }
    func kpi(_ conditions: String...) throws -> [Double] {
      let text = try TwoYears.said(
        ["kpi", "--metric", "call_volume", "--format", "json", "--quiet", "--period", "2019"]
          + conditions.flatMap { ["--where", $0] })
      let rows = (try text.json() as? [String: Any])?["rows"] as? [[String: Any]] ?? []
      return rows.sorted { ($0["line"] as? String ?? "") < ($1["line"] as? String ?? "") }.compactMap {
        $0["numerator"] as? Double
      }
    }
    #expect(try kpi() == sql("1"))
    #expect(try kpi("district=浦东新区") == sql("district = '浦东新区'"))
    #expect(try kpi("district=浦东") == sql("district = '浦东新区'"), "an alias")
    #expect(try kpi("district=浦东新区|嘉定区") == sql("district IN ('浦东新区', '嘉定区')"))
    #expect(try kpi("district=浦东新区", "district=嘉定区") == sql("district IN ('浦东新区', '嘉定区')"))
    #expect(
      try kpi("district=浦东新区", "category=养老服务") == sql("district = '浦东新区' AND category = '养老服务'"))
    #expect(try kpi("line=12345") == sql("line = '12345'"))
    #expect(
      try count("--period", "2019", "--all-lines").compactMap { $0["numerator"] as? Double } == [sql("1").reduce(0, +)])
    let lines = try count("--period", "2019", "--by", "line")
    #expect(lines.count == 2 && Set(lines.compactMap { $0["line"] as? String }) == ["962200", "12345"])
  }

  @Test("a day as of which the data speak means its end, a time means itself")
  func asOf() throws {
    let place = try TwoYears.place.get()
    func kpi(_ asOf: String) throws -> Double? {
      try count("--period", "2019-08", "--where", "line=962200", "--as-of", asOf).first?["numerator"] as? Double
    }
    func sql(_ end: String) throws -> Double? {
      Double(
        try place.sqlite3(
          "SELECT count(*) FROM call_view WHERE direction = 'inbound' AND line = '962200' AND started_local >= '2019-08' AND started_local <= '\(end)'"
        ))
    }
    // Trouble calls come every second day between ten and eleven.
    #expect(try kpi("2019-08-05") == sql("2019-08-05 23:59:59"))
    #expect(try kpi("2019-08-05 10:30") == sql("2019-08-05 10:30:00"))
    #expect(try kpi("2019-08-05 10:30:10") == sql("2019-08-05 10:30:10"))
    #expect(try (kpi("2019-08-05") ?? 0) > (kpi("2019-08-04") ?? 0))
    let text = try TwoYears.said([
      "kpi", "--period", "2019-08", "--as-of", "2019-08-05", "--metric", "call_volume", "--lang", "en",
    ])
    #expect(text.contains("the data end at 2019-08-05 23:59:59, before the period does"))
  }

  @Test("remarks on the files go to stderr, and --quiet leaves them out; a public table has them without examples")
  func quiet() throws {
    let place = try TwoYears.place.get()
    func run(_ more: String...) throws -> Workplace.Outcome {
      try place.run(
        [
          "kpi", "--period", "2019", "--metric", "connection_rate,satisfaction_rate,on_time_closure_rate", "--lang",
          "en", "--database", place.database,
        ]
          + more)
    }
    let (loud, silent) = (try run(), try run("--quiet"))
    #expect(loud.output == silent.output && silent.errors.isEmpty)
    let markdown = try run("--format", "markdown")
    #expect(markdown.errors == loud.errors && markdown.output.hasPrefix("| metric |"))
  }

  @Test("a report is held against the form named, against none, or against that of its year if there is one")
  func targets() throws {
    func report(_ arguments: String...) throws -> String {
      try TwoYears.said(["report", "monthly", "--lang", "en", "--format", "markdown", "--out", "-"] + arguments)
    }
    let usual = try report("2019-11")
    #expect(usual.contains("≥85.00%") && usual.contains("hotline-2019.yaml"))
    #expect(try report("2019-11", "--form", "data/indicators/hotline-2019.yaml") == usual)
    let none = try report("2019-11", "--form", "none")
    #expect(!none.contains("≥85.00%") && none.contains("no target"))
    #expect(try !report("2018-11").contains("≥85.00%"), "there is no form for 2018")
    let other = try report("2019-11", "--form", "data/indicators/community-services-2019.yaml")
    #expect(!other.contains("hotline-2019.yaml"))
  }

  @Test("a report says where it went, each format once, English ones by name; quiet it says nothing")
  func written() throws {
    let place = try TwoYears.place.get()
    let folder = place.path("written")
    let paths = try TwoYears.said([
      "report", "monthly", "2018-03", "--format", "markdown,csv,markdown", "--lang", "en", "--out", folder,
    ])
    #expect(paths == "FOLDER/written/monthly-2018-03-en.md\nFOLDER/written/monthly-2018-03-en-csv/\n")
    let silent = try TwoYears.said([
      "report", "monthly", "2018-03", "--format", "markdown", "--lang", "zh", "--out", folder, "--quiet",
    ])
    #expect(silent.isEmpty && FileManager.default.fileExists(atPath: folder + "/monthly-2018-03.md"))
    let page = try TwoYears.said(["report", "monthly", "2018-03", "--format", "html", "--out", "-", "--lang", "en"])
    #expect(page.hasPrefix("<!doctype html>") || page.lowercased().hasPrefix("<!doctype html>"))
  }

  @Test("messages are in the language asked for, wherever the option stands and however it is written")
  func language() throws {
    let place = try Workplace()
    for arguments in [["--lang", "zh"], ["--lang=zh"]] {
      let outcome = try place.run(["kpi", "--period", "2019", "--database", place.database] + arguments)
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("错误：") && outcome.errors.contains("hotline ingest"))
      let usage = try place.run(
        ["kpi", "--period", "2019-13", "--database", TwoYears.place.get().database] + arguments)
      #expect(usage.status == 2 && usage.errors.hasPrefix("错误：") && usage.errors.contains("2019-13"))
    }
    let english = try place.run(["kpi", "--period", "2019", "--database", place.database, "--lang", "en"])
    #expect(english.errors.hasPrefix("error: ") && english.errors.contains("there is no database yet"))
    let list = try place.run(["profile", "list", "--lang", "zh"]).output
    #expect(list.hasPrefix("格式 ") && list.contains("类别") && list.contains("说明") && list.contains("calls-en"))
    #expect(try place.run(["profile", "list", "--lang", "en"]).output.hasPrefix("profile "))
    let check = try place.run(["profile", "check", "calls-en", "--lang", "en"])
    #expect(check.output == "calls-en: calls, Calls, English headers\n")
    let all = try place.run(["profile", "check", "--lang", "zh"])
    #expect(all.status == 0 && all.output.split(separator: "\n").count >= 18)
    let unknown = try place.run(["profile", "check", "nope", "--lang", "en"])
    #expect(unknown.status == 2 && unknown.errors.contains("there is no profile “nope”; one of: activities-en"))
    #expect(try place.run(["profile", "check", "./nope.yaml"]).status == 1, "a path is a file")
  }
}
