import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineReports
import HotlineText
import Hummingbird

/// The addresses that show figures: board, metric, rows, explorer.
struct FigurePages: Sendable {
  let site: Site
  let arrivals: Arrivals
  private var workspace: Workspace { site.workspace }

  func add(to router: some RouterMethods<PageContext>) {
    router.get("/") { request, context in
      do {
        let month = try await site.desk.ask { try usualMonth($0) }
        return Response(status: .seeOther, headers: [.location: "/month/\(month.iso)"])
      } catch {
        return site.problem(error, request, context.session)
      }
    }
    router.get("/month") { request, _ in
      let month = Fields(parsing: request.uri.query ?? "")["month"] ?? ""
      return Response(status: .seeOther, headers: [.location: Address("/month/\(month)").text])
    }
    // What could not be brought in stands on the board until somebody has seen to it.
    let unsettled = { @Sendable in arrivals.unsettled.map { " \($0.name) \($0.step)" }.joined() }
    site.page(router, "/month/:month", state: unsettled) { try board($0, $1) }
    site.page(router, "/metric/:metric") { inquiry, cancellation in
      let question = try Question(inquiry.fields, usualPeriod: usualMonth(cancellation).iso)
      let outcome = try ShowMetric(inquiry.name, about: question.facts(), language: inquiry.language).run(
        in: workspace, cancellation: cancellation)
      return MetricPage(metric: inquiry.name, outcome: outcome, question: question, language: inquiry.language).answer
    }
    site.page(router, "/rows", for: .analyst, keeps: false) { try rows($0, $1) }
    site.page(router, "/explore") { try explore($0, $1) }
  }

  // MARK: Months

  /// The last month of which something is known.
  private func usualMonth(_ cancellation: Cancellation) throws -> LocalMonth {
    guard let month = try ListMonths().run(in: workspace, cancellation: cancellation).last else { throw NoData() }
    return month
  }

  private func board(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> Answer {
    let months = try ListMonths().run(in: workspace, cancellation: cancellation)
    guard !months.isEmpty else { throw NoData() }
    let month = try DraftMonthlyReport.month(parsing: inquiry.name)
    let report = try DraftMonthlyReport(month, ReportRequest(language: inquiry.language)).run(
      in: workspace, cancellation: cancellation)
    let sources = try ListSources().run(in: workspace, cancellation: cancellation)
    return BoardPage(
      month: month, months: months, report: report, sources: sources.reversed(), unsettled: arrivals.unsettled,
      inquiry: inquiry
    ).answer
  }

  // MARK: Questions

  private func rows(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> Answer {
    let question = try Question(inquiry.fields, usualPeriod: usualMonth(cancellation).iso)
    let id = inquiry.fields["metric"] ?? ""
    let part = try RowsAsked.part(inquiry.fields)
    let isFile = inquiry.format != .page
    let asked = try isFile ? RowsAsked() : RowsAsked(inquiry.fields)
    let found = try ListFacts(
      of: id, part, about: question.facts(), page: asked.number ?? 1,
      pageSize: isFile ? RowsPage.most + 1 : RowsPage.size, from: asked.place
    ).run(in: workspace, cancellation: cancellation)
    guard !isFile || (found?.rows.count ?? 0) <= RowsPage.most else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "超过 \(RowsPage.most) 行，不能这样下载", en: "more than \(RowsPage.most) rows are not sent like this"),
        fix: LocalizedText(
          zh: "请在明细页点“在后台生成全部明细（CSV）”，或缩短期间",
          en: "press “Write all rows into a file (CSV)” on the page of the rows, or shorten the period"))
    }
    let metric = try workspace.catalog().metric(id)
    let sources = try ListSources().run(in: workspace, cancellation: cancellation)
    // A name that several sources have leads to none of them.
    let numbers = Dictionary(grouping: sources, by: \.file).compactMapValues { $0.count == 1 ? $0[0].number : nil }
    return RowsPage(
      metric: metric, part: part, found: found?.listing ?? RowListing(), isFull: found?.isFull ?? false,
      place: asked.place, number: asked.number, question: question, sources: numbers,
      notice: sources.notice(inquiry.language), inquiry: inquiry
    ).answer
  }

  private func explore(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> Answer {
    let question = try Question(inquiry.fields, usualPeriod: usualMonth(cancellation).iso)
    let comparisons = try question.comparisons.map(Comparison.named)
    var answered: AskKPIs.Answer?
    if !question.metrics.isEmpty {
      answered = try AskKPIs(
        question.metrics, about: question.facts(), by: question.groups, comparedWith: comparisons,
        hiddenUnder: question.hiddenUnder, limit: ExplorePage.mostGroups
      ).run(in: workspace, cancellation: cancellation)
    }
    return try ExplorePage(
      question: question, catalog: workspace.catalog(), names: AssignName.known(in: workspace), answered: answered,
      comparisons: comparisons,
      notice: ListSources().run(in: workspace, cancellation: cancellation).notice(inquiry.language), inquiry: inquiry
    ).answer()
  }
}
