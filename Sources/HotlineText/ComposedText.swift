import Foundation

extension String {
  /// The text with each character in its one composed form (Unicode's NFC): `é` as one character and not as two, 隆 and not its twin among
  /// the compatibility ideographs. Names are stored so, because Swift takes both for one name and SQLite for two.
  package var composed: String { precomposedStringWithCanonicalMapping }
}
