import HotlineText

/// A headline KPI.
package struct KPICard: Sendable, Hashable {
  /// How the value moved against another time.
  package struct Change: Sendable, Hashable {
    /// Against what: 较上月, 较上年同月.
    package var label: String
    /// By how much; absent with a reason where there is nothing to compare with.
    package var difference: ReportTable.Cell
    /// Whether the move is for the better or worse; `ordinary` when it is a wobble.
    package var status: Status

    /// The difference with the word for what it is: `−1.09 个百分点 改善`.
    package func text(_ language: Language) -> String {
      let word =
        switch status.directed(isUp: (difference.number ?? 0) > 0) {
        case .better: language("改善", "better")
        case .worse: language("变差", "worse")
        case .high: Status.high.name(language)
        case .low: Status.low.name(language)
        default: ""
        }
      return word.isEmpty ? difference.text : "\(difference.text) \(word)"
    }

    /// Creates a change.
    package init(_ label: String, _ difference: ReportTable.Cell, status: Status = .ordinary) {
      self.label = label
      self.difference = difference
      self.status = status
    }
  }

  /// The KPI's name, with its line where there are several.
  package var name: String
  /// The value; its link leads to the evidence.
  package var value: ReportTable.Cell
  /// The counts behind it: `174,486 / 185,000`; empty for plain counts.
  package var counts: String
  /// The two counts themselves, where there are two.
  package var pair: ReportTable.Counts?
  /// The target as text: `≥ 95%`; `nil` where there is none.
  package var target: String?
  /// Whether the target is met.
  package var status: Status
  /// The changes, nearest first.
  package var changes: [Change]
  /// The values of the last months up to this one, for a small picture; empty for none.
  package var trend: [Double?]
  /// A remark in one line.
  package var note: String?

  /// Creates a card.
  package init(
    name: String, value: ReportTable.Cell, counts: String = "", pair: ReportTable.Counts? = nil,
    target: String? = nil, status: Status = .noTarget, changes: [Change] = [], trend: [Double?] = [],
    note: String? = nil
  ) {
    self.name = name
    self.value = value
    self.counts = counts
    self.pair = pair
    self.target = target
    self.status = status
    self.changes = changes
    self.trend = trend
    self.note = note
  }
}
