/// A secret that nobody guesses: 256 random bits as 64 hexadecimal digits.
struct Token: Sendable, Hashable {
  /// The digits.
  let text: String

  /// A new one, from the operating system's random numbers.
  init() {
    var dice = SystemRandomNumberGenerator()
    text = (0..<4).map { _ in
      let digits = String(dice.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Whether a text that came in is this token. Takes as long for a wrong one as for the right one.
  func isSame(as other: String?) -> Bool {
    guard let other else { return false }
    let (own, theirs) = (Array(text.utf8), Array(other.utf8))
    guard own.count == theirs.count else { return false }
    return zip(own, theirs).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
  }
}
