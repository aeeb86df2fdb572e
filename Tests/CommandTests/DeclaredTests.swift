import Foundation
import Testing

/// A dimension and a number that `data/model.yaml` declares, through the built binary and a copied data folder: no Swift.
@Suite("What a newcomer declares")
struct DeclaredTests {
  private let place: Workplace
  private let data: String

  init() throws {
    place = try Workplace()
    data = try place.copyData()
    try place.write(
      """
      dimensions:
        channel: {name: {zh: 来源渠道, en: Channel}, facts: [call]}
      numbers:
        score: {name: {zh: 评分, en: Score}, facts: [call]}
      """, to: "data/model.yaml")
    try append("\ndimensions: {channel: [来源]}\nnumbers: {score: [评分]}\n", to: "data/profiles/calls-en.yaml")
    let metrics = try String(contentsOfFile: "\(data)/metrics.yaml", encoding: .utf8)
    let measures = metrics.replacing(
      "\nmeasures:\n",
      with: "\nmeasures:\n  scored: {fact: call, filter: score is not null}\n  score_sum: {fact: call, value: score}\n")
    let metric = """
        average_score:
          name: {zh: 平均评分, en: Average score}
          unit: count
          better: higher
          numerator: score_sum
          denominator: scored
          definition: {zh: 评分之和 ÷ 有评分的来电, en: summed scores ÷ calls with one}
          source: a test

      """
    try place.write(measures.replacing("\nmetrics:\n", with: "\nmetrics:\n" + metric), to: "data/metrics.yaml")
  }

  private func append(_ text: String, to name: String) throws {
    let old = try String(contentsOfFile: place.path(name), encoding: .utf8)
    try place.write(old + text, to: name)
  }

  @Test("works in filters, groups, conditions, views and explain")
  func whole() throws {
    let export = try place.write(
      """
      call_id,line,direction,started_at,outcome,来源,评分
      C1,962200,inbound,2019-03-04 08:00:00,answered,微信,5
      C2,962200,inbound,2019-03-04 09:00:00,answered,微信,2
      C3,962200,inbound,2019-03-04 10:00:00,answered,电话,
      C4,962200,inbound,2019-03-04 11:00:00,abandoned,13800000001,4

      """, to: "calls.csv")
    try place.hotline("ingest", export, "--data", data, "--profile", "calls-en", "--quiet")
    #expect(try place.sqlite3("SELECT channel || score FROM call_view WHERE key = 'C2'") == "微信2")
    // A citizen's number that stands where a channel should gets a pseudonym like in every name.
    #expect(try place.sqlite3("SELECT channel GLOB 'number:[a-p]*' FROM call_view WHERE key = 'C4'") == "1")
    func rows(_ arguments: String...) throws -> [[String: Any]] {
      let outcome = try place.run(
        ["kpi", "--period", "2019-03", "--data", data, "--database", place.database, "--format", "json"] + arguments)
      try #require(outcome.status == 0, "\(outcome.errors)")
      let document = try #require(try outcome.output.json() as? [String: Any])
      return try #require(document["rows"] as? [[String: Any]])
    }
    let byChannel = try rows("--metric", "average_score", "--by", "channel")
    let values = byChannel.map { ("\(($0["by"] as? [String: String])?["channel"] ?? "")", $0["value"] as? Double) }
    #expect(values.first { $0.0 == "微信" }?.1 == 3.5)
    // 电话 has a call without a score: a group without cases, on the as-of day as on others.
    #expect(values.map { $0.0.replacing(/number:[a-p]+/, with: "number") }.sorted() == ["number", "微信", "电话"])
    #expect(values.first { $0.0 == "电话" }?.1 == .some(nil))
    let one = try rows("--metric", "connection_rate", "--where", "channel=微信")
    #expect(one.first?["denominator"] as? Double == 2)
    let explained = try place.hotline(
      "explain", "average_score", "--period", "2019-03", "--where", "channel=微信", "--data", data, "--lang", "en")
    #expect(explained.contains("coalesce(channel, '') IN ('微信')"))
    #expect(explained.contains("sum(score)"))
    let table = try place.hotline(
      "kpi", "--period", "2019-03", "--metric", "average_score", "--by", "channel", "--data", data, "--lang", "en")
    #expect(table.contains("Channel"))
    #expect(try place.run(["check", "--data", data, "--database", place.database]).status == 0)
  }
}
