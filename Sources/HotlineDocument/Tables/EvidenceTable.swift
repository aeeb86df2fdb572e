import HotlineText

extension [Evidence] {
  /// All evidence in one table.
  package func table(_ language: Language) -> ReportTable {
    func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }
    func terms(_ terms: [Evidence.Term]) -> String {
      terms.map { "\($0.measure) = \(NumberFormat.count.text($0.sum))" }.joined(separator: "; ")
    }
    return ReportTable(
      columns: [
        .init(text("数字", "figure")), .init(text("数值", "value"), .trailing),
        .init(text("定义", "definition")), .init(text("公式", "formula")),
        .init(text("分子", "numerator")), .init(text("分母", "denominator")),
        .init(text("未计入", "left out")), .init(text("说明", "notes")),
        .init(text("口径出处", "definition from")), .init(text("来源文件", "files")),
        .init(text("命令", "command")), .init("SQL"),
      ],
      rows: map { item in
        let sql = (item.numerator + item.denominator).filter { !$0.sql.isEmpty }
          .map { "-- \($0.measure)\n\($0.sql)" }.joined(separator: "\n")
        return [
          .text(item.title), item.value, .text(item.definition), .text(item.formula), .text(terms(item.numerator)),
          .text(terms(item.denominator)), .text(terms(item.leftOut)), .text(item.notes.joined(separator: "; ")),
          .text(item.source), .text(item.files.joined(separator: ", ")), .text(item.command), .text(sql),
        ]
      })
  }
}

extension Evidence {
  /// One item as names and values, for a sheet.
  package func sheet(_ language: Language) -> ReportTable {
    func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }
    func terms(_ terms: [Term]) -> String {
      terms.map { "\($0.measure) = \(NumberFormat.count.text($0.sum))" }.joined(separator: "; ")
    }
    let sql = (numerator + denominator).filter { !$0.sql.isEmpty }.map { "-- \($0.measure)\n\($0.sql)" }
    let texts: [(String, String)] = [
      (text("定义", "definition"), definition), (text("公式", "formula"), formula),
      (text("分子", "numerator"), terms(numerator)), (text("分母", "denominator"), terms(denominator)),
      (text("未计入", "left out"), terms(leftOut)), (text("说明", "notes"), notes.joined(separator: "\n")),
      (text("口径出处", "definition from"), source), (text("来源文件", "files"), files.joined(separator: ", ")),
      (text("命令", "command"), command), ("SQL", sql.joined(separator: "\n")),
    ]
    let rows = texts.filter { !$0.1.isEmpty }.map { name, value -> ReportTable.Row in
      [ReportTable.Cell.text(name).asHeader, .text(value)]
    }
    return ReportTable(
      columns: [.init("", width: 14), .init("", width: 68)],
      rows: [[ReportTable.Cell.text(text("数值", "value")).asHeader, value]] + rows, showsHeader: false)
  }
}
