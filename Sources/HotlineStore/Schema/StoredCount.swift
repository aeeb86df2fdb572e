import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

/// What stands in a database and is counted with further on. Numbers beyond those that this program writes were put there by somebody else:
/// they are refused in words, and not added up to where whole numbers end.
enum StoredCount {
  /// Counts, and sums of seconds.
  static let believed: ClosedRange<Int64> = 0...FactField.Content.largestInteger
  /// Days by number, some 2,700 years to both sides of 1970: what no export is believed is not there.
  static let believedDays: ClosedRange<Int64> = -1_000_000...1_000_000
  /// Calls and seats of one hour.
  static let believedOfAnHour: ClosedRange<Int64> = 0...10_000_000

  /// A moment in Unix seconds, or one that is still far beyond all that any source speaks of: time can be counted from it.
  static func within(reach moment: Int64) -> Int64 { max(-1 << 40, min(1 << 40, moment)) }

  /// - Throws: a ``Diagnostic`` for a number that is not one of `believed`.
  static func check(_ number: Int64, named name: String, in believed: ClosedRange<Int64> = believed) throws {
    guard !believed.contains(number) else { return }
    throw strange(String(number), named: name, expected: believed)
  }

  /// What is wrong with something that this program never writes.
  static func strange(_ found: String, named name: String, expected believed: ClosedRange<Int64>? = nil) -> Diagnostic {
    let found = Masking.masked(found)
    return Diagnostic(
      found: LocalizedText(
        zh: "数据库中 \(name) 为 \(found)，不是 hotline 写入的",
        en: "the database has \(found) as \(name), which hotline never writes"),
      expected: believed.map {
        LocalizedText(zh: "\($0.lowerBound) 至 \($0.upperBound)", en: "\($0.lowerBound) to \($0.upperBound)")
      },
      fix: LocalizedText(
        zh: "请用备份恢复（hotline restore）；只有合计时用 hotline engine spark 重新计算",
        en: "put a backup in its place (hotline restore), or form sums anew (hotline engine spark)"))
  }

  /// - Throws: a ``Diagnostic`` for a sum that no whole number holds: reports count with sums.
  static func check(_ sum: Double, of measure: Measure) throws {
    guard !(abs(sum) <= 0x1p62) else { return }
    throw Diagnostic(
      found: LocalizedText(
        zh: "“\(measure.id)”的合计为 \(sum)", en: "the sum of “\(measure.id)” is \(sum)"),
      expected: LocalizedText(zh: "绝对值不超过 2^62", en: "at most 2^62"),
      fix: LocalizedText(
        zh: "该度量把很大的数相乘，或数据库被改动过：请检查 metrics.yaml，或用备份恢复（hotline restore）",
        en:
          "its measure multiplies large numbers, or somebody edited the database: see metrics.yaml, or put a backup in its place (hotline restore)"
      ))
  }
}

extension Row {
  /// A count of a row.
  ///
  /// - Throws: a ``Diagnostic`` for one that this program never writes.
  func count(_ column: String, in believed: ClosedRange<Int64> = StoredCount.believed) throws -> Int {
    let number: Int64 = self[column]
    try StoredCount.check(number, named: column, in: believed)
    return Int(number)
  }
}

extension Setting {
  /// The seconds within which a further call of a caller is a repeated one; 0 before anything was derived.
  ///
  /// - Throws: a ``Diagnostic`` for a number that no setting gives.
  static func repeatWindowSeconds(_ database: Database) throws -> Int64 {
    guard let seconds = try Setting.repeatWindow.value(database).flatMap({ Int64($0) }) else { return 0 }
    try StoredCount.check(
      seconds, named: Setting.repeatWindow.rawValue, in: 0...FactField.Content.longestSeconds)
    return seconds
  }
}
