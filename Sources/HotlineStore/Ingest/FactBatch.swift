import Synchronization

/// Facts that are about to be written: flat rows of whole numbers, and one buffer for the values that stay texts.
///
/// One thread fills it, another writes it, never both at once.
final class FactBatch: @unchecked Sendable {
  /// Numbers in a row; see ``FactLayout/columns``.
  let width: Int
  let capacity: Int
  private(set) var count = 0
  /// The source that the rows come from.
  var sourceID: Int64 = 0
  /// The number of the set of fields that the rows have cells for; see ``CarriedSets``.
  var carriedID: Int64 = 0
  /// Whether the rows have cells for everything that a fact needs; else they only complete facts.
  var isWhole = true
  /// Row after row. A cell without its bit in ``presence`` has no value.
  let values: UnsafeMutablePointer<Int64>
  /// For each row, the cells that have a value, as bits.
  let presence: UnsafeMutablePointer<UInt64>
  /// For each row, its first line in the file.
  let lines: UnsafeMutablePointer<Int64>
  /// For each call, its id if that is free; 0 for other facts.
  let ids: UnsafeMutablePointer<Int64>
  /// For each row, whether the database took it as a new fact; see ``BatchTable``.
  let isInserted: UnsafeMutablePointer<Bool>
  private let keys: UnsafeMutablePointer<Text>
  private let titles: UnsafeMutablePointer<Text>
  private var arena: [UInt8] = []
  /// Calls of earlier batches, already written, that a call of this batch follows.
  var lateLinks: [LateLink] = []
  /// Sums of days that are done; see ``CallStream``.
  var days: [RollupDay] = []

  /// A text's place in the buffer; a negative length stands for no text.
  struct Text {
    fileprivate var offset: Int
    fileprivate var length: Int
  }

  /// Direct access to the rows' memory.
  struct Rows {
    let width: Int
    let values: UnsafePointer<Int64>
    let presence: UnsafePointer<UInt64>
    let lines: UnsafePointer<Int64>
    let ids: UnsafePointer<Int64>
    let isInserted: UnsafeMutablePointer<Bool>
    let keys: UnsafePointer<Text>
    let titles: UnsafePointer<Text>
    fileprivate let arena: UnsafeBufferPointer<UInt8>

    /// The bytes of a text.
    @inline(__always)
    func text(_ text: Text) -> UnsafeBufferPointer<UInt8>? { text.length < 0 ? nil : FactBatch.slice(arena, text) }
  }

  /// Neighbour times for a call that is already written.
  struct LateLink {
    let id: Int64
    var next: Int64?
    var nextSameTopic: Int64?
  }

  init(width: Int, capacity: Int) {
    self.width = width
    self.capacity = capacity
    values = .allocate(capacity: width * capacity)
    presence = .allocate(capacity: capacity)
    lines = .allocate(capacity: capacity)
    ids = .allocate(capacity: capacity)
    isInserted = .allocate(capacity: capacity)
    isInserted.initialize(repeating: false, count: capacity)
    keys = .allocate(capacity: capacity)
    titles = .allocate(capacity: capacity)
  }

  deinit {
    values.deallocate()
    presence.deallocate()
    lines.deallocate()
    ids.deallocate()
    isInserted.deallocate()
    keys.deallocate()
    titles.deallocate()
  }

  func removeAll() {
    count = 0
    arena.removeAll(keepingCapacity: true)
    lateLinks.removeAll(keepingCapacity: true)
    days.removeAll()
  }

  /// Appends a row without cells and returns its number.
  func appendRow(line: Int, key: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>?) -> Int {
    let row = count
    count += 1
    presence[row] = 0
    lines[row] = Int64(line)
    ids[row] = 0
    keys[row] = keep(key)
    titles[row] = title.map(keep) ?? Text(offset: 0, length: -1)
    return row
  }

  private func keep(_ text: UnsafeBufferPointer<UInt8>) -> Text {
    let offset = arena.count
    arena.append(contentsOf: text)
    return Text(offset: offset, length: text.count)
  }

  /// Calls `body` with the rows of the batch. They do not move during the call.
  func withRows<Value>(_ body: (Rows) throws -> Value) rethrows -> Value {
    try arena.withUnsafeBufferPointer { arena in
      try body(
        Rows(
          width: width, values: values, presence: presence, lines: lines, ids: ids, isInserted: isInserted, keys: keys,
          titles: titles, arena: arena))
    }
  }

  /// Calls `body` with the rows of the batch, one after the other, and their numbers.
  func forEachRow(_ body: (Int, FactRowView) throws -> Void) rethrows {
    try withRows { rows in
      for row in 0..<count {
        try body(
          row,
          FactRowView(
            id: ids[row], values: values + row * width, presence: presence[row], key: Self.slice(rows.arena, keys[row]),
            title: rows.text(titles[row]), line: lines[row]))
      }
    }
  }

  @inline(__always)
  fileprivate static func slice(_ arena: UnsafeBufferPointer<UInt8>, _ text: Text) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: arena[text.offset..<text.offset + text.length])
  }

  /// Gives the call of a row its id.
  func setCallID(_ row: Int, startedAt: Int64) {
    ids[row] = arena.withUnsafeBufferPointer { CallID.id(startedAt: startedAt, key: Self.slice($0, keys[row])) }
  }

  /// Gives the call of a row another id, because another call has its own.
  func moveCall(_ row: Int) { ids[row] = CallID.following(ids[row]) }

  @inline(__always)
  func value(_ row: Int, _ column: Int) -> Int64? {
    presence[row] >> UInt64(column) & 1 == 1 ? values[row * width + column] : nil
  }

  @inline(__always)
  func set(_ row: Int, _ column: Int, _ value: Int64) {
    values[row * width + column] = value
    presence[row] |= 1 << UInt64(column)
  }
}

/// One row of a fact, new in a ``FactBatch`` or stored. Valid as long as its owner is not changed.
struct FactRowView {
  let id: Int64
  let values: UnsafePointer<Int64>
  let presence: UInt64
  let key: UnsafeBufferPointer<UInt8>
  let title: UnsafeBufferPointer<UInt8>?
  let line: Int64

  @inline(__always)
  func value(_ column: Int) -> Int64? { presence >> UInt64(column) & 1 == 1 ? values[column] : nil }
}

/// Keeps batches for reuse: a file needs only a few.
final class FactBatchPool: Sendable {
  private let width: Int
  private let free = Mutex<[FactBatch]>([])

  init(width: Int) {
    self.width = width
  }

  func take(capacity: Int) -> FactBatch {
    let known = free.withLock { batches in
      batches.last.map { $0.capacity >= capacity } == true ? batches.popLast() : nil
    }
    guard let known else { return FactBatch(width: width, capacity: capacity) }
    known.removeAll()
    return known
  }

  func give(_ batch: FactBatch) { free.withLock { $0.append(batch) } }

  /// Frees the memory.
  func drain() { free.withLock { $0 = [] } }
}
