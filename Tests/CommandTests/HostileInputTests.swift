import Foundation
import Testing

/// Input that means harm, or might as well.
@Suite("Hostile input")
struct HostileInputTests {
  @Test("a process that may open a handful of files works or says so; the libraries below would end it by a signal")
  func fewFiles() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<20))
    for limit in [5, 6, 7, 8, 16, 31, 32] {
      let outcome = try place.bash(
        "ulimit -n \(limit); \"$HOTLINE\" status --database '\(place.database)' >/dev/null 2>'\(place.path("said"))'; echo $?"
      )
      let said = try String(contentsOfFile: place.path("said"), encoding: .utf8)
      #expect(outcome.output == (limit < 32 ? "1\n" : "0\n"), "\(limit): \(outcome.output) \(said)")
      #expect(limit >= 32 || said.contains("ulimit -n"), "\(limit): \(said)")
    }
  }

  private static let header = "呼叫编号,热线,呼叫方向,呼入时间,呼叫结果,行政区,承办单位,业务类别,满意度\n"
  private static func row(_ key: String, district: String = "黄浦区", unit: String = "", category: String = "") -> String {
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    return [
      quoted(key), "962200", "呼入", "2019-03-05 08:03:11", "接通", quoted(district), quoted(unit), quoted(category), "满意",
    ]
    .joined(separator: ",") + "\n"
  }

  // MARK: Size

  @Test("a line of 24 MB costs no more memory than a short one and is one rejected row")
  func longLine() throws {
    let place = try Workplace()
    let short = try place.write(Self.header + Self.row("a") + Self.row("b"), to: "short.csv")
    try place.write(Self.header + Self.row("a2"), to: "long.csv")
    // The line that never ends is a hole in the file: no byte of it takes space.
    let made = try place.bash(
      "cd \(place.folder.path); truncate -s 24M long.csv; printf '\\n' >> long.csv; tail -n 1 short.csv | sed s/b/c/ >> long.csv"
    )
    try #require(made.status == 0, "\(made.errors)")
    func peak(_ file: String) throws -> Int {
      let database = place.path("\(URL(filePath: file).lastPathComponent).sqlite")
      let process = try place.process(
        ["ingest", file, "--max-rejects", "60%", "--database", database],
        output: place.folder.appending(path: "stdout"),
        errors: place.folder.appending(path: "stderr"))
      try process.run()
      var peak = 0
      while process.isRunning {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
          peak = max(peak, Int(line.filter(\.isNumber)) ?? 0)
        }
        Thread.sleep(forTimeInterval: 0.002)
      }
      #expect(
        process.terminationStatus == 0,
        "\((try? String(contentsOf: place.folder.appending(path: "stderr"), encoding: .utf8)) ?? "")")
      return peak
    }
    let usual = try peak(short)
    let large = try peak(place.path("long.csv"))
    #expect(usual > 1000 && large > 1000)
    #expect(large - usual < 16_000, "kilobytes: \(usual), then \(large)")
    let rejects = try place.run(["rejects", "--database", place.path("long.csv.sqlite")])
    #expect(rejects.output.contains("field_too_long"))
  }

  @Test("100,000 columns: in the header a refusal in words, in a row a rejected row")
  func manyColumns() throws {
    let place = try Workplace()
    let wide = String(repeating: "x,", count: 100_000)
    let header = try place.run([
      "ingest", place.write(wide + "\n1,2\n", to: "header.csv"), "--database", place.database,
    ])
    #expect(header.status == 1 && header.errors.contains("no known header"), "\(header.errors.prefix(300))")
    #expect(header.errors.utf8.count < 5000)
    let file = try place.write(Self.header + Self.row("a") + wide + "\n" + Self.row("b"), to: "row.csv")
    try place.hotline("ingest", file, "--max-rejects", "60%")
    #expect(
      try place.sqlite3("SELECT count(*), (SELECT group_concat(line || reason) FROM reject) FROM call")
        == "2|3field_too_long")
  }

  // MARK: The terminal

  @Test("no control character from a file, its name or the command line reaches the terminal")
  func controls() throws {
    let place = try Workplace()
    let evil = "\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}区\u{8}\u{85}"
    let rows = (0..<3).map { Self.row("k\($0)\(evil)", district: "甲\(evil)", unit: "乙\(evil)", category: evil) }
      .joined()
    let file = try place.write(
      Self.header + rows + Self.row("z").replacing("2019-03-05", with: evil), to: "a\u{1B}[31m\u{7}b.csv")
    try place.write("甲\(evil),乙\n1,2\n", to: "unknown\u{1B}.csv")
    let nul = try place.write(
      Self.header + "n\u{0}ul,962200,呼入,2019-03-05 08:03:11,接通,,,,\n" + Self.row("y"), to: "nul.csv")
    let commands = [
      ["ingest", file, nul], ["ingest", place.path("unknown\u{1B}.csv")], ["status"], ["status", "--format", "json"],
      ["rejects"],
      ["rejects", "--format", "json"], ["rejects", "a\u{1B}[31m\u{7}b.csv", "--format", "csv"],
      ["kpi", "--period", "2019", "--by", "district"], ["kpi", "--period", "2019", "--by", "unit", "--format", "csv"],
      ["kpi", "--period", "2019", "--by", "category", "--format", "markdown"],
      ["kpi", "--period", "2019", "--by", "category", "--format", "json"],
      ["kpi", "--period", "20\u{1B}[31m"], ["kpi", "--period", "2019", "--where", "district=\(evil)"],
      ["kpi", "--period", "2019", "--\u{1B}[31m"],
      ["explain", "call_volume", "--period", "2019", "--where", "district=甲\(evil)"],
      ["explain", "call_volume", "--period", "2019", "--rows", "numerator"],
      ["explain", "call_volume", "--period", "2019", "--rows", "numerator", "--format", "csv"],
      ["report", "monthly", "2019-03", "--format", "markdown", "--out", "-"],
    ]
    for command in commands {
      let outcome = try place.run(command + ["--database", place.database])
      for (name, text) in [("output", outcome.output), ("errors", outcome.errors)] {
        let found = text.unicodeScalars.filter { scalar in
          scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" || scalar == "\u{202E}"
        }
        #expect(
          found.isEmpty, "\(command.map(\.debugDescription)) \(name): \(found.map { String($0.value, radix: 16) })")
      }
    }
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "4")
  }

  // MARK: SQL

  @Test("SQL in --where, --by and --metric is a name that does not exist")
  func sqlOnTheCommandLine() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    let state = try place.state()
    for value in ["黄浦区' OR '1'='1", "黄浦区'; DROP TABLE call; --", "黄浦区\" OR 1=1 --", "%", "黄浦区') OR (1=1"] {
      let kpi = try place.run([
        "kpi", "--period", "2019", "--metric", "call_volume", "--where", "district=\(value)", "--format", "json",
        "--database",
        place.database,
      ])
      #expect(kpi.status == 0, "\(value): \(kpi.errors)")
      let rows = ((try? kpi.output.json()) as? [String: Any])?["rows"] as? [[String: Any]] ?? []
      #expect(rows.allSatisfy { ($0["numerator"] as? Double ?? 0) == 0 }, "\(value)")
      // The SQL that explain prints is safe to run as well, and says the same.
      let explain = try place.run([
        "explain", "call_volume", "--period", "2019", "--where", "district=\(value)", "--format", "json", "--database",
        place.database,
      ])
      let document = try explain.output.json() as? [String: Any]
      let sql = try #require((document?["numerator"] as? [String: Any])?["sql"] as? String)
      let answer = try place.sqlite3(sql)
      #expect(answer.isEmpty || answer == "0" || answer == "0.0", "\(value): \(answer)")
    }
    for arguments in [
      ["--where", "key=1"], ["--where", "1=1; DROP TABLE call"], ["--by", "district; DROP TABLE call"],
      ["--metric", "call_volume' --"],
      ["--as-of", "2019-01-01' OR 1"],
    ] {
      let outcome = try place.run(["kpi", "--period", "2019", "--database", place.database] + arguments)
      #expect(outcome.status == 2, "\(arguments): \(outcome.errors)")
    }
    #expect(try place.state() == state)
  }

  @Test("a metric's filter that is more than a condition is refused with its line; nothing of it reaches the database")
  func sqlInFilters() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    let state = try place.state()
    let data = try place.copyData()
    let metrics = try String(contentsOfFile: data + "/metrics.yaml", encoding: .utf8)
    let line = metrics.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == "measures:" }
    let own = "metrics.yaml:\(try #require(line) + 2):"
    for filter in [
      "1=1); DROP TABLE call; --", "(SELECT max(key) FROM call) = 'x'", "load_extension('x') = 1",
      "caller IN (SELECT caller FROM call)",
      "direction = 'inbound' UNION SELECT 1", "randomblob(1000000000) IS NULL", "writefile('/tmp/x', 'y') = 1",
    ] {
      try place.write(
        metrics.replacing("\nmeasures:\n", with: "\nmeasures:\n  evil: {fact: call, filter: \"\(filter)\"}\n"),
        to: "data/metrics.yaml")
      for command in [["kpi", "--period", "2019"], ["ingest", place.path("calls.csv")], ["check"]] {
        let outcome = try place.run(command + ["--database", place.database, "--data", data])
        // The other measures go on; only the check of everything ends with 1.
        #expect(outcome.status == (command == ["check"] ? 1 : 0), "\(filter): \(outcome.errors)")
        #expect(outcome.errors.contains(own), "\(filter): \(outcome.errors)")
      }
    }
    #expect(try place.state() == state)
  }

  // MARK: Paths

  @Test("nothing is written through a link that lies where a document, a backup or a log is to be written")
  func links() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    let victim = try place.write("precious\n", to: "victim.txt")
    let out = place.path("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    func link(_ name: String, to target: String) throws {
      try? FileManager.default.removeItem(atPath: "\(out)/\(name)")
      try FileManager.default.createSymbolicLink(atPath: "\(out)/\(name)", withDestinationPath: target)
    }
    try link("monthly-2019-03.md", to: victim)
    try place.hotline("report", "monthly", "2019-03", "--format", "markdown", "--out", out)
    #expect(try String(contentsOfFile: "\(out)/monthly-2019-03.md", encoding: .utf8).contains("2019-03"))
    try link("copy.sqlite", to: place.path("elsewhere.sqlite"))
    _ = try place.run(["backup", "\(out)/copy.sqlite", "--database", place.database])
    #expect(!FileManager.default.fileExists(atPath: place.path("elsewhere.sqlite")))
    try link("calls-962200.csv", to: victim)
    _ = try place.run(["simulate", "--scale", "0.001", "--only", "calls-962200", "--out", out])
    let pack = ["appraise", "data/indicators/hotline-2019.yaml", "--database", place.database, "--evidence"]
    let folder = "\(out)/pack"
    _ = try place.run(pack + [folder])
    try FileManager.default.removeItem(atPath: "\(folder)/README.md")
    try link("pack/README.md", to: victim)
    let again = try place.run(pack + [folder])
    #expect(again.status == 0 && !FileManager.default.isLink("\(folder)/README.md"), "\(again.errors)")
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious\n")
  }

  @Test("evidence is not written over a folder's own files; a pack, whole or half, is renewed")
  func evidenceBesideOthers() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    let folder = place.path("work")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pack = ["appraise", "data/indicators/hotline-2019.yaml", "--database", place.database, "--evidence", folder]
    for name in ["README.md", "index.html", "sources.csv"] {
      try place.write("mine\n", to: "work/\(name)")
      let refused = try place.run(pack)
      #expect(refused.status == 1 && refused.errors.contains("the folder holds \(name)"), "\(refused.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
      #expect(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) == "mine\n")
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    try place.write("mine\n", to: "work/notes.txt")
    #expect(try place.run(pack).status == 0)
    try FileManager.default.removeItem(atPath: "\(folder)/documents.csv")
    #expect(try place.run(pack).status == 0)
    #expect(try String(contentsOfFile: "\(folder)/notes.txt", encoding: .utf8) == "mine\n")
    #expect(FileManager.default.fileExists(atPath: "\(folder)/documents.csv"))
  }

  @Test("no name in a file, a form or an argument leads out of the folder that was named")
  func traversal() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    let out = place.path("deep/out")
    for month in ["../../2019-03", "2019-03/../../x", "/tmp/2019-03"] {
      let outcome = try place.run(["report", "monthly", month, "--out", out, "--database", place.database])
      #expect(outcome.status == 2, "\(month): \(outcome.errors)")
    }
    let form = try String(
      contentsOf: Workplace.project.appending(path: "data/indicators/hotline-2019.yaml"), encoding: .utf8)
    let id = try #require(form.firstMatch(of: /\n( +)- id: (\S+)/))
    try place.write(form.replacing("id: \(id.2)\n", with: "id: ../../../escaped\n"), to: "form.yaml")
    _ = try place.run(["appraise", place.path("form.yaml"), "--evidence", out, "--database", place.database])
    let files = try FileManager.default.subpathsOfDirectory(atPath: place.folder.path)
    #expect(files.contains { $0.hasPrefix("deep/out/") && $0.contains("escaped") })
    #expect(!files.contains { $0.contains("escaped") && !$0.hasPrefix("deep/out/") })
    #expect(!FileManager.default.fileExists(atPath: place.folder.deletingLastPathComponent().path + "/escaped.md"))
    let missing = try place.run(["rejects", "../../etc/passwd", "--format", "csv", "--database", place.database])
    #expect(missing.output.isEmpty)
  }

  // MARK: Configuration

  @Test(
    "a YAML bomb is refused at its place, in whatever quotes it hides",
    arguments: [
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
      "{a: 'x\n', b: &a [x, x], c: &b [*a, *a], d: ''}\n",
      "a: \"x\n\", b: &z [x, x]\nc: {*z : *z}\n",
      "a: |\n  'text\nb: &q x\n'c': *q\n",
    ])
  func bombs(yaml: String) throws {
    let place = try Workplace()
    let outcome = try place.run(["profile", "check", place.write(yaml, to: "bomb.yaml")])
    #expect(outcome.status == 1 && outcome.errors.contains("bomb.yaml:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("anchor"), "\(outcome.errors)")
  }

  @Test(
    "YAML nested a hundred thousand deep is an error, not the end of the stack",
    arguments: ["[", "{a: ", "- ", "a:\n "])
  func nesting(opening: String) throws {
    let place = try Workplace()
    let outcome = try place.run([
      "profile", "check", place.write(String(repeating: opening, count: 100_000), to: "deep.yaml"),
    ])
    #expect(
      outcome.status == 1 && outcome.errors.contains("deep.yaml"), "\(outcome.status) \(outcome.errors.prefix(300))")
    #expect(outcome.errors.utf8.count < 5000)
  }

  // MARK: Documents

  static let formulas = [
    "=HYPERLINK(\"http://x\",\"y\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "\r=1", "＝1+1",
  ]

  @Test("a name that a spreadsheet would take for a formula is a text in every CSV")
  func formulaInCSV() throws {
    let place = try Workplace()
    let rows = Self.formulas.enumerated().map {
      Self.row("\($0.element)\($0.offset)", district: $0.element, unit: $0.element)
    }
    try place.hotline(
      "ingest",
      place.write(
        Self.header + rows.joined() + Self.row("=bad").replacing("2019-03-05", with: "=1+1"), to: "calls.csv"),
      "--max-rejects", "60%")
    var documents = [
      try place.hotline("kpi", "--period", "2019", "--by", "district", "--format", "csv"),
      try place.hotline("kpi", "--period", "2019", "--by", "unit,district", "--format", "csv"),
      try place.hotline("explain", "call_volume", "--period", "2019", "--rows", "numerator", "--format", "csv"),
      try place.hotline("rejects", "calls.csv", "--format", "csv"),
    ]
    _ = try place.run([
      "appraise", "data/indicators/hotline-2019.yaml", "--evidence", place.path("evidence"), "--database",
      place.database,
    ])
    for file in (try? FileManager.default.subpathsOfDirectory(atPath: place.path("evidence"))) ?? []
    where file.hasSuffix(".csv") {
      documents.append(try String(contentsOfFile: place.path("evidence/\(file)"), encoding: .utf8))
    }
    #expect(documents.count > 4)
    for document in documents {
      #expect(document.contains("1"))
      for field in Self.fields(ofCSV: document) {
        let isFormula = "=+-@\t\r".contains(field.first ?? "x") && Double(field) == nil
        #expect(!isFormula, "\(field.debugDescription)")
      }
    }
  }

  static let markup = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title></svg><svg onload=alert(1)>",
    "'--><iframe src=//x>",
    "[x](javascript:alert(1))", "a|b`c`*d*", "=HYPERLINK(\"http://evil.example\",\"y\")",
    "]]><a href=http://evil.example>", "&lt;b&gt;",
  ]

  @Test("a name that is markup or a formula is a text in every format of the reports")
  func markup() throws {
    let place = try Workplace()
    var text = Self.header
    for (index, name) in Self.markup.enumerated() {
      for call in 0..<40 { text += Self.row("\(index)-\(call)", district: name, unit: name, category: name) }
    }
    try place.hotline("ingest", place.write(text, to: "<b>calls<b>.csv"), "--max-rejects", "60%")
    let out = place.path("out")
    try place.hotline(
      "report", "monthly", "2019-03", "--form", "none", "--format", "html,xlsx,markdown,csv", "--out", out)
    try place.hotline("report", "annual", "2019", "--form", "none", "--format", "html,xlsx,markdown,csv", "--out", out)
    let files = try FileManager.default.subpathsOfDirectory(atPath: out)
    for ending in [".html", ".xlsx", ".md", ".csv"] {
      let ours = files.filter { $0.hasSuffix(ending) }
      #expect(ours.count >= 2, "\(ending)")
      for file in ours {
        let content = ending == ".xlsx" ? "" : try String(contentsOfFile: "\(out)/\(file)", encoding: .utf8)
        switch ending {
        case ".html":
          for evil in ["<script", "<img", "<iframe", "onload=alert(1)>", "<a href=http://evil", "</svg><svg"] {
            #expect(!content.contains(evil), "\(file): \(evil)")
          }
          #expect(content.contains("&lt;script&gt;") && content.contains("&amp;lt;b"), "\(file)")
        case ".md":
          for evil in ["<script", "<img", "<iframe", "<a href", "[x](javascript"] {
            #expect(!content.contains(evil), "\(file): \(evil)")
          }
          // A name does not open a new cell.
          for line in content.split(separator: "\n") where line.contains("c\\`\\*d") {
            #expect(line.contains("a\\|b"), "\(line)")
          }
        case ".csv":
          for field in Self.fields(ofCSV: content) {
            #expect(
              !("=+-@\t\r".contains(field.first ?? "x") && Double(field) == nil), "\(file): \(field.debugDescription)")
          }
        default:
          let sheets = try place.bash("unzip -p \(out)/\(file) 'xl/worksheets/*.xml'").output
          #expect(sheets.contains("<sheetData"), "\(file)")
          // Formulas are the report's own: quotients and sums of cells.
          for formula in sheets.matches(of: /<f[ >][^<]*/).map({ String($0.output) }) {
            #expect(
              !formula.contains("HYPERLINK") && !formula.contains("http") && !formula.contains("cmd"),
              "\(file): \(formula)")
          }
          let everything = try place.bash("unzip -p \(out)/\(file)").output
          #expect(!everything.contains("Target=\"http://evil") && !everything.contains("<script>alert"), "\(file)")
          let names = try place.bash("unzip -p \(out)/\(file) 'xl/sharedStrings.xml' 'xl/worksheets/*.xml'").output
          #expect(names.contains("HYPERLINK(&quot;http://evil") || names.contains("HYPERLINK(\"http://evil"), "\(file)")
        }
      }
    }
  }

  /// The fields of a CSV text, unquoted.
  private static func fields(ofCSV text: String) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case ",", "\n":
        if isQuoted {
          field.unicodeScalars.append(scalar)
        } else {
          fields.append(field)
          field = ""
        }
      default: field.unicodeScalars.append(scalar)
      }
    }
    return fields
  }
}

extension FileManager {
  /// Whether a path is a link.
  fileprivate func isLink(_ path: String) -> Bool {
    (try? destinationOfSymbolicLink(atPath: path)) != nil
  }
}
