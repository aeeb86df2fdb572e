import FreshNames
import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineAppraisal

/// The two printed forms of 2019, with all their faults.
enum PrintedForms {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "self-evaluation-2019.md").path

  static func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  static func results(replacing changes: [(String, String)] = []) throws -> [FormAudit.Result] {
    var text = try text()
    for (old, new) in changes {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    return FormAudit().results(try FilledForm.forms(in: text, file: "form.md"))
  }
}

@Suite("Filled-in forms are audited")
struct AuditTests {
  @Test("what has thousands of rows is no form; labels are read without what stands in brackets")
  func bounds() throws {
    let row = "| 项目名称 | 热线 |\n"
    let most = try FilledForm.forms(in: row + String(repeating: "| a |\n", count: 4_999), file: "f.md")
    #expect(most.count == 1)
    #expect(throws: Diagnostic.self) {
      try FilledForm.forms(in: row + String(repeating: "| a |\n", count: 5_000), file: "f.md")
    }
    func read(_ text: String) throws -> [FilledForm] {
      try FilledForm.forms(in: row + "| 主要绩效 | \(text) |\n", file: "f.md")
    }
    let longest = String(repeating: "（", count: 9_990) + "接通率94.3%"
    #expect(try read(String(longest.suffix(10_000))).count == 1)
    #expect(throws: Diagnostic.self) { try read(longest + "，满意率99%。") }
    // A text as long as a cell may have is checked in no time that anybody would notice.
    for unit in ["（", "94.30%（3,245/3,441）", "1,000,", "率和", "接通", "1", "1年"] {
      let text = String(repeating: unit, count: 9_000 / unit.count) + "接通率94.30%（3,245/3,441）"
      #expect(try FormAudit().results(read(text)).count == 1)
    }
    // As many figures as a file's forms may have, and one more.
    func dense(_ numbers: Int) -> String {
      (0..<10).map {
        "| 产出 | 指标\($0) | \(String(repeating: "7个，", count: numbers / 10 + ($0 == 0 ? numbers % 10 : 0))) | 1 | 1 | |\n"
      }
      .joined()
    }
    let head = row + "| 一级指标 | 指标名称 | 指标解释 | 权重 | 自评分 | 备注 |\n"
    #expect(try FilledForm.forms(in: head + dense(6_000), file: "f.md").count == 1)
    let refused = #expect(throws: Diagnostic.self) { try FilledForm.forms(in: head + dense(6_001), file: "f.md") }
    #expect(
      refused?.message(.en).hasSuffix("too many numbers for a form; at most 6000 in the texts of all forms") == true)
    let large = FileManager.default.temporaryDirectory.appending(path: "large-\(freshName()).md")
    defer { try? FileManager.default.removeItem(at: large) }
    try Data(repeating: 0x61, count: (1 << 19) + 1).write(to: large)
    let refusal = #expect(throws: Diagnostic.self) { try FilledForm.forms(contentsOf: large.path) }
    #expect(refusal?.message(.en).hasSuffix("the file is too large; at most 512 KB") == true)
    var stops = 0
    #expect(throws: CancellationError.self) {
      try FormAudit().results(most) {
        stops += 1
        if stops == 3 { throw CancellationError() }
      }
    }
    for (text, left) in [
      ("预算数（万元）", "预算数"), ("(a)b(c", "b(c"), ("a)b", "a)b"), ("((a)b)", "b)"), ("（a)b", "b"), ("", ""),
    ] { #expect(text.withoutBrackets("（(", "）)") == left) }
    let labels = ["1.项目名称", "一、项目名称：", "12、项目 名称", "**项目名称**（全称）", "２、项目名称", "项目名称【必填】"]
    for label in labels {
      #expect(FilledForm.Field(label: label) == (label.hasPrefix("２") ? nil : .project), "\(label)")
    }
  }

  @Test("both printed forms are read: blocks, weights, scores, rows torn by a page break put back")
  func reading() throws {
    let forms = try FilledForm.forms(contentsOf: PrintedForms.path)
    try #require(forms.count == 2)
    #expect(forms.map { $0.text(.project) } == ["社区服务热线管理", "社区服务体系管理"])
    for form in forms {
      #expect(form.sections.map(\.weight) == [36, 34, 15, 15])
      #expect(form.sections.map { $0.rows.compactMap(\.weight).reduce(0, +) } == [36, 34, 15, 15])
    }
    #expect(forms[0].sections.map { $0.rows.compactMap(\.score).reduce(0, +) } == [33, 32, 13, 14])
    #expect(forms[1].sections.map { $0.rows.compactMap(\.score).reduce(0, +) } == [30, 32, 15, 12])
    #expect(forms.map { $0.total?.score } == [92, 89])
    #expect(forms[1].sections[1].rows.map(\.name).prefix(2) == ["形成社区服务模式研究", "整理及编撰形成社区服务案例"])
  }

  /// Fault of domain.md §0.4, which form, code of the catalogue, words of the finding.
  static let known: [(String, Int, Fault, String)] = [
    ("F1", 0, .executionRate, "=99.61%"), ("F1", 1, .executionRate, "=99.95%"),
    ("F2", 0, .recurrence, "2,266,180"), ("F2", 1, .recurrence, "1,221,000"),
    ("F3", 0, .improvementBelowActual, "“热线接通率”拟提升为 90%，但已达 94.3%"),
    ("F4", 0, .valueMissing, "“实际解决率”"),
    ("F5", 0, .contradiction, "“市民满意率”98.6% 与“市民满意度”94.7%"),
    ("F6", 0, .deductionWithoutReason, "扣 2 分，备注为空"), ("F6", 0, .deductionWithoutReason, "扣 1 分，备注为空"),
    ("F7", 0, .notAuditable, "热线服务1、热线服务2"), ("F8", 0, .target, "只求“良好”，结果已达“优秀”"),
    ("F9", 0, .mixedUnits, "转派工单和电话13778个"), ("F10", 0, .vagueNumber, "近216期"),
    ("F11", 0, .valueMissing, "执行力"), ("F12", 1, .scoreAgainstTarget, "33期÷36期=91.67%，按比例应得 6.42，填 5"),
    ("F13", 1, .contradiction, "执行率 超过99%，表头填 100.00%"),
    ("F14", 0, .deductionWithoutReason, "热线质量管理提升研究"), ("F15", 0, .deductionWithoutReason, "年龄超过45岁"),
    ("F15", 0, .unmatchedImprovement, "加强热线人员梯队建设"), ("F16", 0, .wording, "“即定”疑为“既定”"),
    ("F17", 0, .siblings, "3万单以上"), ("F17", 1, .siblings, "13778个"),
  ]

  @Test("every known fault of the printed forms is found", arguments: known)
  func faults(_ name: String, form: Int, fault: Fault, words: String) throws {
    let findings = try PrintedForms.results()[form].findings
    #expect(
      findings.contains { $0.fault == fault && $0.found.zh.contains(words) },
      "\(name): \(findings.filter { $0.fault == fault }.map(\.found.zh))")
  }

  @Test("rates without their counts are listed, each with the fewest cases that can give it; the budget's rate is none")
  func withoutCounts() throws {
    let finding = try #require(
      try PrintedForms.results()[0].findings.first { $0.found.zh.hasPrefix("比率没有分子和分母") })
    // 33 of 35 are 94.29 %, 68 of 69 are 98.55 %, 86 of 87 are 98.85 %: no smaller number of cases rounds to them.
    for words in ["热线接通率94.3%（至少 35 件才可能）", "市民满意率98.6%（至少 69 件才可能）", "先行联系率98.9%（至少 87 件才可能）"] {
      #expect(finding.found.zh.contains(words), "\(finding.found.zh)")
    }
    #expect(!finding.found.zh.contains("执行率"))
  }

  @Test("counts that stand in a row bear out a rate of the results")
  func countsInRows() throws {
    let finding = try PrintedForms.results(replacing: [
      ("| 热线服务3        |  | 5   | 5  |", "| 热线服务3        | 满意35,493÷36,000 | 5   | 5  |")
    ])[0].findings.first { $0.found.zh.hasPrefix("比率没有分子和分母") }
    // 35,493 of 36,000 are 98.59 %.
    #expect(finding?.found.zh.contains("市民满意率98.6%") == false && finding?.found.zh.contains("先行联系率98.9%") == true)
  }

  @Test(
    "a grade in the national words is that of its total: 优 from 90 on, 良 from 80, 中 from 60",
    arguments: [
      ("100", "优", true), ("90", "优", true), ("89.99", "优", false), ("89.99", "良", true), ("90", "良", false),
      ("80", "良", true), ("79.99", "良", false), ("79.99", "中", true), ("60", "中", true), ("59.99", "中", false),
      ("59.99", "差", true),
    ])
  func nationalGrades(total: String, word: String, isRight: Bool) throws {
    let text = FaultlessForm.otherWords.replacing("| 100 | 96 |", with: "| 100 | \(total) |").replacing(
      "| 自评等级 | 优秀 |", with: "| 自评等级 | \(word) |")
    let findings = FormAudit().results(try FilledForm.forms(in: text, file: "f.md")).flatMap(\.findings)
    #expect(findings.contains { $0.fault == .grade } != isRight)
  }

  @Test("a label of up to 200 bytes is one")
  func longLabels() {
    // Twelve bytes of name and six of brackets.
    for (length, isLabel) in [(182, true), (183, false)] {
      let label = "项目名称（\(String(repeating: "a", count: length))）"
      #expect((FilledForm.Field(label: label) == .project) == isLabel, "\(length)")
    }
  }

  @Test("all seven deductions of the hotline's form stand without a remark")
  func deductions() throws {
    let findings = try PrintedForms.results()[0].findings
    let rows = findings.filter { $0.fault == .deductionWithoutReason && $0.found.zh.contains("备注为空") }
    #expect(
      Set(rows.compactMap(\.subject?.zh)) == [
        "绩效目标合理性", "项目设立的规范性", "962200热线数据分析", "热线服务1", "热线服务2", "12345承接工作2", "直通990节目直播",
      ])
  }

  @Test("the printed sums and grades are right and raise nothing")
  func sound() throws {
    for result in try PrintedForms.results() {
      #expect(result.findings.contains { [.sums, .grade, .scoreOutsideWeight].contains($0.fault) } == false)
    }
  }

  @Test("weights that add up to something else than 100 are found, though their sums are right")
  func hundred() throws {
    let found = try PrintedForms.results(replacing: [
      ("| 热线服务3        |  | 5   | 5  |", "| 热线服务3        |  | 6   | 5  |"),
      ("影响力目标<br>(15分)", "影响力目标<br>(16分)"), ("| 100 | 92 |", "| 101 | 92 |"),
    ]).flatMap(\.findings).map(\.found.en)
    #expect(found.contains("the weights come to 101, not 100"))
    #expect(try !PrintedForms.results().flatMap(\.findings).contains { $0.found.en.contains("not 100") })
  }

  @Test("a part above its whole is found where both are of one hotline, or the part is of none")
  func partsOfLines() throws {
    func found(_ text: String) throws -> Bool {
      let forms = try FilledForm.forms(in: "| 项目名称 | 热线 |\n| 主要绩效 | \(text) |\n", file: "f.md")
      return FormAudit().results(forms).flatMap(\.findings).contains { $0.found.en.contains(" is above ") }
    }
    #expect(try found("接通量5,000个。962200热线话务总量4,000个。"))
    #expect(try found("962200热线话务总量4,000个，接通量5,000个。"))
    #expect(try !found("962200热线接通量5,000个。12345热线话务总量4,000个。"))
    #expect(try !found("接通量5,000个。962200热线话务总量5,000个。"))
  }

  @Test("of several fractions in a bracket the first is that of the figure before it")
  func fractions() {
    let counts = StatedFigure.all(in: "接通率94.30%（3,245/3,441，上年3,000/3,300）").first { $0.isPercentage }?.counts
    #expect(counts?.numerator == 3_245 && counts?.denominator == 3_441)
    let before = StatedFigure.all(in: "上年3,000/3,300，今年3,245/3,441，接通率94.30%。").first { $0.isPercentage }?.counts
    #expect(before?.numerator == 3_245 && before?.denominator == 3_441)
  }

  /// What is changed in the forms, and the fault that must then be found.
  static let changes: [((String, String), Fault, String)] = [
    (("| 100 | 92 |", "| 100 | 93 |"), .sums, "合计填 93"),
    (("| 100 | 92 |", "| 101 | 92 |"), .sums, "合计填 101"),
    (("绩效等级：      | 优秀", "绩效等级：      | 良好"), .grade, "应为“优秀”"),
    (("| 热线服务3        |  | 5   | 5  |", "| 热线服务3        |  | 5   | 6  |"), .scoreOutsideWeight, "不在 0–5 之内"),
    (("| 热线服务3        |  | 5   | 5  |", "| 热线服务3        |  | 5   | 待评  |"), .scoreOutsideWeight, "不是数字"),
    (("| 热线服务3        |  | 5   | 5  |", "| 热线服务3        |  | 6   | 5  |"), .sums, "之和为 16"),
    (("自评时间：      | 2020-03-12", "自评时间：      | 2019-12-12"), .period, "尚未结束"),
    (("市民满意率为98.6%，", "市民满意率为98.6%，比上年同比提高2%，"), .percentagePoints, "百分点"),
    (("先行联系率98.9%", "先行联系率108.9%"), .impossible, "超过 100%"),
    (("热线接通率达94.3%", "热线接通率达94.3%，热线接通率95%"), .contradiction, "两个数值"),
  ]

  @Test("a fault that is put in is found", arguments: changes)
  func putIn(change: (String, String), fault: Fault, words: String) throws {
    #expect(
      try PrintedForms.results()[0].findings.contains { $0.fault == fault && $0.found.zh.contains(words) } == false)
    let findings = try PrintedForms.results(replacing: [change])[0].findings
    #expect(
      findings.contains { $0.fault == fault && $0.found.zh.contains(words) },
      "\(findings.map { "\($0.fault.rawValue) \($0.found.zh)" })")
  }

  @Test("a mended form raises the fault no more")
  func mended() throws {
    let mended = try PrintedForms.results(replacing: [
      ("2,719,852.00  | 预算执行率（%）：  | 100.00%", "2,719,852.00  | 预算执行率（%）：  | 99.61%"),
      ("热线接通率提升为90%", "热线接通率提升为96%"), ("近216期", "216期"), ("即定", "既定"), ("第三名", "第三名（共12个）"),
    ])[0].findings
    let gone: [Fault] = [.executionRate, .improvementBelowActual, .rank]
    #expect(
      mended.contains { gone.contains($0.fault) || $0.found.zh.contains("即定") || $0.found.zh.contains("近216") } == false
    )
  }

  @Test("points lost and “无” under problems")
  func noProblem() throws {
    let text = try PrintedForms.text().replacing(/1\.项目预算编制需要进一步量化.*?数据支撑。/, with: "无")
    let results = FormAudit().results(try FilledForm.forms(in: text, file: "form.md"))
    #expect(results[0].findings.contains { $0.fault == .noProblemStated && $0.found.zh.contains("共扣 8 分") })
  }

  @Test("sentences of last year's form are found again")
  func copied() throws {
    let forms = try FilledForm.forms(contentsOf: PrintedForms.path)
    let findings = FormAudit().results(forms, lastYear: forms)[0].findings
    #expect(findings.contains { $0.fault == .copied && $0.subject?.zh == "主要问题" })
    #expect(FormAudit().results(forms)[0].findings.contains { $0.fault == .copied } == false)
  }

  @Test("a CSV with the same cells raises the same findings, in UTF-8 and in GB18030")
  func csv() throws {
    let rows = FormCells(try PrintedForms.text(), file: "form.md").rows
    let csv = rows.map { row in
      row.cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }.joined(separator: "\n")
    let expected = try PrintedForms.results().map { $0.findings.map(\.found) }
    let folder = FileManager.default.temporaryDirectory
    for encoding in [String.Encoding.utf8, String.Encoding(rawValue: 0x8000_0632)] {
      let path = folder.appending(path: "form-\(freshName()).csv")
      defer { try? FileManager.default.removeItem(at: path) }
      try #require(csv.data(using: encoding)).write(to: path)
      let forms = try FilledForm.forms(contentsOf: path.path)
      #expect(FormAudit().results(forms).map { $0.findings.map(\.found) } == expected)
    }
  }

  @Test("a file without a form is said to have none")
  func none() {
    #expect {
      try FilledForm.forms(in: "# Notes\n\n| a | b |\n| - | - |\n| 1 | 2 |\n", file: "notes.md")
    } throws: { "\($0)".hasPrefix("notes.md: there is no form") }
  }

  @Test("numbers as forms write them", arguments: [("2,730,460.00", 2_730_460), ("100.00%", 100), ("92", 92)])
  func numbers(text: String, expected: Double) {
    #expect(FormCells.number(text) == expected)
    #expect(FormCells.number("约\(text)") == nil)
  }

  @Test("figures are read with scale, unit, vagueness and bounds")
  func figures() throws {
    let figures = StatedFigure.all(in: "全年话务总量18.5万个，近216期，达90%以上，年度≥95%，执行率超过99%")
    try #require(figures.count == 5)
    #expect(figures[0].value == 185_000 && figures[0].prints(184_500) && !figures[0].prints(184_499))
    #expect(figures[1].vagueness == "近" && figures[1].value == 216)
    #expect(figures[2].isLowerBound && figures[2].agrees(with: 0.97) && !figures[2].agrees(with: 0.89))
    #expect(figures[3].isLimit)
    #expect(figures[4].rateName == "执行率" && figures[4].isLowerBound)
    // A sign before the first figure is a minus, also where nothing stands before it.
    #expect(StatedFigure.all(in: "-3.2%，环比-5.0%，2018-2019年3.0%").map(\.value).prefix(2) == [-0.032, -0.05])
    #expect(StatedFigure.all(in: "5-6%").map(\.value) == [0.06])
    // What a figure is of another time is said in many words.
    for word in ["上年", "去年", "上年同期", "上一年", "上期", "上月", "往年"] {
      #expect(StatedFigure.all(in: "\(word)接通率为93.2%").map(\.role) == [.past], "\(word)")
    }
    #expect(StatedFigure.all(in: "全年接通率为93.2%").map(\.role) == [.result])
  }
}
