import HotlineText

extension ReportTable {
  /// One cell.
  package struct Cell: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// What stands in it.
    package enum Content: Sendable, Hashable {
      /// A text.
      case text(RichText)
      /// A number; spreadsheets get the number itself.
      case number(Double, NumberFormat)
      /// No value, and why: never shown as 0.
      case absent(reason: String)
    }

    /// What stands in it.
    package var content: Content
    /// Where its figure is explained.
    package var link: Anchor?
    /// How its figure is judged.
    package var status: Status?
    /// How many columns it covers.
    package var columnSpan = 1
    /// How many rows it covers.
    package var rowSpan = 1
    /// Whether it names what stands beside or below it.
    package var isHeader = false
    /// What a spreadsheet computes in it from other cells; its content is the result.
    package var formula: Formula?
    /// A name by which formulas refer to it.
    package var name: String?
    /// The two counts that its text tells; spreadsheets get each in a cell of its own.
    package var counts: Counts?
    /// How many cases its figure speaks of, where few of them could be told apart: the denominator of a rate, a count
    /// itself.
    package var cases: Double?

    /// Creates a cell.
    package init(_ content: Content) { self.content = content }

    /// A plain text that is written in the source.
    package init(stringLiteral value: String) { self.init(.text(RichText(value))) }

    /// A text.
    package static func text(_ text: RichText) -> Cell { Cell(.text(text)) }

    /// A plain text.
    package static func text(_ text: String) -> Cell { Cell(.text(RichText(text))) }

    /// A number.
    package static func number(_ value: Double, _ format: NumberFormat) -> Cell { Cell(.number(value, format)) }

    /// The two counts of a rate: `162,243 / 172,050`.
    package static func counts(_ counts: Counts) -> Cell { Cell.text(counts.text).with { $0.counts = counts } }

    /// A number, or the reason why there is none.
    package static func number(_ value: Double?, _ format: NumberFormat, absent reason: String) -> Cell {
      Cell(value.map { .number($0, format) } ?? .absent(reason: reason))
    }

    /// No value, and why.
    package static func absent(_ reason: String) -> Cell { Cell(.absent(reason: reason)) }

    /// The cell with a link to where its figure is explained.
    package func linked(to anchor: Anchor?) -> Cell { with { $0.link = anchor } }

    /// The cell with a judgement.
    package func judged(_ status: Status?) -> Cell { with { $0.status = status } }

    /// The cell over several columns and rows.
    package func spanning(columns: Int = 1, rows: Int = 1) -> Cell {
      with {
        $0.columnSpan = columns
        $0.rowSpan = rows
      }
    }

    /// The cell as a header.
    package var asHeader: Cell { with { $0.isHeader = true } }

    /// The cell as one that speaks of a number of cases.
    package func of(_ cases: Double?) -> Cell { with { $0.cases = cases } }

    /// The cell as one whose text tells two counts.
    package func telling(_ counts: Counts?) -> Cell { with { $0.counts = counts } }

    /// The cell with a name for formulas.
    package func named(_ name: String) -> Cell { with { $0.name = name } }

    /// The cell with what a spreadsheet computes in it.
    package func computed(_ formula: Formula) -> Cell { with { $0.formula = formula } }

    private func with(_ change: (inout Cell) -> Void) -> Cell {
      var cell = self
      change(&cell)
      return cell
    }

    /// What is read in it: the text, the number as its format writes it, a dash where there is no value.
    package var text: String {
      switch content {
      case .text(let text): text.plain
      case .number(let value, let format): format.text(value)
      case .absent: "–"
      }
    }

    /// The number; `nil` for texts and absent values.
    package var number: Double? {
      if case .number(let value, _) = content { value } else { nil }
    }
  }

  /// What stands above and below the line of a rate.
  package struct Counts: Sendable, Hashable {
    /// Above the line.
    package let numerator: Double
    /// Below it.
    package let denominator: Double
    /// How both are written.
    package let format: NumberFormat

    /// Creates a pair.
    package init(_ numerator: Double, of denominator: Double, format: NumberFormat = .count) {
      self.numerator = numerator
      self.denominator = denominator
      self.format = format
    }

    /// `162,243 / 172,050`.
    package var text: String { "\(format.text(numerator)) / \(format.text(denominator))" }
  }

  /// What a spreadsheet computes in a cell from other cells of the document, by their names.
  package enum Formula: Sendable, Hashable {
    /// The sum of cells; a text in any of them leaves the sum of the others.
    case sum(of: [String])
    /// One cell divided by another.
    case quotient(of: String, by: String)
    /// The text of the first step that a cell's number reaches, from the highest down; `open` while any of the needed cells
    /// holds a text instead of a number.
    case step(of: String, steps: [Step], needing: [String], open: String)

    /// A step of a scale.
    package struct Step: Sendable, Hashable {
      /// The least number.
      package var from: Double
      /// The text.
      package var text: String

      /// Creates a step.
      package init(from: Double, text: String) {
        self.from = from
        self.text = text
      }
    }
  }
}
