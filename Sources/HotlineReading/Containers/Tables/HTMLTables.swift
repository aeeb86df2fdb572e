import HotlineConfiguration
import HotlineText

/// What a web page holds: its tables, and the first words of it.
final class HTMLOutline: MarkupHandler {
  /// A table's shape.
  struct Table: Sendable {
    var rows = 0
    /// The fields of its widest row.
    var width = 0
  }

  private(set) var tables: [Table] = []
  /// The page's first words, for messages.
  private(set) var words: [UInt8] = []
  private var open: [(table: Int, width: Int)] = []
  private var depth = 0
  private var silent = 0
  /// Elements inside each other, at most: an end tag is looked for among all that are open.
  static let depthLimit = 1000
  private static let wordLimit = 200

  /// The number of the table that is an export: the widest one, of at least three columns; the longest of those.
  var dataTable: Int? {
    tables.indices.filter { tables[$0].width >= 3 }.max {
      (tables[$0].width, tables[$0].rows, -$0) < (tables[$1].width, tables[$1].rows, -$1)
    }
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    depth += 1
    guard depth <= Self.depthLimit else { return stop(HTMLProblem.tooDeep(path)) }
    switch name {
    case "table":
      guard tables.count < ContainerLimits.entries else { return stop(HTMLProblem.tooDeep(path)) }
      open.append((tables.count, 0))
      tables.append(Table())
    case "tr": endRow()
    case "td", "th":
      if !open.isEmpty { open[open.count - 1].width += HTMLTableHandler.span(attributes["colspan"]) }
    case "script", "style": silent += 1
    default: break
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard silent == 0, words.count < Self.wordLimit else { return }
    let text = bytes.trimmed
    if text.isEmpty { return }
    if !words.isEmpty { words.append(0x20) }
    words.append(contentsOf: text.prefix(Self.wordLimit))
  }

  override func end(_ name: MarkupName) {
    depth -= 1
    switch name {
    case "table":
      endRow()
      _ = open.popLast()
    case "tr": endRow()
    case "script", "style": silent -= 1
    default: break
    }
  }

  private func endRow() {
    guard let top = open.last, top.width > 0 else { return }
    tables[top.table].rows += 1
    tables[top.table].width = max(tables[top.table].width, min(top.width, RowReader.columnLimit))
    open[open.count - 1].width = 0
  }
}

extension HTMLOutline {
  /// The number of the table of a page that is an export.
  ///
  /// - Throws: a ``Diagnostic`` when there is none.
  static func dataTable(of text: DecodedText, path: String) throws -> Int {
    let outline = HTMLOutline(path: path)
    try MarkupParser.parse(text, outline, isHTML: true)
    guard let table = outline.dataTable else { throw NotATable.webPage(path, words: outline.words) }
    return table
  }
}

/// The encoding of a web page.
enum HTMLEncoding {
  /// By its byte order mark, the look of its bytes, and, while they are all ASCII, what it says of itself.
  static func encoding(of start: [UInt8]) -> ExportEncoding {
    if let known = EncodingSniffer.encodingOfMark(start) { return known }
    var sniffer = EncodingSniffer()
    start.withUnsafeBufferPointer { sniffer.look(at: $0) }
    if sniffer.isDecided { return sniffer.verdict }
    let text = String(decoding: start.prefix(4096), as: UTF8.self).lowercased()
    guard let mark = text.firstRange(of: "charset=") else { return sniffer.verdict }
    let name = text[mark.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix {
      $0.isLetter || $0.isNumber || $0 == "-"
    }
    return name.hasPrefix("gb") ? .gb18030 : name == "utf-8" ? .utf8 : sniffer.verdict
  }
}

/// Reads the cells of one table of a web page into rows.
///
/// What lies in a table inside a cell belongs to that table. A row's line is its number in the table.
final class HTMLTableHandler: MarkupHandler {
  private let rows: CellRows
  private let wanted: Int
  private var tableCount = 0
  /// The tables that are open, by number.
  private var open: [Int] = []
  private var line = 0
  private var isInRow = false
  private var isInCell = false
  private var silent = 0
  private var depth = 0
  private var column = 0
  private var columnSpan = 1
  private var rowSpan = 1
  /// For each column, for how many rows more a cell from above reaches into it.
  private var reach: [Int] = []
  private var hasBlank = false
  /// Whether the next text of the cell begins a line of its own: a block element has begun or ended.
  private var hasBreak = false
  private var raised = RaisedType()

