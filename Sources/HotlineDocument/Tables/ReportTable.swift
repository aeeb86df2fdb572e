/// A table, ready to be drawn by any renderer: typed cells under columns.
///
/// A cell that spans several columns or rows stands where it begins; the places that it covers have no cell, as in HTML.
package struct ReportTable: Sendable, Hashable {
  /// Which side a column's cells stand on.
  package enum Alignment: Sendable, Hashable {
    /// Texts.
    case leading
    /// Marks and short words.
    case centre
    /// Numbers.
    case trailing
  }

  /// A column's header and layout.
  package struct Column: Sendable, Hashable {
    /// The header.
    package var header: String
    /// Where the cells stand.
    package var alignment: Alignment
    /// How wide it wants to be, in half-width characters (a Chinese character is two); as wide as its cells unless given.
    package var width: Double?
    /// Where the header's explanation stands, such as the evidence of a metric.
    package var link: Anchor?

    /// Creates a column; texts stand left by default.
    package init(_ header: String, _ alignment: Alignment = .leading, width: Double? = nil, link: Anchor? = nil) {
      self.header = header
      self.alignment = alignment
      self.width = width
      self.link = link
    }
  }

  /// A header over several columns.
  package struct ColumnGroup: Sendable, Hashable {
    /// The header; empty over columns that stand alone.
    package var header: String
    /// How many columns it covers.
    package var columns: Int

    /// Creates a group.
    package init(_ header: String, columns: Int) {
      self.header = header
      self.columns = columns
    }
  }

  /// A row.
  package struct Row: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// What kind of row it is.
    package enum Role: Sendable, Hashable {
      /// A row like others.
      case body
      /// A sum of some rows, or a heading of some.
      case subtotal
      /// The sum of all.
      case total
    }

    /// The cells.
    package var cells: [Cell]
    /// What kind of row it is.
    package var role: Role

    /// Creates a row.
    package init(_ cells: [Cell], role: Role = .body) {
      self.cells = cells
      self.role = role
    }

    /// A row of cells.
    package init(arrayLiteral cells: Cell...) { self.init(cells) }

    /// A row of plain texts.
    package init(texts: [String]) { self.init(texts.map { .text(RichText($0)) }) }

    /// The cells' texts.
    package var texts: [String] { cells.map(\.text) }
  }

  /// Where links lead to it; also part of its file's name in CSV.
  package var anchor: Anchor?
  /// What it shows; empty for none.
  package var caption: String
  /// A remark under it.
  package var note: RichText
  /// Headers over several columns; they cover all columns, or there are none.
  package var columnGroups: [ColumnGroup]
  /// The columns.
  package var columns: [Column]
  /// The rows.
  package var rows: [Row]
  /// Whether the column headers are drawn: a printed form's head block has none.
  package var showsHeader: Bool
  /// Whether a row's first cell is its header.
  package var hasRowHeaders: Bool
  /// Which of its lines add up to a sum that a reader knows, so that a single hidden cell could be found by subtraction.
  package var sums: Sums = []

  /// Lines that add up.
  package struct Sums: OptionSet, Sendable, Hashable {
    /// The bits.
    package let rawValue: Int
    /// Creates a set from bits.
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Down the columns.
    package static let columns = Sums(rawValue: 1)
    /// Along the rows.
    package static let rows = Sums(rawValue: 2)
  }

  /// Creates a table.
  package init(
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
  package init(columns: [Column], texts: [[String]]) {
    self.init(columns: columns, rows: texts.map { Row(texts: $0) })
  }

  /// The rows as texts; setting them makes plain rows.
  package var texts: [[String]] {
    get { rows.map(\.texts) }
    set { rows = newValue.map { Row(texts: $0) } }
  }

  /// Adds a row of plain texts.
  package mutating func append(_ texts: [String]) { rows.append(Row(texts: texts)) }

  /// The table without the columns that are empty in every row; only for tables without spans and column groups.
  package var withoutEmptyColumns: ReportTable {
    let kept = columns.indices.filter { index in rows.contains { !$0.cells[index].text.isEmpty } }
    guard kept.count < columns.count else { return self }
    var table = self
    table.columns = kept.map { columns[$0] }
    for index in rows.indices { table.rows[index].cells = kept.map { rows[index].cells[$0] } }
    return table
  }
}
