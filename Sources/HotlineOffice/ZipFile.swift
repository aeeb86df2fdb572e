import CMinizip
import Foundation
import HotlineText

/// A zip archive that minizip writes into memory. Every entry bears the same time, so that the same entries give the same bytes.
package struct ZipFile {
  /// A file of the archive.
  package struct Entry: Sendable {
    /// Its path.
    package let name: String
    /// Its bytes.
    package let bytes: [UInt8]
    /// Whether it is packed already.
    package var isPacked: Bool

    /// Creates an entry.
    package init(name: String, bytes: [UInt8], isPacked: Bool = false) {
      self.name = name
      self.bytes = bytes
      self.isPacked = isPacked
    }
  }

  /// The archive of some entries, in their order.
  ///
  /// - Throws: an ``OfficeError`` when minizip fails.
  package static func bytes(of entries: [Entry]) throws -> Data {
    let memory = MemoryFile()
    var functions = memory.functions
    guard let archive = zipOpen2_64("memory", APPEND_STATUS_CREATE, nil, &functions) else { throw OfficeError.archive }
    var outcome = ZIP_OK
    for entry in entries where outcome == ZIP_OK { outcome = add(entry, to: archive) }
    let closed = zipClose(archive, nil)
    guard outcome == ZIP_OK, closed == ZIP_OK else { throw OfficeError.archive }
    return withExtendedLifetime(memory) { Data(memory.bytes) }
  }

  private static func add(_ entry: Entry, to archive: zipFile) -> Int32 {
    var info = zip_fileinfo()
    // The first day that the format knows.
    info.tmz_date = tm_zip(tm_sec: 0, tm_min: 0, tm_hour: 0, tm_mday: 1, tm_mon: 0, tm_year: 1980)
    let opened = zipOpenNewFileInZip64(
      archive, entry.name, &info, nil, 0, nil, 0, nil, entry.isPacked ? 0 : Z_DEFLATED, Z_DEFAULT_COMPRESSION, 0)
    guard opened == ZIP_OK else { return opened }
    let written = entry.bytes.withUnsafeBytes { zipWriteInFileInZip(archive, $0.baseAddress, UInt32($0.count)) }
    let closed = zipCloseFileInZip(archive)
    return written == ZIP_OK ? closed : written
  }
}

/// A file in memory, as minizip wants to be given its file. It must outlive the archive.
private final class MemoryFile {
  private(set) var bytes: [UInt8] = []
  private var position = 0

  private func write(_ source: UnsafeRawPointer?, count: Int) -> Int {
    let new = UnsafeRawBufferPointer(start: source, count: source == nil ? 0 : count)
    // minizip goes back to write an entry's size and check sum where it began.
    let over = min(new.count, bytes.count - position)
    for index in 0..<over { bytes[position + index] = new[index] }
    bytes += new.dropFirst(over)
    position += new.count
    return new.count
  }

  private func seek(to offset: UInt64, from origin: Int32) -> Int {
    let start = origin == SEEK_CUR ? position : origin == SEEK_END ? bytes.count : 0
    guard let target = Int(exactly: Int64(start) &+ Int64(bitPattern: offset)), (0...bytes.count).contains(target)
    else {
      return -1
    }
    position = target
    return 0
  }

  private static func at(_ stream: UnsafeMutableRawPointer?) -> MemoryFile? {
    stream.map { Unmanaged<MemoryFile>.fromOpaque($0).takeUnretainedValue() }
  }

  var functions: zlib_filefunc64_def {
    zlib_filefunc64_def(
      zopen64_file: { opaque, _, _ in opaque }, zread_file: { _, _, _, _ in 0 },
      zwrite_file: { _, stream, source, count in UInt(MemoryFile.at(stream)?.write(source, count: Int(count)) ?? 0) },
      ztell64_file: { _, stream in UInt64(MemoryFile.at(stream)?.position ?? 0) },
      zseek64_file: { _, stream, offset, origin in
        MemoryFile.at(stream)?.seek(to: UInt64(offset), from: origin) ?? -1
      }, zclose_file: { _, _ in 0 }, zerror_file: { _, _ in 0 }, opaque: Unmanaged.passUnretained(self).toOpaque())
  }
}
