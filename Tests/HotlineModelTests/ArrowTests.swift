import Foundation
import Testing

/// The arrows between the rooms (DESIGN.md §2): what a room imports is what the design lets it import, and its target depends
/// on no more than that. The compiler keeps a door shut only as long as nobody opens it in Package.swift.
@Suite("The arrows between the rooms")
struct ArrowTests {
  /// For each room, the rooms and packages that it may import; what a room may import, those above it may too where named.
  static let allowed: [String: Set<String>] = {
    let text: Set = ["HotlineText"]
    let configuration = text.union(["HotlineConfiguration"])
    let calendar = configuration.union(["HotlineCalendar"])
    let model = calendar.union(["HotlineModel"])
    let document = text.union(["HotlineDocument"])
    let metrics = model.union(["HotlineMetrics"])
    let appraisal = metrics.union(["HotlineAppraisal"])
    let reports = appraisal.union(["HotlineReports", "HotlineDocument"])
    let app = reports.union([
      "HotlineReading", "HotlineStore", "HotlineEngines", "HotlineSimulation", "HotlineRender", "HotlineOffice",
      "HotlineRenderXLSX", "HotlineRenderDOCX",
    ])
    return [
      "HotlineText": [],
      "HotlineConfiguration": text.union(["CLibCSV", "Yams"]),
      "HotlineCalendar": configuration,
      "HotlineModel": calendar,
      "HotlineReading": model.union(["CLibCSV", "CLibXML2", "CMinizip", "CZlib"]),
      "HotlineStore": model.union(["CNettle", "CSQLite", "HotlineReading", "GRDB", "GRDBSQLite"]),
      "HotlineEngines": model,
      "HotlineMetrics": model,
      "HotlineAppraisal": metrics.union(["CLibCSV"]),
      "HotlineDocument": text,
      "HotlineReports": reports,
      "HotlineRender": document,
      // What Word files and workbooks have in common: parts of a zip, places in XML.
      "HotlineOffice": text.union(["CMinizip"]),
      "HotlineRenderXLSX": document.union(["CLibXLSXWriter", "HotlineOffice"]),
      "HotlineRenderDOCX": document.union(["HotlineRender", "HotlineOffice"]),
      "HotlineSimulation": calendar,
      "HotlineApp": app,
      // The server, its templates and its log; `hummingbird` is the package, `HTTPTypes` what it speaks of. Passwords need libsodium, packed
      // answers zlib.
      "HotlineWeb": app.union([
        "CSodium", "CZlib", "HotlineApp", "Hummingbird", "hummingbird", "HTTPTypes", "Mustache", "Logging",
      ]),
      // The command line knows no server: `hotline serve` starts `hotline-web`.
      "hotline": app.union(["HotlineApp", "ArgumentParser"]),
      "hotline-web": calendar.union(["HotlineApp", "HotlineWeb", "ArgumentParser"]),
    ]
  }()

  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// What comes with the toolchain.
  private static let toolchain: Set = ["Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc"]

  private static func rooms() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: project.appending(path: "Sources").path)
      .filter { $0.lowercased().hasPrefix("hotline") }.sorted()
  }

  /// The modules that a room's files import, each with a file that does.
  private static func imports(_ room: String) throws -> [String: String] {
    let folder = project.appending(path: "Sources/\(room)")
    var imports: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init()
    where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), words.prefix(place).allSatisfy({ $0.hasPrefix("@") }),
          let last = words.last, let module = last.split(separator: ".").first
        else { continue }
        imports[String(module)] = name
      }
    }
    return imports
  }

  @Test("every room stands in the design")
  func known() throws {
    let rooms = try Self.rooms()
    #expect(rooms.contains("HotlineModel"))
    #expect(Set(rooms).subtracting(Self.allowed.keys) == [])
  }

  @Test("a room imports what the design lets it, and nothing else")
  func imports() throws {
    for room in try Self.rooms() {
      let imports = try Self.imports(room)
      let foreign = Set(imports.keys).subtracting(Self.toolchain).subtracting(Self.allowed[room] ?? []).subtracting([
        room
      ])
      #expect(foreign == [], "\(room): \(foreign.map { "\($0) in \(imports[$0] ?? "")" }.joined(separator: ", "))")
    }
  }

  @Test("a room's target depends on what the design lets it, and nothing else")
  func targets() throws {
    let manifest = try String(contentsOf: Self.project.appending(path: "Package.swift"), encoding: .utf8)
    for room in try Self.rooms() {
      // A product is named like its module.
      let pattern = try Regex("arget\\(\\s*name: \"\(room)\"(,\\s*dependencies: \\[[^\\]]*)?")
      let target = try #require(manifest.firstMatch(of: pattern))
      let named = target.output[0].substring ?? ""
      let dependencies = Set(named.matches(of: /"(\w+)"/).map { String($0.output.1) }).subtracting([room])
      #expect(dependencies.subtracting(Self.allowed[room] ?? []) == [], "\(room)")
    }
  }
}
