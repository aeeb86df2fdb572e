import Foundation
import Testing

/// Every command with arguments at the ends of their types, on a sound database and on one with such values in it: an answer or a
/// refusal in words, never a signal, never without end.
@Suite("Extreme arguments and values", .tags(.slow))
struct ExtremeTests {
  private static let numbers = [
    "0", "-1", "1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "4294967296", "1e400", "nan",
    "",
    "0x10", "٣",
  ]
  private static let periods = [
    "0", "1", "0001", "9999", "10000", "0001-01", "1969", "1970", "2200", "2201", "2200-12-31", "1970-01-01",
    "0001-01-01..9999-12-31",
    "1970..2200", "2019-00", "2019-13", "2019-02-30", "2019-Q0", "2019-Q5", "..", "2019..", "2020..2019", "-2019",
    "２０１９",
    String(repeating: "9", count: 5_000),
  ]

  private static func commands(_ place: Workplace) -> [[String]] {
    var commands: [[String]] = []
    for period in periods {
      commands += [
        ["kpi", "--period", period, "--metric", "call_volume,connection_rate,service_hours_covered"],
        ["kpi", "--period", period, "--metric", "call_volume", "--compare", "previous,year-ago"],
        ["kpi", "--period", period, "--metric", "call_volume", "--by", "month,weekday"],
        ["explain", "connection_rate", "--period", period],
        ["report", "monthly", period, "--out", "-", "--format", "markdown"],
        ["report", "annual", period, "--out", "-", "--format", "markdown"],
        ["kpi", "--period", "2019", "--metric", "call_volume", "--as-of", period],
      ]
    }
    for number in numbers {
      commands += [
        ["explain", "connection_rate", "--period", "2019", "--rows", "numerator", "--page", number],
        ["explain", "connection_rate", "--period", "2019", "--rows", "numerator", "--page-size", number],
        [
          "explain", "connection_rate", "--period", "2019", "--rows", "numerator", "--page", number, "--page-size",
          number,
        ],
        ["kpi", "--period", "2019", "--metric", "call_volume", "--suppress", number, "--by", "district"],
        ["kpi", "--period", "2019", "--metric", "call_volume", "--known-at", number],
        ["ingest", place.path("calls.csv"), "--max-rejects", number, "--dry-run"], ["forget", number],
        ["targets", "review", "data/indicators/hotline-2019.yaml", "--months", number],
        ["simulate", "--out", place.path("made"), "--scale", "0.0001", "--seed", number, "--only", "budget"],
        ["simulate", "--out", place.path("made"), "--scale", number == "1" ? "0" : number, "--only", "budget"],
        ["simulate", "--out", place.path("made"), "--scale", "0.0001", "--year", number, "--only", "budget"],
        ["report", "monthly", "2019-03", "--suppress", number, "--out", "-", "--format", "markdown"],
        ["appraise", "data/indicators/hotline-2019.yaml", "--as-of", number],
        ["correct", "call", "K1", "wait_seconds", number, "--by", "a", "--why", "b"],
        ["correct", "call", "K1", "started_at", number, "--by", "a", "--why", "b"],
      ]
    }
    // Every day and hour of two centuries.
    commands += [
      ["kpi", "--period", "1970..2200", "--by", "day,hour,line,agent"],
      ["kpi", "--period", "1970..2200", "--metric", "call_volume,connection_rate", "--by", "day"],
      ["kpi", "--period", "1970..2200", "--metric", "service_hours_covered", "--by", "day"],
      ["kpi", "--period", "1970..2200", "--metric", "call_volume", "--by", "month"],
    ]
    return commands
  }

