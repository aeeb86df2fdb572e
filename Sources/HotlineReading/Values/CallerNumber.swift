import HotlineCalendar
import HotlineConfiguration

/// Normalises a citizen's number before it becomes a pseudonym.
package enum CallerNumber {
  /// How a caller that is already a pseudonym is written in files: `caller:` and 16 hexadecimal digits.
  package static let tokenPrefix = "caller:"

  static let prefixBytes = Array(tokenPrefix.utf8)

  /// Whether the bytes are a pseudonym as `hotline rejects --format csv` writes it.
  package static func isToken(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == prefixBytes.count + 16, Bytes(rebasing: bytes[..<prefixBytes.count]).equals(prefixBytes) else {
      return false
    }
    return bytes[prefixBytes.count...].allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
  }

  /// The result of normalising a number.
  enum Reading {
    /// Digits that link the same citizen's calls.
    case number
    /// A hidden, unknown or empty number.
    case absent
    /// A number that a spreadsheet shortened to `1.38E+10`.
    case lostDigits
  }

  /// Writes the normalised number to `output`: digits only, without the country's code; blanks and dashes left out.
  static func normalise(_ bytes: Bytes, _ plan: NumberPlan, into output: inout [UInt8]) -> Reading {
    output.removeAll(keepingCapacity: true)
    if isToken(bytes) {
      output.append(contentsOf: bytes)
      return .number
    }
    var isScientific = false
    var hasPlus = bytes.first == 0x2B
    // Spreadsheets and data frames write 13812345678.0
    let isFloat = bytes.count > 2 && bytes[bytes.count - 1] == 0x30 && bytes[bytes.count - 2] == 0x2E
    scan: for byte in isFloat ? bytes.slice(0..<bytes.count - 2) : bytes {
      switch byte {
      case 0x30...0x39: output.append(byte)
      case 0x45, 0x65: isScientific = true
      case 0x20, 0x2D, 0x2B, 0x28, 0x29, 0x2E: break
      default:
        // Letters and signs beside digits (an extension, a SIP address) still tell callers apart; alone they are a
        // word for "hidden" or a masked number.
        if bytes.contains(0x2A) { return .absent }
        // Blanks, dashes and digits of other scripts, and signs that nobody sees; a letter is that of an address.
        if (byte | 0x20) &- 0x61 >= 26, let written = NumberRecogniser.digitsAlone(in: bytes.string),
          written.digits.count >= 7
        {
          (output, hasPlus) = (written.digits, written.hasPlus)
          break scan
        }
        if bytes.allSatisfy({ !($0 &- 0x30 < 10) }) { return .absent }
        output.removeAll(keepingCapacity: true)
        output.append(contentsOf: bytes)
        return .number
      }
    }
    if isScientific { return output.isEmpty ? .absent : .lostDigits }
    var number = output[...]
    let isInternational = plan.dropInternational(&number, hasPlus: hasPlus)
    // Abroad an area code loses its 0: +86 21 6234 5678.
    if isInternational, plan.needsTrunkPrefix(number) { number = plan.trunkPrefix + number }
    // A mobile dialled from another city is shown with a leading 0.
    plan.dropPrefixes(&number)
    if number.count != output.count || isInternational { output = Array(number) }
    return output.count < 3 || output.allSatisfy { $0 == 0x30 } ? .absent : .number
  }
}

extension CallerNumber {
  /// A caller's number as it would be pseudonymised; `nil` when it is hidden or lost its digits.
  package static func normalised(_ text: String) -> String? {
    var output: [UInt8] = []
    let bytes = Array(text.utf8)
    let reading = bytes.withUnsafeBufferPointer {
      normalise($0.trimmed.withoutSpreadsheetGuard, Locality.current.numbers, into: &output)
    }
    guard case .number = reading else { return nil }
    return String(decoding: output, as: UTF8.self)
  }
}
