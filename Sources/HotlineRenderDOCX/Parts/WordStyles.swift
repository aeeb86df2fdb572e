import HotlineText

/// `word/styles.xml`: every look has a name, so that a reader changes it once.
enum WordStyles {
  /// The fonts of Latin and Chinese letters: a document that names only the first falls back to another script's.
  static func fonts(latin: String, chinese: String) -> String {
    "<w:rFonts w:ascii=\"\(latin)\" w:hAnsi=\"\(latin)\" w:eastAsia=\"\(chinese)\" w:cs=\"\(latin)\"/>"
  }

  static let serif = fonts(latin: "Times New Roman", chinese: "宋体")
  static let formText = fonts(latin: "Times New Roman", chinese: "仿宋")
  private static let sans = fonts(latin: "Arial", chinese: "黑体")
  private static let fixed = fonts(latin: "Consolas", chinese: "等线")

  static func sheet(_ language: Language) -> String {
    WordPackage.head + "<w:styles \(WordPackage.namespaces)>" + defaults(language) + paragraphs + characters + tables
      + "</w:styles>"
  }

  private static func defaults(_ language: Language) -> String {
    let tongue = language("zh-CN", "en-GB")
    return "<w:docDefaults><w:rPrDefault><w:rPr>\(serif)<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
      + "<w:lang w:val=\"\(tongue == "zh-CN" ? "en-US" : tongue)\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
      + "<w:pPrDefault/></w:docDefaults>"
  }

  /// - Parameters:
  ///   - paragraph: the elements of `w:pPr`.
  ///   - run: the elements of `w:rPr`.
  private static func style(
    _ id: String, _ name: String, basedOn: String? = "Normal", next: String? = nil, paragraph: String = "",
    run: String = "", isDefault: Bool = false
  ) -> String {
    "<w:style w:type=\"paragraph\"\(isDefault ? " w:default=\"1\"" : "") w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
      + (basedOn.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "") + (next.map { "<w:next w:val=\"\($0)\"/>" } ?? "")
      + "<w:qFormat/>" + (paragraph.isEmpty ? "" : "<w:pPr>\(paragraph)</w:pPr>")
      + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>") + "</w:style>"
  }

  private static func spacing(before: Int, after: Int, line: Int = 300) -> String {
    "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\" w:line=\"\(line)\" w:lineRule=\"auto\"/>"
  }

  private static func heading(_ level: Int, size: Int, before: Int) -> String {
    style(
      "Heading\(level)", "heading \(level)", next: "Normal",
      paragraph: "<w:keepNext/><w:keepLines/>\(spacing(before: before, after: 80, line: 264))"
        + "<w:outlineLvl w:val=\"\(level - 1)\"/>", run: "\(sans)<w:b/>\(Self.size(size))")
  }

  /// A size in half points.
  static func size(_ size: Int) -> String { "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>" }

  private static let soft = "<w:color w:val=\"545C66\"/>"

  private static func bar(_ colour: String) -> String {
    "<w:pBdr><w:left w:val=\"single\" w:sz=\"36\" w:space=\"6\" w:color=\"\(colour)\"/></w:pBdr>"
  }

  private static var paragraphs: String {
    style("Normal", "Normal", basedOn: nil, paragraph: spacing(before: 0, after: 80), isDefault: true)
      + style(
        "Title", "Title", next: "Subtitle", paragraph: "<w:keepNext/>\(spacing(before: 0, after: 60, line: 264))",
        run: "\(sans)<w:b/>\(size(36))")
      + style("Subtitle", "Subtitle", paragraph: "<w:keepNext/>\(spacing(before: 0, after: 40))", run: size(24))
      + style("AsOf", "As Of", paragraph: spacing(before: 0, after: 160), run: soft + size(18))
      + heading(1, size: 28, before: 320) + heading(2, size: 24, before: 240) + heading(3, size: 21, before: 180)
      + heading(4, size: 21, before: 120)
      + style(
        "KeySentence", "Key Sentence", paragraph: "\(bar("0072B2"))\(spacing(before: 0, after: 60))", run: size(23))
      + style("ListParagraph", "List Paragraph", paragraph: spacing(before: 0, after: 40))
      + style(
        "Remark", "Remark",
        paragraph:
          "\(bar("E69F00"))<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FDF3DC\"/>\(spacing(before: 60, after: 100))"
      )
      + style(
        "Caption", "caption", paragraph: "<w:keepNext/>\(spacing(before: 160, after: 50, line: 264))",
        run: "\(sans)<w:b/>\(size(19))")
      + style("Figure", "Figure", paragraph: "<w:keepLines/>\(spacing(before: 0, after: 40, line: 240))")
      + style("Note", "Note", paragraph: spacing(before: 30, after: 120, line: 264), run: soft + size(16))
      + style("TableText", "Table Text", paragraph: spacing(before: 14, after: 14, line: 252))
      + style("FormText", "Form Text", paragraph: "<w:spacing w:before=\"0\" w:after=\"0\"/>", run: formText)
      + style("FormLabel", "Form Label", paragraph: "<w:spacing w:before=\"0\" w:after=\"0\"/>", run: serif)
      + style(
        "Header", "header", paragraph: "<w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"center\"/>",
        run: "<w:b/><w:color w:val=\"A33B00\"/>\(size(18))")
      + style(
        "Footer", "footer",
        paragraph: "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(WordFrame.reportWidth)\"/></w:tabs>"
          + "<w:spacing w:before=\"0\" w:after=\"0\"/>", run: soft + size(16))
  }

  private static func character(_ id: String, _ name: String, _ run: String) -> String {
    "<w:style w:type=\"character\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:rPr>\(run)</w:rPr></w:style>"
  }

  private static var characters: String {
    character("Strong", "Strong", "<w:b/>") + character("Hyperlink", "Hyperlink", "<w:color w:val=\"00568C\"/>")
      + character("Code", "Code", "\(fixed)\(size(17))")
  }

  private static func borders(_ inside: String, all colour: String) -> String {
    func side(_ name: String, _ colour: String) -> String {
      "<w:\(name) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"\(colour)\"/>"
    }
    return
      "<w:tblBorders>\(side("top", colour))\(side("left", inside))\(side("bottom", colour))\(side("right", inside))"
      + "\(side("insideH", inside))\(side("insideV", inside))</w:tblBorders>"
  }

  private static func table(_ id: String, _ name: String, borders: String, margin: Int) -> String {
    "<w:style w:type=\"table\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:tblPr>\(borders)<w:tblCellMar>"
      + "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"\(margin)\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
      + "<w:right w:w=\"\(margin)\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
  }

  private static var tables: String {
    table("ReportTable", "Report Table", borders: borders("C4C9CE", all: "6D757D"), margin: WordTable.reportMargin)
      + table("FormTable", "Form Table", borders: borders("000000", all: "000000"), margin: FormBody.cellMargin)
  }
}
