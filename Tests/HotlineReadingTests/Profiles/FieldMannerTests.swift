import HotlineModel
import Testing

@testable import HotlineReading

/// How the values of each field are read.
@Suite("Manners of fields")
struct FieldMannerTests {
  @Test("each field has its manner, and those beside it have not")
  func manners() {
    let special: [FactField: FieldManner] = [
      .key: .key, .caller: .caller, .line: .line, .agent: .agent, .title: .title, .project: .title, .budgetFen: .money,
      .priorBudgetFen: .money, .executedFen: .money, .year: .year, .inquiries: .occurrences, .reopened: .occurrences,
      .callsOffered: .occurrences, .callsAnswered: .occurrences, .callsAbandoned: .occurrences,
      .answeredWithin15s: .occurrences, .answeredWithin20s: .occurrences, .answeredWithin30s: .occurrences,
      .dueAt: .deadline, .extendedDueAt: .deadline, .firstContactDueAt: .deadline, .closedAt: .heldAgainstDeadline,
      .firstContactedAt: .heldAgainstDeadline, .bornAt: .birth, .district: .name, .unit: .name, .category: .name,
    ]
    for field in Set(FactKind.allCases.flatMap(\.fields)) {
      let manner = FieldManner(field)
      #expect(manner == special[field] ?? (field.content == .text ? .name : .plain), "\(field.rawValue)")
      #expect(manner.isNumberLike == [.key, .line, .caller, .agent].contains(field), "\(field.rawValue)")
      #expect(field.longest == ([.key, .title, .project].contains(field) ? 120 : 40), "\(field.rawValue)")
    }
    #expect([FactField.startedAt, .outcome, .waitSeconds, .quantity].allSatisfy { FieldManner($0) == .plain })
  }

  @Test("what is believed of a number ends where the next one is not")
  func believed() {
    #expect(FactField.waitSeconds.believed == 0...31_622_400)
    #expect(FactField.year.believed == 1900...2099)
    #expect(FactField.quantity.believed == -1_000_000_000_000...1_000_000_000_000)
    #expect(FactField.resolved.believed == 0...1)
    #expect(FactField.outcome.believed == 0...65_535 && FactField.category.believed == 0...65_535)
    // 1900-01-01 and 2100-01-01 in Shanghai, where clocks were five minutes and 43 seconds ahead of UTC+8 until 1901.
    #expect(FactField.startedAt.believed.upperBound == 4_102_444_800 - 8 * 3600 - 1)
    #expect(
      FactField.startedAt.believed.contains(-2_208_988_800) && !FactField.startedAt.believed.contains(-2_209_032_001))
  }
}
