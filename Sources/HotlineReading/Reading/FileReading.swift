import HotlineConfiguration
import HotlineModel
import HotlineText

/// Sorts the rows of one file into header, blank, skipped, records and rejected, and counts each exactly once.
final class FileReading: RowShape {
  private(set) var summary = ReadingSummary()
  private let profile: Profile
  private let file: String
  private let batchSize: Int
  /// The header in force, and the columns that it gives; a later header replaces both.
  private(set) var columns: HeaderColumns
  private var builder: RecordBuilder
  private var batch: RecordBatch
  /// The headers further down that changed the columns.
  private var headerRemarks: [ReadingRemark] = []
  /// The line of the first header; rows above it are titles, or data that came before it. 0 without header.
  private let headerLine: Int
  /// Sheets of a workbook count their lines anew: the header is behind once and for all.
  private var isAboveHeader: Bool
  private let sample: [[String]]
  /// What the builders of earlier headers noticed.
  private var hasMinutePrecision = false
  private var earlierRemarks: [ReadingRemark] = []
  /// A row that may be a header with unknown names.
  private var unknownHeader: LaterHeader?
  /// Whether the rows mean the same without those of the file that stand before or behind them, see ``PartReading``.
  private var standsAlone = true
  private static let totals = ["合计", "总计", "小计", "共计"].map { Array($0.utf8) }

  /// - Parameters:
  ///   - header: the file's header; line 0 for a file without.
  ///   - file: its path, for the date in its name and for errors.
  ///   - sample: the file's first rows.
  ///   - part: the part of the file that is read; all of it unless given.
  /// - Throws: a ``Diagnostic`` when a mapped header appears twice or a required one is missing.
  init(
    profile: Profile, header: HeaderRow, file: String, batchSize: Int, sample: [[String]] = [], part: FilePart? = nil
  ) throws {
    self.profile = profile
    self.file = file
    self.batchSize = batchSize
    self.sample = sample
    headerLine = header.line
    isAboveHeader = header.line > 0 && part?.isFirst != false
    columns = HeaderColumns(
      plan: try ColumnPlan(profile: profile, headers: header.fields, headerLine: header.line, file: file),
      line: header.line)
    builder = RecordBuilder(profile: profile, plan: columns.plan)
    builder.learn(from: sample)
    batch = RecordBatch(kind: profile.kind)
    batch.carried = columns.plan.carriedBits
    summary.isSimulated = header.fields.contains(where: ReadingSummary.saysSimulated)
    summary.carriedFields = columns.plan.carriedFields
    summary.unreadColumns = columns.plan.unreadHeaders
  }

  private var plan: ColumnPlan { columns.plan }

  func handle<Sink: RecordSink>(_ event: RowEvent, decoder: ExportDecoder, sink: inout Sink) throws {
    switch event {
    case .row(let row): try handle(row, decoder: decoder, sink: &sink)
    case .blank:
      summary.counts.rows += 1
      summary.counts.blank += 1
    case .oversize(let line, let column, let invalidBytes):
      summary.counts.rows += 1
      _ = decoder.takeInvalid(invalidBytes)
      try reject(.tooLong(line: line, column: column), nil, &sink)
    case .openQuote(let row, let column):
      summary.counts.rows += 1
      _ = decoder.takeInvalid(markers(row))
      try reject(.openQuote(row, column: column, header: plan.header(over: column)), row, &sink)
    }
  }

  private func handle<Sink: RecordSink>(_ row: RawRow, decoder: ExportDecoder, sink: inout Sink) throws {
    summary.counts.rows += 1
    if isBlank(row) {
      summary.counts.blank += 1
    } else if isTitleOrHeader(row) {
      summary.counts.header += 1
      _ = decoder.takeInvalid(markers(row))
    } else if let bad = UTF8Sequence.firstMalformed(in: row.bytes) {
      try reject(invalidBytes(row, at: bad, decoder: decoder), row, &sink)
    } else if row.bytes.holdsNUL {
      let column = row.ends.firstIndex { end in row.bytes[..<end].contains(0) }.map { $0 + 1 }
      try reject(.holdsNUL(line: row.line, column: column), row, &sink)
    } else if isTotal(row) {
      summary.counts.skipped += 1
    } else if !fits(row) {
      if let joint = JoinedRows(row, columns: columns, profile: profile) {
        summary.counts.rows -= 1
        try joint.forEach { part in try handle(part, decoder: decoder, sink: &sink) }
      } else if try isLaterHeader(row) {
        try countHeader(&sink)
      } else {
        try reject(.wrongCount(row, expected: plan.expectedCount), row, &sink)
      }
    } else if builder.skips(row) {
      if try isLaterHeader(row) { try countHeader(&sink) } else { summary.counts.skipped += 1 }
    } else if let problem = builder.append(row, to: &batch) {
      if try isLaterHeader(row) { try countHeader(&sink) } else { try reject(problem, row, &sink) }
    } else {
      if let unknownHeader { throw unknownHeader.refusal(file: file, first: columns) }
      summary.records += 1
      if batch.count >= batchSize { try flush(&sink) }
    }
  }

  func finish<Sink: RecordSink>(sink: inout Sink) throws -> ReadingSummary {
    try flush(&sink)
    return finish()
  }

  /// What is to be said of the rows of a part.
  ///
  /// - Parameter isCut: whether a record goes on behind the part's end.
  func partReading(isCut: Bool) -> PartReading {
    let remarks = builder.valueRemarks
    let standsAlone = standsAlone && !isCut && !isAboveHeader && !builder.looksBack && remarks.showsWords
    return PartReading(
      counts: summary.counts, records: summary.records, hasMinutePrecision: builder.hasMinutePrecision,
      noticed: standsAlone ? remarks.tallies : [], standsAlone: standsAlone)
  }

