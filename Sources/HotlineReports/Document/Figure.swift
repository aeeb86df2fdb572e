/// A chart with what a reader needs to understand it.
public struct Figure: Sendable, Hashable {
  /// Where links lead to it.
  public var anchor: Anchor
  /// The title: what is shown, best as a finding.
  public var title: String
  /// The chart's data.
  public var chart: Chart
  /// The title of the horizontal axis; empty for none.
  public var xTitle: String
  /// The title of the vertical axis; empty for none.
  public var yTitle: String
  /// How to read it, and what to see.
  public var note: RichText
  /// What it shows, in words, for those who cannot see it.
  public var alternative: String
  /// Where the figures come from.
  public var evidence: Anchor?
  /// A table of the document that holds the chart's numbers; `nil` where renderings give a table of their own.
  public var numbers: Anchor?

  /// Creates a figure.
  public init(
    _ anchor: Anchor, title: String, chart: Chart, xTitle: String = "", yTitle: String = "", note: RichText = "",
    alternative: String, evidence: Anchor? = nil, numbers: Anchor? = nil
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
  }
}
