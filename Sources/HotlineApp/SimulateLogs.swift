import HotlineConfiguration
import HotlineSimulation
import HotlineText

/// Makes up the logs of a year, to try the program on.
package struct SimulateLogs: Sendable {
  /// The year.
  package var year: Int
  /// The folder to write to; it is made if missing.
  package var folder: String
  /// The same seed gives the same bytes.
  package var seed: UInt64
  /// 1 is a year of the real size.
  package var scale: Double
  /// Whether the files have the faults that real exports have.
  package var hasFaults: Bool
  /// The files wanted, such as `calls-962200`; all of them unless given.
  package var only: Set<String>?

  /// Creates an order.
  package init(
    year: Int = 2019, folder: String, seed: UInt64 = 962_200, scale: Double = 1, hasFaults: Bool = false,
    only: Set<String>? = nil
  ) {
    self.year = year
    self.folder = folder
    self.seed = seed
    self.scale = scale
    self.hasFaults = hasFaults
    self.only = only
  }

  /// - Throws: a ``Diagnostic`` of kind usage for a year or a size that cannot be made up.
  package static func check(year: Int, scale: Double) throws {
    guard scale > 0, scale <= 1000 else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "规模不能是 \(scale)", en: "\(scale) is no scale"),
        expected: LocalizedText(zh: "大于 0，至多 1000", en: "above 0 and at most 1000"))
    }
    guard (2013...2026).contains(year) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "不能模拟 \(year) 年", en: "the year \(year) cannot be made up"),
        expected: LocalizedText(zh: "2013 到 2026，即日历所及", en: "2013 to 2026, the years of the calendar"))
    }
  }

  /// - Returns: the paths written.
  /// - Throws: a ``Diagnostic`` when a file cannot be written.
  package func run(in workspace: Workspace) throws -> [String] {
    try Self.check(year: year, scale: scale)
    return try Simulation(year: year, seed: seed, scale: scale, mess: hasFaults, dataDirectory: workspace.data)
      .write(to: folder, only: only)
  }
}
