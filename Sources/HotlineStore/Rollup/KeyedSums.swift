/// Sums by keys of a few whole numbers, in flat memory: a key is neither an object nor counted.
///
/// Keys are found by open addressing; what belongs to a key stays at its place among the keys, in order of arrival.
final class KeyedSums {
  /// Numbers in a key.
  let keyWidth: Int
  /// Numbers that are summed for each key.
  let stride: Int
  private(set) var count = 0
  private var capacity: Int
  private var keys: UnsafeMutablePointer<Int64>
  private var sums: UnsafeMutablePointer<Double>
  /// For each place its key's number, -1 where it is free. Twice as many places as there is room for keys.
  private var places: UnsafeMutablePointer<Int32>

  init(keyWidth: Int, stride: Int, capacity: Int = 16) {
    self.keyWidth = keyWidth
    self.stride = stride
    self.capacity = capacity
    keys = .allocate(capacity: keyWidth * capacity)
    sums = .allocate(capacity: max(1, stride * capacity))
    places = .allocate(capacity: 2 * capacity)
    places.initialize(repeating: -1, count: 2 * capacity)
  }

  deinit {
    keys.deallocate()
    sums.deallocate()
    places.deallocate()
  }

  /// The memory taken.
  var bytes: Int { capacity * 8 * (keyWidth + stride + 1) }

  /// The key of a number.
  @inline(__always)
  func key(_ index: Int) -> UnsafePointer<Int64> { UnsafePointer(keys + index * keyWidth) }

  /// The sums of a key's number.
  @inline(__always)
  func sums(_ index: Int) -> UnsafeMutablePointer<Double> { sums + index * stride }

  /// The sums of a key, at first all 0. Valid until the next call.
  @inline(__always)
  func sums(of key: UnsafePointer<Int64>) -> UnsafeMutablePointer<Double> {
    var place = start(key)
    while places[place] >= 0 {
      let index = Int(places[place])
      if isKey(key, index) { return sums + index * stride }
      place = (place + 1) & (2 * capacity - 1)
    }
    return append(key, at: place)
  }

  /// Forgets all keys, and keeps the memory.
  func removeAll() {
    count = 0
    places.update(repeating: -1, count: 2 * capacity)
  }

  /// The numbers of the keys, in order of the keys.
  var order: [Int] {
    (0..<count).sorted { left, right in
      let (left, right) = (key(left), key(right))
      for part in 0..<keyWidth where left[part] != right[part] { return left[part] < right[part] }
      return false
    }
  }

  @inline(__always)
  private func isKey(_ key: UnsafePointer<Int64>, _ index: Int) -> Bool {
    let own = keys + index * keyWidth
    for part in 0..<keyWidth where own[part] != key[part] { return false }
    return true
  }

  @inline(__always)
  private func start(_ key: UnsafePointer<Int64>) -> Int {
    var hash: UInt64 = 0
    for part in 0..<keyWidth {
      hash = (hash ^ UInt64(bitPattern: key[part])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash) & (2 * capacity - 1)
  }

  private func append(_ key: UnsafePointer<Int64>, at free: Int) -> UnsafeMutablePointer<Double> {
    var place = free
    if count == capacity {
      grow()
      place = freePlace(key)
    }
    places[place] = Int32(truncatingIfNeeded: count)
    (keys + count * keyWidth).update(from: key, count: keyWidth)
    let own = sums + count * stride
    own.update(repeating: 0, count: stride)
    count += 1
    return own
  }

  private func grow() {
    let larger = 2 * capacity
    keys = Self.moved(keys, count: count * keyWidth, to: larger * keyWidth)
    sums = Self.moved(sums, count: count * stride, to: max(1, larger * stride))
    capacity = larger
    places.deallocate()
    places = .allocate(capacity: 2 * larger)
    places.initialize(repeating: -1, count: 2 * larger)
    for index in 0..<count { places[freePlace(key(index))] = Int32(truncatingIfNeeded: index) }
  }

  /// The place of a key that has none yet.
  private func freePlace(_ key: UnsafePointer<Int64>) -> Int {
    var place = start(key)
    while places[place] >= 0 { place = (place + 1) & (2 * capacity - 1) }
    return place
  }

  private static func moved<Value: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Value>, count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Value> {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    larger.update(from: old, count: count)
    old.deallocate()
    return larger
  }
}
