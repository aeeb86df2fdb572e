import HotlineConfiguration
import HotlineReading
import HotlineText

/// The rejected rows of one source, counted by reason, with the first of each.
struct RejectTally {
  private var reasons: [RejectionReason: Int] = [:]
  private var examples: [RejectionReason: RejectedRow] = [:]
  /// How many.
  private(set) var count = 0

  mutating func note(_ row: RejectedRow) {
    reasons[row.reason, default: 0] += 1
    if examples[row.reason] == nil { examples[row.reason] = row }
    count += 1
  }

  /// The three commonest reasons, with an example of each.
  func commonestReasons(file: String, _ language: Language) -> String {
    let common = reasons.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }.prefix(3)
    return common.map { reason, count in
      let example = examples[reason].map { row in
        "\(file):\(row.line)\(row.column.map { ":\($0)" } ?? ""): \(row.detail(language))"
      }
      let why = reason.text(language)
      return language == .zh ? "\(count) 行“\(why)”（\(example ?? "")）" : "\(count) × “\(why)” (\(example ?? ""))"
    }.joined(separator: language == .zh ? "；" : "; ")
  }
}
