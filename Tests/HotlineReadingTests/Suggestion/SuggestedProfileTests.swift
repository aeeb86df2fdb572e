import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// What is suggested can be used: `profile check` accepts it, and the export is read by it.
@Suite("Suggested profiles")
struct SuggestedProfileTests {
  private static let layouts =
    Layout.calls + Layout.orders + Layout.heldOut + Layout.heldOutLater + Layout.heldOutLast + Layout.heldOutFresh

  @Test(
    "a suggestion without open fields is a profile; with the proposed constants the others are too",
    arguments: Language.allCases)
  func profiles(language: Language) throws {
    for layout in Self.layouts {
      let suggestion = try ProfileSuggestion(
        for: Reading.file(layout.text), districts: Places.districts, language: language)
      if suggestion.open.isEmpty {
        _ = try Profile(yaml: suggestion.yaml, file: "\(layout.name).yaml")
      } else {
        let problem = diagnostic { _ = try Profile(yaml: suggestion.yaml, file: "open.yaml") }
        #expect(problem != nil, "\(layout.name): \(suggestion.open)")
      }
      #expect(throws: Never.self, "\(layout.name)") {
        _ = try Profile(yaml: Self.completed(suggestion), file: "\(layout.name).yaml")
      }
    }
  }

  @Test("nearly every row of the export is read by its suggestion")
  func rows() throws {
    for layout in Self.layouts {
      let suggestion = try ProfileSuggestion(for: Reading.file(layout.text), districts: Places.districts, language: .en)
      let reading = try Reading(layout.text, profile: Self.completed(suggestion))
      let others = reading.rejected.filter { $0.reason != .unknownWord }
      #expect(others.count * 50 <= layout.rows, "\(layout.name): \(others.first?.detail.en ?? "")")
    }
  }

  /// What a person would do with the open fields: take the constants, and for words without meaning the commonest one.
  private static func completed(_ suggestion: ProfileSuggestion) -> String {
    var lines = suggestion.yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for field in suggestion.open {
      let start = "  # \(field.rawValue): "
      guard let index = lines.firstIndex(where: { $0.hasPrefix(start) }) else { continue }
      lines[index] = "  " + lines[index].dropFirst(4)
      guard !field.content.words.isEmpty, let word = field.content.words.first, field != .direction else { continue }
      lines[index] = "  \(field.rawValue): {constant: \(word)}"
    }
    return lines.joined(separator: "\n")
  }
}
