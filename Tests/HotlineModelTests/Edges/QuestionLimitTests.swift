import HotlineCalendar
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineModel

/// As-of moments, groups, fingerprints and remarks at their limits.
@Suite("Questions and reports at their limits")
struct QuestionLimitTests {
  @Test("a hotline that speaks less far than the others is told by itself, one that speaks as far is not")
  func horizons() {
    let horizon = Horizon(latest: 100, earlier: ["a": 100, "b": 99, "c": 50])
    #expect(horizon.earlier == ["b": 99, "c": 50])
    let late = AsOf(200, horizon: horizon)
    #expect(late.moment == 100 && late.earlier == ["b": 99, "c": 50])
    #expect(late.isPast(100) && !late.isPast(101))
    let exact = AsOf(99, horizon: horizon)
    #expect(exact.moment == 99 && exact.earlier == ["c": 50], "b speaks up to the moment asked")
    #expect(AsOf(7, horizon: nil) == AsOf(7, horizon: Horizon(latest: 7)) && AsOf(7, horizon: nil).moment == 7)
  }

  @Test("moments by hotlines: those that speak as far together, an absent one among them, the others each")
  func parts() {
    let parts = AsOf(200, horizon: Horizon(latest: 100, earlier: ["c": 50, "b": 99])).parts(lines: ["a", "b", "c", "d"])
    #expect(parts.map(\.lines) == [["", "a", "d"], ["b"], ["c"]] && parts.map(\.asOf.moment) == [100, 99, 50])
    let all = AsOf(200, horizon: Horizon(latest: 100)).parts(lines: ["a"])
    #expect(all.count == 1 && all[0].lines == nil && all[0].asOf.moment == 100)
  }