  /// Takes up what another reader tells of the next part; `false` when together they would not tell what one reader does.
  func add(_ part: PartReading) -> Bool {
    summary.counts.add(part.counts)
    summary.records += part.records
    hasMinutePrecision = hasMinutePrecision || part.hasMinutePrecision
    return part.standsAlone && builder.valueRemarks.add(part.noticed)
  }

  /// What is to be said of all rows.
  func finish() -> ReadingSummary {
    summary.hasMinutePrecision = hasMinutePrecision || builder.hasMinutePrecision
    summary.remarks = ReadingRemark.joined(earlierRemarks + builder.remarks + headerRemarks)
    if let unread = ReadingRemark.unread(summary.unreadColumns) { summary.remarks.append(unread) }
    return summary
  }

  private func flush<Sink: RecordSink>(_ sink: inout Sink) throws {
    guard batch.count > 0 else { return }
    try sink.receive(batch.handOver())
  }

  private func reject<Sink: RecordSink>(_ row: RejectedRow, _ raw: RawRow?, _ sink: inout Sink) throws {
    summary.counts.rejected += 1
    try sink.reject(row, fields: { raw?.texts ?? [] })
  }

  // MARK: Headers

  /// Counts a later header. The rows above it had cells for other fields, perhaps.
  private func countHeader<Sink: RecordSink>(_ sink: inout Sink) throws {
    summary.header += 1
    try flush(&sink)
    batch.carried = plan.carriedBits
  }

  private func isTitleOrHeader(_ row: RawRow) -> Bool {
    guard isAboveHeader else { return headerLine > 0 && columns.isRepeated(by: row) }
    guard row.line == headerLine else { return !columns.isData(row) }
    isAboveHeader = false
    return true
  }

  /// Whether a row that is no record is a header: of known columns, which are read from here on.
  ///
  /// - Throws: a ``Diagnostic`` when it is one that cannot be mapped: the rows below it would be read under the wrong columns.
  private func isLaterHeader(_ row: RawRow) throws -> Bool {
    guard headerLine > 0, let later = LaterHeader(row, profile: profile) else { return false }
    standsAlone = false
    guard later.isMapped else {
      if later.isKnown { throw later.refusal(file: file, first: columns) }
      // Unknown names may also be the signatures below a report: the rows after them decide.
      unknownHeader = unknownHeader ?? later
      return false
    }
    let plan = try ColumnPlan(profile: profile, headers: later.header.fields, headerLine: row.line, file: file)
    if plan.headers.map(HeaderText.folded) != self.plan.headers.map(HeaderText.folded) {
      let names = later.header.fields.prefix(8).map { Masking.masked($0) }.joined(separator: ", ")
      headerRemarks.append(
        ReadingRemark(
          kind: .headerChanged, examples: [.init(line: row.line, value: names)],
          text: LocalizedText(
            zh: "文件中间另有表头，列的顺序或数目不同；其后的行按新表头读取",
            en: "another header with other columns stands inside the file; the rows below it are read by it")))
    }
    columns = HeaderColumns(plan: plan, line: row.line)
    hasMinutePrecision = hasMinutePrecision || builder.hasMinutePrecision
    earlierRemarks += builder.remarks
    builder = RecordBuilder(profile: profile, plan: plan)
    builder.learn(from: sample)
    summary.carriedFields.formUnion(plan.carriedFields)
    summary.unreadColumns += plan.unreadHeaders.filter { !summary.unreadColumns.contains($0) }
    return true
  }

  // MARK: Shape

  func fits(_ count: Int) -> Bool { plan.accepts(count) }

  func looksLikeRow(_ row: RawRow) -> Bool { columns.looksLikeRow(row) }

  private func fits(_ row: RawRow) -> Bool {
    if plan.accepts(row.count) { return true }
    return row.count > plan.expectedCount
      && (plan.expectedCount..<row.count).allSatisfy { row[$0].trimmed.isEmpty }
  }

  private func isBlank(_ row: RawRow) -> Bool {
    if row.bytes.isEmpty { return true }
    return (row.bytes[0] <= 0x20 || row.bytes[0] >= 0xC2) && row.bytes.trimmed.isEmpty
  }

  /// A line of totals: its first value is 合计 or the like, perhaps with a colon, a bracket or a number after it.
  private func isTotal(_ row: RawRow) -> Bool {
    for index in 0..<row.count {
      let value = row[index].trimmed
      if value.isEmpty { continue }
      guard value.count >= 6, value.count <= 40, value[0] >= 0xE5, value[0] <= 0xE6, value[3] == 0xE8 else {
        return false
      }
      return Self.totals.contains { word in
        value.slice(0..<6).equals(word) && (value.count == 6 || value[6] < 0x80 || value[6] == 0xEF)
      }
    }
    return false
  }

  private func markers(_ row: RawRow) -> Int { row.bytes.count { $0 == ExportDecoder.invalidMarker } }

  private func invalidBytes(_ row: RawRow, at offset: Int, decoder: ExportDecoder) -> RejectedRow {
    let column = row.ends.firstIndex { offset < $0 }.map { $0 + 1 }
    let start = column.map { $0 > 1 ? row.ends[$0 - 2] : 0 } ?? 0
    let raw = decoder.takeInvalid(markers(row))
    return .invalidBytes(
      line: row.line, column: column, header: column.flatMap(plan.header), offset: offset - start,
      byte: raw?.byte ?? row.bytes[offset], fileOffset: raw?.fileOffset)
  }
}
