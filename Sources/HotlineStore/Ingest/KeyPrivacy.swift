import HotlineConfiguration

/// Some platforms build a call's or an order's key from the caller's number. Such a key is kept with the number replaced by
/// its pseudonym: as unique as before, and the same in every export.
extension CallerPseudonyms {
  /// The key without a citizen's number; `nil` when none stands in it.
  ///
  /// Replaced are the number of the row's own caller, wherever it stands, and those that ``NumberRecogniser`` finds (so that a leg
  /// without a caller has the same key). A key of digits only that is neither is an order's id and stays.
  ///
  /// - Parameter isComposed: whether the key is a day and names with `|` between them, each of which is looked at by itself: the day
  ///   and a hotline's number are no number together.
  func keyWithoutNumber(
    _ key: UnsafeBufferPointer<UInt8>, caller: UnsafeBufferPointer<UInt8>?, isComposed: Bool = false
  ) -> [UInt8]? {
    if let composed = withoutMarks(key) { return composed }
    if isComposed {
      let parts = key.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      let changed = parts.map { keyWithoutNumber(UnsafeBufferPointer(rebasing: $0), caller: caller) }
      guard changed.contains(where: { $0 != nil }) else { return nil }
      return Array(zip(parts, changed).map { $1 ?? Array($0) }.joined(separator: [UInt8(ascii: "|")]))
    }
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
