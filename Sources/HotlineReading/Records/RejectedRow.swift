import HotlineConfiguration
import HotlineText

/// A row that did not become a record, and why. Values are already masked: no citizen's number stands in them.
package struct RejectedRow: Sendable, Hashable {
  /// The line on which the row begins, from 1.
  package var line: Int
  /// The field's number in the row, from 1; `nil` when the whole row is meant.
  package var column: Int?
  /// The header over that field, if there is one.
  package var header: String?
  /// The value found, at most 120 characters, phone numbers masked as 138****1234; `nil` when the whole row is meant.
  package var value: String?
  /// Why, as a stable word for grouping (`bad_time`, `field_count`, …).
  package var reason: RejectionReason
  /// What was found, expected and how to fix it.
  package var detail: LocalizedText

  /// Creates a rejected row.
  package init(
    line: Int, column: Int? = nil, header: String? = nil, value: String? = nil, reason: RejectionReason,
    detail: LocalizedText
  ) {
    self.line = line
    self.column = column
    self.header = header
    self.value = value
    self.reason = reason
    self.detail = detail
  }
}

/// Why a row is rejected; the raw value is stored.
package enum RejectionReason: String, Sendable, CaseIterable {
  /// Bytes that the file's encoding does not allow.
  case invalidBytes = "invalid_bytes"
  /// A NUL byte inside the row.
  case nulByte = "nul_byte"
  /// More or fewer fields than the header has.
  case fieldCount = "field_count"
  /// A quote that never closes: the rest of the file is inside it.
  case unterminatedQuote = "unterminated_quote"
  /// A field longer than the limit.
  case fieldTooLong = "field_too_long"
  /// A required field is empty.
  case missingValue = "missing_value"
  /// A time that fits none of the profile's formats, or does not exist.
  case badTime = "bad_time"
  /// A number or duration that cannot be read.
  case badNumber = "bad_number"
  /// A word outside the profile's vocabulary.
  case unknownWord = "unknown_word"
  /// A number that lost digits in a spreadsheet (`1.38E+10`, an id that ends in zeros).
  case lostDigits = "lost_digits"
  /// Times that contradict each other (answered before started, ended before answered).
  case contradiction
  /// An event later than its export, or than now.
  case futureTime = "future_time"
}

extension RejectionReason {
  /// The reason in words that continue "the value …".
  package var text: LocalizedText {
    switch self {
    case .invalidBytes: LocalizedText(zh: "含有编码不允许的字节", en: "holds bytes that the encoding does not allow")
    case .nulByte: LocalizedText(zh: "含有 NUL 字节", en: "holds a NUL byte")
    case .fieldCount: LocalizedText(zh: "列数不符", en: "has the wrong number of fields")
    case .unterminatedQuote: LocalizedText(zh: "引号没有闭合", en: "has a quote that never closes")
    case .fieldTooLong: LocalizedText(zh: "过长", en: "is too long")
    case .missingValue: LocalizedText(zh: "缺失", en: "is missing")
    case .badTime: LocalizedText(zh: "不是可识别的时间", en: "is not a time that can be read")
    case .badNumber: LocalizedText(zh: "不是可识别的数字", en: "is not a number that can be read")
    case .unknownWord: LocalizedText(zh: "不在词表中", en: "is not in the vocabulary")
    case .lostDigits: LocalizedText(zh: "丢失了数位", en: "has lost digits")
    case .contradiction: LocalizedText(zh: "前后矛盾", en: "contradicts another time")
    case .futureTime: LocalizedText(zh: "在未来", en: "lies in the future")
    }
  }
}
