import Testing

@testable import HotlineAppraisal

/// When two figures of one form must be one, and when they may differ.
@Suite("Two values of one thing")
struct ContradictionTests {
  private func found(_ text: String) throws -> [String] {
    try SmallForm(text).found(.contradiction).filter { $0.contains("has two values") }
  }

  @Test(
    "one rate with two values is told: the same name, the same hotline, or a rate that only one hotline has",
    arguments: [
      ("接听率94%（94/100）。962200热线接通率95%（95/100）", 1), ("满意率94%（94/100）。962200满意率95%（95/100）", 1),
      ("962200市民满意率94%（94/100），来电满意率95%（95/100）", 1),
      ("962200有来电5件，先联率94%（94/100）。12345有工单5件，先联率95%（95/100）", 1), ("962200先联率94%（94/100），12345先联率95%（95/100）", 0),
      ("962200接通率94%（94/100），12345接通率95%（95/100）", 0), ("接通率94%（94/100），满意率95%（95/100）", 0),
      ("知晓率94%（94/100）。962200热线知晓率95%（95/100）", 0), ("接通率94%（94/100），接通率94%（94/100）", 0),
    ])
  func rates(text: String, count: Int) throws {
    let all = try found(text)
    #expect(all.count == count, "\(all)")
  }

  @Test(
    "rates that each hotline has of its own may differ under different names",
    arguments: ["满意率", "满意度", "解决率", "评价率"])
  func ofEach(name: String) throws {
    #expect(try found("市民\(name)94%（94/100）。962200热线来电\(name)95%（95/100）") == [])
  }

  @Test("values that print alike are one; a lower bound contradicts nothing")
  func alike() throws {
    #expect(try found("接通率94.3%（943/1,000），接通率94.28%（9,428/10,000）") == [])
    #expect(try found("接通率94.28%（9,428/10,000），接通率94.3%（943/1,000）") == [])
    #expect(try found("接通率超过99%，接通率94%（94/100）") == [] && found("接通率94%（94/100），接通率超过99%") == [])
  }

  @Test("one name is printed once, two names both")
  func names() throws {
    #expect(
      try found("热线接通率94%（94/100），热线接通率95%（95/100）") == ["“热线接通率” has two values: 94% (主要绩效) and 95% (主要绩效)"])
    #expect(
      try found("接听率94%（94/100），接通率95%（95/100）") == ["“接听率”和“接通率” has two values: 94% (主要绩效) and 95% (主要绩效)"])
  }

  @Test("figures of the problems and of remarks are held against those of the results")
  func places() throws {
    var form = SmallForm("热线接通率94%（94/100）")
    form.problems = "全年接通率93%。"
    #expect(try form.found(.contradiction).contains { $0.contains("94% (主要绩效) and 93% (主要问题)") })
    form = SmallForm("热线接通率94%（94/100）")
    form.rows = ["产出（100分） | 日常运行 | 全年运行 | 100 | 99 | 扣1分：全年接通率93%"]
    #expect(try form.found(.contradiction).contains { $0.contains("94% (主要绩效) and 93% (日常运行)") })
    form.rows = ["产出（100分） | 日常运行 | 全年运行 | 100 | 99 | 扣1分：高峰时段接通率93%"]
    #expect(try form.found(.contradiction) == [], "a part of the year may differ")
  }

  @Test(
    "one count with two values is told where unit and the last four letters of its name agree",
    arguments: [
      ("话务总量5个，话务总量6个", 1), ("热线话务总量5个，本年话务总量6个", 1), ("话务总量5个，话务总量6件", 0), ("工单量5件，工单量6件", 0),
      ("话务总量5个，服务商家6个", 0), ("第1次接5个，第1次接6个", 0), ("话务总量5个。962200热线话务总量6个", 1),
      ("1.962200热线话务总量5个。2.话务总量6个", 1), ("962200热线话务总量5个，本年话务总量6个", 1),
      ("962200热线话务总量5个，12345热线话务总量6个", 0), ("话务总量18.5万个，话务总量185,200个", 0),
      ("话务总量185,200个，话务总量18.5万个", 0), ("话务总量超过5,000个，话务总量6,000个", 0), ("话务总量6,000个，话务总量超过5,000个", 0),
      ("话务总量5个，话务总量5个", 0),
    ])
  func counts(text: String, count: Int) throws {
    let all = try found(text)
    #expect(all.count == count, "\(all)")
  }

  @Test("a long name is cut to its last eight characters")
  func longName() throws {
    #expect(try found("全年全部热线话务总量5个，全年全部热线话务总量6个").allSatisfy { $0.hasPrefix("“全部热线话务总量” has") })
    #expect(try found("全年全部热线话务总量5个，全年全部热线话务总量6个").count == 1)
  }

  @Test("满意率 beside 满意度 is told unless each has its counts")
  func notions() throws {
    func found(_ text: String) throws -> Bool {
      try SmallForm(text).found(.contradiction).contains { $0.hasSuffix("are two notions, neither defined") }
    }
    #expect(try found("满意率98%，满意度94%") && !found("满意率98%（49/50），满意度94%（47/50）"))
    #expect(try !found("满意率98%") && !found("满意度94%") && !found("满意率98%，满意度94%（47/50）"))
  }

  @Test("an execution rate of the text is that of the head; a target of it is none")
  func execution() throws {
    func found(_ text: String) throws -> [String] { try SmallForm(text).found(.contradiction) }
    #expect(try found("预算执行率98.00%") == ["the text has an execution rate of 98.00%, the head 99.00%"])
    #expect(try found("预算执行率99.00%") == [] && found("预算执行率不低于95%") == [] && found("满意率98%（49/50）") == [])
  }

  @Test("a sibling's orders are another number only on a form of the same centre")
  func siblings() throws {
    func count(_ text: String, unit: String = "中心", own: String = "受理工单100件") throws -> Int {
      var sibling = SmallForm(text)
      (sibling.project, sibling.unit) = ("服务体系", unit)
      let forms = try FilledForm.forms(in: SmallForm(own).text + "\n\n" + sibling.text, file: "form.md")
      #expect(forms.count == 2)
      return FormAudit().results(forms)[0].findings.count { $0.fault == .siblings }
    }
    #expect(try count("受理工单90件") == 1 && count("受理工单90件", unit: "别的中心") == 0)
    #expect(try count("受理工单100件") == 0 && count("直播90期") == 0 && count("工单满意度94%（47/50）") == 0)
    #expect(try count("受理工单90件", own: "直播100期") == 0)
  }
}
