import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// What a report that is drawn now stands on.
package struct KnownState: Sendable {
  /// The highest number that any source has or had.
  package let lastSource: Int64
  /// The sources.
  package let sources: [PublicationBasis.KnownSource]
  /// Up to when they speak.
  package let horizons: [PublicationBasis.Horizon]
  /// What names stand for.
  package let names: [PublicationBasis.Name]
  /// The seconds within which a further call counts as a repeated one.
  package let repeatWindow: Int64
  /// What changes when the working days or the tables of names do.
  package let fingerprints: [String: String]
  /// Changes with every transaction.
  fileprivate let mark: String?
}

extension HotlineDatabase {
  /// Brings derived columns, names and sums up to date, so that a report can be drawn and published.
  ///
  /// - Parameter measures: what the rollups sum.
  package func prepareToPublish(measures: [Measure]) throws {
    try refresh(measures: measures)
    try write { database in
      try CarriedSets.retireUnused(database)
      return ((), .commit)
    }
  }

  /// What a report that is drawn from this state of the database stands on.
  package func knownState() throws -> KnownState {
    try read { database in
      let sources = try Row.fetchAll(database, sql: "SELECT id, file, sha256 FROM source ORDER BY id").map {
        PublicationBasis.KnownSource(number: $0[0], file: $0[1], sha256: $0[2])
      }
      let last = try ["source", "forgotten_source"].filter { try database.tableExists($0) }.compactMap {
        try Int64.fetchOne(database, sql: "SELECT max(id) FROM \($0)")
      }.max()
      var horizons: [PublicationBasis.Horizon] = []
      for (kind, horizon) in try Self.horizons(database).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        horizons.append(.init(kind: kind.rawValue, line: nil, moment: horizon.latest))
        for (line, moment) in horizon.earlier.sorted(by: { $0.key < $1.key }) {
          horizons.append(.init(kind: kind.rawValue, line: line, moment: moment))
        }
      }
      return KnownState(
        lastSource: last ?? 0, sources: sources, horizons: horizons, names: try Self.canonicalNames(database),
        repeatWindow: try Setting.repeatWindowSeconds(database),
        fingerprints: [
          PublicationBasis.Definition.calendar.rawValue: reference.calendar.fingerprint,
          PublicationBasis.Definition.names.rawValue: reference.namesFingerprint,
        ], mark: try Setting.identity.value(database))
    }
  }

  /// What the database's names stand for.
  static func canonicalNames(_ database: Database) throws -> [PublicationBasis.Name] {
    try Dimension.builtIn.filter(\.hasAliases).flatMap { dimension in
      try Row.fetchAll(
        database,
        sql: """
          SELECT name_id, since_at, until_at, canonical_id FROM \(dimension.rawValue)_canonical ORDER BY name_id, since_at
          """
      ).map {
        PublicationBasis.Name(
          dimension: dimension.rawValue, id: $0[0], since: $0[1], until: $0[2], canonical: $0[3])
      }
    }
  }

  /// Stores a publication, in a transaction of its own.
  ///
  /// - Parameter state: what its report was drawn from.
  /// - Returns: the publication with its number.
  /// - Throws: a ``Diagnostic`` when the database was written to since the report was drawn; then nothing is stored.
  package func publish(_ publication: Publication, drawnFrom state: KnownState) throws -> Publication {
    try requireWriting()
    try migrate()
    return try write { database in
      guard try Setting.identity.value(database) == state.mark else {
        throw Diagnostic(
          at: .init(file: path),
          found: LocalizedText(
            zh: "绘制报告期间数据库有变化，没有登记发布", en: "the database changed while the report was drawn: nothing was published"),
          fix: LocalizedText(zh: "请再运行一次", en: "run it again"))
      }
      var publication = publication
      publication.number = (try Publication.all(database, path: path).last?.number ?? 0) + 1
      try publication.insert(database)
      try PastFacts.refreshTriggers(database)
      return (publication, .commit)
    }
  }

  /// The publications, in order, without their figures.
  package func publications() throws -> [Publication] { try read { try Publication.all($0, path: path) } }

  /// A publication with its figures.
  ///
  /// - Parameter name: its number or its report's name, `monthly-2019-12`, which means the newest of that name; the newest of all for
  ///   `nil`.
  /// - Throws: a ``Diagnostic`` of kind usage when there is none.
  package func publication(named name: String?) throws -> Publication {
    try read { database in
      let all = try Publication.all(database, path: path)
      let found =
        name.map { name in all.last { String($0.number) == name } ?? all.last { $0.name == name } } ?? all.last
      guard var publication = found else {
        let shown = name.map { Masking.masked($0) }
        throw Diagnostic(
          .usage, at: .init(file: path),
          found: shown.map { LocalizedText(zh: "没有发布“\($0)”", en: "there is no publication “\($0)”") }
            ?? LocalizedText(zh: "还没有发布过报告", en: "nothing was published yet"),
          expected: shown == nil
            ? nil
            : LocalizedText(
              zh: "hotline status 所列的编号，或报告名，如 monthly-2019-12",
              en: "a number of `hotline status`, or a report's name such as monthly-2019-12"),
          fix: shown == nil ? LocalizedText(zh: "先用 hotline publish 发布", en: "publish one with `hotline publish`") : nil
        )
      }
      publication.figures = try PublishedFigure.all(of: publication.number, database, path: path)
      return publication
    }
  }

  /// The numbers of the sources that were forgotten.
  package func forgottenNumbers() throws -> Set<Int64> {
    try read { database in
      guard try database.tableExists("forgotten_source") else { return [] }
      return try Int64.fetchSet(database, sql: "SELECT id FROM forgotten_source")
    }
  }
}

