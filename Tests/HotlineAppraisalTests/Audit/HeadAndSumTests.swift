import Testing

@testable import HotlineAppraisal

/// The head's amounts and days, and the sums of the table.
@Suite("Head and sums of a filled-in form")
struct HeadAndSumTests {
  @Test("the execution rate is printed as its amounts give it, to the decimals printed; 100 % only where all was spent")
  func execution() throws {
    func found(_ executed: String, _ rate: String, budget: String = "1,000.00") throws -> [String] {
      var form = SmallForm()
      (form.executed, form.rate, form.budget) = (executed, rate, budget)
      return try form.found(.executionRate)
    }
    #expect(try found("994.00", "99%") == [] && found("994.00", "99.4%") == [] && found("1,000.00", "100%") == [])
    #expect(try found("994.00", "99.5%") == ["printed is 99.5%, but 994 ÷ 1,000 = 99.40%"])
    #expect(try found("999.00", "100%").count == 1 && found("994.00", "").count == 1)
    #expect(try found("1,001.00", "100.10%") == ["more was spent than budgeted"])
    #expect(try found("0", "0%", budget: "0") == ["the budget or the amount spent is missing"])
    #expect(try found("", "99%") == ["the budget or the amount spent is missing"])
  }

  @Test("“not recurrent” is told where there was a budget the year before")
  func recurrence() throws {
    func isFound(_ word: String, prior: String = "900") throws -> Bool {
      var form = SmallForm()
      (form.recurrent, form.prior) = (word, prior)
      return try !form.found(.recurrence).isEmpty
    }
    for word in ["否", "不是", "非经常性", "N"] { #expect(try isFound(word), "\(word)") }
    #expect(try !isFound("是") && !isFound("否", prior: "0") && !isFound("否", prior: ""))
  }

  @Test("a goal of a lower grade than the result claims is told")
  func goal() throws {
    func isFound(_ goal: String, _ achievements: String) throws -> Bool {
      var form = SmallForm(achievements)
      form.goal = goal
      return try !form.found(.target).isEmpty
    }
    #expect(try isFound("考核等次为“良好”", "考核等次优秀") && isFound("等次达到“良好”", "考核等次优秀") && isFound("考核等次为良好", "考核等次优秀"))
    #expect(try !isFound("考核等次为“优秀”", "考核等次优秀") && !isFound("考核等次为“优秀”", "考核等次良好") && !isFound("运行良好", "考核等次优秀"))
  }

  @Test(
    "the year is over on the day after its last",
    arguments: [
      ("2019-12-31", 1), ("2020-01-01", 0), ("2020年1月1日", 0), ("2019年12月", 1), ("2020/3/1", 0), ("2020.3.1", 0),
      ("三月", 1), ("", 1),
    ])
  func over(assessedOn: String, count: Int) throws {
    var form = SmallForm()
    form.assessedOn = assessedOn
    #expect(try form.found(.period).count == count)
  }

  @Test("a day is read as forms write it; a month alone is its last day")
  func days() {
    #expect(PeriodAudit.day("2020年3月5日")?.iso == "2020-03-05" && PeriodAudit.day("2020-03-15")?.iso == "2020-03-15")
    #expect(PeriodAudit.day("2020年2月")?.iso == "2020-02-29" && PeriodAudit.day("２０２０／３／５")?.iso == "2020-03-05")
    #expect(PeriodAudit.day("1999-03-05") == nil && PeriodAudit.day("2020年") == nil)
  }

  @Test(
    "a form of no year must not be of September or later",
    arguments: [("2020-08-31", 0), ("2020-09-01", 1), ("2020-12-31", 1), ("2020-01-09", 0)])
  func noYear(assessedOn: String, count: Int) throws {
    var form = SmallForm()
    (form.title, form.assessedOn) = ("项目绩效自我评价", assessedOn)
    #expect(try form.found(.period).count == count)
  }

  @Test(
    "figures of a part of the year are told",
    arguments: [
      ("1-2月接通率94%", true), ("1-9月接通率94%", true), ("1-10月接通率94%", true), ("1月至11月接通率94%", true), ("1-12月接通率94%", false),
      ("截至9月，接通率94%", true), ("截至10月，接通率94%", true), ("截至11月，接通率94%", true),
      ("截至一二三四五六七八九十甲乙9月接通率94%", true), ("截至一二三四五六七八九十甲乙丙9月接通率94%", false), ("前三季度接通率94%", true),
      ("上半年接通率94%", true), ("上半年制定制度", false), ("其中上半年接通率94%", false), ("全年接通率95%，较上半年提高", false),
      ("全年接通率95%，比上半年提高", false), ("上半年接通率94%，下半年96%", false), ("全年接通率94%", false),
    ])
  func partOfYear(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.period).contains { $0.hasSuffix("is not the whole year") } == isFound)
  }

  @Test(
    "figures of another year are told unless they are compared with",
    arguments: [
      ("2018年受理5件", true), ("2019年受理5件", false), ("2018年受理3件，2019年受理5件", false), ("2018年起试行", false),
      ("1999年受理5件", false),
      ("较2018年多受理5件", false), ("比2018年多受理5件", false), ("2018年同期受理5件", false), ("2018年以来受理5件", false),
      ("2018年印发文件5件", false), ("与2018年相比多5件", false), ("2018年制定制度", false),
    ])
  func otherYear(text: String, isFound: Bool) throws {
    #expect(try SmallForm(text).found(.period).contains { $0.hasSuffix("is of 2018, the form of 2019") } == isFound)
  }

  @Test("subtotals, weights and scores add up; a score of 0 is one")
  func sums() throws {
    func found(_ subtotal: String, score: String = "40") throws -> [String] {
      var form = SmallForm()
      form.rows = [
        "产出（100分） | 甲 | 说明 | 60 | 60 | ", " | 乙 | 说明 | 40 | \(score) | 材料不全", "小计 |  |  | \(subtotal) | ",
      ]
      form.total = nil
      return try form.findings().filter { [.sums, .scoreOutsideWeight].contains($0.fault) }.map(\.found.en)
    }
    #expect(try found("100 | 100") == ["there is no row 合计"])
    #expect(try found("90 | 100").contains("its rows add up to 100, printed is 90"))
    #expect(try found("100 | 99").contains("its rows add up to 100, printed is 99"))
    #expect(try found("100 | 60", score: "0").count == 1 && found("100 | 60", score: "-1").count == 3)
    #expect(try found("100 | 101", score: "41").contains("the score 41 is not within 0–40"))
  }

  @Test("a form without a grade is told the grade of its total")
  func noGrade() throws {
    let text = SmallForm().text.replacing(" 绩效等级 | 优秀 |", with: "")
    let findings = FormAudit().results(try FilledForm.forms(in: text, file: "f.md")).flatMap(\.findings)
    #expect(findings.filter { $0.fault == .grade }.map(\.found.en) == ["a total of 100 is “优秀”, printed is “”"])
  }

  @Test("a block's weight is the sum of its rows'")
  func blocks() throws {
    var form = SmallForm()
    form.rows = ["产出（60分） | 甲 | 说明 | 60 | 60 | ", "效果（40分） | 乙 | 说明 | 40 | 40 | "]
    #expect(try form.found(.sums) == [])
    form.rows[1] = "效果（41分） | 乙 | 说明 | 40 | 40 | "
    #expect(try form.found(.sums) == ["the weights of its rows add up to 40, printed is 41"])
  }
}
