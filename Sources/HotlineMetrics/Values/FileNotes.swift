import HotlineCalendar
import HotlineModel
import HotlineText

/// What a reader is told of a value of which files tell only in part.
enum FileNotes {
  /// So many stretches of days without a file are listed.
  private static let mostHoles = 3

  /// No file tells of it at all.
  static func untold(_ kind: FactKind) -> LocalizedText {
    LocalizedText(zh: "没有覆盖该时段的\(kind.name.zh)文件", en: "no file covers this time: \(kind.name.en)")
  }

  /// No file tells of some of its days.
  ///
  /// - Parameter line: which of the lines that are added up has no file; `nil` where there is one or none.
  static func missing(_ kind: FactKind, _ holes: [ClosedRange<Int>], line: String?) -> LocalizedText {
    let (days, name) = (listed(holes), kind.name)
    return LocalizedText(
      zh: "不含\(line.map { " \($0) " } ?? "")没有\(name.zh)文件的 \(days.zh)",
      en: "no file tells of \(days.en): \(name.en)\(line.map { " of \($0)" } ?? "")")
  }

  /// Whether callers called again on some days no file tells.
  static func repeats(_ holes: [ClosedRange<Int>]) -> LocalizedText {
    let days = listed(holes)
    return LocalizedText(
      zh: "没有 \(days.zh) 的文件，其间的再次来电不可知", en: "no file tells whether callers called again on \(days.en)")
  }

  /// Of facts that came on some days, and were due or closed in the value's time, no file tells.
  static func earlier(_ kind: FactKind, _ holes: [ClosedRange<Int>]) -> LocalizedText {
    let days = listed(holes)
    return LocalizedText(
      zh: "没有 \(days.zh) 的\(kind.name.zh)文件，其间收到而在本期到期或办结的不可知",
      en:
        "no file tells of \(days.en): \(kind.name.en) of these days that were due or closed in this time are not known")
  }

  /// The files of the time lost so many rows.
  static func lost(_ rows: Int) -> LocalizedText {
    LocalizedText(
      zh: "该时段的文件有 \(rows) 行被拒绝，其中可能有该时段的记录",
      en: rows == 1
        ? "1 row was rejected in the files of this time: it may be of it"
        : "\(rows) rows were rejected in the files of this time: some may be of it")
  }

  private static func listed(_ holes: [ClosedRange<Int>]) -> LocalizedText {
    func listed(_ to: String, _ comma: String, _ rest: String) -> String {
      holes.prefix(mostHoles).map {
        LocalDay(number: $0.lowerBound).iso + to + LocalDay(number: $0.upperBound).iso
      }.joined(separator: comma) + (holes.count > mostHoles ? rest : "")
    }
    return LocalizedText(zh: listed(" 至 ", "、", " 等"), en: listed(" to ", ", ", " and more"))
  }
}
