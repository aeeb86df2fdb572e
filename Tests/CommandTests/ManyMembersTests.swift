import Foundation
import Testing

@Suite("More members than a reader can look through")
struct ManyMembersTests {
  @Test("a report names the largest hundred units, says how many more there are, and its last row includes them")
  func largest() throws {
    let place = try Workplace()
    // Unit u has u + 1 calls.
    var rows = "呼叫流水号,热线,呼叫类型,开始时间,应答时间,结束时间,呼叫结果,主叫号码,坐席工号,行政区,承办单位,业务类别\n"
    for unit in 0..<130 {
      for call in 0...unit {
        rows +=
          "u\(unit)-\(call),962200,呼入,2019-03-\(10 + call % 20) 08:00:0\(call % 10),,2019-03-\(10 + call % 20) 08:01:00,放弃,,,黄浦区,"
        rows += "第\(1000 + unit)单位,低保\n"
      }
    }
    try place.write(rows, to: "calls.csv")
    try place.hotline("ingest", place.path("calls.csv"))
    let report = try place.hotline("report", "monthly", "2019-03", "--format", "markdown", "--out", "-")
    let listed = report.split(separator: "\n").filter { $0.hasPrefix("| 第1") }.map { $0.split(separator: " ")[1] }
    #expect(Set(listed).count == 100 && !Set(listed).contains("第1029单位") && Set(listed).contains("第1030单位"))
    #expect(report.contains("另有 30 个未列出"))
    // 1 + … + 130.
    #expect(report.contains("8,515"))
    #expect(!report.contains("另有 0 个"))
  }
}
