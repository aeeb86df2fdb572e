import HotlineConfiguration
import HotlineText

/// A row inside a file that is a header: exports were joined, or a platform changed its columns on the way.
struct LaterHeader {
  let header: HeaderRow
  private let fit: HeaderRow.Fit

  /// Known names that make a header of a row.
  private static let knownNames = 2
  /// A header of names that nobody knows has at least so many columns.
  private static let unknownWidth = 4

  /// - Returns: `nil` when the row is no header.
  init?(_ row: RawRow, profile: Profile) {
    let header = HeaderRow(line: row.line, fields: row.texts.map(\.trimmingBlanks))
    self.init(header, profile: profile)
  }

  init?(_ header: HeaderRow, profile: Profile) {
    self.header = header
    fit = HeaderRow.fit(profile, to: header)
    guard isKnown || Self.isUnknownHeader(header.fields) else { return nil }
  }

  /// Whether its names are those of the profile.
  var isKnown: Bool { fit.score >= Self.knownNames }

  /// Whether every column that a record needs is there.
  var isMapped: Bool { isKnown && fit.missing.isEmpty }

  /// No digit anywhere, and no word twice: a row of data has keys and times.
  private static func isUnknownHeader(_ fields: [String]) -> Bool {
    let names = fields.filter { !$0.isEmpty }
    return names.count >= unknownWidth && names.count * 2 >= fields.count && Set(names).count == names.count
      && names.allSatisfy { $0.utf8.count <= 60 && !$0.contains(where: \.isNumber) }
  }

  /// Why the file cannot be read on.
  func refusal(file: String, first: HeaderColumns) -> Diagnostic {
    func list(_ headers: [String]) -> String {
      headers.filter { !$0.isEmpty }.prefix(20).map { Masking.masked($0) }.joined(separator: ", ")
    }
    let (upper, lower) = (list(first.plan.headers), list(header.fields))
    return Diagnostic(
      at: .init(file: file, line: header.line),
      found: LocalizedText(
        zh: "文件中有第二个表头，其列无法对应：\(lower)", en: "a second header whose columns cannot be mapped: \(lower)"),
      expected: LocalizedText(
        zh: "第 \(first.line) 行那样的表头：\(upper)", en: "a header such as that of line \(first.line): \(upper)"),
      fix: LocalizedText(
        zh: "请把合并的文件拆开分别导入", en: "split the file above this line and ingest the parts by themselves"))
  }
}
