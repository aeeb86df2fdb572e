import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// The clock by which a database tells days and hours: its rollups, derived columns and views are of this zone.
enum LocalClock {
  /// What tells the zone of the process from others, by its name and its changes; `nil` for the standard one, which databases
  /// had before there was a choice.
  static var fingerprint: String? {
    let zone = LocalZone.current
    guard zone != .standard else { return nil }
    var hash = ContentHash()
    for stretch in zone.stretches {
      hash.add(number: stretch.start)
      hash.add(number: stretch.offset)
    }
    return "\(zone.name) \(String(UInt64(bitPattern: hash.value), radix: 16))"
  }

  /// Writes down the zone of the process and the offsets of its clock.
  static func store(_ database: Database) throws {
    guard let fingerprint else {
      try database.execute(sql: "DELETE FROM clock_offset")
      return try Setting.timeZone.remove(database)
    }
    guard try Setting.timeZone.value(database) != fingerprint else { return }
    try Setting.timeZone.set(fingerprint, database)
    try database.execute(sql: "DELETE FROM clock_offset")
    guard LocalZone.current.fixedOffset == nil else { return }
    for stretch in LocalZone.current.stretches {
      try database.execute(
        sql: "INSERT INTO clock_offset(since_at, seconds) VALUES (?, ?)", arguments: [stretch.start, stretch.offset])
    }
  }

  /// Refuses to answer with the days of another clock; the next ingest makes them anew.
  ///
  /// - Throws: a ``Diagnostic`` with both zones.
  static func requireOwn(_ database: Database, path: String) throws {
    let stored = try Setting.timeZone.value(database)
    guard stored != fingerprint else { return }
    // A database without files has no days yet.
    guard try Bool.fetchOne(database, sql: "SELECT EXISTS(SELECT 1 FROM source)") ?? false else { return }
    let theirs = stored?.split(separator: " ").first.map(String.init) ?? LocalZone.standard.name
    let own = LocalZone.current.name
    throw Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "数据库按时区 \(theirs) 建立", en: "the database tells days and hours of \(theirs)"),
      expected: LocalizedText(
        zh: "数据目录的 \(Locality.fileName) 中为 \(own)", en: "\(own), as \(Locality.fileName) of the data folder says"),
      fix: LocalizedText(
        zh: "请用 --data 指明它的数据目录；如时区确已更改，请先用 hotline ingest 导入任一文件",
        en:
          "name its data folder with --data; if the zone was changed on purpose, ingest any file with `hotline ingest` first"
      ))
  }
}
