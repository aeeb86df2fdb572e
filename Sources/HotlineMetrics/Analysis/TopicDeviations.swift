import Foundation
import HotlineModel
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// Which topics the members of a dimension have more or fewer cases of than they would have if all had the same mix.
///
/// Expected is row sum × column sum ÷ all. The deviation is the adjusted residual of a table of counts (Haberman 1973), judged where
/// five cases or more are expected, corrected for the number of cells (``FalseDiscovery``). Of thousands of calls any difference is
/// more than chance: what stands out differs by a fifth of what is expected besides.
package struct TopicDeviations: Sendable {
  /// What a deviation says.
  package enum Standing: Sendable, Hashable {
    /// More than expected.
    case more
    /// Fewer than expected.
    case fewer
    /// Nothing that stands out.
    case ordinary
    /// Too few cases are expected to judge.
    case tooFew
  }

  /// A member's cases of a topic.
  package struct Cell: Sendable, Hashable {
    /// The member.
    package let member: String
    /// The topic.
    package let topic: String
    /// Its cases.
    package let count: Double
    /// What the mix of all makes expected.
    package let expected: Double
    /// What the difference says.
    package internal(set) var standing: Standing

    /// The count as a multiple of what is expected; `nil` where nothing is.
    package var ratio: Double? { expected > 0 ? count / expected : nil }
  }

  /// The metric.
  package let metric: Metric
  /// The cells, members and topics in listing order; cases without a name are left out. Empty where a public version hides any: what is
  /// expected of the others is then not known.
  package let cells: [Cell]
  /// Whether a public version hides any.
  package let hasHidden: Bool

  /// Cases expected below which a cell is not judged.
  static let fewestExpected = 5.0
  /// By what part of what is expected a cell must differ to stand out.
  package static let least = 0.2

  init(metric: Metric, values: [MetricValue]) {
    self.metric = metric
    hasHidden = values.contains(where: \.isSuppressed)
    guard !hasHidden else {
      cells = []
      return
    }
    let named = values.filter { $0.labels.allSatisfy { !$0.isEmpty } }
    var rows: [String: Double] = [:]
    var columns: [String: Double] = [:]
    for value in named {
      rows[value.labels[0], default: 0] += value.value ?? 0
      columns[value.labels[1], default: 0] += value.value ?? 0
    }
    let all = rows.values.reduce(0, +)
    guard all > 0 else {
      cells = []
      return
    }
    // A cell that nobody has a case in is one as well.
    let found = Dictionary(named.map { ($0.labels, $0.value ?? 0) }) { first, _ in first }
    let members = Self.unique(named.map { $0.labels[0] })
    let topics = Self.unique(named.map { $0.labels[1] })
    var cells: [Cell] = []
    var probabilities: [Double?] = []
    for member in members {
      for topic in topics {
        let (row, column) = (rows[member] ?? 0, columns[topic] ?? 0)
        let (count, expected) = (found[[member, topic]] ?? 0, row * column / all)
        let spread = (expected * (1 - row / all) * (1 - column / all)).squareRoot()
        let isJudged = expected >= Self.fewestExpected && spread > 0
        cells.append(
          Cell(
            member: member, topic: topic, count: count, expected: expected, standing: isJudged ? .ordinary : .tooFew))
        probabilities.append(isJudged ? erfc(abs(count - expected) / spread / 2.0.squareRoot()) : nil)
      }
    }
    for (index, isFound) in FalseDiscovery.found(among: probabilities).enumerated() where isFound {
      let cell = cells[index]
      // A fifth is no number of the computer's: what differs by exactly one differs by one.
      guard let ratio = cell.ratio, abs(cell.count - cell.expected) >= Self.least * cell.expected - 1e-9 else {
        continue
      }
      cells[index].standing = ratio > 1 ? .more : .fewer
    }
    self.cells = cells
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// What stands out, the largest difference in cases first.
  package var outstanding: [Cell] {
    cells.filter { [.more, .fewer].contains($0.standing) }.sorted {
      (-abs($0.count - $0.expected), $0.member, $0.topic) < (-abs($1.count - $1.expected), $1.member, $1.topic)
    }
  }

  /// The cells of a member.
  package func cells(of member: String) -> [Cell] { cells.filter { $0.member == member } }
}

extension MetricEngine {
  /// The topics of which the members of a dimension have more or fewer cases than the mix of all makes expected.
  package func topicDeviations(_ metric: Metric, by dimension: Dimension, slice: Slice) throws -> TopicDeviations {
    let table = try values(
      MetricQuery(
        metrics: [metric.withoutLeftOut], slice: slice, groups: [.dimension(dimension), .dimension(.category)],
        limit: .max))
    return TopicDeviations(metric: metric, values: table.values)
  }
}
