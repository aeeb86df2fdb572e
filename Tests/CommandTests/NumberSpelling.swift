/// A way to write a citizen's number.
struct NumberSpelling: Sendable {
  /// A number written so, and what must be found nowhere: the text itself, and the number however it is normalised.
  typealias Written = (text: String, needles: [String])

  /// Writes the number of this index, 0 to 999; every index has a number of its own.
  let write: @Sendable (Int) -> Written

  static let all: [NumberSpelling] = mobiles.map(mobile) + landlines.map(landline) + identities.map(identity)

  private static func mobile(_ spell: @escaping Spell) -> NumberSpelling {
    NumberSpelling { index in
      let number = "1381" + padded(4_000_000 + index, 7)
      let text = spell(number)
      return (text, [text, number, String(number.dropFirst())])
    }
  }

  private static func landline(_ spell: @escaping Spell) -> NumberSpelling {
    NumberSpelling { index in
      let number = "6" + padded(5_400_000 + index, 7)
      let text = spell(number)
      return (text, [text, number])
    }
  }

  private static func identity(_ spell: @escaping Spell) -> NumberSpelling {
    NumberSpelling { index in
      let number = checked("31010119850612" + padded(index, 3))
      let text = spell(number)
      return (text, [text, number, String(number.prefix(6)) + String(number.dropFirst(8).prefix(9))])
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }

  private static func groups(_ number: String, _ separator: String) -> String {
    let digits = Array(number)
    return [digits[0..<3], digits[3..<7], digits[7...]].map { String($0) }.joined(separator: separator)
  }

  private static func digits(_ number: String, _ alphabet: String) -> String {
    let signs = Array(alphabet)
    return String(number.compactMap { $0.wholeNumberValue.map { signs[$0] } })
  }

  private typealias Spell = @Sendable (String) -> String

  private static let separators: [String] = [
    " ", "-", "\u{A0}", "\u{3000}", "\u{200B}", "  ", ".", "/", "—", "–", "\u{2012}", "\u{2212}", "－", "·", "_", ",",
    "，",
    "、", ":", "|", "~", "\\", "\u{AD}", "\u{FEFF}", "\u{200F}", "\u{2060}", "\u{2009}", "\u{202F}", " - ", ") ", "*",
  ]

  private static func separated(by separator: String) -> Spell { { number in groups(number, separator) } }

  private static let others: [Spell] = [
    { $0 }, { "(\($0.prefix(3)))\($0.dropFirst(3))" }, { "（\($0.prefix(3))）\($0.dropFirst(3))" },
    { "【\($0)】" }, { "[\($0)]" }, { "电话\($0)" }, { "\($0)转801" }, { "\($0)先生" }, { "tel:\($0)" },
    { digits($0, "０１２３４５６７８９") }, { digits($0, "〇一二三四五六七八九") }, { digits($0, "零幺二三四五六七八九") },
    { digits($0, "零壹贰叁肆伍陆柒捌玖") }, { digits($0, "⓪①②③④⑤⑥⑦⑧⑨") }, { digits($0, "⁰¹²³⁴⁵⁶⁷⁸⁹") },
    { digits($0, "٠١٢٣٤٥٦٧٨٩") }, { String($0.prefix(3)) + digits(String($0.dropFirst(3)), "〇一二三四五六七八九") },
    { "+86\($0)" }, { "+86 " + groups($0, " ") }, { "0086\($0)" }, { "86-\($0)" }, { "0\($0)" }, { "+86 (0)\($0)" },
    { "\($0)\($0.replacing("1381", with: "1391"))" }, { "\($0.replacing("1381", with: "1391")) \($0)" },
    { "20190305\($0)" }, { "\($0)20190305" }, { "2019-03-05 \($0)" }, { "\($0) 2019-03-05" }, { "190305\($0)" },
    { $0.map(String.init).joined(separator: " ") }, { $0.map { "\($0)\u{301}" }.joined() },
  ]

  private static let mobiles: [Spell] = separators.map(separated) + others

  private static let landlines: [Spell] = [
    { "021\($0)" }, { "021-\($0)" }, { "(021)\($0)" }, { "（021）\($0)" }, { "021—\($0)" }, { "021一\($0)" },
    { "0571-\($0)" }, { "0755 \($0)" }, { "010\($0)" }, { "+86 21 \($0)" }, { "0086-21-\($0)" }, { "+86(0)21\($0)" },
    { digits("021\($0)", "０１２３４５６７８９") }, { digits("021\($0)", "零一二三四五六七八九") }, { "+852 \($0)" }, { "00852\($0)" },
    { "电话\($0)，谢谢" }, { "\($0.prefix(4))-\($0.suffix(4))家" },
  ]

  private static let identities: [Spell] = [
    { $0 }, { "身份证\($0)" }, { "\($0.prefix(6)) \($0.dropFirst(6).prefix(8)) \($0.suffix(4))" },
    { digits($0.replacing("X", with: "0"), "０１２３４５６７８９") }, { "\($0.prefix(6))\($0.dropFirst(8).prefix(9))号" },
    { "\($0.lowercased())，女" },
  ]

  /// A card's number of 17 digits with its check character (ISO 7064, MOD 11-2), computed from the weights of GB 11643.
  private static func checked(_ digits: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return digits + String(Array("10X98765432")[sum % 11])
  }
}
