import Foundation
import HotlineConfiguration
import HotlineText

/// A folder that files are written into. It is held open, so that they land in it whatever somebody puts in its place meanwhile.
final class OutputFolder {
  /// Where it is.
  let path: String
  private let descriptor: Int32

  /// The folder that the user named, which may be a link; it is made with those above it unless it is there.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be made.
  convenience init(named path: String) throws {
    try DocumentFile.makeFolder(path)
    try self.init(thereIs: path)
  }

  /// A folder that is there; it may be a link.
  ///
  /// - Throws: a ``Diagnostic`` when it is not.
  init(thereIs path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.problem(path, errno) }
  }

  /// A folder of ours, which is no link to another; it is made with those above it unless it is there.
  ///
  /// - Parameter mode: who may read it, if it is made.
  /// - Throws: a ``Diagnostic`` when it cannot be made, or is a link.
  convenience init(own path: String, mode: mode_t = 0o777) throws {
    let url = URL(filePath: path)
    let above = try OutputFolder(named: url.deletingLastPathComponent().path)
    try self.init(url.lastPathComponent, in: above, at: path, mode: mode)
  }

  /// A folder of ours inside of another.
  private init(_ name: String, in folder: OutputFolder, at path: String, mode: mode_t) throws {
    self.path = path
    let isThere = mkdirat(folder.descriptor, name, mode) == 0 || errno == EEXIST
    descriptor = isThere ? openat(folder.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1
    guard descriptor < 0 else { return }
    let code = errno
    try DocumentFile.checkOwn(folder: path)
    throw Self.problem(path, code)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// A folder of ours inside of this one.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be made, or is a link.
  func folder(_ name: String) throws -> OutputFolder {
    try OutputFolder(name, in: self, at: "\(path)/\(name)", mode: 0o777)
  }

  /// Writes a file under a temporary name and renames it, so that nobody ever sees half of one.
  ///
  /// - Parameters:
  ///   - name: the file's name, without a folder.
  ///   - mode: who may read it.
  /// - Throws: a ``Diagnostic`` when it cannot be written.
  func write(_ bytes: Data, to name: String, mode: mode_t = 0o666) throws {
    let (file, draft) = try draft(of: name, mode: mode)
    let isWritten = bytes.withUnsafeBytes { Self.write($0, to: file) }
    let code = errno
    let isClosed = close(file) == 0
    guard isWritten, isClosed else { throw failure(of: draft, as: name, isWritten ? errno : code) }
    try rename(draft, to: name)
  }

  /// Makes an empty file, open for writing, in the place of what has its name.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be made.
  func make(_ name: String, mode: mode_t) throws -> FileHandle {
    let (file, draft) = try draft(of: name, mode: mode)
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try rename(draft, to: name)
    return handle
  }

  private func draft(of name: String, mode: mode_t) throws -> (file: Int32, draft: String) {
    let draft = ".\(UInt64.random(in: 0...UInt64.max)).part"
    let file = openat(descriptor, draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw Self.problem("\(path)/\(name)", errno) }
    return (file, draft)
  }

  private func rename(_ draft: String, to name: String) throws {
    guard renameat(descriptor, draft, descriptor, name) == 0 else { throw failure(of: draft, as: name, errno) }
  }

  private func failure(of draft: String, as name: String, _ code: Int32) -> Diagnostic {
    unlinkat(descriptor, draft, 0)
    return Self.problem("\(path)/\(name)", code)
  }

  /// Removes a file, should it be there.
  func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(file, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }

  private static func problem(_ path: String, _ code: Int32) -> Diagnostic {
    let reason = String(cString: strerror(code))
    return Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法写入：\(reason)", en: "cannot be written: \(reason)"),
      fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
  }
}
