import HotlineConfiguration
import HotlineText

extension ExportFile {
  /// Reads the lines of an export that is text.
  ///
  /// - Parameter part: the part that is read; all of it unless given.
  /// - Returns: whether a record goes on behind the part's end.
  /// - Throws: a ``Diagnostic`` when the file cannot be read or is no longer what was cut; whatever the sink throws.
  func readText<Sink: RecordSink>(
    _ part: FilePart?, by reading: FileReading, into sink: inout Sink,
    progress: ((_ bytesRead: Int, _ rows: Int) -> Void)?
  ) throws -> Bool {
    let rows = RowReader(delimiter: delimiter, shape: reading, line: part?.line ?? 1)
    let decoder = try ExportDecoder(encoding: encoding)
    decoder.start(at: part?.start ?? 0)
    let stream = try bytes(of: part)
    var decoded: [UInt8] = []
    var checksum = Checksum()
    var bytesRead = 0
    while case let chunk = try stream.next(), !chunk.isEmpty {
      if part != nil { checksum.add(chunk) }
      var body = chunk
      if bytesRead == 0, part?.isFirst != false, chunk.starts(with: encoding.byteOrderMark) {
        let mark = encoding.byteOrderMark.count
        body = UnsafeBufferPointer(rebasing: chunk[mark...])
        decoder.start(at: mark)
      }
      bytesRead += chunk.count
      if encoding == .utf8 {
        try rows.feed(body) { try reading.handle($0, decoder: decoder, sink: &sink) }
      } else {
        decoded.removeAll(keepingCapacity: true)
        decoder.decode(body, into: &decoded, isLast: false)
        try decoded.withUnsafeBufferPointer { text in
          try rows.feed(text) { try reading.handle($0, decoder: decoder, sink: &sink) }
        }
      }
      progress?((stream as? GzipStream)?.packed ?? bytesRead, reading.summary.rows)
    }
    if let part, checksum.value != part.crc32 { throw changed }
    let isCut = !rows.isBetweenRecords || !decoder.isBetweenCharacters
    decoded.removeAll(keepingCapacity: true)
    decoder.decode(UnsafeBufferPointer(start: nil, count: 0), into: &decoded, isLast: true)
    try decoded.withUnsafeBufferPointer { text in
      try rows.feed(text) { try reading.handle($0, decoder: decoder, sink: &sink) }
    }
    try rows.finish { try reading.handle($0, decoder: decoder, sink: &sink) }
    return isCut && part.map { $0.end < sizeBytes } ?? false
  }

  private func bytes(of part: FilePart?) throws -> any ByteSource {
    guard let part else { return try source.content() }
    guard source.isPlainText, part.isWithin(sizeBytes) else { throw changed }
    return try source.content(of: part.start..<part.end)
  }

  private var changed: Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "文件在切分之后有改动", en: "the file has changed since it was cut"),
      fix: LocalizedText(zh: "等导出完成后重试", en: "try again when the export is complete"))
  }
}
