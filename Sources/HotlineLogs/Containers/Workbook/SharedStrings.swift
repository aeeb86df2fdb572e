import Foundation
import HotlineConfiguration

/// The texts that a workbook's cells share, one after the other in a file that is mapped into the memory.
///
/// A workbook of a million orders has hundreds of megabytes of them. The file has no name, and what was read of it can be
/// dropped from the memory at any time.
final class SharedStrings: @unchecked Sendable {
  /// Bytes of texts at most.
  private static let byteLimit = 8 << 30
  /// Texts at most: more than a sheet of full size has cells in 64 columns.
  private static let countLimit = 1 << 26
  /// Mapped bytes that may be in the memory before they are dropped.
  private static let residentBytes = 32 << 20

  private let descriptor: Int32
  private var ends: ContiguousArray<UInt64> = []
  private var map: UnsafeMutableRawPointer?
  private var byteCount = 0
  private var pending: [UInt8] = []
  private var touched = 0

  /// - Parameter path: the workbook as messages name it.
  init(path: String) throws {
    var template = Array((NSTemporaryDirectory() + "hotline-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw ContainerProblem.noRoom(path, reason: String(cString: strerror(errno))) }
    unlink(template)
  }

  deinit {
    if let map { munmap(map, byteCount) }
    close(descriptor)
  }

  /// How many there are.
  var count: Int { ends.count }

  /// Adds one; `false` when there is no room for it.
  fileprivate func add(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard ends.count < Self.countLimit, byteCount + text.count <= Self.byteLimit else { return false }
    pending.append(contentsOf: text)
    byteCount += text.count
    ends.append(UInt64(byteCount))
    return pending.count < 1 << 18 || flush()
  }

  private func flush() -> Bool {
    var done = 0
    while done < pending.count {
      let count = pending.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    pending.removeAll(keepingCapacity: true)
    return true
  }

  /// No more are added; they can be read from now on.
  fileprivate func seal() -> Bool {
    guard flush() else { return false }
    pending = []
    guard byteCount > 0 else { return true }
    let address = mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let address, address != MAP_FAILED else { return false }
    map = address
    return true
  }

  /// A text; `nil` when there is none of that number. Valid until the next call.
  func text(at index: Int) -> UnsafeBufferPointer<UInt8>? {
    guard index >= 0, index < ends.count else { return nil }
    let start = index == 0 ? 0 : Int(ends[index - 1])
    let count = Int(ends[index]) - start
    guard count > 0, let map else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: (map + start).assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Told of each row read: drops what is in the memory when it has become much.
  func relieve() {
    touched += 1
    guard byteCount > Self.residentBytes, touched % 4096 == 0, let map else { return }
    madvise(map, byteCount, MADV_DONTNEED)
  }
}

/// Reads `sharedStrings.xml`: each `si` is a text, in one `t` or in the `t` of its runs; phonetic runs are not part of it.
final class SharedStringsHandler: MarkupHandler {
  private let strings: SharedStrings
  private var text: [UInt8] = []
  private var isInText = false
  private var isPhonetic = false

  init(_ strings: SharedStrings, path: String) {
    self.strings = strings
    super.init(path: path)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "t": isInText = !isPhonetic
    case "rPh": isPhonetic = true
    case "si": text.removeAll(keepingCapacity: true)
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    // A longer text is cut here; the row that shows it is too long in any case.
    if isInText, text.count <= RowReader.fieldLimit { text.append(contentsOf: bytes) }
  }

  override func end(_ name: MarkupName) {
    switch name {
    case "t": isInText = false
    case "rPh": isPhonetic = false
    case "si":
      let count = text.withUnsafeMutableBufferPointer { CellText.unescape($0) }
      let isAdded = text.withUnsafeBufferPointer { strings.add(UnsafeBufferPointer(rebasing: $0[..<count])) }
      if !isAdded { stop(WorkbookProblem.tooManyStrings(path)) }
    case "sst":
      if !strings.seal() { stop(ContainerProblem.noRoom(path, reason: String(cString: strerror(errno)))) }
    default: break
    }
  }
}
