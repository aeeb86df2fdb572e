import HotlineModel
import HotlineText

/// A word of a fixed vocabulary with its name in reports.
struct VocabularyWord {
  /// The word, as facts have it.
  let id: String
  /// Its name.
  let name: LocalizedText

  init(_ id: String, _ zh: String, _ en: String) {
    self.id = id
    name = LocalizedText(zh: zh, en: en)
  }
}

extension Vocabulary {
  /// The words with their names, in the order in which reports list them.
  var named: [VocabularyWord] {
    func word(_ id: String, _ zh: String, _ en: String) -> VocabularyWord { VocabularyWord(id, zh, en) }
    return switch self {
    case .direction: [word("inbound", "呼入", "inbound"), word("outbound", "呼出", "outbound")]
    case .outcome:
      [
        word("answered", "人工接听", "answered by a seat"), word("abandoned", "排队或振铃中放弃", "abandoned"),
        word("abandoned_ivr", "语音导航中挂断", "hung up in the menu"), word("self_service", "自助服务", "self-service"),
        word("failed", "呼叫失败", "failed"),
      ]
    case .transferOutcome: [word("succeeded", "转接成功", "succeeded"), word("failed", "转接失败", "failed")]
    case .satisfaction:
      [
        word("very_satisfied", "非常满意", "very satisfied"), word("satisfied", "满意", "satisfied"),
        word("fairly_satisfied", "基本满意", "fairly satisfied"), word("neutral", "一般", "neutral"),
        word("dissatisfied", "不满意", "dissatisfied"), word("very_dissatisfied", "非常不满意", "very dissatisfied"),
      ]
    case .status:
      [
        word("open", "未办结", "open"), word("closed", "已办结", "closed"), word("returned", "退单", "returned"),
        word("void", "作废", "void"), word("suspended", "挂起", "suspended"),
      ]
    case .resolution:
      [
        word("resolved", "实际解决", "resolved"), word("explained", "解释说明", "explained"),
        word("unresolved", "未解决", "unresolved"),
      ]
    }
  }

  /// A word of the vocabulary of this field as reports call it; the text itself where the field has none, or the word is none of its.
  package static func name(of text: String, in field: String, _ language: Language) -> String {
    Vocabulary(rawValue: field)?.named.first { $0.id == text }?.name(language) ?? text
  }
}
