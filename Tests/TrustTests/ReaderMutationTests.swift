import Foundation
import ReaderCheck
import Testing

/// Whatever comes in, the reader neither crashes nor hangs, and accounts for every row.
@Suite("Spoilt exports, read")
struct ReaderMutationTests {
  static let seeds: [UInt64] = (0..<8).map { UInt64($0) }
  /// 11,000 spoilt files unless `HOTLINE_MUTATIONS` sets another number.
  static let perSeed =
    (ProcessInfo.processInfo.environment["HOTLINE_MUTATIONS"].flatMap { Int($0) } ?? 11_000) / seeds.count

  @Test("no crash, no hang, every row accounted for", .timeLimit(.minutes(10)), arguments: seeds)
  func conserved(seed: UInt64) throws {
    let scene = try SampleScene()
    var mutator = Mutator(seed: seed)
    var read = 0
    for round in 0..<Self.perSeed {
      let sample = scene.samples[round % scene.samples.count]
      let bytes = mutator.mutated(sample.bytes)
      // Should the reader crash, the file that it crashed on is still there.
      let path = try scene.write(bytes)
      // The profile is mostly named, as by `--profile`: to look for it takes longer than to read so short a file.
      let profile = round % 8 == 0 ? nil : sample.profile
      switch ReaderCheck.outcome(of: path, bytes: bytes, profile: profile, catalog: scene.catalog) {
      case .read: read += 1
      case .refused: break
      case .violated(let rule): Issue.record("seed \(seed), round \(round): \(rule)")
      }
    }
    #expect(read > Self.perSeed / 3, "too few of the spoilt files were still logs: \(read)")
  }

  static let findings =
    (try? FileManager.default.contentsOfDirectory(
      atPath: SampleScene.project.appending(path: "Tests/Fuzz/Findings").path))?.sorted() ?? []

  @Test("what the fuzzer once found is read", arguments: findings)
  func finding(name: String) throws {
    let scene = try SampleScene(rows: 1)
    let path = SampleScene.project.appending(path: "Tests/Fuzz/Findings/\(name)").path
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    // Its name begins with that of its profile.
    let profile = try scene.catalog.profile(named: String(name.prefix { $0 != "." }))
    if case .violated(let rule) = ReaderCheck.outcome(of: path, bytes: bytes, profile: profile, catalog: scene.catalog)
    {
      Issue.record("\(name): \(rule)")
    }
  }

  @Test("there are findings to read")
  func findingsAreThere() { #expect(Self.findings.count >= 2) }
}
