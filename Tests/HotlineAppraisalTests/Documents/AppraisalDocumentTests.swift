import Foundation
import HotlineText
import Testing

@testable import HotlineAppraisal

/// A draft as JSON: what is open is null, what is provisional says so.
@Suite("A draft as a document")
struct AppraisalDocumentTests {
  private func json(_ row: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(AppraisalDocument(try OneRow.draft(row), language: .zh)), as: UTF8.self)
  }

  @Test("one possible grade is the grade, several are a list and no grade")
  func grades() throws {
    let known = try json("rule: proportional, components: [{metric: connection_rate, at_least: 90%}]")
    #expect(known.contains("\"grade\":\"优秀\"") && known.contains("\"grades\":[\"优秀\"]"))
    let open = try json("rule: all_or_nothing, components: [{fact: 事}]")
    #expect(open.contains("\"grade\":null") && open.contains("\"grades\":[\"优秀\",\"良好\",\"合格\",\"不合格\"]"))
  }

  @Test("only a target that is supposed is told as assumed")
  func assumed() throws {
    func isAssumed(_ keys: String) throws -> Bool {
      let text = try json("rule: graded, components: [{metric: connection_rate\(keys)}]")
      #expect(text.contains("\"assumed\":"))
      return text.contains("\"assumed\":true")
    }
    #expect(try !isAssumed("") && !isAssumed(", at_least: 90%") && isAssumed(", at_least: 90%, assumed: true"))
  }
}
