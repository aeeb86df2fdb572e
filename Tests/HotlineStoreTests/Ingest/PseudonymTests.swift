import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineStore

@Suite("Hashes are the standard ones")
struct SecureHashTests {
  @Test("HMAC-SHA-256, cut to 64 bits, as RFC 4231 has it (cases 1 and 2), one message after the other")
  func keyed() {
    var first = KeyedHash(key: [UInt8](repeating: 0x0B, count: 20))
    var second = KeyedHash(key: Array("Jefe".utf8))
    for _ in 0..<2 {
      #expect(Array("Hi There".utf8).withUnsafeBufferPointer { first.code(of: $0) } == 0xB034_4C61_D8DB_3853)
      let message = Array("what do ya want for nothing?".utf8)
      #expect(message.withUnsafeBufferPointer { second.code(of: $0) } == 0x5BDC_C146_BF60_754E)
    }
  }

  @Test("SHA-256 of a text that comes in pieces, as FIPS 180-2 has it")
  func digest() {
    var digest = SHA256Digest()
    let whole = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    for piece in [whole.prefix(3), whole.dropFirst(3)] {
      Array(piece.utf8).withUnsafeBytes { digest.add($0) }
    }
    #expect(digest.finish() == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }
}

@Suite("No citizen's number in the database")
struct PseudonymTests {
  let store: TestStore
  private let number = "13812345678"

  init() throws { store = try TestStore() }

  private var keyPath: String { store.path + ".key" }

  private func callers() throws -> [Int64?] {
    try store.sql("SELECT caller FROM call ORDER BY key").map { $0["caller"] }
  }

  @Test("the number stands in no file of the database, as text or as number")
  func absent() throws {
    try store.ingest(.call, [.call("0", at: "2019-01-05")])
    let database = try store.open()
    let open = try store.open(.readOnly)
    var value = try #require(UInt64(number)).bigEndian
    let binary = withUnsafeBytes(of: &value) { Data($0.drop { $0 == 0 }) }
    // A reader keeps the write-ahead log from being emptied.
    try open.read { other in
      _ = try Int.fetchOne(other, sql: "SELECT count(*) FROM source")
      try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: number])], into: database)
      let files = try FileManager.default.contentsOfDirectory(atPath: store.folder.path)
      #expect(files.contains("hotline.sqlite-wal"))
      for file in files {
        let bytes = try #require(FileManager.default.contents(atPath: store.folder.appending(path: file).path))
        #expect(bytes.range(of: Data(number.utf8)) == nil && bytes.range(of: binary) == nil, "\(file)")
      }
    }
  }

  @Test("the same number has the same pseudonym in every file, another number another")
  func stable() throws {
    try store.ingest(
      .call, [.call("1", at: "2019-01-05", [.caller: number]), .call("2", at: "2019-01-06", [.caller: "13812345679"])])
    try store.ingest(.call, [.call("3", at: "2019-01-07", [.caller: number])])
    let callers = try callers()
    #expect(callers[0] == callers[2] && callers[0] != callers[1])
  }

  @Test("another database's pseudonyms are others")
  func keyed() throws {
    let other = try TestStore()
    for store in [store, other] { try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: number])]) }
    let theirs: Int64? = try other.sql("SELECT caller FROM call").first?["caller"]
    #expect(try callers()[0] != theirs)
  }

  @Test("a pseudonym written as text comes back as itself")
  func token() throws {
    let database = try store.open()
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: number])], into: database)
    let token = try #require(try database.storedTexts().caller(number))
    #expect(token.hasPrefix("caller:") && token.utf8.count == 23)
    try store.ingest(.call, [.call("2", at: "2019-01-06", [.caller: token])], into: database)
    let callers = try callers()
    #expect(callers[0] == callers[1])
  }

  @Test(
    "the caller's number, or its end without an area code, is in no key, wherever and however often it stands",
    arguments: [
      ("W62345678-001", "02162345678", "W#-001"), ("W62345679_62345679-002", "62345679", "W#_#-002"),
      ("W02162345671-62345671-004", "02162345671", "W#-#-004"), ("W6234-5673-008", "62345673", "W#-008"),
      ("W6234 5674 009", "021-6234 5674", "W# 009"),
      ("20190304080000_62345675_1", "021 62345675", "20190304080000_#_1"),
      ("A8123456-1", "0571-8123456", "A#-1"), ("W7946012345-006", "+447946012345", "W#-006"),
      ("HJ20190304-1", "02162345678", "HJ20190304-1"), ("110-7", "110", "110-7"),
      ("X2345678", "02162345678", "X2345678"), ("W6234a5678", "62345678", "W6234a5678"),
    ])
  func callersKey(key: String, caller: String, expected: String) throws {
    let database = try store.open()
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: number])], into: database)
    let texts = try database.storedTexts()
    let stored = texts.key(key, caller: caller)
    #expect(stored.replacing(/caller:[0-9a-f]{16}/, with: "#") == expected)
    // Another export may spell the caller in another way; the key is the same.
    let digits = caller.filter(\.isNumber)
    let others = digits.hasPrefix("021") ? ["86" + digits.dropFirst(), "021-" + digits.dropFirst(3)] : []
    for other in others { #expect(texts.key(key, caller: other) == stored) }
  }

  @Test("a caller who stands in a key twice is not looked for in the pseudonym that stands there already")
  func twice() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let texts = try store.open().storedTexts()
    // Every sixteenth pseudonym ends with the digit that stands before the number's last eight.
    for number in 0..<200 {
      let local = String(62_345_000 + number)
      let stored = texts.key("W021\(local)-\(local)-004", caller: "021" + local)
      #expect(
        stored.wholeMatch(of: /W(caller:[0-9a-f]{16})-(caller:[0-9a-f]{16})-004/)?.output.1
          == texts.caller("021" + local)?[...])
    }
  }

  @Test("the key is made once, readable by its owner alone")
  func keyFile() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05")])
    let key = try #require(FileManager.default.contents(atPath: keyPath))
    #expect(key.count == 32)
    #expect(try FileManager.default.attributesOfItem(atPath: keyPath)[.posixPermissions] as? Int == 0o600)
    try store.ingest(.call, [.call("2", at: "2019-01-05")])
    #expect(FileManager.default.contents(atPath: keyPath) == key)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store.folder.path).filter { $0.contains(".key") } == [
        "hotline.sqlite.key"
      ])
  }

  @Test("a lost key is said; no other is made, nothing is destroyed, reading goes on")
  func lostKey() throws {
    try store.ingest(.call, [.call("1", at: "2019-01-05", [.caller: number])])
    let facts = try store.facts()
    let key = try Data(contentsOf: URL(filePath: keyPath))
    try FileManager.default.removeItem(atPath: keyPath)
    do {
      try store.ingest(.call, [.call("2", at: "2019-01-06", [.caller: number])])
      Issue.record("it was ingested under another key")
    } catch let diagnostic as Diagnostic {
      #expect(
        diagnostic.place?.file == keyPath && diagnostic.message(.en).contains("lost")
          && diagnostic.message(.zh).contains("丢失"))
    }
    #expect(!FileManager.default.fileExists(atPath: keyPath))
    #expect(try store.facts() == facts)
    try store.giveCommonKey()
    #expect(throws: Diagnostic.self) { try store.ingest(.call, [.call("2", at: "2019-01-06", [.caller: number])]) }
    #expect(try store.facts() == facts)
    try key.write(to: URL(filePath: keyPath))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyPath)
    #expect(try store.ingest(.call, [.call("2", at: "2019-01-06", [.caller: number])]).accepted == 1)
  }
}
