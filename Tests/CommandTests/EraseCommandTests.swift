import Foundation
import Testing

@Suite("hotline erase")
struct EraseCommandTests {
  @Test("the number is read from the input, twice; the file holds its pseudonym no more; status tells")
  func erase() throws {
    let place = try Workplace()
    let header = "呼叫流水号,热线,呼叫类型,开始时间,应答时间,结束时间,呼叫结果,主叫号码,坐席工号,行政区,业务类别\n"
    let rows = ["13812345678", "13912345678"].enumerated().map {
      "c\($0),962200,呼入,2019-01-0\($0 + 1) 08:00:00,,2019-01-0\($0 + 1) 08:01:00,放弃,\($1),,,\n"
    }
    try place.write(header + rows.joined(), to: "calls.csv")
    try place.hotline("ingest", place.path("calls.csv"))
    let pseudonym = try #require(Int64(try place.sqlite3("SELECT caller FROM call WHERE key = 'c0'")))
    let wrong = try place.run(["erase", "--database", place.database], input: "13812345678\n13812345679\n")
    #expect(wrong.status == 2 && !wrong.errors.contains("138"))
    let none = try place.run(["erase", "--database", place.database], input: "13800000000\n13800000000\n")
    #expect(none.status == 1 && !none.errors.contains("13800000000"))
    let long = try place.run(
      ["erase", "--database", place.database], input: String(repeating: "1", count: 100_000) + "\n13812345678\n")
    #expect(long.status == 2 && long.errors.contains("too long"), "\(long.errors)")
    let csv = try place.run(
      ["erase", "--format", "csv", "--database", place.database], input: "13812345678\n13812345678\n")
    #expect(csv.status == 64)
    let done = try place.run(
      ["erase", "--format", "json", "--database", place.database], input: "138 1234 5678\r\n138 1234 5678\r\n")
    #expect(done.status == 0)
    #expect(done.output.contains("\"calls\":1") && done.output.contains("\"work_orders\":0"))
    #expect(try place.sqlite3("SELECT count(*) FROM call WHERE caller IS NULL") == "1")
    #expect(try place.hotline("status").contains("1 calls, 0 work orders"))
    try place.hotline("check")
    // Neither the file nor its log has the eight bytes any more.
    let bytes = withUnsafeBytes(of: pseudonym.bigEndian) { Data($0) }
    for suffix in ["", "-wal"] {
      guard let file = try? Data(contentsOf: URL(filePath: place.database + suffix)) else { continue }
      #expect(file.range(of: bytes) == nil, "\(suffix)")
    }
  }
}
