import Foundation
import Testing

@testable import HotlineReading

/// The reader beside Python's `csv`, on files that a seeded generator wrote well and badly: the same records wherever Python's
/// are sane (all as wide as the header), and never fewer.
@Suite("Beside Python's csv")
struct PythonComparisonTests {
  /// SplitMix64: the same files in each run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  /// Rows by width alone, as a header tells it.
  private final class Width: RowShape {
    func fits(_ count: Int) -> Bool { count == PythonComparisonTests.width }
    func looksLikeRow(_ row: RawRow) -> Bool { row.count == PythonComparisonTests.width }
  }

  private static let width = 5

  private static func cell(_ generator: inout Generator, damage: Int) -> String {
    let words = ["x", "黄浦区", "12", "a b", "它,们", "一\n二", "引\"号", "C:\\d", "5\" pipe", ""]
    var text = words[Int.random(in: 0..<words.count, using: &generator)]
    let needsQuotes = text.contains { ",\n".contains($0) } || text.hasPrefix("\"")
    if needsQuotes || Int.random(in: 0..<4, using: &generator) == 0 {
      text = "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
    guard damage > 0, Int.random(in: 0..<damage, using: &generator) == 0 else { return text }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "\"" + text
    case 1: return text + "\""
    case 2: return "\"ab\" <" + text.filter { !",\n\"".contains($0) } + ">"
    default: return "\"say \\\"hi\\\"\""
    }
  }

  private static func file(seed: UInt64) -> String {
    var generator = Generator(state: seed)
    let damage = [0, 200, 40][Int(seed % 3)]
    let end = ["\n", "\r\n"][Int(seed % 2)]
    let rows = (0..<60).map { _ in (0..<width).map { _ in cell(&generator, damage: damage) }.joined(separator: ",") }
    return (["h1,h2,h3,h4,h5"] + rows).joined(separator: end) + end
  }

  /// What Python's `csv` makes of each file.
  private static func python(_ files: [String]) throws -> [[[String]]] {
    let script =
      "import csv,io,json,sys;csv.field_size_limit(1<<30);print(json.dumps([list(csv.reader(io.StringIO(t,newline=''))) for t in json.load(sys.stdin)]))"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let data = try JSONEncoder().encode(files)
    DispatchQueue.global().async {
      input.fileHandleForWriting.write(data)
      try? input.fileHandleForWriting.close()
    }
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try JSONDecoder().decode([[[String]]].self, from: answer)
  }

  private static func ours(_ text: String) throws -> [[String]] {
    let shape = Width()
    let reader = RowReader(delimiter: 0x2C, shape: shape)
    var rows: [[String]] = []
    let collect: (RowEvent) -> Void = { event in
      switch event {
      case .row(let row), .openQuote(let row, _): rows.append(row.texts)
      case .blank, .oversize: break
      }
    }
    try withExtendedLifetime(shape) {
      try Array(text.utf8).withUnsafeBufferPointer { try reader.feed($0, collect) }
      try reader.finish(collect)
    }
    return rows
  }

  @Test("the same records wherever Python's are sane, and never fewer")
  func comparison() throws {
    let files = (1...600).map { Self.file(seed: UInt64($0)) }
    var sane = 0
    for (text, theirs) in zip(files, try Self.python(files)) {
      let records = theirs.filter { !$0.isEmpty }
      let rows = try Self.ours(text)
      #expect(rows.count >= records.count, "fewer rows than Python in \(text)")
      let usesEscapes = text.contains("\\\"")
      guard records.allSatisfy({ $0.count == Self.width }), !usesEscapes else { continue }
      let holdsRow = records.contains {
        $0.contains { $0.split(separator: "\n").contains { $0.split(separator: ",").count > 3 } }
      }
      guard !holdsRow else { continue }
      sane += 1
      #expect(
        rows.map { $0.map(\.trimmingBlanks) } == records.map { $0.map(\.trimmingBlanks) },
        "other rows than Python in \(text)")
    }
    // Otherwise the comparison says nothing.
    #expect(sane > 200)
  }
}
