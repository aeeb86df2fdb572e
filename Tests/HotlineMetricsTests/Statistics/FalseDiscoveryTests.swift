import HotlineMetrics
import Testing

@Suite("Many comparisons at once")
struct FalseDiscoveryTests {
  @Test("Benjamini and Hochberg's own example: four of fifteen")
  func original() {
    // Benjamini & Hochberg 1995, section 3: of these, Bonferroni keeps three, their procedure four.
    let probabilities = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
      1.0,
    ]
    #expect(FalseDiscovery.found(among: probabilities).map { $0 } == (0..<15).map { $0 < 4 })
    #expect(FalseDiscovery.found(among: probabilities.reversed()) == (0..<15).map { $0 >= 11 })
  }

  @Test("one in twenty of many is no find; what is not judged is not counted")
  func chance() {
    #expect(!FalseDiscovery.found(among: (1...20).map { Double($0) / 20 }).contains(true))
    #expect(FalseDiscovery.found(among: [0.04]) == [true])
    #expect(FalseDiscovery.found(among: [0.04, 0.9]) == [false, false])
    #expect(FalseDiscovery.found(among: [0.04, nil]) == [true, false])
    #expect(FalseDiscovery.found(among: []).isEmpty)
  }
}
