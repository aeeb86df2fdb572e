import HotlineConfiguration

/// Sorts the rows of one file into header, blank, skipped, records and rejected, and counts each exactly once.
final class FileReading {
  private(set) var summary = ReadingSummary()
  private let plan: ColumnPlan
  private let headerLine: Int
  private let batchSize: Int
  private let builder: RecordBuilder
  private var batch: RecordBatch
  private let namedColumns: [Int]
  private let headerBytes: [[UInt8]]
  /// The first column with a name and that name's length; the column is -1 when there is none.
  private let firstHeader: (column: Int, length: Int)
  private static let totals = ["合计", "总计", "小计", "共计"].map { Array($0.utf8) }

  /// - Parameters:
  ///   - headerLine: the line of the header; rows above it are titles. 0 for a file without header.
  ///   - sample: the file's first rows.
  init(profile: Profile, plan: ColumnPlan, headerLine: Int, batchSize: Int, sample: [[String]] = []) {
    self.plan = plan
    self.headerLine = headerLine
    self.batchSize = batchSize
    builder = RecordBuilder(profile: profile, plan: plan)
    builder.learn(from: sample)
    batch = RecordBatch(kind: profile.kind)
    summary.isSimulated = plan.headers.contains { ["模拟数据", "simulated"].contains(HeaderText.folded($0)) }
    namedColumns = plan.headers.indices.filter { !plan.headers[$0].isEmpty }
    headerBytes = plan.headers.map { Array($0.utf8) }
    let first = namedColumns.first ?? -1
    firstHeader = (first, first < 0 ? 0 : headerBytes[first].count)
  }

  func handle<Sink: RecordSink>(_ event: RowEvent, decoder: ExportDecoder, sink: inout Sink) throws {
    summary.rows += 1
    switch event {
    case .blank: summary.blank += 1
    case .oversize(let line, let column, let invalidBytes):
      _ = decoder.takeInvalid(invalidBytes)
      try reject(
        RejectedRow(
          line: line, column: column, reason: .fieldTooLong,
          detail: LocalizedText(
            zh: "字段超过 \(RowReader.fieldLimit) 字节（或列数超过 \(RowReader.columnLimit)），整行未读",
            en:
              "a field of over \(RowReader.fieldLimit) bytes (or over \(RowReader.columnLimit) fields); the row was not read"
          )),
        nil, &sink)
    case .unterminatedQuote(let line, let lastLine):
      try reject(
        RejectedRow(
          line: line, reason: .unterminatedQuote,
          detail: LocalizedText(
            zh: "第 \(line) 行的引号没有闭合，直到文件末尾（第 \(lastLine) 行）都在其中；请补上引号后重新导入",
            en:
              "the quote opened in line \(line) never closes: everything to the end of the file (line \(lastLine)) is inside it; close it and ingest again"
          )),
        nil, &sink)
    case .row(let row): try handle(row, decoder: decoder, sink: &sink)
    }
  }

  private func handle<Sink: RecordSink>(_ row: RawRow, decoder: ExportDecoder, sink: inout Sink) throws {
    if isBlank(row) {
      summary.blank += 1
    } else if row.line <= headerLine || isHeader(row) {
      summary.header += 1
      _ = decoder.takeInvalid(markers(row))
    } else if let bad = UTF8Sequence.firstMalformed(in: row.bytes) {
      try reject(invalidBytes(row, at: bad, decoder: decoder), row, &sink)
    } else if row.bytes.holdsNUL {
      let column = row.ends.firstIndex { end in row.bytes[..<end].contains(0) }.map { $0 + 1 }
      try reject(
        RejectedRow(
          line: row.line, column: column, reason: .nulByte,
          detail: LocalizedText(zh: "行中有 NUL 字节，文件可能已损坏", en: "a NUL byte in the row; the file may be damaged")), row,
        &sink)
    } else if isTotal(row) {
      summary.skipped += 1
    } else if let problem = wrongCount(row) {
      try reject(problem, row, &sink)
    } else if builder.skips(row) {
      summary.skipped += 1
    } else if let problem = builder.append(row, to: &batch) {
      try reject(problem, row, &sink)
    } else {
      summary.records += 1
      if batch.count >= batchSize { try flush(&sink) }
    }
  }

  func finish<Sink: RecordSink>(sink: inout Sink) throws -> ReadingSummary {
    try flush(&sink)
    summary.hasMinutePrecision = builder.hasMinutePrecision
    summary.remarks += builder.remarks
    return summary
  }

  private func flush<Sink: RecordSink>(_ sink: inout Sink) throws {
    guard batch.count > 0 else { return }
    try sink.receive(batch)
    batch.removeAll()
  }

  private func reject<Sink: RecordSink>(_ row: RejectedRow, _ raw: RawRow?, _ sink: inout Sink) throws {
    summary.rejected += 1
    try sink.reject(row, fields: raw?.texts ?? [])
  }

  private func isBlank(_ row: RawRow) -> Bool {
    if row.bytes.isEmpty { return true }
    return (row.bytes[0] <= 0x20 || row.bytes[0] >= 0xC2) && row.bytes.trimmed.isEmpty
  }

  /// Merged exports repeat the header in the middle.
  private func isHeader(_ row: RawRow) -> Bool {
    guard headerLine > 0, firstHeader.column >= 0, row.count >= namedColumns.count else { return false }
    let first = firstHeader.column
    // Cheap first: hardly a row looks like the header.
    guard row[first].count >= firstHeader.length else { return false }
    guard row[first].trimmed.equals(headerBytes[first]) else { return false }
    return namedColumns.allSatisfy { row[$0].trimmed.equals(headerBytes[$0]) }
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

  private func wrongCount(_ row: RawRow) -> RejectedRow? {
    let expected = plan.expectedCount
    if row.count == expected || (row.count > expected && plan.headers.isEmpty) { return nil }
    if row.count > expected, (expected..<row.count).allSatisfy({ row[$0].trimmed.isEmpty }) { return nil }
    return RejectedRow(
      line: row.line, reason: .fieldCount,
      detail: LocalizedText(
        zh: "该行有 \(row.count) 列，应有 \(expected) 列；请检查多余的分隔符、引号或缺失的列",
        en: "the row has \(row.count) fields, not \(expected); look for a stray separator or quote or a missing field"))
  }

  private func markers(_ row: RawRow) -> Int { row.bytes.count { $0 == ExportDecoder.invalidMarker } }

  private func invalidBytes(_ row: RawRow, at offset: Int, decoder: ExportDecoder) -> RejectedRow {
    let column = row.ends.firstIndex { offset < $0 }.map { $0 + 1 }
    let raw = decoder.takeInvalid(markers(row))
    let byte = raw?.byte ?? row.bytes[offset]
    let place = raw.map {
      LocalizedText(zh: "（文件第 \($0.fileOffset + 1) 字节）", en: " (byte \($0.fileOffset + 1) of the file)")
    }
    let hex = (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    return RejectedRow(
      line: row.line, column: column, header: column.flatMap { $0 <= plan.headers.count ? plan.headers[$0 - 1] : nil },
      reason: .invalidBytes,
      detail: LocalizedText(
        zh: "该行第 \(offset + 1) 字节 0x\(hex) 在此编码中不合法\(place?.zh ?? "")；请检查文件编码或重新导出",
        en:
          "byte \(offset + 1) of the row, 0x\(hex), is not allowed in this encoding\(place?.en ?? ""); check the encoding or export again"
      ))
  }
}
