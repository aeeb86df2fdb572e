import HotlineModel

/// What an export's word most likely means in a vocabulary; words without a settled meaning are left open.
enum WordMeaning {
  /// - Returns: a word of the field's vocabulary or `absent`; `nil` when it cannot be told.
  static func of(_ word: String, field: FactField, header: HeaderReading) -> String? {
    let lower = word.lowercased()
    if field == .outcome, header.concepts.contains(.abandon), let flag = flags[lower] {
      return flag == "yes" ? "abandoned" : "answered"
    }
    if field == .outcome, header.concepts.contains(.answer), let flag = flags[lower] {
      return flag == "yes" ? "answered" : "abandoned"
    }
    // 认可 has no settled meaning; marks of 1 to 5 may run either way.
    if lower == "认可" || (field == .satisfaction && lower.allSatisfy { $0.isNumber || $0 == "." }) { return nil }
    if let known = StandardWords.of(field).first(where: { $0.key.lowercased() == lower })?.value { return known }
    if field.content.words.contains(lower) { return lower }
    switch field {
    case .resolved, .firstContact:
      if let flag = flags[lower] { return flag }
    case .resolution:
      if let flag = flags[lower] { return flag == "yes" ? "resolved" : "unresolved" }
    case .transferOutcome:
      if let flag = flags[lower] { return flag == "yes" ? "succeeded" : "failed" }
    default: break
    }
    let tokens = Set(HeaderTokens.tokens(of: word))
    // Half a solution is neither.
    if field == .resolved || field == .resolution,
      lower.contains("部分") || !tokens.isDisjoint(with: ["partly", "partially"])
    {
      return nil
    }
    for (meaning, signs) in signs(of: field) {
      let isMeant = signs.contains { sign in
        let parts = sign.split(separator: "+").map(String.init)
        return parts.allSatisfy { part in
          part.first?.isASCII == true ? tokens.contains(part) : lower.contains(part)
        }
      }
      if isMeant { return meaning }
    }
    return nil
  }

  /// Whether a word is a bare yes or no, which says nothing by itself.
  static func isFlag(_ word: String) -> Bool { flags[word.lowercased()] != nil }

  private static let flags: [String: String] = [
    "yes": "yes", "y": "yes", "true": "yes", "1": "yes", "是": "yes", "有": "yes", "已": "yes", "no": "no", "n": "no",
    "false": "no", "0": "no", "否": "no", "无": "no", "未": "no",
  ]

  private static let unsolved = [
    "unresolved", "unsolved", "not+resolved", "not+solved", "未+解决", "没+解决", "不+解决", "无法+解决",
  ]

  /// Signs of each meaning, the particular before the general; `a+b` needs both.
  private static func signs(of field: FactField) -> [(meaning: String, signs: [String])] {
    switch field {
    case .direction:
      [
        ("outbound", ["outbound", "outgoing", "out", "dialout", "呼出", "外呼", "去电"]),
        ("inbound", ["inbound", "incoming", "in", "呼入", "来电", "来话"]),
      ]
    case .outcome:
      [
        ("abandoned_ivr", ["ivr+abandoned", "ivr+abandon", "in+ivr", "ivr+leak", "导航放弃", "ivr+放弃"]),
        ("self_service", ["self+service", "self+served", "自助"]),
        (
          "abandoned",
          [
            "abandoned", "abandon", "missed", "unanswered", "no+answer", "noanswer", "not+answered", "voicemail",
            "queue+leak",
            "queue+timeout", "queuing+timeout", "cancelled", "canceled", "hang", "未接", "放弃", "无人接", "无应答", "未应答", "留言",
          ]
        ),
        (
          "failed",
          ["busy", "failed", "failure", "rejected", "reject", "congestion", "overflow", "error", "忙", "失败", "拒接", "溢出"]
        ),
        (
          "answered",
          [
            "answered", "connected", "accepted", "handled", "completed", "success", "successful", "dealing", "接通", "接听",
            "已接", "应答",
          ]
        ),
      ]
    case .status:
      [
        ("open", ["reopened", "not+closed", "unresolved", "未办结", "未完成", "未结", "未关闭"]),
        ("void", ["void", "cancelled", "canceled", "withdrawn", "作废", "撤销", "撤单", "取消", "无效"]),
        ("returned", ["returned", "退单", "退回"]), ("suspended", ["suspended", "挂账", "挂起", "存电"]),
        (
          "closed",
          [
            "closed", "completed", "complete", "resolved", "solved", "done", "finished", "办结", "结案", "办毕", "归档", "完成",
            "关闭", "办复",
          ]
        ),
        (
          "open",
          [
            "open", "new", "pending", "progress", "assigned", "active", "started", "办理中", "处理中", "处置", "待", "在办", "受理中",
            "进行中",
          ]
        ),
      ]
    case .satisfaction:
      [
        ("absent", ["not+offered", "offered", "unrated", "not+rated", "none", "未评", "未参评", "拒绝"]),
        (
          "very_dissatisfied",
          ["very+dissatisfied", "extremely+unhappy", "very+unhappy", "extremely+dissatisfied", "非常不满", "很不满"]
        ),
        ("dissatisfied", ["dissatisfied", "unsatisfied", "unhappy", "bad", "poor", "不满"]),
        (
          "very_satisfied",
          ["very+satisfied", "extremely+happy", "very+happy", "extremely+satisfied", "excellent", "非常满意", "很满意"]
        ),
        ("fairly_satisfied", ["fairly+satisfied", "somewhat+satisfied", "基本满意", "较满意", "比较满意"]),
        ("satisfied", ["satisfied", "happy", "good", "满意"]), ("neutral", ["neutral", "average", "fair", "一般"]),
      ]
    case .resolution:
      [
        ("unresolved", unsolved), ("explained", ["explained", "解释", "说明"]),
        ("resolved", ["resolved", "solved", "fixed", "解决"]),
      ]
    case .transferOutcome:
      [("failed", ["failed", "失败", "未成功", "未接通"]), ("succeeded", ["succeeded", "success", "成功", "接通"])]
    case .resolved: [("no", unsolved), ("yes", ["resolved", "solved", "解决"])]
    case .firstContact: [("no", ["未联", "未先行", "没联", "没有联"]), ("yes", ["已联", "已先行"])]
    default: []
    }
  }
}
