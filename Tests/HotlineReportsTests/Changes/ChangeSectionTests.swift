import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// What the next report says of the last one: how many figures differ, why, and which rows; lists that are cut say so.
@Suite("Changes since a publication")
struct ChangeSectionTests {
  private let month = Period(month: LocalMonth(year: 2019, month: 12))
  private let earlier = Period(month: LocalMonth(year: 2019, month: 11))

  private func publication(figures: Int = 100) -> Publication {
    var publication = Publication(
      kind: .monthly, name: "monthly-2019-12", period: month, publishedAt: 1_578_186_000, publishedBy: "热线部",
      lastSource: 1,
      asOf: 0, basis: PublicationBasis(request: .init(language: .zh, formats: [])),
      figures: (0..<figures).map {
        PublishedFigure(metric: "m", period: month, names: ["line": "\($0)"], numerator: 1, denominator: nil, value: 1)
      })
    publication.number = 3
    return publication
  }

  private func figure(
    _ metric: String, _ before: (Double?, Double?), _ now: (Double?, Double?)?, shifts: [PublicationChanges.Shift] = [],
    names: [String: String] = [:], period: Period? = nil
  ) throws -> PublicationChanges.Figure {
    func value(_ counts: (Double?, Double?)) -> Double? {
      counts.1 == nil ? counts.0 : counts.0.flatMap { n in counts.1.map { n / $0 } }
    }
    return PublicationChanges.Figure(
      published: PublishedFigure(
        metric: metric, period: period ?? month, names: names, numerator: before.0, denominator: before.1,
        value: value(before)),
      metric: PublicationBasis.CountedMetric(try ByHand.metric(metric)),
      today: now.map { .init(numerator: $0.0, denominator: $0.1, value: value($0)) }, shifts: shifts)
  }

  private func shift(_ cause: PublicationChanges.Cause, _ row: Int, _ numerator: Double, _ denominator: Double)
    -> PublicationChanges.Shift
  {
    .init(cause: cause, row: row, numerator: numerator, denominator: denominator)
  }

  private func rows(_ count: Int) -> [PublicationChanges.Row] {
    (0..<count).map {
      .init(
        kind: .workOrder, key: "G\($0)", line: "", before: .init(source: 1, file: "a.csv", line: 2, isForgotten: true),
        now: nil, fields: [.init(field: "closed_at", before: nil, now: "2019-12-30 16:20:00")])
    }
  }

  private func words(_ changes: PublicationChanges, _ language: Language = .zh) -> ChangeWords {
    ChangeWords(changes: changes, language: language)
  }

  private func document(_ changes: PublicationChanges, isPublic: Bool = false) -> Document {
    Document(
      name: "d", title: "", language: .zh, asOf: .init(0, text: ""),
      sections: [ChangesSection(changes, language: .zh).section(isPublic: isPublic)])
  }

  @Test("how many of the figures differ, and that none does")
  func verdict() throws {
    let one = try PublicationChanges(publication: publication(), figures: [figure("call_volume", (9, nil), (10, nil))])
    #expect(words(one).verdict == "其中的 100 个数值，有 1 个按现有数据已不同。")
    #expect(words(PublicationChanges(publication: publication())).verdict == "其中的 100 个数值，按现有数据均未变化。")
    #expect(words(one).publicationName == "发布 3（月度报告 2019-12，2020-01-05 09:00:00，热线部）")
  }

  @Test("sources that came or were forgotten and definitions that changed are told, ten names of a kind at most")
  func events() {
    func sources(_ count: Int) -> [PublicationBasis.KnownSource] {
      (1...count).map { .init(number: Int64($0), file: "f\($0)", sha256: "") }
    }
    func events(came: Int = 0, gone: Int = 0, definitions: [PublicationBasis.Definition] = []) -> [String] {
      words(
        PublicationChanges(
          publication: publication(), definitions: definitions, newSources: came > 0 ? sources(came) : [],
          forgottenSources: gone > 0 ? sources(gone) : [])
      ).events
    }
    #expect(events().isEmpty && events(came: 1) == ["此后新增来源 1 个：f1 [1]"] && events(gone: 1) == ["此后忘记来源 1 个：f1 [1]"])
    #expect(events(definitions: [.calendar, .names]) == ["此后有变化：工作日历、名录与别名"])
    #expect(events(came: 10)[0].hasSuffix("f10 [10]") && events(came: 11)[0].hasSuffix("f10 [10]等11个"))
  }

  @Test("a figure's subject is told in the order line, district, unit, topic, then the rest by name")
  func subject() throws {
    let names = ["zone": "末", "agent": "坐席", "category": "类", "unit": "单", "district": "区", "line": "962200"]
    let told = words(PublicationChanges(publication: publication())).subject(
      try figure("call_volume", (1, nil), (2, nil), names: names))
    #expect(told == "962200 · 区 · 单 · 类 · 坐席 · 末")
  }

