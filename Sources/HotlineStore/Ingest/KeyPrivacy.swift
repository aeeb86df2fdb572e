import HotlineConfiguration

/// Some platforms build a call's or an order's key from the caller's number. Such a key is kept with the number replaced by
/// its pseudonym: as unique as before, and the same in every export.
extension CallerPseudonyms {
  /// The key without a citizen's number; `nil` when none stands in it.
  ///
  /// Replaced are the number of the row's own caller, wherever it stands, and those that ``NumberRecogniser`` finds (so that a leg
  /// without a caller has the same key). A key of digits only that is neither is an order's id and stays.
  func keyWithoutNumber(_ key: UnsafeBufferPointer<UInt8>, caller: UnsafeBufferPointer<UInt8>?) -> [UInt8]? {
    if let composed = withoutMarks(key) { return composed }
    let found = NumberRecogniser.current.numbers(inKey: key)
    guard !found.isEmpty else {
      guard let range = caller.flatMap({ Self.range(of: $0, in: key) }) else { return nil }
      return Array(key[..<range.lowerBound]) + token(of: key[range]) + Array(key[range.upperBound...])
    }
    var output: [UInt8] = []
    var end = 0
    for number in found {
      output += key[end..<number.range.lowerBound]
      output += number.digits.withUnsafeBufferPointer { token(of: $0[...]) }
      end = number.range.upperBound
    }
    output += key[end...]
    // The caller's own number may stand there once more, or be none that is known as a number.
    return output.withUnsafeBufferPointer { rest -> [UInt8]? in
      guard let range = caller.flatMap({ Self.range(of: $0, in: rest) }) else { return nil }
      return Array(rest[..<range.lowerBound]) + token(of: rest[range]) + Array(rest[range.upperBound...])
    } ?? output
  }

  private func token(of digits: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    Array(Self.token(pseudonym(of: UnsafeBufferPointer(rebasing: digits))).utf8)
  }

  private static func range(of caller: UnsafeBufferPointer<UInt8>, in key: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    // Shorter numbers (110, an extension) belong to no citizen and occur in keys by chance.
    guard caller.count >= 7, caller.count <= key.count else { return nil }
    for start in 0...key.count - caller.count where key[start] == caller[0] {
      if key[start..<start + caller.count].elementsEqual(caller) { return start..<start + caller.count }
    }
    return nil
  }
}
