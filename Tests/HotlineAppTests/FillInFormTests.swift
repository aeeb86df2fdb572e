import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineApp

@Suite("Forms that are filled in")
struct FillInFormTests {
  private let desk: TestDesk
  private let folder: String

  init() throws {
    desk = try TestDesk()
    folder = desk.folder + "/indicators"
    try FileManager.default.copyItem(atPath: desk.workspace.data + "/indicators", toPath: folder)
  }

  private func path(_ form: String) -> String { "\(folder)/\(form).yaml" }
  private func text(_ form: String) throws -> String { try String(contentsOfFile: path(form), encoding: .utf8) }
  private func fields(_ form: String, _ language: Language = .zh) throws -> FormFields {
    try FormFields(path(form), language: language, in: desk.workspace)
  }

  @discardableResult
  private func fill(
    _ form: String, _ typed: [String: String], _ language: Language = .zh
  ) throws -> FillInForm.Outcome {
    let seen = try fields(form, language).state
    return try FillInForm(path(form), typed: typed, seen: seen, language: language).run(in: desk.workspace)
  }

  /// The lines of a form that are not in the other text, in order.
  private func difference(_ before: String, _ after: String) -> (gone: [String], new: [String]) {
    let (old, new) = (before.split(separator: "\n").map(String.init), after.split(separator: "\n").map(String.init))
    let change = new.difference(from: old)
    let gone = change.removals.compactMap { if case .remove(_, let line, _) = $0 { line } else { nil } }
    let added = change.insertions.compactMap { if case .insert(_, let line, _) = $0 { line } else { nil } }
    return (gone, added)
  }

  private func problems(_ outcome: FillInForm.Outcome) -> [String] {
    guard case .refused(let problems) = outcome else { return [] }
    return problems.map { $0.field ?? "" }
  }

  @Test("a form has the fields of its judgements, facts, conditions, targets, head and texts")
  func found() throws {
    let fields = try fields("hotline-2019")
    let names = Set(fields.groups.map(\.name))
    for name in [
      "header", "narrative/problems", "row/funds-compliance/judgement", "row/data-analysis/conditions/0",
      "row/goals-reasonable/conditions/0", "row/hotline-service-1/conditions/0", "row/handling-12345-3/components/0",
      "row/hotline-service-3/components/2", "row/hotline-service-2/components/0/target_too_low",
    ] { #expect(names.contains(name), "\(name)") }
    // A judged row's figures are only shown, and nothing can be too low about a fact that is so or not.
    #expect(!names.contains("row/hotline-service-3/components/0/target_too_low"))
    #expect(!fields.groups.contains { $0.isOpen })
    let values = Dictionary(fields.groups.flatMap(\.fields).map { ($0.name, $0.value) }) { first, _ in first }
    #expect(values["row/handling-12345-3/components/0/rank"] == "3")
    #expect(values["row/data-analysis/conditions/0/met"] == "no")
    #expect(values["row/hotline-service-2/components/0/target_too_low/confirmed"] == "yes")
    #expect(values["header/assessed_on"] == "2020-03-12")
    // What another form says is shown, and what is its own is not asked for here.
    let national = try self.fields("hotline-national-2019")
    let rules = try #require(national.groups.first { $0.name == "row/management-rules/judgement" })
    #expect(rules.isTakenOver && rules.field("points")?.value == "3")
    #expect(national.sections.flatMap(\.rows).first { $0.id == "place" }?.takenOver.count == 1)
    #expect(
      try self.fields("hotline-2019", .en).head.first?.field("goal")?.value.hasPrefix("Keep the hotline") == true)
  }

