import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// How much of public layouts the suggestion places rightly. `Layout` says what is right; the table is printed.
@Suite("Suggestions, measured")
struct SuggestionTableTests {
  @Test("of layouts that it was tuned on, at least 80 % of the fields are placed rightly and at most 5 % wrongly")
  func known() throws { try measure("tuned", Layout.calls + Layout.orders) }

  @Test("the same of layouts that were held out")
  func heldOut() throws { try measure("held out", Layout.heldOut) }

  @Test("the same of layouts by people who never thought of us")
  func heldOutLater() throws { try measure("held out later", Layout.heldOutLater) }

  @Test("the same of the last hold-out")
  func heldOutLast() throws { try measure("held out last", Layout.heldOutLast) }

  @Test("the same of a hold-out written when everything else was done")
  func heldOutFresh() throws { try measure("held out fresh", Layout.heldOutFresh) }

  private func measure(_ name: String, _ layouts: [Layout]) throws {
    var total = Score()
    for layout in layouts {
      let suggestion = try ProfileSuggestion(for: Reading.file(layout.text), districts: Places.districts, language: .en)
      let score = Score(suggestion, layout)
      print(score.line(layout.name, kind: suggestion.kind.rawValue))
      #expect(suggestion.kind.rawValue == layout.kind, "\(layout.name)")
      #expect((suggestion.headerLine == nil) == !layout.hasHeader, "\(layout.name)")
      total.add(score)
    }
    print(total.line("\(name), \(layouts.count) layouts", kind: ""))
    #expect(total.rightShare >= 0.8)
    #expect(total.wrongShare <= 0.05)
  }

  /// Fields placed rightly of those that the export carries, and wrongly of those that were placed.
  private struct Score {
    var carried = 0
    var placed = 0
    var right = 0
    var wrong: [String] = []
    var missed: [String] = []

    init() {}

    init(_ suggestion: ProfileSuggestion, _ layout: Layout) {
      carried = layout.right.count
      for field in suggestion.fields {
        let truth = layout.right[field.field.rawValue]
        // What is left open is no placement, whichever columns are shown for it.
        guard !field.columns.isEmpty, field.sure != .open, let found = Self.text(field) else {
          if truth != nil { missed.append(field.field.rawValue) }
          continue
        }
        placed += 1
        if let truth, truth.split(separator: "|").contains(found[...]) {
          right += 1
        } else {
          wrong.append("\(field.field.rawValue)=\(found)")
        }
      }
    }

    private static func text(_ field: ProfileSuggestion.Field) -> String? {
      field.way == "plus" ? ">\(field.columns.joined(separator: "+"))" : field.columns.joined(separator: "+")
    }

    var rightShare: Double { carried == 0 ? 1 : Double(right) / Double(carried) }
    var wrongShare: Double { placed == 0 ? 0 : Double(wrong.count) / Double(placed) }

    mutating func add(_ other: Score) {
      carried += other.carried
      placed += other.placed
      right += other.right
      wrong += other.wrong
    }

    func line(_ name: String, kind: String) -> String {
      let percent =
        "\((rightShare * 1000).rounded() / 10) % right, \((wrongShare * 1000).rounded() / 10) % wrong"
      return "\(name) \(kind): \(right)/\(carried), \(percent)"
        + (wrong.isEmpty || kind.isEmpty ? "" : "; wrong: \(wrong.joined(separator: ", "))")
        + (missed.isEmpty || kind.isEmpty ? "" : "; open: \(missed.joined(separator: ", "))")
    }
  }
}
