import Foundation

/// A name that no other folder or file has, of letters alone: digits that happen to stand as in a citizen's number would be masked where
/// the program stores a path, and the file would not be found again.
package func freshName() -> String {
  String(
    String.UnicodeScalarView(
      UUID().uuidString.lowercased().unicodeScalars.filter { $0 != "-" }.map { digit in
        digit.value < 0x3a ? Unicode.Scalar(UInt8(digit.value) + 0x37) : digit
      }))
}
