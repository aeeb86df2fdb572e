import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

extension MetricCatalog {
  /// The section `reports`, without which a report would be empty.
  ///
  /// - Throws: a ``Diagnostic`` when there is none.
  func rolesOfReports() throws -> ReportRoles {
    guard reports.isEmpty else { return reports }
    throw Diagnostic(
      found: LocalizedText(zh: "metrics.yaml 没有 reports 部分", en: "metrics.yaml has no section “reports”"),
      expected: LocalizedText(zh: "列出报告所用的指标", en: "the metrics that reports show"),
      fix: LocalizedText(
        zh: "可照随附的 data/metrics.yaml 补上", en: "take over that of the data/metrics.yaml that came with hotline"))
  }
}
