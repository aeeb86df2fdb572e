import Foundation
import HotlineText
import Testing

@testable import HotlineReading

/// What is suggested for each public layout, field by field: the columns, how sure, the next best, the formats and the reasons.
///
/// The table is kept because no single value shows what a changed rule does to the others; `SuggestionTableTests` says how much
/// of it is right. A change of the rules changes it: look at each line before you take the new one.
@Suite("Suggestions, line by line")
struct SuggestionRecordTests {
  private static let layouts =
    Layout.calls + Layout.orders + Layout.heldOut + Layout.heldOutLater + Layout.heldOutLast + Layout.heldOutFresh

  @Test("every layout's suggestion is the one that was looked at")
  func records() throws {
    let found = try Self.layouts.map(Self.record)
    if let path = ProcessInfo.processInfo.environment["HOTLINE_SUGGESTIONS"] {
      try found.joined(separator: "\n\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let expected = Self.table.components(separatedBy: "\n\n")
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) {
      let (new, old) = (found.split(separator: "\n"), expected.split(separator: "\n"))
      for line in new.indices where line >= old.count || new[line] != old[line] {
        Issue.record("\(new[0])\n+ \(new[line])\n- \(line < old.count ? old[line] : "")")
      }
      #expect(new.count == old.count)
    }
  }

  private static func record(_ layout: Layout) throws -> String {
    let suggestion = try ProfileSuggestion(for: Reading.file(layout.text), districts: Places.districts, language: .en)
    let fields = suggestion.fields.filter { $0.way != "none" }.map { field in
      let words = field.words.map { "\($0.word)×\($0.count)=\($0.meaning ?? "?")" }
      return
        ([
          "\(field.field.rawValue) \(field.way)\(field.base.map { " \($0.rawValue)" } ?? "") \(field.columns.joined(separator: "+"))",
          field.sure.rawValue, field.runnerUp.map { "else \($0)" } ?? "", field.formats.joined(separator: ", "),
          field.otherFormats.joined(separator: ", "), field.why,
        ] + [words.prefix(6).joined(separator: " ")]).filter { !$0.isEmpty }.joined(separator: " | ")
    }
    let unused = suggestion.unused.map { "\($0.column) \($0.header)" }.joined(separator: ", ")
    return
      ([
        "\(layout.name): \(suggestion.kind.rawValue) \(suggestion.kindCertainty.rawValue): \(suggestion.reasons.joined(separator: "; "))"
      ] + fields + ["unused: \(unused)"]).joined(separator: "\n")
  }
}
