import HotlineOffice
import HotlineText

/// Finds the cells of a Word document's tables with their places in its bytes.
struct WordFormScanner {
  private let bytes: [UInt8]
  private var tags: MarkupTags

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tags = MarkupTags(bytes)
  }

  /// A table that is open, the innermost last.
  private struct Table {
    var cells: [WordForm.Cell] = []
    var column = 0
    var cell: OpenCell?
  }

  /// A cell whose end has not come yet.
  private struct OpenCell {
    var columns = 1
    var isContinued = false
    var text: [UInt8] = []
    var insertion: WordForm.Insertion?
    var runLook: String?
    var paragraphLook: String?
    /// Whether its first paragraph is open.
    var isInFirst = false
    var paragraphs = 0
    var boxes: [OpenBox] = []
    /// The state of a content control whose box comes next: where it stands, and whether it says ticked.
    var control: (place: Range<Int>, isTicked: Bool)?
    /// The same of an old field; the place is empty while the field says nothing of its state.
    var field: (place: Range<Int>?, isTicked: Bool)?

    mutating func change(_ change: (inout OpenCell) -> Void) { change(&self) }
  }

  /// Elements deep, tables in one another: a form has few.
  private static let depthLimit = 64
  /// A form has some hundred rows and some dozen columns.
  private static let mostRows = 5_000
  private static let mostColumns = 100_000
  /// Bytes of a cell's text: a form's are some thousand characters.
  private static let mostText = 64 * 1024

  /// - Throws: an ``OfficeError`` when the markup is damaged, larger than a form's or names its elements in an unusual way.
  mutating func rows() throws -> [[WordForm.Cell]] {
    var rows: [[WordForm.Cell]] = []
    var columns = 0
    var tables: [Table] = []
    var elements: [String] = []
    var lookStart = 0
    var textStart: Int?
    var ignored = 0
    var isWord = false
    func edit(_ change: (inout OpenCell) -> Void) {
      guard let last = tables.indices.last else { return }
      // In its place: a copy for each run would make a cell of many runs endless.
      tables[last].cell?.change(change)
    }
    while let tag = try tags.next() {
      if tag.isEnd {
        guard elements.popLast() == tag.name else { throw OfficeError.damaged }
      } else if !tag.isEmpty {
        elements.append(tag.name)
        guard elements.count <= 512 else { throw OfficeError.damaged }
      }
      switch (tag.name, tag.isEnd) {
      case ("w:document", false): isWord = true
      case ("w:del", _), ("w:moveFrom", _), ("mc:Fallback", _):
        if !tag.isEmpty { ignored += tag.isEnd ? -1 : 1 }
      case ("w:tbl", false):
        guard !tag.isEmpty else { break }
        tables.append(Table())
        guard tables.count <= Self.depthLimit else { throw OfficeError.damaged }
      case ("w:tbl", true): _ = tables.popLast()
      case ("w:tr", false):
        guard let last = tables.indices.last else { break }
        (tables[last].cells, tables[last].column) = ([], 0)
      case ("w:tr", true):
        guard let table = tables.last else { break }
        rows.append(table.cells)
        columns += table.column
        guard rows.count <= Self.mostRows, columns <= Self.mostColumns else { throw OfficeError.tooLarge }
      case ("w:gridBefore", false):
        if let last = tables.indices.last { tables[last].column += min(max(0, number(tag) ?? 0), 512) }
      case ("w:tc", false):
        guard let last = tables.indices.last, !tag.isEmpty else { break }
        tables[last].cell = OpenCell()
      case ("w:tc", true):
        guard let last = tables.indices.last, let cell = tables[last].cell else { break }
        tables[last].cells.append(
          WordForm.Cell(
            column: tables[last].column, columns: cell.columns, text: Self.trimmed(cell.text),
            isContinued: cell.isContinued, boxes: Self.boxes(of: cell), insertion: cell.insertion,
            look: cell.runLook ?? cell.paragraphLook))
        tables[last].column += cell.columns
        tables[last].cell = nil
      case ("w:gridSpan", false): edit { $0.columns = min(max(1, number(tag) ?? 1), 512) }
      case ("w:vMerge", false):
        let value = self.value(tag)
        edit { $0.isContinued = value == nil || value == "continue" }
      case ("w:p", false):
        let isEmpty = tag.isEmpty
        let close = tag.range.upperBound - 2..<tag.range.upperBound
        edit { cell in
          cell.paragraphs += 1
          if cell.paragraphs > 1 { cell.text.append(0x0A) }
          if cell.insertion == nil, isEmpty { cell.insertion = .insteadOf(close) }
          cell.isInFirst = cell.insertion == nil
        }
      case ("w:p", true):
        edit { cell in
          if cell.isInFirst { cell.insertion = .at(tag.range.lowerBound) }
          cell.isInFirst = false
        }
      case ("w:rPr", false):
        if !tag.isEmpty { lookStart = tag.range.upperBound }
      case ("w:rPr", true):
        let look = String(decoding: bytes[lookStart..<tag.range.lowerBound], as: UTF8.self)
        let isOfRun = elements.last == "w:r"
        // The look that a run had before somebody changed it is none.
        guard isOfRun || elements.last == "w:pPr", !look.contains("rPrChange") else { break }
        edit { cell in
          if isOfRun, cell.runLook == nil { cell.runLook = look }
          if !isOfRun, cell.paragraphLook == nil { cell.paragraphLook = look }
        }
      case ("w:t", false): textStart = tag.isEmpty ? nil : tag.range.upperBound
      case ("w:t", true):
        if let start = textStart, ignored == 0 {
          let text = bytes[start..<tag.range.lowerBound]
          edit { cell in
            Self.addBoxes(in: text, to: &cell)
            cell.text += text
          }
        }
        textStart = nil
      case ("w14:checked", false):
        let place = tag.range
        let isTicked = !["0", "false"].contains(tags.attribute("w14:val", of: tag) ?? "1")
        edit { $0.control = (place, isTicked) }
      case ("w:checkBox", false): edit { $0.field = (nil, false) }
      case ("w:default", false):
        let isTicked = !["0", "false", "off"].contains(value(tag) ?? "1")
        edit { cell in if cell.field != nil { cell.field?.isTicked = isTicked } }
      case ("w:checked", false):
        let place = tag.range
        let isTicked = !["0", "false", "off"].contains(value(tag) ?? "1")
        edit { cell in if cell.field != nil { cell.field = (place, isTicked) } }
      case ("w:checkBox", true):
        let end = tag.range.lowerBound
        edit { cell in
          guard let field = cell.field else { return }
          let place = field.place ?? end..<end
          cell.boxes.append(
            OpenBox(
              isTicked: field.isTicked, ticking: [(place, "<w:checked/>")], labelStart: cell.text.count,
              start: cell.text.count))
          cell.field = nil
        }
      case ("w:br", false), ("w:cr", false): if ignored == 0 { edit { $0.text.append(0x0A) } }
      case ("w:tab", false): if ignored == 0, elements.contains("w:r") { edit { $0.text.append(0x20) } }
      default: break
      }
      guard tables.last?.cell?.text.count ?? 0 <= Self.mostText else { throw OfficeError.tooLarge }
    }
    guard isWord, elements.isEmpty else { throw OfficeError.damaged }
    return rows
  }

  /// The attribute `w:val` of a tag.
  private func value(_ tag: MarkupTags.Tag) -> String? { tags.attribute("w:val", of: tag) }

  /// The boxes that are characters of a text; the first one within a content control is the control's.
  private static func addBoxes(in text: ArraySlice<UInt8>, to cell: inout OpenCell) {
    var place = text.startIndex
    for character in String(decoding: text, as: UTF8.self) {
      let next = place + character.utf8.count
      let isTicked = BoxCharacters.ticked.contains(character)
      if isTicked || BoxCharacters.empty.contains(character) {
        var box = OpenBox(
          isTicked: isTicked, ticking: [(place..<next, BoxCharacters.tick)],
          labelStart: cell.text.count + next - text.startIndex, start: cell.text.count + place - text.startIndex)
        if let control = cell.control {
          box.isTicked = control.isTicked
          box.ticking.append((control.place, "<w14:checked w14:val=\"1\"/>"))
          cell.control = nil
        }
        cell.boxes.append(box)
      }
      place = next
    }
  }

  /// The boxes with their words.
  private static func boxes(of cell: OpenCell) -> [WordBox] {
    cell.boxes.enumerated().map { index, box in
      let end = index + 1 < cell.boxes.count ? cell.boxes[index + 1].start : cell.text.count
      let label = box.labelStart < end ? trimmed(Array(cell.text[box.labelStart..<end])) : ""
      return WordBox(label: label, isTicked: box.isTicked, ticking: box.ticking)
    }
  }

  private func number(_ tag: MarkupTags.Tag) -> Int? { value(tag).flatMap { Int($0) } }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    let text = MarkupTags.text(bytes)
    return String(
      text.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
  }
}
