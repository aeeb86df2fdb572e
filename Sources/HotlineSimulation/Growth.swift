import Foundation

/// How made-up years differ. 2019 is the year of the printed form and has its totals; other years grow or shrink from it,
/// so that a comparison with the year before shows something.
struct Growth {
  let year: Int

  private static let base = 2019
  private var years: Double { Double(year - Self.base) }

  /// Calls and orders: 7 % more each year.
  var volume: Double { pow(1.07, years) }

  /// How much more often than in 2019 a topic is asked about.
  func topic(_ name: String) -> Double {
    let yearly: Double =
      switch name {
      case "养老服务": 1.06
      case "残疾人补贴": 1.16
      case "社区服务": 1.05
      case "婚姻登记": 0.94
      case "福利彩票": 0.93
      default: 1
      }
    return pow(yearly, years)
  }

  /// A share of the form, carried to this year: each year closes a sixth of the gap to 100 %.
  func share(_ share: Double) -> Double { year == Self.base ? share : 1 - (1 - share) * pow(1.2, -years) }

  /// A seed for the year; that of 2019 never changed.
  func seed(_ seed: UInt64) -> UInt64 { seed &+ UInt64(bitPattern: Int64(year - Self.base)) &* 0x9E37_79B9 }
}