  @Test("what each cause adds has its sign; what the causes do not add up to is told as unexplained")
  func causes() throws {
    let words = words(PublicationChanges(publication: publication()))
    #expect(
      words.causes(
        try figure(
          "connection_rate", (8, 10), (9, 12),
          shifts: [shift(.newRow, 0, 2, 2), shift(.newRow, 1, 0, 1), shift(.changedRow, 2, -1, -1)]))
        == "新增的行 2 条（+2 / +3）；变更的行 1 条（-1 / -1）")
    #expect(
      words.causes(try figure("call_volume", (8, nil), (8, nil), shifts: [shift(.newRow, 0, 0, 0)])) == "新增的行 1 条（0）")
    #expect(words.causes(try figure("call_volume", (8, nil), (9, nil))) == "无法解释 +1，数据库可能被改动过")
    #expect(words.causes(try figure("connection_rate", (8, 10), (8, 11))) == "无法解释 0 / +1，数据库可能被改动过")
    #expect(words.causes(try figure("connection_rate", (8, 10), (9, 10))) == "无法解释 +1 / 0，数据库可能被改动过")
    #expect(words.causes(try figure("call_volume", (8, nil), nil)) == "指标已不再定义")
    let gone = try figure("connection_rate", (8, 10), nil)
    #expect(words.value(words.published(gone), gone) == "80.00% (8 / 10)" && words.value(gone.today, gone) == "–")
  }

  @Test("figures of the report's own time come first, thirty of them at most", arguments: [30, 31])
  func figures(count: Int) throws {
    let others = try figure("call_volume", (1, nil), (2, nil), names: ["line": "旧"], period: earlier)
    let own = try (1..<count).map { try figure("call_volume", (1, nil), (2, nil), names: ["line": "\($0)"]) }
    let table = try #require(
      document(PublicationChanges(publication: publication(), figures: [others] + own)).table("changed-figures"))
    #expect(
      table.rows.count == 30 && table.rows[0].texts[1] == "1" && (table.rows[29].texts[1] == "旧") == (count == 30))
    #expect(table.note.plain.contains("另有") == (count == 31) && table.note.plain.hasSuffix("逐行列出：hotline changes 3"))
    if count == 31 { #expect(table.note.plain.hasPrefix("另有 1 个数值未列出。")) }
  }

  @Test("rows stand once, what came anew last, twenty of them at most", arguments: [20, 21])
  func rows(count: Int) throws {
    let shifts = (0..<count).map { shift($0 == 0 ? .newRow : .changedRow, $0, 1, 0) } + [shift(.asOf, 1, 1, 0)]
    let changes = try PublicationChanges(
      publication: publication(), figures: [figure("call_volume", (1, nil), (Double(count + 2), nil), shifts: shifts)],
      rows: rows(count))
    let table = try #require(document(changes).table("changed-rows"))
    #expect(table.rows.count == 20 && table.rows[0].texts[1] == "G1" && table.rows[0].texts[2] == "变更的行")
    #expect((table.rows[19].texts[1] == "G0") == (count == 20) && table.rows[0].texts[3...4] == ["a.csv:2（已忘记）", "–"])
    #expect(table.note.plain == (count == 20 ? "" : "共 21 条，只列前 20 条；全部：hotline changes 3"))
  }

  @Test("points are told as a range only where they are one; a row that is gone is told as gone")
  func scores() throws {
    func score(_ low: Double, _ high: Double) -> PublicationBasis.Score {
      .init(indicator: "i", name: LocalizedText(zh: "项", en: "row"), low: low, high: high)
    }
    let changes = PublicationChanges(
      publication: publication(),
      scores: [
        .init(published: score(5.128, 5.128), today: score(4.5, 6.128)), .init(published: score(5, 5), today: nil),
      ])
    let table = try #require(document(changes).table("changed-scores"))
    #expect(table.rows.map(\.texts) == [["项", "5.13", "4.5–6.13"], ["项", "5", "–"]])
    #expect(
      ChangesTables(changes, language: .zh).figures.rows.map { Array($0.texts[3...4]) } == [
        ["5.13", "4.5–6.13"], ["5", "–"],
      ])
    #expect(document(changes).table("changed-figures") == nil && document(changes).table("changed-rows") == nil)
  }

  @Test("in public a report says how many figures differ and no more")
  func isPublic() throws {
    let changes = try PublicationChanges(
      publication: publication(),
      figures: [figure("call_volume", (9, nil), (10, nil), shifts: [shift(.newRow, 0, 1, 0)])],
      rows: rows(1), newSources: [.init(number: 4, file: "neu.csv", sha256: "")])
    let shown = document(changes, isPublic: true)
    #expect(shown.table("changed-figures") == nil && !shown.texts.joined().contains("neu.csv"))
    #expect(shown.texts.contains { $0.hasPrefix("上次发布：发布 3") && $0.hasSuffix("已不同。") })
    #expect(
      document(changes).texts.contains("此后新增来源 1 个：neu.csv [4]。") && document(changes).table("changed-rows") != nil)
  }

  @Test("a terminal lists the first rows of a figure and sums up the others", arguments: [2, 3])
  func terminal(limit: Int) throws {
    let shifts = [shift(.newRow, 0, 1, 1), shift(.newRow, 1, 1, 1), shift(.changedRow, 2, -1, 0)]
    let own = try figure("connection_rate", (8, 10), (9, 12), shifts: shifts, names: ["line": "962200"])
    let tables = ChangesTables(
      PublicationChanges(publication: publication(), figures: [own], rows: rows(3)), language: .zh)
    let table = tables.rows(own, limit: limit)
    #expect(table.rows.count == 3 && table.rows[0].texts[2] == "G0" && table.rows[0].texts[5] == "+1 / +1")
    #expect(table.rows[2].texts == (limit == 2 ? ["另有 1 条", "", "", "", "", "-1 / 0", ""] : table.rows[2].texts))
    #expect(limit == 2 || table.rows[2].texts[2] == "G2")
    #expect(tables.heading(own) == "热线接通率（人工）  962200  2019-12  80.00% (8 / 10) → 75.00% (9 / 12)")
    #expect(tables.lines == ["发布 3（月度报告 2019-12，2020-01-05 09:00:00，热线部）。其中的 100 个数值，有 1 个按现有数据已不同。"])
  }
}
