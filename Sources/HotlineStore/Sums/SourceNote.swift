import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// What an ingest would write down of one source besides its facts: `hotline records --notes` writes it, and sums that were formed
/// elsewhere bring it into their database.
package struct SourceNote: Codable, Sendable {
  var path: String
  var sha256: String
  var sizeBytes: Int
  var kind: String
  var profile: String
  var profileFingerprint: String
  var encoding: String
  var delimiter: UInt8
  /// How many records stand in the output for it.
  var records: Int
  var rows = 0
  var header = 0
  var blank = 0
  var skipped = 0
  var rejected = 0
  var minutePrecision = false
  var simulated = false
  var fields: [String] = []
  var remarks: [Remark] = []
  var firstAt: Int64?
  var lastAt: Int64?
  var latestEventAt: Int64?
  var exportedAt: Int64?
  /// The hotlines that its rows name.
  var lines: [String] = []
  /// What the reader of one part of it tells for the others; `nil` of the whole source.
  var part: PartReading?
  /// Which part it is of; `nil` of the whole source.
  var filePart: FilePart?
  /// Why an ingest would not take it; then its records count for nothing.
  var refusal: LocalizedNote?

  /// A text in two languages.
  struct LocalizedNote: Codable, Sendable {
    var zh: String
    var en: String

    init(zh: String, en: String) { (self.zh, self.en) = (zh, en) }

    init(_ problem: Diagnostic) { self.init(zh: problem.message(.zh), en: problem.message(.en)) }
  }

  /// What was noticed about the source.
  struct Remark: Codable, Sendable {
    var kind: ReadingRemark.Kind
    var field: String?
    var count: Int
    var examples: [ReadingRemark.Example]
    var text: LocalizedNote
  }

  /// A rejected row.
  struct Reject: Codable, Sendable {
    var line: Int
    var column: Int?
    var header: String?
    var value: String?
    var reason: String
    var detail: LocalizedNote

    init(_ row: RejectedRow) {
      line = row.line
      column = row.column
      header = row.header
      value = row.value
      reason = row.reason.rawValue
      detail = LocalizedNote(zh: row.detail.zh, en: row.detail.en)
    }

    /// The row as the reader told of it; `nil` when its reason is none.
    var row: RejectedRow? {
      RejectionReason(rawValue: reason).map {
        RejectedRow(
          line: line, column: column, header: header, value: value, reason: $0,
          detail: LocalizedText(zh: detail.zh, en: detail.en))
      }
    }
  }

  /// A line of the notes: rejected rows come before the source that they are of.
  package struct Line: Codable, Sendable {
    var reject: Reject?
    var source: SourceNote?
  }

  /// - Parameter file: with its hash and size, where they are known.
  init(_ file: IngestedFile, records: Int) {
    path = Masking.path(file.path)
    sha256 = file.sha256
    sizeBytes = file.sizeBytes ?? 0
    kind = file.kind.rawValue
    profile = file.profile
    profileFingerprint = file.profileFingerprint
    encoding = file.encoding
    delimiter = file.delimiter
    self.records = records
  }

  /// Takes up what the reader tells of the whole source.
  mutating func take(_ summary: ReadingSummary, of kind: FactKind) {
    (rows, header, blank) = (summary.counts.rows, summary.counts.header, summary.counts.blank)
    (skipped, rejected) = (summary.counts.skipped, summary.counts.rejected)
    part = summary.part
    (minutePrecision, simulated) = (summary.hasMinutePrecision, summary.isSimulated)
    fields = kind.fields.filter(summary.carriedFields.contains).map(\.rawValue)
    remarks = summary.remarks.map {
      Remark(
        kind: $0.kind, field: $0.field?.rawValue, count: $0.count, examples: $0.examples,
        text: LocalizedNote(zh: $0.text.zh, en: $0.text.en))
    }
  }

  /// Takes up the times and hotlines of its rows.
  mutating func take(_ moments: SourceMoments, lines: [String]) {
    (firstAt, lastAt) = (moments.firstAt, moments.lastAt)
    (latestEventAt, exportedAt) = (moments.latestEventAt, moments.exportedAt)
    self.lines = lines
  }
}
