import FreshNames
import Foundation
import HotlineSimulation
import Testing

/// Counts what stands in the files, by plain code that knows nothing of metrics.
@Suite("A made-up year")
struct QuotaTests {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func files(
    scale: Double, seed: UInt64 = 962_200, only: Set<String>? = nil, year: Int = 2019
  ) throws -> [String: Data] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "simulation-\(freshName())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let simulation = try Simulation(
      year: year, seed: seed, scale: scale, mess: false, dataDirectory: Self.project.appending(path: "data").path)
    var files: [String: Data] = [:]
    for path in try simulation.write(to: folder, only: only) {
      files[URL(filePath: path).lastPathComponent] = try Data(contentsOf: URL(filePath: path))
    }
    return files
  }

  private func rows(_ data: Data?) throws -> [[String: Substring]] {
    let text = String(decoding: try #require(data).dropFirst(3), as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(header, line.split(separator: ",", omittingEmptySubsequences: false)))
    }
  }

  @Test("the same seed gives the same bytes, another seed others")
  func seeded() throws {
    let first = try files(scale: 0.005)
    #expect(try files(scale: 0.005) == first)
    #expect(try files(scale: 0.005, seed: 1)["calls-962200.csv"] != first["calls-962200.csv"])
    #expect(
      Set(first.keys) == [
        "calls-962200.csv", "calls-12345.csv", "work-orders-12345.csv", "activities.csv", "agents.csv", "budget.csv",
      ])
  }

  @Test("a tenth of the calls: volume, connected and satisfied are those of the form")
  func calls() throws {
    let rows = try rows(files(scale: 0.1, only: ["calls-962200"])["calls-962200.csv"]).filter { $0["呼叫方向"] == "呼入" }
    #expect(rows.count == 18_500)
    let asked = rows.filter { ["接通", "排队放弃", "振铃放弃", "呼叫失败"].contains($0["呼叫结果"]) }
    let connected = asked.filter { $0["呼叫结果"] == "接通" }
    #expect(abs(Double(connected.count) / Double(asked.count) - 0.943) < 0.00005)
    let rated = connected.filter { $0["满意度"] != "未评价" }
    let satisfied = rated.filter { ["非常满意", "满意", "基本满意"].contains($0["满意度"]) }
    #expect(abs(Double(satisfied.count) / Double(rated.count) - 0.986) < 0.0005)
    #expect(rows.allSatisfy { $0["模拟数据"] == "模拟" })
  }

  @Test("orders and transferred calls of 12345 are 13,778; transfers, broadcasts and the three over 45 as in the form")
  func others() throws {
    let files = try files(scale: 1, only: ["calls-12345", "work-orders-12345", "activities", "agents"])
    let calls = try rows(files["calls-12345.csv"])
    let orders = try rows(files["work-orders-12345.csv"])
    #expect(calls.count + orders.count == 13_778)
    let transfers = calls.filter { $0["三方转接"]?.isEmpty == false }
    #expect(abs(Double(transfers.count { $0["三方转接"] == "成功" }) / Double(transfers.count) - 0.9249) < 0.00005)
    let closed = orders.filter { $0["工单状态"] == "已办结" }
    #expect(
      closed.allSatisfy { order in
        let deadline = order["延期时限"]?.isEmpty == false ? order["延期时限"] : order["办理时限"]
        return (order["办结时间"] ?? "9") <= (deadline ?? "")
      })
    let broadcasts = try rows(files["activities.csv"]).filter { $0["活动类型"] == "直通990直播" }
    #expect(broadcasts.count == 216)
    let present = try rows(files["agents.csv"]).filter { $0["离职日期"]?.isEmpty == true }
    #expect(present.count { ($0["出生日期"] ?? "9") < "1974" } == 3)
  }

  @Test("the year before is a year of its own: fewer calls, a lower share of them connected, other rows")
  func yearBefore() throws {
    func inbound(_ year: Int) throws -> [[String: Substring]] {
      try rows(files(scale: 0.05, only: ["calls-962200"], year: year)["calls-962200.csv"]).filter { $0["呼叫方向"] == "呼入" }
    }
    let before = try inbound(2018)
    let year = try inbound(2019)
    #expect(before.count == 8645 && year.count == 9250, "7 % more in 2019")
    func connected(_ rows: [[String: Substring]]) -> Double {
      let asked = rows.filter { ["接通", "排队放弃", "振铃放弃", "呼叫失败"].contains($0["呼叫结果"]) }
      return Double(asked.count { $0["呼叫结果"] == "接通" }) / Double(asked.count)
    }
    #expect(abs(connected(before) - (1 - 0.057 * 1.2)) < 0.001)
    #expect(before.first?["呼入时间"]?.dropFirst(10) != year.first?["呼入时间"]?.dropFirst(10))
  }

  @Test("a shift has five seats on working days, three on others, one at night")
  func shifts() throws {
    let answered = try rows(files(scale: 0.3, only: ["calls-962200"])["calls-962200.csv"]).filter {
      $0["呼叫方向"] == "呼入" && $0["呼叫结果"] == "接通"
    }
    func seats(_ day: String, _ hours: ClosedRange<String>) -> Int {
      Set(
        answered.filter { row in
          let time = row["呼入时间"] ?? ""
          return time.hasPrefix(day) && hours.contains(String(time.dropFirst(11).prefix(2)))
        }.compactMap { $0["坐席工号"] }
      ).count
    }
    #expect(seats("2019-03-04", "08"..."13") == 5)
    #expect(seats("2019-03-02", "08"..."13") == 3, "a Saturday")
    #expect(seats("2019-03-04", "20"..."23") == 1)
  }
}
