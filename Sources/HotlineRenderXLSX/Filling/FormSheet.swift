import HotlineOffice
import HotlineText

/// A sheet of a workbook that somebody else made: its cells with their places in the sheet's bytes.
struct FormSheet {
  /// A cell that stands in the sheet's XML.
  struct Cell {
    /// Its element.
    var range: Range<Int>
    /// The number of its style, as it is written.
    var style: String?
    /// What is read in it.
    var text: String
    var hasFormula: Bool
  }

  /// A row that stands there.
  private struct Row {
    let number: Int
    let tag: Range<Int>
    let isEmpty: Bool
    /// Where its end tag begins.
    var end: Int
    /// The style of its cells that do not stand there.
    let style: String?
    var cells: [(column: Int, start: Int)] = []
  }

  private struct Merge {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  let name: String
  /// The place of its part in the archive.
  let part: Int
  private(set) var cells: [CellReference: Cell] = [:]
  private var rows: [Row] = []
  private var merges: [Merge] = []
  /// Where rows end, and the prefix of the sheet's elements.
  private var dataEnd: Int?
  private var prefix = ""
  private let bytes: [UInt8]
  private let layout: WorkbookLayout

  /// A form has some hundred rows and some dozen columns.
  private static let mostRows = 5_000
  private static let mostColumns = 256
  /// The most cells of a form; a thousand rows of two hundred columns.
  static let mostCells = 200_000

  /// - Throws: an ``OfficeError`` when the markup is damaged, or the sheet too large for a form.
  init(name: String, part: Int, bytes: [UInt8], layout: WorkbookLayout) throws {
    self.name = name
    self.part = part
    self.bytes = bytes
    self.layout = layout
    try scan()
  }

  private mutating func scan() throws {
    var tags = MarkupTags(bytes)
    var open: (reference: CellReference, start: Int, style: String?, type: String)?
    var (value, inline, hasFormula) = ("", "", false)
    var textStart: Int?
    var lastRow = 0
    var isReading = false
    var elements: [MarkupTags.Tag] = []
    while let tag = try tags.next() {
      if tag.isEnd {
        guard elements.popLast()?.name == tag.name else { throw OfficeError.damaged }
      } else {
        // A cell is replaced as a whole: what lies within another one, or in no row, would be replaced twice.
        let around: Substring? =
          switch tag.localName {
          case "c": "row"
          case "row": "sheetData"
          default: nil
          }
        guard around == nil || elements.last?.localName == around, elements.count <= 64 else {
          throw OfficeError.damaged
        }
        if !tag.isEmpty { elements.append(tag) }
      }
      switch (tag.localName, tag.isEnd) {
      case ("sheetData", false):
        prefix = tag.name.contains(":") ? String(tag.name.prefix { $0 != ":" }) + ":" : ""
      case ("sheetData", true): dataEnd = tag.range.lowerBound
      case ("row", false):
        lastRow = tags.attribute("r", of: tag).flatMap { Int($0) } ?? lastRow + 1
        let hasStyle = ["1", "true"].contains(tags.attribute("customFormat", of: tag) ?? "0")
        rows.append(
          Row(
            number: lastRow, tag: tag.range, isEmpty: tag.isEmpty, end: tag.range.upperBound,
            style: hasStyle ? tags.attribute("s", of: tag) : nil))
      case ("row", true): if !rows.isEmpty { rows[rows.count - 1].end = tag.range.lowerBound }
      case ("c", false):
        let next = (rows.last?.cells.last?.column ?? -1) + 1
        let reference =
          tags.attribute("r", of: tag).flatMap { CellReference($0) } ?? CellReference(row: lastRow, column: next)
        if !rows.isEmpty { rows[rows.count - 1].cells.append((reference.column, tag.range.lowerBound)) }
        let style = tags.attribute("s", of: tag)
        if tag.isEmpty {
          cells[reference] = Cell(range: tag.range, style: style, text: "", hasFormula: false)
        } else {
          open = (reference, tag.range.lowerBound, style, tags.attribute("t", of: tag) ?? "n")
          (value, inline, hasFormula) = ("", "", false)
        }
      case ("c", true):
        guard let cell = open else { throw OfficeError.damaged }
        cells[cell.reference] = Cell(
          range: cell.start..<tag.range.upperBound, style: cell.style,
          text: text(value, inline, type: cell.type, style: cell.style, hasFormula: hasFormula), hasFormula: hasFormula)
        open = nil
      case ("f", false): hasFormula = hasFormula || open != nil
      case ("rPh", _): isReading = !tag.isEnd && !tag.isEmpty
      case ("v", false), ("t", false): textStart = tag.isEmpty ? nil : tag.range.upperBound
      case ("v", true), ("t", true):
        if let start = textStart, open != nil, !isReading {
          let text = MarkupTags.text(bytes[start..<tag.range.lowerBound])
          if tag.localName == "v" { value = text } else { inline += text }
        }
        textStart = nil
      case ("mergeCell", false):
        let ends = (tags.attribute("ref", of: tag) ?? "").split(separator: ":").compactMap { CellReference($0) }
        guard let first = ends.first, let last = ends.last, first.row <= last.row, first.column <= last.column else {
          break
        }
        merges.append(Merge(rows: first.row...last.row, columns: first.column...last.column))
      default: break
      }
      guard cells.count <= 100_000, merges.count <= 10_000, lastRow <= 1_048_576 else { throw OfficeError.tooLarge }
    }
    guard elements.isEmpty else { throw OfficeError.damaged }
  }

