import Foundation
import Testing

/// `hotline init`, through the built binary.
@Suite("A working folder")
struct InitTests {
  private static let data = Workplace.project.appending(path: "data").path

  private func files(in folder: String) throws -> Set<String> {
    Set(
      (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { file in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: "\(folder)/\(file)", isDirectory: &isFolder)
          && !isFolder.boolValue
      })
  }

  @Test("no folder is none: nothing is written into the root of the disk")
  func unnamed() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<40))
    for command in [
      ["init", ""],
      ["report", "member", "--each", "unit", "--period", "2019-03", "--out", "", "--database", place.database],
      ["report", "monthly", "2019-03", "--out", "", "--database", place.database],
      ["appraise", "data/indicators/hotline-2019.yaml", "--evidence", "", "--database", place.database],
    ] {
      let outcome = try place.run(command)
      #expect(
        [2, 64].contains(outcome.status) && outcome.errors.contains("no folder is named"),
        "\(command): \(outcome.errors)")
    }
  }

  @Test("holds the data folder, the example and a page in Chinese; no database, no logs, no other city")
  func made() throws {
    let place = try Workplace()
    let outcome = try place.run(["init", place.path("new/work"), "--lang", "zh"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "\(place.path("new/work"))/data\n\(place.path("new/work"))/README.md\n")
    #expect(outcome.errors.contains("模拟数据") && outcome.errors.contains("hotline ingest"))
    #expect(try files(in: place.path("new")).filter { !$0.hasPrefix("work/data/") } == ["work/README.md"])
    let copied = try files(in: place.path("new/work/data"))
    for file in [
      "metrics.yaml", "model.yaml", "locality.yaml", "districts.csv", "units.csv", "calendar/china.csv",
      "profiles/calls-zh.yaml", "profiles/README.md", "indicators/hotline-2019.yaml", "sample/README.md",
    ] {
      #expect(copied.contains(file), "\(file)")
    }
    for file in copied {
      #expect(
        FileManager.default.contentsEqual(atPath: "\(Self.data)/\(file)", andPath: place.path("new/work/data/\(file)")),
        "\(file)")
    }
    #expect(!copied.contains { $0.hasPrefix("localities") || $0.hasPrefix("logs") || $0.contains(".sqlite") })
    let page = try String(contentsOfFile: place.path("new/work/README.md"), encoding: .utf8)
    #expect(page.hasPrefix("# 热线数据工作目录\n") && page.contains("全部为模拟数据"))
    // Every file that the page names is there, but for what the first ingest makes.
    let named = page.matches(of: /`(data\/[^`]+)`/).map { String($0.1) }.filter { !$0.contains("sqlite") }
    #expect(named.count > 8)
    for path in named {
      #expect(FileManager.default.fileExists(atPath: place.path("new/work/\(path)")), "\(path)")
    }
  }

  @Test("the page's commands work there as they stand")
  func page() throws {
    let place = try Workplace()
    try #require(try place.run(["init", place.path("work")]).status == 0)
    let page = try String(contentsOfFile: place.path("work/README.md"), encoding: .utf8)
    let commands = page.split(separator: "\n").filter { $0.hasPrefix("    hotline ") && $0.contains("示例.sqlite") }
    #expect(commands.count == 3)
    for command in commands {
      let outcome = try place.bash(
        "cd \(place.path("work")); hotline() { \"$HOTLINE\" \"$@\"; }; \(command.drop(while: { $0 == " " }))")
      #expect(outcome.status == 0, "\(command): \(outcome.errors)")
    }
    #expect(FileManager.default.fileExists(atPath: place.path("work/reports/monthly-2019-03.html")))
    // The default database is kept there too.
    let own = try place.bash(
      "cd \(place.path("work")); $HOTLINE ingest data/sample/agents*.csv; $HOTLINE profile check")
    #expect(own.status == 0, "\(own.errors)")
    #expect(FileManager.default.fileExists(atPath: place.path("work/data/hotline.sqlite")))
  }

  @Test("is made in a folder that is in use, and never over what is there")
  func refused() throws {
    let place = try Workplace()
    try place.write("own", to: "calls.csv")
    let here = "cd \(place.folder.path); $HOTLINE init . --data \(Self.data)"
    #expect(try place.bash(here).status == 0)
    #expect(try String(contentsOfFile: place.path("calls.csv"), encoding: .utf8) == "own")
    try place.write("own", to: "data/model.yaml")
    try FileManager.default.removeItem(atPath: place.path("data/metrics.yaml"))
    for (language, message) in [
      ("en", "error: ./data: is there already; nothing was changed"), ("zh", "错误：./data: 已经存在"),
    ] {
      let again = try place.bash("\(here) --lang \(language)")
      #expect(again.status == 1 && again.errors.hasPrefix(message), "\(again.errors)")
    }
    #expect(try String(contentsOfFile: place.path("data/model.yaml"), encoding: .utf8) == "own")
    #expect(!FileManager.default.fileExists(atPath: place.path("data/metrics.yaml")))

    try FileManager.default.createDirectory(atPath: place.path("other"), withIntermediateDirectories: true)
    try place.write("mine", to: "other/README.md")
    let page = try place.run(["init", place.path("other")])
    #expect(page.status == 1 && page.errors.contains("other/README.md: is there already"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path("other")) == ["README.md"])
    // A link that leads nowhere is there as well.
    let link = try place.bash(
      "cd \(place.folder.path); mkdir third; ln -s nowhere third/data; $HOTLINE init third --data \(Self.data)")
    #expect(link.status == 1 && link.errors.contains("third/data: is there already"))
    let file = try place.run(["init", place.path("calls.csv")])
    #expect(file.status == 1 && file.errors.contains("cannot be written"), "\(file.errors)")
  }

  @Test("leaves nothing when it cannot be made, and is made where a copy was stopped half-way")
  func halfway() throws {
    let place = try Workplace()
    let full = try place.bash("mkdir \(place.path("full")); ulimit -f 8; $HOTLINE init \(place.path("full"))")
    #expect(full.status == 1 && full.errors.contains("cannot be written"), "\(full.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path("full")).isEmpty)
    try FileManager.default.createDirectory(
      atPath: place.path("work/.hotline-init/profiles"), withIntermediateDirectories: true)
    try place.write("half", to: "work/.hotline-init/profiles/half.yaml")
    #expect(try place.run(["init", place.path("work")]).status == 0)
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: place.path("work"))) == ["data", "README.md"])
    #expect(!FileManager.default.fileExists(atPath: place.path("work/data/profiles/half.yaml")))
  }

  @Test("of another city holds that city's tables, its links as files, and a page in its language")
  func otherCity() throws {
    let place = try Workplace()
    let outcome = try place.run(["init", place.path("ny"), "--data", "\(Self.data)/localities/us-example"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let copied = try files(in: place.path("ny/data"))
    #expect(
      copied.isSuperset(of: ["calendar/us-federal.csv", "districts.csv", "metrics.yaml", "profiles/calls-en.yaml"]))
    let metrics = try FileManager.default.attributesOfItem(atPath: place.path("ny/data/metrics.yaml"))
    #expect(metrics[.type] as? FileAttributeType == .typeRegular)
    let page = try String(contentsOfFile: place.path("ny/README.md"), encoding: .utf8)
    #expect(page.hasPrefix("# A working folder") && !page.contains("热线"))
    let check = try place.bash("cd \(place.path("ny")); $HOTLINE profile check")
    #expect(check.status == 0, "\(check.errors)")
  }
}
