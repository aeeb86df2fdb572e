import Foundation
import HotlineReading
import Testing

@Suite("The sample month")
struct SampleTests {
  struct Counter: RecordSink {
    var records = 0
    var rejects: [RejectedRow] = []
    mutating func receive(_ batch: borrowing RecordBatch) { records += batch.count }
    mutating func reject(_ row: RejectedRow, fields: () -> [String]) { rejects.append(row) }
  }

  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "data").path

  static var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(data)/sample")) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { "\(data)/sample/\($0)" }
  }

  @Test("every file finds its profile, and every row is accounted for")
  func conserved() throws {
    let catalog = try ProfileCatalog(directory: "\(Self.data)/profiles")
    var encodings: Set<ExportEncoding> = []
    for path in Self.files {
      let file = try ExportFile(path: path)
      encodings.insert(file.encoding)
      var counter = Counter()
      let summary = try file.read(profile: file.matchProfile(in: catalog), into: &counter)
      #expect(summary.isConserved)
      #expect(summary.isSimulated)
      #expect(summary.records == counter.records)
      #expect(summary.rejected == counter.rejects.count)
      #expect(counter.records > 0)
    }
    #expect(encodings.count >= 2)
    #expect(Self.files.count >= 7)
  }
}
