/// Some platforms build a call's or an order's key from the caller's number. Such a key is kept with the number replaced by
/// its pseudonym: as unique as before, and the same in every export.
extension CallerPseudonyms {
  /// The key without a citizen's number; `nil` when none stands in it.
  ///
  /// Replaced are the number of the row's own caller, wherever it stands, and mobile numbers that stand by themselves among
  /// other characters (so that a leg without a caller has the same key). A key of digits only that is not its caller's
  /// number is an order's id and stays.
  func keyWithoutNumber(_ key: UnsafeBufferPointer<UInt8>, caller: UnsafeBufferPointer<UInt8>?) -> [UInt8]? {
    guard let range = caller.flatMap({ Self.range(of: $0, in: key) }) ?? Self.rangeOfMobile(in: key) else { return nil }
    let token = Self.token(pseudonym(of: UnsafeBufferPointer(rebasing: key[range])))
    return Array(key[..<range.lowerBound]) + Array(token.utf8) + Array(key[range.upperBound...])
  }

  private static func range(of caller: UnsafeBufferPointer<UInt8>, in key: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    // Shorter numbers (110, an extension) belong to no citizen and occur in keys by chance.
    guard caller.count >= 7, caller.count <= key.count else { return nil }
    for start in 0...key.count - caller.count where key[start] == caller[0] {
      if key[start..<start + caller.count].elementsEqual(caller) { return start..<start + caller.count }
    }
    return nil
  }

  private static func rangeOfMobile(in key: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard key.count > 11 else { return nil }
    var run = 0
    for index in 0...key.count {
      if index < key.count, key[index] &- 0x30 < 10 {
        run += 1
        continue
      }
      let start = index - run
      if run == 11, run < key.count, key[start] == 0x31, key[start + 1] >= 0x33 { return start..<index }
      run = 0
    }
    return nil
  }
}
