import HotlineModel

/// What the words of Chinese platforms mean (domain.md §5.3), so that a profile need only name its own.
///
/// 认可 is missing on purpose: it has no settled meaning.
enum StandardWords {
  static func of(_ field: FactField) -> [String: String] {
    switch field {
    case .direction:
      ["呼入": "inbound", "来电": "inbound", "呼出": "outbound", "外呼": "outbound", "in": "inbound", "out": "outbound"]
    case .outcome:
      [
        "接通": "answered", "已接": "answered", "已接通": "answered", "已接听": "answered", "应答": "answered", "成功": "answered",
        "双方接听": "answered", "ANSWERED": "answered", "Success": "answered", "dealing": "answered", "放弃": "abandoned",
        "排队放弃": "abandoned", "队列放弃": "abandoned", "振铃放弃": "abandoned", "未接": "abandoned", "未接通": "abandoned",
        "未接听": "abandoned", "振铃未接": "abandoned", "NO ANSWER": "abandoned", "ABANDONED": "abandoned",
        "notDeal": "abandoned",
        "queueLeak": "abandoned", "IVR放弃": "abandoned_ivr", "leak": "abandoned_ivr", "自助服务": "self_service",
        "失败": "failed",
        "呼叫失败": "failed", "FAILED": "failed", "BUSY": "failed",
      ]
    case .transferOutcome: ["成功": "succeeded", "失败": "failed", "是": "succeeded", "否": "failed"]
    case .satisfaction:
      [
        "非常满意": "very_satisfied", "很满意": "very_satisfied", "满意": "satisfied", "基本满意": "fairly_satisfied",
        "比较满意": "fairly_satisfied", "一般": "neutral", "不满意": "dissatisfied", "非常不满意": "very_dissatisfied",
        "很不满意": "very_dissatisfied", "未评价": "absent", "未参评": "absent", "超时未回复": "absent", "拒绝": "absent",
        "拒绝评价": "absent",
      ]
    case .status:
      [
        "办理中": "open", "在办": "open", "处置中": "open", "待接单": "open", "待督办": "open", "延期": "open", "重办": "open",
        "重新办理": "open", "已办结": "closed",
        "办结": "closed", "结案": "closed", "已结案": "closed", "已归档": "closed", "已退单": "returned", "退单": "returned",
        "退回": "returned", "已作废": "void", "作废": "void", "挂账": "suspended", "已挂账": "suspended", "存电": "suspended",
      ]
    case .resolution:
      ["实际解决": "resolved", "已解决": "resolved", "解决": "resolved", "解释说明": "explained", "未解决": "unresolved"]
    case .resolved, .firstContact:
      [
        "是": "yes", "否": "no", "已联": "yes", "未联": "no", "已解决": "yes", "未解决": "no", "1": "yes", "0": "no", "true": "yes",
        "false": "no", "Y": "yes", "N": "no", "未评价": "absent",
      ]
    default: [:]
    }
  }
}
