import Foundation

/// A queue before seats where nobody hangs up: how many seats a load needs (Erlang 1917; domain.md §1.13).
///
/// With load A = arrivals × handling time and N seats, N > A: P(wait) = B/(1 − ρ(1 − B)) with ρ = A/N and Erlang's loss
/// probability B by the recursion B(0) = 1, B(n) = A·B(n−1)/(n + A·B(n−1)). A bound, not a forecast: impatience is left
/// out.
package struct ErlangC: Sendable, Hashable {
  /// Seats.
  package let seats: Int
  /// Calls arriving in an hour.
  package let callsPerHour: Double
  /// Seconds a seat is busy with a call.
  package let handlingSeconds: Double
  /// The probability that a call has to wait.
  package let waitProbability: Double

  /// The load in Erlang: seats that are busy on average.
  package var load: Double { callsPerHour * handlingSeconds / 3600 }

  /// `nil` when the seats cannot keep up (N ≤ A) or a number makes no sense: the queue would grow without end.
  package init?(seats: Int, callsPerHour: Double, handlingSeconds: Double) {
    let load = callsPerHour * handlingSeconds / 3600
    guard callsPerHour > 0, handlingSeconds > 0, load.isFinite, Double(seats) > load else { return nil }
    self.seats = seats
    self.callsPerHour = callsPerHour
    self.handlingSeconds = handlingSeconds
    var blocking = 1.0
    for n in 1...seats { blocking = load * blocking / (Double(n) + load * blocking) }
    waitProbability = blocking / (1 - load / Double(seats) * (1 - blocking))
  }

  /// The share of calls answered within a number of seconds.
  package func serviceLevel(withinSeconds seconds: Double) -> Double {
    1 - waitProbability * exp(-(Double(seats) - load) * seconds / handlingSeconds)
  }

  /// The average wait of all calls, in seconds.
  package var averageWait: Double { waitProbability * handlingSeconds / (Double(seats) - load) }

  /// The fewest seats with which the wanted share of calls is answered within a number of seconds; 0 without calls, `nil`
  /// beyond 10,000 seats.
  package static func seats(
    callsPerHour: Double, handlingSeconds: Double, serviceLevel: Double, withinSeconds seconds: Double
  ) -> Int? {
    guard callsPerHour > 0, handlingSeconds > 0 else { return 0 }
    let first = max(1, Int(min(10_000, callsPerHour * handlingSeconds / 3600)))
    return (first...10_000).first { seats in
      let queue = ErlangC(seats: seats, callsPerHour: callsPerHour, handlingSeconds: handlingSeconds)
      return (queue?.serviceLevel(withinSeconds: seconds) ?? 0) >= serviceLevel
    }
  }
}
