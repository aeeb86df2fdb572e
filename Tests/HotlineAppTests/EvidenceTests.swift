import Foundation
import HotlineStore
import HotlineText
import Testing

@testable import HotlineApp

@Suite("Evidence packs")
struct EvidenceTests {
  /// A made-up year, ingested once; each test works on a copy.
  private static let year = Result { () throws -> TestDesk in
    let desk = try TestDesk(shared: "evidence")
    let logs = try SimulateLogs(year: 2019, folder: desk.folder + "/logs", seed: 7, scale: 0.01).run(in: desk.workspace)
    _ = try IngestFiles(logs).run(in: desk.workspace)
    _ = try BackUpDatabase(to: desk.folder + "/copy.sqlite").run(in: desk.workspace)
    return desk
  }

  private let desk: TestDesk
  private let form: String
  private var pack: String { desk.folder + "/pack" }

  init() throws {
    desk = try TestDesk()
    let year = try Self.year.get()
    try FileManager.default.copyItem(atPath: year.folder + "/copy.sqlite", toPath: desk.workspace.database)
    try FileManager.default.copyItem(atPath: year.workspace.database + ".key", toPath: desk.workspace.database + ".key")
    // The form beside a document that somebody vouches with.
    form = desk.folder + "/form.yaml"
    let original = try String(contentsOfFile: desk.workspace.data + "/indicators/hotline-2019.yaml", encoding: .utf8)
    let vouched = ["2019年印制的自评表}", "2019年印制的自评表“主要绩效”2}"].reduce(original) {
      $0.replacing("document: \($1)", with: "document: 自评表.txt}")
    }
    try Data(vouched.utf8).write(to: URL(filePath: form))
    try Data("盖章".utf8).write(to: URL(filePath: desk.folder + "/自评表.txt"))
  }

