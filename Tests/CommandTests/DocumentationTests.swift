import Foundation
import Testing

@Suite("The README")
struct DocumentationTests {
  @Test("of the profiles names every view of the database and each of its columns")
  func views() throws {
    let place = try Workplace()
    try place.hotline("ingest", "data/sample", "--quiet", "--max-rejects", "60%")
    let readme = try String(
      contentsOf: Workplace.project.appending(path: "data/profiles/README.md"), encoding: .utf8)
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") || $0.hasPrefix("| all |") }
    let views = try place.sqlite3(
      "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE '%!_view' ESCAPE '!'")
    #expect(views.split(separator: "\n").count == 6)
    for view in views.split(separator: "\n") {
      let own = rows.filter { row in
        row.split(separator: "|").first?.contains("`\(view)`") == true || row.hasPrefix("| all |")
      }
      let columns = try place.sqlite3("SELECT name FROM pragma_table_info('\(view)')").split(separator: "\n")
      let missing = columns.filter { column in !own.contains { $0.contains("`\(column)`") } }
      #expect(missing.isEmpty, "\(view): \(missing.joined(separator: ", "))")
    }
  }

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
