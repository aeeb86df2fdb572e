import ArgumentParser
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineText

/// `hotline explain`: where a number comes from, down to the rows of the files.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows a KPI's definition, formula, SQL, counts, and the rows behind it with file and line.")

  @Argument(help: "The metric.")
  var metric: String

  @OptionGroup var slice: SliceOptions

  @OptionGroup var moment: MomentOption

  @OptionGroup var knowledge: KnowledgeOption

  @Option(help: "List the rows of: numerator, missed (in the denominator only) or denominator.")
  var rows: String?

  @Option(help: "The page of rows, from 1.")
  var page = 1

  @Option(help: "Rows a page; with --format csv all rows are written unless given.")
  var pageSize: Int?

  @Option(help: "table, csv, json or markdown.")
  var format = TableFormat.table

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try validating { try ListFacts.check(page: page, pageSize: pageSize) }
    guard rows.map({ Explanation.Part(rawValue: $0) != nil }) ?? true else {
      throw ValidationError("--rows is one of numerator, missed, denominator")
    }
  }

  func run() throws {
    let facts = try slice.facts()
    let asOf = try moment.moment()
    if let part = rows.flatMap(Explanation.Part.init(rawValue:)) {
      if format == .csv, pageSize == nil, page == 1, knowledge.sums == nil {
        _ = try WriteRows(of: metric, part, about: facts, asOf: asOf).run(in: options.workspace(knowledge)) {
          Console.print($0, terminator: "")
        }
        return
      }
      let question = ListFacts(
        of: metric, part, about: facts, page: page, pageSize: pageSize ?? (format == .csv ? nil : 20), asOf: asOf)
      return try printRows(question.run(in: options.workspace(knowledge)))
    }
    let explanation = try ExplainKPI(metric, about: facts, asOf: asOf).run(in: options.workspace(knowledge))
    Console.print(
      format == .json
        ? try ExplanationDocument(explanation, language: options.language).json() : text(explanation))
  }

  private func text(_ explanation: Explanation) -> String {
    let metric = explanation.value.metric
    var textLines = [
      "\(metric.name(options.language))  \(metric.id)",
      options.say("定义：", "definition: ") + metric.definition(options.language),
      options.say("出处：", "source: ") + metric.source, options.say("公式：", "formula: ") + metric.formula,
      options.say("时段：", "period: ") + "\(slice.period)  " + options.say("数据截至：", "as of: ")
        + LocalTime.text(explanation.asOf),
    ]
    for (dimension, names) in explanation.slice.conditions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      textLines.append(options.say("条件：", "condition: ") + "\(dimension.rawValue) = \(names.joined(separator: " | "))")
    }
    textLines.append(options.say("值：", "value: ") + KPITable(language: options.language).text(explanation.value))
    func list(_ title: String, _ terms: [Explanation.Term]) {
      for term in terms {
        textLines.append(
          "\n\(title) \(term.measure.id) = \(term.sum.map(term.unit.format(options.language).text) ?? "–")")
        textLines.append("  \(term.sql)")
      }
    }
    let isStatistic = metric.statistic != nil
    list(isStatistic ? options.say("值", "value") : options.say("分子", "numerator"), explanation.numerator)
    list(isStatistic ? options.say("件数", "cases") : options.say("分母", "denominator"), explanation.denominator)
    list(options.say("未计入", "left out"), explanation.leftOut)
    textLines += explanation.value.notes.map { "\n" + options.say("说明：", "note: ") + $0(options.language) }
    if !options.quiet {
      textLines.append(
        "\n" + options.say("查看明细：", "the rows: ")
          + "hotline explain \(metric.id) --period \(slice.period)\(conditions) --rows \(isStatistic ? "numerator" : "missed")"
      )
    }
    return textLines.joined(separator: "\n")
  }

  private var conditions: String { slice.part.texts.map { " --where '\(Masking.withoutNumbers($0))'" }.joined() }

  private func printRows(_ found: ListFacts.Page?) throws {
    guard let found else { return }
    if format == .json {
      for row in found.rows { try Console.print(json: row) }
      return
    }
    Console.print(ReportTable(found.rows), as: format)
    if format == .table, found.isFull, !options.quiet {
      Console.note(options.say("下一页：--page \(page + 1)", "more: --page \(page + 1)"))
    }
  }
}
