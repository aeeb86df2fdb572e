import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Made-up logs of a year, of every kind. Nothing in them is real; every row says so in its first column.
///
/// The counts at scale 1 are those that the 2019 form reports; other years grow or shrink from them (``Growth``). They are fixed as counts and dealt over rows: the generator
/// knows nothing of how KPIs are computed.
package struct Simulation: Sendable {
  let year: Int
  let seed: UInt64
  let scale: Double
  let mess: Bool
  let calendar: WorkingDayCalendar
  let population: Population
  let growth: Growth
  let aliases: [String: [String]]

  /// Prepares a year.
  ///
  /// - Parameters:
  ///   - year: within the calendar's years.
  ///   - scale: 1 for 185,000 calls.
  ///   - mess: whether to write what exports really look like.
  ///   - dataDirectory: where the calendar and the names are.
  /// - Throws: a ``Diagnostic`` when these cannot be read.
  package init(year: Int, seed: UInt64, scale: Double, mess: Bool, dataDirectory: String) throws {
    self.year = year
    self.seed = seed
    self.scale = scale
    self.mess = mess
    calendar = try WorkingDayCalendar(contentsOf: Locality.current.calendars.map { "\(dataDirectory)/\($0)" })
    let districts = try DataTable(
      contentsOf: "\(dataDirectory)/districts.csv", columns: ["name", "alias", "since", "until"])
    let units = try DataTable(contentsOf: "\(dataDirectory)/units.csv", columns: ["name", "alias", "since", "until"])
    growth = Growth(year: year)
    population = Population(
      districts: districts.rows.filter { $0["alias"].isEmpty }.map { $0["name"] },
      units: units.rows.filter { $0["alias"].isEmpty }.map { $0["name"] }, growth: growth)
    var aliases: [String: [String]] = [:]
    for row in districts.rows + units.rows
    where !row["alias"].isEmpty && (row["since"].isEmpty || row["since"] <= "\(year)-01-01") {
      aliases[row["name"], default: []].append(row["alias"])
    }
    self.aliases = aliases
  }

  /// Writes the files into a folder, which is made if missing.
  ///
  /// - Parameter only: the names (without `.csv`) of the files wanted; all unless given.
  /// - Returns: the paths written.
  package func write(to directory: String, only: Set<String>? = nil) throws -> [String] {
    let known = ["calls-962200", "calls-12345", "work-orders-12345", "activities", "agents", "budget"]
    if let unknown = only?.first(where: { !known.contains($0) }) {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "没有“\(unknown)”这种文件", en: "there is no file “\(unknown)”"),
        expected: LocalizedText(
          zh: "可用：\(known.joined(separator: "、"))", en: "one of: \(known.joined(separator: ", "))"))
    }
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      var paths: [String] = []
      for (index, name) in known.enumerated() where only?.contains(name) ?? true {
        let log = log(named: name, stream: UInt64(index + 1))
        paths +=
          try mess
          ? MessyWriter(simulation: self, directory: directory).write(log)
          : [CleanWriter(directory: directory).write(log, population: population)]
      }
      return paths
    } catch let error as CocoaError {
      throw Diagnostic(
        at: .init(file: directory),
        found: LocalizedText(
          zh: "无法写入：\(error.localizedDescription)", en: "cannot write: \(error.localizedDescription)"))
    }
  }

  // MARK: What is in a year

  private func scaled(_ count: Int) -> Int { max(1, Int((Double(count) * scale * growth.volume).rounded())) }

  /// Calls that 12345 transfers, of the 13,778 orders and calls together.
  private var transferredCalls: Int { scaled(3778) }
  private var orderCount: Int { max(1, scaled(13_778) - transferredCalls) }
  private static let agentCount = 38

  private func log(named name: String, stream: UInt64) -> SimulatedLog {
    let generator = SeededGenerator(seed: growth.seed(seed) &* 31 &+ stream)
    switch name {
    case "calls-962200":
      let inbound = scaled(185_000)
      let asked = Int((Double(inbound) * 0.93).rounded())
      let answered = Int((Double(asked) * growth.share(0.943)).rounded())
      let rated = Int(Double(answered) * 0.41)
      let quota = CallSimulation.Quota(
        inbound: inbound, outbound: inbound * 6 / 100, asked: asked, answered: answered,
        failed: (asked - answered) / 25,
        selfService: (inbound - asked) / 2, rated: rated,
        satisfied: Int((Double(rated) * growth.share(0.986)).rounded()))
      return calls(name, line: "962200", quota: quota, callerBase: 0, generator: generator)
    case "calls-12345":
      let inbound = transferredCalls
      let transfers = Self.attainable(growth.share(0.9249), atMost: inbound)
      let quota = CallSimulation.Quota(
        inbound: inbound, outbound: 0, asked: inbound, answered: transfers.count + (inbound - transfers.of) / 2,
        failed: max(0, (inbound - transfers.count) / 20), selfService: 0, rated: 0, satisfied: 0,
        transfersAsked: transfers.of,
        transfersSucceeded: transfers.count)
      return calls(name, line: "12345", quota: quota, callerBase: 50_000_000, generator: generator)
    case "work-orders-12345":
      var simulation = OrderSimulation(
        year: year, calendar: calendar, population: population, growth: growth, generator: generator)
      return .orders(name, simulation.orders(orderCount, callerBase: 60_000_000))
    case "activities": return .table(name, OtherLogs.activities(year: year, calendar: calendar, generator: generator))
    case "agents": return .table(name, OtherLogs.agents(year: year, count: Self.agentCount, generator: generator))
    default: return .table(name, OtherLogs.budget(year: year))
    }
  }

  private func calls(
    _ name: String, line: String, quota: CallSimulation.Quota, callerBase: Int, generator: SeededGenerator
  ) -> SimulatedLog {
    var simulation = CallSimulation(
      year: year, calendar: calendar, population: population, agents: Self.agentCount, generator: generator)
    return .calls(name, line: line, simulation.calls(quota, callerBase: callerBase))
  }

  /// The largest total, at most a bound, of which some count gives the share to two decimals of a percentage.
  private static func attainable(_ share: Double, atMost bound: Int) -> (count: Int, of: Int) {
    for total in stride(from: bound, to: bound / 2, by: -1) {
      let count = Int((share * Double(total)).rounded())
      if abs(Double(count) / Double(total) - share) < 0.00005 { return (count, total) }
    }
    return (Int((share * Double(bound)).rounded()), bound)
  }
}

/// One log before it is written.
enum SimulatedLog {
  case calls(String, line: String, [SimulatedCall])
  case orders(String, [SimulatedOrder])
  case table(String, OtherLogs.Table)
}
