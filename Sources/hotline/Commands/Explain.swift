import ArgumentParser
import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineStore
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
    guard page >= 1, pageSize ?? 1 >= 1 else { throw ValidationError("--page and --page-size count from 1") }
    guard rows.map({ Explanation.Part(rawValue: $0) != nil }) ?? true else {
      throw ValidationError("--rows is one of numerator, missed, denominator")
    }
  }

  func run() throws {
    let engine = try Room(options: options).engine()
    let metric = try engine.catalog.metric(metric)
    let slice = try slice.slice(engine)
    if let part = rows.flatMap(Explanation.Part.init(rawValue:)) {
      return try printRows(part, of: metric, slice: slice, engine: engine)
    }
    let explanation = try engine.explain(metric, slice: slice, asOf: moment.moment())
    Console.print(format == .json ? try json(explanation) : text(explanation))
  }

  private func say(_ zh: String, _ en: String) -> String { options.language == .zh ? zh : en }

  private func text(_ explanation: Explanation) -> String {
    let metric = explanation.value.metric
    var lines = [
      "\(metric.name(options.language))  \(metric.id)",
      say("定义：", "definition: ") + metric.definition(options.language),
      say("出处：", "source: ") + metric.source, say("公式：", "formula: ") + metric.formula,
      say("时段：", "period: ") + "\(slice.period)  " + say("数据截至：", "as of: ") + LocalTime.text(explanation.asOf),
    ]
    for (dimension, names) in explanation.slice.conditions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append(say("条件：", "condition: ") + "\(dimension.rawValue) = \(names.joined(separator: " | "))")
    }
    lines.append(say("值：", "value: ") + KPITable(language: options.language).text(explanation.value))
    func list(_ title: String, _ terms: [Explanation.Term]) {
      for term in terms {
        lines.append("\n\(title) \(term.measure.id) = \(NumberText.count(term.sum))")
        lines.append("  \(term.sql)")
      }
    }
    list(say("分子", "numerator"), explanation.numerator)
    list(say("分母", "denominator"), explanation.denominator)
    list(say("未计入", "left out"), explanation.leftOut)
    lines += explanation.value.notes.map { "\n" + say("说明：", "note: ") + $0(options.language) }
    if !options.quiet {
      lines.append(
        "\n" + say("查看明细：", "the rows: ")
          + "hotline explain \(metric.id) --period \(slice.period)\(conditions) --rows missed")
    }
    return lines.joined(separator: "\n")
  }

  private var conditions: String { slice.conditions.map { " --where '\($0)'" }.joined() }

  private func json(_ explanation: Explanation) throws -> String {
    let metric = explanation.value.metric
    var document: [String: Any] = [
      "metric": metric.id, "definition": metric.definition(options.language), "formula": metric.formula,
      "source": metric.source,
      "from": explanation.slice.period.first.iso, "to": explanation.slice.period.last.iso,
      "as_of": LocalTime.text(explanation.asOf),
      "notes": explanation.value.notes.map { $0(options.language) },
    ]
    document["value"] = explanation.value.value ?? NSNull()
    document["numerator"] = [
      "value": explanation.value.numerator as Any, "sql": explanation.numeratorSQL as Any,
      "measures": explanation.numerator.map(\.measure.id),
    ]
    if let sql = explanation.denominatorSQL {
      document["denominator"] = [
        "value": explanation.value.denominator as Any, "sql": sql,
        "measures": explanation.denominator.map(\.measure.id),
      ]
    }
    let data = try JSONSerialization.data(
      withJSONObject: document, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private func printRows(_ part: Explanation.Part, of metric: Metric, slice: Slice, engine: MetricEngine) throws {
    guard let asOf = try moment.moment() ?? engine.data.asOf() else { return }
    let size = pageSize ?? (format == .csv ? 1_000_000_000 : 20)
    let rows = try engine.rows(part, of: metric, slice: slice, asOf: asOf, limit: size, offset: (page - 1) * size)
    if format == .json {
      for row in rows { try Console.print(json: row) }
      return
    }
    Console.print(ReportTable(rows), as: format)
    if format == .table, rows.count == size, !options.quiet {
      Console.note(say("下一页：--page \(page + 1)", "more: --page \(page + 1)"))
    }
  }
}
