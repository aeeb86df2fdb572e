import HotlineConfiguration
import HotlineText

/// What became of one file: DESIGN.md §6 rule 1 in numbers.
package struct SourceReport: Sendable, Hashable, Codable {
  /// The source's number, which no other one ever gets; `nil` before the file is in the database.
  package var number: Int?
  /// The sources that were forgotten in the same transaction, because the file was read again.
  package var forgotten: [Int] = []
  /// The file as the user named it.
  package var file: String
  /// Its SHA-256, hexadecimal.
  package var sha256: String
  /// Its size.
  package var sizeBytes: Int
  /// The profile by which it was read.
  package var profile: String
  /// What its rows are.
  package var kind: FactKind
  /// Its encoding.
  package var encoding: String
  /// Whether the same file (by SHA-256) was ingested before; then nothing was done.
  package var alreadyIngested = false
  /// Whether a file that was ingested before was read by another profile, or by an earlier state of it, than it would be now.
  package var profileChanged = false
  /// All rows.
  package var rows = 0
  /// Title and header rows.
  package var header = 0
  /// Empty rows.
  package var blank = 0
  /// Rows that the profile leaves out.
  package var skipped = 0
  /// Rows that became new facts.
  package var accepted = 0
  /// Rows that replaced an older version of a fact.
  package var updated = 0
  /// Rows that told nothing new.
  package var unchanged = 0
  /// Rows that are further parts of a call of the same file: legs, which together make one call.
  package var merged = 0
  /// Rows that became nothing, each with its reason.
  package var rejected = 0
  /// Whether its times are exact to the minute only.
  package var minutePrecision = false
  /// Whether a column of the file says that its rows are made up.
  package var simulated = false
  /// The fields that the file has columns for; `nil` for files that were ingested before hotline kept them.
  package var fields: [FactField]?
  /// What was noticed without a row being lost by it.
  package var remarks: [ReadingRemark] = []

  /// Creates a report.
  package init(
    file: String, sha256: String, sizeBytes: Int, profile: String, kind: FactKind, encoding: String,
    alreadyIngested: Bool = false, rows: Int = 0, header: Int = 0, blank: Int = 0, skipped: Int = 0, accepted: Int = 0,
    updated: Int = 0, unchanged: Int = 0, merged: Int = 0, rejected: Int = 0, minutePrecision: Bool = false,
    simulated: Bool = false, fields: [FactField]? = nil, remarks: [ReadingRemark] = []
  ) {
    self.file = file
    self.sha256 = sha256
    self.sizeBytes = sizeBytes
    self.profile = profile
    self.kind = kind
    self.encoding = encoding
    self.alreadyIngested = alreadyIngested
    self.rows = rows
    self.header = header
    self.blank = blank
    self.skipped = skipped
    self.accepted = accepted
    self.updated = updated
    self.unchanged = unchanged
    self.merged = merged
    self.rejected = rejected
    self.minutePrecision = minutePrecision
    self.simulated = simulated
    self.fields = fields
    self.remarks = remarks
  }

  enum CodingKeys: String, CodingKey {
    case number = "source"
    case forgotten
    case file, sha256, profile, kind, encoding, rows, header, blank, skipped, accepted, updated, unchanged, merged,
      rejected, simulated, fields, remarks
    case sizeBytes = "size_bytes"
    case alreadyIngested = "already_ingested"
    case profileChanged = "profile_changed"
    case minutePrecision = "minute_precision"
  }

  /// Whether every row is accounted for exactly once.
  package var isConserved: Bool {
    rows == header + blank + skipped + accepted + updated + unchanged + merged + rejected
  }

  /// The share of the data rows that was rejected, 0 … 1; 0 for a file without data rows.
  package var rejectedShare: Double {
    let data = rows - header - blank - skipped
    return data == 0 ? 0 : Double(rejected) / Double(data)
  }
}

extension SourceReport {
  /// What was noticed about the file, a line each. The fields that only earlier files had share one line.
  package func remarkLines(_ language: Language) -> [String] {
    let lost = remarks.filter { $0.kind == .fieldLost }.compactMap(\.field?.rawValue)
    let others = remarks.filter { $0.kind != .fieldLost }.map { $0.sentence(language) }
    guard !lost.isEmpty else { return others }
    return others + [
      language == .zh
        ? "此前的同格式文件有、本文件没有的列：\(lost.joined(separator: "、"))；这段时间这些字段无数据"
        : "columns that earlier files of this profile have and this one has not: \(lost.joined(separator: ", ")); there are no data of them for its time"
    ]
  }
}
