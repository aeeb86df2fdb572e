import Hummingbird
import Synchronization

/// Counts requests for Prometheus: how many by kind of answer, how long they took. No figure of the hotline is among them.
final class Meters: Sendable {
  private struct State {
    var answers: [Int: Int] = [:]
    var seconds = 0.0
    var slowest = 0.0
  }

  private let state = Mutex(State())

  /// Counts an answer.
  func count(_ status: Int, _ time: Duration) {
    let (seconds, parts) = time.components
    let taken = Double(seconds) + Double(parts) / 1e18
    state.withLock { state in
      state.answers[status / 100, default: 0] += 1
      state.seconds += taken
      state.slowest = max(state.slowest, taken)
    }
  }

  /// The counts as Prometheus reads them.
  func text(waiting: Int) -> String {
    let known = state.withLock { $0 }
    let answers = known.answers.sorted { $0.key < $1.key }.map {
      "hotline_http_answers_total{class=\"\($0.key)xx\"} \($0.value)\n"
    }
    return """
      # TYPE hotline_http_answers_total counter
      \(answers.joined())# TYPE hotline_http_seconds_total counter
      hotline_http_seconds_total \(known.seconds)
      # TYPE hotline_http_slowest_seconds gauge
      hotline_http_slowest_seconds \(known.slowest)
      # TYPE hotline_arrivals_waiting gauge
      hotline_arrivals_waiting \(waiting)

      """
  }
}

/// Tells the meters of each request.
struct MeterCount: RouterMiddleware {
  typealias Context = PageContext

  let meters: Meters

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    meters.count(response.status.code, ContinuousClock.now - start)
    return response
  }
}
