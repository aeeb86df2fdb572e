/// Writes small workbooks for tests, part by part.
struct WorkbookWriter {
  /// A sheet: its name, its state and the XML of its rows.
  struct Sheet {
    var name = "Sheet1"
    var state: String?
    var rows: String
  }

  var sheets: [Sheet] = []
  var is1904 = false
  /// The `si` elements.
  var strings: String?
  /// Codes of number formats; style 0 is General, style n has the nth code.
  var formats: [String] = []
  /// Put before the root element of each sheet.
  var prologue = ""

  init(_ rows: String) { sheets = [Sheet(rows: rows)] }

  init(sheets: [Sheet]) { self.sheets = sheets }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

  var entries: [ZipWriter.Entry] {
    func relationship(_ id: String, _ kind: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(Self.relation)/\(kind)\" Target=\"\(target)\"/>"
    }
    func relationships(_ all: [String]) -> String {
      "\(Self.declaration)<Relationships \(Self.package)>\(all.joined())</Relationships>"
    }
    let tabs = sheets.enumerated().map { index, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\""
        + (sheet.state.map { " state=\"\($0)\"" } ?? "") + " r:id=\"s\(index + 1)\"/>"
    }
    var parts = [
      ZipWriter.Entry("[Content_Types].xml", "\(Self.declaration)<Types/>"),
      ZipWriter.Entry("_rels/.rels", relationships([relationship("r", "officeDocument", "xl/workbook.xml")])),
      ZipWriter.Entry(
        "xl/workbook.xml",
        "\(Self.declaration)<workbook \(Self.main) xmlns:r=\"\(Self.relation)\">"
          + (is1904 ? "<workbookPr date1904=\"1\"/>" : "") + "<sheets>\(tabs.joined())</sheets></workbook>"),
      ZipWriter.Entry(
        "xl/_rels/workbook.xml.rels",
        relationships(
          sheets.indices.map { relationship("s\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [relationship("y", "styles", "styles.xml")]
            + (strings == nil ? [] : [relationship("t", "sharedStrings", "/xl/sharedStrings.xml")]))),
      ZipWriter.Entry("xl/styles.xml", styles),
    ]
    if let strings {
      parts.append(.init("xl/sharedStrings.xml", "\(Self.declaration)<sst \(Self.main)>\(strings)</sst>"))
    }
    for (index, sheet) in sheets.enumerated() {
      parts.append(
        .init(
          "xl/worksheets/sheet\(index + 1).xml",
          "\(Self.declaration)\(prologue)<worksheet \(Self.main)><sheetData>\(sheet.rows)</sheetData></worksheet>"))
    }
    return parts
  }

  var bytes: [UInt8] { ZipWriter.archive(entries) }

  private var styles: String {
    let codes = formats.enumerated().map { index, code in
      "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code.replacing("\"", with: "&quot;"))\"/>"
    }
    let used = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\" applyNumberFormat=\"1\"/>" }
    return "\(Self.declaration)<styleSheet \(Self.main)><numFmts>\(codes.joined())</numFmts>"
      + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\(used.joined())</cellXfs></styleSheet>"
  }

  /// A row of inline texts from column A.
  static func row(_ line: Int, _ texts: [String]) -> String {
    let cells = texts.enumerated().map { index, text in
      "<c r=\"\(column(index))\(line)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(line)\">\(cells.joined())</row>"
  }

  private static func column(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(65 + index))) : column(index / 26 - 1) + column(index % 26)
  }

  /// The header and rows of ``Profiles/calls``.
  static func calls(_ keys: [String], from first: Int = 1) -> String {
    let header = Profiles.header.dropLast().split(separator: ",").map(String.init)
    let rows = keys.map { Profiles.row($0).dropLast().split(separator: ",").map(String.init) }
    return ([header] + rows).enumerated().map { row(first + $0.offset, $0.element) }.joined()
  }
}
