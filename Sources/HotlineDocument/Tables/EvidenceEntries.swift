import HotlineText

extension Evidence {
  /// One thing that evidence says of a figure, under its name. Every rendering tells the same things in the same order.
  package struct Entry: Sendable {
    /// What it is: 定义, Definition.
    package let name: LocalizedText
    /// What is said.
    package let content: Content
  }

  /// What is said of a figure.
  package enum Content: Sendable {
    /// The figure itself.
    case value(ReportTable.Cell)
    /// A text.
    case text(String)
    /// Texts, each by itself.
    case texts([String])
    /// Measures' names with the signs between them.
    case formula(String)
    /// What is typed on the command line.
    case command(String)
    /// Names of files.
    case files([String])
    /// Measures and their sums.
    case terms([Term])

    /// Whether there is nothing to say.
    var isEmpty: Bool {
      switch self {
      case .value: false
      case .text(let text), .formula(let text), .command(let text): text.isEmpty
      case .texts(let texts), .files(let texts): texts.isEmpty
      case .terms(let terms): terms.isEmpty
      }
    }

    /// Everything in one text, texts apart as the place asks for it.
    fileprivate func plain(separator: String) -> String {
      switch self {
      case .value(let cell): cell.text
      case .text(let text), .formula(let text), .command(let text): text
      case .texts(let texts): texts.joined(separator: separator)
      case .files(let files): files.joined(separator: ", ")
      case .terms(let terms):
        terms.map { "\($0.measure) = \($0.text)" }.joined(separator: "; ")
      }
    }
  }

  /// All that is said, in order; also what is empty.
  private var all: [Entry] {
    [
      Entry(name: LocalizedText(zh: "数值", en: "Value"), content: .value(value)),
      Entry(name: LocalizedText(zh: "定义", en: "Definition"), content: .text(definition)),
      Entry(name: LocalizedText(zh: "公式", en: "Formula"), content: .formula(formula)),
      Entry(name: LocalizedText(zh: "分子", en: "Numerator"), content: .terms(isQuotient ? numerator : [])),
      Entry(
        name: isQuotient ? LocalizedText(zh: "分母", en: "Denominator") : LocalizedText(zh: "件数", en: "Cases"),
        content: .terms(denominator)),
      Entry(name: LocalizedText(zh: "未计入", en: "Left out"), content: .terms(leftOut)),
      Entry(name: LocalizedText(zh: "说明", en: "Notes"), content: .texts(notes)),
      Entry(name: LocalizedText(zh: "口径出处", en: "Definition from"), content: .text(source)),
      Entry(name: LocalizedText(zh: "来源文件", en: "Files"), content: .files(files)),
      Entry(name: LocalizedText(zh: "命令", en: "Command"), content: .command(command)),
    ]
  }

  /// What is said, in order.
  package var entries: [Entry] { all.filter { !$0.content.isEmpty } }

  /// The SQL of all sums, each under its measure's name; empty where none is shown.
  package func sql(withSums: Bool) -> String {
    (numerator + denominator).filter { !$0.sql.isEmpty }
      .map { "-- \($0.measure)\(withSums ? " = \($0.text)" : "")\n\($0.sql)" }
      .joined(separator: "\n")
  }

  /// One item as names and values, for a sheet.
  package func sheet(_ language: Language) -> ReportTable {
    let sql = sql(withSums: false)
    let sqlEntry = sql.isEmpty ? [] : [Entry(name: LocalizedText(zh: "SQL", en: "SQL"), content: .text(sql))]
    return ReportTable(
      columns: [.init("", width: 14), .init("", width: 68)],
      rows: (entries + sqlEntry).map { entry in
        let cell: ReportTable.Cell =
          if case .value(let cell) = entry.content { cell } else { .text(entry.content.plain(separator: "\n")) }
        return [ReportTable.Cell.text(entry.columnName(language)).asHeader, cell]
      }, showsHeader: false)
  }

  /// The item as a row of the table of all evidence.
  fileprivate var row: ReportTable.Row {
    let cells = all.map { entry -> ReportTable.Cell in
      if case .value(let cell) = entry.content { cell } else { .text(entry.content.plain(separator: "; ")) }
    }
    return ReportTable.Row([.text(title)] + cells + [.text(sql(withSums: false))])
  }

  fileprivate func columns(_ language: Language) -> [ReportTable.Column] {
    [.init(language("数字", "figure"))]
      + all.map { entry in
        let alignment: ReportTable.Alignment = if case .value = entry.content { .trailing } else { .leading }
        return .init(entry.columnName(language), alignment)
      } + [.init("SQL")]
  }
}

extension Evidence.Entry {
  /// The name as tables print it: in small letters, but for the name of a language.
  fileprivate func columnName(_ language: Language) -> String {
    let name = name(language)
    return name == "SQL" ? name : name.prefix(1).lowercased() + name.dropFirst()
  }
}

extension [Evidence] {
  /// All evidence in one table.
  package func table(_ language: Language) -> ReportTable {
    ReportTable(columns: first?.columns(language) ?? [], rows: map(\.row))
  }
}
