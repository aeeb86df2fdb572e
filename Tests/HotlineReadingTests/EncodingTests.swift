import Foundation
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Encodings")
struct EncodingTests {
  static let text = Profiles.header + Profiles.row("a") + Profiles.row("b", district: "静安区")

  @Test("UTF-8 with and without byte order mark")
  func utf8() throws {
    for mark in [[], ExportEncoding.utf8.byteOrderMark] {
      let reading = try Reading(mark + Array(Self.text.utf8))
      #expect(reading.keys == ["a", "b"])
      #expect(reading.text(1, .district) == "静安区")
    }
  }

  @Test("GBK is detected and read")
  func gbk() throws {
    let bytes = try encoded(Self.text, "GBK")
    #expect(try Reading.file(bytes).encoding == .gb18030)
    #expect(try Reading(bytes).text(1, .district) == "静安区")
  }

  @Test("a character that GB18030 has and GBK has not")
  func gb18030() throws {
    let reading = try Reading(encoded(Profiles.header + Profiles.row("a", district: "𠮷㐀街道"), "GB18030"))
    #expect(reading.text(0, .district) == "𠮷㐀街道")
  }

  @Test("characters of four bytes whose second is any digit, and what stands behind them")
  func fourBytes() throws {
    let all = stride(from: 0x0250, to: 0x3300, by: 0x80).compactMap(UnicodeScalar.init).map { String($0) }
    let alone = try encoded(all.joined(separator: "\n"), "GB18030").split(separator: 10).map(Array.init)
    let wide = (UInt8(0x30)...0x39).compactMap { digit in
      zip(all, alone).first { $0.1.count == 4 && $0.1[1] == digit }?.0
    }
    #expect(wide.count == 10)
    // 丂 is 81 40: read from its second half it would be an @.
    let text = wide.map { $0 + "a丂b" }.joined()
    let reading = try Reading(encoded(Profiles.header + Profiles.row("a", district: text), "GB18030"))
    #expect(reading.text(0, .district) == text)
  }

  @Test(
    "UTF-16 with mark, either end first, tab-separated as Excel's Unicode text", arguments: ["UTF-16LE", "UTF-16BE"])
  func utf16(name: String) throws {
    let mark: [UInt8] = name == "UTF-16LE" ? [0xFF, 0xFE] : [0xFE, 0xFF]
    let reading = try Reading(mark + encoded(Self.text.replacing(",", with: "\t").replacing("\n", with: "\r\n"), name))
    #expect(reading.keys == ["a", "b"])
    #expect(reading.text(0, .district) == "黄浦区")
  }

  @Test("a UTF-8 character cut by the end of the sample does not flip the verdict")
  func cutCharacter() throws {
    for padding in 0..<6 {
      // The first character beyond ASCII lies across the end of the first chunk.
      let header = "id,start,d\n"
      let blanks = String(repeating: " ", count: ByteStream.chunkSize - header.utf8.count - padding)
      let file = try Reading.file(header + blanks + "黄浦区静安区徐汇区,2019-01-05 08:03:11,x\n")
      #expect(file.encoding == .utf8)
    }
  }

  @Test("GBK text that begins after a long run of ASCII is still GBK")
  func lateGBK() throws {
    let rows = (0..<10_000).map { "k\($0),2019-01-05 08:03:11,x\n" }.joined()
    let bytes = try encoded("id,start,d\n" + rows + "z,2019-01-05 08:03:11,黄浦区静安区\n", "GBK")
    #expect(bytes.count > ByteStream.chunkSize)
    let reading = try Reading(bytes, profile: Profiles.calls("district: [d]"))
    #expect(reading.text(10_000, .district) == "黄浦区静安区")
  }

  @Test("characters cut by the chunks of a large GB18030 file are whole again")
  func chunks() throws {
    let rows = (0..<20_000).map { "k\($0),2019-01-05 08:03:11,浦东新区\(String(repeating: "街", count: $0 % 7))\n" }.joined()
    let bytes = try encoded("id,start,区\n" + rows, "GB18030")
    let reading = try Reading(bytes, profile: Profiles.calls("district: [区]"))
    #expect(reading.summary.records == 20_000)
    for index in stride(from: 0, to: 20_000, by: 37) {
      #expect(reading.text(index, .district) == "浦东新区" + String(repeating: "街", count: index % 7))
    }
  }

  @Test("a mostly valid UTF-8 file with a bad byte stays UTF-8, and only that row is rejected, with its place")
  func badByteInUTF8() throws {
    var bytes = Array((Profiles.header + Profiles.row("a")).utf8)
    bytes += Array("b,2019-01-05 08:03:11,接通,13812345678,黄".utf8) + [0xC3, 0x28] + Array("\n".utf8)
    bytes += Array((Profiles.row("c") + Profiles.row("d")).utf8)
    let reading = try Reading(bytes)
    #expect(reading.keys == ["a", "c", "d"])
    #expect(reading.reasons == [.invalidBytes])
    #expect(reading.rejected[0].line == 3)
    #expect(reading.rejected[0].column == 5)
    #expect(reading.rejected[0].detail.en.contains("0xC3"))
  }

  @Test("a bad byte in GB18030 rejects its row and names the byte of the file")
  func badByteInGB18030() throws {
    var bytes = try encoded(Self.text, "GB18030")
    let place = bytes.count
    bytes += [0xFF] + (try encoded(Profiles.row("c"), "GB18030"))
    let reading = try Reading(bytes)
    #expect(reading.keys == ["a", "b"])
    #expect(reading.rejected[0].line == 4)
    #expect(reading.rejected[0].detail.en.contains("byte \(place + 1) of the file"))
    #expect(reading.rejected[0].detail.en.contains("0xFF"))
  }

  @Test("a lone surrogate and an odd last byte in UTF-16 reject their rows")
  func badUTF16() throws {
    var bytes: [UInt8] = [0xFF, 0xFE]
    bytes += try encoded(Profiles.header + Profiles.row("a"), "UTF-16LE")
    bytes += try encoded("b,2019-01-05 08:03:11,接通,13812345678,", "UTF-16LE") + [0x00, 0xD8, 0x0A, 0x00]
    bytes += try encoded(Profiles.row("c"), "UTF-16LE") + [0x61]
    let reading = try Reading(bytes)
    #expect(reading.keys == ["a", "c"])
    #expect(reading.reasons == [.invalidBytes, .invalidBytes])
  }

  @Test("a profile can set the encoding")
  func setEncoding() throws {
    // Two bytes that are one character in UTF-8 and another one in GB18030.
    let bytes = Array("id,start,d\na,2019-01-05 08:03:11,".utf8) + [0xC4, 0xA3] + Array("\n".utf8)
    #expect(try Reading(bytes, profile: Profiles.calls("district: [d]")).text(0, .district) == "ģ")
    let set = Profiles.calls("district: [d]", top: "encoding: gb18030")
    #expect(try Reading(bytes, profile: set).text(0, .district) == "模")
  }
}
