import Foundation
import HotlineConfiguration
import HotlineStore
import Synchronization
import Testing

@testable import HotlineApp

@Suite("Workspace")
struct WorkspaceTests {
  /// The project's data folder, copied so that it can be changed.
  private func data(_ desk: TestDesk) throws -> String {
    let copy = desk.folder + "/data"
    try FileManager.default.copyItem(atPath: desk.workspace.data, toPath: copy)
    return copy
  }

  @Test("a changed definition counts from the next question on, without a new workspace")
  func changedDefinition() throws {
    let place = try TestDesk()
    let data = try data(place)
    let desk = try TestDesk(data: data)
    _ = try IngestFiles([try desk.calls("2019-03-04", answered: 9, abandoned: 1)]).run(in: desk.workspace)
    #expect(try desk.counts("connection_rate", "2019-03") == [9, 10])
    let path = data + "/metrics.yaml"
    let metrics = try String(contentsOfFile: path, encoding: .utf8)
    let changed = metrics.replacing(
      "\nmetrics:\n",
      with: """

        metrics:
          ours:
            name: {zh: 我们的, en: Ours}
            unit: count
            better: neither
            numerator: calls_inbound
            definition: {zh: 呼入, en: inbound}
            source: our own

        """)
    try #require(changed != metrics)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try desk.counts("ours", "2019-03") == [10, nil])
  }

  @Test("the definitions of a folder are its YAML files and the tables that the locality names, wherever they are")
  func watchedFiles() throws {
    let desk = try TestDesk()
    let folder = desk.folder + "/watched"
    try FileManager.default.createDirectory(atPath: folder + "/towns", withIntermediateDirectories: true)
    for name in ["metrics.yaml", "towns/names.csv", "towns/other.csv", "notes.txt"] {
      try Data("a\n".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    func stamps() -> [String: FileStamp] {
      FileStamp.definitions(in: folder, tables: ["towns/names.csv", "towns/missing.csv"])
    }
    let before = stamps()
    #expect(Set(before.keys) == ["\(folder)/metrics.yaml", "\(folder)/towns/names.csv"])
    try Data("a\n".utf8).write(to: URL(filePath: folder + "/notes.txt"))
    #expect(stamps() == before)
    try Data("a\nb\n".utf8).write(to: URL(filePath: folder + "/towns/names.csv"))
    #expect(stamps() != before)
  }

  @Test("a database that was put in another's place is the one that answers")
  func replacedDatabase() throws {
    let desk = try TestDesk()
    let other = try TestDesk()
    _ = try IngestFiles([try desk.calls("2019-03-04", answered: 9, abandoned: 1)]).run(in: desk.workspace)
    _ = try IngestFiles([try other.calls("2019-03-04", answered: 3, abandoned: 0)]).run(in: other.workspace)
    #expect(try desk.counts("connection_rate", "2019-03") == [9, 10])
    let copy = desk.folder + "/copy.sqlite"
    #expect(try BackUpDatabase(to: copy).run(in: other.workspace) == other.workspace.database + ".key")
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: desk.workspace.database + suffix)
    }
    #expect(rename(copy, desk.workspace.database) == 0)
    #expect(try desk.counts("connection_rate", "2019-03") == [3, 3])
  }

  @Test("what is broken in the definitions is told; the rest goes on, and only a check fails")
  func broken() throws {
    let place = try TestDesk()
    let data = try data(place)
    let path = data + "/metrics.yaml"
    let metrics = try String(contentsOfFile: path, encoding: .utf8)
    try metrics.replacing("\nmeasures:\n", with: "\nmeasures:\n  bad: {fact: call, filter: nonsense(}\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let told = Mutex<[String]>([])
    let workspace = Workspace(database: place.workspace.database, data: data) { problems in
      told.withLock { $0 += problems.map { $0.message(.en) } }
    }
    let outcome = try IngestFiles([try place.calls("2019-03-04", answered: 9, abandoned: 0)]).run(in: workspace)
    #expect(!outcome.isFailure)
    #expect(told.withLock { $0.first?.contains("metrics.yaml:") } == true)
    // Each use case tells it once.
    #expect(told.withLock { $0.count } == 1)
    _ = try ShowStatus().run(in: workspace)
    #expect(told.withLock { $0.count } == 2)
    let check = try CheckDatabase().run(in: workspace)
    #expect(check.isSound && check.isFailure)
    #expect(check.definitionProblems.count == 1)
    #expect(told.withLock { $0.count } == 3)
  }

  @Test("a sound database is found sound, a changed source is not")
  func check() throws {
    let desk = try TestDesk()
    let file = try desk.calls("2019-03-04", answered: 9, abandoned: 0)
    _ = try IngestFiles([file]).run(in: desk.workspace)
    let sound = try CheckDatabase().run(in: desk.workspace)
    #expect(sound.isSound && !sound.isFailure && sound.files.unchanged == 1)
    try Data("x\n".utf8).write(to: URL(filePath: file))
    let changed = try CheckDatabase().run(in: desk.workspace)
    #expect(!changed.isSound && changed.files.changed == [file])
  }

  @Test("profiles are listed, found by name or file, and suggested")
  func profiles() throws {
    let desk = try TestDesk()
    let all = try CheckProfiles().run(in: desk.workspace)
    #expect(all.problems.isEmpty && all.profiles.contains { $0.name == "calls-en" })
    #expect(try CheckProfiles("calls-en").run(in: desk.workspace).profiles.map(\.name) == ["calls-en"])
    #expect(problem { _ = try CheckProfiles("no-such").run(in: desk.workspace) } != nil)
    let bad = try desk.write("title: 1\n", to: "bad.yaml")
    #expect(problem { _ = try CheckProfiles(bad).run(in: desk.workspace) }?.place?.file == bad)
    let known = try desk.calls("2019-03-04", answered: 9, abandoned: 0)
    #expect(try SuggestProfile(for: known).run(in: desk.workspace).installed == "calls-en")
    let strange = try desk.write(
      "流水号,接入号码,来电时间,状态\nA-1,962200,2019-03-04 08:03:11,人工接听\n", to: "strange.csv")
    let outcome = try SuggestProfile(for: strange, language: .en).run(in: desk.workspace)
    #expect(outcome.installed == nil)
    #expect(outcome.suggestion.yaml.contains("流水号"))
  }

  @Test("made-up logs keep within the calendar and a size")
  func simulate() throws {
    let desk = try TestDesk()
    let paths = try SimulateLogs(folder: desk.folder + "/logs", scale: 0.001, only: ["budget"]).run(in: desk.workspace)
    #expect(paths == [desk.folder + "/logs/budget.csv"])
    for (year, scale) in [(2012, 1), (2027, 1), (2019, 0), (2019, 1001), (2019, -1), (2019, .nan)] {
      let order = SimulateLogs(year: year, folder: desk.folder, scale: scale)
      #expect(problem { _ = try order.run(in: desk.workspace) }?.kind == .usage, "\(year) \(scale)")
    }
  }
}
