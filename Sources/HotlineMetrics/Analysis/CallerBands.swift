import HotlineCalendar
import HotlineModel

/// Callers of a period by how often they called, as shares alone: nobody can be told from them.
package struct CallerBands: Sendable {
  /// Callers who called so often.
  package struct Band: Sendable {
    /// How often.
    package let calls: ClosedRange<Int>
    /// Their share of all callers; `nil` where a public version hides it.
    package let ofCallers: Double?
    /// The share of their calls among all calls; `nil` where a public version hides it.
    package let ofCalls: Double?
  }

  /// The bands, by rising number of calls.
  package let bands: [Band]

  /// - Parameter ranges: bands of which nothing is told.
  init(hiding ranges: [ClosedRange<Int>]) {
    bands = ranges.map { Band(calls: $0, ofCallers: nil, ofCalls: nil) }
  }

  /// - Parameters:
  ///   - ranges: the bands, which must hold every number of calls.
  ///   - hiddenUnder: callers below which a band is hidden, and all others, which would tell of it; `nil` hides none.
  /// - Returns: `nil` without calls that carry a caller.
  init?(_ frequencies: [CallerFrequency], in ranges: [ClosedRange<Int>], hiddenUnder: Int?) {
    let callers = ranges.map { range in
      frequencies.reduce(0) { range.contains($1.calls) ? $0 + $1.callers : $0 }
    }
    let calls = ranges.map { range in
      frequencies.reduce(0) { range.contains($1.calls) ? $0 + $1.calls * $1.callers : $0 }
    }
    let (allCallers, allCalls) = (callers.reduce(0, +), calls.reduce(0, +))
    guard allCallers > 0, allCalls > 0 else { return nil }
    let counts = Dictionary(
      uniqueKeysWithValues: callers.enumerated().map { ([String($0.offset)], Double($0.element)) })
    let hidden = hiddenUnder.map { SmallCells(threshold: Double($0), axes: [0]).hidden(in: counts) } ?? []
    // Callers who called once are as many as their calls, so that shares of both give the rest: callers and calls of the hidden bands.
    guard hidden.isEmpty else {
      self = CallerBands(hiding: ranges)
      return
    }
    bands = ranges.indices.map { index in
      Band(
        calls: ranges[index], ofCallers: Double(callers[index]) / Double(allCallers),
        ofCalls: Double(calls[index]) / Double(allCalls))
    }
  }
}

extension MetricEngine {
  /// Callers of a period by how often they called; `nil` where calls carry no caller. All bands are hidden where a public version hides
  /// how many calls there were: callers who called once are as many as their calls, and shares of both give the total.
  package func callerBands(_ ranges: [ClosedRange<Int>], in period: Period) throws -> CallerBands? {
    if try hidesTotals([catalog.reports[.calls]], in: period) { return CallerBands(hiding: ranges) }
    return CallerBands(try data.callerFrequencies(in: period, under: [:]), in: ranges, hiddenUnder: hiddenUnder)
  }
}
