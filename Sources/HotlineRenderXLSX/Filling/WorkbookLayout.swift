import HotlineOffice

/// What a workbook says outside of its sheets: which there are, its shared texts, which styles show percentages.
struct WorkbookLayout {
  static let mainPart = "xl/workbook.xml"

  /// The visible sheets, each with the place of its part.
  private(set) var sheets: [(name: String, part: Int)] = []
  /// The texts that cells refer to by number.
  private(set) var texts: [String] = []
  /// For each style whether it shows numbers as percentages.
  private(set) var isPercent: [Bool] = []

  /// A form has a few sheets.
  private static let mostSheets = 200

  init(_ parts: [ZipFile.Entry]) throws {
    func part(_ name: String) -> Int? { parts.firstIndex { $0.name == name } }
    guard let main = part(Self.mainPart) else { throw OfficeError.notOffice }
    var targets: [String: String] = [:]
    if let relations = part("xl/_rels/workbook.xml.rels") {
      var tags = MarkupTags(parts[relations].bytes)
      while let tag = try tags.next() {
        guard tag.localName == "Relationship", let id = tags.attribute("Id", of: tag),
          let target = tags.attribute("Target", of: tag)
        else { continue }
        targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      }
    }
    var tags = MarkupTags(parts[main].bytes)
    while let tag = try tags.next() {
      guard tag.localName == "sheet", !tag.isEnd, tags.attribute("state", of: tag) ?? "visible" == "visible",
        let id = tags.attribute("r:id", of: tag) ?? tags.attribute("ns0:id", of: tag) ?? tags.attribute("id", of: tag),
        let target = targets[id], let place = part(target)
      else { continue }
      // A chart sheet has no cells.
      guard target.contains("worksheets/") else { continue }
      guard sheets.count < Self.mostSheets else { throw OfficeError.tooLarge }
      guard !sheets.contains(where: { $0.part == place }) else { throw OfficeError.damaged }
      sheets.append((MarkupTags.text((tags.attribute("name", of: tag) ?? "").utf8), place))
    }
    if let shared = part("xl/sharedStrings.xml") { texts = try Self.texts(parts[shared].bytes) }
    if let styles = part("xl/styles.xml") { isPercent = try Self.percentStyles(parts[styles].bytes) }
  }

  /// The shared texts: runs are read as one, readings of characters are passed over.
  private static func texts(_ bytes: [UInt8]) throws -> [String] {
    var tags = MarkupTags(bytes)
    var texts: [String] = []
    var text = ""
    var start: Int?
    var isReading = false
    while let tag = try tags.next() {
      switch (tag.localName, tag.isEnd) {
      case ("si", false):
        text = ""
        if tag.isEmpty { texts.append("") }
      case ("si", true): texts.append(text)
      case ("rPh", _): isReading = !tag.isEnd && !tag.isEmpty
      case ("t", false): start = tag.isEmpty ? nil : tag.range.upperBound
      case ("t", true):
        if let start, !isReading { text += MarkupTags.text(bytes[start..<tag.range.lowerBound]) }
        start = nil
      default: break
      }
    }
    return texts
  }

  private static func percentStyles(_ bytes: [UInt8]) throws -> [Bool] {
    var tags = MarkupTags(bytes)
    var formats: Set<String> = ["9", "10"]
    var isInCells = false
    var isPercent: [Bool] = []
    while let tag = try tags.next() {
      switch tag.localName {
      case "numFmt":
        if let id = tags.attribute("numFmtId", of: tag), tags.attribute("formatCode", of: tag)?.contains("%") == true {
          formats.insert(id)
        }
      case "cellXfs": isInCells = !tag.isEnd && !tag.isEmpty
      case "xf" where isInCells && !tag.isEnd:
        isPercent.append(tags.attribute("numFmtId", of: tag).map(formats.contains) ?? false)
      default: break
      }
    }
    return isPercent
  }
}
