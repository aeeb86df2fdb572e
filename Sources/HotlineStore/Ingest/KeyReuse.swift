import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Tells rows that stand under one key and are hardly one call or order. A version of a fact keeps its beginning, and the legs of a call lie
/// within hours; but some systems count from 1 each day, and spreadsheets round numbers to fifteen digits.
struct KeyReuse {
  /// The longest time between the beginnings of two rows of one fact that lie in two days, in seconds.
  static let longest: Int64 = 6 * 3_600
  /// The digits that a spreadsheet keeps of a number.
  static let digitsKept = 15

  private let start: Int
  private let caller: Int?

  /// `nil` for facts that do not begin at a moment.
  init?(_ layout: FactLayout) {
    let field = Self.beginning(of: layout.fact)
    guard let start = field.flatMap({ layout.columns.firstIndex(of: $0.column) }) else { return nil }
    self.start = start
    caller = layout.columns.firstIndex(of: FactField.caller.column)
  }

  /// The field that tells when facts of a kind begin; `nil` for those that do not begin at a moment.
  static func beginning(of kind: FactKind) -> FactField? {
    kind == .call ? .startedAt : kind == .workOrder ? .receivedAt : nil
  }

  /// Whether two rows of a key are hardly of one fact.
  func differ(_ one: FactStatement, _ other: FactStatement, key: [UInt8]) -> Bool {
    guard let begin = one.value(start), let otherBegin = other.value(start), begin != otherBegin else { return false }
    let (apart, isBeyond) = begin.subtractingReportingOverflow(otherBegin)
    // Some exports give the day alone.
    let isOfOneDay = LocalDay(containing: begin) == LocalDay(containing: otherBegin)
    if isBeyond || apart.magnitude > UInt64(Self.longest) && !isOfOneDay { return true }
    guard Self.mayBeRounded(key) else { return false }
    let callers = caller.map { (one.value($0), other.value($0)) }
    return callers.map { $0.0 == nil || $0.0 != $0.1 } ?? true
  }

  /// Whether a key is a number of which a spreadsheet may have kept the first digits alone.
  private static func mayBeRounded(_ key: [UInt8]) -> Bool {
    key.count > digitsKept && key.allSatisfy { $0 &- 0x30 < 10 } && key[digitsKept...].allSatisfy { $0 == 0x30 }
  }
}

extension SourceReport {
  /// What is to be said of rows under keys that other rows have.
  ///
  /// - Throws: a ``Diagnostic`` when they are more than single ones and the user did not allow for it: each takes the place of another row.
  func reusedKeys(_ counts: FactCounts, options: IngestOptions) throws -> [ReadingRemark] {
    guard counts.reused > 0 else { return [] }
    let text = LocalizedText(
      zh: "编号与另一天开始的记录相同（或被表格软件舍入而相同），后一条会顶替前一条",
      en:
        "the key is that of a record that began on another day (or a spreadsheet rounded it): the later one takes the other's place"
    )
    let remark = ReadingRemark(
      kind: .keyReused, field: .key, count: counts.reused,
      examples: counts.reusedLines.map { .init(line: Int($0), value: "") }, text: text)
    guard Double(counts.reused) > Double(self.counts.dataRows) * options.maxReuseShare else { return [remark] }
    throw Diagnostic(
      at: .init(file: file, line: counts.reusedLines.first.map(Int.init)),
      found: LocalizedText(
        zh: "\(self.counts.dataRows) 行中有 \(counts.reused) 行的\(text.zh)；文件未导入",
        en: "of \(self.counts.dataRows) rows, for \(counts.reused) \(text.en); the file was not ingested"),
      expected: LocalizedText(zh: "一个编号只属于一次通话或一张工单", en: "a key of one call or order alone"),
      fix: LocalizedText(
        zh:
          "编号每天从头开始的，请在格式文件中由日期和编号合成（key: {join: [[日期], [流水号]]}）；被表格软件舍入的，请重新导出为文本；此前导入的文件有误的，请先 hotline forget；确要导入时用 --max-rejects 放宽",
        en:
          "where numbers begin anew each day, let the profile make the key of day and number (`key: {join: [[day], [number]]}`); where a spreadsheet rounded them, export them as text; where an earlier file was wrong, `hotline forget` it first; to ingest it all the same, raise --max-rejects"
      ))
  }
}
