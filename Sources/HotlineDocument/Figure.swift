/// A chart with what a reader needs to understand it.
package struct Figure: Sendable, Hashable {
  /// Where links lead to it.
  package var anchor: Anchor
  /// The title: what is shown, best as a finding.
  package var title: String
  /// The chart's data.
  package var chart: Chart
  /// The title of the horizontal axis; empty for none.
  package var xTitle: String
  /// The title of the vertical axis; empty for none.
  package var yTitle: String
  /// How to read it, and what to see.
  package var note: RichText
  /// What it shows, in words, for those who cannot see it.
  package var alternative: String
  /// Where the figures come from.
  package var evidence: Anchor?
  /// A table of the document that holds the chart's numbers; `nil` where renderings give a table of their own.
  package var numbers: Anchor?
  /// Where the chart's marks lead: by series and label, by row and column of a heat map; empty where none leads anywhere.
  package var marks: [[Anchor?]]

  /// Creates a figure.
  package init(
    _ anchor: Anchor, title: String, chart: Chart, xTitle: String = "", yTitle: String = "", note: RichText = "",
    alternative: String, evidence: Anchor? = nil, numbers: Anchor? = nil, marks: [[Anchor?]] = []
  ) {
    self.anchor = anchor
    self.title = title
    self.chart = chart
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.note = note
    self.alternative = alternative
    self.evidence = evidence
    self.numbers = numbers
    self.marks = marks
  }
}
