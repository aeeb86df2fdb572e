import HotlineCalendar
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// Words and names that every report uses.
@Suite("Words of reports")
struct ReportLanguageTests {
  @Test("months that follow each other are told as one run, over the numbers' order")
  func months() {
    func text(_ numbers: [Int], _ language: Language = .zh) -> String {
      language.months(numbers.map { LocalMonth(year: 2019, month: $0) })
    }
    #expect(text([7]) == "7月" && text([7, 8]) == "7月至8月" && text([9, 11, 10]) == "9月至11月")
    #expect(text([12, 1, 3, 2, 7]) == "1月至3月、7月、12月")
    #expect(text([7, 9, 10, 11, 12], .en) == "July, September to December")
  }

  @Test("weekdays and hours have their names at both ends of the week and of the day")
  func times() {
    #expect((1...7).map(Language.zh.weekday) == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"])
    #expect((1...7).map(Language.en.weekday) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    #expect(Language.zh.shortWeekday(0) == "一" && Language.zh.shortWeekday(8) == "日")
    #expect(
      [0, 8, 9, 10, 23].map(Language.en.hour) == [
        "00:00–01:00", "08:00–09:00", "09:00–10:00", "10:00–11:00", "23:00–24:00",
      ])
    #expect(Language.en.month(LocalMonth(year: 2019, month: 12)) == "December 2019")
  }

  @Test("a list is cut where it is longer than what is shown, and says how many it has")
  func lists() {
    #expect(
      Language.zh.list(["甲", "乙"], first: 2) == "甲、乙" && Language.zh.list(["甲", "乙", "丙"], first: 2) == "甲、乙等3个")
    #expect(Language.en.list(["a", "b", "c"], first: 2) == "a, b and 1 more" && Language.en.list([], first: 2) == "")
    #expect(
      Language.en.plural(1, "order", "orders") == "1 order" && Language.en.plural(2, "order", "orders") == "2 orders")
    #expect(Language.en.plural(0, "order", "orders") == "0 orders")
  }

  @Test("an English sentence begins with a capital letter and keeps the rest as it is")
  func sentences() {
    let text = RichText("two ") + .strong("Three") + RichText(" four")
    #expect(
      Language.en.sentence(text).plain == "Two Three four" && Language.zh.sentence(text).plain == "two Three four")
    #expect(Language.en.sentence("").plain == "")
  }

  @Test("a part is told in the order of its dimensions, in file names by forty letters and digits of each name")
  func parts() {
    let part = ReportPart([.unit: ["甲 乙1", "丙"], .district: ["黄浦区"], .line: ["962200"]])
    #expect(part.text(.zh) == " · 区：黄浦区 · 热线：962200 · 承办单位：甲 乙1、丙")
    #expect(part.fileSuffix == "-黄浦区-962200-甲-乙1-丙")
    #expect(part.options == " --where 'district=黄浦区' --where 'unit=甲 乙1|丙'")
    #expect(part.isOne(.district) && part.isOne(.line) && !part.isOne(.unit) && !part.isOne(.category))
    #expect(part.isPart && !part.isAll)
    let line = ReportPart([.line: ["962200"]])
    #expect(!line.isPart && !line.isAll && line.options == "" && ReportPart([:]).isAll && !ReportPart([:]).isPart)
    let long = String(repeating: "长", count: 41)
    #expect(ReportPart([.unit: [long]]).fileSuffix == "-" + String(repeating: "长", count: 40))
    #expect(ReportPart([.unit: [String(repeating: "9", count: 40)]]).fileSuffix.count == 41)
  }
}
