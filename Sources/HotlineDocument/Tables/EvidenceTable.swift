import HotlineText

extension [Evidence] {
  /// All evidence in one table.
  package func table(_ language: Language) -> ReportTable {
    func terms(_ terms: [Evidence.Term]) -> String {
      terms.map { "\($0.measure) = \(NumberFormat.count.text($0.sum))" }.joined(separator: "; ")
    }
    return ReportTable(
      columns: [
        .init(language("数字", "figure")), .init(language("数值", "value"), .trailing),
        .init(language("定义", "definition")), .init(language("公式", "formula")),
        .init(language("分子", "numerator")), .init(language("分母", "denominator")),
        .init(language("未计入", "left out")), .init(language("说明", "notes")),
        .init(language("口径出处", "definition from")), .init(language("来源文件", "files")),
        .init(language("命令", "command")), .init("SQL"),
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
    func terms(_ terms: [Term]) -> String {
      terms.map { "\($0.measure) = \(NumberFormat.count.text($0.sum))" }.joined(separator: "; ")
    }
    let sql = (numerator + denominator).filter { !$0.sql.isEmpty }.map { "-- \($0.measure)\n\($0.sql)" }
    let texts: [(String, String)] = [
      (language("定义", "definition"), definition), (language("公式", "formula"), formula),
      (language("分子", "numerator"), terms(numerator)), (language("分母", "denominator"), terms(denominator)),
      (language("未计入", "left out"), terms(leftOut)), (language("说明", "notes"), notes.joined(separator: "\n")),
      (language("口径出处", "definition from"), source), (language("来源文件", "files"), files.joined(separator: ", ")),
      (language("命令", "command"), command), ("SQL", sql.joined(separator: "\n")),
    ]
    let rows = texts.filter { !$0.1.isEmpty }.map { name, value -> ReportTable.Row in
      [ReportTable.Cell.text(name).asHeader, .text(value)]
    }
    return ReportTable(
      columns: [.init("", width: 14), .init("", width: 68)],
      rows: [[ReportTable.Cell.text(language("数值", "value")).asHeader, value]] + rows, showsHeader: false)
  }
}
