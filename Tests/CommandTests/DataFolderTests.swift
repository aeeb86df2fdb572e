import Foundation
import Testing

/// Where the program looks for its data folder.
@Suite("The data folder is found")
struct DataFolderTests {
  private let place: Workplace

  /// An installed program, two data folders that can be named, and `here` to run in. `profile list` tells the folders apart: each
  /// holds one profile, of a name of its own.
  init() throws {
    place = try Workplace()
    for (folder, name) in [("prefix/share/hotline", "installed"), ("named", "named"), ("variable", "variable")] {
      try makeData(folder, holding: name)
    }
    let made = try place.bash(
      "cd \(place.folder.path); mkdir -p prefix/bin here; ln $HOTLINE prefix/bin/ 2>/dev/null || cp $HOTLINE prefix/bin/"
    )
    try #require(made.status == 0)
  }

  private func makeData(_ folder: String, holding profile: String) throws {
    try FileManager.default.createDirectory(
      atPath: place.path("\(folder)/profiles"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Workplace.project.appending(path: "data/profiles/agents-en.yaml").path,
      toPath: place.path("\(folder)/profiles/\(profile).yaml"))
  }

  /// Runs a line in `here`.
  private func outcome(_ line: String) throws -> Workplace.Outcome {
    try place.bash("cd \(place.path("here")); \(line)")
  }

  /// The profile in the folder that was found.
  private func found(_ line: String) throws -> String {
    let outcome = try outcome(line)
    try #require(outcome.status == 0, "\(outcome.errors)")
    // Below the head and its line.
    return outcome.output.split(separator: "\n").dropFirst(2).first?.split(separator: " ").first.map(String.init) ?? ""
  }

  @Test("as named, by the variable, in the working folder, beside the program: the first that there is")
  func order() throws {
    let list = "../prefix/bin/hotline profile list"
    #expect(try found(list) == "installed")
    try FileManager.default.createDirectory(atPath: place.path("here/data"), withIntermediateDirectories: true)
    try place.write("", to: "here/data/hotline.sqlite")
    #expect(try found(list) == "installed", "a folder with only a database is no data folder")
    try makeData("here/data", holding: "local")
    #expect(try found(list) == "local")
    #expect(try found("HOTLINE_DATA= \(list)") == "local", "an empty variable names nothing")
    #expect(try found("HOTLINE_DATA=../variable \(list)") == "variable")
    #expect(try found("HOTLINE_DATA=../variable \(list) --data ../named") == "named")
    #expect(try found("HOTLINE_DATA=../variable \(list) --data=../named") == "named")
  }

  @Test("through a link to the program, and through a link to the folder of programs")
  func links() throws {
    let made = try outcome("mkdir ../local; ln -s ../prefix/bin/hotline ../local/hotline; ln -s prefix/bin ../programs")
    try #require(made.status == 0)
    for program in ["../local/hotline", "../programs/hotline", "PATH=../local:$PATH hotline"] {
      #expect(try found("\(program) profile list") == "installed", "\(program)")
    }
  }

  @Test("its locality is in force, wherever it was found")
  func locality() throws {
    try FileManager.default.removeItem(atPath: place.path("prefix/share/hotline"))
    try FileManager.default.createSymbolicLink(
      atPath: place.path("prefix/share/hotline"),
      withDestinationPath: Workplace.project.appending(path: "data/localities/us-example").path)
    let made = try outcome(
      """
      printf 'call_id,line,direction,started_at,outcome\\nC1,311,inbound,2024-03-04 08:00:00,answered\\n' > calls.csv
      ../prefix/bin/hotline ingest calls.csv --database ny.sqlite --quiet
      ../prefix/bin/hotline status --database ny.sqlite
      """)
    #expect(made.status == 0 && made.output.contains("America/New_York"), "\(made.errors)")
  }

  @Test("where there is none, one sentence says so and what to do; help needs none")
  func none() throws {
    try FileManager.default.removeItem(atPath: place.path("prefix/share"))
    let program = "../prefix/bin/hotline"
    for command in ["kpi --period 2019", "ingest x.csv", "simulate --out logs", "init work", "profile list"] {
      let outcome = try outcome("\(program) \(command)")
      #expect(outcome.status == 1 && outcome.output.isEmpty, "\(command)")
      #expect(
        outcome.errors
          == "error: there is no data folder: neither data in this folder nor \(place.path("prefix/share/hotline")) is one; go to a folder that `hotline init` made, or name the data folder with --data or HOTLINE_DATA\n"
      )
    }
    let chinese = try outcome("\(program) kpi --period 2019 --lang zh")
    #expect(chinese.errors.hasPrefix("错误：找不到数据目录") && chinese.errors.contains("--data"))
    for command in ["", "--help", "--version", "help kpi", "report", "profile", "kpi --help"] {
      let outcome = try outcome("\(program) \(command)")
      #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(command): \(outcome.errors)")
    }
  }

  @Test("a folder that was named and does not exist, is a file, or holds no KPIs is told as such")
  func named() throws {
    try place.write("", to: "here/file")
    let cases = [
      ("kpi --period 2019 --data nowhere", "nowhere: the folder that --data names does not exist"),
      ("kpi --period 2019 --data file", "file: what --data names is no folder"),
      ("profile list --data nowhere", "nowhere: the folder that --data names does not exist"),
      ("kpi --period 2019 --data ../named", "../named: no whole data folder: it holds no metrics.yaml"),
      ("init work --data ../named", "../named: no whole data folder: it holds no metrics.yaml"),
    ]
    for (command, message) in cases {
      let outcome = try outcome("../prefix/bin/hotline \(command)")
      #expect(outcome.status == 1 && outcome.errors.hasPrefix("error: \(message); "), "\(outcome.errors)")
      #expect(outcome.errors.contains("`hotline init` makes") && outcome.errors.split(separator: "\n").count == 1)
    }
    let variable = try outcome("HOTLINE_DATA=nowhere ../prefix/bin/hotline kpi --period 2019")
    #expect(variable.status == 1 && variable.errors.contains("the folder that HOTLINE_DATA names does not exist"))
  }
}
