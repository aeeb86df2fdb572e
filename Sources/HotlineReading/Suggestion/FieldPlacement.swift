import HotlineConfiguration
import HotlineModel
import HotlineText

/// How sure a placement is.
package enum SuggestionCertainty: String, Sendable, Encodable {
  /// Header and values agree, or the columns prove it among themselves.
  case sure
  /// The best reading; look at it.
  case likely
  /// It cannot be told from the file.
  case open
}

/// One field with the columns that are proposed for it.
struct FieldPlacement {
  enum Way: Equatable {
    case column, join, sum
    case plus(FactField)
    /// A word by whether another field is there.
    case presence(FactField)
  }

  let field: FactField
  var way: Way
  /// Columns of the scene.
  var columns: [Int]
  var score: Double
  var reasons: [LocalizedText]
  var runnerUp: Int?

  var certainty: SuggestionCertainty { score >= 0.8 ? .sure : .likely }
}

/// What the values of a column say for a field that is no time and no duration.
enum ValueEvidence {
  /// From 0 to 1; `nil` when the values cannot be the field's.
  static func score(_ column: ColumnSample, for field: FactField) -> Double? {
    guard column.filled > 0, !column.isTime || field == .key, !column.isClockOnly else { return nil }
    let isText = column.integerShare < 0.9 && column.phoneShare < 0.5
    switch field {
    case .key:
      guard !column.isTime, column.filledShare >= 0.9, column.phoneShare < 0.5, column.meanLength <= 80 else {
        return nil
      }
      if !column.header.concepts.contains(.id), isDecimal(column) || column.hasDurationSigns { return nil }
      return column.distinctShare >= 0.98 ? 1 : column.distinctShare >= 0.3 ? column.distinctShare : nil
    case .line:
      guard column.words.count <= max(3, column.filled / 20) else { return nil }
      if column.hotlineShare >= 0.9 { return 1 }
      return column.phoneShare >= 0.9 || column.integerShare >= 0.9 ? 0.8 : 0.2
    case .caller:
      guard column.filled < 20 || column.words.count > 3 else { return nil }
      if column.phoneShare >= 0.8 { return 1 }
      return column.phoneShare >= 0.4 ? 0.7 : column.integerShare >= 0.9 && column.meanLength >= 4 ? 0.4 : nil
    case .agent:
      guard column.words.count >= 2 || column.filled < 20, column.meanLength <= 40, column.phoneShare < 0.5 else {
        return nil
      }
      return column.filled < 20 || column.distinctShare <= 0.5 ? 0.85 : 0.3
    case .district:
      guard column.words.count <= 400, column.phoneShare < 0.5, column.meanLength <= 40 else { return nil }
      return max(column.districtShare, isText ? 0.75 : 0.4)
    case .unit, .category, .kind, .project, .title:
      guard column.meanLength <= 60, column.phoneShare < 0.5, !isDecimal(column) else { return nil }
      if field == .title || field == .project { return isText ? 0.8 : nil }
      let isShort = column.filled < 200 && column.meanLength <= 12 && column.distinctShare <= 0.8
      guard column.filled < 20 || column.distinctShare <= 0.5 || isShort && isText else { return nil }
      return isText ? 0.85 : 0.35
    case .reopened, .inquiries, .quantity, .year: return column.integerShare >= 0.95 ? 1 : nil
    case .budgetFen, .priorBudgetFen, .executedFen: return isNumber(column) ? 1 : nil
    default:
      guard column.isWordy else { return nil }
      let known = knownShare(column, field)
      // That a call was handed on does not say how that ended.
      if field == .transferOutcome, !column.header.concepts.contains(.outcome),
        column.words.allSatisfy({ WordMeaning.isFlag($0.word) })
      {
        return nil
      }
      let needsKnown = field.content == .flag || field == .transferOutcome
      return needsKnown && known < 0.5 ? nil : max(known, 0.25)
    }
  }

  /// The share of rows whose word has a known meaning.
  static func knownShare(_ column: ColumnSample, _ field: FactField) -> Double {
    let known = column.words.reduce(0) { sum, entry in
      sum + (WordMeaning.of(entry.word, field: field, header: column.header) == nil ? 0 : entry.count)
    }
    return column.filled == 0 ? 0 : Double(known) / Double(column.filled)
  }

  /// What values alone say, where the header is no word that we know.
  static func unnamedScore(_ column: ColumnSample, for field: FactField) -> Double? {
    switch field {
    case .key: score(column, for: .key) == 1 && !column.hasDurationSigns ? 0.52 : nil
    case .line: column.hotlineShare >= 0.95 && score(column, for: .line) == 1 ? 0.6 : nil
    case .caller: column.phoneShare >= 0.8 && (column.words.count > 3 || column.filled < 10) ? 0.62 : nil
    case .district: column.districtShare >= 0.8 ? 0.66 : nil
    case .direction, .outcome, .status, .satisfaction, .resolution:
      column.isWordy && column.words.count >= (field == .direction ? 1 : 2) && column.integerShare == 0
        && knownShare(column, field) >= 0.8 && !column.words.contains { WordMeaning.isFlag($0.word) } ? 0.6 : nil
    default: nil
    }
  }

  private static func isNumber(_ column: ColumnSample) -> Bool {
    column.words.allSatisfy { entry in
      Array(entry.word.utf8).withUnsafeBufferPointer { DecimalNumber($0) != nil }
    }
  }

  private static func isDecimal(_ column: ColumnSample) -> Bool {
    column.integerShare < 0.5 && column.words.prefix(50).allSatisfy { Double($0.word) != nil }
  }
}
