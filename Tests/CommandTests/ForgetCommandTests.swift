import FreshNames
import Foundation
import Testing

/// Forgetting, reading again and asking what was known, through the built binary.
@Suite("Forget, read again, known at")
struct ForgetCommandTests {
  private func kpis(_ place: Workplace, _ more: String...) throws -> String {
    let outcome = try place.run(
      ["kpi", "--period", "2019", "--by", "month", "--format", "json", "--database", place.database] + more)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// A small messy year: files that overlap, come late, were exported again.
  private static let year: [String] = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-test-messy-\(freshName())")
    guard let place = try? Workplace(),
      let outcome = try? place.run(
        ["simulate", "--year", "2019", "--out", folder.path, "--scale", "0.03", "--mess", "--seed", "11"]),
      outcome.status == 0
    else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { folder.appending(path: $0).path }
  }()

  @Test("what was forgotten is told as a table, in both languages", arguments: ["zh", "en"])
  func told(language: String) throws {
    let place = try Workplace()
    let file = try place.write(
      "call_id,line,started_at,outcome\nA1,962200,2019-03-04 08:00:00,answered\nA2,962200,2019-03-04 08:00:00,abandoned\n",
      to: "march.csv")
    try place.hotline("ingest", file, "--quiet")
    let told = try place.run(["forget", "march.csv", "--database", place.database, "--lang", language])
    let lines = told.output.split(separator: "\n").map {
      $0.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let header =
      language == "zh"
      ? ["编号", "已忘记的文件", "格式", "类别", "总行", "述及"] : ["no.", "forgotten file", "profile", "kind", "rows", "facts"]
    #expect(lines.first?.filter { !$0.isEmpty } == header, "\(told.output)")
    let row = lines.last?.filter { !$0.isEmpty } ?? []
    #expect(
      row.count == 6 && row.prefix(3) == ["1", "march.csv", "calls-en"] && row.suffix(2) == ["3", "2"], "\(row)")
  }

  @Test("a profile that was mended: the message offers --again, and the second reading replaces the first")
  func mendedProfile() throws {
    let place = try Workplace()
    let export = Workplace.project.appending(path: "Tests/CommandTests/Cases/mended-profile/s.csv").path
    let data = try place.copyData()
    func profile(_ words: String) throws {
      try place.write(
        """
        title: {zh: a, en: a}
        kind: call
        fields:
          key: [流水]
          line: [号码]
          direction: {constant: inbound}
          started_at: [时间]
          outcome: {columns: [结果], words: {\(words)}}
        """, to: "data/profiles/own.yaml")
    }
    func connected() throws -> String {
      let outcome = try place.hotline(
        "kpi", "--period", "2019-03", "--metric", "connection_rate", "--format", "csv", "--data", data)
      return outcome
    }
    try profile("OK: abandoned, KO: answered")
    try place.hotline("ingest", export, "--profile", "own", "--data", data)
    #expect(try connected().contains(",1,3,"))
    try profile("OK: answered, KO: abandoned")
    let left = try place.hotline("ingest", export, "--profile", "own", "--data", data, "--lang", "en")
    #expect(left.contains("ingested before by another profile, left alone; to read it again: --again"))
    let known = try place.hotline("ingest", export, "--profile", "own", "--data", data, "--format", "json")
    #expect(known.contains("\"profile_changed\":true") && known.contains("\"source\":1"), "\(known)")
    #expect(try connected().contains(",1,3,"))
    let again = try place.hotline("ingest", export, "--profile", "own", "--data", data, "--again", "--lang", "en")
    #expect(again.contains("read again, in place of source 1"))
    #expect(try connected().contains(",2,3,"))
    #expect(try place.hotline("status", "--data", data, "--lang", "en").contains("forgotten file"))
    try place.hotline("check", "--data", data)
  }

  @Test("a messy year: what is forgotten was never there, and each source knew what a fresh database knows")
  func messyYear() throws {
    let files = Self.year
    try #require(files.count > 8)
    let whole = try Workplace()
    let fresh = try Workplace()
    let key = Data((0..<32).map { UInt8($0) + 1 })
    for place in [whole, fresh] { try place.writeKey(key) }
    for file in files { try whole.hotline("ingest", "--max-rejects", "1", file) }
    // Some of each kind of trouble: the first, one in the middle, the last.
    let asked = [1, files.count / 2, files.count - 1]
    for (index, file) in files.enumerated() {
      try fresh.hotline("ingest", "--max-rejects", "1", file)
      if asked.contains(index + 1) {
        let (then, own) = try (kpis(whole, "--known-at", "\(index + 1)"), kpis(fresh))
        #expect(then == own, "known at source \(index + 1)")
      }
    }
    let gone = [2, files.count / 2 + 1, files.count].map(String.init)
    let outcome = try whole.run(["forget"] + gone + ["--database", whole.database, "--format", "json"])
    #expect(outcome.status == 0 && outcome.output.split(separator: "\n").count == 3, "\(outcome.errors)")
    let without = try Workplace()
    try without.writeKey(key)
    for (index, file) in files.enumerated() where !gone.contains("\(index + 1)") {
      try without.hotline("ingest", "--max-rejects", "1", file)
    }
    #expect(try kpis(whole) == kpis(without))
    try whole.hotline("check")
    #expect(try whole.run(["forget", "2", "--database", whole.database]).status == 2)
  }

  @Test(
    "ratings that name nothing but the order complete it, whether they come first or last", arguments: [false, true])
  func ratings(ratingsFirst: Bool) throws {
    let place = try Workplace()
    let data = try place.copyData()
    try place.write(
      """
      title: {zh: 工单, en: orders}
      kind: work_order
      fields:
        key: [工单]
        line: {constant: "12345"}
        received_at: [受理时间]
        closed_at: [办结时间]
        status: {columns: [状态], words: {办结: closed, 在办: open}}
      """, to: "data/profiles/own-orders.yaml")
    try place.write(
      """
      title: {zh: 回访结果, en: ratings}
      kind: work_order
      completes: true
      fields:
        key: [工单]
        line: {constant: "12345"}
        satisfaction: {columns: [回访], words: {满意: satisfied, 不满意: dissatisfied}}
      """, to: "data/profiles/own-ratings.yaml")
    let orders = try place.write(
      """
      工单,受理时间,办结时间,状态
      G1,2019-03-01 09:00:00,2019-03-05 10:00:00,办结
      G2,2019-03-02 09:00:00,2019-03-06 10:00:00,办结
      G3,2019-03-03 09:00:00,2019-03-07 10:00:00,办结
      """, to: "orders.csv")
    let ratings = try place.write("工单,回访\nG1,满意\nG3,不满意\nG9,满意\n", to: "ratings.csv")
    func ingest(_ file: String, by profile: String) throws {
      try place.hotline("ingest", file, "--profile", profile, "--data", data)
    }
    if ratingsFirst { try ingest(ratings, by: "own-ratings") }
    try ingest(orders, by: "own-orders")
    if !ratingsFirst { try ingest(ratings, by: "own-ratings") }
    let values = try place.hotline(
      "kpi", "--period", "2019-03", "--metric", "satisfaction_rate_orders", "--format", "csv", "--data", data)
    #expect(values.contains(",1,2,"), "\(values)")
    try place.hotline("check", "--data", data)
  }
}
