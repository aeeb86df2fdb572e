import HotlineText

/// Where a figure comes from, as `hotline explain` tells it.
package struct Evidence: Sendable, Hashable {
  /// A sum of facts.
  package struct Term: Sendable, Hashable {
    /// The measure's name in `metrics.yaml`.
    package var measure: String
    /// Its sum; `nil` where it is not known.
    package var sum: Double?
    /// The SQL that gives it; empty where none is shown.
    package var sql: String
    /// How the sum is written.
    package var format: NumberFormat

    /// Creates a term.
    package init(measure: String, sum: Double?, sql: String = "", format: NumberFormat = .count) {
      self.measure = measure
      self.sum = sum
      self.sql = sql
      self.format = format
    }

    /// The sum as it is written.
    package var text: String { sum.map(format.text) ?? "–" }
  }

  /// Where cells and figures link to.
  package var anchor: Anchor
  /// What it explains: the metric's name and the slice.
  package var title: String
  /// The metric's name on the command line.
  package var metric: String
  /// The value.
  package var value: ReportTable.Cell
  /// The definition in a sentence.
  package var definition: String
  /// Where the definition comes from.
  package var source: String
  /// The formula in the measures' names.
  package var formula: String
  /// What is added up above the line.
  package var numerator: [Term]
  /// What is added up below the line; empty for plain counts.
  package var denominator: [Term]
  /// Whether the value is one divided by the other; else what stands below the line are its cases.
  package var isQuotient: Bool
  /// What was left out.
  package var leftOut: [Term]
  /// What a reader must know to take the value rightly.
  package var notes: [String]
  /// The files that the facts were read from.
  package var files: [String]
  /// The command that lists the rows.
  package var command: String
  /// The days that the figure is of, as commands take them: `2019-12`.
  package var period: String
  /// The conditions on its facts, as commands take them: `line=962200`.
  package var conditions: [String]

  /// Creates evidence.
  package init(
    anchor: Anchor, title: String, metric: String, value: ReportTable.Cell, definition: String, source: String = "",
    formula: String, numerator: [Term], denominator: [Term] = [], isQuotient: Bool = true, leftOut: [Term] = [],
    notes: [String] = [],
    files: [String] = [], command: String = "", period: String = "", conditions: [String] = []
  ) {
    self.anchor = anchor
    self.title = title
    self.metric = metric
    self.value = value
    self.definition = definition
    self.source = source
    self.formula = formula
    self.numerator = numerator
    self.denominator = denominator
    self.isQuotient = isQuotient
    self.leftOut = leftOut
    self.notes = notes
    self.files = files
    self.command = command
    self.period = period
    self.conditions = conditions
  }
}