extension Publication {
  /// Inserts it with its files and figures.
  fileprivate func insert(_ database: Database) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try database.execute(
      sql: """
        INSERT INTO publication(id, kind, name, first_day, last_day, published_at, published_by, last_source, as_of, basis)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, kind.rawValue, name, period.first.number, period.last.number, publishedAt, publishedBy, lastSource,
        asOf, String(decoding: try encoder.encode(basis), as: UTF8.self),
      ])
    for file in files {
      try database.execute(
        sql: "INSERT INTO published_file(publication_id, name, sha256, size_bytes) VALUES (?, ?, ?, ?)",
        arguments: [number, file.name, file.sha256, file.sizeBytes])
    }
    let insert = try database.makeStatement(
      sql: """
        INSERT INTO published_figure(publication_id, number, metric, first_day, last_day, names, numerator, denominator, value)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, figure) in figures.enumerated() {
      try insert.execute(arguments: [
        number, index + 1, figure.metric, figure.period.first.number, figure.period.last.number,
        String(decoding: try encoder.encode(figure.names), as: UTF8.self), figure.numerator, figure.denominator,
        figure.value,
      ])
    }
  }

  /// All of them, in order, without their figures; none in a database from before there were any.
  static func all(_ database: Database, path: String) throws -> [Publication] {
    guard try database.tableExists("publication") else { return [] }
    let files = Dictionary(
      grouping: try Row.fetchAll(
        database,
        sql: "SELECT publication_id, name, sha256, size_bytes FROM published_file ORDER BY publication_id, name"
      )
    ) { $0[0] as Int }
    return try Row.fetchAll(database, sql: "SELECT * FROM publication ORDER BY id").map { row in
      let basis: String = row["basis"]
      let number: Int = row["id"]
      guard let kind = Kind(rawValue: row["kind"]), Self.believedNumbers.contains(number),
        let period = Period(believing: row),
        let decoded = try? JSONDecoder().decode(PublicationBasis.self, from: Data(basis.utf8))
      else { throw unreadable(number, path: path) }
      var publication = Publication(
        kind: kind, name: row["name"],
        period: period,
        publishedAt: row["published_at"], publishedBy: row["published_by"], lastSource: row["last_source"],
        asOf: row["as_of"], basis: decoded)
      publication.number = number
      publication.files = (files[publication.number] ?? []).map { File(name: $0[1], sha256: $0[2], sizeBytes: $0[3]) }
      return publication
    }
  }
}

extension Publication {
  /// Publications are numbered from 1 on: a larger number was put there by somebody else, and would be beyond counting.
  private static let believedNumbers = 1...Int(Int32.max)

  fileprivate static func unreadable(_ number: Int, path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "发布 \(number) 的记录无法读取", en: "the record of publication \(number) cannot be read"),
      fix: LocalizedText(zh: "请从备份恢复", en: "restore a backup"))
  }

  /// Reads all of them with their figures.
  ///
  /// - Throws: a ``Diagnostic`` for the first that cannot be read.
  static func checkAll(_ database: Database, path: String) throws {
    for publication in try all(database, path: path) {
      _ = try PublishedFigure.all(of: publication.number, database, path: path)
    }
  }
}

extension Period {
  /// The period of a stored row; `nil` beyond the years that a period may be of: somebody wrote it by hand.
  fileprivate init?(believing row: Row) {
    let (first, last): (Int, Int) = (row["first_day"], row["last_day"])
    let believed = Period(year: Self.years.lowerBound).first.number...Period(year: Self.years.upperBound).last.number
    guard believed.contains(first), believed.contains(last), first <= last else { return nil }
    self.init(first: LocalDay(number: first), last: LocalDay(number: last))
  }
}

extension PublishedFigure {
  fileprivate static func all(
    of publication: Int, _ database: Database, path: String
  ) throws -> [PublishedFigure] {
    let decoder = JSONDecoder()
    return try Row.fetchAll(
      database, sql: "SELECT * FROM published_figure WHERE publication_id = ? ORDER BY number", arguments: [publication]
    ).map { row in
      let names: String = row["names"]
      guard let period = Period(believing: row) else { throw Publication.unreadable(publication, path: path) }
      return PublishedFigure(
        metric: row["metric"],
        period: period,
        names: (try? decoder.decode([String: String].self, from: Data(names.utf8))) ?? [:],
        numerator: row["numerator"], denominator: row["denominator"], value: row["value"])
    }
  }
}

/// A publication as `status` lists it.
package struct PublicationHeading: Sendable, Hashable, Encodable {
  /// Its number.
  package let number: Int
  /// Which report it is.
  package let kind: Publication.Kind
  /// The name of its files.
  package let name: String
  /// When it was published, local time.
  package let publishedAt: String
  /// Who published it.
  package let publishedBy: String
  /// The newest source that it knew.
  package let lastSource: Int64
  /// Its files.
  package let files: [Publication.File]

  init(_ publication: Publication) {
    number = publication.number
    kind = publication.kind
    name = publication.name
    publishedAt = LocalTime.text(publication.publishedAt)
    publishedBy = publication.publishedBy
    lastSource = publication.lastSource
    files = publication.files
  }

  enum CodingKeys: String, CodingKey {
    case kind, name, files
    case number = "publication"
    case publishedAt = "published_at"
    case publishedBy = "published_by"
    case lastSource = "last_source"
  }
}
