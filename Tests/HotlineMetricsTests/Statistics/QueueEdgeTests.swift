@testable import HotlineMetrics
import Testing

/// Seats counted out up to ten thousand, and small rules of the other statistics exactly at their limits.
@Suite("Queues and intervals at their limits")
struct QueueEdgeTests {
  @Test("ten thousand seats are still found, by either formula; for nobody's patience there is no number")
  func tenThousand() {
    // 9,999.5 seats are busy on average: nine thousand nine hundred and ninety-nine cannot keep up.
    #expect(
      ErlangC.seats(callsPerHour: 199_990, handlingSeconds: 180, serviceLevel: 1, withinSeconds: 1e9) == 10_000)
    #expect(ErlangC.seats(callsPerHour: 200_010, handlingSeconds: 180, serviceLevel: 0.5, withinSeconds: 1e9) == nil)
    // By the sum over all states in Python: 9,999 seats answer 94.991 %, 10,000 answer 95.0005 %.
    #expect(
      ErlangA.seats(callsPerHour: 210_523.5, handlingSeconds: 180, patienceSeconds: 45, connection: 0.95)
        == 10_000)
    #expect(ErlangA.seats(callsPerHour: 60, handlingSeconds: 180, patienceSeconds: 0, connection: 0.95) == nil)
  }

  @Test("a comparison exactly at the rate is a find")
  func discovery() {
    #expect(FalseDiscovery.found(among: [0.05]) == [true])
    #expect(FalseDiscovery.found(among: [0.0501]) == [false])
    #expect(FalseDiscovery.found(among: [0.25, 0.5], rate: 0.5) == [true, true])
  }

  @Test(
    "a tail of a little more than 2.5 % is too much: of 32 cases the median lies between the tenth and the twenty-third"
  )
  func median() {
    // Of 2³² ways 2.5051 % leave at most ten below: too many.
    #expect(QuantileInterval(cases: 32, share: 0.5).map { [$0.low, $0.high] } == [10, 23])
    #expect(QuantileInterval(cases: 1000, share: 0) == nil && QuantileInterval(cases: 1000, share: 1) == nil)
  }
}
