import Foundation
import Testing

@Suite("The README")
struct DocumentationTests {
  @Test("names every command and every option that the binary has")
  func complete() throws {
    let place = try Workplace()
    let readme = try String(contentsOf: Workplace.project.appending(path: "README.md"), encoding: .utf8)
    let dump = try place.run(["--experimental-dump-help"]).output
    let tool = try #require(try dump.json() as? [String: Any])
    let root = try #require(tool["command"] as? [String: Any])
    var missing: [String] = []
    func visit(_ command: [String: Any], path: String) {
      for option in command["arguments"] as? [[String: Any]] ?? [] {
        for name in option["names"] as? [[String: Any]] ?? [] {
          guard name["kind"] as? String == "long", let text = name["name"] as? String else { continue }
          if !readme.contains("--\(text)") { missing.append("\(path) --\(text)") }
        }
      }
      for child in command["subcommands"] as? [[String: Any]] ?? [] {
        guard let name = child["commandName"] as? String, name != "help" else { continue }
        if !readme.contains("\(path) \(name)") { missing.append("\(path) \(name)") }
        visit(child, path: "\(path) \(name)")
      }
    }
    visit(root, path: "hotline")
    #expect(missing.isEmpty)
  }
}
