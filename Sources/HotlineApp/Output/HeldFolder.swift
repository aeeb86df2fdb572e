import Foundation
import HotlineConfiguration

/// A folder that files are written into and read from. It is held open, so that they lie in it whatever somebody puts in its place
/// meanwhile.
final class HeldFolder {
  /// Where it is.
  let path: String
  private let descriptor: Int32
  private var isSwept = false

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
    let above = try HeldFolder(named: url.deletingLastPathComponent().path)
    try self.init(url.lastPathComponent, in: above, at: path, mode: mode)
  }

  /// A folder of ours inside of another.
  ///
  /// - Parameter mode: who may read it, if it is made; one that is not there is an error unless given.
  private init(_ name: String, in folder: HeldFolder, at path: String? = nil, mode: mode_t? = nil) throws {
    let path = path ?? "\(folder.path)/\(name)"
    self.path = path
    let isThere = mode.map { mkdirat(folder.descriptor, name, $0) == 0 || errno == EEXIST } ?? true
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
  func folder(_ name: String) throws -> HeldFolder {
    try HeldFolder(name, in: self, mode: 0o777)
  }

  /// Writes a file under a temporary name and renames it, so that nobody ever sees half of one.
  ///
  /// - Parameters:
  ///   - name: the file's name, without a folder.
  ///   - mode: who may read it.
  ///   - keepsMode: whether a file that has the name may be read by whom it could be before.
  /// - Throws: a ``Diagnostic`` when it cannot be written.
  func write(_ bytes: Data, to name: String, mode: mode_t = 0o666, keepsMode: Bool = false) throws {
    let before = keepsMode ? status(name).flatMap { $0.st_mode & S_IFMT == S_IFREG ? $0.st_mode & 0o777 : nil } : nil
    let (file, draft) = try draft(of: name, mode: before ?? mode)
    if let before { fchmod(file, before) }
    // Synced, so that after a cut of power the name holds the old file or the new one.
    let isWritten = bytes.withUnsafeBytes { WholeWrite.write($0, to: file) } && fsync(file) == 0
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
    removeLeftDrafts()
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

  /// Removes a file, should it be there and be no link.
  func remove(_ name: String) {
    if let status = status(name), status.st_mode & S_IFMT == S_IFREG { unlinkat(descriptor, name, 0) }
  }

  private func status(_ name: String) -> stat? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// Removes a folder of files, should it be there and be no link.
  func removeFolder(_ name: String) {
    guard let inner = folder(thereIs: name) else { return }
    for file in inner.names { inner.remove(file) }
    unlinkat(descriptor, name, AT_REMOVEDIR)
  }

  /// The names of the files and folders in it, in their order.
  var names: [String] {
    guard let list = fdopendir(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else { return [] }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether something has this name, be it a link.
  func holds(_ name: String) -> Bool { status(name) != nil }

  /// The bytes of a file; `nil` where there is none, or a link.
  func contents(_ name: String) -> Data? { file(name).flatMap { try? $0.readToEnd() ?? Data() } }

  /// A file, open for reading; `nil` where there is none, or a link, a pipe or a folder.
  func file(_ name: String) -> FileHandle? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? handle : nil
  }

  /// The folder inside of one in which a file lies whose name has at most one, and the file's own name; no folder for a name without.
  static func place(_ name: String) -> (folder: String?, name: String) {
    guard let cut = name.firstIndex(of: "/") else { return (nil, name) }
    return (String(name[..<cut]), String(name[name.index(after: cut)...]))
  }

  /// A folder of ours that is there; `nil` where there is none, or a link.
  func folder(thereIs name: String) -> HeldFolder? { try? HeldFolder(name, in: self) }

  /// A killed run leaves its draft. One that is an hour old is nobody's any more.
  private func removeLeftDrafts() {
    guard !isSwept else { return }
    isSwept = true
    for name in names where name.hasPrefix(".") && name.wholeMatch(of: /\.[0-9]{1,20}\.part/) != nil {
      guard let status = status(name), status.st_mtim.tv_sec < time(nil) - 3_600 else { continue }
      remove(name)
    }
  }

  private static func problem(_ path: String, _ code: Int32) -> Diagnostic {
    DocumentFile.cannotWrite(path, reason: String(cString: strerror(code)))
  }
}
