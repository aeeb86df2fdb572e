import FreshNames
import Foundation

/// A Word file opened again with `unzip`, and with python-docx, without the code that wrote it.
package struct WordReading {
  /// What python-docx finds: the file's words.
  package struct Content: Decodable {
    /// The paragraphs outside of tables, each with the name of its style.
    package let paragraphs: [[String]]
    /// The tables, as rows of cells; a merged cell's text stands in every place that it covers.
    package let tables: [[[String]]]
    /// The descriptions of the pictures.
    package let pictures: [String]
    /// The width and height of the page in millimetres.
    package let page: [Int]
  }

  /// The names of all parts.
  package let names: [String]
  private let file: URL

  /// - Throws: when the archive cannot be read.
  package init(_ bytes: Data) throws {
    file = FileManager.default.temporaryDirectory.appending(path: "word-\(freshName()).docx")
    try bytes.write(to: file)
    names = String(decoding: try Self.run("/usr/bin/unzip", ["-Z1", file.path]), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// Removes the copy.
  package func close() { try? FileManager.default.removeItem(at: file) }

  /// A part's bytes.
  package func part(_ name: String) throws -> Data {
    try Self.run("/usr/bin/unzip", ["-p", file.path, name.replacing("[", with: "\\[")])
  }

  /// A part's text.
  package func text(_ name: String) throws -> String { String(decoding: try part(name), as: UTF8.self) }

  /// The main part, a paragraph or row on a line, for a golden file.
  package func listing() throws -> String {
    try ["<w:p>", "<w:tr>", "<w:tbl>", "</w:tbl>", "<w:sectPr>"].reduce(text("word/document.xml")) {
      $0.replacing($1, with: "\n" + $1)
    } + "\n"
  }

  /// Whether this machine has python-docx.
  package static let hasPythonDocx = (try? run("/usr/bin/python3", ["-c", "import docx"])) != nil

  /// What python-docx finds.
  package func content() throws -> Content {
    let output = try Self.run("/usr/bin/python3", ["-c", Self.script, file.path])
    return try JSONDecoder().decode(Content.self, from: output)
  }

  private static let script = """
    import json, sys
    import docx
    document = docx.Document(sys.argv[1])
    def cells(row):
        return [cell.text for cell in row.cells]
    section = document.sections[0]
    print(json.dumps({
        "paragraphs": [[p.style.name, p.text] for p in document.paragraphs],
        "tables": [[cells(row) for row in table.rows] for table in document.tables],
        "pictures": [s._inline.docPr.get("descr") for s in document.inline_shapes],
        "page": [round(section.page_width.mm), round(section.page_height.mm)],
    }))
    """

  private struct Failed: Error {
    let command: String
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(command: ([program] + arguments).joined(separator: " "))
    }
    return data
  }
}
