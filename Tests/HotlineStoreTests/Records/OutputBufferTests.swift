import Testing

@testable import HotlineStore

@Suite("Bytes of records")
struct OutputBufferTests {
  private func written(_ write: (OutputBuffer) -> Void) -> String {
    let buffer = OutputBuffer(capacity: 4)
    write(buffer)
    var text = ""
    buffer.drain { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  @Test("whole numbers", arguments: [0, 9, 10, 99, 100, -1, -10, 1_551_628_800, .max, .min])
  func numbers(number: Int64) { #expect(written { $0.append(number: number) } == String(number)) }

  @Test("hexadecimal digits")
  func hexadecimal() {
    #expect(written { $0.append(hexadecimal: 0x0123_4567_89AB_CDEF) } == "0123456789abcdef")
    #expect(written { $0.append(hexadecimal: 0) } == "0000000000000000")
  }

  @Test("a buffer that was drained begins anew")
  func drained() {
    let buffer = OutputBuffer(capacity: 1)
    var pieces: [String] = []
    for number in [Int64(123), 45] {
      buffer.append(number: number)
      buffer.drain { pieces.append(String(decoding: $0, as: UTF8.self)) }
    }
    buffer.drain { _ in pieces.append("nothing") }
    #expect(pieces == ["123", "45"])
  }

  @Test("texts in JSON: quotes, backslashes and control characters are escaped")
  func json() {
    #expect(written { RecordFormat.ndjson.append("黄浦区", to: $0) } == "\"黄浦区\"")
    #expect(written { RecordFormat.ndjson.append("a\"b\\c\n\u{1}", to: $0) } == "\"a\\\"b\\\\c\\u000a\\u0001\"")
  }

  @Test("texts in CSV: quoted where they must be")
  func csv() {
    #expect(written { RecordFormat.csv.append("黄浦区", to: $0) } == "黄浦区")
    #expect(written { RecordFormat.csv.append("a,b", to: $0) } == "\"a,b\"")
    #expect(written { RecordFormat.csv.append("say \"x\"\n", to: $0) } == "\"say \"\"x\"\"\n\"")
    #expect(written { RecordFormat.csv.append("", to: $0) } == "\"\"")
  }
}
