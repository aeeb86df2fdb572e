import Foundation
import HotlineCalendar
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// How one kind of export becomes records: a file of `data/profiles/` (its keys are described in the README there).
package struct Profile: Sendable {
  /// The file's name without `.yaml`: what `--profile` takes.
  package let name: String
  /// What the export is, for people.
  package let title: LocalizedText
  /// What its rows are.
  package let kind: FactKind
  /// The profile's file.
  package let place: Diagnostic.Place
  /// Changes whenever the profile's text does.
  package let fingerprint: String

  /// Whether rows of one key are legs of one call, which are put together; else they are versions of a record, of which the
  /// newest counts.
  package let mergesParts: Bool

  /// Whether its rows only complete facts that other exports bring: they need no more than what tells facts apart.
  package let completes: Bool

  /// Whether the export has no header row, so that columns are named by their number.
  let isHeaderless: Bool
  let encoding: ExportEncoding?
  let delimiter: UInt8?
  /// The exporting platform's clock.
  let clock: LocalZone
  /// Whether numbers are written `1.234,50`.
  let isDecimalComma: Bool
  /// Values that mean "absent", besides the usual ones.
  let absentWords: [[UInt8]]
  /// Rows to leave out.
  let skips: [SkipRule]
  /// Where each field comes from.
  let fields: [FactField: FieldSource]

  /// A column by its header's synonyms, or by its number in a file without header.
  struct ColumnReference: Sendable, Hashable {
    let synonyms: [String]
    let position: Int?
    /// The synonyms as headers are compared.
    let folded: [String]

    init(synonyms: [String], position: Int?) {
      self.synonyms = synonyms
      self.position = position
      folded = synonyms.map(HeaderText.folded)
    }
  }

  /// A word that depends on what is present: the first case that holds decides.
  struct Presence: Sendable {
    var cases: [PresenceCase]
    var otherwise: String
  }

  /// A word for when a field or a column is present.
  struct PresenceCase: Sendable {
    enum Subject: Sendable {
      case field(FactField)
      case column(ColumnReference)
    }
    var subject: Subject
    var then: String
  }

  /// Rows left out by a column's value.
  struct SkipRule: Sendable {
    var column: ColumnReference
    var values: [[UInt8]]
    /// Whether rows with one of the values are left out, or rows with any other.
    var isListed: Bool
  }

  /// What becomes of a word that is not listed.
  enum UnknownWord: Sendable {
    /// The row is rejected.
    case reject
    /// The field is empty, and nothing is said.
    case absent
    /// The field is empty where a record can do without it, and a remark counts it; else the row is rejected.
    case remark
  }

  /// Where a field's value comes from.
  struct FieldSource: Sendable {
    /// The way to the value.
    enum Origin: Sendable {
      /// One column, or several joined (a date and a time; the parts of a key) or summed (durations).
      case columns([ColumnReference])
      case constant(String)
      /// A time plus a duration column.
      case plus(FactField, ColumnReference)
      /// Only what else is present tells.
      case presence
      /// A date in the file's name.
      case fileName
    }

    var origin: Origin
    var formats: [TimeFormat] = []
    var words: [String: String] = [:]
    /// What becomes of a word that is not listed.
    var unknownWord = UnknownWord.remark
    /// What bare numbers in a column of durations count.
    var unit = DurationUnit.seconds
    /// The century of two-digit years, 1900 or 2000; `nil` leaves it to the field, see ``FactField/latestShortYear(now:)``.
    var century: Int?
    var checksLostDigits = true
    /// The value of an empty cell.
    var fallback: String?
    /// The word of an empty cell, by what else is present.
    var presence: Presence?
    /// Whether a record can do without the field's columns.
    var hasFallback: Bool { fallback != nil || presence != nil }
    var place: Diagnostic.Place
  }

  /// Reads a profile; a mistake is a ``Diagnostic`` with file, line and what is allowed.
  package init(contentsOf path: String, model: DataModel = .builtIn) throws {
    let text = try SmallFile.bytes(of: path)
    self = try ProfileParser(root: ConfigurationNode(contentsOf: path), path: path, text: text, model: model).parse()
  }

  /// Parses a profile's text; `file` is the name used in errors.
  package init(yaml: String, file: String, model: DataModel = .builtIn) throws {
    self = try ProfileParser(
      root: ConfigurationNode(yaml: yaml, file: file), path: file, text: Data(yaml.utf8), model: model
    ).parse()
  }

  init(
    name: String, title: LocalizedText, kind: FactKind, place: Diagnostic.Place, fingerprint: String,
    mergesParts: Bool, completes: Bool, isHeaderless: Bool,
    encoding: ExportEncoding?, delimiter: UInt8?, clock: LocalZone, isDecimalComma: Bool, absentWords: [[UInt8]],
    skips: [SkipRule],
    fields: [FactField: FieldSource]
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.place = place
    self.fingerprint = fingerprint
    self.mergesParts = mergesParts
    self.completes = completes
    self.isHeaderless = isHeaderless
    self.encoding = encoding
    self.delimiter = delimiter
    self.clock = clock
    self.isDecimalComma = isDecimalComma
    self.absentWords = absentWords
    self.skips = skips
    self.fields = fields
  }

  /// The fields without which a row is rejected.
  var requiredFields: [FactField] { completes ? kind.identifyingFields : kind.requiredFields }

  /// The fields without whose columns no record can be made: the required ones and those from which they follow.
  var indispensableFields: Set<FactField> {
    var needed = Set(requiredFields)
    for field in requiredFields {
      switch fields[field]?.origin {
      case .plus(let other, _): needed.insert(other)
      case .presence:
        for case .field(let other)? in fields[field]?.presence?.cases.map(\.subject) ?? [] { needed.insert(other) }
      default: break
      }
    }
    return needed
  }

  /// The columns that the profile reads, each with the field it feeds.
  var columns: [(field: FactField, column: ColumnReference)] {
    kind.fields.flatMap { field -> [(FactField, ColumnReference)] in
      let present = (fields[field]?.presence?.cases ?? []).compactMap { presence -> (FactField, ColumnReference)? in
        if case .column(let column) = presence.subject { (field, column) } else { nil }
      }
      return valueColumns(of: field).map { (field, $0) } + present
    }
  }

  private func valueColumns(of field: FactField) -> [ColumnReference] {
    switch fields[field]?.origin {
    case .columns(let columns): columns
    case .plus(_, let column): [column]
    default: []
    }
  }
}

/// How headers are compared: blanks and punctuation left out, case and width folded.
enum HeaderText {
  private static let ignored = Set(" \t\r\n\u{3000}\u{A0}\u{FEFF}_-—:：()（）【】[]\"'*")

  /// The fields of a row that may be names of columns, folded. Numbers and times are none; most fields of a row of data are.
  static func names(in fields: [String]) -> Set<String> {
    Set(fields.lazy.filter { !isFigure($0) }.map(folded))
  }

  private static func isFigure(_ field: String) -> Bool {
    field.utf8.allSatisfy { (0x2B...0x3A).contains($0) || $0 == 0x20 }
  }

  static func folded(_ header: String) -> String {
    var text = ""
    for character in header where !ignored.contains(character) {
      if let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
        let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        if !ignored.contains(Character(narrow)) { text += String(Character(narrow)).lowercased() }
      } else {
        text += character.lowercased()
      }
    }
    return text
  }
}
