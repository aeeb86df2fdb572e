import HotlineConfiguration
import HotlineLogs

/// Reads a file as an ingest would and holds what comes out against what must always be so. Mutation tests and the fuzzer
/// use the same check.
public struct ReaderCheck: RecordSink {
  /// Records received.
  public private(set) var records = 0
  /// Rejected rows received.
  public private(set) var rejects: [RejectedRow] = []

  private init() {}

  /// How the reading ended.
  public enum Outcome {
    /// The file was read, and every row is accounted for.
    case read
    /// The file as a whole was refused in words.
    case refused
    /// Something that must never be.
    case violated(String)
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, for the count of rows by ``RowCount``.
  ///   - profile: how it is read; `nil` to find the profile by the headers.
  public static func outcome(
    of path: String, bytes: [UInt8], profile: Profile?, catalog: ProfileCatalog
  ) -> Outcome {
    do {
      let file = try ExportFile(path: path)
      var check = ReaderCheck()
      let summary = try file.read(profile: profile ?? file.matchProfile(in: catalog), into: &check, batchSize: 5)
      let count =
        file.source.isPlainText
        ? RowCount(bytes, encoding: file.encoding, delimiter: file.delimiter).rows : summary.rows
      return check.verdict(summary, rows: count)
    } catch let refusal as Diagnostic {
      return refusal.message(.en).isEmpty || refusal.message(.zh).isEmpty
        ? .violated("a refusal without words") : .refused
    } catch {
      return .violated("an error that is no diagnostic: \(error)")
    }
  }

  /// - Parameter rows: the rows of the file by another count.
  private func verdict(_ summary: ReadingSummary, rows: Int) -> Outcome {
    if !summary.isConserved { return .violated("not conserved: \(summary)") }
    if summary.records != records { return .violated("\(summary.records) records counted, \(records) received") }
    if summary.rejected != rejects.count {
      return .violated("\(summary.rejected) rejects counted, \(rejects.count) received")
    }
    if summary.rows != rows { return .violated("\(summary.rows) rows read, \(rows) in the file") }
    if rejects.contains(where: { $0.line < 1 || $0.detail.en.isEmpty || $0.detail.zh.isEmpty }) {
      return .violated("a reject without line or reason")
    }
    return .read
  }

  /// Counts the batch's records.
  public mutating func receive(_ batch: borrowing RecordBatch) { records += batch.count }
  /// Keeps the row.
  public mutating func reject(_ row: RejectedRow, fields: [String]) { rejects.append(row) }
}
