import Foundation
import Testing

@Suite("Ingesting what is not a plain CSV")
struct ContainerTests {
  private static let inputs = Workplace.project.appending(path: "Tests/HotlineReadingTests/Containers/Inputs")

  @Test("a folder of all kinds: tables are read, the others are refused or named, none silently")
  func folder() throws {
    let place = try Workplace()
    let folder = place.folder.appending(path: "exports")
    try FileManager.default.copyItem(at: Self.inputs, to: folder)
    try Data("x".utf8).write(to: folder.appending(path: "说明.docx"))
    let outcome = try place.run(["ingest", folder.path, "--lang", "zh", "--database", place.database])
    #expect(outcome.status == 1)
    for (name, words) in [
      ("error.csv", "JSON"), ("login.csv", "请重新登录"), ("ole.csv", "另存为"), ("xmlss.csv", "呼叫编号"),
      ("exports", "说明.docx"),
    ] {
      let lines = outcome.errors.split(separator: "\n").filter { $0.contains(name) }
      #expect(lines.contains { $0.contains(words) }, "\(name): \(outcome.errors)")
    }
    #expect(outcome.output.contains("a.csv.gz") && outcome.output.contains("导出.csv"))
    #expect(try place.sqlite3("SELECT count(*) FROM source") == "2")
    #expect(try place.sqlite3("SELECT count(*) FROM call") == "2")
  }

  @Test("an entry of an archive is a source of its own name and can be read again")
  func archive() throws {
    let place = try Workplace()
    try place.hotline("ingest", Self.inputs.appending(path: "c.zip").path)
    #expect(try place.sqlite3("SELECT file FROM source") == "c.csv")
    #expect(try place.hotline("check").isEmpty == false)
  }
}
