import HotlineModel
import Testing

@testable import HotlineReading

/// What the values of a column say for a field, at the bounds of each share and count.
@Suite("Evidence of values")
struct EvidenceTests {
  private func sample(_ cells: [String], _ header: String = "x") -> ColumnSample {
    ColumnSample(index: 0, header: HeaderReading(header), cells: cells, districts: Places.districts)
  }

  /// So many cells of which so many are different; the others repeat the first.
  private func cells(_ count: Int, distinct: Int, _ value: (Int) -> String = { "K\($0)x" }) -> [String] {
    (0..<count).map { value($0 < distinct ? $0 : 0) }
  }

  private func repeated(_ words: [(String, Int)]) -> [String] { words.flatMap { Array(repeating: $0.0, count: $0.1) } }

  private func score(_ cells: [String], _ field: FactField, _ header: String = "x") -> Double? {
    ValueEvidence.score(sample(cells, header), for: field)
  }

  private func phone(_ number: Int) -> String { "138\(12_345_000 + number)" }

  @Test("keys: nearly all different, nearly always there, no telephone numbers, no decimals, no times")
  func keys() {
    #expect(score(cells(50, distinct: 49), .key) == 1 && score(cells(100, distinct: 97), .key) == 0.97)
    #expect(score(cells(10, distinct: 3), .key) == 0.3 && score(cells(10, distinct: 2), .key) == nil)
    #expect(score(cells(9, distinct: 9) + [""], .key) == 1 && score(cells(8, distinct: 8) + ["", ""], .key) == nil)
    let long = String(repeating: "a", count: 77)
    #expect(score(cells(10, distinct: 10) { long + "\(100 + $0)" }, .key) == 1)
    #expect(score(cells(10, distinct: 10) { long + "\(1000 + $0)" }, .key) == nil)
    #expect(
      score(cells(6, distinct: 6) + (0..<4).map(phone), .key) == 1
        && score(cells(5, distinct: 5) + (0..<5).map(phone), .key) == nil)
    let decimals = cells(10, distinct: 10) { "\($0).5" }
    #expect(score(decimals, .key) == nil && score(decimals, .key, "id") == 1)
    let lengths = cells(10, distinct: 10) { "0:1\($0)" }
    #expect(
      score(lengths, .key) == nil && score(cells(10, distinct: 10) { "2019-03-04 08:00:0\($0)" }, .key, "id") == nil)
    #expect(
      score(cells(10, distinct: 10) { "\($0 + 100)" }, .key) == 1 && score(["", ""], .key) == nil
        && score([], .key) == nil)
  }

  @Test("lines: few of them, hotlines or numbers")
  func lines() {
    func numbers(_ distinct: Int, of count: Int) -> [String] { cells(count, distinct: distinct) { "\(9000 + $0)" } }
    #expect(score(numbers(3, of: 10), .line) == 0.8 && score(numbers(4, of: 10), .line) == nil)
    #expect(score(numbers(4, of: 80), .line) == 0.8 && score(numbers(5, of: 80), .line) == nil)
    #expect(
      score(repeated([("12345", 9), ("甲", 1)]), .line) == 1 && score(repeated([("12345", 8), ("甲", 2)]), .line) == 0.2)
    #expect(
      score(repeated([("9000", 9), ("甲", 1)]), .line) == 0.8
        && score(repeated([("02162345678", 9), ("甲", 1)]), .line) == 0.8)
    #expect(score(repeated([("甲", 5), ("乙", 5)]), .line) == 0.2)
  }

  @Test("callers: many of them, telephone numbers or long numbers")
  func callers() {
    #expect(score(cells(20, distinct: 3, phone), .caller) == nil && score(cells(20, distinct: 4, phone), .caller) == 1)
    #expect(score(cells(19, distinct: 1, phone), .caller) == 1)
    #expect(
      score((0..<8).map(phone) + ["甲", "乙"], .caller) == 1
        && score((0..<7).map(phone) + ["甲", "乙", "丙"], .caller) == 0.7)
    #expect(
      score((0..<4).map(phone) + cells(6, distinct: 6), .caller) == 0.7
        && score((0..<3).map(phone) + cells(7, distinct: 7), .caller) == nil)
    #expect(
      score(cells(10, distinct: 9) { "\(2000 + $0)" }, .caller) == 0.4
        && score(cells(10, distinct: 9) { "\(200 + $0)" }, .caller) == nil)
    #expect(
      score(cells(9, distinct: 9) { "\(2000 + $0)" } + ["甲乙丙丁"], .caller) == 0.4
        && score(cells(8, distinct: 8) { "\(2000 + $0)" } + ["甲乙丙丁", "戊"], .caller) == nil)
  }

  @Test("agents, districts and units: how often they repeat, how long they are")
  func names() {
    func text(_ length: Int) -> [String] {
      cells(10, distinct: 4) { String(repeating: "a", count: length - 1) + "\($0)" }
    }
    #expect(score(cells(20, distinct: 1), .agent) == nil && score(cells(19, distinct: 1), .agent) == 0.85)
    #expect(score(cells(20, distinct: 10), .agent) == 0.85 && score(cells(20, distinct: 11), .agent) == 0.3)
    #expect(score(text(40), .agent) == 0.85 && score(text(41), .agent) == nil)
    #expect(
      score((0..<5).map(phone) + cells(5, distinct: 5), .agent) == nil
        && score((0..<4).map(phone) + cells(6, distinct: 6), .agent) == 0.85)
    #expect(
      score(text(40), .district) == 0.75 && score(text(41), .district) == nil
        && score(cells(10, distinct: 5) { "\($0 + 30)" }, .district) == 0.4)
    #expect(
      score(repeated([("黄浦区", 8), ("甲", 2)]), .district) == 0.8
        && score(repeated([("黄浦区", 7), ("甲", 3)]), .district) == 0.75)
    #expect(score(cells(400, distinct: 400), .district) == 0.75 && score(cells(401, distinct: 401), .district) == nil)
    #expect(
      score((0..<5).map(phone) + cells(5, distinct: 5), .district) == nil
        && score((0..<5).map(phone) + cells(5, distinct: 5), .unit) == nil)
    #expect(score(text(60), .unit) == 0.85 && score(text(61), .unit) == nil && score(text(60), .title) == 0.8)
    #expect(
      score(cells(10, distinct: 5) { "\($0).5" }, .unit) == nil
        && score(cells(10, distinct: 5) { "\($0)" }, .unit) == 0.35)
    #expect(
      score(cells(10, distinct: 5) { "\($0)" }, .project) == nil && score(cells(10, distinct: 5), .project) == 0.8)
    #expect(
      score(cells(19, distinct: 19), .category) == 0.85 && score(cells(20, distinct: 16), .category) == 0.85
        && score(cells(20, distinct: 17), .category) == nil)
    let longer = { (number: Int) in "abcdefghijk\(number % 10)\(number > 9 ? "y" : "")" }
    #expect(
      score(cells(20, distinct: 10) { longer($0) + "zz" }, .kind) == 0.85
        && score(cells(20, distinct: 11) { longer($0) + "zz" }, .kind) == nil)
    #expect(
      score(cells(20, distinct: 11) { "abcdefghi\($0 + 100)" }, .kind) == 0.85
        && score(cells(20, distinct: 11) { "abcdefghij\($0 + 100)" }, .kind) == nil)
    #expect(
      score(cells(199, distinct: 159) { "a\($0)" }, .unit) == 0.85
        && score(cells(200, distinct: 160) { "a\($0)" }, .unit) == nil)
    #expect(
      score(repeated([("1", 9), ("甲", 1)]), .unit) == 0.35 && score(repeated([("1", 8), ("甲", 2)]), .unit) == 0.85)
  }

  @Test("counts, amounts and words")
  func wordsAndNumbers() {
    for field: FactField in [.reopened, .inquiries, .quantity, .year] {
      #expect(
        score(repeated([("1", 19), ("x", 1)]), field) == 1 && score(repeated([("1", 18), ("x", 2)]), field) == nil)
    }
    for field: FactField in [.budgetFen, .priorBudgetFen, .executedFen] {
      #expect(score(["1,234.5", "18.5万", "3元"], field) == 1 && score(["1,234.5", "x"], field) == nil)
    }
    #expect(
      score(repeated([("满意", 3), ("某", 1)]), .satisfaction) == 0.75
        && score(repeated([("某", 3), ("他", 1)]), .satisfaction) == 0.25)
    #expect(
      score(repeated([("是", 1), ("某", 1)]), .resolved) == 0.5
        && score(repeated([("是", 1), ("某", 2)]), .resolved) == nil)
    #expect(
      score(["是", "否", "是"], .transferOutcome) == nil && score(["是", "否", "是"], .transferOutcome, "outcome") == 1)
    #expect(score(["成功", "否", "是"], .transferOutcome) == 1 && score(["成功", "某", "他"], .transferOutcome) == nil)
    #expect(score(cells(80, distinct: 40), .outcome) == 0.25 && score(cells(82, distinct: 41), .outcome) == nil)
    #expect(
      score(cells(6, distinct: 6), .outcome) == 0.25 && score(cells(7, distinct: 7), .outcome) == nil
        && score(cells(14, distinct: 7), .outcome) == 0.25)
    #expect(score(cells(4, distinct: 2) { String(repeating: "a", count: 39) + "\($0)" }, .outcome) == 0.25)
    #expect(score(cells(4, distinct: 2) { String(repeating: "a", count: 40) + "\($0)" }, .outcome) == nil)
    #expect(ValueEvidence.knownShare(sample([]), .outcome) == 0)
  }

  @Test("half of the numbers with a point are no decimals")
  func decimals() {
    let half = (0..<10).map { $0 < 5 ? "\($0).5" : "\($0)" }
    let most = (0..<10).map { $0 < 6 ? "\($0).5" : "\($0)" }
    #expect(
      score(half, .key) == 1 && score(most, .key) == nil && score(half, .unit) == 0.85 && score(most, .unit) == nil)
    #expect(score(most.dropLast() + ["x"], .key) == 1, "one word among them")
  }

  private func kind(_ text: String) throws -> String {
    let suggestion = try ProfileSuggestion(for: Reading.file(text), districts: Places.districts, language: .en)
    return
      "\(suggestion.kind.rawValue) \(suggestion.kindCertainty.rawValue): \(suggestion.reasons.joined(separator: "; "))"
  }

  @Test("which kind of log a file is, by its columns")
  func kinds() throws {
    func rows(_ header: String, _ row: (Int) -> String) -> String {
      header + "\n" + (10..<30).map { row($0) + "\n" }.joined()
    }
    #expect(
      try kind(rows("id,held,count") { "A\($0),2019-03-\($0),\($0)" }) == "activity sure: activities and their counts")
    #expect(
      try kind(rows("id,broadcast date,inquiries") { "A\($0),2019-03-\($0),\($0)" })
        == "activity sure: activities and their counts")
    #expect(
      try kind(rows("工号,出生日期,入职日期,离职日期") { "1\($0),1980-03-\($0),2010-03-\($0),2015-03-\($0)" }).hasPrefix(
        "agent sure: dates of birth, hiring or leaving"))
    #expect(
      try kind(rows("项目,年度,预算数,执行数") { "P\($0),2019,1\($0),1\($0)" }) == "budget sure: projects, years and budgets")
    #expect(
      try kind(
        rows("工单编号,承办单位,类别,受理时间,办结时间") {
          "W\($0),救助处\($0 % 3),低保\($0 % 2),2019-03-\($0) 08:00:00,2019-03-\($0) 18:00:00"
        })
        == "work_order sure: a time of closing; the times of a row lie hours or days apart; a handling unit and a type; headers speak of orders or cases"
    )
    #expect(
      try kind(
        rows("呼叫编号,主叫,被叫,开始时间,结束时间,呼叫方向") {
          "C\($0),138123456\($0),12345,2019-03-\($0) 08:00:00,2019-03-\($0) 08:05:00,\($0 % 2 == 0 ? "呼入" : "呼出")"
        }
      )
      .hasPrefix("call sure: the times of a row lie within two hours; a direction of the call"))
  }

  @Test("columns under a header that nobody knows")
  func unnamed() {
    func bare(_ cells: [String], _ field: FactField) -> Double? {
      ValueEvidence.unnamedScore(sample(cells), for: field)
    }
    #expect(bare(cells(50, distinct: 49), .key) == 0.52 && bare(cells(50, distinct: 48), .key) == nil)
    #expect(
      bare(repeated([("12345", 19), ("甲", 1)]), .line) == 0.6
        && bare(repeated([("12345", 18), ("甲", 2)]), .line) == nil)
    #expect(
      bare((0..<8).map(phone) + ["甲", "乙"], .caller) == 0.62
        && bare((0..<7).map(phone) + ["甲", "乙", "丙"], .caller) == nil)
    #expect(
      bare(cells(9, distinct: 3, phone), .caller) == 0.62 && bare(cells(10, distinct: 3, phone), .caller) == nil
        && bare(cells(10, distinct: 4, phone), .caller) == 0.62)
    #expect(
      bare(repeated([("黄浦区", 8), ("甲", 2)]), .district) == 0.66
        && bare(repeated([("黄浦区", 7), ("甲", 3)]), .district) == nil)
    #expect(
      bare(["呼入", "呼入"], .direction) == 0.6 && bare(["接通", "接通"], .outcome) == nil
        && bare(["接通", "放弃"], .outcome) == 0.6)
    #expect(
      bare(repeated([("接通", 3), ("放弃", 1), ("某", 1)]), .outcome) == 0.6
        && bare(repeated([("接通", 2), ("放弃", 1), ("某", 1)]), .outcome) == nil)
    #expect(
      bare(["接通", "放弃", "1"], .outcome) == nil && bare(["满意", "不满意"], .satisfaction) == 0.6
        && bare(["在办", "办结"], .status) == 0.6)
    #expect(
      bare(["解决", "未解决"], .resolution) == 0.6 && bare(["是", "否"], .resolution) == nil
        && bare(["救助处", "婚姻处"], .unit) == nil)
  }

  @Test("clocks are told from durations by letters, headers or hours through the day")
  func clocks() {
    func isClock(_ cells: [String], _ header: String = "x") -> Bool { sample(cells, header).isClockOnly }
    #expect(
      isClock(repeated([("08:00:00", 41), ("05:00:00", 59)]))
        && !isClock(repeated([("08:00:00", 40), ("05:00:00", 60)])))
    #expect(
      isClock(["01:00", "02:00"], "clock") && !isClock(["01:00", "02:00"]) && !isClock(["08:00", "09:00"], "talk")
        && !isClock(["08:00", "09:00"], "wait"))
    for header in ["duration", "queue", "ring", "hold", "total"] {
      #expect(!isClock(["08:00", "09:00"], header), "\(header)")
    }
    #expect(isClock(["1:00 AM", "2:00 PM"]) && isClock(["上午 1:00", "下午 2:00"]))
    #expect(isClock(repeated([("08:00", 97), ("x", 3)])) && !isClock(repeated([("08:00", 95), ("x", 5)])))
    let lengths = sample(["0:10", "0:20", ""])
    #expect(
      lengths.durations == [10, 20, nil] && lengths.hasDurationSigns && lengths.filledShare == 2.0 / 3
        && lengths.distinctShare == 1)
    #expect(
      sample(["10", "20"]).durations == [10, 20] && !sample(["10", "20"]).hasDurationSigns
        && sample(["10", "x"]).durations.isEmpty)
    #expect(
      sample(["a", "bb", "bb"]).meanLength == 5.0 / 3 && sample(["a", "bb", "bb"]).words.map(\.word) == ["bb", "a"])
  }

  private func search(_ text: String) -> HeaderSearch {
    HeaderSearch(
      text.split(separator: "\n").enumerated().map {
        ($0.offset + 1, $0.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
      })
  }

  @Test("the header is found among the first ten rows; totals, notes and its repetitions are no data")
  func headers() {
    let rows = "K1,962200,2019-03-04 08:00:00,接通\nK2,962200,2019-03-04 09:00:00,放弃\n"
    let header = "流水号,热线,开始时间,结果\n"
    #expect(search(header + rows).header?.line == 1 && search(header + rows).data.count == 2)
    #expect(search("标题,,,\n" + header + rows).header?.line == 2 && search("标题,,,\n" + header + rows).titles == ["标题"])
    let notes = String(repeating: "说明,,,\n", count: 9)
    #expect(search(notes + header + rows).header?.line == 10)
    #expect(search(notes + "说明,,,\n" + header + rows).header == nil)
    #expect(search(rows).header == nil && search(rows).data.count == 2)
    let many = (0..<21).map { _ in rows }.joined()
    let ends = search(header + many + header + "合计,2,,\n制表,,,\n" + rows)
    #expect(ends.header?.line == 1 && ends.data.map(\.line) == Array(2...43) + [47, 48])
    let again = search(header + rows + header + rows)
    #expect(again.header?.line == 1 && again.titles.isEmpty && again.data.map(\.line) == [2, 3, 5, 6])
    let counted = rows.replacing("K1", with: "三十一号").replacing("K2", with: "三十二号")
    #expect(search(header + counted).header?.line == 1 && search(counted).header == nil)
    #expect(search("流水号,流水号,开始时间,结果\n" + rows).header == nil, "names repeat")
    #expect(search("a,b\n1,2\n3,4\n").header?.line == 1)
    // A name may hold a hotline's number; a day in words holds as many digits and is a value.
    let numbered = header.replacing("结果", with: "12345结果")
    #expect(search(numbered + rows).header?.line == 1 && search(numbered + rows).data.count == 2)
    #expect(search(header.replacing("结果", with: "2019年3月4日") + rows).header == nil)
  }

  private func scene(_ text: String) -> SuggestionScene { SuggestionScene(search(text), districts: Places.districts) }

  @Test("how times and durations agree, row by row")
  func agreement() {
    let rows = (0..<10).map { number in
      let answer = number < 8 ? "2019-03-04 08:0\(number):10" : "2019-03-04 07:59:00"
      return "K\(number),2019-03-04 08:0\(number):00,\(answer),\(number == 0 ? 12 : number == 1 ? 11 : 10),0"
    }
    let calls = scene("id,start time,answer time,wait,hold\n" + rows.joined(separator: "\n"))
    #expect(calls.times == [1, 2] && calls.durations == [3, 4])
    #expect(calls.order(1, 2) == (0.8, 0, 10) && calls.order(2, 1) == (0.2, 0, 10) && calls.order(1, 1) == (1, 1, 10))
    #expect(calls.agreement([3], from: 1, to: 2) == 0.7)
    #expect(calls.agreement([3, 4], from: 1, to: 2) == 0.7 && calls.agreement([4], from: 1, to: 2) == 0)
    #expect(calls.medianGap(1, 2) == 10 && calls.medianGap(2, 1) == -10)
    #expect(calls.rowCount == 10 && calls.headerLine == 1 && calls.twins.isEmpty && !calls.isUnnamed(1))
    let coarse = scene(
      "id,start time,answer time,wait\na,2019-03-04 08:00,2019-03-04 08:02,60\nb,2019-03-04 08:00,2019-03-04 08:02,59\n"
    )
    #expect(coarse.agreement([3], from: 1, to: 2) == 0.5)
    let few = scene(
      "id,start time,answer time,wait\n"
        + (0..<10).map { "K\($0),2019-03-04 08:00:00,\($0 < 4 ? "2019-03-04 08:00:09" : ""),9" }.joined(separator: "\n")
    )
    #expect(few.agreement([3], from: 1, to: 2) == 0, "four rows of ten prove nothing")
    let five = scene(
      "id,start time,answer time,wait\n"
        + (0..<10).map { "K\($0),2019-03-04 08:00:00,\($0 < 5 ? "2019-03-04 08:00:09" : ""),9" }.joined(separator: "\n")
    )
    #expect(five.agreement([3], from: 1, to: 2) == 1)
    let twins = scene("a,a,,b\n1,2,3,4\n5,6,7,8\n")
    #expect(twins.twins.isEmpty || twins.twins == [0, 1, 2])
  }
}
