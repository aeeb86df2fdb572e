import Foundation
import HotlineConfiguration
import HotlineText

/// The place whose hotline it is: what `data/locality.yaml` says of its clock, calendar, names, numbers and language.
///
/// Like the zone of the process, the locality in force (``current``) is set once when the program starts, and then only read.
package struct Locality: Sendable, Hashable {
  /// The place's name.
  package var name: LocalizedText
  /// Its clock.
  package var zone: LocalZone
  /// Its calendars of holidays, by their paths in the data folder.
  package var calendars: [String]
  /// The table of its districts in the data folder, if it has any.
  package var districts: String?
  /// The table of the units that handle orders, if there is one.
  package var units: String?
  /// The language of reports and forms unless the user asks for another.
  package var language: Language
  /// How telephone numbers are written, and which digits are a person's.
  package var numbers: NumberPlan
  /// Its hotlines' numbers. None: any short number or name in a column of lines is one.
  package var lines: [String] = []
}

extension Locality {
  /// The tables of names in the data folder, by the dimension whose names they hold.
  package var nameTables: [String: String] {
    ["district": districts, "unit": units].compactMapValues { $0 }
  }

  /// The tables of the data folder that it names: calendars and names.
  package var tables: [String] { calendars + nameTables.values }
}

// MARK: The file

extension Locality {
  /// The file's name in the data folder.
  package static let fileName = "locality.yaml"

  /// The locality of a data folder. A folder without the file is one from before there was one, and means the ``standard``.
  ///
  /// - Throws: a ``Diagnostic`` at the file's first mistake.
  package init(folder: String) throws {
    let path = "\(folder)/\(Self.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      self = .standard
      return
    }
    try self.init(ConfigurationNode(contentsOf: path))
  }

  /// Reads a locality.
  ///
  /// - Throws: a ``Diagnostic`` at the first mistake.
  package init(_ root: ConfigurationNode) throws {
    _ = try root.entries(
      allowed: ["name", "time_zone", "calendar", "districts", "units", "language", "numbers", "lines"])
    name = try root.required("name").text()
    zone = try Self.zone(root.required("time_zone"))
    let calendar = try root.required("calendar")
    calendars = try calendar.oneOrMore().map(Self.path)
    guard !calendars.isEmpty else {
      throw calendar.problem(LocalizedText(zh: "没有日历文件", en: "there is no calendar"))
    }
    guard calendars.count <= Self.mostCalendars, Set(calendars).count == calendars.count else {
      throw calendar.problem(
        LocalizedText(
          zh: "列了 \(calendars.count) 个日历文件，最多 \(Self.mostCalendars) 个，且不得重复",
          en: "\(calendars.count) calendars are listed; at most \(Self.mostCalendars) may be, each once"))
    }
    districts = try root.optional("districts").map(Self.path)
    units = try root.optional("units").map(Self.path)
    language = try root.required("language").word()
    numbers = try NumberPlan(root.required("numbers"))
    lines = try root.optional("lines").map { try $0.oneOrMore().map(Self.line) } ?? []
  }

  /// A calendar for each of many years.
  private static let mostCalendars = 200

  private static func line(_ node: ConfigurationNode) throws -> String {
    let line = try node.string()
    guard (1...40).contains(line.unicodeScalars.count), line == line.trimmingCharacters(in: .whitespaces) else {
      throw node.problem(
        LocalizedText(zh: "“\(line)”不是热线号码", en: "“\(line)” is no hotline's number"),
        expected: LocalizedText(zh: "加引号的号码，如 \"12345\"", en: "a number in quotes such as \"12345\""))
    }
    return line
  }

  /// The names of the districts with their aliases, from the table in a data folder.
  package func districtNames(folder: String) throws -> Set<String> {
    guard let districts else { return [] }
    let table = try DataTable(contentsOf: "\(folder)/\(districts)", columns: ["name", "alias"])
    return Set(table.rows.flatMap { [$0["name"], $0["alias"]] }.filter { !$0.isEmpty })
  }

  private static func zone(_ node: ConfigurationNode) throws -> LocalZone {
    let name = try node.string()
    // A place has a name; a mere offset would forget its summer time.
    guard name == "UTC" || name.contains("/"), let zone = LocalZone(name: name) else {
      throw node.problem(
        LocalizedText(zh: "无法识别的时区“\(name)”", en: "“\(name)” is not a known time zone"),
        expected: LocalizedText(
          zh: "系统时区数据中的名称，如 \(LocalZone.standard.name) 或 America/New_York",
          en: "a name of the system's zone data such as \(LocalZone.standard.name) or America/New_York"))
    }
    return zone
  }

  private static func path(_ node: ConfigurationNode) throws -> String {
    let path = try node.string()
    guard !path.isEmpty, !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw node.problem(
        LocalizedText(zh: "“\(path)”不是数据目录中的文件", en: "“\(path)” is no file of the data folder"),
        expected: LocalizedText(zh: "如 calendar/china.csv", en: "such as calendar/china.csv"))
    }
    return path
  }
}

// MARK: The locality of the process

extension Locality {
  private nonisolated(unsafe) static var chosen = standard

  /// The locality in force.
  package static var current: Locality { chosen }

  /// Puts a locality in force. Only the start of the program calls it, before any other thread runs.
  package static func use(_ locality: Locality) {
    chosen = locality
    LocalZone.use(locality.zone)
    var plan = locality.numbers
    plan.hotlines = locality.lines.map { Array($0.utf8) }.filter { $0.allSatisfy { (0x30...0x39).contains($0) } }
    NumberPlan.use(plan)
  }

  /// What `data/locality.yaml` is shipped with; also what a folder without that file means.
  package static let standard = Locality(
    name: LocalizedText(zh: "上海", en: "Shanghai"), zone: .standard, calendars: ["calendar/china.csv"],
    districts: "districts.csv", units: "units.csv", language: .zh, numbers: .standard, lines: ["962200", "12345"])
}
