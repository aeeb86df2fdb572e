import HotlineDocument
import HotlineText

extension MarkdownDocument {
  /// One figure's evidence: a heading, a list, and the SQL as it can be run.
  func evidence(_ evidence: Evidence) -> [String] {
    let sql = evidence.sql(withSums: true)
    let fence = sql.isEmpty ? [] : ["```sql\n\(sql.replacing("```", with: "` ` `"))\n```"]
    let lines = evidence.entries.flatMap(lines).map { "- " + $0 }
    return [heading(evidence.title, evidence.anchor, level: 3), lines.joined(separator: "\n")] + fence
  }

  private func lines(_ entry: Evidence.Entry) -> [String] {
    func code(_ text: String) -> String { "<code>\(text.markdownEscaped)</code>" }
    let text: String
    switch entry.content {
    case .value(let cell): text = cell.text.markdownEscaped
    case .text(let words), .formula(let words): text = words.markdownEscaped
    // Notes are sentences: each is a line of its own.
    case .texts(let texts): return texts.map(\.markdownEscaped)
    case .command(let words): text = code(words)
    case .files(let files): text = files.map(\.markdownEscaped).joined(separator: ", ")
    case .terms(let terms):
      text = terms.map { "\(code($0.measure)) \($0.sum.map(NumberFormat.count.text) ?? "–")" }.joined(separator: ", ")
    }
    return [entry.name(document.language) + document.language("：", ": ") + text]
  }
}
