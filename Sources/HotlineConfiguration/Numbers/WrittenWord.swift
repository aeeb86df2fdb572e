/// The ASCII letters that stand side by side in a text, as far as they tell whether digits beside them are a telephone's: `Tel62345678ext801`.
struct WrittenWord {
  /// The last eight letters, in lower case.
  private var letters: UInt64 = 0
  /// The digit right behind which the letters begin.
  private(set) var digitBefore: Int?

  var isEmpty: Bool { letters == 0 }

  mutating func add(_ letter: UInt8, behind digit: Int?) {
    if isEmpty { digitBefore = digit }
    letters = letters << 8 | UInt64(letter | 0x20)
  }

  private static func words(_ texts: String...) -> Set<UInt64> {
    Set(texts.map { $0.utf8.suffix(8).reduce(0) { $0 << 8 | UInt64($1) } })
  }

  /// Words after which digits are a telephone's.
  private static let telephones = words(
    "tel", "telephone", "phone", "mobile", "mob", "cell", "fax", "ph", "hp", "call", "lxdh",
    "dianhua", "shouji")
  /// Words between a telephone number and an extension.
  private static let extensions = words("x", "ext", "extn", "extension")

  var isTelephone: Bool { Self.telephones.contains(letters) }
  var isExtension: Bool { Self.extensions.contains(letters) }
}
