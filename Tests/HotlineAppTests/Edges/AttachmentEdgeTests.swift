import Foundation
import HotlineStore
import Testing

@testable import HotlineApp

@Suite("Attached files and judged points, at their limits")
struct AttachmentEdgeTests {
  private let desk: TestDesk
  private let store: AttachmentStore

  init() throws {
    desk = try TestDesk()
    store = AttachmentStore(form: desk.workspace.data + "/indicators/hotline-2019.yaml", in: desk.workspace)
  }

  /// Writes down what is attached already: names and sizes of files that are not looked at.
  private func register(_ files: [(sha256: String, size: Int)]) throws {
    let all = files.enumerated().map { index, file in
      Attachment(
        sha256: file.sha256, name: "f", type: .text, size: file.size, place: "row/\(index)", by: "甲", at: 1)
    }
    let folder = desk.workspace.database + ".evidence"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try JSONEncoder().encode(all).write(to: URL(filePath: folder + "/hotline-2019.json"))
  }

  /// Whether one more file of four bytes is taken.
  private func takesOneMore() throws -> Bool {
    let path = try desk.write("1,2\n", to: "more.csv")
    return problem { _ = try store.add(file: path, named: "more.csv", place: "form", by: "甲", at: 2) } == nil
  }

  @Test("a form has two hundred files, and no more", arguments: [(199, true), (200, false)])
  func most(count: Int, fits: Bool) throws {
    try register((0..<count).map { ("\($0)", 1) })
    #expect(try takesOneMore() == fits && store.list().count == 200)
  }

  @Test("the files of a form are a hundred megabytes together, one that stands at several rows counted once")
  func mostInAll() throws {
    let most = 100 << 20
    for (files, fits) in [
      ([("a", most - 5), ("b", 1)], true), ([("a", most - 4), ("b", 1)], false),
      ([("a", most - 4), ("a", most - 4)], true),
    ] as [([(sha256: String, size: Int)], Bool)] {
      try register(files)
      #expect(try takesOneMore() == fits, "\(files)")
    }
  }

  @Test("a file of twenty megabytes is taken, one of a byte more is not", arguments: [(0, true), (1, false)])
  func largest(more: Int, fits: Bool) throws {
    let path = desk.folder + "/large.pdf"
    try (Data("%PDF-".utf8) + Data(repeating: 0x20, count: 20 << 20 + more - 5)).write(to: URL(filePath: path))
    let refusal = problem { _ = try store.add(file: path, named: "large.pdf", place: "form", by: "甲", at: 1) }
    #expect((refusal == nil) == fits)
  }

  @Test(
    "a judgement is achieved from four fifths of its weight, partly from three, else missed",
    arguments: [
      ("4.8", "achieved"), ("4.79", "partly"), ("3.6", "partly"), ("3.59", "missed"), ("0", "missed"),
      ("6", "achieved"),
    ])
  func levels(points: String, level: String) throws {
    // Its weight is 6.
    let form = desk.folder + "/form.yaml"
    let text = try String(contentsOfFile: desk.workspace.data + "/indicators/hotline-2019.yaml", encoding: .utf8)
    try Data(text.utf8).write(to: URL(filePath: form))
    let seen = try FormFields(form, language: .zh, in: desk.workspace).state
    let outcome = try FillInForm(
      form, typed: ["row/funds-compliance/judgement/points": points], seen: seen, language: .zh
    ).run(in: desk.workspace)
    guard case .saved = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let saved = try String(contentsOfFile: form, encoding: .utf8)
    #expect(saved.contains("          level: \(level)\n          points: \(points)\n"))
  }
}
