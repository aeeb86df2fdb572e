/// One fact's cells, in the order of ``FactKind/columns``; names as ids of canonical names, words as codes. Valid while the
/// scanner's call of its body lasts.
struct FactCells {
  let values: UnsafeMutablePointer<Int64>
  let isPresent: UnsafeMutablePointer<Bool>
  private let count: Int

  /// The number of the set of fields that the fact's sources carry; 0 for a fact from before such sets were kept.
  var carriedID: Int64 {
    get { values[count] }
    nonmutating set { values[count] = newValue }
  }

  /// Room for cells, to be deallocated by its owner.
  init(count: Int) {
    self.count = count
    values = .allocate(capacity: count + 1)
    values[count] = 0
    isPresent = .allocate(capacity: count)
  }

  func deallocate() {
    values.deallocate()
    isPresent.deallocate()
  }
}
