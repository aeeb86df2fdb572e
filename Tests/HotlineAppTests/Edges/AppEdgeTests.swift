import Foundation
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineApp

@Suite("What is brought in, listed and written, at its limits")
struct AppEdgeTests {
  private func report(_ rows: Int, rejected: Int, remarks: [ReadingRemark] = []) -> SourceReport {
    SourceReport(
      file: "f.csv", sha256: "", sizeBytes: 1, profile: "p", kind: .call, encoding: "utf-8",
      counts: RowCounts(rows: rows + 3, header: 1, blank: 2, rejected: rejected), remarks: remarks)
  }

  @Test(
    "somebody should look where more than a hundredth and more than twenty rows, or more than a tenth, would be lost",
    arguments: [
      (2_000, 20, false), (2_000, 21, true), (3_000, 30, false), (3_000, 31, true), (200, 20, false), (199, 20, true),
      (1, 1, true), (10, 1, false), (9, 1, true), (1_000, 0, false), (0, 0, false),
    ])
  func loses(rows: Int, rejected: Int, many: Bool) {
    var report = report(rows, rejected: rejected)
    #expect(IngestFiles.losesMany(report) == many && IngestFiles.needsWord(report) == many)
    report.alreadyIngested = true
    #expect(!IngestFiles.losesMany(report), "of a file that is in the database already nothing is lost")
  }

  @Test("keys of other records are told where they are more than one row in twenty, all kinds of them together")
  func reused() {
    func remark(_ kind: ReadingRemark.Kind, _ count: Int) -> ReadingRemark {
      ReadingRemark(kind: kind, count: count, text: LocalizedText(zh: "", en: ""))
    }
    for (remarks, reused) in [
      ([], 0), ([remark(.keyReused, 5)], 0), ([remark(.keyReused, 6)], 6),
      ([remark(.keyReused, 3), remark(.contradiction, 90), remark(.keyReused, 4)], 7),
    ] {
      let report = report(100, rejected: 0, remarks: remarks)
      #expect(IngestFiles.reusedKeys(report) == reused && IngestFiles.needsWord(report) == (reused > 0))
    }
  }

  @Test("a year is made up from 2013 to 2026, at most a thousand times as large; 2019 as large as it was unless told")
  func simulated() {
    for (year, scale, isOne) in [
      (2013, 1, true), (2026, 1, true), (2012, 1, false), (2027, 1, false), (2019, 1_000, true), (2019, 1_000.5, false),
      (2019, 1e-9, true), (2019, 0, false),
    ] {
      #expect((problem { try SimulateLogs.check(year: year, scale: scale) } == nil) == isOne, "\(year) \(scale)")
    }
    let usual = SimulateLogs(folder: "f")
    #expect(usual.year == 2019 && usual.scale == 1 && !usual.hasFaults && usual.seed == 962_200 && usual.only == nil)
  }

  @Test("targets are looked at over one year to three")
  func months() {
    for (months, isOne) in [(11, false), (12, true), (36, true), (37, false)] {
      #expect((problem { try ReviewTargets.check(months: months) } == nil) == isOne, "\(months)")
    }
  }