  private func text(_ value: String, _ inline: String, type: String, style: String?, hasFormula: Bool) -> String {
    let text =
      switch type {
      case "s": Int(value).flatMap { layout.texts.indices.contains($0) ? layout.texts[$0] : nil } ?? ""
      case "inlineStr": inline
      case "n": isPercent(style) ? Double(value).map { NumberText.shortest($0 * 100, places: 6) + "%" } ?? value : value
      default: value
      }
    // What a formula gives is not ours to write, also where it gives nothing.
    return text.isEmpty && hasFormula ? "（公式）" : text
  }

  private func isPercent(_ style: String?) -> Bool {
    style.flatMap { Int($0) }.map { layout.isPercent.indices.contains($0) && layout.isPercent[$0] } ?? false
  }

  // MARK: The grid

  /// The last row and column that a grid of some cells has, and of the merged ones.
  private func extent(_ used: some Collection<CellReference>) -> (row: Int, column: Int) {
    (
      min(Self.mostRows, max(used.map(\.row).max() ?? 0, merges.map(\.rows.lowerBound).max() ?? 0)),
      min(
        Self.mostColumns - 1,
        max(
          used.map(\.column).max() ?? -1,
          merges.filter { $0.columns.count < Self.mostColumns }.map(\.columns.upperBound).max() ?? -1))
    )
  }

  /// The cells, row by row from the first; those that lie under another one are a part of it.
  ///
  /// - Throws: an ``OfficeError`` when they are too many for a form.
  func grid() throws -> [[OfficeCell]] {
    var (lastRow, lastColumn) = extent(cells.filter { !$0.value.text.isEmpty || $0.key.column < Self.mostColumns }.keys)
    if lastRow * (lastColumn + 1) > Self.mostCells {
      // Somebody gave a look to empty cells far away.
      (lastRow, lastColumn) = extent(cells.filter { !$0.value.text.isEmpty }.keys)
    }
    guard lastRow > 0, lastColumn >= 0 else { return [] }
    // A column of values that are all still to come has no cells: what is right of the last labels is a place as well.
    let isLabelled = cells.contains { $0.key.column == lastColumn && !$0.value.text.isEmpty }
    if isLabelled, lastColumn + 1 < Self.mostColumns, lastRow * (lastColumn + 2) <= Self.mostCells { lastColumn += 1 }
    let cellCount = lastRow * (lastColumn + 1)
    guard cellCount <= Self.mostCells else { throw OfficeError.tooLarge }
    var (byRow, rowCount): ([Int: [Merge]], Int) = ([:], 0)
    for merge in merges where merge.rows.lowerBound <= lastRow {
      let rows = merge.rows.clamped(to: 1...lastRow)
      // Merged cells that do not overlap have a cell for each of their rows.
      rowCount += rows.count
      guard rowCount <= cellCount else { throw OfficeError.tooLarge }
      for row in rows { byRow[row, default: []].append(merge) }
    }
    return (1...lastRow).map { row in
      var line: [OfficeCell] = []
      var column = 0
      while column <= lastColumn {
        let merge = byRow[row]?.first { $0.columns.contains(column) }
        let end = min(lastColumn, merge?.columns.upperBound ?? column)
        let isContinued = merge.map { row > $0.rows.lowerBound } ?? false
        let reference = CellReference(row: row, column: column)
        let text = isContinued ? "" : cells[reference]?.text ?? ""
        line.append(
          OfficeCell(
            name: "\(name)!\(reference.name)", column: column, columns: end - column + 1, text: text,
            isContinued: isContinued, boxes: Self.boxes(in: text)))
        column = end + 1
      }
      return line
    }
  }

