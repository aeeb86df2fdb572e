import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What has become of a publication, in words and cells: the section of the next report and `hotline changes` are made of them.
struct ChangeWords {
  let changes: PublicationChanges
  let language: Language

  private var publication: Publication { changes.publication }

  /// `发布 3（月度报告 2019-12，2020-01-05 09:00:00，热线部）`.
  var publicationName: String {
    let (kind, period) = (publication.kind.name(language), publication.period.text)
    let moment = LocalTime.text(publication.publishedAt)
    return language(
      "发布 \(publication.number)（\(kind) \(period)，\(moment)，\(publication.publishedBy)）",
      "publication \(publication.number) (\(kind) \(period), \(moment), by \(publication.publishedBy))")
  }

  /// How many of the figures would be different today.
  var verdict: String {
    let (all, other) = (publication.figures.count, changes.figures.count)
    guard other > 0 else {
      return language(
        "其中的 \(NumberText.count(Double(all))) 个数值，按现有数据均未变化。",
        "None of its \(language.plural(all, "figure", "figures")) would be different today.")
    }
    return language(
      "其中的 \(NumberText.count(Double(all))) 个数值，有 \(NumberText.count(Double(other))) 个按现有数据已不同。",
      "\(NumberText.count(Double(other))) of its \(language.plural(all, "figure", "figures")) would be different today."
    )
  }

  /// What has come, gone and changed since.
  var events: [String] {
    var events: [String] = []
    func list(_ sources: [PublicationBasis.KnownSource]) -> String {
      language.list(sources.map { "\($0.file) [\($0.number)]" }, first: 10)
    }
    if !changes.newSources.isEmpty {
      let count = changes.newSources.count
      events.append(
        language(
          "此后新增来源 \(count) 个：\(list(changes.newSources))",
          "\(language.plural(count, "source", "sources")) came since: \(list(changes.newSources))"))
    }
    if !changes.forgottenSources.isEmpty {
      let count = changes.forgottenSources.count
      events.append(
        language(
          "此后忘记来源 \(count) 个：\(list(changes.forgottenSources))",
          "\(language.plural(count, "source was", "sources were")) forgotten since: \(list(changes.forgottenSources))"))
    }
    if !changes.definitions.isEmpty {
      let names = language.list(changes.definitions.map { $0.name(language) })
      events.append(language("此后有变化：\(names)", "changed since: \(names)"))
    }
    return events
  }

  /// The metric's name.
  func name(_ figure: PublicationChanges.Figure) -> String { figure.metric.name(language) }

  /// Of what a figure speaks, besides its period: `962200 · 黄浦区`.
  func subject(_ figure: PublicationChanges.Figure) -> String {
    let names = figure.published.names
    let order = ["line", "district", "unit", "category"]
    let keys = names.keys.sorted {
      (order.firstIndex(of: $0) ?? order.count, $0) < (order.firstIndex(of: $1) ?? order.count, $1)
    }
    return keys.compactMap { names[$0].map(language.name) }.joined(separator: " · ")
  }

  /// The value with its two counts: `94.30% (162,243 / 172,050)`; a dash for none.
  func value(_ counts: PublicationChanges.Counts?, _ figure: PublicationChanges.Figure) -> String {
    guard let counts else { return "–" }
    let value = counts.value.map { figure.metric.unit.format(language).text($0) } ?? "–"
    guard let denominator = counts.denominator else { return value }
    guard let numerator = counts.numerator else { return "\(value) (\(NumberText.count(denominator)))" }
    return "\(value) (\(NumberText.count(numerator)) / \(NumberText.count(denominator)))"
  }

  /// The figure as it was published.
  func published(_ figure: PublicationChanges.Figure) -> PublicationChanges.Counts {
    .init(
      numerator: figure.published.numerator, denominator: figure.published.denominator, value: figure.published.value)
  }

  /// `+3 / −1`; of plain counts the one number.
  func difference(_ numerator: Double, _ denominator: Double, _ figure: PublicationChanges.Figure) -> String {
    let format = NumberFormat(.count)
    func signed(_ value: Double) -> String { value > 0 ? "+\(format.text(value))" : format.text(value) }
    return figure.published.denominator == nil ? signed(numerator) : "\(signed(numerator)) / \(signed(denominator))"
  }

  /// Why it differs: `新增的行 12 条（+12 / +12）；变更的行 3 条（−2 / 0）`.
  func causes(_ figure: PublicationChanges.Figure) -> String {
    guard figure.today != nil else { return language("指标已不再定义", "the KPI is not defined any more") }
    let texts = figure.byCause.map { cause, facts, numerator, denominator in
      let sum = figure.metric.isSum ? difference(numerator, denominator, figure) : nil
      let count = language("\(NumberText.count(Double(facts))) 条", NumberText.count(Double(facts)))
      return "\(cause.name(language)) \(count)"
        + (sum.map { language("（\($0)）", " (\($0))") } ?? "")
    }
    let rest = figure.unexplained.flatMap { rest in
      rest.numerator == 0 && rest.denominator == 0
        ? nil
        : language(
          "无法解释 \(difference(rest.numerator, rest.denominator, figure))，数据库可能被改动过",
          "unexplained \(difference(rest.numerator, rest.denominator, figure)): the database may have been edited")
    }
    return (texts + [rest].compactMap { $0 }).joined(separator: language("；", "; "))
  }

  /// `orders.csv:12`; a mark where the source was forgotten.
  func place(_ said: PublicationChanges.Said?) -> String {
    guard let said else { return "–" }
    return "\(said.file):\(said.line)" + (said.isForgotten ? language("（已忘记）", " (forgotten)") : "")
  }

  /// `closed_at: – → 2019-12-30 16:20:00`.
  func fields(_ row: PublicationChanges.Row) -> String {
    row.fields.map { field in
      "\(FactListing.title(of: field.field, language)): \(field.before ?? "–") → \(field.now ?? "–")"
    }.joined(separator: language("；", "; "))
  }
}
