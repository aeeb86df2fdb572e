import HotlineConfiguration
import HotlineModel
import HotlineText

/// One export: what is known before its rows are read, and the reading itself.
///
/// ```swift
/// let file = try ExportFile(path: "calls.csv")
/// let profile = try file.matchProfile(in: ProfileCatalog(directory: "data/profiles"))
/// let summary = try file.read(profile: profile, into: &sink)
/// ```
package struct ExportFile: Sendable {
  /// The export as the user named it; an entry of an archive is `archive.zip/calls.csv`.
  package let path: String
  /// Where its rows come from.
  package let source: ExportSource
  /// Its size.
  package let sizeBytes: Int
  /// Its character encoding, by its byte order mark or its bytes.
  package let encoding: ExportEncoding
  /// What separates its fields.
  package let delimiter: UInt8
  /// The first rows, for finding the header: line and fields.
  let sample: [(line: Int, fields: [String])]

  /// The number of rows that are searched for the header: titles may come before it.
  static let headerSearchRows = 10

  /// Opens the file and looks at its beginning.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be read or is empty.
  package init(path: String) throws {
    try self.init(ExportSource(path: path), encoding: nil, delimiter: nil)
  }

  /// Opens one of the exports that an ``ExportListing`` found.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be read or is empty.
  package init(_ source: ExportSource) throws {
    try self.init(source, encoding: nil, delimiter: nil)
  }

  private init(_ source: ExportSource, encoding: ExportEncoding?, delimiter: UInt8?) throws {
    self.source = source
    path = source.path
    sizeBytes = source.sizeBytes
    if let rows = try source.rows() {
      self.encoding = source.encoding ?? .utf8
      self.delimiter = 0x2C
      sample = try rows.sample(3 * Self.headerSearchRows)
      guard !sample.isEmpty else { throw Self.empty(path) }
      return
    }
    let stream = try source.content()
    let start = Array(try stream.next())
    guard !start.isEmpty else { throw Self.empty(path) }
    if let known = encoding ?? EncodingSniffer.encodingOfMark(start) {
      self.encoding = known
    } else {
      var sniffer = EncodingSniffer()
      start.withUnsafeBufferPointer { sniffer.look(at: $0) }
      // ASCII is the same in all encodings: read on until there are other characters.
      while !sniffer.isDecided, case let chunk = try stream.next(), !chunk.isEmpty { sniffer.look(at: chunk) }
      self.encoding = sniffer.verdict
    }
    let text = try Self.decoded(start, encoding: self.encoding)
    self.delimiter = delimiter ?? DelimiterDetection.delimiter(of: text)
    sample = try Self.rows(of: text, delimiter: self.delimiter)
    // A byte order mark alone, or nothing but blank lines.
    if start.count < ByteStream.chunkSize, !text.contains(where: { $0 > 0x20 }) { throw Self.empty(path) }
  }

  private static func empty(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "文件为空", en: "the file is empty"),
      expected: LocalizedText(zh: "一行表头和若干数据行", en: "a header row and data rows"),
      fix: LocalizedText(zh: "请检查导出是否成功", en: "check whether the export succeeded"))
  }

  private static func decoded(_ start: [UInt8], encoding: ExportEncoding) throws -> [UInt8] {
    let decoder = try ExportDecoder(encoding: encoding)
    var text: [UInt8] = []
    let skip = start.starts(with: encoding.byteOrderMark) ? encoding.byteOrderMark.count : 0
    start.withUnsafeBufferPointer {
      decoder.decode(UnsafeBufferPointer(rebasing: $0[skip...]), into: &text, isLast: false)
    }
    return text
  }

  private static func rows(of text: [UInt8], delimiter: UInt8) throws -> [(line: Int, fields: [String])] {
    let shape = SampleShape()
    let reader = RowReader(delimiter: delimiter, shape: shape)
    var rows: [(line: Int, fields: [String])] = []
    let collect: (RowEvent) throws -> Void = { event in
      guard case .row(let row) = event else { return }
      shape.see(row)
      rows.append((row.line, row.texts.map { $0.trimmingBlanks }))
      if rows.count == 3 * headerSearchRows { throw SampleShape.Enough() }
    }
    do {
      try text.withUnsafeBufferPointer { try reader.feed($0, collect) }
      try reader.finish(collect)
    } catch is SampleShape.Enough {}
    return rows
  }

  /// The file as a profile wants it read, where the profile sets encoding or delimiter.
  func adapted(to profile: Profile) throws -> ExportFile {
    // Cells have no delimiter and know their encoding.
    guard case .text = source.form else { return self }
    guard profile.encoding ?? encoding != encoding || profile.delimiter ?? delimiter != delimiter else { return self }
    return try ExportFile(source, encoding: profile.encoding, delimiter: profile.delimiter)
  }

  /// Reads the file into a sink, in batches.
  ///
  /// - Parameters:
  ///   - profile: how its columns become records.
  ///   - part: the part that is read; all of it unless given.
  ///   - sink: where records and rejected rows go, in file order.
  ///   - batchSize: records per batch.
  ///   - progress: told of the bytes and rows read, about once per chunk.
  /// - Returns: the counts; ``ReadingSummary/isConserved`` holds for a whole file.
  /// - Throws: a ``Diagnostic`` for the file as a whole (a header without data rows is one); whatever the sink throws.
  package func read<Sink: RecordSink>(
    profile: Profile, part: FilePart? = nil, into sink: inout Sink, batchSize: Int = 4096,
    progress: ((_ bytesRead: Int, _ rows: Int) -> Void)? = nil
  ) throws -> ReadingSummary {
    let file = try adapted(to: profile)
    let header = try HeaderRow.find(for: profile, in: file)
    let reading = try FileReading(
      profile: profile, header: header, file: path, batchSize: batchSize, sample: file.sample.map(\.fields), part: part)
    if part == nil, let rows = try source.rows() {
      let decoder = try ExportDecoder(encoding: .utf8)
      var steps = 0
      while let event = try rows.next() {
        try reading.handle(event, decoder: decoder, sink: &sink)
        steps += 1
        if steps % batchSize == 0 { progress?(Int(rows.progress * Double(sizeBytes)), reading.summary.rows) }
      }
      return try finished(reading.finish(sink: &sink), header: header)
    }
    let isCut = try file.readText(part, by: reading, into: &sink, progress: progress)
    guard part != nil else { return try finished(reading.finish(sink: &sink), header: header) }
    var summary = try reading.finish(sink: &sink)
    summary.part = reading.partReading(isCut: isCut)
    return summary
  }

  /// What is said of the whole file besides.
  func finished(_ summary: ReadingSummary, header: HeaderRow) throws -> ReadingSummary {
    var summary = summary
    summary.remarks += source.remarks + RowLimit.remarks(rows: summary.rows - summary.blank)
    guard summary.rows > summary.header + summary.blank else {
      throw Diagnostic(
        at: .init(file: path, line: header.line),
        found: LocalizedText(zh: "只有表头，没有数据行", en: "a header but no data rows"),
        fix: LocalizedText(zh: "请检查导出的时间范围", en: "check the period of the export"))
    }
    return summary
  }
}

extension String {
  var trimmingBlanks: String { Array(utf8).withUnsafeBufferPointer { $0.trimmed.string } }
}
