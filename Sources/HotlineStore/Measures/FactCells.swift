/// One fact's cells, in the order of ``FactKind/columns``; names as ids of canonical names, words as codes. Valid while the
/// scanner's call of its body lasts.
struct FactCells {
  let values: UnsafeMutablePointer<Int64>
  let isPresent: UnsafeMutablePointer<Bool>

  /// Room for cells, to be deallocated by its owner.
  init(count: Int) {
    values = .allocate(capacity: count)
    isPresent = .allocate(capacity: count)
  }

  func deallocate() {
    values.deallocate()
    isPresent.deallocate()
  }
}
