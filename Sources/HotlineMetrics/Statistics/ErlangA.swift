/// A queue before seats whose callers hang up after a while: M/M/N+M (Palm 1957; Garnett, Mandelbaum & Reiman 2002).
///
/// Stationary probabilities of a birth–death process: with n calls present, arrivals at rate λ, departures at nμ up to N
/// seats, beyond that Nμ + (n − N)θ, where 1/μ is the handling time and 1/θ the mean patience. Abandonment is
/// Σ (n − N)θ·πₙ ÷ λ.
package struct ErlangA: Sendable, Hashable {
  /// The share of calls that hang up.
  package let abandonment: Double
  /// The share of calls that find every seat taken.
  package let waitProbability: Double
  /// The average wait of all calls, answered or not, in seconds.
  package let averageWait: Double

  /// The share of calls that are answered.
  package var connection: Double { 1 - abandonment }

  /// `nil` when a number makes no sense: no seats, calls, handling time or patience.
  ///
  /// - Parameter patienceSeconds: how long a caller is ready to wait, on average.
  package init?(seats: Int, callsPerHour: Double, handlingSeconds: Double, patienceSeconds: Double) {
    guard seats > 0, callsPerHour > 0, handlingSeconds > 0, patienceSeconds > 0, callsPerHour.isFinite else {
      return nil
    }
    let arrival = callsPerHour / 3600
    let service = 1 / handlingSeconds
    let impatience = 1 / patienceSeconds
    // Weights relative to the state of N calls: downward through free seats, upward through the queue.
    var free = 0.0
    var weight = 1.0
    for present in stride(from: seats, to: 0, by: -1) {
      weight *= Double(present) * service / arrival
      free += weight
      if weight < 1e-18 * (1 + free) { break }
    }
    var full = 1.0
    var queue = 0.0
    weight = 1
    var waiting = 0.0
    repeat {
      waiting += 1
      weight *= arrival / (Double(seats) * service + waiting * impatience)
      full += weight
      queue += waiting * weight
    } while weight * waiting > 1e-15 * (full + queue) && waiting < 1_000_000
    let total = free + full
    waitProbability = full / total
    let meanQueue = queue / total
    guard meanQueue.isFinite else { return nil }
    abandonment = min(1, meanQueue * impatience / arrival)
    averageWait = meanQueue / arrival
  }

  /// The fewest seats with which the wanted share of calls is answered; 0 without calls, `nil` beyond 10,000 seats.
  package static func seats(
    callsPerHour: Double, handlingSeconds: Double, patienceSeconds: Double, connection: Double
  ) -> Int? {
    guard callsPerHour > 0, handlingSeconds > 0 else { return 0 }
    // Busy seats answer at most one call each handling time.
    let first = max(1, Int(min(10_000, connection * callsPerHour * handlingSeconds / 3600)))
    return (first...10_000).first { seats in
      let queue = ErlangA(
        seats: seats, callsPerHour: callsPerHour, handlingSeconds: handlingSeconds, patienceSeconds: patienceSeconds)
      return (queue?.connection ?? 0) >= connection
    }
  }

  /// The mean patience that waits show: seconds waited by all, divided by how many hung up. Those answered would have
  /// waited longer; their waits count as lower bounds (maximum likelihood for exponential patience under censoring).
  package static func patience(secondsWaited: Double, abandoned: Double) -> Double? {
    secondsWaited > 0 && abandoned > 0 ? secondsWaited / abandoned : nil
  }
}
