import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Districts or units side by side: who stands out, then the tables. Nobody is ranked.
struct MemberTables {
  let members: MemberFigures
  let volumes: [ComparisonTable.Volume]
  let shares: [ComparisonTable.Share]
  let language: Language

  /// - Parameters:
  ///   - counts: the metrics of the counts, in the order shown.
  ///   - link: where a count is explained.
  ///   - shareLink: where a share on a line is explained.
  init(
    _ members: MemberFigures, counts: [Metric], language: Language, link: (Metric) -> Anchor?,
    shareLink: (Metric, String?) throws -> Anchor?
  ) rethrows {
    self.members = members
    self.language = language
    volumes = counts.compactMap { metric in
      let values = members.volumes.filter { $0.metric.id == metric.id }
      guard values.contains(where: { ($0.value ?? 0) > 0 }) else { return nil }
      return ComparisonTable.Volume(metric: metric, values: values, link: link(metric))
    }
    shares = try members.shares.filter { $0.comparison.funnel != nil }.map { comparison, line in
      ComparisonTable.Share(comparison: comparison, line: line, link: try shareLink(comparison.metric, line))
    }
  }

  /// The sentences, if there is anything to compare, and the tables.
  ///
  /// - Parameter number: the number of the tables in the document; `nil` where they have none.
  func blocks(_ anchor: Anchor, caption: String, number: String? = nil) -> [Document.Block] {
    let sentences = ComparisonSentences(dimension: members.dimension, shares: shares, language: language).all
    let table = ComparisonTable(dimension: members.dimension, volumes: volumes, shares: shares, language: language)
    return (shares.isEmpty ? [] : [.list(sentences)])
      + table.tables(anchor, caption: caption, number: number, order: members.order).map { .table($0) }
  }
}
