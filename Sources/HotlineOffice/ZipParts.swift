import CMinizip
import Foundation
import HotlineText

/// Reads all parts of a Word file or workbook into memory.
package enum ZipParts {
  /// A form is small: larger files are something else.
  private static let limit = 64 << 20
  private static let countLimit = 2_000

  /// The parts, in the order of the archive.
  ///
  /// - Throws: an ``OfficeError`` when it is no archive, damaged or too large.
  package static func all(of path: String) throws -> [ZipFile.Entry] {
    var entries: [ZipFile.Entry] = []
    try each(of: path, limit: limit) { entries.append($0) }
    return entries
  }

  /// Whether every part in XML is there from its first tag to the end of the same element. A writer that does not look whether its
  /// temporary files could be written leaves parts that are cut off.
  ///
  /// - Throws: an ``OfficeError`` when it is no archive or damaged.
  package static func areComplete(in path: String) throws -> Bool {
    var isComplete = true
    try each(of: path, limit: .max) { part in
      if part.name.hasSuffix(".xml") || part.name.hasSuffix(".rels") {
        isComplete = isComplete && endsAsItBegins(part.bytes)
      }
    }
    return isComplete
  }

  private static func endsAsItBegins(_ xml: [UInt8]) -> Bool {
    var tags = MarkupTags(xml)
    guard let root = try? tags.next(), !root.isEnd else { return false }
    let end = root.isEmpty ? Array(xml[root.range]) : Array("</\(root.name)>".utf8)
    return xml[..<((xml.lastIndex { $0 > 0x20 } ?? -1) + 1)].suffix(end.count).elementsEqual(end)
  }

  private static func each(of path: String, limit: Int, _ body: (ZipFile.Entry) throws -> Void) throws {
    // A pipe would be waited for.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let archive = unzOpen64(path) else {
      throw OfficeError.notOffice
    }
    defer { unzClose(archive) }
    var (count, size) = (0, 0)
    var outcome = unzGoToFirstFile(archive)
    while outcome == UNZ_OK {
      var info = unz_file_info64()
      var name = [CChar](repeating: 0, count: 1_024)
      guard unzGetCurrentFileInfo64(archive, &info, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK else {
        throw OfficeError.damaged
      }
      size += Int(clamping: info.uncompressed_size)
      guard size >= 0, size <= limit, count < countLimit || limit == .max else { throw OfficeError.tooLarge }
      count += 1
      let bytes = try self.bytes(of: archive, count: Int(info.uncompressed_size))
      let text = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      try body(ZipFile.Entry(name: String(decoding: text, as: UTF8.self), bytes: bytes))
      outcome = unzGoToNextFile(archive)
    }
    guard outcome == UNZ_END_OF_LIST_OF_FILE else { throw OfficeError.damaged }
  }

  /// The names of an archive's parts; nothing is unpacked.
  ///
  /// - Throws: an ``OfficeError`` when it is no archive, damaged or too large.
  package static func names(of path: String) throws -> [String] {
    guard let archive = unzOpen64(path) else { throw OfficeError.notOffice }
    defer { unzClose(archive) }
    var names: [String] = []
    var outcome = unzGoToFirstFile(archive)
    while outcome == UNZ_OK {
      var name = [CChar](repeating: 0, count: 1_024)
      guard unzGetCurrentFileInfo64(archive, nil, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK else {
        throw OfficeError.damaged
      }
      guard names.count < countLimit else { throw OfficeError.tooLarge }
      names.append(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      outcome = unzGoToNextFile(archive)
    }
    guard outcome == UNZ_END_OF_LIST_OF_FILE else { throw OfficeError.damaged }
    return names
  }

  private static func bytes(of archive: unzFile, count: Int) throws -> [UInt8] {
    guard unzOpenCurrentFile(archive) == UNZ_OK else { throw OfficeError.damaged }
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        unzReadCurrentFile(archive, buffer.baseAddress.map { $0 + done }, UInt32(min(count - done, 1 << 20)))
      }
      guard read > 0 else { throw OfficeError.damaged }
      done += Int(read)
    }
    // A check sum that is not what the directory says.
    guard unzCloseCurrentFile(archive) == UNZ_OK else { throw OfficeError.damaged }
    return bytes
  }
}
