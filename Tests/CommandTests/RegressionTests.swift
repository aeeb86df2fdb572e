import Foundation
import Testing

/// Every command, language and format that prints figures, compared with what it printed before.
@Suite("What two made-up years print, command by command")
struct RegressionTests {
  private static let rates = "connection_rate,satisfaction_rate,on_time_closure_rate,actual_resolution_rate"

  /// A stored text and the commands that it holds.
  static let commands: [(name: String, runs: [[String]])] = [
    ("kpi-zh.txt", [["kpi", "--period", "2019", "--lang", "zh"]]),
    ("kpi-en.txt", [["kpi", "--period", "2019-11", "--compare", "previous,year-ago", "--lang", "en"]]),
    (
      "kpi-district-month.csv",
      [
        [
          "kpi", "--period", "2019-08..2019-09", "--by", "district,month", "--metric", rates, "--format", "csv",
          "--lang",
          "en", "--compare", "previous",
        ]
      ]
    ),
    (
      "kpi-groups.md",
      [
        ["--by", "unit", "--where", "line=12345"], ["--by", "category", "--all-lines"], ["--by", "agent"],
        ["--by", "kind", "--metric", "broadcasts,inquiries_answered,orders_received"], ["--by", "weekday"],
        ["--by", "hour", "--where", "district=浦东|嘉定区"], ["--by", "line", "--as-of", "2019-08-10"],
        ["--by", "day", "--period", "2019-08-30..2019-09-02"],
      ].map {
        ["kpi", "--lang", "zh", "--format", "markdown"] + ($0.contains("--period") ? [] : ["--period", "2019-Q3"])
          + ($0.contains("--metric") ? [] : ["--metric", rates]) + $0
      }
    ),
    (
      "kpi.json",
      [
        [
          "kpi", "--period", "2019-Q4", "--by", "month", "--format", "json", "--all-lines", "--compare",
          "previous,year-ago", "--metric", "call_volume,connection_rate,first_contact_rate,average_closure_days",
        ]
      ]
    ),
    (
      "kpi-suppressed.csv",
      [
        [
          "kpi", "--period", "2019", "--by", "district", "--suppress", "10", "--format", "csv", "--lang", "zh",
          "--metric", rates,
        ]
      ]
    ),
    (
      "explain-en.txt",
      [
        ["first_contact_rate"], ["on_time_closure_rate"], ["satisfaction_index_orders", "--where", "unit=救助管理站"],
        ["service_hours_covered", "--where", "line=962200"], ["repeat_call_rate"], ["average_closure_days"],
        ["on_time_closure_rate", "--rows", "missed", "--page", "2", "--page-size", "4"],
      ].map { ["explain"] + $0 + ["--period", "2019", "--lang", "en"] }
    ),
    (
      "explain-zh.txt",
      [
        ["call_volume", "--where", "district=浦东新区", "--where", "line=962200|12345"],
        ["connection_rate", "--format", "json"],
        ["transfer_success_rate", "--rows", "missed", "--format", "csv"],
        ["reopen_rate", "--rows", "numerator", "--format", "markdown", "--page-size", "3"],
        ["return_rate", "--rows", "denominator", "--format", "json", "--page-size", "2", "--as-of", "2019-11-15"],
      ].map { ["explain"] + $0 + ["--period", "2019-11", "--lang", "zh"] }
    ),
    ("appraise-zh.txt", [["appraise", "data/indicators/hotline-2019.yaml", "--lang", "zh"]]),
    ("appraise-en.md", [["appraise", "data/indicators/hotline-2019.yaml", "--lang", "en", "--format", "markdown"]]),
    ("appraise.json", [["appraise", "data/indicators/community-services-2019.yaml", "--format", "json"]]),
    (
      "audit.txt",
      [
        ["--format", "table", "--lang", "zh"], ["--format", "markdown", "--lang", "en"],
      ].map {
        [
          "audit", "Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md", "--form",
          "data/indicators/hotline-2019.yaml",
        ] + $0
      }
    ),
    (
      "targets.txt",
      [["--lang", "zh"], ["--lang", "en", "--format", "csv", "--months", "12"]].map {
        ["targets", "review", "data/indicators/hotline-2019.yaml"] + $0
      }
    ),
    (
      "rejects.txt",
      [["--lang", "en"], ["--lang", "zh"], ["--format", "csv"], ["--format", "json"]].map {
        ["rejects", "work-orders-12345-2019-08-模拟.csv"] + $0
      }
    ),
    ("status-zh.txt", [["status", "--lang", "zh"]]),
    ("status-en.txt", [["status", "--lang", "en"]]),
    (
      "report-en.md",
      [
        ["monthly", "2019-09"], ["appraisal", "data/indicators/community-services-2019.yaml"],
      ].map { ["report"] + $0 + ["--lang", "en", "--format", "markdown", "--out", "-"] }
    ),
    (
      "report-topics.md",
      [["2019-08"], ["--lang", "en", "2019-Q3", "--where", "district=浦东新区"], ["养老服务", "2019"]].map { words in
        let period = words.first { $0.hasPrefix("2019") } ?? ""
        return ["report", "topic"] + words.filter { $0 != period } + [
          "--period", period, "--format", "markdown", "--out", "-",
        ]
      }
    ),
    (
      "report-members.md",
      [
        ["--district", "闵行区", "--period", "2019-08", "--lang", "zh"],
        ["--unit", "救助管理站", "--period", "2019-Q3", "--lang", "en"],
        ["--district", "长宁区", "--period", "2019-08", "--lang", "zh", "--suppress", "10"],
      ].map { ["report", "member"] + $0 + ["--format", "markdown", "--out", "-"] }
    ),
    (
      "report-suppressed.md",
      [["annual", "2019", "--lang", "en"], ["monthly", "2019-08", "--lang", "zh"]].map {
        ["report"] + $0 + ["--suppress", "10", "--format", "markdown", "--out", "-"]
      }
    ),
  ]

