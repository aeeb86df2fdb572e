import FreshNames
import Foundation
import FoundationXML

/// A workbook opened again with `unzip` and an XML parser, without the library that wrote it.
package struct WorkbookReading {
  /// A cell as it stands in the file.
  package struct Cell: Sendable {
    package let sheet: String
    package let name: String
    package let value: String
    package let formula: String?
    package let isText: Bool
    package let format: String
  }

  /// A part that cannot be read.
  package struct Unreadable: Error {
    let part: String
    let reason: String
  }

  /// Every cell.
  package private(set) var cells: [Cell] = []
  /// For each sheet the cells with links, and where they lead.
  package private(set) var links: [String: [String: String]] = [:]
  /// The names of sheets, in order.
  package private(set) var sheets: [String] = []
  /// For each sheet its XML.
  package private(set) var xml: [String: String] = [:]
  /// For each series of each chart what it points to.
  package private(set) var series: [Series] = []

  /// A chart's series: the ranges of its name, its categories and its values, as they stand in the file.
  package struct Series: Sendable {
    package var name = ""
    package var categories = ""
    package var values = ""
  }

  /// - Throws: when a part cannot be read or is no XML.
  package init(_ bytes: Data) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "workbook-\(freshName()).xlsx")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let names = try Self.unzip(["-Z1", file.path]).split(separator: "\n").map(String.init)
    var parts: [String: Elements] = [:]
    for name in names where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      // A bracket would begin a pattern.
      let text = try Self.unzip(["-p", file.path, name.replacing("[", with: "\\[")])
      parts[name] = try Elements(text, name)
      if name.hasPrefix("xl/worksheets/sheet") { xml[name] = text }
    }
    for name in names where name.hasPrefix("xl/charts/") { series += parts[name]?.series ?? [] }
    let strings = parts["xl/sharedStrings.xml"]?.sharedStrings ?? []
    let formats = parts["xl/styles.xml"]?.cellFormats ?? []
    sheets = parts["xl/workbook.xml"]?.all.filter { $0.name == "sheet" }.compactMap { $0.attributes["name"] } ?? []
    for (index, sheet) in sheets.enumerated() {
      let part = "xl/worksheets/sheet\(index + 1).xml"
      guard let elements = parts[part] else { continue }
      cells += elements.cells(of: sheet, strings: strings, formats: formats)
      links[sheet] = Dictionary(
        elements.all.filter { $0.name == "hyperlink" }.compactMap { link in
          link.attributes["ref"].flatMap { ref in link.attributes["location"].map { (ref, $0) } }
        }
      ) { first, _ in first }
      if let text = xml.removeValue(forKey: part) { xml[sheet] = text }
    }
  }

  /// Every cell on a line, for a golden file.
  package var listing: String {
    cells.map { cell in
      let parts = [
        "\(cell.sheet)!\(cell.name)", cell.value.replacing("\n", with: "⏎"), cell.formula.map { "=\($0)" }, cell.format,
      ]
      return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\t") + "\n"
    }.joined()
  }

  private static func unzip(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unzip")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Unreadable(part: arguments.joined(separator: " "), reason: "unzip")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The elements of an XML text, in order, with their own text.
private final class Elements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let parents: [String]
    let attributes: [String: String]
    var text = ""
  }

  private(set) var all: [Element] = []
  private var open: [Int] = []

  init(_ text: String, _ name: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else {
      throw WorkbookReading.Unreadable(part: name, reason: String(describing: parser.parserError))
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(all.count)
    all.append(Element(name: name, parents: open.dropLast().map { all[$0].name }, attributes: attributes))
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let index = open.last { all[index].text += text }
  }

  var series: [WorkbookReading.Series] {
    var series: [WorkbookReading.Series] = []
    for element in all {
      if element.name == "c:ser" { series.append(.init()) }
      guard element.name == "c:f", let last = series.indices.last else { continue }
      if element.parents.contains("c:tx") { series[last].name = element.text }
      if element.parents.contains("c:cat") || element.parents.contains("c:xVal") {
        series[last].categories = element.text
      }
      if element.parents.contains("c:val") || element.parents.contains("c:yVal") { series[last].values = element.text }
    }
    return series
  }

  var sharedStrings: [String] { all.filter { $0.name == "t" }.map(\.text) }

  /// The number format of each cell format.
  var cellFormats: [String] {
    let own = Dictionary(
      all.filter { $0.name == "numFmt" }.compactMap { format in
        format.attributes["numFmtId"].flatMap { id in format.attributes["formatCode"].map { (id, $0) } }
      }
    ) { first, _ in first }
    let known = ["1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"]
    return all.filter { $0.name == "xf" && $0.parents.last == "cellXfs" }.map { format in
      let id = format.attributes["numFmtId"] ?? "0"
      return own[id] ?? known[id] ?? ""
    }
  }

  /// A number in as few digits as tell it from others: libraries differ in how many they write.
  private static func shortest(_ value: String) -> String {
    guard let number = Double(value) else { return value }
    return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  func cells(of sheet: String, strings: [String], formats: [String]) -> [WorkbookReading.Cell] {
    var cells: [WorkbookReading.Cell] = []
    var current: Element?
    var value = ""
    var formula: String?
    func close() {
      guard let cell = current, let name = cell.attributes["r"], !value.isEmpty else { return }
      let isShared = cell.attributes["t"] == "s"
      let text =
        isShared ? Int(value).flatMap { $0 < strings.count ? strings[$0] : nil } ?? value : Self.shortest(value)
      let style = cell.attributes["s"].flatMap { Int($0) } ?? 0
      cells.append(
        .init(
          sheet: sheet, name: name, value: text, formula: formula, isText: isShared || cell.attributes["t"] == "str",
          format: style < formats.count ? formats[style] : ""))
    }
    for element in all {
      switch element.name {
      case "c":
        close()
        (current, value, formula) = (element, "", nil)
      case "v": value = element.text
      case "f": formula = element.text
      default: break
      }
    }
    close()
    return cells
  }
}