  private let text: DecodedText

  init(_ text: DecodedText, table: Int, rows: CellRows, path: String) {
    self.text = text
    wanted = table
    self.rows = rows
    super.init(path: path)
  }

  private var isInTable: Bool { open.last == wanted }

  /// A `colspan` or `rowspan`.
  static func span(_ value: UnsafeBufferPointer<UInt8>?) -> Int {
    guard let value, let span = Int(value.trimmed.string) else { return 1 }
    return min(max(span, 1), RowReader.columnLimit)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    depth += 1
    guard depth <= HTMLOutline.depthLimit else { return stop(HTMLProblem.tooDeep(path)) }
    switch name {
    case "table":
      hasBreak = true
      open.append(tableCount)
      tableCount += 1
    case "script", "style": silent += 1
    default: if isInTable { startInside(name, attributes) }
    }
  }

  private func startInside(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "tr":
      endRow()
      beginRow()
    case "td", "th":
      if !isInRow { beginRow() }
      endCell()
      while column < reach.count, reach[column] > 0 { column += 1 }
      (columnSpan, rowSpan) = (Self.span(attributes["colspan"]), Self.span(attributes["rowspan"]))
      (isInCell, hasBlank, hasBreak) = (true, false, false)
    case "br": if isInCell { lineBreak() }
    case "sup", "sub": raised.edge()
    default: if Self.isBlock(name) { hasBreak = true }
    }
  }

  /// Whether what stands before and after the element's tags are lines of their own.
  private static func isBlock(_ name: MarkupName) -> Bool {
    switch name {
    case "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote",
      "section", "article", "address", "center":
      true
    default: false
    }
  }

  private func lineBreak() {
    hasBlank = false
    rows.append(0x0A)
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInCell, isInTable, silent == 0 else { return }
    // Runs of white space are one blank; none at the beginning of a cell or line.
    var start = 0
    for index in 0..<bytes.count where bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) {
      append(bytes, from: start, to: index)
      start = index + 1
      hasBlank = true
    }
    append(bytes, from: start, to: bytes.count)
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    guard end > start else { return }
    if let last = rows.cell.last, last != 0x0A {
      let isParted = raised.parts(last, bytes[start])
      if hasBreak { rows.append(0x0A) } else if hasBlank || isParted { rows.append(0x20) }
    }
    (hasBlank, hasBreak) = (false, false)
    rows.append(bytes.slice(start..<end))
  }

  override func end(_ name: MarkupName) {
    depth -= 1
    switch name {
    case "table":
      if isInTable { endRow() }
      _ = open.popLast()
    case "script", "style": silent -= 1
    case "td", "th": if isInTable { endCell() }
    case "tr": if isInTable { endRow() }
    case "sup", "sub": raised.edge()
    default: if isInTable, Self.isBlock(name) { hasBreak = true }
    }
  }

  private func beginRow() {
    line += 1
    (isInRow, column) = (true, 0)
    rows.beginRow(line: line)
  }

  private func endCell() {
    guard isInCell else { return }
    isInCell = false
    rows.editCell { bytes in UnsafeBufferPointer(bytes).trimmedEnd }
    // A byte that could not be decoded is to cost its row, as in a CSV.
    if text.hasInvalid { rows.editCell(DecodedText.markInvalid) }
    rows.endCell(at: column)
    let end = min(column + columnSpan, RowReader.columnLimit)
    if rowSpan > 1 {
      if reach.count < end { reach.append(contentsOf: repeatElement(0, count: end - reach.count)) }
      // This row's own turn is counted down at its end.
      for index in min(column, end)..<end { reach[index] = rowSpan }
    }
    column += columnSpan
  }

  private func endRow() {
    guard isInRow else { return }
    endCell()
    isInRow = false
    rows.endRow()
    for index in reach.indices where reach[index] > 0 { reach[index] -= 1 }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes are left without the blanks and line breaks at the end.
  fileprivate var trimmedEnd: Int {
    var end = count
    while end > 0, self[end - 1] <= 0x20 { end -= 1 }
    return end
  }
}

/// What is refused of a web page.
enum HTMLProblem {
  static func tooDeep(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "网页的元素嵌套或表格数量超出限度，未读取",
        en: "the web page nests its elements too deeply or has too many tables; it is not read"),
      fix: WorkbookProblem.saveAgain)
  }
}
