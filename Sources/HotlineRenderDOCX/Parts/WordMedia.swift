import HotlineOffice
import HotlineRender

/// What a body refers to and other parts of the file hold: pictures, and lists that count from one.
final class WordMedia {
  private(set) var entries: [ZipFile.Entry] = []
  private(set) var relations = ""
  private var lists = 0

  /// The number of a bulleted list; all are of one kind.
  static let bullets = 1

  /// A new list that counts from one.
  func numberedList() -> Int {
    lists += 1
    return Self.bullets + lists
  }

  /// Stores a picture twice: as EMF, which every word processor draws, and as SVG, which newer ones draw more finely.
  ///
  /// - Returns: the names of the two relations.
  func add(_ picture: ChartPicture) -> (emf: String, svg: String) {
    let number = entries.count / 2 + 1
    let (emf, svg) = ("picture\(number)emf", "picture\(number)svg")
    entries.append(ZipFile.Entry(name: "word/media/picture\(number).emf", bytes: EMFPicture(picture).bytes))
    entries.append(ZipFile.Entry(name: "word/media/picture\(number).svg", bytes: Array(SVGPicture.text(picture).utf8)))
    relations += WordPackage.relation(emf, "image", "media/picture\(number).emf")
    relations += WordPackage.relation(svg, "image", "media/picture\(number).svg")
    return (emf, svg)
  }

  /// `word/numbering.xml`.
  var numbering: String {
    func kind(_ id: Int, _ format: String, _ text: String) -> String {
      "<w:abstractNum w:abstractNumId=\"\(id)\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\">"
        + "<w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/><w:lvlJc w:val=\"left\"/>"
        + "<w:pPr><w:ind w:left=\"420\" w:hanging=\"420\"/></w:pPr></w:lvl></w:abstractNum>"
    }
    let numbered = (0..<lists).map { index in
      "<w:num w:numId=\"\(Self.bullets + 1 + index)\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
        + "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    }
    return WordPackage.head + "<w:numbering \(WordPackage.namespaces)>" + kind(0, "bullet", "•")
      + kind(1, "decimal", "%1.") + "<w:num w:numId=\"\(Self.bullets)\"><w:abstractNumId w:val=\"0\"/></w:num>"
      + numbered.joined() + "</w:numbering>"
  }
}
