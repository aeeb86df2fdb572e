import HotlineReports
import HotlineText

/// The names of fields on pages, also of those that reports never print.
enum FieldName {
  private static let others: [String: LocalizedText] = [
    "line": LocalizedText(zh: "热线", en: "line"), "direction": LocalizedText(zh: "方向", en: "direction"),
    "answered_at": LocalizedText(zh: "应答时间", en: "answered"), "ended_at": LocalizedText(zh: "结束时间", en: "ended"),
    "wait_seconds": LocalizedText(zh: "等待秒数", en: "wait (s)"),
    "talk_seconds": LocalizedText(zh: "通话秒数", en: "talk (s)"),
    "caller": LocalizedText(zh: "来电号码", en: "caller"), "agent": LocalizedText(zh: "坐席", en: "agent"),
    "resolved": LocalizedText(zh: "是否解决", en: "resolved"), "exported_at": LocalizedText(zh: "导出时间", en: "exported"),
    "title": LocalizedText(zh: "标题", en: "title"), "reopened": LocalizedText(zh: "是否重办", en: "reopened"),
    "first_contact": LocalizedText(zh: "市民答复的先行联系", en: "first contact, by the citizen"),
    "first_contact_due_at": LocalizedText(zh: "联系期限", en: "contact due"),
    "due_at": LocalizedText(zh: "办结期限", en: "due"), "extended_due_at": LocalizedText(zh: "延期后期限", en: "extended due"),
    "hired_at": LocalizedText(zh: "入职日期", en: "hired"), "left_at": LocalizedText(zh: "离职日期", en: "left"),
    "year": LocalizedText(zh: "年度", en: "year"), "project": LocalizedText(zh: "项目", en: "project"),
  ]

  /// A sentence in which fields stand under their names; what is quoted stays as it is.
  static func named(_ text: String, _ language: Language) -> String {
    guard language == .zh else { return text }
    return text.split(separator: "“", omittingEmptySubsequences: false).enumerated().map { place, part in
      // Behind an opening quotation mark: what is quoted, then the sentence again.
      let end = place == 0 ? part.startIndex : part.firstIndex(of: "”") ?? part.endIndex
      return part[..<end]
        + part[end...].replacing(/( ?)([a-z][a-z_]*)( ?)/) { word in
          let (output, start) = (word.output, word.output.2.startIndex)
          let name = self.text(String(output.2), language)
          guard name != output.2, start == part.startIndex || !isJoined(part[part.index(before: start)]) else {
            return String(output.0)
          }
          // Chinese has no blanks around words.
          return name
        }
    }.joined(separator: "“")
  }

  private static func isJoined(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
  }

  /// A field's name, or the field itself.
  static func text(_ field: String, _ language: Language) -> String {
    let known = FactListing.title(of: field, language)
    return known == field ? others[field]?(language) ?? field : known
  }
}
