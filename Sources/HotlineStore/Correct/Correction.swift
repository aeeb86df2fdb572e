import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// One field of one fact, put right by hand. It is a statement of a source of its own: it holds against later exports too, and is
/// forgotten like any other.
package struct Correction: Sendable {
  /// What the fact is.
  package var kind: FactKind
  /// The fact's key.
  package var key: String
  /// The fact's hotline; needed where several have a fact of this key.
  package var line: String?
  /// The field.
  package var field: FactField
  /// The right value, as filters write it; empty for none.
  package var value: String
  /// Who corrects.
  package var by: String
  /// Why.
  package var reason: String

  /// Creates a correction.
  package init(
    kind: FactKind, key: String, line: String? = nil, field: FactField, value: String, by: String, reason: String
  ) {
    self.kind = kind
    self.key = key
    self.line = line
    self.field = field
    self.value = value
    self.by = by
    self.reason = reason
  }

  /// What a correction has in the place of a file's name and of a profile.
  static let profile = "correction"

  /// What a correction's statement has for the time of its export: later than any export, and later for a later correction.
  static func rank(at moment: Int64) -> Int64 { 1 << 40 + moment }

  /// The fields that a person may put right: not what tells facts apart, and no citizen's number.
  static func mayCorrect(_ field: FactField) -> Bool {
    switch field.role {
    case .key, .caller, .exported: false
    case .name(let dimension): dimension != .line
    case .title, .value: true
    }
  }

  /// The value as a cell.
  ///
  /// - Parameter moment: when it is corrected, in Unix seconds: nothing happens later.
  /// - Throws: a ``Diagnostic`` when it is no value of the field.
  func cell(in batch: inout RecordBatch, at moment: Int64) throws -> RecordBatch.Cell {
    if value.isEmpty {
      guard !kind.requiredFields.contains(field) else {
        throw refusal(LocalizedText(zh: "该字段不能为空", en: "the field cannot be empty"))
      }
      return .absent
    }
    switch field.content {
    case .text:
      let longest = field.longest
      guard value.unicodeScalars.count <= longest else {
        throw refusal(LocalizedText(zh: "至多 \(longest) 个字", en: "\(longest) characters at most"))
      }
      // A person who types eight digits means a code.
      let text = Array(value.utf8)
      return batch.intern(text.withUnsafeBufferPointer { NumberRecogniser.current.marked($0, isCode: true) } ?? text)
    case .time:
      let latest = kind.eventFields.contains(field) ? moment : field.believed.upperBound
      guard let time = LocalTime.parse(value), field.believed.contains(time), time <= latest else {
        throw refusal(
          LocalizedText(
            zh: "时间，如 2019-03-08 09:30:00，已发生的事不晚于现在",
            en: "a time such as 2019-03-08 09:30:00; what happened is not later than now"))
      }
      return .number(time)
    case .word(let vocabulary):
      guard let code = vocabulary.code(of: value) else {
        let words = vocabulary.words
        throw refusal(
          LocalizedText(zh: words.joined(separator: "、"), en: "one of: \(words.joined(separator: ", "))"))
      }
      return .number(Int64(code))
    case .integer, .seconds, .flag:
      let believed = field.believed
      let isCitizens = NumberRecogniser.current.numbers(in: value).contains { $0.certainty == .certain }
      guard let number = Int64(value), believed.contains(number), !isCitizens else {
        throw refusal(
          LocalizedText(
            zh: "\(believed.lowerBound) 至 \(believed.upperBound) 的整数",
            en: "a whole number from \(believed.lowerBound) to \(believed.upperBound)"))
      }
      return .number(number)
    }
  }

  private func refusal(_ expected: LocalizedText) -> Diagnostic {
    Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "“\(Masking.masked(value))”不能作 \(field.rawValue) 的值",
        en: "“\(Masking.masked(value))” is no value of \(field.rawValue)"),
      expected: expected)
  }

  /// Who, what and why, in a sentence; numbers of citizens are masked.
  var remark: ReadingRemark {
    let (who, why) = (Masking.masked(by), Masking.masked(reason))
    let masked = Masking.masked(value)
    let shown = value.isEmpty ? LocalizedText(zh: "空", en: "empty") : LocalizedText(zh: masked, en: masked)
    return ReadingRemark(
      kind: .correction, field: field,
      text: LocalizedText(
        zh: "\(who) 更正 \(kind.name.zh)“\(key)”：\(field.rawValue) = \(shown.zh)；原因：\(why)",
        en: "\(who) corrected “\(key)” (\(kind.name.en)): \(field.rawValue) = \(shown.en); why: \(why)"))
  }
}

