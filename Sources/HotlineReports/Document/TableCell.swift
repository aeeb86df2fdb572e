import HotlineConfiguration
import HotlineMetrics

extension ReportTable {
  /// One cell.
  public struct Cell: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// What stands in it.
    public enum Content: Sendable, Hashable {
      /// A text.
      case text(RichText)
      /// A number; spreadsheets get the number itself.
      case number(Double, NumberFormat)
      /// No value, and why: never shown as 0.
      case absent(reason: String)
    }

    /// What stands in it.
    public var content: Content
    /// Where its figure is explained.
    public var link: Anchor?
    /// How its figure is judged.
    public var status: Status?
    /// How many columns it covers.
    public var columnSpan = 1
    /// How many rows it covers.
    public var rowSpan = 1
    /// Whether it names what stands beside or below it.
    public var isHeader = false
    /// What a spreadsheet computes in it from other cells; its content is the result.
    public var formula: Formula?
    /// A name by which formulas refer to it.
    public var name: String?
    /// How many cases its figure speaks of, where few of them could be told apart: the denominator of a rate, a count
    /// itself.
    public var cases: Double?

    /// Creates a cell.
    public init(_ content: Content) { self.content = content }

    /// A plain text that is written in the source.
    public init(stringLiteral value: String) { self.init(.text(RichText(value))) }

    /// A text.
    public static func text(_ text: RichText) -> Cell { Cell(.text(text)) }

    /// A plain text.
    public static func text(_ text: String) -> Cell { Cell(.text(RichText(text))) }

    /// A number.
    public static func number(_ value: Double, _ format: NumberFormat) -> Cell { Cell(.number(value, format)) }

    /// A number, or the reason why there is none.
    public static func number(_ value: Double?, _ format: NumberFormat, absent reason: String) -> Cell {
      Cell(value.map { .number($0, format) } ?? .absent(reason: reason))
    }

    /// No value, and why.
    public static func absent(_ reason: String) -> Cell { Cell(.absent(reason: reason)) }

    /// A metric's value in its unit; absent where it has none, with the first of its notes as the reason.
    public static func value(_ value: MetricValue, _ language: Language) -> Cell {
      let reason =
        value.notes.first ?? (value.denominator == 0 ? LocalizedText(zh: "分母为 0", en: "nothing to divide by") : nil)
      return .number(
        value.value, NumberFormat(value.metric.unit, language: language),
        absent: (reason ?? LocalizedText(zh: "没有数据", en: "no data"))(language))
    }

    /// The cell with a link to where its figure is explained.
    public func linked(to anchor: Anchor?) -> Cell { with { $0.link = anchor } }

    /// The cell with a judgement.
    public func judged(_ status: Status?) -> Cell { with { $0.status = status } }

    /// The cell over several columns and rows.
    public func spanning(columns: Int = 1, rows: Int = 1) -> Cell {
      with {
        $0.columnSpan = columns
        $0.rowSpan = rows
      }
    }

    /// The cell as a header.
    public var asHeader: Cell { with { $0.isHeader = true } }

    /// The cell as one that speaks of a number of cases.
    public func of(_ cases: Double?) -> Cell { with { $0.cases = cases } }

    /// The cell with a name for formulas.
    public func named(_ name: String) -> Cell { with { $0.name = name } }

    /// The cell with what a spreadsheet computes in it.
    public func computed(_ formula: Formula) -> Cell { with { $0.formula = formula } }

    private func with(_ change: (inout Cell) -> Void) -> Cell {
      var cell = self
      change(&cell)
      return cell
    }

    /// What is read in it: the text, the number as its format writes it, a dash where there is no value.
    public var text: String {
      switch content {
      case .text(let text): text.plain
      case .number(let value, let format): format.text(value)
      case .absent: "–"
      }
    }

    /// The number; `nil` for texts and absent values.
    public var number: Double? {
      if case .number(let value, _) = content { value } else { nil }
    }
  }

  /// What a spreadsheet computes in a cell from other cells of the document, by their names.
  public enum Formula: Sendable, Hashable {
    /// The sum of cells; a text in any of them leaves the sum of the others.
    case sum(of: [String])
    /// The text of the first step that a cell's number reaches, from the highest down; `open` while any of the needed cells
    /// holds a text instead of a number.
    case step(of: String, steps: [Step], needing: [String], open: String)

    /// A step of a scale.
    public struct Step: Sendable, Hashable {
      /// The least number.
      public var from: Double
      /// The text.
      public var text: String

      /// Creates a step.
      public init(from: Double, text: String) {
        self.from = from
        self.text = text
      }
    }
  }
}
