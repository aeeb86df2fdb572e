import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What tells a header that is said again, a row of data and a title from each other.
@Suite("Rows beside a header")
struct HeaderColumnsTests {
  private func columns(
    _ headers: [String], _ fields: String = "", top: String = "", yaml: String? = nil
  ) throws -> HeaderColumns {
    let profile = try Profile(yaml: yaml ?? Profiles.calls(fields, top: top), file: "ours.yaml")
    return HeaderColumns(
      plan: try ColumnPlan(profile: profile, headers: headers, headerLine: 1, file: "a.csv"),
      line: headers.isEmpty ? 0 : 1)
  }

  private let start = "2019-01-05 08:03:11"

  @Test("a header that is said again has the same names and no others, whatever empty cells follow")
  func repeated() throws {
    let columns = try columns(["id", "start", "", "d"])
    func isRepeated(_ fields: [String]) -> Bool { RawRow.withFields(fields, line: 5, columns.isRepeated) }
    #expect(isRepeated(["id", "start", "", "d"]) && isRepeated([" id ", "start", "", " d", "", " "]))
    for other in [
      ["id", "start", "", "d", "x"], ["id", "start", "x", "d"], ["id", "start", "", "e"], ["id", "start"],
      ["i", "start", "", "d"], ["idx", "start", "", "d"], ["xy", "start", "", "d"], ["id", "", "start", "d"],
    ] {
      #expect(!isRepeated(other), "\(other)")
    }
    let none = try self.columns([], "key: 2\nstarted_at: 1", top: "header: none")
    #expect(!RawRow.withFields(["", ""], line: 5, none.isRepeated))
    let second = try self.columns(["", "id", "start"])
    #expect(RawRow.withFields(["", "id", "start"], line: 5, second.isRepeated))
    #expect(!RawRow.withFields(["x", "id", "start"], line: 5, second.isRepeated))
  }

  @Test("a line is a row when it is as wide as the header and what a record needs stands in its place")
  func rows() throws {
    let columns = try columns(
      ["id", "start", "o", "d"], "outcome: {columns: [o], default: answered}\ndistrict: [d]")
    func looks(_ fields: [String]) -> Bool { RawRow.withFields(fields, line: 5, columns.looksLikeRow) }
    #expect(looks(["a", start, "接通", "区"]) && looks(["a", start, "", ""]) && looks(["a", "'\(start)", "", ""]))
    for other in [
      ["", start, "接通", "区"], ["a", "", "接通", "区"], ["a", "soon", "接通", "区"], ["a", start, "接通"],
      ["a", start, "接通", "区", ""], ["a", "8:00", "", ""],
    ] {
      #expect(!looks(other), "\(other)")
    }
    let bare = try self.columns([], "key: 2\nstarted_at: 1", top: "header: none")
    func looksBare(_ fields: [String]) -> Bool { RawRow.withFields(fields, line: 5, bare.looksLikeRow) }
    #expect(
      looksBare([start, "a"]) && looksBare([start, "a", "x"]) && !looksBare([start]) && !looksBare(["a", start]))
    let joined = try self.columns(["id", "day", "clock"], "started_at: {join: [[day], [clock]]}")
    func looksJoined(_ fields: [String]) -> Bool { RawRow.withFields(fields, line: 5, joined.looksLikeRow) }
    #expect(looksJoined(["a", "2019-01-05", "8"]) && !looksJoined(["a", "2019-01-05", "::"]))
    #expect(!looksJoined(["a", "day", "08:00"]) && !looksJoined(["a", "2019-01-05", ""]))
  }

  @Test("where a record needs no time, a line of three fields and more of which half are filled is a row")
  func timeless() throws {
    func looks(_ headers: [String], _ fields: [String]) throws -> Bool {
      let columns = try columns(
        headers, yaml: "title: {zh: a, en: a}\nkind: agent\nfields: {key: [id], born_at: [b], hired_at: [h]}")
      let isRow = RawRow.withFields(fields, line: 5, columns.looksLikeRow)
      #expect(RawRow.withFields(fields, line: 5, columns.isData) == isRow)
      return isRow
    }
    #expect(try !looks(["id", "b"], ["7", "1980"]) && looks(["id", "b", "h"], ["7", "1980", ""]))
    #expect(try !looks(["id", "b", "h"], ["7", "", ""]) && looks(["id", "b", "h", "x"], ["7", "1980", "", ""]))
    #expect(try !looks(["id", "b", "h", "x"], ["7", "", "", ""]) && !looks(["id", "b", "h"], ["7", "1980"]))
    #expect(try !looks(["id", "b", "h", "x", "y"], ["7", "1980", "", "", ""]))
  }

  @Test("a line above the header is data when half of it is filled and a digit stands where the moment belongs")
  func above() throws {
    let columns = try columns(["id", "start", "o", "d"])
    func isData(_ fields: [String]) -> Bool { RawRow.withFields(fields, line: 1, columns.isData) }
    #expect(isData(["a", start, "", ""]) && isData(["", "13", "x", ""]) && isData(["a", "八9", "x", "y"]))
    for other in [
      ["", start, "", ""], ["统计", "时间:", "x", "y"], ["a", "start", "o", "d"], ["a", "", "o", "d"],
      ["7", "/", "8", "9"],
    ] {
      #expect(!isData(other), "\(other)")
    }
  }

  @Test("a later header has two names of the profile, or four that nobody knows and no digit")
  func later() throws {
    let profile = try Profile(yaml: Profiles.calls("district: [区]"), file: "ours.yaml")
    func header(_ fields: [String]) -> LaterHeader? {
      LaterHeader(HeaderRow(line: 9, fields: fields), profile: profile)
    }
    #expect(header(["id", "start"])?.isMapped == true && header(["id", "区"])?.isMapped == false)
    #expect(header(["id", "区"])?.isKnown == true && header(["id", "x1"]) == nil && header(["id", "甲"]) == nil)
    let four = ["甲", "乙", "丙", "丁"]
    #expect(header(four)?.isKnown == false && header(four)?.isMapped == false)
    #expect(
      header(four + Array(repeating: "", count: 4)) != nil && header(four + Array(repeating: "", count: 5)) == nil)
    #expect(
      header(["甲", "乙", "丙"]) == nil && header(["甲", "乙", "丙", "丙"]) == nil && header(["甲", "乙", "丙", "丁1"]) == nil)
    let long = String(repeating: "字", count: 20)
    #expect(header(["甲", "乙", "丙", long]) != nil && header(["甲", "乙", "丙", long + "a"]) == nil)
    #expect(header(["id", "start", "1", "2", "2"])?.isMapped == true, "a known header may hold anything besides")
  }

  @Test("a second header that cannot be mapped is shown by its first twenty names")
  func refusal() throws {
    let names = (1...21).map { "c\(String(repeating: "x", count: $0))" }
    let columns = try columns(["id", "start"] + names)
    let profile = try Profile(yaml: Profiles.calls(""), file: "ours.yaml")
    let header = try #require(
      LaterHeader(HeaderRow(line: 9, fields: ["", ""] + names), profile: profile))
    let refusal = header.refusal(file: "a.csv", first: columns)
    #expect(refusal.place?.line == 9 && refusal.found.en.hasSuffix(", \(names[19])"))
    #expect(
      refusal.expected?.en == "a header such as that of line 1: id, start, \(names.prefix(18).joined(separator: ", "))")
  }
}
