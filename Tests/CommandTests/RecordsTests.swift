import Foundation
import Testing

/// `hotline records` and `hotline engine`: what other programs read is what an ingest stores.
@Suite("Records for other programs")
struct RecordsTests {
  private typealias Record = [String: Any]

  private func records(_ text: String) throws -> [Record] {
    try text.split(separator: "\n").map { try #require(try String($0).json() as? Record) }
  }

  /// A place whose database holds some files, and the records of the same files under the same key.
  private func ingested(_ files: [String]) throws -> (place: Workplace, records: [Record]) {
    let place = try Workplace()
    let ingest = try place.run(["ingest"] + files + ["--quiet", "--max-rejects", "60%", "--database", place.database])
    try #require(ingest.status == 0, "\(ingest.errors)")
    let outcome = try place.run(
      ["records"] + files + ["--quiet", "--max-rejects", "60%", "--database", place.database])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (place, try records(outcome.output))
  }

  /// The records of a kind, the last one of each key.
  private func facts(_ records: [Record], _ kind: String) -> [String: Record] {
    Dictionary(
      records.filter { $0["fact"] as? String == kind }.map { ("\($0["line"] ?? "") \($0["key"] ?? "")", $0) }
    ) { $1 }
  }

  @Test("those of the sample give the counts of kpi, and say of each call what the database says")
  func sample() throws {
    let (place, records) = try ingested(["data/sample"])
    let calls = facts(records, "call")
    let asked = calls.values.filter {
      $0["direction"] as? String == "inbound"
        && ["answered", "abandoned", "failed"].contains($0["outcome"] as? String ?? "")
    }
    let text = try place.hotline(
      "kpi", "--metric", "connection_rate", "--period", "2019", "--by", "district", "--format", "json")
    let document = try #require(try text.json() as? Record)
    let rows = try #require(document["rows"] as? [Record])
    #expect(rows.count > 20)
    for row in rows {
      let district = (row["by"] as? [String: String])?["district"] ?? ""
      let own = asked.filter {
        $0["line"] as? String == row["line"] as? String && ($0["district"] as? String ?? "") == district
      }
      #expect(row["denominator"] as? Int == own.count, "\(district)")
      #expect(row["numerator"] as? Int == own.count { $0["outcome"] as? String == "answered" }, "\(district)")
    }
    let columns = [
      "key", "line", "direction", "started_at", "answered_at", "ended_at", "outcome", "agent", "district", "unit",
      "category", "transfer_outcome", "resolved", "satisfaction",
    ]
    try same(place, "call", columns, calls)
    try same(
      place, "work_order",
      [
        "key", "line", "kind", "status", "received_at", "first_contacted_at", "due_at", "extended_due_at", "closed_at",
        "reopened", "resolution", "district", "unit", "contact_deadline_at", "deadline_at", "closure_working_days",
      ], facts(records, "work_order"))
  }

  /// Whether a view has, column by column, what the records say, and the same callers.
  private func same(
    _ place: Workplace, _ kind: String, _ columns: [String], _ facts: [String: Record]
  ) throws {
    let separator = "char(9)"
    let list = columns.map { "ifnull(\($0), '')" } + ["ifnull(printf('caller:%016x', caller), '')"]
    let stored = try place.sqlite3("SELECT \(list.joined(separator: " || \(separator) || ")) FROM \(kind)_view")
      .split(separator: "\n").map(String.init)
    let written = facts.values.map { record in
      (columns + ["caller"]).map { name in
        switch record[name] {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: name == "caller" ? "caller:0000000000000000" : ""
        }
      }.joined(separator: "\t")
    }
    #expect(stored.count > 20)
    #expect(stored.sorted() == written.sorted(), "\(kind)")
  }

  private static let header = "call_id,line,direction,started_at,outcome,caller,district,unit\n"
  /// Numbers where they belong and where they do not, names with commas and quotes, and rows that are wrong.
  private static let messy =
    header + #"""
      A-13812345678-1,962200,inbound,2019-03-04 08:00:00,answered,13812345678,浦东,"甲,""乙"""
      A2,962200,inbound,2019-03-04 09:00:00,answered,021-62345678,黄浦区,联系 13912345678
      A3,962200,inbound,never,answered,13812345678,黄浦区,
      A4,962200,inbound,2019-03-04 10:00:00,lost,13712345678,黄浦区,
      A5,962200,inbound,2019-03-04 11:00:00,abandoned,,,

      """#

  @Test("no number can be read in them, and the same citizen has the pseudonym that the database has")
  func privacy() throws {
    let place = try Workplace()
    let file = try place.write(Self.messy, to: "calls-13812345678.csv")
    try place.hotline("ingest", file, "--quiet", "--max-rejects", "60%")
    for format in ["ndjson", "csv"] {
      let rejects = place.path("rejects.\(format)")
      let outcome = try place.run([
        "records", file, "--format", format, "--rejects", rejects, "--max-rejects", "60%", "--database", place.database,
      ])
      try #require(outcome.status == 0, "\(outcome.errors)")
      let text = outcome.output + outcome.errors + (try String(contentsOfFile: rejects, encoding: .utf8))
      for number in ["13812345678", "62345678", "13912345678", "13712345678"] {
        #expect(!text.contains(number), "\(number) in \(format)")
      }
      #expect(text.contains("caller:") && text.contains("number:"))
      let key = try place.sqlite3("SELECT key FROM call_view WHERE key LIKE 'A-%'")
      let unit = try place.sqlite3("SELECT unit FROM call_view WHERE key = 'A2'")
      #expect(outcome.output.contains(key) && outcome.output.contains(unit))
      let mode = try FileManager.default.attributesOfItem(atPath: rejects)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test("the notes are what an ingest writes down of a file, and no number can be read in them")
  func notes() throws {
    let place = try Workplace()
    let file = try place.write(Self.messy, to: "calls-13812345678.csv")
    try place.hotline("ingest", file, "--quiet", "--max-rejects", "60%")
    let notes = place.path("notes.ndjson")
    let outcome = try place.run([
      "records", file, "--notes", notes, "--as-written", "--max-rejects", "60%", "--database", place.database,
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    // A name stands as it is written, and as the canonical one without the option.
    #expect(try records(outcome.output).map { $0["district"] as? String } == ["浦东", "黄浦区", nil])
    let canonical = try place.run(["records", file, "--max-rejects", "60%", "--database", place.database])
    #expect(try records(canonical.output).first?["district"] as? String == "浦东新区")
    // With the notes go the bits by which the database orders calls of one second.
    let ties = try place.sqlite3("SELECT group_concat(id & 4194303) FROM (SELECT id FROM call ORDER BY source_line)")
    #expect(try records(outcome.output).map { "\($0["tie"] ?? "")" }.joined(separator: ",") == ties)
    #expect(try records(canonical.output).allSatisfy { $0["tie"] == nil })
    let text = try String(contentsOfFile: notes, encoding: .utf8)
    for number in ["13812345678", "62345678", "13912345678", "13712345678"] { #expect(!text.contains(number)) }
    #expect(try FileManager.default.attributesOfItem(atPath: notes)[.posixPermissions] as? Int == 0o600)
    let lines = try records(text)
    #expect(lines.compactMap { ($0["reject"] as? [String: Any])?["line"] as? Int } == [4, 5])
    let source = try #require(lines.last?["source"] as? [String: Any])
    let stored = try place.sqlite3(
      "SELECT sha256, size_bytes, rows, header, rejected, first_at, last_at, latest_event_at, fields FROM source")
    let told = ["sha256", "sizeBytes", "rows", "header", "rejected", "firstAt", "lastAt", "latestEventAt"].map {
      "\(source[$0] ?? "")"
    }
    #expect((told + [(source["fields"] as? [String] ?? []).joined(separator: " ")]).joined(separator: "|") == stored)
    #expect(source["records"] as? Int == 3 && source["lines"] as? [String] == ["962200"] && source["refusal"] == nil)
    // Under the rule of an ingest, one in a hundred, but twenty rows, may be rejected: this file would be taken.
    let strict = try place.run(["records", file, "--notes", notes, "--database", place.database, "--lang", "en"])
    #expect(strict.status == 1)
  }

  @Test("the rejected rows are those of an ingest")
  func rejects() throws {
    let place = try Workplace()
    let file = try place.write(Self.messy, to: "calls.csv")
    try place.hotline("ingest", file, "--quiet", "--max-rejects", "60%")
    let told = try records(place.hotline("rejects", "--format", "json"))
    let rejects = place.path("rejects.ndjson")
    let outcome = try place.run([
      "records", file, "--rejects", rejects, "--max-rejects", "60%", "--database", place.database, "--lang", "en",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("calls.csv: 6 rows = 1 header + 0 blank + 0 skipped + 3 records + 2 rejected"))
    let written = try records(String(contentsOfFile: rejects, encoding: .utf8))
    #expect(told.count == 2 && written.count == 2)
    for (stored, record) in zip(told, written) {
      for (name, own) in [
        ("file", "source_file"), ("line", "source_line"), ("column", "column"), ("header", "header"),
        ("value", "value"), ("reason", "reason"),
      ] {
        #expect(stored[name] as? NSObject == record[own] as? NSObject, "\(name)")
      }
      #expect((stored["detail"] as? [String: String])?["en"] == record["detail"] as? String)
    }
    // As many rejected rows need a person, unless more are allowed.
    let failed = try place.run(["records", file, "--database", place.database, "--lang", "en"])
    #expect(failed.status == 1 && failed.errors.contains("2 of 5 rows are rejected, more than a tenth"))
  }

  @Test("CSV says what NDJSON says, and what is unknown is not what is absent")
  func formats() throws {
    let place = try Workplace()
    let file = try place.write(Self.messy, to: "calls.csv")
    try place.writeKey(Data((0..<32).map { UInt8($0) }))
    func text(_ format: String) throws -> String {
      try place.hotline("records", file, "--format", format, "--quiet", "--max-rejects", "60%")
    }
    let rows = try records(text("ndjson"))
    try place.write(text("csv"), to: "records.csv")
    let reader = """
      import csv, json, sys
      print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))))
      """
    let read = try place.bash("python3 -c \"\(reader)\" \(place.path("records.csv"))")
    let table = try #require(try read.output.json() as? [[String: String]])
    #expect(rows.count == 3 && table.count == 3)
    for (record, row) in zip(rows, table) {
      for (name, cell) in row {
        switch record[name] {
        case let text as String: #expect(cell == text, "\(name)")
        case let number as NSNumber: #expect(cell == number.stringValue, "\(name)")
        default: #expect(cell.isEmpty, "\(name)")
        }
      }
      #expect(Set(record.keys).isSubset(of: Set(row.keys)))
      // The file has no column for the answer, and one for the caller, which the third row leaves empty.
      #expect(record["answered_at"] == nil)
    }
    #expect(rows[0]["unit"] as? String == "甲,\"乙\"" && rows[0]["district"] as? String == "浦东新区")
    #expect(rows[2]["caller"] is NSNull && rows[2]["district"] is NSNull)
    // key, line, direction, started_at, outcome, caller, district, unit: bits 0-3, 8, 9, 11, 12.
    #expect(rows[0]["carried"] as? Int == 15 + 256 + 512 + 2048 + 4096 && rows[0]["rows"] as? String == "parts")
    #expect(rows[0]["started_at"] as? Int == 1_551_657_600 && rows[0]["source_line"] as? Int == 2)
  }

  @Test("a name is the one of its day: 闸北 was a district until it was merged")
  func canonical() throws {
    let place = try Workplace()
    let file = try place.write(
      Self.header
        + "1,962200,inbound,2015-01-05 08:00:00,answered,,闸北区,\n2,962200,inbound,2019-01-05 08:00:00,answered,,闸北区,\n",
      to: "calls.csv")
    try place.writeKey(Data((0..<32).map { UInt8($0) }))
    let rows = try records(place.hotline("records", file, "--quiet"))
    #expect(rows.map { $0["district"] as? String } == ["闸北区", "静安区"])
  }

  @Test("without a key nothing is written, nor with one that others may read")
  func keys() throws {
    let place = try Workplace()
    let file = try place.write(Self.messy, to: "calls.csv")
    let none = try place.run(["records", file, "--database", place.database, "--lang", "en"])
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(none.errors.contains("there is no key, and callers' pseudonyms need one"))
    #expect(!FileManager.default.fileExists(atPath: place.database + ".key"))
    let key = place.path("own.key")
    try Data((0..<32).map { UInt8($0) }).write(to: URL(filePath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    let open = try place.run(["records", file, "--key", key, "--lang", "en"])
    #expect(open.status == 1 && open.output.isEmpty && open.errors.contains("can be read by others"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    let own = try place.run(["records", file, "--key", key, "--max-rejects", "60%"])
    #expect(own.status == 0 && own.output.split(separator: "\n").count == 3)
    #expect(!FileManager.default.fileExists(atPath: place.database))
  }

  @Test("one file's failure does not stop the others, and kinds do not share a CSV")
  func several() throws {
    let place = try Workplace()
    try place.writeKey(Data((0..<32).map { UInt8($0) }))
    let good = try place.write(Self.header + "1,962200,inbound,2019-01-05 08:00:00,answered,,,\n", to: "good.csv")
    let bad = try place.write("what,is,this\n1,2,3\n", to: "bad.csv")
    let some = try place.run(["records", bad, good, "--database", place.database])
    #expect(some.status == 1 && some.output.split(separator: "\n").count == 1 && some.errors.contains("bad.csv"))
    let mixed = try place.run([
      "records", "data/sample", "--format", "csv", "--database", place.database, "--lang", "en",
    ])
    #expect(mixed.status == 2 && mixed.output.isEmpty && mixed.errors.contains("cannot share one CSV"))
  }

  @Test("the schema names every column of every kind, in the order of CSV")
  func schema() throws {
    let place = try Workplace()
    try place.writeKey(Data((0..<32).map { UInt8($0) }))
    let schema = try #require(try place.hotline("records", "--schema").json() as? Record)
    let kinds = try #require(schema["records"] as? [Record])
    #expect(kinds.map { $0["fact"] as? String } == ["call", "work_order", "activity", "agent", "budget", "tally"])
    let columns = try #require(kinds[0]["columns"] as? [Record])
    let file = try place.write(Self.header + "1,962200,inbound,2019-01-05 08:00:00,answered,,,\n", to: "calls.csv")
    let csv = try place.hotline("records", file, "--format", "csv", "--quiet")
    #expect(
      csv.split(separator: "\n").first.map(String.init)
        == columns.compactMap { $0["name"] as? String }.joined(separator: ","))
    let outcome = try #require(columns.first { $0["name"] as? String == "outcome" })
    #expect(outcome["type"] as? String == "word" && outcome["bit"] as? Int == 8)
    #expect(outcome["words"] as? [String] == ["answered", "abandoned", "abandoned_ivr", "self_service", "failed"])
    #expect(kinds[1]["identity"] as? [String] == ["key", "line"])
  }

  @Test("engine sql prints what sqlite3 counts as kpi does")
  func engineSQL() throws {
    let place = try Workplace()
    let file = try place.write(Self.messy, to: "calls.csv")
    try place.hotline("ingest", file, "--quiet", "--max-rejects", "60%")
    let sql = try place.run([
      "engine", "sql", "connection_rate", "--dialect", "sqlite", "--period", "2019-03", "--lang", "en",
    ])
    #expect(sql.status == 0 && sql.output.contains("--as-of '2019-03-31 23:59:59'"))
    let statements = sql.output.split(separator: "\n").filter { $0.hasPrefix("SELECT") }
    // Answered; asked for a seat; left out: given up in the menu, self-service; and what no export carries.
    #expect(try place.sqlite3(String(statements[0])) == "2")
    #expect(try place.sqlite3(String(statements[1])) == "3")
    // A rating is carried by no file: none is counted, and all are left out as unknown.
    let ratings = try place.run(["engine", "sql", "satisfaction_rate", "--dialect", "sqlite", "--period", "2019-03"])
    let unknown = ratings.output.split(separator: "\n").filter { $0.contains("carried_id NOT IN") }
    #expect(unknown.count == 1)
    #expect(try place.sqlite3(unknown.map(String.init).joined()) == "2")
    let duck = try place.run(["engine", "sql", "satisfaction_rate", "--dialect", "duckdb"])
    #expect(duck.output.contains("(carried & 65536) = 65536") && duck.output.contains("(carried & 65536) <> 65536"))
    let views = try place.run(["engine", "views", "records.ndjson", "--dialect", "spark"])
    #expect(views.output.contains("CREATE OR REPLACE TEMPORARY VIEW call_view AS"))
    #expect(try place.run(["engine", "views", "records.ndjson", "--dialect", "sqlite"]).status == 64)
  }

  @Test("rejected rows and notes are not written over the export, the key or the database")
  func ownFiles() throws {
    let place = try Workplace()
    let file = try place.write(
      "call_id,line,started_at,outcome\n1,962200,2019-03-04 08:00:00,answered\n", to: "calls.csv")
    try place.hotline("ingest", file)
    for (name, path) in [("calls.csv", file), ("key", place.database + ".key"), ("database", place.database)] {
      let before = try Data(contentsOf: URL(filePath: path))
      for option in ["--rejects", "--notes"] {
        let outcome = try place.run(["records", file, option, path, "--database", place.database, "--lang", "en"])
        #expect(outcome.status != 0 && outcome.errors.contains("this file is read"), "\(name): \(outcome.errors)")
        #expect(try Data(contentsOf: URL(filePath: path)) == before, "\(name)")
      }
    }
  }

  @Test(
    "a file that is there is not written over, an export in the folder that is read or any other; earlier output is")
  func othersFiles() throws {
    let place = try Workplace()
    let header = "call_id,line,started_at,outcome\n1,962200,2019-03-04 08:00:00,answered\n"
    try FileManager.default.createDirectory(atPath: place.path("exports"), withIntermediateDirectories: true)
    let export = try place.write(header, to: "exports/calls.csv")
    let other = try place.write("metrics: {}\n", to: "metrics.yaml")
    try place.hotline("ingest", export)
    for path in [export, other] {
      let before = try Data(contentsOf: URL(filePath: path))
      for option in ["--rejects", "--notes"] {
        let outcome = try place.run([
          "records", place.path("exports"), option, path, "--database", place.database, "--lang", "en",
        ])
        #expect(outcome.status != 0 && outcome.errors.contains("is not written over"), "\(path): \(outcome.errors)")
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
      }
    }
    let notes = place.path("notes")
    for _ in 1...2 {
      let outcome = try place.run(["records", export, "--notes", notes, "--database", place.database])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try String(contentsOfFile: notes, encoding: .utf8).hasPrefix("{"))
    }
  }
}
