import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

/// 年度指标值 and 实际完成值 at their edges.
@Suite("Values as the national form writes them")
struct FormValueTests {
  private static let attested = "attested: {by: 甲, on: 2020-03-01, document: 纪要}"

  private func row(_ row: String) throws -> IndicatorDraft {
    try #require(try OneRow.draft(row, top: "layout: national-2020").indicators.first)
  }

  private func value(_ component: String) throws -> LocalizedText {
    let row = try row("rule: proportional, components: [{fact: 甲, \(component), \(Self.attested)}]")
    return try #require(FormValue.actual(row))
  }

  @Test("names stand before values only where there are several")
  func names() throws {
    let two = try row(
      "rule: proportional, components: [{fact: 甲, value: 5, at_least: 4, \(Self.attested)}, {fact: 乙, value: 90%, unit: share, of: 10, at_least: 80%, \(Self.attested)}]"
    )
    #expect(FormValue.target(two.indicator).zh == "甲≥4；乙≥80%" && FormValue.target(two.indicator).en == "甲 ≥4; 乙 ≥80%")
    #expect(FormValue.actual(two)?.zh == "甲5；乙90.00%")
    let one = try row(
      "rule: proportional, components: [{fact: 甲, value: 5, at_least: 4, counted_in: {zh: 份, en: copies}, \(Self.attested)}]"
    )
    #expect(FormValue.target(one.indicator).en == "≥4 copies" && FormValue.actual(one)?.en == "5 copies")
  }

  @Test("while one value is missing there is none; rows in words are achieved or not")
  func missing() throws {
    let open = try row(
      "rule: proportional, components: [{fact: 甲, value: 5, at_least: 4, \(Self.attested)}, {fact: 乙, value: 5, at_least: 4}]"
    )
    #expect(FormValue.actual(open) == nil)
    func words(_ facts: String) throws -> String? {
      FormValue.actual(try row("rule: all_or_nothing, expected: 按时完成, components: [\(facts)]"))?.en
    }
    let yes = "{fact: 甲, met: yes, \(Self.attested)}", no = "{fact: 乙, met: no, \(Self.attested)}"
    #expect(try words(yes) == "target achieved" && words("\(yes), \(no)") == "not achieved, with little effect")
    #expect(try words("\(yes), {fact: 丙, met: yes}") == nil)
    #expect(FormValue.actual(try row("rule: graded, expected: 按时完成")) == nil)
  }

  @Test("more decimals only where two hide on which side of its target a value lies, and six at most")
  func decimals() throws {
    let share = "unit: share, of: 1000000000"
    #expect(try value("value: 95%, \(share), at_least: 95%").zh == "95.00%")
    #expect(try value("value: 94.999%, \(share), at_least: 95%").zh == "94.999%")
    #expect(try value("value: 94.99999996%, \(share), at_least: 95%").zh == "95.000000%")
    #expect(try value("value: 94.3%, \(share), at_least: 95%").en == "94.30%")
    let shown = try OneRow.draft("rule: graded, components: [{metric: connection_rate}]")
    let component = try #require(shown.indicators.first?.components.first?.component)
    #expect(component.target == nil && FormValue.value(0.94, component).zh == "94.00%")
    let target = try row(
      "rule: proportional, components: [{fact: 甲, value: 5%, \(share), at_least: 12.3456784%, \(Self.attested)}]")
    #expect(FormValue.target(target.indicator).zh == "≥12.345678%")
  }

  @Test("amounts are in 万元 from ten thousand on")
  func amounts() throws {
    #expect(try value("value: 10000, unit: yuan, at_most: 20000").zh == "1万元")
    #expect(try value("value: 9999.5, unit: yuan, at_most: 20000").zh == "9999.50元")
    #expect(try value("value: 12345.678901, unit: yuan, at_most: 20000").zh == "1.234568万元")
    #expect(try value("value: 24, unit: seconds, at_most: 20").en == "24.00 s")
  }
}