  @Test("commands", arguments: commands)
  func printed(name: String, runs: [[String]]) throws {
    let texts = try runs.map { run in
      "$ hotline \(run.joined(separator: " "))\n"
        + Self.shortened(try TwoYears.said(run, status: run[0] == "audit" ? 1 : 0))
    }
    try Golden.expect(texts.joined(separator: "\n"), equals: "two-years/\(name)")
  }

  @Test("the table that an ingest prints")
  func ingest() throws {
    let text = try String(contentsOfFile: TwoYears.place.get().path("ingest.txt"), encoding: .utf8)
    try Golden.expect(
      text.replacing(TwoYears.place.get().folder.path, with: "FOLDER"), equals: "two-years/ingest-en.txt")
  }

  /// The Markdown of a report stands whole; pages, sheets and tables say the same, so that a mark of each part is enough.
  @Test("reports in every format", arguments: [["monthly", "2019-09"], ["annual", "2019"]])
  func reports(arguments: [String]) throws {
    let place = try TwoYears.place.get()
    let folder = "reports-\(arguments[0])"
    let format = ["--format", "html,xlsx,markdown,csv", "--lang", "zh", "--out", place.path(folder)]
    _ = try TwoYears.said(["report"] + arguments + format)
    let base = place.path("\(folder)/\(arguments[0])-\(arguments[1])")
    try Golden.expect(
      Self.shortened(String(contentsOfFile: base + ".md", encoding: .utf8)),
      equals: "two-years/report-\(arguments[0])-zh.md")
    let page = try String(contentsOfFile: base + ".html", encoding: .utf8)
    // A part begins with a section, a table or a drawing.
    var marks = page.replacing(/<(section|table|svg|details)\b/) { "\u{0}" + $0.output.0 }.split(separator: "\u{0}").map
    {
      "html \($0.prefix(90).replacing(/\s+/, with: " ")) \(Self.mark($0.utf8))"
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: base + "-csv").sorted() {
      marks.append("csv \(file) \(try Self.mark(Data(contentsOf: URL(filePath: "\(base)-csv/\(file)"))))")
    }
    let sheets = base + "-xlsx"
    let unzip = Process()
    unzip.executableURL = URL(filePath: "/usr/bin/unzip")
    unzip.arguments = ["-qo", base + ".xlsx", "-d", sheets]
    try unzip.run()
    unzip.waitUntilExit()
    let parts = FileManager.default.enumerator(atPath: sheets)?.compactMap { $0 as? String } ?? []
    for part in parts.filter({ $0.hasSuffix(".xml") || $0.hasSuffix(".rels") }).sorted() {
      marks.append("xlsx \(part) \(try Self.mark(Data(contentsOf: URL(filePath: "\(sheets)/\(part)"))))")
    }
    try Golden.expect(marks.joined(separator: "\n") + "\n", equals: "two-years/report-\(arguments[0])-zh.marks.txt")
  }

  /// The text without what changes from run to run, the evidence of a report as one mark.
  private static func shortened(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.map { $0.hasPrefix("size: ") || $0.hasPrefix("数据库大小：") ? "SIZE" : $0 }
    guard
      let evidence = shown.firstIndex(where: { $0.wholeMatch(of: /## (数据来源与口径|Where the figures come from)/) != nil })
    else { return shown.joined(separator: "\n") }
    let rest = shown[evidence...].joined(separator: "\n")
    return shown[..<evidence].joined(separator: "\n") + "\n\(shown[evidence]): \(mark(rest.utf8))\n"
  }

  /// The size and the FNV-1a sum of bytes.
  private static func mark(_ bytes: some Collection<UInt8>) -> String {
    let sum = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\(bytes.count) \(String(sum, radix: 16))"
  }
}
