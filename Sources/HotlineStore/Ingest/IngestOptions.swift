import HotlineConfiguration
import HotlineModel
import HotlineText

/// How an ingest goes about its work.
package struct IngestOptions: Sendable {
  /// The largest share of data rows that may be rejected; more, and the file is not ingested at all.
  package var maxRejectShare: Double
  /// The share of rejected rows from which on a file is said to be damaged, even where they are few.
  package static let damageShare = 0.1
  /// Single rows under a key of another record are an accident.
  private static let usualReuseShare = 0.05
  /// As many rejected rows are always allowed.
  package var minimumRejects: Int
  /// The largest share of data rows that may stand under keys of other records; more, and the file is not ingested at all.
  package var maxReuseShare: Double
  /// Whether to undo everything at the end.
  package var isDryRun: Bool
  /// Whether earlier readings of the same content or of the same file are forgotten first, in the same transaction.
  package var isAgain: Bool

  /// Creates options; 1 %, at least 20 rows, unless given. Whoever allows more rows to be rejected allows as many reused keys.
  package init(
    maxRejectShare: Double = 0.01, minimumRejects: Int = 20, maxReuseShare: Double? = nil, isDryRun: Bool = false,
    isAgain: Bool = false
  ) {
    self.maxReuseShare = maxReuseShare ?? max(Self.usualReuseShare, maxRejectShare)
    self.isAgain = isAgain
    self.maxRejectShare = maxRejectShare
    self.minimumRejects = minimumRejects
    self.isDryRun = isDryRun
  }

  /// How many rows of a file may be rejected.
  ///
  /// - Parameter rows: its rows of data, rejected ones among them.
  package func rejectsAllowed(ofRows rows: Int) -> Int { max(minimumRejects, Int(Double(rows) * maxRejectShare)) }
}

extension SourceReport {
  /// Whether more than ``IngestOptions/damageShare`` of a file was rejected, and more than the user has allowed.
  package func isDamaged(_ options: IngestOptions) -> Bool {
    !alreadyIngested && rejectedShare > max(IngestOptions.damageShare, options.maxRejectShare)
  }

  /// What is to be said of a file of which more than ``IngestOptions/damageShare`` was rejected, however small it is; `nil`
  /// where the rest can be relied on, or the user has allowed more.
  package func damage(_ options: IngestOptions) -> Diagnostic? {
    guard isDamaged(options) else { return nil }
    let (data, rejected) = (counts.dataRows, counts.rejected)
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