extension HotlineDatabase {
  /// Puts a field of a fact right, in a transaction of its own.
  ///
  /// - Parameters:
  ///   - moment: when it is corrected, in Unix seconds.
  ///   - measures: what the rollups sum.
  /// - Returns: the correction as a source.
  /// - Throws: a ``Diagnostic`` when there is no such fact, several have the key, or the value is none of the field.
  package func correct(_ correction: Correction, at moment: Int64, measures: [Measure]) throws -> SourceReport {
    try requireWriting()
    try migrate()
    guard Correction.mayCorrect(correction.field) else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "“\(correction.field.rawValue)”不能更正", en: "“\(correction.field.rawValue)” cannot be corrected"),
        expected: LocalizedText(
          zh: "键、热线、号码和导出时间以外的字段", en: "a field that is no key, hotline, citizen's number or time of export"))
    }
    return try write(checksForeignKeys: false) { database in
      let line = try self.line(of: correction, database)
      let scene = try scene(database, measures: measures)
      try Setting.callerKey.set(scene.pseudonyms.keyMark, database)
      let session = try IngestSession(database, kind: correction.kind, scene: scene, mergesParts: false)
      let source = Self.source(of: correction, line: line, at: moment, pseudonyms: scene.pseudonyms)
      let sourceID = try source.insert(database)
      session.begin(sourceID: sourceID)
      try session.receive(Self.batch(correction, line: line, at: moment))
      try session.finish(scene.names, database)
      try requireOrder(of: correction, line: line, database)
      var summary = ReadingSummary()
      (summary.rows, summary.records) = (1, 1)
      summary.carriedFields = [correction.field]
      summary.remarks = [correction.remark]
      var report = SourceReport(source, summary, session.writer.counts(of: sourceID))
      report.number = Int(sourceID)
      var stale = StaleDays()
      try stale.note(session, database)
      // A correction covers no time and moves no horizon.
      try report.store(SourceMoments(), sourceID: sourceID, database)
      try stale.refresh(database, scene.store)
      return (report, .commit)
    }
  }

  /// The hotline of the fact that is corrected; `nil` for kinds whose keys are unique by themselves.
  private func line(of correction: Correction, _ database: Database) throws -> String? {
    let table = correction.kind.table
    guard correction.kind.isKeyedByLine else {
      let isThere = try Bool.fetchOne(
        database, sql: "SELECT EXISTS(SELECT 1 FROM \(table) WHERE key = ?)", arguments: [correction.key])
      guard isThere == true else { throw Self.noFact(correction) }
      return nil
    }
    let lines = try String.fetchAll(
      database,
      sql: "SELECT l.name FROM \(table) AS f JOIN line AS l ON l.id = f.line_id WHERE f.key = ? ORDER BY 1",
      arguments: [correction.key])
    if let line = correction.line {
      guard lines.contains(line) else { throw Self.noFact(correction) }
      return line
    }
    guard let only = lines.first else { throw Self.noFact(correction) }
    guard lines.count == 1 else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "“\(correction.key)”在多条热线上都有：\(lines.joined(separator: "、"))",
          en: "“\(correction.key)” is a key of several hotlines: \(lines.joined(separator: ", "))"),
        fix: LocalizedText(zh: "请用 --line 指明", en: "name one with --line"))
    }
    return only
  }

  /// What cannot happen before what.
  private static let inOrder: [(FactField, FactField)] = [
    (.startedAt, .answeredAt), (.answeredAt, .endedAt), (.startedAt, .endedAt), (.receivedAt, .closedAt),
  ]

  /// - Throws: a ``Diagnostic`` when the corrected fact would end before it began.
  private func requireOrder(of correction: Correction, line: String?, _ database: Database) throws {
    let kind = correction.kind
    for (first, then) in Self.inOrder where kind.fields.contains(first) && kind.fields.contains(then) {
      let ofLine = line == nil ? "" : " AND line_id = (SELECT id FROM line WHERE name = ?)"
      let isReversed = try Bool.fetchOne(
        database,
        sql:
          "SELECT EXISTS(SELECT 1 FROM \(kind.table) WHERE key = ?\(ofLine) AND \(then.rawValue) < \(first.rawValue))",
        arguments: StatementArguments([correction.key] + (line.map { [$0] } ?? [])))
      guard isReversed != true else {
        throw Diagnostic(
          .usage,
          found: LocalizedText(
            zh: "更正后 \(then.rawValue) 早于 \(first.rawValue)",
            en: "\(then.rawValue) would be earlier than \(first.rawValue)"),
          fix: LocalizedText(zh: "请先更正另一项，或核对所填时间", en: "correct the other field first, or check the time"))
      }
    }
  }

  private static func noFact(_ correction: Correction) -> Diagnostic {
    Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "没有键为“\(Masking.masked(correction.key))”的\(correction.kind.name.zh)",
        en: "there is nothing of the key “\(Masking.masked(correction.key))” among the \(correction.kind.name.en)"),
      fix: LocalizedText(zh: "键见 hotline explain … --rows", en: "see keys with `hotline explain … --rows`"))
  }

  /// - Parameter pseudonyms: its key goes into the digest: words in which a number is masked would else be guessed until they fit.
  private static func source(
    of correction: Correction, line: String?, at moment: Int64, pseudonyms: CallerPseudonyms
  ) -> IngestedFile {
    let parts = [
      "correction", correction.kind.rawValue, correction.key, line ?? "", correction.field.rawValue, correction.value,
      correction.by, correction.reason, String(moment),
    ]
    let code = Array(parts.joined(separator: "\u{0}").utf8).withUnsafeBufferPointer { pseudonyms.code(of: $0) }
    return IngestedFile(
      path: Correction.profile, sha256: FileDigest.sha256(of: Data("correction \(code)".utf8)),
      sizeBytes: 0, kind: correction.kind,
      profile: Correction.profile,
      mergesParts: false)
  }

  private static func batch(_ correction: Correction, line: String?, at moment: Int64) throws -> RecordBatch {
    let fields = correction.kind.fields
    var batch = RecordBatch(kind: correction.kind)
    var cells = [RecordBatch.Cell](repeating: .absent, count: fields.count)
    batch.carried = 0
    func set(_ field: FactField, _ cell: RecordBatch.Cell) {
      guard let place = fields.firstIndex(of: field) else { return }
      cells[place] = cell
      batch.carried |= 1 << UInt64(place)
    }
    set(.key, batch.intern(Array(correction.key.utf8)))
    if let line { set(.line, batch.intern(Array(line.utf8))) }
    set(.exportedAt, .number(Correction.rank(at: moment)))
    set(correction.field, try correction.cell(in: &batch, at: moment))
    cells.withUnsafeBufferPointer { batch.append($0, line: 1) }
    return batch
  }
}