  @Test("several rows at once; of all others not a character changes")
  func several() throws {
    let before = try text("hotline-2019")
    let outcome = try fill(
      "hotline-2019",
      [
        "row/funds-compliance/judgement/points": "４.５", "row/funds-compliance/judgement/reason": "缺一份凭证\nx: y",
        "row/project-setup/judgement/reason": "预算须量化", "row/data-analysis/conditions/0/met": "yes",
        "row/data-analysis/conditions/0/on": "2020年3月9日", "row/handling-12345-3/components/0/of": "12",
        "row/hotline-service-2/components/0/target_too_low/confirmed": "no", "header/assessed_on": "2020/3/13",
        // As it stands there.
        "row/financial-rules/judgement/points": "5", "narrative/problems/text": "",
      ])
    guard case .saved(let changes) = outcome else { throw Unexpected(outcome) }
    #expect(changes.count == 8 && changes.last?.group == "header")
    let (gone, new) = difference(before, try text("hotline-2019"))
    #expect(
      new == [
        "  assessed_on: 2020-03-13", "          level: partly", "          points: 4.5",
        "          reason: \"缺一份凭证 x: y\"",
        "          reason: {zh: \"预算须量化\", en: The project's budget needs to be quantified further}",
        "            met: true",
        "            attested: {by: 热线部, on: 2020-03-09, document: 2019年印制的自评表“主要问题”3}",
        "              confirmed: false", "            of: 12",
      ])
    #expect(gone.count == 7)
    #expect(gone.allSatisfy { !$0.contains("#") })
  }

  struct Unexpected: Error {
    let outcome: FillInForm.Outcome
    init(_ outcome: FillInForm.Outcome) { self.outcome = outcome }
  }

  @Test("rows in brackets, and rows that are taken over, get what is their own")
  func brackets() throws {
    let before = try text("hotline-national-2019")
    try fill(
      "hotline-national-2019",
      [
        "row/connection/components/0/target_too_low/points": "2",
        "row/volume/components/0/target_too_low/confirmed": "yes",
        "row/volume/components/0/target_too_low/points": "1", "row/volume/components/0/target_too_low/reason": "偏低",
        "row/volume/cause/reason": "来电增加", "row/management-rules/judgement/points": "2.5",
        "funds/sources/1/budget": "1,000.50", "header/goal": "保持畅通。\n提高满意度。", "header/filled_in_by": "热线部",
      ])
    let (gone, new) = difference(before, try text("hotline-national-2019"))
    #expect(
      new == [
        "  goal: \"保持畅通。\\n提高满意度。\"", "  filled_in_by: \"热线部\"",
        "    - {name: {zh: 上年结转资金, en: carried over}, initial: 0, budget: 1000.50, executed: 0}",
        "        components: [{use: call_volume, counted_in: {zh: 个, en: calls}, target_too_low: {confirmed: true, points: 1, reason: \"偏低\"}}]",
        "        cause: {reason: \"来电增加\"}",
        "            target_too_low: {confirmed: true, points: 2, reason: {zh: 热线接通率年度指标值设置偏低, en: The target of the connection rate was set too low}}",
        "        judgement:", "          level: achieved", "          points: 2.5",
        "          attested: {by: \"自评小组\", on: 2020-03-12, document: \"2019年印制的自评表\"}",
      ])
    #expect(gone.count == 3)
    // The other form is as it was.
    let original = try String(contentsOfFile: desk.workspace.data + "/indicators/hotline-2019.yaml", encoding: .utf8)
    #expect(try text("hotline-2019") == original)
  }

  @Test("one's own text follows the draft, takes its place, and goes again")
  func narrative() throws {
    let before = try text("hotline-2019")
    func own() throws -> String? {
      try text("hotline-2019").split(separator: "\n").map(String.init).first { $0.hasPrefix("  problems:") }
    }
    #expect(problems(try fill("hotline-2019", ["narrative/problems/text": "缺少人手"])) == ["narrative/problems/placement"])
    #expect(
      problems(try fill("hotline-2019", ["narrative/problems/placement": "follow"])) == ["narrative/problems/text"])
    try fill("hotline-2019", ["narrative/problems/placement": "follow", "narrative/problems/text": "缺少人手\r\n系统老旧\r\n"])
    #expect(try own() == "  problems: {follow: \"缺少人手\\n系统老旧\"}")
    try fill("hotline-2019", ["narrative/problems/placement": "replace"])
    #expect(try own() == "  problems: {replace: \"缺少人手\\n系统老旧\"}")
    try fill("hotline-2019", ["narrative/problems/placement": "", "narrative/problems/text": ""])
    #expect(try text("hotline-2019") == before)
  }

  @Test("what cannot be is told at its field, and nothing is written")
  func refused() throws {
    let before = try text("hotline-2019")
    for (typed, expected) in [
      (["row/funds-compliance/judgement/points": "7"], ["row/funds-compliance/judgement/points"]),
      (["row/funds-compliance/judgement/points": "0x5"], ["row/funds-compliance/judgement/points"]),
      (["row/funds-compliance/judgement/points": "-1"], ["row/funds-compliance/judgement/points"]),
      (["row/funds-compliance/judgement/points": ""], ["row/funds-compliance/judgement/points"]),
      (["row/funds-compliance/judgement/on": "2020-02-30"], ["row/funds-compliance/judgement/on"]),
      (["row/funds-compliance/judgement/on": "昨天"], ["row/funds-compliance/judgement/on"]),
      (["row/funds-compliance/judgement/by": " "], ["row/funds-compliance/judgement/by"]),
      (["row/handling-12345-3/components/0/rank": "1.5"], ["row/handling-12345-3/components/0/rank"]),
      (["row/data-analysis/conditions/0/met": "perhaps"], ["row/data-analysis/conditions/0/met"]),
      (["header/goal": ""], ["header/goal"]),
      (["header/goal": String(repeating: "长", count: 10_001)], ["header/goal"]),
      (
        ["row/hotline-service-2/components/1/target_too_low/confirmed": "yes"],
        [
          "row/hotline-service-2/components/1/target_too_low/points",
          "row/hotline-service-2/components/1/target_too_low/reason",
        ]
      ),
      // All that is wrong is told at once.
      (
        ["row/funds-compliance/judgement/points": "x", "header/assessed_on": "y"],
        ["row/funds-compliance/judgement/points", "header/assessed_on"]
      ),
    ] { #expect(problems(try fill("hotline-2019", typed)) == expected, "\(typed)") }
    let services = try fill("community-services-2019", ["row/merchants/components/0/value": "30000%"])
    #expect(problems(services) == ["row/merchants/components/0/value"])
    #expect(try text("hotline-2019") == before)
    // Fields that there are not are not made.
    guard case .saved(let changes) = try fill("hotline-2019", ["row/funds-compliance/weight": "60", "x/y": "1"]) else {
      Issue.record("a field that there is not was taken")
      return
    }
    #expect(changes.isEmpty)
    #expect(try text("hotline-2019") == before)
  }

  @Test("a judgement that is taken back leaves the row open; nobody's number is written")
  func takenBack() throws {
    try fill(
      "hotline-2019",
      [
        "row/funds-compliance/judgement/by": "", "row/funds-compliance/judgement/on": "",
        "row/funds-compliance/judgement/document": "", "row/project-setup/judgement/by": "张三 13812345678",
      ])
    let after = try text("hotline-2019")
    #expect(after.contains("          level: achieved\n          points: 6\n      - id: goals-reasonable"))
    #expect(try fields("hotline-2019").groups.filter(\.isOpen).map(\.name) == ["row/funds-compliance/judgement"])
    #expect(!after.contains("13812345678") && after.contains("by: \"张三 138****5678\""))
    // Characters that no text has are left out, and a text of nothing else is none.
    try fill("hotline-2019", ["row/project-setup/judgement/document": "会议\u{FEFF}纪要&x *x"])
    #expect(try text("hotline-2019").contains("document: \"会议纪要\\x26x *x\""))
    #expect(problems(try fill("hotline-2019", ["header/goal": "\u{FEFF}"])) == ["header/goal"])
    // The points that were typed before somebody vouches for them are still there.
    #expect(try fields("hotline-2019").groups.first(where: \.isOpen)?.field("points")?.value == "6")
  }

  @Test("of two who save the same state one is told")
  func concurrent() async throws {
    let seen = try fields("hotline-2019").state
    let outcomes = await withTaskGroup(of: String.self) { group in
      for number in 0..<6 {
        let order = FillInForm(
          path("hotline-2019"), typed: ["row/funds-compliance/judgement/reason": "原因\(number)"], seen: seen,
          language: .zh)
        group.addTask { [desk] in
          switch try? order.run(in: desk.workspace) {
          case .saved: "saved"
          case .stale: "stale"
          default: "other"
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.sorted() == ["saved", "stale", "stale", "stale", "stale", "stale"])
  }
}
