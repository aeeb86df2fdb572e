import DocumentSamples
import Foundation
import Testing

/// The reports' workbooks, opened by another program. LibreOffice gets them without the results that hotline wrote, so that it has to
/// compute each formula; it must come to the same.
@Suite("Workbooks recalculated by LibreOffice", .tags(.slow))
struct RecalculationTests {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")

  /// A workbook as hotline wrote it, and as LibreOffice saved it.
  private struct Pair {
    let name: String
    let written: WorkbookReading
    let recalculated: WorkbookReading
  }

  private static let reports = [
    ["monthly", "2019-11"], ["annual", "2019"], ["appraisal", "data/indicators/hotline-2019.yaml"],
    ["appraisal", "data/indicators/community-services-2019.yaml", "--lang", "en"],
    // Scores are still open: the total is a range.
    ["appraisal", "data/indicators/hotline-2019.yaml", "--lang", "en", "--as-of", "2018-12-31"],
  ]

  private static let withoutResults = """
    import re, sys, zipfile
    with zipfile.ZipFile(sys.argv[1]) as book, zipfile.ZipFile(sys.argv[2], "w") as bare:
        for name in book.namelist():
            part = book.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\\1", part)
            bare.writestr(name, part)
    """

  /// LibreOffice takes seconds to start: one run for all.
  private static let pairs = Result { () throws -> [Pair] in
    let place = try Workplace()
    let script = try place.write(withoutResults, to: "without-results.py")
    var written: [URL] = []
    for (number, report) in reports.enumerated() {
      let out = place.path("out-\(number)")
      _ = try TwoYears.said(["report"] + report + ["--format", "xlsx", "--out", out, "--quiet"])
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: out).first)
      written.append(URL(filePath: "\(out)/\(name)"))
    }
    let commands =
      ["mkdir bare"]
      + written.enumerated().map { "python3 \(script) \($0.element.path) bare/\($0.offset).xlsx" } + [
        "soffice -env:UserInstallation=file://$PWD/profile --headless --convert-to xlsx --outdir recalculated bare/*.xlsx"
      ]
    let outcome = try place.bash("cd \(place.folder.path) && " + commands.joined(separator: " && "))
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try written.enumerated().map { number, file in
      Pair(
        name: "\(number) \(file.lastPathComponent)", written: try WorkbookReading(Data(contentsOf: file)),
        recalculated: try WorkbookReading(Data(contentsOf: place.folder.appending(path: "recalculated/\(number).xlsx")))
      )
    }
  }

  @Test(
    "every formula gives what stands in its cell, and none an error",
    .enabled(if: isInstalled, "LibreOffice is not installed: apt-get install libreoffice-calc-nogui"))
  func formulas() throws {
    var counts: [Int] = []
    for pair in try Self.pairs.get() {
      let results = Dictionary(
        pair.recalculated.cells.filter { $0.formula != nil }.map { ("\($0.sheet)!\($0.name)", $0.value) }
      ) { first, _ in first }
      let formulas = pair.written.cells.filter { $0.formula != nil }
      counts.append(formulas.count)
      for cell in formulas {
        let result = results["\(cell.sheet)!\(cell.name)"]
        let comment: Comment = "\(pair.name), \(cell.sheet)!\(cell.name) =\(cell.formula ?? ""): \(result ?? "nothing")"
        if let number = Double(cell.value) {
          #expect(abs((result.flatMap(Double.init) ?? .nan) - number) < 1e-9, comment)
        } else {
          #expect(result == cell.value, comment)
        }
      }
      // Whatever it computes itself must not be an error either.
      #expect(
        !pair.recalculated.cells.contains { $0.value.hasPrefix("#") || $0.value.hasPrefix("Err:") }, "\(pair.name)")
    }
    // Of a form the grade, the total of weights and scores, and both for each of the four blocks.
    #expect(counts.dropFirst(2) == [11, 11, 11])
    // Of a report every rate that stands before its counts, and the totals of its tables.
    #expect(counts.prefix(2).allSatisfy { $0 > 100 }, "\(counts)")
  }

  @Test(
    "LibreOffice finds the same in every other cell",
    .enabled(if: isInstalled, "LibreOffice is not installed: apt-get install libreoffice-calc-nogui"))
  func otherCells() throws {
    for pair in try Self.pairs.get() {
      #expect(pair.written.sheets == pair.recalculated.sheets)
      let cells = Dictionary(pair.recalculated.cells.map { ("\($0.sheet)!\($0.name)", $0) }) { first, _ in first }
      var numbers = 0
      for cell in pair.written.cells where cell.formula == nil && !cell.isText {
        numbers += 1
        let found = cells["\(cell.sheet)!\(cell.name)"].flatMap { Double($0.value) } ?? .nan
        let number = try #require(Double(cell.value))
        // LibreOffice keeps 15 digits.
        #expect(abs(found - number) <= 1e-14 * abs(number), "\(pair.name), \(cell.sheet)!\(cell.name)")
      }
      #expect(numbers > 20, "\(pair.name)")
    }
  }

  @Test("the form's sums are over all rows of the table above them and of the block beside them", arguments: [2, 3, 4])
  func sums(number: Int) throws {
    let place = try Workplace()
    _ = try TwoYears.said(
      ["report"] + Self.reports[number] + ["--format", "xlsx", "--out", place.path("out"), "--quiet"])
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: place.path("out")).first)
    let book = try WorkbookReading(Data(contentsOf: place.folder.appending(path: "out/\(name)")))
    let form = book.cells.filter { $0.sheet == book.sheets[0] }
    func cell(_ column: String, _ row: Int) -> WorkbookReading.Cell? { form.first { $0.name == "\(column)\(row)" } }
    let total = try #require(form.first { $0.value == "Total" || $0.value == "合计" })
    let last = try #require(Int(total.name.dropFirst())) - 1
    var first = last
    while Double(cell("D", first - 1)?.value ?? "") != nil { first -= 1 }
    #expect(cell("D", last + 1)?.formula == "SUM(D\(first):D\(last))")
    #expect(cell("E", last + 1)?.formula?.contains("SUM(E\(first):E\(last))") == true)
    #expect(cell("D", last + 1)?.value == "100")
    // The blocks share the rows out among them, in order and without a gap.
    let blocks = form.filter { $0.name.hasPrefix("C") && $0.formula?.contains("SUM(E") == true }
    var next = first
    for block in blocks {
      let formula = try #require(block.formula)
      let rows = try #require(formula.firstMatch(of: /SUM\(E(\d+)(?::E(\d+))?\)/)).output
      #expect(Int(rows.1) == next, "\(formula)")
      next = (Int(rows.2 ?? rows.1) ?? 0) + 1
    }
    #expect(blocks.count == 4 && next == last + 1)
  }

  @Test("charts draw all rows of their tables", arguments: zip([0, 1], [50, 100]))
  func charts(number: Int, atLeast count: Int) throws {
    let place = try Workplace()
    _ = try TwoYears.said(
      ["report"] + Self.reports[number] + ["--format", "xlsx", "--out", place.path("out"), "--quiet"])
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: place.path("out")).first)
    let book = try WorkbookReading(Data(contentsOf: place.folder.appending(path: "out/\(name)")))
    #expect(book.series.count >= count)
    #expect(ChartRanges(book).problems == [])
  }
}