  @Test("a file that somebody went on with is not overwritten: the first number that is free is taken")
  func unused() throws {
    let desk = try TestDesk()
    let base = desk.folder + "/form-filled"
    #expect(DocumentFile.unused(base, "docx") == base + ".docx")
    _ = try desk.write("x", to: "form-filled.docx")
    #expect(DocumentFile.unused(base, "docx") == base + "-2.docx")
    _ = try desk.write("x", to: "form-filled-2.docx")
    #expect(
      DocumentFile.unused(base, "docx") == base + "-3.docx" && DocumentFile.unused(base, "xlsx") == base + ".xlsx")
  }

  @Test("a file is the same where it lies on the same place of the same disk, under whatever name")
  func sameFile() throws {
    let desk = try TestDesk()
    let (one, other) = (try desk.write("1", to: "one"), try desk.write("2", to: "other"))
    try FileManager.default.linkItem(atPath: one, toPath: desk.folder + "/link")
    let stamp = try #require(FileStamp(path: one))
    #expect(try stamp.isSameFile(as: #require(FileStamp(path: desk.folder + "/link"))))
    #expect(
      try !stamp.isSameFile(as: #require(FileStamp(path: other))) && FileStamp(path: desk.folder + "/none") == nil)
  }

  @Test("each browser and office that makes a PDF is found under each of its names")
  func printers() throws {
    let desk = try TestDesk()
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "soffice", "libreoffice"]
    for name in names {
      let folder = "\(desk.folder)/\(name)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      #expect(
        FileManager.default.createFile(
          atPath: "\(folder)/\(name)", contents: nil, attributes: [.posixPermissions: 0o755]))
      let path = "\(folder)/\(name)"
      let printer = name.contains("office") ? PDFPrinter.libreOffice(path) : .chromium(path)
      #expect(try PDFPrinter.found(path: "\(desk.folder)/none:\(folder)") == [printer])
    }
    let all = names.map { "\(desk.folder)/\($0)" }.joined(separator: ":")
    let (browser, office) = ("\(desk.folder)/chromium/chromium", "\(desk.folder)/soffice/soffice")
    #expect(try PDFPrinter.found(path: all) == [.chromium(browser), .libreOffice(office)])
  }

  @Test("half of a PDF, and what a program leaves that ends with an error, is none")
  func halfPrinted() throws {
    let desk = try TestDesk()
    func printed(_ text: String, status: Int) throws -> Data {
      let path = "\(desk.folder)/chromium-\(UUID().uuidString)"
      let script = """
        #!/bin/sh
        for argument in "$@"; do case $argument in --print-to-pdf=*) out=${argument#--print-to-pdf=};; esac; done
        printf '\(text)' > "$out"; exit \(status)
        """
      #expect(
        FileManager.default.createFile(
          atPath: path, contents: Data(script.utf8), attributes: [.posixPermissions: 0o755]))
      return try PDFPrinter.chromium(path).pdf(
        of: Document(name: "n", title: "t", language: .en, asOf: .init(0, text: "")))
    }
    #expect(try printed("%%PDF-1.4\\nx\\n%%%%EOF\\n", status: 0) == Data("%PDF-1.4\nx\n%%EOF\n".utf8))
    for (text, status) in [
      ("%%PDF-1.4\\nx", 0), ("x\\n%%%%EOF\\n", 0), ("", 0), ("%%PDF-1.4\\nx\\n%%%%EOF\\n", 1),
    ] {
      #expect(throws: (any Error).self, "\(text)") { try printed(text, status: status) }
    }
  }

  @Test("the forms of the latest year stand first, those of one year by name, what cannot be read last")
  func forms() throws {
    let desk = try TestDesk()
    let data = desk.folder + "/data"
    try FileManager.default.copyItem(atPath: desk.workspace.data, toPath: data)
    let form = try String(contentsOfFile: data + "/indicators/community-services-2019.yaml", encoding: .utf8)
    for file in try FileManager.default.contentsOfDirectory(atPath: data + "/indicators") {
      try FileManager.default.removeItem(atPath: "\(data)/indicators/\(file)")
    }
    for (name, text) in [
      ("c", form), ("a", form), ("b", form.replacing("year: 2019\n", with: "year: 2018\n")), ("0", "form: [\n"),
      (".hidden", form), ("notes", ""),
    ] {
      let ending = name == "notes" ? ".md" : ".yaml"
      try Data(text.utf8).write(to: URL(filePath: "\(data)/indicators/\(name)\(ending)"))
    }
    let entries = ListForms().run(.zh, in: Workspace(database: desk.workspace.database, data: data))
    #expect(entries.map(\.name) == ["a", "c", "b", "0"] && entries.map(\.year) == ["2019", "2019", "2018", nil])
    #expect(entries.map { $0.problem == nil } == [true, true, true, false])
  }

  @Test("tables of an earlier run go with the next one; files that are no numbered tables stay; English files say so")
  func oldTables() throws {
    let desk = try TestDesk()
    var document = Document(
      name: "d", title: "t", language: .en, asOf: .init(0, text: ""),
      sections: [.init("s", "s", blocks: [.table(ReportTable("t", columns: [.init("a")]))])])
    func write() throws -> [String] {
      _ = try DocumentOutput(formats: "csv", folder: desk.folder + "/out").write(document)
      return try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/out/d-en-csv").sorted()
    }
    #expect(try write() == ["01-t.csv"])
    for name in ["99-old.csv", "100-old.csv", "7-mine.csv", "notes.csv", "02-notes.md"] {
      _ = try desk.write("x", to: "out/d-en-csv/\(name)")
    }
    #expect(try write() == ["01-t.csv", "02-notes.md", "7-mine.csv", "notes.csv"])
    document.language = .zh
    _ = try DocumentOutput(formats: "markdown", folder: desk.folder + "/out").write(document)
    #expect(FileManager.default.fileExists(atPath: desk.folder + "/out/d.md"))
  }

  @Test("what a pack had and has no more is told by the names that a pack gives, and nothing that somebody put there")
  func leftOver() throws {
    let desk = try TestDesk()
    try FileManager.default.createDirectory(atPath: desk.folder + "/p/attachments", withIntermediateDirectories: true)
    for name in [
      "01-a.md", "01-b.csv", "1-a.md", "01-a.txt", "x01-a.md", "attachments.csv", "notes.csv", "attachments/01-x.pdf",
      "attachments/100-x_y.pdf", "attachments/1-x.pdf", "attachments/批示.pdf", "attachments/02-z.pdf",
    ] { _ = try desk.write("x", to: "p/" + name) }
    #expect(
      try EvidenceFiles.leftOver(
        in: HeldFolder(thereIs: desk.folder + "/p"), besides: ["01-a.md", "attachments/02-z.pdf"]) == [
          "01-b.csv", "attachments.csv", "attachments/01-x.pdf", "attachments/100-x_y.pdf",
        ])
  }
}
