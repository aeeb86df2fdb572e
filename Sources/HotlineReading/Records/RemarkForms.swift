import HotlineConfiguration
import HotlineModel
import HotlineText

extension ReadingRemark {
  /// Remarks of the same kind, field and text as one.
  static func joined(_ remarks: [ReadingRemark]) -> [ReadingRemark] {
    remarks.reduce(into: []) { joined, remark in
      let same = joined.firstIndex { ($0.kind, $0.field, $0.text) == (remark.kind, remark.field, remark.text) }
      guard let same else { return joined.append(remark) }
      joined[same].count += remark.count
      joined[same].examples = Array((joined[same].examples + remark.examples).prefix(examplesKept))
    }
  }

  /// Columns named in a remark.
  private static let namesShown = 12

  /// The columns of a file that its profile does not read; `nil` when it reads them all.
  static func unread(_ headers: [String]) -> ReadingRemark? {
    guard !headers.isEmpty else { return nil }
    let names = headers.prefix(namesShown).map { Masking.masked($0, limit: 40) }.joined(separator: ", ")
    let more = headers.count - namesShown
    return ReadingRemark(
      kind: .columnUnread, count: headers.count,
      text: LocalizedText(
        zh: "未读取的列：\(names)" + (more > 0 ? "，另有 \(more) 列" : ""),
        en: "columns that the profile does not read: \(names)" + (more > 0 ? ", and \(more) more" : "")))
  }
}
