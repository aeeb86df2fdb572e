import Foundation
import HotlineText

/// An axis: values on a stretch of the drawing, with round ticks. All drawings of a chart, on a page or in a workbook, show the
/// same range.
package struct ChartScale: Sendable {
  /// The least value shown.
  package let low: Double
  /// The greatest value shown.
  package let high: Double
  /// Where the ticks stand.
  package let ticks: [Double]
  /// The place of the least value.
  package let from: Double
  /// The place of the greatest value.
  package let to: Double

  /// An axis over values.
  ///
  /// - Parameters:
  ///   - values: what must be seen.
  ///   - bounds: what values can be: 0…1 for shares; the axis never goes beyond.
  ///   - includesZero: whether the axis begins at 0, as for bars, whose length is what is read.
  package init(
    _ values: [Double], from: Double, to: Double, bounds: ClosedRange<Double>? = nil, includesZero: Bool = false,
    tickCount: Int = 5
  ) {
    let known = values.filter(\.isFinite)
    var low = known.min() ?? 0
    var high = known.max() ?? 1
    if includesZero {
      low = min(0, low)
      high = max(0, high)
    }
    if high - low < 1e-9 {
      let margin = max(abs(high) * 0.05, bounds == nil ? 1 : 0.01)
      low -= includesZero ? 0 : margin
      high += margin
    } else {
      let margin = (high - low) * 0.06
      if !includesZero || low < 0 { low -= margin }
      high += margin
    }
    if let bounds {
      low = max(bounds.lowerBound, low)
      high = min(bounds.upperBound, high)
    } else if known.allSatisfy({ $0 >= 0 }) {
      low = max(0, low)
    }
    let step = Self.niceStep((high - low) / Double(max(1, tickCount)))
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    ticks = last >= first ? stride(from: first, through: last, by: 1).map { $0 * step } : [low, high]
    self.low = low
    self.high = high
    self.from = from
    self.to = to
  }

  private init(low: Double, high: Double, ticks: [Double], from: Double, to: Double) {
    self.low = low
    self.high = high
    self.ticks = ticks
    self.from = from
    self.to = to
  }

  /// The scale with its ends on round numbers, as a spreadsheet, which cannot choose ticks freely, needs it.
  package var rounded: ChartScale {
    guard ticks.count > 1 else { return self }
    let step = ticks[1] - ticks[0]
    return ChartScale(
      low: (low / step).rounded(.down) * step, high: (high / step).rounded(.up) * step, ticks: ticks, from: from, to: to
    )
  }

  /// The place of a value.
  package func callAsFunction(_ value: Double) -> Double {
    from + (min(max(value, low), high) - low) / (high - low) * (to - from)
  }

  /// A tick's label, with as many decimals as the distance of the ticks needs.
  package func label(_ tick: Double, _ format: NumberFormat) -> String {
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
    func places(_ step: Double) -> Int {
      (0...4).first { places in
        let scaled = step * pow(10, Double(places))
        return abs(scaled - scaled.rounded()) < 1e-6
      } ?? 4
    }
    return switch format.kind {
    case .percent: NumberFormat(.percent(places: places(step * 100))).text(tick)
    case .signedPoints: NumberFormat(.signedPoints(places: places(step * 100))).text(tick)
    case .signedPercent: NumberFormat(.signedPercent(places: places(step * 100))).text(tick)
    case .signedDecimal: NumberFormat(.signedDecimal(places: places(step))).text(tick)
    case .decimal: NumberFormat(.decimal(places: places(step))).text(tick)
    case .count, .amount: NumberFormat.count.text(tick)
    }
  }

  private static func niceStep(_ rough: Double) -> Double {
    guard rough > 0, rough.isFinite else { return 1 }
    let magnitude = pow(10, floor(log10(rough)))
    let fraction = rough / magnitude
    return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 2.5 ? 2.5 : fraction <= 5 ? 5 : 10) * magnitude
  }
}

extension NumberFormat {
  /// What values of the format can be: shares lie in 0…1.
  package var bounds: ClosedRange<Double>? { if case .percent = kind { 0...1 } else { nil } }
}
