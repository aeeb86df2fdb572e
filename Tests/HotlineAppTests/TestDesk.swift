import FreshNames
import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineStore

@testable import HotlineApp

/// A folder of its own with a few exports and a workspace on it, used as a web page's handler would: without the binary.
final class TestDesk: Sendable {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let folder: String
  let workspace: Workspace

  /// - Parameters:
  ///   - readers: how many questions are answered at the same time.
  ///   - data: the data folder; the project's unless given.
  ///   - shared: the name of a desk that outlasts the run, made anew by each: for what several tests share.
  init(readers: Int = 4, data: String? = nil, shared: String? = nil) throws {
    let checkout = Self.project.path.replacing("/", with: "_")
    let name = shared.map { "hotline-app\(checkout)-\($0)" } ?? "hotline-app-\(freshName())"
    folder = FileManager.default.temporaryDirectory.appending(path: name).path
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    workspace = Workspace(
      database: "\(folder)/hotline.sqlite", data: data ?? Self.project.appending(path: "data").path, readers: readers)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// Calls of one district and day: so many answered, so many abandoned.
  func calls(
    _ day: String, answered: Int, abandoned: Int, district: String = "黄浦区", broken: Int = 0, name: String? = nil
  ) throws -> String {
    var rows = ["call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district"]
    for number in 0..<answered + abandoned {
      let outcome = number < answered ? "answered,5,60" : "abandoned,40,"
      rows.append(
        "\(day)-\(district)-\(number),962200,\(day) 09:\(String(format: "%02d:%02d", number / 60 % 60, number % 60)),\(outcome),138\(10_000_000 + number),\(district)"
      )
    }
    for number in 0..<broken { rows.append("\(day)-broken-\(number),962200,no time,answered,5,60,,\(district)") }
    return try write(rows.joined(separator: "\n") + "\n", to: name ?? "calls-\(day)-\(district).csv")
  }

  /// Numerator and denominator of a metric's first value.
  func counts(_ metric: String, _ period: String, _ conditions: String...) throws -> [Double?] {
    let facts = FactSelection(
      period: try Period(parsing: period),
      conditions: try conditions.map(FactSelection.Condition.init(parsing:)))
    let value = try AskKPIs([metric], about: facts).run(in: workspace).tables.first?.values.first
    return [value?.numerator, value?.denominator]
  }
}

/// The diagnostic that a use case throws; `nil` when it throws none.
func problem(_ body: () throws -> Void) -> Diagnostic? {
  do {
    try body()
    return nil
  } catch {
    return error as? Diagnostic
  }
}
