import HotlineConfiguration
import HotlineModel
import HotlineText

/// A first profile for an export of an unknown shape, made from evidence: the words of its headers, what its values look
/// like, and how columns agree row by row. What cannot be told is left open.
///
/// ```swift
/// let suggestion = try ProfileSuggestion(for: ExportFile(path: "export.csv"), districts: ["黄浦区"], language: .en)
/// print(suggestion.yaml)
/// ```
package struct ProfileSuggestion: Sendable {
  /// What the rows are.
  package let kind: FactKind
  /// Whether the kind is certain.
  let kindCertainty: SuggestionCertainty
  /// Why it is this kind, the strongest sign first.
  package let reasons: [String]
  /// The line of the header, from 1; `nil` when the file has none.
  let headerLine: Int?
  /// The file's encoding as profiles name it.
  package let encoding: String
  /// What separates its fields.
  package let delimiter: String
  /// Rows that were looked at.
  let sampledRows: Int
  /// One entry for each field of the kind, in the kind's order.
  package let fields: [Field]
  /// Columns that no field reads.
  package let unused: [UnusedColumn]
  /// The profile's text.
  package let yaml: String

  /// One field of the kind and where it is proposed to come from.
  package struct Field: Sendable {
    /// The field.
    package let field: FactField
    /// Whether records need it.
    package let isRequired: Bool
    /// `column`, `join`, `sum`, `plus`, `when_present`; `none` when no column is proposed.
    package let way: String
    /// The field to which a duration is added, or whose presence decides.
    package let base: FactField?
    /// Headers of the columns, or their numbers from 1 in a file without header.
    package let columns: [String]
    /// How sure it is.
    package let sure: SuggestionCertainty
    /// Why, or why not.
    package let why: String
    /// The next best column.
    let runnerUp: String?
    /// Formats of a time.
    package let formats: [String]
    /// The same with day and month the other way round, when all values allow both.
    package let otherFormats: [String]
    /// The words of a vocabulary field, by frequency.
    package let words: [Word]
  }

  /// A word of the export.
  package struct Word: Sendable {
    /// The word, with telephone numbers masked.
    package let word: String
    /// Rows that hold it.
    package let count: Int
    /// The proposed meaning; `nil` when it cannot be told.
    package let meaning: String?
  }

  /// A column that no field reads.
  package struct UnusedColumn: Sendable {
    /// Its number, from 1.
    package let column: Int
    /// Its header.
    package let header: String
    /// Up to three of its values, masked.
    package let sample: [String]
  }

  /// Required fields that a person has to settle before the profile can be used.
  package var open: [FactField] { fields.filter { $0.isRequired && $0.sure == .open }.map(\.field) }

  /// Looks at the start of the file, at most 1 MB or 2,000 rows.
  ///
  /// - Parameter districts: the names of the locality's districts, aliases included.
  /// - Throws: a ``Diagnostic`` when the file cannot be read or has no rows.
  package init(for file: ExportFile, districts: Set<String>, language: Language) throws {
    let sample = try SampledRows(of: file)
    guard !sample.rows.isEmpty else { throw Self.noRows(file) }
    let search = HeaderSearch(sample.rows)
    guard !search.data.isEmpty else { throw Self.noRows(file) }
    let scene = SuggestionScene(search, districts: districts)
    let placements = FactKind.allCases.map { KindPlacement($0, scene: scene) }
    let evidence = KindEvidence(scene, placements: placements)
    let placement = placements.first { $0.kind == evidence.kind } ?? KindPlacement(evidence.kind, scene: scene)
    let writer = FieldProposals(scene: scene, placement: placement, language: language)
    kind = evidence.kind
    kindCertainty = evidence.certainty
    reasons = evidence.reasons.map { $0(language) }
    headerLine = search.header?.line
    encoding = file.encoding.rawValue
    delimiter = DelimiterDetection.name(file.delimiter)
    sampledRows = scene.rowCount
    fields = writer.fields
    unused = writer.unused
    yaml =
      SuggestionText(
        fields: fields, kind: evidence, headerLine: headerLine, encoding: encoding, delimiter: delimiter,
        sampledRows: sampledRows, unused: unused, decider: scene.orderDecider.map(writer.name), language: language
      ).yaml
  }

  private static func noRows(_ file: ExportFile) -> Diagnostic {
    Diagnostic(
      at: .init(file: file.path), found: LocalizedText(zh: "没有可供判断的数据行", en: "no data rows to judge by"),
      expected: LocalizedText(zh: "一行表头和若干数据行，或只有数据行", en: "a header and data rows, or data rows alone"),
      fix: LocalizedText(zh: "请检查导出是否成功、文件是否为 CSV", en: "check that the export succeeded and is a CSV file"))
  }
}
