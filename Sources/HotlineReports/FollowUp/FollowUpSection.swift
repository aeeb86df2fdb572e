import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// 问题与建议, 下月重点, and what became of last month's: what ``Actions`` says, beside the figures that it names. Nothing else.
package struct FollowUpSection {
  private typealias Action = Actions.Action

  private let actions: Actions
  private let month: LocalMonth
  private let engine: MetricEngine
  private let language: Language

  /// - Parameter month: the report's.
  package init(_ actions: Actions, month: LocalMonth, engine: MetricEngine, language: Language) {
    self.actions = actions
    self.month = month
    self.engine = engine
    self.language = language
  }

  /// The section; `nil` where nothing was undertaken in this month's report or before it that is still to be told.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package func section() throws -> Document.Section? {
    let own = actions.all.filter { $0.month == month }
    // Last month's, whatever became of it, and what is still open of the months before.
    let earlier = actions.all.filter { action in
      action.month < month && (action.month.advanced(by: 1) == month || action.state == .open)
    }
    let parts = try [
      followUp(Array(earlier.prefix(Self.mostTold)), more: earlier.count - Self.mostTold),
      table(own.filter { $0.kind == .problem }, .problem),
      table(own.filter { $0.kind == .focus }, .focus),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Document.Section(
      "follow-up", language("问题与跟踪", "Problems and follow-up"), blocks: parts.map { .table($0) })
  }

  /// The most earlier actions that a report tells of: more are nobody's to follow.
  private static let mostTold = 100

  private func followUp(_ actions: [Action], more: Int) throws -> ReportTable? {
    guard !actions.isEmpty else { return nil }
    var table = ReportTable(
      "follow-up-earlier", caption: language("上月事项的进展", "What became of what was undertaken"),
      note: RichText(more > 0 ? language("另有 \(more) 项未列出。", "\(more) more are not listed.") : ""),
      columns: [
        .init(language("提出月份", "month")), .init(language("事项", "what")), .init(language("负责", "by")),
        .init(language("进展", "state")), .init(language("有关数值：提出当月 → 本月", "its figures: then → this month")),
      ])
    table.rows = try actions.map { action in
      [
        .text(action.month.iso), .text(action.text(language)), .text(responsibility(action)), .text(state(action)),
        .text(try figures(action, since: action.month)),
      ]
    }
    return table
  }

  private func table(_ actions: [Action], _ kind: Action.Kind) throws -> ReportTable? {
    guard !actions.isEmpty else { return nil }
    let isProblem = kind == .problem
    var table = ReportTable(
      isProblem ? "follow-up-problems" : "follow-up-focus",
      caption: isProblem ? language("问题与建议", "Problems and proposals") : language("下月重点", "Next month's focus"),
      columns: [
        .init(language("序号", "no."), .trailing), .init(language("事项", "what")), .init(language("负责", "by")),
        .init(language("本月有关数值", "its figures this month")),
      ])
    table.rows = try actions.enumerated().map { index, action in
      [
        .text("\(index + 1)"), .text(action.text(language)), .text(responsibility(action)),
        .text(try figures(action, since: nil)),
      ]
    }
    return table
  }

  /// Who sees to it, until when.
  private func responsibility(_ action: Action) -> String {
    action.by + (action.due.map { language("，\($0.iso) 前", ", by \($0.iso)") } ?? "")
  }

  private func state(_ action: Action) -> String {
    let name =
      switch action.state {
      case .open: language("未了结", "open")
      case .done: language("已完成", "done")
      case .dropped: language("不再进行", "dropped")
      }
    let day = action.since.map { " \($0.iso)" } ?? ""
    return name + day + (action.note.map { language("：", ": ") + $0(language) } ?? "")
  }

  /// The figures that an action names, with both counts; beside those of the month in which it was undertaken.
  private func figures(_ action: Action, since earlier: LocalMonth?) throws -> String {
    try action.figures.map { figure in
      let subject = figure.conditions.sorted { $0.key.index < $1.key.index }.map { language.list($0.value) }
      let name = ([figure.metric.name(language)] + subject).joined(separator: " · ")
      let values = try ([earlier].compactMap { $0 } + [month]).map { try text(figure, in: $0) }
      return name + language("：", ": ") + values.joined(separator: " → ")
    }.joined(separator: language("；", "; "))
  }

  private func text(_ figure: Actions.NamedFigure, in month: LocalMonth) throws -> String {
    let slice = Slice(period: Period(month: month), conditions: figure.conditions)
    guard let value = try engine.values(MetricQuery(metrics: [figure.metric], slice: slice)).values.first else {
      return "–"
    }
    let counts = language.counts(value)
    return ReportTable.Cell.value(value, language).text + (counts.isEmpty ? "" : " (\(counts))")
  }
}
