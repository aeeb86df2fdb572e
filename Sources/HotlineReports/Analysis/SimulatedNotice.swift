import HotlineDocument
import HotlineText

extension RichText {
  /// What must be seen wherever made-up data are shown.
  static func simulated(_ language: Language) -> RichText {
    .strong(language("模拟数据", "Made-up data"))
      + RichText(language("：本报告的数字来自模拟日志，不是真实业务。", ": these figures come from simulated logs, not from real calls."))
  }

  /// What must be seen on a page of the browser with made-up data.
  package static func simulatedPage(_ language: Language) -> RichText {
    .strong(language("模拟数据", "Made-up data"))
      + RichText(
        language("：本页内容来自模拟日志，不是真实业务。", ": what this page shows comes from simulated logs, not from real calls."))
  }

  /// What must be seen wherever a form with made-up data is shown.
  static func simulatedForm(_ language: Language) -> RichText {
    .strong(language("模拟数据", "Made-up data"))
      + RichText(language("：表中数值来自模拟日志，不是真实业务。", ": the figures come from simulated logs, not from real work."))
  }
}
