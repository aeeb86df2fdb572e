import GRDB
import HotlineModel
import HotlineText
import Testing

@testable import HotlineStore

/// From when to when a name stands for another one.
@Suite("Spans of names")
struct NameSpanTests {
  private typealias Entry = ReferenceData.NameEntry
  private static let (since, until) = ReferenceData.always

  private func tables(_ entries: [ReferenceData.NameEntry]) throws -> (names: NameTables, reference: ReferenceData) {
    let reference = ReferenceData(names: [.district: entries], calendar: try TestStore.calendar())
    return (NameTables(reference: reference), reference)
  }

  private func id(_ name: String, _ names: NameTables) -> Int64 {
    Array(name.utf8).withUnsafeBufferPointer { names.id(of: $0, in: .district) }
  }

  /// What a name stands for at some moments.
  private func names(_ name: String, at moments: [Int64], _ names: NameTables) -> [String] {
    let own = id(name, names)
    return moments.map { names.name(of: names.canonicalID(of: own, in: .district, at: $0), in: .district) }
  }

  @Test("itself before the first second of its alias and from the end on, the other in between")
  func span() throws {
    let (names, _) = try tables([
      Entry(name: "静安区", alias: nil, since: Self.since, until: Self.until),
      Entry(name: "静安区", alias: "闸北区", since: 1_000, until: 2_000),
    ])
    #expect(self.names("闸北区", at: [999, 1_000, 1_999, 2_000], names) == ["闸北区", "静安区", "静安区", "闸北区"])
    #expect(self.names("静安区", at: [0, 1_500, 3_000], names) == ["静安区", "静安区", "静安区"])
    #expect(self.names("某区", at: [1_500], names) == ["某区"])
  }

  @Test("two aliases one after the other, in whatever order the table has them, with a gap and without")
  func twoSpans() throws {
    let (names, _) = try tables([
      Entry(name: "丙区", alias: "甲区", since: 3_000, until: Self.until),
      Entry(name: "乙区", alias: "甲区", since: Self.since, until: 2_000),
      Entry(name: "丙区", alias: "丁区", since: 2_000, until: Self.until),
      Entry(name: "乙区", alias: "丁区", since: 1_000, until: 2_000),
    ])
    #expect(self.names("甲区", at: [0, 1_999, 2_000, 2_999, 3_000], names) == ["乙区", "乙区", "甲区", "甲区", "丙区"])
    #expect(self.names("丁区", at: [999, 1_000, 1_999, 2_000], names) == ["丁区", "乙区", "乙区", "丙区"])
  }

  @Test("a table by number has those that stand for one name at all times, the others are asked for by the moment")
  func table() throws {
    let (names, _) = try tables([
      Entry(name: "静安区", alias: nil, since: Self.since, until: Self.until),
      Entry(name: "静安区", alias: "闸北区", since: 1_000, until: Self.until),
      Entry(name: "浦东新区", alias: "浦东", since: Self.since, until: Self.until),
    ])
    let ids = ["静安区", "闸北区", "浦东", "某区"].map { id($0, names) }
    let whole = id("浦东新区", names)
    #expect(Set(ids + [whole]).count == 5 && ids.contains(1))
    let table = names.canonicalIDs(in: .district)
    #expect(table.count == 6)
    #expect(ids.map { table[Int($0)] } == [ids[0], nil, whole, ids[3]] && table[0] == nil)
    #expect(names.canonicalIDs(in: .category) == [nil], "a dimension without names yet")
    #expect(names.ids(of: ["", "某区", "无此区"], in: .district) == [0, ids[3], -1])
  }

  @Test("the canonical name of a name is the last that it was given, and its own where it is one")
  func canonical() throws {
    let (names, reference) = try tables([
      Entry(name: "静安区", alias: nil, since: Self.since, until: Self.until),
      Entry(name: "黄浦区", alias: "静安区", since: Self.since, until: 5),
      Entry(name: "黄浦区", alias: "卢湾", since: Self.since, until: 5),
      Entry(name: "静安区", alias: "卢湾", since: 5, until: Self.until),
    ])
    for (name, canonical) in [("静安区", "静安区"), ("卢湾", "静安区"), ("某区", "某区"), ("黄浦区", "黄浦区")] {
      #expect(names.canonicalName(of: name, in: .district) == canonical, "\(name)")
      #expect(names.canonicalName(of: name, in: .category) == name)
    }
    #expect(reference.canonicalNames(of: .district) == ["静安区"], "aliases are no names to list")
    #expect(reference.isKnown("卢湾", in: .district) && reference.isKnown("黄浦区", in: .district))
    #expect(!reference.isKnown("某区", in: .district) && !reference.isKnown("静安区", in: .unit))
    let aliases = FoldRules.aliases(in: .district, reference)
    #expect(Set(aliases.keys) == ["静安区", "卢湾"])
    #expect(aliases["卢湾"]?.map(\.name) == ["黄浦区", "静安区"] && aliases["卢湾"]?.map(\.since) == [Self.since, 5])
    #expect(FoldRules.aliases(in: .category, reference).isEmpty)
  }

  @Test("aliases of the same start come by their places; those given later in time come later")
  func aliasOrder() throws {
    let (_, reference) = try tables([
      Entry(name: "丙区", alias: "甲区", since: 3_000, until: Self.until),
      Entry(name: "乙区", alias: "甲区", since: Self.since, until: 2_000),
    ])
    #expect(FoldRules.aliases(in: .district, reference)["甲区"]?.map(\.name) == ["乙区", "丙区"])
  }

  @Test("another table of names is told by its fingerprint, whatever differs in it")
  func fingerprint() throws {
    func fingerprint(_ entries: [ReferenceData.NameEntry]) throws -> String {
      try tables(entries).reference.namesFingerprint
    }
    let entry = Entry(name: "静安区", alias: "闸北区", since: 1_000, until: 2_000)
    var others = Array(repeating: entry, count: 4)
    others[0].name = "黄浦区"
    others[1].alias = nil
    others[2].since = 1_001
    others[3].until = 2_001
    let prints = try [[entry], [], [entry, entry]].map(fingerprint) + others.map { try fingerprint([$0]) }
    #expect(Set(prints).count == 7)
    let (_, one) = try tables([entry])
    let (_, other) = try tables([others[2]])
    #expect(one.fingerprint != other.fingerprint && one.fingerprint.hasSuffix(one.namesFingerprint))
  }

  @Test(
    "numbers of names that hotline never gives are refused", arguments: [(Int64(1), true), (0, false), (-1, false)])
  func numbers(number: Int64, isRight: Bool) throws {
    for (number, isRight) in [(number, isRight), (2_147_483_647, true), (2_147_483_648, false)] {
      let store = try TestStore()
      try store.open().migrate()
      let database = try store.open()
      try database.write { connection in
        try connection.execute(sql: "INSERT INTO district(id, name) VALUES (?, '某区')", arguments: [number])
        return ((), .commit)
      }
      let read = Result { try database.read { try NameTables($0, reference: TestStore.reference()) } }
      #expect(((try? read.get()) != nil) == isRight, "\(number)")
      guard isRight, let names = try? read.get() else { continue }
      #expect(names.name(of: number, in: .district) == "某区" && names.existingID(of: "某区", in: .district) == number)
      #expect(id("新区", names) == number + 1, "the next name gets the next number")
    }
  }
}
