import HotlineConfiguration

/// Some platforms build a call's or an order's key from the caller's number. Such a key is kept with the number replaced by
/// its pseudonym: as unique as before, and the same in every export.
extension CallerPseudonyms {
  /// The key without a citizen's number; `nil` when none stands in it.
  ///
  /// Replaced are the number of the row's own caller or its end without an area code, wherever it stands, and those that ``NumberRecogniser`` finds (so that a leg
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
      return caller.flatMap { withoutCaller($0, in: key) }
    }
    var output: [UInt8] = []
    var end = 0
    // The caller's own number may stand there once more, or be none that is known as a number. It is looked for between pseudonyms,
    // whose digits belong to no number.
    func copy(upTo place: Int) {
      let between = UnsafeBufferPointer(rebasing: key[end..<place])
      output += caller.flatMap { withoutCaller($0, in: between) } ?? Array(between)
    }
    for number in found {
      copy(upTo: number.range.lowerBound)
      output += number.digits.withUnsafeBufferPointer { token(of: $0[...]) }
      end = number.range.upperBound
    }
    copy(upTo: key.count)
    return output
  }

  private func token(of digits: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    Array(Self.token(pseudonym(of: UnsafeBufferPointer(rebasing: digits))).utf8)
  }

  private func withoutCaller(_ caller: UnsafeBufferPointer<UInt8>, in key: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    // Shorter numbers (110, an extension) belong to no citizen and occur in keys by chance.
    guard caller.count >= 7 else { return nil }
    // Behind an area code of four digits a number may have seven.
    let isLong = caller[0] == UInt8(ascii: "0") && caller[1] > UInt8(ascii: "2")
    let least = min(caller.count, isLong ? 7 : 8)
    var output: [UInt8] = []
    var end = 0
    while let part = Self.part(of: caller, least: least, in: key, from: end) {
      output += key[end..<part.range.lowerBound]
      output += token(of: caller[part.digits...])
      end = part.range.upperBound
    }
    return end == 0 ? nil : output + key[end...]
  }

  /// The place in a key where a caller's last digits stand, at least so many of them, with at most two signs between any two, and the place
  /// in the number where those digits begin.
  private static func part(
    of caller: UnsafeBufferPointer<UInt8>, least: Int, in key: UnsafeBufferPointer<UInt8>, from begin: Int
  ) -> (range: Range<Int>, digits: Int)? {
    guard begin + least <= key.count else { return nil }
    for start in begin...key.count - least where key[start] == caller[caller.count - least] {
      guard let end = Self.end(of: caller[(caller.count - least)...], in: key, at: start) else { continue }
      var (first, digit, place) = (start, caller.count - least, start - 1)
      while digit > 0, place >= begin, start - place <= 40 {
        if key[place] == caller[digit - 1] {
          (first, digit) = (place, digit - 1)
        } else if !isSign(key[place]) || first - place > 2 {
          break
        }
        place -= 1
      }
      return (first..<end, digit)
    }
    return nil
  }

  /// The end of digits that begin at a place of a key, with at most two signs between any two; `nil` when others stand there.
  private static func end(
    of digits: Slice<UnsafeBufferPointer<UInt8>>, in key: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Int? {
    var place = start
    for digit in digits {
      let limit = min(key.count, place + (place == start ? 1 : 3))
      while place < limit, key[place] != digit, isSign(key[place]) { place += 1 }
      guard place < limit, key[place] == digit else { return nil }
      place += 1
    }
    return place
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte &- 0x30 > 9 && (byte | 0x20) &- 0x61 > 25
  }
}
