import CMinizip
import Foundation
import HotlineConfiguration

/// What a zip archive lists. minizip reads it; nothing is ever written under the name of an entry.
struct ZipArchive: Sendable {
  /// One file of the archive.
  struct Entry: Sendable {
    /// Its name as text, with `/` between folders and without anything that could lead out of one.
    let name: String
    /// Its size in the archive and unpacked, in bytes, as the archive says.
    let packed: Int
    let unpacked: Int
    let isEncrypted: Bool
    /// The method of compression: 0 stored, 8 deflated.
    let method: Int
    /// Where minizip finds it: its place in the directory and its number.
    let directoryOffset: UInt64
    let number: UInt64
  }

  let file: SeekableFile
  /// The archive as messages name it.
  let path: String
  /// Its files, in the order of the directory; folders are left out.
  let entries: [Entry]

  /// Reads the directory.
  ///
  /// - Throws: a ``Diagnostic`` when it is damaged, lists too many entries or lists the same bytes more than once.
  init(_ file: SeekableFile, path: String) throws {
    self.file = file
    self.path = path
    let handle = try ZipHandle(file, path: path)
    let names = UnsafeMutableBufferPointer<CChar>.allocate(capacity: ContainerLimits.nameBytes + 1)
    defer { names.deallocate() }
    var entries: [Entry] = []
    var packed = 0
    var outcome = unzGoToFirstFile(handle.archive)
    var count = 0
    while outcome == UNZ_OK {
      count += 1
      guard count <= ContainerLimits.entries else { throw ContainerProblem.tooManyEntries(path) }
      var info = unz_file_info64()
      var place = unz64_file_pos()
      guard
        unzGetCurrentFileInfo64(handle.archive, &info, names.baseAddress, UInt(names.count - 1), nil, 0, nil, 0)
          == UNZ_OK,
        unzGetFilePos64(handle.archive, &place) == UNZ_OK
      else { throw ContainerProblem.damagedArchive(path) }
      guard info.size_filename <= ContainerLimits.nameBytes else { throw ContainerProblem.damagedArchive(path) }
      packed = packed.addingReportingOverflow(Int(clamping: info.compressed_size)).partialValue
      let bytes = UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer(names)[..<min(Int(info.size_filename), names.count - 1)])
      if bytes.last != 0x2F, bytes.last != 0x5C {
        entries.append(
          Entry(
            name: ZipName.text(Array(bytes), isUTF8: info.flag & 1 << 11 != 0),
            packed: Int(clamping: info.compressed_size),
            unpacked: Int(clamping: info.uncompressed_size), isEncrypted: info.flag & 1 != 0,
            method: Int(info.compression_method), directoryOffset: place.pos_in_zip_directory,
            number: place.num_of_file))
      }
      outcome = unzGoToNextFile(handle.archive)
    }
    guard outcome == UNZ_END_OF_LIST_OF_FILE || count == 0 else { throw ContainerProblem.damagedArchive(path) }
    // Entries that share their bytes are the other way to make a bomb.
    guard packed >= 0, packed <= file.sizeBytes else { throw ContainerProblem.bomb(path) }
    self.entries = ZipName.distinct(entries.map(\.name)).enumerated().map { index, name in
      let entry = entries[index]
      return Entry(
        name: name, packed: entry.packed, unpacked: entry.unpacked, isEncrypted: entry.isEncrypted,
        method: entry.method, directoryOffset: entry.directoryOffset, number: entry.number)
    }
  }

  /// An entry by its name, whatever the case of its letters.
  func entry(named name: String) -> Entry? {
    entries.first { $0.name == name } ?? entries.first { $0.name.lowercased() == name.lowercased() }
  }

  /// Whether it is an `.xlsx` workbook.
  var isWorkbook: Bool {
    entry(named: "[Content_Types].xml") != nil && entries.contains { $0.name.lowercased().hasSuffix("workbook.xml") }
  }

  /// The bytes of an entry that is no table itself and is therefore short.
  func openSmall(_ entry: Entry) throws -> any ByteSource {
    guard entry.unpacked <= ContainerLimits.smallPartBytes else {
      throw ContainerProblem.tooLarge("\(path)/\(entry.name)", limit: ContainerLimits.smallPartBytes)
    }
    return try open(entry)
  }

  /// The bytes of an entry.
  ///
  /// - Throws: a ``Diagnostic`` when it is encrypted, packed in a way that is not supported, or a bomb.
  func open(_ entry: Entry) throws -> any ByteSource {
    let place = "\(path)/\(entry.name)"
    guard !entry.isEncrypted else { throw ContainerProblem.encrypted(place) }
    guard entry.method == 0 || entry.method == Int(Z_DEFLATED) else {
      throw ContainerProblem.unknownMethod(place, method: entry.method)
    }
    guard !ContainerLimits.isBomb(packed: entry.packed, unpacked: entry.unpacked) else {
      throw ContainerProblem.bomb(place)
    }
    return try ZipEntryStream(ZipHandle(file, path: path), entry: entry, path: place)
  }
}

/// minizip's handle of an archive, at one entry at a time.
final class ZipHandle {
  let archive: unzFile
  private let cursor = UnsafeMutablePointer<FileCursor>.allocate(capacity: 1)

  init(_ file: SeekableFile, path: String) throws {
    cursor.initialize(to: FileCursor(file: file))
    var functions = FileCursor.functions(cursor)
    guard let archive = unzOpen2_64(path, &functions) else {
      cursor.deinitialize(count: 1)
      cursor.deallocate()
      throw ContainerProblem.damagedArchive(path)
    }
    self.archive = archive
  }

  deinit {
    unzClose(archive)
    cursor.deinitialize(count: 1)
    cursor.deallocate()
  }
}

/// An entry, unpacked chunk by chunk; its check sum is compared at the end.
final class ZipEntryStream: ByteSource {
  private let handle: ZipHandle
  private let path: String
  private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ByteStream.chunkSize)
  private var isOver = false

  init(_ handle: ZipHandle, entry: ZipArchive.Entry, path: String) throws {
    self.handle = handle
    self.path = path
    var place = unz64_file_pos(pos_in_zip_directory: entry.directoryOffset, num_of_file: entry.number)
    guard unzGoToFilePos64(handle.archive, &place) == UNZ_OK, unzOpenCurrentFile(handle.archive) == UNZ_OK else {
      throw ContainerProblem.damagedArchive(path)
    }
  }

  deinit { buffer.deallocate() }

  func next() throws -> UnsafeBufferPointer<UInt8> {
    guard !isOver else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = unzReadCurrentFile(handle.archive, buffer.baseAddress, UInt32(buffer.count))
    guard count >= 0 else { throw ContainerProblem.damagedArchive(path) }
    if count == 0 {
      isOver = true
      // A length or check sum that is not what the directory says.
      guard unzeof(handle.archive) == 1, unzCloseCurrentFile(handle.archive) == UNZ_OK else {
        throw ContainerProblem.damagedArchive(path)
      }
    }
    return UnsafeBufferPointer(rebasing: buffer[..<Int(count)])
  }
}
