/// Bytes that come in chunks: a file, what a gzip stream unpacks to, an entry of a zip archive.
package protocol ByteSource: AnyObject {
  /// The next bytes, empty at the end. They are valid until the next call.
  ///
  /// - Throws: a ``Diagnostic`` when the bytes cannot be read or are damaged.
  func next() throws -> UnsafeBufferPointer<UInt8>
}

extension ByteStream: ByteSource {}

/// The bounds that keep a hostile archive from costing more than its size lets expect.
enum ContainerLimits {
  /// Unpacked bytes that are never suspicious.
  static let freeBytes = 64 << 20
  /// How many times its packed size a larger part may unpack to. Logs reach 10 to 50; deflate can do 1,032.
  static let ratio = 300
  /// Entries that an archive may list.
  static let entries = 10_000
  /// The longest name of an entry.
  static let nameBytes = 4096
  /// The longest part of a workbook that holds no cells: its list of sheets, its styles.
  static let smallPartBytes = 64 << 20
  /// The longest entry that is unpacked to a temporary file because it is itself an archive.
  static let spooledBytes = 2 << 30

  /// Whether so many bytes out of so few packed ones are a bomb.
  static func isBomb(packed: Int, unpacked: Int) -> Bool {
    unpacked > freeBytes && unpacked / ratio > packed
  }
}