  @Test("a fact that matures at the moment has matured")
  func counting() {
    #expect(Measure.Counting.matured.counts(isPast: true) && !Measure.Counting.matured.counts(isPast: false))
    #expect(
      Measure.Counting.notYetMatured.counts(isPast: false) && !Measure.Counting.notYetMatured.counts(isPast: true))
    #expect(
      Measure.Counting.matured.comparison == .lessOrEqual && Measure.Counting.notYetMatured.comparison == .greater)
  }

  @Test("a day's labels by year, quarter, month, day and weekday; hours and names are none of days")
  func labels() throws {
    func labels(_ iso: String) throws -> [String?] {
      let day = try #require(LocalDay(iso: iso))
      return ([.year, .quarter, .month, .day, .weekday, .hour, .hourOfDay, .dimension(.line)] as [Grouping]).map {
        $0.label(of: day)
      }
    }
    #expect(try labels("2019-12-02") == ["2019", "2019-Q4", "2019-12", "2019-12-02", "1", nil, nil, nil])
    #expect(try labels("2019-03-31")[1] == "2019-Q1" && labels("2019-04-01")[1] == "2019-Q2")
    #expect(try labels("2019-09-30")[1] == "2019-Q3" && labels("2019-01-01")[1] == "2019-Q1")
    #expect(Grouping.hourOfDay.isTime && Grouping.year.isTime && !Grouping.dimension(.line).isTime)
  }

  @Test("a measure is told by names that its facts bear, by time where it has one, by hours where they have a clock")
  func told() throws {
    let period = Period(year: 2019)
    func isTold(_ kind: FactKind, time: String?, _ groups: [Grouping], _ conditions: [Dimension: [String]] = [:])
      -> Bool
    {
      Measure(id: "m", fact: kind, filter: nil, value: nil, time: time).isTold(
        by: SumQuery(measures: [], period: period, conditions: conditions, groups: groups, asOf: 0))
    }
    #expect(isTold(.call, time: "started_at", [.dimension(.district), .hour, .month]))
    #expect(!isTold(.call, time: "started_at", [.dimension(.project)]))
    #expect(!isTold(.call, time: "started_at", [], [.project: ["x"]]))
    #expect(isTold(.agent, time: nil, []) && !isTold(.agent, time: nil, [.month]))
    #expect(isTold(.tally, time: "day", [.day]))
    #expect(!isTold(.tally, time: "day", [.hour]) && !isTold(.tally, time: "day", [.hourOfDay]))
    #expect(isTold(.call, time: "started_at", [.hourOfDay]))
  }

  @Test("a measure comes back from its fingerprint, and anything else is none")
  func fingerprints() throws {
    let place = Diagnostic.Place(file: "t")
    let measure = Measure(
      id: "m", fact: .workOrder, filter: try MeasureExpression("status = 'closed'", fact: .workOrder, place: place),
      value: try MeasureExpression("closure_working_days", fact: .workOrder, place: place), time: "closed_at",
      matures: "deadline_at", counts: .notYetMatured)
    let back = try #require(Measure(fingerprint: measure.fingerprint, model: .builtIn))
    #expect(back.id == "m" && back.fact == .workOrder && back.filter?.sql == "status = 'closed'")
    #expect(back.value?.sql == "closure_working_days" && back.time == "closed_at" && back.matures == "deadline_at")
    #expect(back.counts == .notYetMatured && back.fingerprint == measure.fingerprint && back.maturity == "deadline_at")
    let plain = Measure(id: "p", fact: .agent, filter: nil, value: nil, time: nil)
    let again = try #require(Measure(fingerprint: plain.fingerprint, model: .builtIn))
    #expect(again.filter == nil && again.value == nil && again.time == nil && again.matures == nil && !again.isRare)
    for bad in ["", measure.fingerprint + "\u{1F}x", measure.fingerprint.replacing("work_order", with: "order"), "m"] {
      #expect(Measure(fingerprint: bad, model: .builtIn) == nil)
    }
    #expect(Measure(fingerprint: measure.fingerprint.replacing("'closed'", with: "'shut'"), model: .builtIn) == nil)
  }

  @Test("a remark tells three places, and that there are more of them")
  func remarks() {
    func remark(_ count: Int, _ examples: Int, value: String = "很好") -> ReadingRemark {
      ReadingRemark(
        kind: .unknownWord, count: count,
        examples: (0..<examples).map { ReadingRemark.Example(line: $0 + 3, value: value) },
        text: LocalizedText(zh: "词", en: "word"))
    }
    #expect(remark(1, 0).sentence(.en) == "word" && remark(1, 0).sentence(.zh) == "词")
    #expect(remark(1, 1).sentence(.en) == "word (1 row: line 3“很好”)")
    #expect(remark(3, 3).sentence(.en) == "word (3 rows: line 3“很好”, line 4“很好”, line 5“很好”)")
    #expect(remark(4, 4).sentence(.en) == "word (4 rows: line 3“很好”, line 4“很好”, line 5“很好” …)")
    #expect(remark(2, 1, value: "").sentence(.zh) == "词（2 行：第 3 行 …）")
  }

  @Test("a report says which columns were lost in one line, behind its other remarks; no rows are no share rejected")
  func reports() {
    func lost(_ field: FactField) -> ReadingRemark {
      ReadingRemark(kind: .fieldLost, field: field, text: LocalizedText(zh: "缺", en: "lost"))
    }
    let other = ReadingRemark(kind: .columnUnread, text: LocalizedText(zh: "列", en: "column"))
    var report = SourceReport(
      file: "f", sha256: "", sizeBytes: 1, profile: "p", kind: .call, encoding: "utf-8", remarks: [lost(.line), other])
    #expect(report.remarkLines(.en).count == 2 && report.remarkLines(.en)[0] == "column")
    #expect(report.remarkLines(.en)[1].contains("has not: line; there are no data"))
    #expect(report.remarkLines(.zh)[1].hasPrefix("此前的同格式文件有、本文件没有的列：line；"))
    report.remarks = [other]
    #expect(report.remarkLines(.en) == ["column"])
    #expect(report.rejectedShare == 0 && report.isConserved && !report.minutePrecision && !report.simulated)
    #expect(report.accepted + report.updated + report.unchanged + report.merged == 0)
    let span = SourceSpan(kind: .call, line: nil, days: 5...9, until: 7)
    #expect(span.laterDays == 5...9 && SourceSpan(kind: .call, line: nil, days: 5...9, until: 12).laterDays == 5...12)
    #expect(SourceSpan(kind: .call, line: nil, days: 5...9).laterDays == 5...9)
  }

  @Test("pages from the end are walked backwards, others forwards")
  func spans() {
    let position = RowPosition(number: 1, key: nil)
    #expect(RowSpan(5, from: .end).isBackwards && RowSpan(5, from: .before(position)).isBackwards)
    #expect(!RowSpan(5).isBackwards && !RowSpan(5, from: .after(position)).isBackwards)
    #expect(RowSpan(5).place == .offset(0))
  }
}
