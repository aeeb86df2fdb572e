/// Takes citizens' numbers out of texts that are shown or stored; ``NumberRecogniser`` says what they are.
package enum Masking {
  /// What stands for the digits of a number that are not shown.
  package static let hidden = "****"

  /// The longest text kept of what was found in a file, in characters.
  package static let limit = 120
  /// The most of a text that is looked at, in characters.
  private static let readLimit = 1024

  /// The text with every telephone and identity-card number masked (`138****1234`), control characters made visible, cut to so many
  /// characters.
  ///
  /// Other long numbers, such as those of orders, are left alone: they are what a reader looks for.
  package static func masked(_ text: String, limit: Int = limit) -> String {
    masked(text, limit: limit, .current)
  }

  static func masked(_ text: String, limit: Int, _ recogniser: NumberRecogniser) -> String {
    let scalars = text.unicodeScalars
    let isCut = scalars.count > readLimit
    let head = isCut ? String(String.UnicodeScalarView(scalars.prefix(readLimit))) : text
    // A number that the cut divides would not be recognised.
    let end = isCut ? head.utf8.count - 256 : head.utf8.count
    var numbers = recogniser.numbers(in: head)[...]
    var output: [Unicode.Scalar] = []
    var offset = 0
    for scalar in head.unicodeScalars {
      guard offset < end, output.count < limit else { break }
      if let number = numbers.first, offset >= number.range.lowerBound {
        if offset == number.range.lowerBound { output += mask(number).unicodeScalars }
        if offset + UTF8.width(scalar) >= number.range.upperBound { numbers = numbers.dropFirst() }
      } else {
        output.append(visible(scalar))
      }
      offset += UTF8.width(scalar)
    }
    return String(String.UnicodeScalarView(output.prefix(limit)))
  }

  /// A text of somebody who works here, such as a form's or a message, with citizens' numbers masked and nothing cut. Digits that are only
  /// possibly a number stay, and those with other signs between them than a telephone number has: counts, amounts, quotients, lists of months.
  package static func withoutNumbers(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let signs: Set<Character> = [" ", "-", "+", "(", ")", "（", "）", "\u{A0}"]
    let numbers = NumberRecogniser.current.numbers(in: text).filter { number in
      let written = String(decoding: bytes[number.range], as: UTF8.self)
      let groups = written.split { !$0.isNumber }.count
      let others = written.filter { !$0.isNumber && !$0.isLetter && !signs.contains($0) }
      // 138.1234.5678: a sign between all groups, which no three figures have.
      let isWhole =
        others.isEmpty || number.certainty == .certain && groups == 3 && others.count == 2 && Set(others).count == 1
      return number.certainty > .possible && isWhole && (number.certainty == .certain || groups <= 2)
    }
    return masked(numbers, in: text)
  }

  /// A text with some of the numbers that were found in it, in its order, masked.
  private static func masked(_ numbers: [FoundNumber], in text: String) -> String {
    guard !numbers.isEmpty else { return text }
    var bytes = Array(text.utf8)
    for number in numbers.reversed() { bytes.replaceSubrange(number.range, with: Array(mask(number).utf8)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A caller's number, whatever it looks like: the first three and the last four characters at most.
  package static func maskedCaller(_ text: String) -> String {
    let characters = text.unicodeScalars.prefix(limit).map { visible($0) }
    guard characters.count >= 7 else { return String(repeating: "*", count: characters.count) }
    let tail = characters.count >= 11 ? 4 : 2
    func joined(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
    return joined(characters.prefix(3)) + hidden + joined(characters.suffix(tail))
  }

  /// The path of a file as it is stored and shown: the numbers in its name and in those of archives and folders masked, but for the digits
  /// that the random name of a program's folder has by chance.
  package static func path(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      let numbers = NumberRecogniser.current.numbers(in: String(part))
      guard numbers.contains(where: { $0.certainty == .possible }), part.contains(randomName) else {
        return masked(numbers, in: String(part))
      }
      return masked(numbers.filter { $0.certainty > .possible }, in: String(part))
    }.joined(separator: "/")
  }

  /// A UUID as programs write it.
  private static var randomName: Regex<Substring> { /[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}/ }

  private static func mask(_ number: FoundNumber) -> String {
    let digits = String(decoding: number.digits, as: UTF8.self)
    let tail =
      switch number.kind {
      case .telephone: 4
      case .local: 2
      case .identityCard: 0
      }
    return digits.prefix(3) + hidden + digits.suffix(tail)
  }

  /// Full-width digits become narrow, control characters signs of their own.
  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if (0xFF10...0xFF19).contains(scalar.value) { return Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) }
    guard scalar.properties.generalCategory == .control else { return scalar }
    return scalar.value < 0x20 ? Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}" : "\u{FFFD}"
  }
}

extension NumberRecogniser {
  /// Stands before and after a citizen's number in a name that is still to get the number's pseudonym. No row of a file that has
  /// this byte is read.
  package static let mark: UInt8 = 0

  /// A name with each citizen's number in it as ``mark``, digits, ``mark``; `nil` when it has none.
  ///
  /// - Parameter isCode: whether the name may be a code of eight digits, such as those of topics in some systems.
  package func marked(_ bytes: UnsafeBufferPointer<UInt8>, isCode: Bool) -> [UInt8]? {
    let text = String(decoding: bytes, as: UTF8.self)
    let characters = Array(text.utf8)
    let numbers = self.numbers(in: text).filter { number in
      !(isCode && number.kind == .local && number.isRun && number.range.count == characters.count)
    }
    guard !numbers.isEmpty else { return nil }
    var marked: [UInt8] = []
    var end = 0
    for number in numbers {
      marked += characters[end..<number.range.lowerBound]
      marked += [Self.mark] + number.digits + [Self.mark]
      end = number.range.upperBound
    }
    return marked + characters[end...]
  }
}
