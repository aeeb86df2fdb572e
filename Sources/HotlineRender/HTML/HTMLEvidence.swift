import HotlineDocument
import HotlineText

extension HTMLDocument {
  static let evidenceAnchor: Anchor = "evidence"

  var evidenceTitle: String { say("数据来源与口径", "Where the figures come from") }

  /// The last chapter: for each figure its definition, counts, SQL and files.
  var evidence: String {
    guard !document.evidence.isEmpty else { return "" }
    let id = Self.evidenceAnchor.id
    let hint = say(
      "正文中带点线的数字都链接到这里。SQL 可在数据库上直接运行，命令列出每一行明细。",
      "Every figure with a dotted line leads here. The SQL runs on the database as it is; the command lists the rows.")
    return """
      <section class="evidence" aria-labelledby="\(id)">
      <h2 id="\(id)">\(evidenceTitle)</h2>
      <p>\(hint)</p>
      \(document.evidence.map(article).joined(separator: "\n"))
      </section>
      """
  }

  private func article(_ evidence: Evidence) -> String {
    let id = evidence.anchor.id.htmlEscaped
    var rows = [(say("数值", "Value"), value(evidence)), (say("定义", "Definition"), evidence.definition.htmlEscaped)]
    rows.append((say("公式", "Formula"), "<code>\(evidence.formula.htmlEscaped)</code>"))
    rows += terms(say("分子", "Numerator"), evidence.numerator)
    rows += terms(say("分母", "Denominator"), evidence.denominator)
    rows += terms(say("未计入", "Left out"), evidence.leftOut)
    if !evidence.notes.isEmpty {
      rows.append((say("说明", "Notes"), evidence.notes.map(\.htmlEscaped).joined(separator: "<br>")))
    }
    if !evidence.source.isEmpty { rows.append((say("口径出处", "Definition from"), evidence.source.htmlEscaped)) }
    if !evidence.files.isEmpty {
      rows.append(
        (say("来源文件", "Files"), evidence.files.map { "<code>\($0.htmlEscaped)</code>" }.joined(separator: " ")))
    }
    if !evidence.command.isEmpty {
      rows.append((say("命令", "Command"), "<code>\(evidence.command.htmlEscaped)</code>"))
    }
    let list = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined()
    return "<article id=\"\(id)\"><h3>\(evidence.title.htmlEscaped)</h3><dl>\(list)</dl>\(sql(evidence))</article>"
  }

  private func value(_ evidence: Evidence) -> String {
    let sums = [evidence.numerator, evidence.denominator].map { terms in
      NumberFormat.count.text(terms.reduce(0) { $0 + $1.sum })
    }
    let counts = evidence.denominator.isEmpty ? "" : " = \(sums[0]) ÷ \(sums[1])"
    guard case .absent(let reason) = evidence.value.content else { return (evidence.value.text + counts).htmlEscaped }
    return "– \(reason.htmlEscaped)"
  }

  private func terms(_ name: String, _ terms: [Evidence.Term]) -> [(String, String)] {
    guard !terms.isEmpty else { return [] }
    let texts = terms.map { "<code>\($0.measure.htmlEscaped)</code> \(NumberFormat.count.text($0.sum))" }
    return [(name, texts.joined(separator: say("，", ", ")))]
  }

  private func sql(_ evidence: Evidence) -> String {
    let terms = (evidence.numerator + evidence.denominator).filter { !$0.sql.isEmpty }
    guard !terms.isEmpty else { return "" }
    let text = terms.map { "-- \($0.measure) = \(NumberFormat.count.text($0.sum))\n\($0.sql)" }.joined(separator: "\n")
    // Line ends are the markup's own here, all else is escaped.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).htmlEscaped }
    return "<details><summary>SQL</summary><pre><code>\(lines.joined(separator: "\n"))</code></pre></details>"
  }
}
