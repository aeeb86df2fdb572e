import HotlineConfiguration
import HotlineText
import Testing

@Suite("Configuration")
struct ConfigurationTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("a mistake is reported with file, line, column and what is allowed")
  func place() throws {
    let root = try ConfigurationNode(yaml: "better: up\nname: x\n", file: "metrics.yaml")
    #expect(
      message { _ = try root.required("better").word(of: ["higher", "lower"]) }.hasPrefix(
        "metrics.yaml:1:9: “up” is not allowed here; one of: higher, lower"))
    #expect(message { _ = try root.entries(allowed: ["better"]) }.hasPrefix("metrics.yaml:2:1: unknown key “name”"))
    #expect(message { _ = try root.required("unit") }.contains("“unit” is missing"))
    #expect(message { _ = try root.required("name").int() }.contains("metrics.yaml:2:7"))
  }

  @Test("a file that unfolds into billions of nodes is refused at once")
  func bomb() {
    var yaml = "a0: &a0 [x, x]\n"
    for level in 1...40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(message { _ = try ConfigurationNode(yaml: yaml, file: "bomb.yaml") }.contains("anchor"))
  }

  @Test("a key that stands twice and text that is no YAML are errors with a place")
  func broken() {
    #expect(message { _ = try ConfigurationNode(yaml: "a: 1\na: 2\n", file: "x.yaml").entries() }.hasPrefix("x.yaml:"))
    #expect(message { _ = try ConfigurationNode(yaml: "a: [1,\nb", file: "x.yaml") }.hasPrefix("x.yaml:"))
    #expect(message { _ = try ConfigurationNode(yaml: "", file: "x.yaml") }.contains("empty"))
  }

  @Test(
    "messages follow the locale's language",
    arguments: [
      (["LC_ALL": "zh_CN.UTF-8"], Language.zh), (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .en),
      (["LANG": "zh_CN.UTF-8"], .zh),
      (["LC_ALL": "", "LC_MESSAGES": "zh_HK"], .zh), ([:], .en),
    ])
  func locale(environment: [String: String], language: Language) {
    #expect(Language.ofLocale(environment) == language)
  }

  @Test("a small table knows its lines, quotes and comments")
  func table() throws {
    let csv = "\u{FEFF}# names\nname,alias\n\"a,b\",\"two\nlines\"\n\nlast,\"q\"\"q\"\n"
    let table = try DataTable(csv: Array(csv.utf8), file: "names.csv", columns: ["name", "alias"])
    #expect(table.rows.map { $0["name"] } == ["a,b", "last"])
    #expect(table.rows.map { $0["alias"] } == ["two\nlines", "q\"q"])
    #expect(table.rows.map(\.place.line) == [3, 6])
    #expect(
      message { _ = try DataTable(csv: Array("x\n1\n".utf8), file: "names.csv", columns: ["name"]) }
        == "names.csv:1: column “name” is missing; columns: name")
    // 黄浦 as a Chinese spreadsheet saves it.
    let bytes = Array("name,alias\n".utf8) + [0xBB, 0xC6, 0xC6, 0xD6] + Array(",\n".utf8)
    #expect(
      message { _ = try DataTable(csv: bytes, file: "names.csv", columns: ["name"]) }
        == "names.csv:2: not UTF-8 text; save it as UTF-8 (Excel: “CSV UTF-8 (comma delimited)”)")
  }
}
