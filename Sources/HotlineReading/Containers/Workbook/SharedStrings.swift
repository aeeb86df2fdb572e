import Foundation
import HotlineConfiguration

/// The texts that a workbook's cells share, one after the other in a temporary file without a name.
///
/// A workbook of a million orders has hundreds of megabytes of them; only where each ends is kept in the memory.
final class SharedStrings: @unchecked Sendable {
  /// Bytes of texts at most: their places fit into 32 bits.
  private static let byteLimit = Int(UInt32.max)
  /// Texts at most: those of sixteen columns of a full sheet, all different.
  private static let countLimit = 1 << 24

  fileprivate let descriptor: Int32
  private var ends: ContiguousArray<UInt32> = []
  private var byteCount = 0
  private var pending: [UInt8] = []

  /// - Parameter path: the workbook as messages name it.
  init(path: String) throws {
    var template = Array((NSTemporaryDirectory() + "hotline-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw ContainerProblem.noRoom(path, reason: String(cString: strerror(errno))) }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// Adds one; `false` when there is no room for it.
  fileprivate func add(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard ends.count < Self.countLimit, byteCount + text.count <= Self.byteLimit else { return false }
    pending.append(contentsOf: text)
    byteCount += text.count
    ends.append(UInt32(byteCount))
    return pending.count < 1 << 18 || flush()
  }

  /// Writes what was added; `false` when there is no room for it. After the last one nothing changes any more.
  fileprivate func flush() -> Bool {
    guard pending.withUnsafeBytes({ WholeWrite.write($0, to: descriptor) }) else { return false }
    pending.removeAll(keepingCapacity: true)
    return true
  }

  /// Where a text lies in the file; `nil` when there is none of that number.
  @inline(__always)
  fileprivate func place(of index: Int) -> Range<Int>? {
    guard index >= 0, index < ends.count else { return nil }
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }
}

/// Looks shared strings up, for one reading: pages of the file that were needed before are kept, a fixed number of them.
final class SharedStringReader {
  private static let pageSize = 8 << 10
  private static let slotCount = 2048

  private let strings: SharedStrings
  private let pages = UnsafeMutablePointer<UInt8>.allocate(capacity: pageSize * slotCount)
  /// The page in each slot.
  private var held = [Int](repeating: -1, count: slotCount)
  private var joined: [UInt8] = []

  init(_ strings: SharedStrings) { self.strings = strings }

  deinit { pages.deallocate() }

  /// Calls `use` with a text; `false` when there is none of that number or the file cannot be read.
  @inline(__always)
  func withText(at index: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    guard let place = strings.place(of: index) else { return false }
    let (first, offset) = place.lowerBound.quotientAndRemainder(dividingBy: Self.pageSize)
    if offset + place.count <= Self.pageSize {
      guard let page = page(first) else { return false }
      use(UnsafeBufferPointer(start: page + offset, count: place.count))
      return true
    }
    return withJoined(place, use)
  }

  /// A text that lies in more than one page.
  private func withJoined(_ place: Range<Int>, _ use: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    joined.removeAll(keepingCapacity: true)
    var at = place.lowerBound
    while at < place.upperBound {
      let (number, offset) = at.quotientAndRemainder(dividingBy: Self.pageSize)
      guard let page = page(number) else { return false }
      let count = min(Self.pageSize - offset, place.upperBound - at)
      joined.append(contentsOf: UnsafeBufferPointer(start: page + offset, count: count))
      at += count
    }
    joined.withUnsafeBufferPointer(use)
    return true
  }

  private func page(_ number: Int) -> UnsafeMutablePointer<UInt8>? {
    let slot = number % Self.slotCount
    let start = pages + slot * Self.pageSize
    if held[slot] == number { return start }
    held[slot] = -1
    var count = -1
    repeat {
      count = pread(strings.descriptor, start, Self.pageSize, off_t(number * Self.pageSize))
    } while count < 0 && errno == EINTR
    guard count >= 0 else { return nil }
    held[slot] = number
    return start
  }
}

/// Reads `sharedStrings.xml`: each `si` is a text, in one `t` or in the `t` of its runs; phonetic runs are not part of it.
final class SharedStringsHandler: MarkupHandler {
  private let strings: SharedStrings
  private var text: [UInt8] = []
  private var isInText = false
  private var isPhonetic = false
  private var raised = RaisedType()

  init(_ strings: SharedStrings, path: String) {
    self.strings = strings
    super.init(path: path)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "t": isInText = !isPhonetic
    case "rPh": isPhonetic = true
    case "vertAlign": raised.begin()
    case "si": text.removeAll(keepingCapacity: true)
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    // A longer text is cut here; the row that shows it is too long in any case.
    guard isInText, text.count <= RowReader.fieldLimit else { return }
    if raised.parts(text.last, bytes.first) { text.append(0x20) }
    text.append(contentsOf: bytes)
  }

  override func end(_ name: MarkupName) {
    switch name {
    case "t": isInText = false
    case "rPh": isPhonetic = false
    case "r": raised.end()
    case "si":
      let count = text.withUnsafeMutableBufferPointer { CellText.unescape($0) }
      let isAdded = text.withUnsafeBufferPointer { strings.add(UnsafeBufferPointer(rebasing: $0[..<count])) }
      if !isAdded { stop(WorkbookProblem.tooManyStrings(path)) }
    case "sst":
      if !strings.flush() { stop(ContainerProblem.noRoom(path, reason: String(cString: strerror(errno)))) }
    default: break
    }
  }
}
