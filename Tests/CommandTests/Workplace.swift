import FreshNames
import Foundation
import Testing

/// A folder of its own for one test, in which the built binary is run as a user would.
final class Workplace: Sendable {
  /// What one run of the binary left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The project's root, where `data/` and `README.md` are.
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The built binary, beside the test bundle.
  static let binary = Bundle.main.bundleURL.appending(path: "hotline")

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hotline-test-\(freshName())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A folder that outlasts the test run, made anew by each: for what several tests share.
  init(shared name: String) throws {
    let checkout = Self.project.path.replacing("/", with: "_")
    folder = FileManager.default.temporaryDirectory.appending(path: "hotline-test\(checkout)-\(name)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var database: String { path("hotline.sqlite") }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  /// Copies the project's data folder into this one, to be changed there, and returns the copy's path.
  func copyData() throws -> String {
    let copy = path("data")
    try FileManager.default.copyItem(atPath: Self.project.appending(path: "data").path, toPath: copy)
    return copy
  }

  /// Puts a key of callers' pseudonyms beside the database, as the program itself would: for its owner alone.
  func writeKey(_ key: Data) throws {
    try key.write(to: URL(filePath: database + ".key"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: database + ".key")
  }

  /// The command line's process, not yet started; its output goes to files so that no pipe can fill up.
  func process(_ arguments: [String], output: URL, errors: URL) throws -> Process {
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = Self.project
    var environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder.path]
    environment["HOTLINE_MUTANT"] = ProcessInfo.processInfo.environment["HOTLINE_MUTANT"]
    process.environment = environment
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs the binary to its end.
  ///
  /// - Parameter input: what it reads on standard input.
  func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
    let name = freshName()
    let output = folder.appending(path: "\(name).out")
    let errors = folder.appending(path: "\(name).err")
    let process = try process(arguments, output: output, errors: errors)
    if let input { process.standardInput = FileHandle(forReadingAtPath: try write(input, to: "\(name).in")) }
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// Runs the binary on this folder's database; the run must succeed.
  @discardableResult
  func hotline(_ arguments: String...) throws -> String {
    let outcome = try run(arguments + ["--database", database])
    try #require(outcome.status == 0, "hotline \(arguments.joined(separator: " ")): \(outcome.errors)")
    return outcome.output
  }

  /// What `sqlite3` says to a query on this folder's database: the same library, not our code.
  func sqlite3(_ sql: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    // Another process may be about to close the database, which takes a moment alone.
    process.arguments = ["-cmd", ".timeout 20000", database, sql]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "sqlite3: \(sql)")
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension String {
  /// The JSON value that the text holds.
  func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(utf8), options: .fragmentsAllowed) }
}
