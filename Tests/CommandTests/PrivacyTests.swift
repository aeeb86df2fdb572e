import CNettle
import Foundation
import Testing

/// No citizen's number, whole or in a form from which it can be had again, in anything that the tool leaves or prints.
@Suite("No caller's number gets out", .tags(.slow))
struct PrivacyTests {
  /// Everything that one run of the tool over some files leaves behind and prints, as files in one folder.
  private func traces(of files: [String], at place: Workplace) throws -> URL {
    let traces = place.folder.appending(path: "traces")
    try FileManager.default.createDirectory(at: traces, withIntermediateDirectories: true)
    var number = 0
    func keep(_ arguments: [String]) throws {
      let outcome = try place.run(arguments + ["--database", place.database])
      number += 1
      try Data((outcome.output + outcome.errors).utf8).write(to: traces.appending(path: "command-\(number).txt"))
    }
    // A reader that stays keeps the write-ahead log from being emptied.
    try keep(["ingest", files[0]])
    let reader = Process()
    reader.executableURL = URL(filePath: "/usr/bin/sqlite3")
    reader.arguments = [place.database]
    let pipe = Pipe()
    reader.standardInput = pipe
    reader.standardOutput = FileHandle.nullDevice
    try reader.run()
    pipe.fileHandleForWriting.write(Data("BEGIN; SELECT count(*) FROM call;\n".utf8))
    try keep(["ingest"] + files + ["--format", "json"])
    try keep(["ingest", "--dry-run", "--max-rejects", "0", "--lang", "zh"] + files)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.copyItem(atPath: place.database + suffix, toPath: traces.path + "/database\(suffix)")
    }
    try pipe.fileHandleForWriting.close()
    reader.waitUntilExit()
    // In a year kinds and encodings come again each month: every third file has them all.
    let some = files.count < 20 ? files : stride(from: 0, to: files.count, by: 3).map { files[$0] }
    for format in ["table", "json"] { try keep(["rejects", "--format", format]) }
    for file in some { try keep(["rejects", URL(filePath: file).lastPathComponent, "--format", "csv"]) }
    try keep(["status"])
    try keep(["status", "--format", "json"])
    for format in ["table", "json", "csv", "markdown"] {
      try keep(["kpi", "--period", "2019", "--by", "district", "--format", format])
    }
    for metric in ["connection_rate", "satisfaction_rate", "orders_received", "repeat_call_rate"] {
      for rows in ["numerator", "missed"] {
        try keep(["explain", metric, "--period", "2019", "--rows", rows, "--format", "csv"])
      }
    }
    try keep(["report", "monthly", "2019-03", "--format", "html,markdown,csv", "--out", traces.path])
    try keep(["report", "annual", "2019", "--format", "html", "--out", traces.path])
    try keep(["report", "monthly", "2019-04", "--lang", "en", "--format", "markdown", "--out", "-"])
    try keep(["appraise", "data/indicators/hotline-2019.yaml", "--evidence", traces.path + "/evidence"])
    try keep(["backup", traces.path + "/copy.sqlite"])
    try keep(["check"])
    for file in some {
      let suggestion = try place.run(["profile", "suggest", file])
      try Data((suggestion.output + suggestion.errors).utf8).write(
        to: traces.appending(path: "suggest-\(URL(filePath: file).lastPathComponent).txt"))
    }
    return traces
  }

  /// The number itself, without its first or last digit, in base64, and its bare hashes: a number space of 10^10 is searched
  /// through in seconds, so that a hash without a key is as good as the number.
  private func forms(_ number: String) -> [String] {
    let bytes = Data(number.utf8)
    func hex(_ digest: some Sequence<UInt8>) -> String {
      digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let plain = [number, String(number.dropFirst()), String(number.dropLast())]
    let encoded = [String(bytes.base64EncodedString().prefix(14)), String(number.reversed())]
    let hashes = [number, "+86" + number, "86" + number].flatMap { text in
      [Digest.sha256, .md5, .sha1].map { hex($0.of(text)) }
    }
    return plain + encoded + hashes.flatMap { [String($0.prefix(16)), String($0.prefix(16)).uppercased()] }
  }

  private func expectAbsent(_ numbers: Set<String>, in traces: URL, at place: Workplace) throws {
    let needles = try place.write(numbers.sorted().flatMap(forms).joined(separator: "\n") + "\n", to: "needles.txt")
    let found = try place.bash("grep -raoFf \(needles) \(traces.path) | sort -u | head -20")
    #expect(found.output.isEmpty, "\(found.output)")
    // The search itself finds what is there.
    try place.write("x\(numbers.first ?? "")x", to: "traces/planted.txt")
    #expect(try !place.bash("grep -raoFf \(needles) \(traces.path)").output.isEmpty)
    // As SQLite stores a whole number, and as a raw hash.
    let files = try FileManager.default.subpathsOfDirectory(atPath: traces.path).filter { $0.hasPrefix("database") }
    for number in numbers.sorted().prefix(15) {
      var value = (UInt64(number) ?? 0).bigEndian
      let integer = withUnsafeBytes(of: &value) { Data($0.suffix(6)) }
      let hash = Data(Digest.sha256.of(number).prefix(8))
      for file in files {
        let bytes = try Data(contentsOf: traces.appending(path: file))
        #expect(bytes.range(of: integer) == nil && bytes.range(of: hash) == nil, "\(number) in \(file)")
      }
    }
  }

  /// Mobile numbers and landlines in a file; UTF-16's NUL bytes left out, they look the same in every encoding of the sample.
  private func numbers(in files: [String]) throws -> Set<String> {
    var numbers: Set<String> = []
    for file in files {
      var run: [UInt8] = []
      for byte in try Data(contentsOf: URL(filePath: file)) + [0x0A] where byte != 0 {
        if byte &- 0x30 < 10 {
          run.append(byte)
        } else {
          if run.count == 11, run[0] == 0x31 || run.starts(with: [0x30, 0x32]) {
            numbers.insert(String(decoding: run, as: UTF8.self))
          }
          run.removeAll(keepingCapacity: true)
        }
      }
    }
    return numbers
  }

  @Test("of the sample")
  func sample() throws {
    let place = try Workplace()
    let folder = Workplace.project.appending(path: "data/sample").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.sorted()
    let paths = files.map { "\(folder)/\($0)" }
    let numbers = try numbers(in: paths)
    #expect(numbers.count > 300)
    try expectAbsent(numbers, in: traces(of: paths, at: place), at: place)
  }

  @Test("of a made-up year with everything that goes wrong in exports")
  func year() throws {
    let place = try Workplace()
    let outcome = try place.run(["simulate", "--out", place.path("logs"), "--scale", "0.003", "--mess"])
    try #require(outcome.status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: place.path("logs")).sorted()
    let paths = files.map { place.path("logs") + "/" + $0 }
    let numbers = try numbers(in: paths)
    #expect(numbers.count > 300)
    try expectAbsent(numbers, in: traces(of: paths, at: place), at: place)
  }

  @Test("of exports in which numbers and citizens' words stand where none belong")
  func misplaced() throws {
    let place = try Workplace()
    let header = "呼叫编号,热线,呼叫方向,主叫号码,呼入时间,呼叫结果,行政区,承办单位,业务类别,满意度,内容\n"
    let secret = "王小明住在幸福路88号301室说家里老人需要帮助电话是"
    func number(_ index: Int) -> String { "1381234\(5000 + index)" }
    let rows = [
      // The key is made of the number.
      "\(number(1))-20190305080311,962200,呼入,\(number(1)),2019-03-05 08:03:11,接通,黄浦区,,,满意,\(secret)",
      "\(number(2)),962200,呼入,\(number(2)),2019-03-05 08:03:12,接通,黄浦区,,,满意,",
      "T-\(number(3)),962200,呼入,,2019-03-05 08:03:12,接通,黄浦区,,,满意,",
      // Columns moved by one or two.
      "m1,962200,呼入,,2019-03-05 08:03:13,接通,\(number(4)),电话\(number(5)),咨询 \(number(6)) 回电,满意,",
      "m2,962200,呼入,,2019-03-05 08:03:14,接通,+86 \(number(7)),138-1234-5008,０1381234５009,满意,",
      "m3,962200,呼入,,2019-03-05 08:03:15,接通,黄浦区,,,\(number(10)),",
      "m4,962200,呼入,,\(number(11)),接通,黄浦区,,,满意,",
      "m5,962200,呼入,2019-03-05 08:03:15,接通,,黄浦区,,,\(secret)\(number(12)),",
      "m6,\(number(13)),呼入,\(number(14))转8001,2019-03-05,接通,黄浦区,,,满意,",
      "m7,962200,\(number(15)),1.38E+10,2019-03-05,接通",
      "\"m8\"\",962200,呼入,\(number(16))",
    ]
    let usual = (0..<60).map {
      "u\($0),962200,呼入,\(number(100 + $0)),2019-03-06 08:00:00,接通,黄浦区,,,满意,\(secret)\(number(100 + $0))"
    }
    let numbers = Set((Array(1...16) + Array(100..<160)).map(number))
    let good = try place.write(header + (usual + rows).joined(separator: "\n") + "\n", to: "moved.csv")
    // No header at all, an unknown one, and one whose times are all wrong.
    let bare = try place.write((usual + rows).joined(separator: "\n") + "\n", to: "bare.csv")
    let unknown = try place.write("甲,乙,丙\n" + usual.joined(separator: "\n") + "\n", to: "unknown.csv")
    let wrong = try place.write(
      header + usual.joined(separator: "\n").replacing("2019-03-06 ", with: "06.03.19 ") + "\n", to: "wrong.csv")
    let traces = try traces(of: [good, bare, unknown, wrong], at: place)
    #expect(try Int(place.sqlite3("SELECT count(*) FROM call")) ?? 0 >= 65)
    try expectAbsent(numbers, in: traces, at: place)
    // Free text is in no column that a profile reads; in a moved row no more than a fragment of it is kept to find the row by.
    let words = try place.bash("grep -raoF '\(secret.suffix(12))' \(traces.path)/database* \(traces.path)/copy.sqlite")
    #expect(words.output.isEmpty, "\(words.output)")
    // The same number in key and caller is the same citizen: two calls, two keys.
    #expect(try place.sqlite3("SELECT count(*) FROM call WHERE key LIKE '%caller:%'") == "3")
  }

  @Test("of exports in which landlines stand where none belong: in a rejected value and in other columns")
  func landlines() throws {
    let place = try Workplace()
    let header = "呼叫编号,热线,呼叫方向,主叫号码,呼入时间,呼叫结果,行政区,承办单位,业务类别,满意度\n"
    func number(_ index: Int) -> String { "021623456\(index + 10)" }
    let usual = (0..<40).map {
      "u\($0),962200,呼入,\(number(40 + $0)),2019-03-06 08:00:00,接通,黄浦区,,,满意"
    }
    let rows = [
      // Rejected: the number stands where a time, an outcome, a direction is wanted.
      "r1,962200,呼入,,\(number(1)),接通,黄浦区,,,满意", "r2,962200,呼入,,2019-03-05 08:00,\(number(2)),黄浦区,,,满意",
      "r3,962200,\(number(3)),,2019-03-05 08:00,接通,黄浦区,,,满意", "r4,962200,呼入,,2019-03-05 08:00,接通,黄浦区,,,\(number(4))",
      "r5,962200,呼入,\(number(5))", "r6,962200,呼入,\(number(6)),2019-03-05 08:00,接通,黄浦区,,,满意,,,\(number(7))",
      // Accepted: it stands in the key of its own caller's call and among names.
      "k-\(number(8)),962200,呼入,\(number(8)),2019-03-05 08:01,接通,黄浦区,,,满意",
      "m1,962200,呼入,,2019-03-05 08:03,接通,\(number(10)),,,满意",
      "m2,962200,呼入,,2019-03-05 08:04,接通,黄浦区,电话\(number(11)),,满意",
      "m3,962200,呼入,,2019-03-05 08:05,接通,黄浦区,,回电 \(number(12)) 即可,满意",
    ]
    let file = try place.write(header + (usual + rows).joined(separator: "\n") + "\n", to: "landlines.csv")
    let bare = try place.write((usual + rows).joined(separator: "\n") + "\n", to: "bare.csv")
    let traces = try traces(of: [file, bare], at: place)
    #expect(try Int(place.sqlite3("SELECT count(*) FROM call")) ?? 0 >= 44)
    try expectAbsent(Set((Array(1...8) + Array(10...12) + Array(40..<80)).map(number)), in: traces, at: place)
  }

  @Test("in any spelling, in any column, in a file's name: in nothing that is stored or printed", arguments: [0, 1, 2])
  func spellings(part: Int) throws {
    let place = try Workplace()
    let columns = [
      "key", "line", "direction", "time", "outcome", "agent", "district", "unit", "category", "satisfaction",
    ]
    var needles: Set<String> = []
    var rows: [String] = []
    for (index, spelling) in NumberSpelling.all.enumerated() where index % 3 == part {
      for (column, name) in columns.enumerated() {
        let written = spelling.write(column * 100 + index)
        needles.formUnion(written.needles)
        var cells = [
          "r\(index)-\(column)", "962200", "呼入", "", "2019-03-05 08:03:11", "接通", "8001", "黄浦区", "民政局", "咨询", "满意",
        ]
        let at = ["key": 0, "line": 1, "direction": 2, "time": 4, "outcome": 5, "agent": 6, "district": 7, "unit": 8]
        let cell = at[name] ?? (name == "category" ? 9 : 10)
        cells[cell] = name == "key" ? "\(written.text)-\(index)" : written.text
        rows.append(cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ","))
      }
    }
    let usual = (0..<40).map { "u\($0),962200,呼入,,2019-03-06 08:00:00,接通,8001,黄浦区,民政局,咨询,满意" }
    let header = "呼叫编号,热线,呼叫方向,主叫号码,呼入时间,呼叫结果,工号,行政区,承办单位,业务类别,满意度"
    let own = NumberSpelling.all[part].write(990 + part)
    needles.formUnion(own.needles)
    let file = try place.write(([header] + usual + rows).joined(separator: "\n") + "\n", to: "录音\(own.text).csv")
    // Numbers among the headers, and no header at all.
    let unread = try place.write(
      ([header + ",\(own.text)"] + usual.map { $0 + ",x" }).joined(separator: "\n").replacing("u", with: "v") + "\n",
      to: "unread.csv")
    let bare = try place.write(rows.joined(separator: "\n") + "\n", to: "bare.csv")
    let traces = try traces(of: [file, unread, bare], at: place)
    for arguments in [
      ["forget", file], ["ingest", file + ".gone"], ["kpi", "--period", "2019", "--where", own.text],
      ["correct", "call", "u1", "district", own.text, "--by", own.text, "--why", own.text],
      ["kpi", "--period", "2019", "--by", own.text], ["rejects", own.text],
    ] {
      let outcome = try place.run(arguments + ["--database", place.database])
      try Data((outcome.output + outcome.errors).utf8).write(to: traces.appending(path: "late-\(arguments[0]).txt"))
    }
    try FileManager.default.copyItem(atPath: place.database, toPath: traces.path + "/database-late")
    let list = try place.write(needles.sorted().joined(separator: "\n") + "\n", to: "needles.txt")
    let found = try place.bash("grep -raoFf \(list) \(traces.path) | sort -u | head -40")
    #expect(found.output.isEmpty, "\(found.output)")
    #expect(try Int(place.sqlite3("SELECT count(*) FROM call")) ?? 0 >= 40)
    // The search itself finds what is there.
    try place.write("x\(needles.first ?? "")x", to: "traces/planted.txt")
    #expect(try !place.bash("grep -raoFf \(list) \(traces.path)").output.isEmpty)
  }

  @Test("numbers that were taken for names stay as different as they were; codes are left as they are")
  func groups() throws {
    let place = try Workplace()
    let header = "call_id,line,direction,started_at,outcome,category\n"
    let numbers = ["62345678", "62345679", "13812345678", "138 1234 5678", "13812345679"]
    let rows = numbers.enumerated().map { "n\($0.offset),962200,inbound,2019-03-04 08:00:00,answered,\($0.element)\n" }
    try place.hotline("ingest", place.write(header + rows.joined(), to: "numbers.csv"))
    #expect(try place.sqlite3("SELECT count(DISTINCT category_id) FROM call") == "4")
    #expect(try place.sqlite3("SELECT count(*) FROM category WHERE name NOT GLOB 'number:[a-p]*'") == "0")
    let codes = Workplace.project.appending(path: "Tests/CommandTests/Cases/codes-not-numbers/codes.csv").path
    try place.hotline("ingest", codes)
    #expect(
      try place.sqlite3(
        "SELECT group_concat(name, ' ') FROM (SELECT name FROM category WHERE name NOT GLOB 'n*' ORDER BY 1)")
        == "0101020304 0101990304 42500231 42599931")
  }

  @Test("what is typed and what a form says is repeated without a citizen's number")
  func repeated() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<20))
    let form = Workplace.project.appending(path: "Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md").path
    let text = try String(contentsOfFile: form, encoding: .utf8)
    let copy = try place.write(
      text.replacing("社区服务热线管理", with: "社区服务热线管理13812345678").replacing("95%", with: "93% 021-62345678"), to: "form.md")
    for arguments in [
      ["explain", "13812345678", "--period", "2019"], ["kpi", "--period", "2019", "--metric", "138 1234 5678"],
      ["explain", "call_volume", "--period", "2019", "--where", "agent=13812345678"],
      ["ingest", place.path("calls.csv"), "--profile", "13812345678"],
      ["kpi", "--period", "2019", "--where", "district=021-62345678", "--metric", "call_volume"],
      ["audit", copy], ["audit", copy, "--format", "json"], ["audit", copy, "--format", "markdown"],
    ] {
      let outcome = try place.run(arguments + ["--database", place.database])
      let said = outcome.output + outcome.errors
      #expect(!said.isEmpty && !said.contains("12345678") && !said.contains("1234 5678"), "\(said)")
      #expect(!said.contains("62345678"), "\(said)")
    }
  }

  @Test("the key is made once, is its owner's alone, and stands in nothing that is printed, reported or copied")
  func key() throws {
    let place = try Workplace()
    let traces = try traces(of: [place.calls(0..<50), place.calls(50..<80, named: "b.csv")], at: place)
    let key = try Data(contentsOf: URL(filePath: place.database + ".key"))
    #expect(key.count == 32)
    #expect(
      try FileManager.default.attributesOfItem(atPath: place.database + ".key")[.posixPermissions] as? Int == 0o600)
    let forms = [
      key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(), String(key.base64EncodedString().prefix(42)),
    ]
    for file in try FileManager.default.subpathsOfDirectory(atPath: traces.path) {
      guard let bytes = FileManager.default.contents(atPath: traces.path + "/" + file) else { continue }
      #expect(bytes.range(of: key) == nil, "\(file)")
      for form in forms { #expect(bytes.range(of: Data(form.utf8)) == nil, "\(file)") }
    }
    try place.hotline("ingest", place.calls(80..<90, named: "c.csv"))
    #expect(try Data(contentsOf: URL(filePath: place.database + ".key")) == key)
  }

  @Test("a lost or exchanged key is said clearly; facts stay, questions are answered, and the right key makes all well")
  func lostKey() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<50))
    let answer = try place.hotline("kpi", "--period", "2019", "--format", "json")
    let state = try place.state()
    let path = place.database + ".key"
    let key = try Data(contentsOf: URL(filePath: path))
    let file = try place.calls(50..<80, named: "b.csv")
    for wrong in [nil, Data(1...32), Data("short".utf8)] {
      try? FileManager.default.removeItem(atPath: path)
      if let wrong { try place.writeKey(wrong) }
      let outcome = try place.run(["ingest", file, "--database", place.database])
      #expect(
        outcome.status == 1 && outcome.errors.contains(path) && outcome.errors.contains("key"), "\(outcome.errors)")
      #expect(outcome.errors.contains("unharmed"), "\(outcome.errors)")
      #expect(try place.state() == state)
      #expect(try place.hotline("kpi", "--period", "2019", "--format", "json") == answer)
      // A lost key is never replaced silently.
      #expect(FileManager.default.contents(atPath: path) == wrong)
    }
    try place.writeKey(key)
    try place.hotline("ingest", file)
    #expect(try place.sqlite3("SELECT count(*), count(DISTINCT caller) FROM call") == "80|40")
  }
}

/// Bare hashes, as somebody who looks for a number would take them.
private enum Digest {
  case sha256, md5, sha1

  func of(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: 64)
    switch self {
    case .sha256:
      var state = sha256_ctx()
      nettle_sha256_init(&state)
      nettle_sha256_update(&state, bytes.count, bytes)
      nettle_sha256_digest(&state, Int(SHA256_DIGEST_SIZE), &digest)
      return Array(digest.prefix(Int(SHA256_DIGEST_SIZE)))
    case .md5:
      var state = md5_ctx()
      nettle_md5_init(&state)
      nettle_md5_update(&state, bytes.count, bytes)
      nettle_md5_digest(&state, Int(MD5_DIGEST_SIZE), &digest)
      return Array(digest.prefix(Int(MD5_DIGEST_SIZE)))
    case .sha1:
      var state = sha1_ctx()
      nettle_sha1_init(&state)
      nettle_sha1_update(&state, bytes.count, bytes)
      nettle_sha1_digest(&state, Int(SHA1_DIGEST_SIZE), &digest)
      return Array(digest.prefix(Int(SHA1_DIGEST_SIZE)))
    }
  }
}
