import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText
import Testing

/// Whatever comes in, the database stays sound and what is summed equals a recomputation from the facts.
@Suite("Spoilt exports, ingested")
struct StoreMutationTests {
  static let seeds: [UInt64] = (100..<104).map { UInt64($0) }
  static let perSeed =
    (ProcessInfo.processInfo.environment["HOTLINE_MUTATIONS"].flatMap { Int($0) } ?? 11_000) / 20 / seeds.count

  @Test("sound, conserved, rollup = recomputation", .timeLimit(.minutes(10)), arguments: seeds)
  func sound(seed: UInt64) throws {
    let scene = try SampleScene()
    let measures = try MetricCatalog(contentsOf: "\(SampleScene.data)/metrics.yaml").measures
    let reference = try ReferenceData(directory: SampleScene.data)
    let database = try HotlineDatabase(path: scene.path("hotline.sqlite"), mode: .readWrite, reference: reference)
    var mutator = Mutator(seed: seed)
    var kept: [SourceReport] = []
    for round in 0..<Self.perSeed {
      let sample = scene.samples[round % scene.samples.count]
      let bytes = mutator.mutated(sample.bytes)
      let path = try scene.write(bytes, to: "spoilt-\(round).csv")
      // Every other file may be refused for its rejects, so that undoing is tried as well.
      let options = IngestOptions(maxRejectShare: round % 2 == 0 ? 1 : 0, minimumRejects: 0)
      do {
        let file = try ExportFile(path: path)
        let report = try database.ingest(
          file, profile: sample.profile, options: options, measures: measures)
        #expect(report.isConserved, "seed \(seed), round \(round)")
        if !report.alreadyIngested { kept.append(report) }
      } catch let refusal as Diagnostic {
        #expect(!refusal.message(.en).contains("defect"), "seed \(seed), round \(round): \(refusal)")
      }
    }
    #expect(kept.count > Self.perSeed / 4)
    #expect(try database.check().map(\.en) == [])
    // What the reports say became facts is what is there.
    let status = try database.status()
    #expect(status.sources.map(\.sha256) == kept.map(\.sha256))
    for kind in FactKind.allCases {
      let facts = status.coverage.filter { $0.kind == kind }.reduce(0) { $0 + $1.facts }
      #expect(facts == kept.filter { $0.kind == kind }.reduce(0) { $0 + $1.accepted }, "\(kind)")
    }
    #expect(try database.rejects().count == kept.reduce(0) { $0 + $1.rejected })
    #expect(try database.asOf() != nil)
  }
}
