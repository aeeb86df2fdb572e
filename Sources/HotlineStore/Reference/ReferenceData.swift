import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// What the store needs besides the exports: canonical names with their aliases, and the working days.
package struct ReferenceData: Sendable {
  /// Names by dimension, in the order of the files: the order in which reports list them.
  let names: [Dimension: [NameEntry]]
  /// The kinds of fact, dimensions and numbers that there are.
  package internal(set) var model: DataModel
  /// The working days.
  package let calendar: WorkingDayCalendar

  /// A canonical name, or an alias of it that holds for a time.
  struct NameEntry: Sendable, Hashable {
    var name: String
    /// `nil` for the canonical name itself.
    var alias: String?
    /// From this moment (Unix seconds) …
    var since: Int64
    /// … up to this one, excluded.
    var until: Int64
  }

  static let always: (since: Int64, until: Int64) = (-1 << 50, 1 << 50)

  /// Reads the tables of names and the calendars that the locality in force has in a data folder.
  package init(directory: String) throws {
    let locality = Locality.current
    func entries(_ path: String?) throws -> [NameEntry] {
      try path.map { try Self.entries("\(directory)/\($0)") } ?? []
    }
    try self.init(
      names: [.district: entries(locality.districts), .unit: entries(locality.units)],
      calendar: WorkingDayCalendar(contentsOf: locality.calendars.map { "\(directory)/\($0)" }),
      model: DataModel(directory: directory))
  }

  init(names: [Dimension: [NameEntry]], calendar: WorkingDayCalendar, model: DataModel = .builtIn) {
    self.model = model
    self.names = names
    self.calendar = calendar
  }

  /// The canonical names of a dimension in the order of its file; empty for dimensions without a file.
  package func canonicalNames(of dimension: Dimension) -> [String] {
    (names[dimension] ?? []).filter { $0.alias == nil }.map(\.name)
  }

  /// Whether a table of names has the name, as a canonical one or as an alias, whenever it holds.
  package func isKnown(_ name: String, in dimension: Dimension) -> Bool {
    names[dimension]?.contains { $0.name == name || $0.alias == name } == true
  }

  private static func entries(_ path: String) throws -> [NameEntry] {
    let table = try DataTable(contentsOf: path, columns: ["name", "alias", "since", "until"])
    return try table.rows.map { row in
      func day(_ column: String, or fallback: Int64) throws -> Int64 {
        if row[column].isEmpty { return fallback }
        guard let day = LocalDay(iso: row[column]) else {
          throw Diagnostic(
            at: row.place, found: LocalizedText(zh: "“\(row[column])”不是日期", en: "“\(row[column])” is not a date"),
            expected: LocalizedText(zh: "如 2015-11-04", en: "such as 2015-11-04"))
        }
        return day.start
      }
      return NameEntry(
        name: row["name"].composed, alias: row["alias"].isEmpty ? nil : row["alias"].composed,
        since: try day("since", or: always.since),
        until: try day("until", or: always.until))
    }
  }

  /// Changes whenever names or working days do.
  var fingerprint: String { calendar.fingerprint + namesFingerprint }

  /// Changes whenever names do.
  var namesFingerprint: String {
    var hash = ContentHash()
    for dimension in Dimension.builtIn {
      for entry in names[dimension] ?? [] {
        hash.add(text: entry.name)
        hash.add(text: entry.alias ?? "")
        hash.add(number: entry.since)
        hash.add(number: entry.until)
      }
    }
    return String(UInt64(bitPattern: hash.value), radix: 16)
  }
}
