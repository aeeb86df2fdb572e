import GRDB
import HotlineConfiguration
import HotlineLogs

/// Takes what the reader reads of one file: records go to the fact writer, rejected rows are kept.
struct IngestSession: RecordSink {
  let writer: FactWriter
  let sourceID: Int64
  private let insertReject: Statement
  private(set) var reasons: [RejectionReason: Int] = [:]
  private(set) var examples: [RejectionReason: RejectedRow] = [:]
  /// The number of rejected rows.
  private(set) var rejected = 0

  init(_ database: Database, writer: FactWriter, sourceID: Int64) throws {
    self.writer = writer
    self.sourceID = sourceID
    insertReject = try database.makeStatement(
      sql: """
        INSERT INTO reject(source_id, line, "column", header, value, reason, detail_zh, detail_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  mutating func receive(_ batch: borrowing RecordBatch) throws { try writer.write(batch) }

  mutating func reject(_ row: RejectedRow, fields: [String]) throws {
    reasons[row.reason, default: 0] += 1
    if examples[row.reason] == nil { examples[row.reason] = row }
    rejected += 1
    try insertReject.execute(arguments: [
      sourceID, row.line, row.column, row.header, row.value, row.reason.rawValue, row.detail.zh, row.detail.en,
    ])
  }

  /// The three commonest reasons, with an example of each.
  func commonestReasons(file: String, _ language: Language) -> String {
    let common = reasons.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }.prefix(3)
    return common.map { reason, count in
      let example = examples[reason].map { row in
        "\(file):\(row.line)\(row.column.map { ":\($0)" } ?? ""): \(row.detail(language))"
      }
      return "\(count) × \(reason.rawValue)（\(example ?? "")）"
    }.joined(separator: language == .zh ? "；" : "; ")
  }
}
