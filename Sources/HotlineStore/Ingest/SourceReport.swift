import HotlineConfiguration
import HotlineReading
import HotlineText

/// What became of one file: DESIGN.md §6 rule 1 in numbers.
package struct SourceReport: Sendable, Hashable, Codable {
  /// The file as the user named it.
  package var file: String
  /// Its SHA-256, hexadecimal.
  package var sha256: String
  /// Its size.
  package var sizeBytes: Int
  /// The profile by which it was read.
  package var profile: String
  /// What its rows are.
  package var kind: RecordKind
  /// Its encoding.
  package var encoding: String
  /// Whether the same file (by SHA-256) was ingested before; then nothing was done.
  package var alreadyIngested = false
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
  package var fields: [RecordField]?
  /// What was noticed without a row being lost by it.
  package var remarks: [ReadingRemark] = []

  enum CodingKeys: String, CodingKey {
    case file, sha256, profile, kind, encoding, rows, header, blank, skipped, accepted, updated, unchanged, merged,
      rejected, simulated, fields, remarks
    case sizeBytes = "size_bytes"
    case alreadyIngested = "already_ingested"
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

  /// An error for a file of which more than ``IngestOptions/damageShare`` was rejected, however small it is; `nil` when fewer
  /// rows were, or the user has allowed it.
  package func damage(_ options: IngestOptions) -> Diagnostic? {
    guard !alreadyIngested, rejectedShare > max(IngestOptions.damageShare, options.maxRejectShare) else { return nil }
    let data = rows - header - blank - skipped
    return Diagnostic(
      at: .init(file: file),
      found: LocalizedText(
        zh: "\(data) 行中有 \(rejected) 行被拒，超过十分之一；其余各行已导入",
        en: "\(rejected) of \(data) rows are rejected, more than a tenth; the others are ingested"),
      fix: LocalizedText(
        zh: "用 hotline rejects 查看原因，改正后重新导入；确要如此时用 --max-rejects 放宽",
        en:
          "see why with `hotline rejects`, mend them and ingest again; if that is as it should be, raise --max-rejects")
    )
  }
}

/// How an ingest goes about its work.
package struct IngestOptions: Sendable {
  /// The largest share of data rows that may be rejected; more, and the file is not ingested at all.
  package var maxRejectShare: Double
  /// The share of rejected rows from which on a file is said to be damaged, even where they are few.
  package static let damageShare = 0.1
  /// As many rejected rows are always allowed.
  package var minimumRejects: Int
  /// Whether to undo everything at the end.
  package var isDryRun: Bool

  /// Creates options; 1 %, at least 20 rows, unless given.
  package init(maxRejectShare: Double = 0.01, minimumRejects: Int = 20, isDryRun: Bool = false) {
    self.maxRejectShare = maxRejectShare
    self.minimumRejects = minimumRejects
    self.isDryRun = isDryRun
  }
}
