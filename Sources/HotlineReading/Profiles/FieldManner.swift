import HotlineConfiguration
import HotlineModel
import HotlineText

/// What is peculiar to reading a field's values. Told once for a file: rows ask for it by the million.
enum FieldManner: Sendable {
  case plain
  /// The record's identity.
  case key
  /// A citizen's number.
  case caller
  /// The hotline number.
  case line
  /// A seat's number.
  case agent
  /// A text in which a citizen's number can only stand by mistake (columns moved by one): the number gets a pseudonym.
  case name
  /// A name of many words: an activity's title, a project's name.
  case title
  /// Yuan, kept in fen.
  case money
  case year
  /// How often something was with one case or event, or on one day: never millions of times.
  case occurrences
  /// A time until when something is due: one that is a day lasts to the day's end.
  case deadline
  /// A time that is held against a deadline: 0.4 s after it is after it. All others are cut to the second.
  case heldAgainstDeadline
  /// A time that may well be Unix second 0.
  case birth

  init(_ field: FactField) {
    switch field {
    case .key: self = .key
    case .caller: self = .caller
    case .line: self = .line
    case .agent: self = .agent
    case .title, .project: self = .title
    case .budgetFen, .priorBudgetFen, .executedFen: self = .money
    case .year: self = .year
    case .inquiries, .reopened, .callsOffered, .callsAnswered, .callsAbandoned, .answeredWithin15s, .answeredWithin20s,
      .answeredWithin30s:
      self = .occurrences
    case .dueAt, .extendedDueAt, .firstContactDueAt: self = .deadline
    case .closedAt, .firstContactedAt: self = .heldAgainstDeadline
    case .bornAt: self = .birth
    default: self = field.content == .text ? .name : .plain
    }
  }

  /// Whether the text is made of digits that may be written in full width.
  var isNumberLike: Bool { self == .key || self == .line || self == .caller || self == .agent }

  /// Whether a number that stands where this is wanted is a citizen's (columns moved by one), and none that was counted.
  func isCitizens(_ number: FoundNumber, beginsWithZero: Bool) -> Bool {
    switch self {
    case .occurrences: true
    case .money: number.certainty == .certain || beginsWithZero && number.certainty > .possible
    // Eight digits may well be how often a page was looked at.
    default: number.kind != .local
    }
  }

  /// The most characters of a value. A longer one is a text, perhaps a citizen's words, which came into the wrong column: it is not
  /// kept.
  var longest: Int { self == .key || self == .title ? 120 : 40 }
}

extension FactField {
  /// The most characters of a text in this field: more are no name.
  package var longest: Int { FieldManner(self).longest }

  /// The numbers that are believed of this field, in its unit: what an export's cells are held to.
  package var believed: ClosedRange<Int64> {
    switch content {
    case .time: RecordBuilder.believedTimes.lowerBound...RecordBuilder.believedTimes.upperBound - 1
    case .seconds: 0...FactField.Content.longestSeconds
    case .integer:
      FieldManner(self) == .year
        ? RecordBuilder.believedYears.lowerBound...RecordBuilder.believedYears.upperBound - 1
        : -FactField.Content.largestInteger...FactField.Content.largestInteger
    case .flag: 0...1
    case .text, .word: 0...Int64(UInt16.max)
    }
  }

  var name: LocalizedText { LocalizedText(zh: "非空的 \(rawValue)", en: "a value for \(rawValue)") }
}
