/// Where a figure comes from, as `hotline explain` tells it.
public struct Evidence: Sendable, Hashable {
  /// A sum of facts.
  public struct Term: Sendable, Hashable {
    /// The measure's name in `metrics.yaml`.
    public var measure: String
    /// Its sum.
    public var sum: Double
    /// The SQL that gives it; empty where none is shown.
    public var sql: String

    /// Creates a term.
    public init(measure: String, sum: Double, sql: String = "") {
      self.measure = measure
      self.sum = sum
      self.sql = sql
    }
  }

  /// Where cells and figures link to.
  public var anchor: Anchor
  /// What it explains: the metric's name and the slice.
  public var title: String
  /// The metric's name on the command line.
  public var metric: String
  /// The value.
  public var value: ReportTable.Cell
  /// The definition in a sentence.
  public var definition: String
  /// Where the definition comes from.
  public var source: String
  /// The formula in the measures' names.
  public var formula: String
  /// What is added up above the line.
  public var numerator: [Term]
  /// What is added up below the line; empty for plain counts.
  public var denominator: [Term]
  /// What was left out.
  public var leftOut: [Term]
  /// What a reader must know to take the value rightly.
  public var notes: [String]
  /// The files that the facts were read from.
  public var files: [String]
  /// The command that lists the rows.
  public var command: String

  /// Creates evidence.
  public init(
    anchor: Anchor, title: String, metric: String, value: ReportTable.Cell, definition: String, source: String = "",
    formula: String, numerator: [Term], denominator: [Term] = [], leftOut: [Term] = [], notes: [String] = [],
    files: [String] = [], command: String = ""
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
    self.leftOut = leftOut
    self.notes = notes
    self.files = files
    self.command = command
  }
}