  private func verify() throws -> VerifyEvidence.Outcome {
    try VerifyEvidence(form: form, folder: pack).run(in: desk.workspace)
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: "\(pack)/\(name)", encoding: .utf8) }

  @Test("a pack has an index in three formats, each attested fact with its document, place and hash")
  func contents() throws {
    _ = try AppraiseForm(form: form, evidence: pack).run(in: desk.workspace)
    let files = try FileManager.default.contentsOfDirectory(atPath: pack)
    for name in ["README.md", "index.html", "index.docx", "documents.csv", "sources.csv"] {
      #expect(files.contains(name), "\(name)")
    }
    // printf 盖章 | sha256sum
    let digest = "4fb2a721fed18e76d0d356f5f25b442f247b4080ad5e6804e83f14508d86b238"
    let documents = try text("documents.csv").split(whereSeparator: \.isNewline)
    let attached = documents.filter { $0.hasSuffix(",自评表.txt,自评表.txt,\(digest)") }
    #expect(attached.count > 5, "\(documents)")
    // Of what is no file beside the form there is no hash.
    #expect(documents.contains { $0.hasSuffix(",2019年印制的自评表“主要问题”5,,") }, "\(documents)")
    #expect(try text("README.md").contains(digest) && text("index.html").contains(digest))
    // The index leads to each indicator's file and names the kinds of sources in words.
    #expect(
      try text("index.html").contains("<a href=\"./01-funds-compliance.md\">") && text("index.html").contains("话务"))
    let rows = try files.filter { $0.hasSuffix(".md") && $0 != "README.md" }.filter { try text($0).contains(digest) }
    #expect(!rows.isEmpty)
  }

  @Test(
    "a list of rows has as many as its indicator's page says; where none missed, the page says so and there is no list")
  func rowLists() throws {
    _ = try AppraiseForm(form: form, evidence: pack).run(in: desk.workspace)
    let files = try FileManager.default.contentsOfDirectory(atPath: pack)
    var (named, without) = ([String: Int](), 0)
    for page in files where page.hasSuffix(".md") && page != "README.md" {
      let text = try text(page)
      for match in text.matches(of: /明细 ([0-9,]+) 行：<code>([^<]+)<\/code>/) {
        named[String(match.2).replacing("\\", with: "")] = Int(match.1.replacing(",", with: ""))
      }
      without += text.matches(of: /没有未达标的明细/).count
    }
    #expect(Set(named.keys) == Set(files.filter { $0.hasSuffix("-rows.csv") }))
    #expect(!named.isEmpty && without > 0, "\(named) \(without)")
    for (file, count) in named {
      #expect(try text(file).split(whereSeparator: \.isNewline).count == count + 1, "\(file)")
    }
  }

  @Test(
    "files of one name belong where they were attached; what was withdrawn leaves the pack; nothing is written behind a link"
  )
  func attachments() throws {
    let data = desk.folder + "/data"
    try FileManager.default.copyItem(atPath: desk.workspace.data, toPath: data)
    let workspace = Workspace(database: desk.workspace.database, data: data)
    let form = data + "/indicators/hotline-2019.yaml"
    let yaml = try String(contentsOfFile: form, encoding: .utf8)
    try Data(yaml.replacing("document: 2019年印制的自评表}", with: "document: 证明.pdf}").utf8).write(to: URL(filePath: form))
    let store = AttachmentStore(form: form, in: workspace)
    var hashes: [String] = []
    for (number, row) in ["funds-compliance", "goals-reasonable"].enumerated() {
      let file = try desk.write("%PDF-1.4\n\(number)\n%%EOF\n", to: "\(number).pdf")
      hashes.append(
        try store.add(file: file, named: "证明.pdf", place: "row/\(row)/judgement", by: "甲", at: 1_583_000_000).sha256)
    }
    func write() throws { _ = try AppraiseForm(form: form, evidence: pack).run(in: workspace) }
    func verify() throws -> [String] {
      try VerifyEvidence(form: form, folder: pack).run(in: workspace).differences.map { "\($0.file) \($0.kind)" }
    }
    try write()
    let documents = try text("documents.csv").split(whereSeparator: \.isNewline)
    let (first, second) = ("attachments/01-funds-compliance.pdf", "attachments/02-goals-reasonable.pdf")
    #expect(documents.contains { $0.hasSuffix("证明.pdf,\(first),\(hashes[0])") }, "\(documents)")
    #expect(documents.contains { $0.hasSuffix("证明.pdf,\(second),\(hashes[1])") }, "\(documents)")
    // Where neither was attached either may be meant.
    #expect(
      documents.contains { $0.hasSuffix("证明.pdf,\"\(first); \(second)\",\"\(hashes[0]); \(hashes[1])\"") },
      "\(documents)")
    #expect(try verify() == [])

    _ = try store.remove(hashes[1], from: "row/goals-reasonable/judgement")
    #expect(try verify().contains("\(second) leftOver"))
    try Data("x".utf8).write(to: URL(filePath: pack + "/attachments/批示.pdf"))
    try write()
    #expect(try verify() == [])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: pack + "/attachments").sorted()
        == ["01-funds-compliance.pdf", "批示.pdf"])
    _ = try store.remove(hashes[0], from: "row/funds-compliance/judgement")
    #expect(try verify().suffix(2) == ["attachments.csv leftOver", "\(first) leftOver"])
    try write()
    #expect(try verify() == [] && !FileManager.default.fileExists(atPath: pack + "/attachments.csv"))

    // A document beside the form that lies elsewhere is none; a folder of attachments that lies elsewhere is not written to.
    let outside = try desk.write("x", to: "outside.pdf")
    try FileManager.default.createSymbolicLink(atPath: data + "/indicators/证明.pdf", withDestinationPath: outside)
    try write()
    #expect(try !text("documents.csv").contains(FileDigest.sha256(of: Data("x".utf8))))
    try FileManager.default.removeItem(atPath: pack + "/attachments")
    try FileManager.default.createDirectory(atPath: desk.folder + "/elsewhere", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: pack + "/attachments", withDestinationPath: desk.folder + "/elsewhere")
    #expect(problem { try write() }?.message(.en).contains("a link that leads elsewhere") == true)
  }

  @Test("a pack equals its database until either changes, or a document does")
  func verifies() throws {
    #expect(problem { _ = try verify() }?.kind == .usage)
    _ = try AppraiseForm(form: form, evidence: pack).run(in: desk.workspace)
    #expect(try verify().isSame)
    // Somebody edits a line of the pack.
    let whole = try text("sources.csv")
    try Data(whole.replacing("call", with: "cell").utf8).write(to: URL(filePath: pack + "/sources.csv"))
    var outcome = try verify()
    #expect(outcome.differences.map(\.file) == ["sources.csv"] && outcome.differences[0].kind == .changed)
    #expect(
      outcome.differences[0].found?.contains("cell") == true && outcome.differences[0].today?.contains("call") == true)
    try Data(whole.utf8).write(to: URL(filePath: pack + "/sources.csv"))
    // Whatever stands in the place of a file, it is there and another one; numbers in it are not printed.
    try Data(whole.replacing("call", with: "call 13812345678").utf8).write(to: URL(filePath: pack + "/sources.csv"))
    #expect(try verify().differences.first?.found?.contains("138****5678") == true)
    try FileManager.default.removeItem(atPath: pack + "/sources.csv")
    try FileManager.default.createSymbolicLink(atPath: pack + "/sources.csv", withDestinationPath: "/dev/zero")
    #expect(try verify().differences.map { "\($0.file) \($0.kind)" } == ["sources.csv changed"])
    try FileManager.default.removeItem(atPath: pack + "/sources.csv")
    // A large one is read as far as it may differ.
    try Data(whole.utf8).write(to: URL(filePath: pack + "/sources.csv"))
    let handle = try #require(FileHandle(forWritingAtPath: pack + "/sources.csv"))
    try handle.truncate(atOffset: 5 << 30)
    try handle.close()
    #expect(try verify().differences.map { "\($0.file) \($0.kind)" } == ["sources.csv changed"])
    try Data(whole.utf8).write(to: URL(filePath: pack + "/sources.csv"))
    // One of its files is gone, one of an earlier form is left; what somebody else put there does not matter.
    try FileManager.default.removeItem(atPath: pack + "/index.docx")
    try Data("x".utf8).write(to: URL(filePath: pack + "/99-old.md"))
    try Data("x".utf8).write(to: URL(filePath: pack + "/批示.pdf"))
    outcome = try verify()
    #expect(outcome.differences.map { "\($0.file) \($0.kind)" } == ["index.docx missing", "99-old.md leftOver"])
    // The document by which somebody vouches is another one.
    try Data("另盖".utf8).write(to: URL(filePath: desk.folder + "/自评表.txt"))
    #expect(try verify().differences.contains { $0.file == "documents.csv" })
    // The database moves on.
    _ = try AppraiseForm(form: form, evidence: pack).run(in: desk.workspace)
    try FileManager.default.removeItem(atPath: pack + "/99-old.md")
    #expect(try verify().isSame)
    _ = try IngestFiles([desk.calls("2019-03-05", answered: 30, abandoned: 20)]).run(in: desk.workspace)
    #expect(try !verify().isSame)
  }
}
