/// A table, ready to be drawn by any renderer: typed cells under columns.
///
/// A cell that spans several columns or rows stands where it begins; the places that it covers have no cell, as in HTML.
public struct ReportTable: Sendable, Hashable {
  /// Which side a column's cells stand on.
  public enum Alignment: Sendable, Hashable {
    /// Texts.
    case leading
    /// Marks and short words.
    case centre
    /// Numbers.
    case trailing
  }

  /// A column's header and layout.
  public struct Column: Sendable, Hashable {
    /// The header.
    public var header: String
    /// Where the cells stand.
    public var alignment: Alignment
    /// How wide it wants to be, in half-width characters (a Chinese character is two); as wide as its cells unless given.
    public var width: Double?
    /// Where the header's explanation stands, such as the evidence of a metric.
    public var link: Anchor?

    /// Creates a column; texts stand left by default.
    public init(_ header: String, _ alignment: Alignment = .leading, width: Double? = nil, link: Anchor? = nil) {
      self.header = header
      self.alignment = alignment
      self.width = width
      self.link = link
    }
  }

  /// A header over several columns.
  public struct ColumnGroup: Sendable, Hashable {
    /// The header; empty over columns that stand alone.
    public var header: String
    /// How many columns it covers.
    public var columns: Int

    /// Creates a group.
    public init(_ header: String, columns: Int) {
      self.header = header
      self.columns = columns
    }
  }

  /// A row.
  public struct Row: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// What kind of row it is.
    public enum Role: Sendable, Hashable {
      /// A row like others.
      case body
      /// A sum of some rows, or a heading of some.
      case subtotal
      /// The sum of all.
      case total
    }

    /// The cells.
    public var cells: [Cell]
    /// What kind of row it is.
    public var role: Role

    /// Creates a row.
    public init(_ cells: [Cell], role: Role = .body) {
      self.cells = cells
      self.role = role
    }

    /// A row of cells.
    public init(arrayLiteral cells: Cell...) { self.init(cells) }

    /// A row of plain texts.
    public init(texts: [String]) { self.init(texts.map { .text(RichText($0)) }) }

    /// The cells' texts.
    public var texts: [String] { cells.map(\.text) }
  }

  /// Where links lead to it; also part of its file's name in CSV.
  public var anchor: Anchor?
  /// What it shows; empty for none.
  public var caption: String
  /// A remark under it.
  public var note: RichText
  /// Headers over several columns; they cover all columns, or there are none.
  public var columnGroups: [ColumnGroup]
  /// The columns.
  public var columns: [Column]
  /// The rows.
  public var rows: [Row]
  /// Whether the column headers are drawn: a printed form's head block has none.
  public var showsHeader: Bool
  /// Whether a row's first cell is its header.
  public var hasRowHeaders: Bool
  /// Which of its lines add up to a sum that a reader knows, so that a single hidden cell could be found by subtraction.
  public var sums: Sums = []

  /// Lines that add up.
  public struct Sums: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: Int
    /// Creates a set from bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Down the columns.
    public static let columns = Sums(rawValue: 1)
    /// Along the rows.
    public static let rows = Sums(rawValue: 2)
  }

  /// Creates a table.
  public init(
    _ anchor: Anchor? = nil, caption: String = "", note: RichText = "", columnGroups: [ColumnGroup] = [],
    columns: [Column], rows: [Row] = [], showsHeader: Bool = true, hasRowHeaders: Bool = true
  ) {
    self.anchor = anchor
    self.caption = caption
    self.note = note
    self.columnGroups = columnGroups
    self.columns = columns
    self.rows = rows
    self.showsHeader = showsHeader
    self.hasRowHeaders = hasRowHeaders
  }

  /// Creates a table of plain texts.
  public init(columns: [Column], texts: [[String]]) {
    self.init(columns: columns, rows: texts.map { Row(texts: $0) })
  }

  /// The rows as texts; setting them makes plain rows.
  public var texts: [[String]] {
    get { rows.map(\.texts) }
    set { rows = newValue.map { Row(texts: $0) } }
  }

  /// Adds a row of plain texts.
  public mutating func append(_ texts: [String]) { rows.append(Row(texts: texts)) }

  /// The table without the columns that are empty in every row; only for tables without spans and column groups.
  public var withoutEmptyColumns: ReportTable {
    let kept = columns.indices.filter { index in rows.contains { !$0.cells[index].text.isEmpty } }
    guard kept.count < columns.count else { return self }
    var table = self
    table.columns = kept.map { columns[$0] }
    for index in rows.indices { table.rows[index].cells = kept.map { rows[index].cells[$0] } }
    return table
  }
}
