import Foundation
import HotlineAppraisal
import HotlineConfiguration
import Testing

@Suite("Form files")
struct FormFileTests {
  private func problem(_ form: TestForm, replacing: (String, String)? = nil) throws -> String {
    var yaml = form.yaml
    if let (old, new) = replacing {
      try #require(yaml.contains(old))
      yaml = yaml.replacing(old, with: new)
    }
    do {
      _ = try FormDefinition(yaml: yaml, file: "form.yaml", catalog: TestYear.catalog())
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("the test's own form is sound", arguments: ["hotline-2019", "community-services-2019"])
  func sound(name: String) throws {
    #expect(try problem(TestForm()).isEmpty)
    let form = try FormDefinition(
      contentsOf: "\(TestYear.data)/indicators/\(name).yaml", catalog: TestYear.catalog())
    #expect(form.totalWeight == 100)
    #expect(form.sections.map(\.weight) == [36, 34, 15, 15])
  }

  @Test("weights that do not add up are named with their sums, in a section and in the whole form")
  func weights() throws {
    var form = TestForm()
    form.weights.row = 39
    let inSection = try problem(form)
    #expect(inSection.hasPrefix("form.yaml:16:"))
    #expect(inSection.contains("the weights of the indicators add up to 59; expected 60"))
    form.weights = (59, 39)
    #expect(try problem(form).contains("the weights of the sections add up to 99; expected 100"))
  }

  @Test(
    "a mistake is reported with file, line and what is allowed",
    arguments: [
      (("metric: connection_rate", "metric: conection_rate"), "there is no metric “conection_rate”"),
      (("at_least: 90%", "at_least: 0.9"), "not in the unit"),
      (("at_least: 90%", "at_least: 190%"), "above 100 %"),
      (("at_least: 12}", "at_least: 12%}"), "not in the unit"),
      (("{metric: broadcasts, at_least: 12}", "{metric: broadcasts}"), "there is no target"),
      (("at_least: 90%", "at_least: 90%\n            at_most: 95%"), "only one target"),
      (("rule: proportional", "rule: proportonal"), "proportional"),
      (("id: study", "id: connection"), "used twice"),
      (("where: {line: \"962200\"}", "where: {town: x}"), "town"),
      (("assessed_on: 2020-03-12", "assessed_on: 2020-13-12"), "is not a day"),
      (("level: achieved, points: 9", "level: partly, points: 9"), "not partly achieved"),
      (("points: 9", "points: 11"), "are not achieved"),
      (("year: 2019", "year: 2019\nscore: 92"), "score"),
      (("rounding: 1", "rounding: 3"), "1, 0.5, 0.1 or 0.01"),
    ])
  func mistakes(change: (String, String), expected: String) throws {
    let message = try problem(TestForm(), replacing: change)
    #expect(message.hasPrefix("form.yaml:"), "\(message)")
    #expect(message.firstMatch(of: /^form\.yaml:[0-9]+:/) != nil, "\(message)")
    #expect(message.contains(expected), "\(message)")
  }

  @Test("every key that the parser knows is described in data/indicators/README.md")
  func documented() throws {
    let readme = try String(contentsOfFile: "\(TestYear.data)/indicators/README.md", encoding: .utf8)
    let source = TestYear.project.appending(path: "Sources/HotlineAppraisal")
    let files = try #require(FileManager.default.enumerator(at: source, includingPropertiesForKeys: nil))
    var keys: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for list in text.matches(of: /(?:allowed: |componentKeys = |let own = )\[([^\]]*)\]/) {
        keys.formUnion(list.1.matches(of: /"([a-z_]+)"/).map { String($0.1) })
      }
    }
    #expect(keys.count > 30)
    #expect(keys.filter { !readme.contains("`\($0)`") && !readme.contains("\($0):") }.sorted() == [])
  }
}
