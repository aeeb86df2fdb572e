import Foundation
import HotlineConfiguration
import HotlineLogs
import Testing

/// Whatever comes in, the reader neither crashes nor hangs, and accounts for every row.
@Suite("Spoilt exports, read")
struct ReaderMutationTests {
  /// 11,000 spoilt files unless `HOTLINE_MUTATIONS` sets another number.
  static let seeds: [UInt64] = (0..<8).map { UInt64($0) }
  static let perSeed =
    (ProcessInfo.processInfo.environment["HOTLINE_MUTATIONS"].flatMap { Int($0) } ?? 11_000) / seeds.count

  struct Counter: RecordSink {
    var records = 0
    var rejects: [RejectedRow] = []
    mutating func receive(_ batch: borrowing RecordBatch) { records += batch.count }
    mutating func reject(_ row: RejectedRow, fields: [String]) { rejects.append(row) }
  }

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
      do {
        let file = try ExportFile(path: path)
        // The profile is mostly named, as by `--profile`: to look for it takes longer than to read so short a file.
        let profile = try round % 8 == 0 ? file.matchProfile(in: scene.catalog) : sample.profile
        var counter = Counter()
        let summary = try file.read(profile: profile, into: &counter, batchSize: 5)
        read += 1
        #expect(summary.isConserved, "seed \(seed), round \(round)")
        #expect(summary.records == counter.records, "seed \(seed), round \(round)")
        #expect(summary.rejected == counter.rejects.count, "seed \(seed), round \(round)")
        let counted = RowCount(bytes, encoding: file.encoding, delimiter: file.delimiter)
        #expect(summary.rows == counted.rows, "seed \(seed), round \(round)")
        for reject in counter.rejects {
          #expect(
            reject.line >= 1 && reject.line <= summary.rows + bytes.count(where: { $0 == 0x0A || $0 == 0x0D }) + 1)
        }
      } catch let refusal as Diagnostic {
        #expect(!refusal.message(.en).isEmpty && !refusal.message(.zh).isEmpty)
      }
    }
    #expect(read > Self.perSeed / 3, "too few of the spoilt files were still logs: \(read)")
  }
}
