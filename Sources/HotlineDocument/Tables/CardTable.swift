import HotlineText

extension [KPICard] {
  /// The cards as a table, for documents without drawings and for spreadsheets.
  package func table(_ language: Language) -> ReportTable {
    var labels: [String] = []
    for change in flatMap(\.changes) where !labels.contains(change.label) { labels.append(change.label) }
    let hasCounts = contains { !$0.counts.isEmpty }
    let hasNotes = contains { $0.note != nil }
    var columns: [ReportTable.Column] = [
      .init(language("指标", "KPI")), .init(language("值", "value"), .trailing), .init(language("目标", "target"), .centre),
      .init(language("状态", "status")),
    ]
    columns += labels.map { .init($0, .trailing) }
    if hasCounts { columns.append(.init(language("分子 / 分母", "numerator / denominator"), .trailing)) }
    if hasNotes { columns.append(.init(language("说明", "note"))) }
    return ReportTable(
      columns: columns,
      rows: map { card in
        var cells: [ReportTable.Cell] = [
          .text(card.name), card.value, .text(card.target ?? ""),
          ReportTable.Cell.text("\(card.status.symbol) \(card.status.name(language))"),
        ]
        cells += labels.map { label in
          card.changes.first { $0.label == label }.map { change in
            change.difference.judged(change.status.directed(isUp: (change.difference.number ?? 0) > 0))
          } ?? ""
        }
        if hasCounts { cells.append(ReportTable.Cell.text(card.counts).telling(card.pair)) }
        if hasNotes { cells.append(.text(card.note ?? "")) }
        return ReportTable.Row(cells)
      })
  }
}
