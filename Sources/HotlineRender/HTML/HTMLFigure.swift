import HotlineDocument
import HotlineText

extension HTMLDocument {
  /// A chart, drawn for a sheet and for a phone, with its note, its data and the way to its evidence.
  func figure(_ figure: Figure) -> String {
    let source = figure.evidence.map { link(document.language("数据来源", "Source"), to: $0, "") } ?? ""
    let numbers = figure.numbers.map { link(document.language("数据表", "Data"), to: $0, "") } ?? ""
    let caption = [html(figure.note), source, numbers].filter { !$0.isEmpty }.joined(separator: " ")
    let data =
      figure.numbers == nil
      ? """
      <details class="data"><summary>\(document.language("数据表", "Data"))</summary>
      \(table(figure.table(document.language), label: hasStyleSheet ? dataLabel(figure) : nil))
      </details>
      """ : ""
    return [
      "<figure id=\"\(figure.anchor.id.htmlEscaped)\">",
      "<figcaption>\(figure.title.htmlSpoken(document.language))</figcaption>", drawings(figure),
      caption.isEmpty ? "" : "<p class=\"note\">\(caption)</p>", data, "</figure>",
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func dataLabel(_ figure: Figure) -> String {
    document.language("数据表：", "Data: ") + figure.title
  }

  private func drawings(_ figure: Figure) -> String {
    if case .panels(let panels) = figure.chart { return self.panels(panels, of: figure) }
    let addresses = figure.marks.map { row in row.map { $0.flatMap(address(of:)) } }
    return [(720.0, "wide"), (344.0, "narrow")].compactMap { width, style in
      ChartDrawing(figure: figure, language: document.language, width: width, addresses: addresses)
        .canvas(figure.chart)?.svg(style, alternative: figure.alternative)
    }.joined(separator: "\n")
  }

  private func panels(_ panels: [Chart.Panel], of figure: Figure) -> String {
    let drawing = ChartDrawing(
      figure: figure, language: document.language, width: 280, shared: Chart.sharedRange(of: panels))
    let items = panels.compactMap { panel -> String? in
      let alternative = panel.alternative ?? "\(panel.title): \(figure.alternative)"
      guard let canvas = drawing.canvas(panel.chart) else { return nil }
      return
        "<div class=\"panel\"><p>\(panel.title.htmlSpoken(document.language))</p>\(canvas.svg("small", alternative: alternative))</div>"
    }
    return "<div class=\"panels\">\(items.joined(separator: "\n"))</div>"
  }
}
