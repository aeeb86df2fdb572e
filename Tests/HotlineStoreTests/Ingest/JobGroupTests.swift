import FreshNames
import Foundation
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

/// Which files share a transaction: small ones of one kind, so many that their rows still fit.
@Suite("Groups of files")
struct JobGroupTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private let calls: Profile
  private let orders: Profile

  init() throws {
    let catalog = try ProfileCatalog(directory: Self.project.appending(path: "data/profiles").path)
    calls = try #require(catalog.profiles.first { $0.kind == .call })
    orders = try #require(catalog.profiles.first { $0.kind == .workOrder })
  }

  /// A file of so many lines of sixteen bytes, and of further bytes.
  private func file(lines: Int, rest: String = "") throws -> ExportFile {
    let path = FileManager.default.temporaryDirectory.appending(path: "hotline-group-\(freshName()).csv").path
    defer { unlink(path) }
    let text = String(repeating: "1234567,7654321\n", count: lines) + rest
    try Data(text.utf8).write(to: URL(filePath: path))
    return try ExportFile(path: path)
  }

  private func sizes(_ jobs: [IngestJob]) -> [Int] { IngestJob.grouped(jobs).map(\.count) }

  @Test("files of four megabytes share, a byte more and they do not, whichever comes first")
  func large() throws {
    let (small, large, larger) = (
      try file(lines: 1), try file(lines: 262_144), try file(lines: 262_144, rest: "1")
    )
    func jobs(_ files: [ExportFile]) -> [IngestJob] { files.map { IngestJob(file: $0, profile: calls) } }
    #expect(large.sizeBytes == 4_194_304 && larger.sizeBytes == 4_194_305)
    #expect(sizes([]) == [] && sizes(jobs([larger])) == [1])
    #expect(sizes(jobs([small, large, small])) == [3])
    #expect(sizes(jobs([small, larger])) == [1, 1] && sizes(jobs([larger, small])) == [1, 1])
    #expect(sizes(jobs([larger, small, small])) == [1, 2])
    // Thirty-two megabytes together, and not a byte more.
    #expect(sizes(jobs(Array(repeating: large, count: 8))) == [8])
    #expect(sizes(jobs(Array(repeating: large, count: 9))) == [8, 1])
    #expect(sizes(jobs(Array(repeating: large, count: 8) + [small, large])) == [8, 2])
    #expect(sizes(jobs(Array(repeating: large, count: 17))) == [8, 8, 1])
  }

  @Test("five hundred files at most, of one kind")
  func many() throws {
    let file = try file(lines: 1)
    let (call, order) = (IngestJob(file: file, profile: calls), IngestJob(file: file, profile: orders))
    #expect(sizes(Array(repeating: call, count: 500)) == [500])
    #expect(sizes(Array(repeating: call, count: 501)) == [500, 1])
    #expect(sizes([call, order, order, call]) == [1, 2, 1])
  }
}
