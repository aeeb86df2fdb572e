import Testing

@testable import HotlineAppraisal

/// Points off and the words beside them.
@Suite("Deductions and their remarks")
struct RowAuditTests {
  private func form(score: String, remark: String = "", weight: String = "100") -> SmallForm {
    var form = SmallForm()
    form.rows = ["产出（\(weight)分） | 微信推送工作 | 全年运行 | \(weight) | \(score) | \(remark)"]
    form.total = "合计 |  |  | \(weight) | \(score) | "
    return form
  }

  @Test(
    "nothing is said in many words",
    arguments: ["", "无", "无。", " 无 。", "暂无", "没有问题", "暂无明显问题", "2、无", "/", "-", "——", "未发现重大问题", "基本无不足", "。"])
  func nothing(text: String) {
    #expect(RowAudit.isNothing(text))
  }

  @Test("something is something", arguments: ["坐席不足", "无人值守", "没有回访", "1.坐席不足"])
  func something(text: String) {
    #expect(!RowAudit.isNothing(text))
  }

  @Test("points off without a word are a warning, or a remark where the problems speak of the row")
  func silent() throws {
    func found(_ problems: String, score: String = "99") throws -> [Finding] {
      var form = form(score: score)
      form.problems = problems
      return try form.findings().filter { $0.fault == .deductionWithoutReason }
    }
    #expect(try found("坐席年龄偏大").map(\.severity) == [.warning, .remark])
    #expect(try found("微信推送工作滞后").map(\.found.en) == ["1 off, no remark (the problems say: 微信推送工作滞后)"])
    #expect(try found("微信推送工作滞后").map(\.severity) == [.remark])
    #expect(try found("坐席年龄偏大", score: "100") == [], "without points off no row need stand for a problem")
  }

  @Test("where every deduction has its reason, problems need no row")
  func told() throws {
    var form = form(score: "99", remark: "材料不全")
    form.problems = "坐席年龄偏大"
    #expect(try form.found(.deductionWithoutReason) == [])
    form.rows.append(" | 宣传工作 | 全年运行 | 5 |  | ")
    #expect(try form.found(.deductionWithoutReason) == [], "a row without a score has lost nothing")
  }

  private func remark(_ remark: String, score: String) throws -> [String] {
    try form(score: score, remark: remark).found(.deductionWithoutReason)
  }

  @Test("full marks beside a remark that takes points")
  func full() throws {
    for words in ["扣1分", "减1分", "-1分", "未达标", "未达到目标", "未完成", "失分较多"] {
      #expect(try remark(words, score: "100").count == 1, "\(words)")
    }
    for words in ["不扣分", "未扣分", "无扣分", "不予扣分", "扣分项：无", "完成"] {
      #expect(try remark(words, score: "100") == [], "\(words)")
    }
    // Ten characters between the miss and “not”, two between “not” and 扣.
    #expect(try remark("未达到一二三四五六七八九十不甲乙扣分", score: "100") == [])
    #expect(try remark("未达到一二三四五六七八九十甲不甲乙扣分", score: "100").count == 1)
    #expect(try remark("未达到不甲乙丙扣分", score: "100").count == 1)
  }

  @Test("the remark takes what is off, give or take half a point")
  func sums() throws {
    #expect(try remark("扣1.5分", score: "99") == [] && remark("扣1.502分", score: "99").count == 1)
    #expect(try remark("甲扣1分，乙扣1分", score: "98") == [] && remark("甲扣3分，合计扣4分", score: "96") == [])
    #expect(try remark("扣2分", score: "99") == ["the remark takes 2, 1 are off"])
    #expect(try remark("扣3分，按比例", score: "99") == [] && remark("每项扣3分", score: "99") == [])
  }

  @Test("points lost and no problem told")
  func noProblem() throws {
    #expect(
      try form(score: "99", remark: "材料不全").found(.noProblemStated) == ["1 points are lost, yet no problem is stated"])
    #expect(try form(score: "100").found(.noProblemStated) == [])
    let text = form(score: "99", remark: "材料不全").text.replacing("| 主要问题 | 无 |\n", with: "")
    let findings = FormAudit().results(try FilledForm.forms(in: text, file: "f.md")).flatMap(\.findings)
    #expect(findings.contains { $0.fault == .noProblemStated }, "a form without the cell states none")
  }

  @Test(
    "a miss in proportion: the score may be half a point off, by the figures of one unit",
    arguments: [
      ("微信推送工作5期，未达到10期", "10", "4.5", true), ("微信推送工作5期，未达到10期", "10", "4.51", false),
      ("微信推送工作5期，未达到10期", "10", "4.498", true), ("微信推送工作5期，未达到10期", "10", "5.5", true),
      ("微信推送工作5期，未完成10期", "10", "3", true), ("微信推送工作5期，计划10期", "10", "3", false),
      ("全年36期，微信推送工作33期，未达到36期", "12", "11", false), ("参会3次，微信推送工作33期，未达到36期", "12", "11", false),
      ("宣传5期，未达到10期", "10", "3", false),
    ])
  func degrees(achievements: String, weight: String, score: String, isFound: Bool) throws {
    var form = form(score: score, remark: "按规则", weight: weight)
    form.achievements = achievements
    #expect(try form.found(.scoreAgainstTarget).isEmpty != isFound)
  }
}