  /// Runs a command for two minutes at most.
  private func expectWords(_ arguments: [String], at place: Workplace) throws {
    let usesDatabase = arguments[0] != "simulate"
    let words = (arguments + (usesDatabase ? ["--database", place.database] : [])).map { "'\($0)'" }.joined(
      separator: " ")
    let outcome = try place.bash(
      "ulimit -v 8000000; timeout -s KILL 120 \"$HOTLINE\" \(words) 2>&1 >/dev/null; echo \"=$?\"")
    let status = outcome.output.split(separator: "=").last.flatMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    #expect(
      status.map { [0, 1, 2, 64].contains($0) } == true,
      "\(arguments.map { String($0.prefix(60)) }): \(status.map(String.init) ?? "-") \(outcome.output.suffix(400))")
  }

  @Test("on a sound database")
  func arguments() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<60))
    let state = try place.state()
    // Each fourth: of every command and every value some. `make attack` draws others.
    for (index, command) in Self.commands(place).enumerated() where index % 4 == 0 {
      try expectWords(command, at: place)
    }
    #expect(!state.isEmpty)
    try place.expectSound()
  }

  @Test("forms of impossible years, and with weights at the ends")
  func forms() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<60))
    let form = try String(
      contentsOf: Workplace.project.appending(path: "data/indicators/hotline-2019.yaml"), encoding: .utf8)
    for year in ["1", "0", "-1", "9999", "9223372036854775807", "2200", "1970"] {
      let file = try place.write(form.replacing("year: 2019", with: "year: \(year)"), to: "form.yaml")
      for command in [
        ["appraise", file], ["targets", "review", file],
        ["report", "appraisal", file, "--out", "-", "--format", "markdown"],
        ["audit", "README.md", "--form", file],
      ] {
        try expectWords(command, at: place)
      }
    }
  }

  @Test(
    "on a database in which somebody wrote the ends of whole numbers",
    arguments: [Int64.max, Int64.min])
  func values(extreme: Int64) throws {
    let template = try Workplace()
    let folder = Workplace.project.appending(path: "data/sample").path
    try template.hotline("ingest", "--max-rejects", "1", folder)
    try template.hotline("publish", "monthly", "2019-03", "--by", "热线部", "--out", template.path("out"))
    let place = try Workplace()
    let columns = try template.sqlite3(
      """
      SELECT m.name || '.' || c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
      WHERE m.type = 'table' AND m.name IN ('call', 'work_order', 'activity', 'agent_roster', 'budget', 'source', 'publication',
        'published_figure', 'published_file') AND c.type LIKE 'INT%' AND (c.pk = 0 OR m.name = 'publication') ORDER BY 1
      """
    ).split(separator: "\n")
    #expect(columns.count > 20)
    func expectAnswers(writing changed: [Substring], _ commands: [[String]]) throws {
      try place.copyDatabase(from: template)
      // A column with a constraint or a trigger may refuse: that is an answer, too.
      for column in changed {
        let parts = column.split(separator: ".")
        _ = try place.bash(
          "sqlite3 \"$DB\" 'UPDATE \(parts[0]) SET \(parts[1]) = \(extreme) WHERE rowid IN (SELECT rowid FROM \(parts[0]) LIMIT 3)'"
        )
      }
      for command in commands { try expectWords(command, at: place) }
    }
    let answers = [["check"], ["status"], ["kpi", "--period", "2019", "--by", "month"]]
    let further = [
      ["explain", "connection_rate", "--period", "1970..2200", "--rows", "denominator"],
      ["report", "monthly", "2019-03", "--out", "-", "--format", "markdown"], ["changes"],
      ["publish", "again", "1", "--out", place.path("again")],
      ["publish", "monthly", "2019-03", "--by", "热线部", "--out", place.path("out")],
    ]
    for (_, columns) in Dictionary(grouping: columns, by: { $0.prefix { $0 != "." } }) {
      try expectAnswers(writing: columns, answers + further)
    }
    for sum in [Double(extreme), extreme < 0 ? -1e300 : 1e300] {
      try place.copyDatabase(from: template)
      for column in try rollups(of: template) {
        _ = try place.bash("sqlite3 \"$DB\" 'UPDATE \(column.table) SET \"\(column.name)\" = \(sum)'")
      }
      for command in answers + further { try expectWords(command, at: place) }
    }
    for name in [
      "identity", "seal", "derivation", "repeat window seconds", "repeat lines", "rollup measures", "time zone",
    ] {
      try place.copyDatabase(from: template)
      let value = name == "identity" ? "aa \(extreme)" : "\(extreme)"
      _ = try place.bash("sqlite3 \"$DB\" \"UPDATE setting SET value = '\(value)' WHERE name = '\(name)'\"")
      for command in answers + further + [["ingest", try place.calls(0..<60)]] { try expectWords(command, at: place) }
    }
    // What one count is, another one may hide.
    for column in columns where column.hasPrefix("source.") { try expectAnswers(writing: [column], answers) }
    for column in columns where column.hasPrefix("publi") { try expectAnswers(writing: [column], further) }
  }

  /// The sums that rollups hold.
  private func rollups(of place: Workplace) throws -> [(table: Substring, name: Substring)] {
    try place.sqlite3(
      """
      SELECT m.name || '|' || c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
      WHERE m.type = 'table' AND m.name LIKE 'rollup%' AND c.type = 'REAL' ORDER BY 1
      """
    ).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "|")
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }
}
