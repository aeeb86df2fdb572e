import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineCalendar

@Suite("Locality")
struct LocalityTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "data").path

  @Test("the file that is shipped says what a folder without one means")
  func shipped() throws {
    #expect(try Locality(folder: Self.data) == .standard)
    #expect(try Locality(folder: "/nowhere") == .standard)
    #expect(Locality.standard.numbers.mobiles.count == 1)
    #expect(Locality.standard.numbers.identities.count == 3)
    #expect(Locality.standard.lines == ["962200", "12345"])
  }

  private static let lines = [
    "name: {zh: 纽约, en: New York}", "time_zone: America/New_York", "calendar: [calendar/us.csv]", "language: en",
    "numbers:", "  country_code: \"1\"", "  landline: \"[2-9]#{2}[2-9]#{6}\"",
  ]

  private func read(_ lines: [String]) throws -> Locality {
    try Locality(ConfigurationNode(yaml: lines.joined(separator: "\n") + "\n", file: "locality.yaml"))
  }

  @Test("a place may leave out what it does not have")
  func least() throws {
    let place = try read(Self.lines)
    #expect(place.zone.name == "America/New_York")
    #expect(place.districts == nil)
    #expect(place.language == .en)
    #expect(place.numbers.trunkPrefix.isEmpty)
    #expect(place.lines.isEmpty)
  }

  private static let manyCalendars =
    "calendar: [" + (1...201).map { "\($0).csv" }.joined(separator: ", ") + "]"

  @Test(
    "mistakes are told at their place",
    arguments: [
      (1, "time_zone: EST5", 2, 12, "not a known time zone"), (1, "time_zone: \"+05:00\"", 2, 12, "zone"),
      (1, "time_zone: America/Gotham", 2, 12, "America/Gotham"), (1, "timezone: UTC", 2, 1, "timezone"),
      (2, "calendar: [a.csv, ../b.csv]", 3, 19, "../b.csv"), (2, "calendar: []", 3, 11, "no calendar"),
      (2, "calendar: [a.csv, a.csv]", 3, 11, "each once"), (2, Self.manyCalendars, 3, 11, "201 calendars are listed"),
      (1, "time_zone: A/" + String(repeating: "z", count: 100_000), 2, 12, "zzz…"),
      (3, "language: fr", 4, 11, "fr"), (5, "  country_code: \"+1\"", 6, 17, "+1"),
      (6, "  landline: \"[2-9#{2}\"", 7, 13, "[2-9#{2}"), (6, "  mobile: [\"#{3}\", \"1{0}\"]", 7, 20, "1{0}"),
      (6, "  trunk_prefix: \"0\"", 6, 3, "no pattern of a telephone number"),
      (3, "language: en\nlines: [\"311\", \" \"]", 5, 16, "no hotline's number"),
      (0, "nom: x", 1, 1, "nom"),
    ])
  func mistakes(line: Int, text: String, atLine: Int, atColumn: Int, says: String) {
    var lines = Self.lines
    lines[line] = text
    do {
      _ = try read(lines)
      Issue.record("no diagnostic")
    } catch let problem as Diagnostic {
      #expect(problem.place == .init(file: "locality.yaml", line: atLine, column: atColumn))
      #expect(problem.message(.en).contains(says))
    } catch {
      Issue.record(error)
    }
  }
}
