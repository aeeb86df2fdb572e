import HotlineConfiguration
import HotlineText

/// What became of one file: DESIGN.md §7 rule 1 in numbers.
@dynamicMemberLookup
package struct SourceReport: Sendable, Hashable {
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
  /// Its rows as they were read.
  package var counts: RowCounts
  /// Rows that became new facts.
  package var accepted: Int
  /// Rows that replaced an older version of a fact.
  package var updated: Int
  /// Rows that told nothing new.
  package var unchanged: Int
  /// Rows that are further parts of a call of the same file: legs, which together make one call.
  package var merged: Int
  /// Whether its times are exact to the minute only.
  package var minutePrecision: Bool
  /// Whether a column of the file says that its rows are made up.
  package var simulated: Bool
  /// The fields that the file has columns for; `nil` for files that were ingested before hotline kept them.
  package var fields: [FactField]?
  /// What was noticed without a row being lost by it.
  package var remarks: [ReadingRemark]

  /// Creates a report.
  package init(
    file: String, sha256: String, sizeBytes: Int, profile: String, kind: FactKind, encoding: String,
    counts: RowCounts = RowCounts(), accepted: Int = 0, updated: Int = 0, unchanged: Int = 0, merged: Int = 0,
    minutePrecision: Bool = false, simulated: Bool = false, fields: [FactField]? = nil, remarks: [ReadingRemark] = []
  ) {
    self.file = file
    self.sha256 = sha256
    self.sizeBytes = sizeBytes
    self.profile = profile
    self.kind = kind
    self.encoding = encoding
    self.counts = counts
    self.accepted = accepted
    self.updated = updated
    self.unchanged = unchanged
    self.merged = merged
    self.minutePrecision = minutePrecision
    self.simulated = simulated
    self.fields = fields
    self.remarks = remarks
  }

  /// A count of ``counts`` by its name.
  package subscript(dynamicMember count: WritableKeyPath<RowCounts, Int>) -> Int {
    get { counts[keyPath: count] }
    set { counts[keyPath: count] = newValue }
  }

  /// Whether every row is accounted for exactly once.
  package var isConserved: Bool { counts.isConserved(records: accepted &+ updated &+ unchanged &+ merged) }

  /// The share of the data rows that was rejected, 0 … 1; 0 for a file without data rows.
  package var rejectedShare: Double {
    counts.dataRows == 0 ? 0 : Double(counts.rejected) / Double(counts.dataRows)
  }
}

extension SourceReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case number = "source"
    case forgotten
    case file, sha256, profile, kind, encoding, rows, header, blank, skipped, accepted, updated, unchanged, merged,
      rejected, simulated, fields, remarks
    case sizeBytes = "size_bytes"
    case alreadyIngested = "already_ingested"
    case profileChanged = "profile_changed"
    case minutePrecision = "minute_precision"
  }

  /// Writes the report as JSON has it: all counts side by side.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(number, forKey: .number)
    try container.encode(forgotten, forKey: .forgotten)
    try container.encode(file, forKey: .file)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(sizeBytes, forKey: .sizeBytes)
    try container.encode(profile, forKey: .profile)
    try container.encode(kind, forKey: .kind)
    try container.encode(encoding, forKey: .encoding)
    try container.encode(alreadyIngested, forKey: .alreadyIngested)
    try container.encode(profileChanged, forKey: .profileChanged)
    for (key, count) in [
      (CodingKeys.rows, counts.rows), (.header, counts.header), (.blank, counts.blank), (.skipped, counts.skipped),
      (.accepted, accepted), (.updated, updated), (.unchanged, unchanged), (.merged, merged),
      (.rejected, counts.rejected),
    ] {
      try container.encode(count, forKey: key)
    }
    try container.encode(minutePrecision, forKey: .minutePrecision)
    try container.encode(simulated, forKey: .simulated)
    try container.encodeIfPresent(fields, forKey: .fields)
    try container.encode(remarks, forKey: .remarks)
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