  /// The boxes of a text with the words behind them.
  private static func boxes(in text: String) -> [(label: String, isTicked: Bool)] {
    var boxes: [(label: String, isTicked: Bool)] = []
    for character in text {
      let isTicked = BoxCharacters.ticked.contains(character)
      if isTicked || BoxCharacters.empty.contains(character) {
        boxes.append(("", isTicked))
      } else if !boxes.isEmpty {
        boxes[boxes.count - 1].label.append(character)
      }
    }
    return boxes.map { box in
      (
        String(
          box.label.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed()),
        box.isTicked
      )
    }
  }

  // MARK: Filling

  /// The sheet's bytes with texts in some cells.
  func filled(_ texts: [CellReference: String]) -> [UInt8] {
    var changes: [(place: Range<Int>, text: String)] = []
    var newCells: [Int: [(column: Int, text: String)]] = [:]
    for (reference, text) in texts {
      if let cell = cells[reference] {
        changes.append((cell.range, markup(reference, text, style: cell.style)))
      } else {
        newCells[reference.row, default: []].append((reference.column, text))
      }
    }
    var newRows: [(number: Int, text: String)] = []
    for (number, added) in newCells {
      let added = added.sorted { $0.column < $1.column }
      guard let row = rows.first(where: { $0.number == number }) else {
        let cells = added.map { markup(CellReference(row: number, column: $0.column), $0.text, style: nil) }.joined()
        newRows.append((number, "<\(prefix)row r=\"\(number)\">\(cells)</\(prefix)row>"))
        continue
      }
      func element(_ cell: (column: Int, text: String)) -> String {
        markup(CellReference(row: number, column: cell.column), cell.text, style: row.style)
      }
      if row.isEmpty {
        // `<row r="5"/>` is opened.
        let close = row.tag.upperBound - 2..<row.tag.upperBound
        changes.append((close, ">" + added.map(element).joined() + "</\(prefix)row>"))
        continue
      }
      // Those before the same cell go in together, in order.
      let places = Dictionary(grouping: added) { cell in row.cells.first { $0.column > cell.column }?.start ?? row.end }
      for (place, cells) in places { changes.append((place..<place, cells.map(element).joined())) }
    }
    let rowPlaces = Dictionary(grouping: newRows) { new in
      rows.first { $0.number > new.number }?.tag.lowerBound ?? dataEnd ?? 0
    }
    for (place, rows) in rowPlaces where place > 0 {
      changes.append((place..<place, rows.sorted { $0.number < $1.number }.map(\.text).joined()))
    }
    var bytes = bytes
    for change in changes.sorted(by: { $0.place.lowerBound > $1.place.lowerBound }) {
      bytes.replaceSubrange(change.place, with: Array(change.text.utf8))
    }
    return bytes
  }

  /// A cell's element with a text, or with a number where the text is one.
  private func markup(_ reference: CellReference, _ text: String, style: String?) -> String {
    let look = style.map { " s=\"\($0)\"" } ?? ""
    let start = "<\(prefix)c r=\"\(reference.name)\"\(look)"
    if let number = number(text, style: style) { return "\(start)><\(prefix)v>\(number)</\(prefix)v></\(prefix)c>" }
    let escaped = text.filter { $0 == "\n" || !$0.unicodeScalars.contains { $0.value < 0x20 } }
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return
      "\(start) t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">\(escaped)</\(prefix)t></\(prefix)is></\(prefix)c>"
  }

  /// The number that a text is, as XML writes it: `2,730,460.00`, and `99.61%` where the cell shows percentages.
  private func number(_ text: String, style: String?) -> String? {
    if text.hasSuffix("%"), isPercent(style), let share = Double(text.dropLast()) {
      return NumberText.shortest(share / 100, places: 10)
    }
    guard text.wholeMatch(of: /-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,10})?/) != nil, !isPercent(style),
      let number = Double(text.filter { $0 != "," })
    else { return nil }
    // 007 is a name.
    guard !text.hasPrefix("0") || text == "0" || text.hasPrefix("0.") else { return nil }
    return NumberText.shortest(number, places: 10)
  }
}
