import HotlineConfiguration
import HotlineText

/// Reads the visible sheets of a workbook as a form: percentages as they are shown, merged cells with their place.
enum SheetForm {
  static func rows(of workbook: Workbook) throws -> [FormTables.Row] {
    let sheets = workbook.parts.sheets.filter(\.isVisible)
    var (rows, cellCount): ([FormTables.Row], Int) = ([], 0)
    for sheet in sheets {
      let layout = SheetLayout(path: workbook.archive.path, percentPlaces: workbook.parts.percentPlaces)
      try MarkupParser.parse(workbook.archive.open(sheet.entry), layout)
      let file = sheets.count > 1 ? "\(workbook.archive.path)#\(sheet.name)" : workbook.archive.path
      let source = try workbook.rows(of: sheet)
      while let event = try source.next() {
        guard case .row(let row) = event else { continue }
        let found = self.row(row.texts, line: row.line, layout: layout, file: file)
        cellCount += found.cells.count
        guard cellCount <= FormTables.cellLimit else { throw FormTables.tooLarge(workbook.archive.path) }
        rows.append(found)
        // One more than a form may have, so that the file is refused and not cut.
        guard rows.count <= FormTables.rowLimit else { return rows }
      }
    }
    return rows
  }

  private static func row(_ texts: [String], line: Int, layout: SheetLayout, file: String) -> FormTables.Row {
    let spans = layout.spans[line] ?? []
    let width = max(texts.count, spans.map { $0.upperBound + 1 }.max() ?? 0)
    var cells = texts + [String](repeating: "", count: width - texts.count)
    for (column, places) in layout.percentages[line] ?? [:] where column < cells.count {
      if let number = Double(cells[column]) { cells[column] = NumberText.percent(number, places: places) }
    }
    var origins = Array(0..<width)
    for span in spans { for column in span { origins[column] = span.lowerBound } }
    return FormTables.Row(place: .init(file: file, line: line), cells: cells, origins: origins)
  }
}

/// What a sheet says of its cells besides their values: which are merged, and which show a percentage.
final class SheetLayout: MarkupHandler {
  /// Columns of merged cells, by each row that they cover.
  private(set) var spans: [Int: [ClosedRange<Int>]] = [:]
  /// Decimals of the percentages, by row and column.
  private(set) var percentages: [Int: [Int: Int]] = [:]
  private let places: [Int?]
  private var line = 0
  private var column = 0
  private var count = 0

  /// Merged rows that are looked at, and columns of one: a form has fewer.
  private static let limit = 100_000
  private static let columnLimit = 512

  init(path: String, percentPlaces: [Int?]) {
    places = percentPlaces
    super.init(path: path)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name {
    case "row":
      // Rows that no sheet has are refused where the cells are read.
      line = min(max(0, attributes.number("r") ?? line + 1), SheetHandler.rowLimit + 1)
      column = 0
    case "c":
      if let place = attributes.text("r").flatMap(Self.place) { column = place.column }
      if let style = attributes.number("s"), places.indices.contains(style), let decimals = places[style],
        attributes.text("t") ?? "n" == "n", count < Self.limit
      {
        percentages[line, default: [:]][column] = decimals
        count += 1
      }
      column += 1
    case "mergeCell":
      let ends = (attributes.text("ref") ?? "").split(separator: ":").compactMap { Self.place(String($0)) }
      guard ends.count == 2, ends[0].line <= ends[1].line, ends[0].column <= ends[1].column,
        ends[1].column < Self.columnLimit
      else { return }
      for line in ends[0].line...ends[1].line {
        guard count < Self.limit else { return }
        spans[line, default: []].append(ends[0].column...ends[1].column)
        count += 1
      }
    default: break
    }
  }

  /// `B12` is row 12, column 1.
  private static func place(_ reference: String) -> (line: Int, column: Int)? {
    let letters = reference.utf8.prefix { $0 >= 0x41 && $0 <= 0x5A }
    guard !letters.isEmpty, letters.count <= 3, let line = Int(reference.dropFirst(letters.count)), line > 0 else {
      return nil
    }
    return (line, letters.reduce(0) { $0 * 26 + Int($1 - 0x40) } - 1)
  }
}
