import Foundation
import ReaderCheck

@testable import HotlineReading

/// Called by libFuzzer: bytes become a file, the file rows, the rows records; a violation ends the process and is kept.
///
/// The first byte chooses the profile, and whether a fitting header is put before the rest: without one nearly every input
/// would be refused before its rows are read.
private struct Target: @unchecked Sendable {
  let catalog: ProfileCatalog
  let profiles: [(profile: Profile, header: [UInt8])]
  let path = "/dev/shm/hotline-fuzz-\(getpid()).csv"

  init() throws {
    let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "data/profiles").path
    catalog = try ProfileCatalog(directory: data)
    profiles = catalog.profiles.map { profile in
      let headers = profile.columns.compactMap { $0.column.synonyms.first }
      return (profile, Array((headers.joined(separator: ",") + "\n").utf8))
    }
  }

  func run(_ input: UnsafeBufferPointer<UInt8>) {
    guard let first = input.first else { return }
    let (profile, header) = profiles[Int(first >> 1) % profiles.count]
    let bytes = (first & 1 == 1 ? header : []) + Array(input.dropFirst())
    guard (try? Data(bytes).write(to: URL(filePath: path))) != nil else { return }
    if case .violated(let rule) = ReaderCheck.outcome(of: path, bytes: bytes, profile: profile, catalog: catalog) {
      fatalError(rule)
    }
  }
}

private let target: Target = {
  do { return try Target() } catch { fatalError("\(error)") }
}()

private typealias Input = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ input: Input
) -> Int32

@main
enum ReaderFuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    let status = runDriver(&count, &arguments) { bytes, count in
      target.run(UnsafeBufferPointer(start: bytes, count: count))
      return 0
    }
    exit(status)
  }
}
