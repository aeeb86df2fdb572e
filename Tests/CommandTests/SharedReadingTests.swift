import Foundation
import Testing

/// `hotline records --cut`, `--part` and `--join`: by them the tasks of `hotline engine spark` share a large file.
@Suite("Records of a file in parts")
struct SharedReadingTests {
  private struct Cut: Decodable {
    struct Part: Codable {
      let start: Int
      let end: Int
      let line: Int
      let crc32: UInt32
    }

    let parts: [Part]
  }

  /// Runs a command that may find a file damaged, and returns what it prints.
  private func records(_ place: Workplace, _ arguments: String...) throws -> Workplace.Outcome {
    let outcome = try place.run(
      ["records"] + arguments + ["--key", place.database + ".key", "--quiet", "--max-rejects", "5%"])
    #expect(outcome.status == 0 || outcome.status == 1, "\(arguments): \(outcome.errors)")
    return outcome
  }

  @Test("the parts of a messy year's files give the bytes and the notes that the files give")
  func messyYear() throws {
    let place = try Workplace()
    try place.writeKey(Data(0..<32))
    let made = try place.run([
      "simulate", "--year", "2019", "--scale", "0.003", "--mess", "--out", place.path("logs"), "--quiet",
    ])
    try #require(made.status == 0, "\(made.errors)")
    let folder = URL(filePath: place.path("logs"))
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "csv" }.map(\.path).sorted()
    var inParts = 0
    for file in files {
      let whole = try records(place, file, "--notes", place.path("whole"))
      let size = try #require(try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int)
      let cut = try records(place, file, "--cut", "\(max(500, size / 7))").output
      let parts = try JSONDecoder().decode(Cut.self, from: Data(cut.utf8)).parts
      guard !parts.isEmpty else { continue }
      var (output, notes) = ("", cut)
      for part in parts {
        let text = String(decoding: try JSONEncoder().encode(part), as: UTF8.self)
        output += try records(place, file, "--part", text, "--notes", place.path("part")).output
        notes += try String(contentsOfFile: place.path("part"), encoding: .utf8)
      }
      let joined = try records(place, file, "--join", place.write(notes, to: "notes"))
      guard !joined.output.isEmpty else { continue }
      inParts += 1
      let noted = try String(contentsOfFile: place.path("whole"), encoding: .utf8)
      #expect(output == whole.output, "\(file)")
      #expect(joined.output == noted.split(separator: "\n").last.map { "\($0)\n" }, "\(file)")
      #expect(joined.status == whole.status && joined.errors == whole.errors, "\(file): \(joined.errors)")
    }
    #expect(inParts * 2 > files.count, "\(inParts) of \(files.count)")
  }

  @Test("an archive and a file that nobody can read are not cut; a part has to be one that was cut")
  func refused() throws {
    let place = try Workplace()
    try place.writeKey(Data(0..<32))
    let odd = try place.write(String(repeating: "a,b\n1,2\n", count: 100), to: "odd.csv")
    let none = try records(place, odd, "--cut", "50").output
    #expect(try JSONDecoder().decode(Cut.self, from: Data(none.utf8)).parts.isEmpty)
    #expect(try records(place, odd, "--join", place.write(none, to: "notes")).output.isEmpty)
    let file = "data/sample/calls-962200-2019-03-模拟.csv"
    for (arguments, told) in [
      (["--part", "x"], "--cut prints"), (["--cut", "0"], "--cut must be"), (["--cut", "9", file], "one file"),
      (["--join", place.path("nowhere")], "nowhere"),
    ] {
      let outcome = try place.run(["records", file] + arguments + ["--key", place.database + ".key"])
      #expect(outcome.status != 0 && outcome.errors.contains(told), "\(arguments): \(outcome.errors)")
    }
    let part = "{\"start\":0,\"end\":500,\"line\":1,\"crc32\":1}"
    let other = try records(place, file, "--part", part)
    #expect(other.status == 1 && other.errors.contains("changed since it was cut"), "\(other.errors)")
  }

  @Test(
    "notes twice, in another order or with numbers that no part has say nothing; what is no note is told by its line")
  func wrongNotes() throws {
    let place = try Workplace()
    try place.writeKey(Data(0..<32))
    let rows = (1...60).map { "K\($0),962200,2019-03-04 08:00:\($0 % 50 + 10),answered\n" }
    let file = try place.write("call_id,line,started_at,outcome\n" + rows.joined(), to: "calls.csv")
    let cut = try records(place, file, "--cut", "500").output
    let parts = try JSONDecoder().decode(Cut.self, from: Data(cut.utf8)).parts
    try #require(parts.count > 2)
    let notes = try parts.map { part in
      let text = String(decoding: try JSONEncoder().encode(part), as: UTF8.self)
      _ = try records(place, file, "--part", text, "--notes", place.path("part"))
      return try String(contentsOfFile: place.path("part"), encoding: .utf8)
    }
    func joined(_ notes: [String]) throws -> Workplace.Outcome {
      try records(place, file, "--join", place.write(cut + notes.joined(), to: "notes"))
    }
    #expect(try !joined(notes).output.isEmpty)
    #expect(try joined(notes.reversed()).output.isEmpty)
    #expect(try joined(notes.map { _ in notes[1] }).output.isEmpty)
    let many = notes.map { $0.replacing(/"rows":[0-9]+/, with: "\"rows\":9223372036854775807") }
    #expect(try joined(many).output.isEmpty)
    // By these moments it is told of which days the file has the calls.
    for moment in ["-9223372036854775808", "9223372036854775807", "4102416000"] {
      let strange = notes.map { $0.replacing(/"lastAt":[0-9]+/, with: "\"lastAt\":\(moment)") }
      #expect(strange != notes)
      #expect(try joined(strange).output.isEmpty, "\(moment)")
    }
    let size = "\"sizeBytes\":\(try Data(contentsOf: URL(filePath: file)).count)"
    for other in ["\"sizeBytes\":1", "\"sizeBytes\":-1", "\"sizeBytes\":9223372036854775807"] {
      let outcome = try records(
        place, file, "--join", place.write(cut.replacing(size, with: other) + notes.joined(), to: "notes"))
      #expect(cut.contains(size) && outcome.output.isEmpty, "\(other)")
    }
    let broken = try joined(["x\n"])
    #expect(
      broken.status == 1 && broken.errors.contains("notes:2: this is not what --notes writes"), "\(broken.errors)")
    // Nor does a part that is none of the file end the program.
    let last = "\"end\":9223372036854775807"
    let wide = (cut + notes.joined()).replacing(/"end":[0-9]+/, with: last)
    #expect(try records(place, file, "--join", place.write(wide, to: "notes")).output.isEmpty)
    let far = "{\"start\":0,\"end\":500,\"line\":9223372036854775807,\"crc32\":1}"
    #expect(try records(place, file, "--part", far).errors.contains("changed since it was cut"))
  }
}
