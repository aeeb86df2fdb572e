import HotlineDocument
import HotlineText

extension HTMLDocument {
  static let evidenceAnchor: Anchor = "evidence"

  var evidenceTitle: String { document.language("数据来源与口径", "Where the figures come from") }

  /// The last chapter: for each figure its definition, counts, SQL and files.
  var evidence: String {
    guard !document.evidence.isEmpty else { return "" }
    let id = Self.evidenceAnchor.id
    let hint = document.language(
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
    let list = evidence.entries.map { entry in
      "<dt>\(entry.name(document.language))</dt><dd>\(content(entry.content, of: evidence))</dd>"
    }
    return
      "<article id=\"\(id)\"><h3>\(evidence.title.htmlEscaped)</h3><dl>\(list.joined())</dl>\(sql(evidence))</article>"
  }

  private func content(_ content: Evidence.Content, of evidence: Evidence) -> String {
    func code(_ text: String) -> String { "<code>\(text.htmlEscaped)</code>" }
    return switch content {
    case .value: value(evidence)
    case .text(let text): text.htmlEscaped
    case .texts(let texts): texts.map(\.htmlEscaped).joined(separator: "<br>")
    case .formula(let text), .command(let text): code(text)
    case .files(let files): files.map(code).joined(separator: " ")
    case .terms(let terms):
      terms.map { "\(code($0.measure)) \($0.text)" }
        .joined(separator: document.language("，", ", "))
    }
  }

  private func value(_ evidence: Evidence) -> String {
    let sums = [evidence.numerator, evidence.denominator].map { terms in
      let known = terms.compactMap(\.sum)
      return known.count == terms.count ? NumberFormat.count.text(known.reduce(0, +)) : "–"
    }
    let counts = evidence.denominator.isEmpty || !evidence.isQuotient ? "" : " = \(sums[0]) ÷ \(sums[1])"
    guard case .absent(let reason) = evidence.value.content else { return (evidence.value.text + counts).htmlEscaped }
    return "– \(reason.htmlEscaped)"
  }

  private func sql(_ evidence: Evidence) -> String {
    let text = evidence.sql(withSums: true)
    guard !text.isEmpty else { return "" }
    // Line ends are the markup's own here, all else is escaped.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).htmlEscaped }
    return "<details><summary>SQL</summary><pre><code>\(lines.joined(separator: "\n"))</code></pre></details>"
  }
}
