import Foundation
import Testing

@Suite("Use cases know no front end")
struct FrontEndTests {
  @Test("they print nothing, end no process and read neither arguments, environment nor locale")
  func noTerminal() throws {
    let folder = TestDesk.project.appending(path: "Sources/HotlineApp")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 20)
    let forbidden =
      /import ArgumentParser|\bprint\(|FileHandle\.standard|\bexit\(|CommandLine\.|ProcessInfo|\bLocale\b|STDERR|STDOUT|\bisatty\b/
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let found = text.firstMatch(of: forbidden).map { String($0.0) }
      #expect(found == nil, "\(file): \(found ?? "")")
    }
  }
}
