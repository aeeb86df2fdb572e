import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// A value that cannot be read costs its field where a record can do without it, and the row where it cannot.
@Suite("Unreadable values")
struct UnknownWordTests {
  private static let start = "2019-01-05 08:03:11"

  @Test("an unknown rating leaves the call in and is counted, listed and shown with its line")
  func unknownRating() throws {
    let rows = (0..<100).map { row in
      "k\(row),\(Self.start),\(row % 5 == 0 ? (row < 50 ? "认可" : "还行") : "满意"),是\n"
    }
    let profile = Profiles.calls("satisfaction: [s]\nresolved: [r]")
    let reading = try Reading("id,start,s,r\n" + rows.joined(), profile: profile)
    #expect(reading.summary.records == 100)
    #expect((0..<100).count { reading.word($0, .satisfaction) == nil } == 20)
    let remark = try #require(reading.summary.remarks.first)
    #expect(reading.summary.remarks.count == 1)
    #expect(remark.kind == .unknownWord)
    #expect(remark.field == .satisfaction)
    #expect(remark.count == 20)
    #expect(remark.examples.map(\.line) == [2, 7, 12, 17, 22])
    #expect(remark.examples.first?.value == "认可")
    #expect(remark.text.en.contains("“认可” in 10") && remark.text.en.contains("“还行” in 10"), "\(remark.text.en)")
    #expect(remark.text.zh.contains("words"))
  }

  @Test(
    "optional words, each in its record",
    arguments: ["transfer_outcome", "resolved", "satisfaction"])
  func optionalWords(field: String) throws {
    let reading = try Reading("id,start,w\na,\(Self.start),某词\n", profile: Profiles.calls("\(field): [w]"))
    #expect(reading.keys == ["a"])
    #expect(reading.summary.remarks.map { $0.field?.rawValue } == [field])
    let strict = Profiles.calls("\(field): {columns: [w], otherwise: reject}")
    #expect(try Reading("id,start,w\na,\(Self.start),某词\n", profile: strict).reasons == [.unknownWord])
  }

  @Test("a word that decides what the record is rejects its row", arguments: ["direction", "outcome"])
  func requiredWords(field: String) throws {
    let text = "id,start,w\na,\(Self.start),某词\nb,\(Self.start),某词\n"
    let reading = try Reading(text, profile: Profiles.calls("\(field): [w]"))
    #expect(reading.reasons == [.unknownWord, .unknownWord])
    #expect(reading.summary.remarks.isEmpty)
  }

  @Test("an unknown word is no empty cell: nothing else tells its meaning")
  func notEmpty() throws {
    let profile = Profiles.calls(
      "transfer_outcome: {columns: [w], when_present: {column: [x], then: succeeded, else: failed}}")
    let reading = try Reading("id,start,w,x\na,\(Self.start),某词,1\nb,\(Self.start),,1\n", profile: profile)
    #expect(reading.word(0, .transferOutcome) == nil)
    #expect(reading.word(1, .transferOutcome) == "succeeded")
  }

  @Test(
    "damaged optional values leave the row in", arguments: ["wait_seconds: [w]", "talk_seconds: [w]", "caller: [w]"])
  func unreadable(field: String) throws {
    let reading = try Reading("id,start,w\na,\(Self.start),6.02E+11\n", profile: Profiles.calls(field))
    #expect(reading.keys == ["a"])
    #expect(reading.summary.remarks.map(\.kind) == [.unreadable])
    #expect(reading.summary.remarks.first?.examples.first?.line == 2)
  }

  @Test("a time on which a figure stands rejects its row, as its absence would say something")
  func decisiveTimes() throws {
    for field in [
      "first_contacted_at", "first_contact_due_at", "due_at", "extended_due_at", "closed_at", "exported_at",
    ] {
      let profile = """
        title: {zh: 测试, en: test}
        kind: work_order
        fields: {key: [id], line: {constant: "12345"}, status: {constant: closed}, received_at: [in], \(field): [t]}
        """
      #expect(try Reading("id,in,t\na,\(Self.start),soon\n", profile: profile).reasons == [.badTime], "\(field)")
    }
    for field in ["answered_at", "ended_at"] {
      let profile = Profiles.calls("\(field): [t]")
      #expect(try Reading("id,start,t\na,\(Self.start),soon\n", profile: profile).reasons == [.badTime], "\(field)")
    }
  }

  @Test("a row that is rejected for another value is in no remark")
  func rejectedElsewhere() throws {
    let profile = Profiles.calls("satisfaction: [s]\ntransfer_outcome: [x]\nended_at: [end]")
    let reading = try Reading("id,start,s,x,end\na,\(Self.start),认可,某词,soon\nb,\(Self.start),,,\n", profile: profile)
    #expect(reading.keys == ["b"])
    #expect(reading.summary.remarks.isEmpty)
  }

  @Test("a column of free text under a rating is counted without being kept, and no number of a person stands in it")
  func freeText() throws {
    let rows = (0..<500).map { "k\($0),\(Self.start),请回电 1381234\(5000 + $0) 谢谢 \($0)\n" }
    let reading = try Reading("id,start,s\n" + rows.joined(), profile: Profiles.calls("satisfaction: [s]"))
    let remark = try #require(reading.summary.remarks.first)
    #expect(remark.count == 500)
    #expect(remark.examples.count == ReadingRemark.examplesKept)
    #expect(remark.text.en.count < 3000)
    #expect(remark.text.en.contains("others in 480"), "\(remark.text.en)")
    #expect(!"\(remark)".contains("13812345"))
  }

  @Test("the table of losses: what a kind needs is never given up")
  func table() {
    for kind in FactKind.allCases {
      for field in kind.requiredFields where field != .kind { #expect(!field.isEmptiedWhenUnreadable, "\(field)") }
    }
  }
}
