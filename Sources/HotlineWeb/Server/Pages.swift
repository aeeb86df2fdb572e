import Foundation
import HTTPTypes
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText
import Hummingbird

/// Answers the addresses: parses a request, asks one use case, draws.
struct Pages: Sendable {
  let workspace: Workspace
  let desk: Desk
  let frame: PageFrame

  /// Adds the addresses that show figures.
  func add(to router: some RouterMethods<PageContext>) {
    router.get("/") { request, _ in try await home(request) }
    router.get("/month/:month") { request, context in
      try await answering(request) { language, cancellation in
        try board(context.parameters.require("month"), language, cancellation)
      }
    }
    router.get("/metric/:metric") { request, context in
      let metric = try context.parameters.require("metric")
      return try await answering(request) { language, cancellation in
        let question = Question(request, usualPeriod: try usualMonth(cancellation).iso)
        let explanation = try ExplainKPI(metric, about: question.facts()).run(
          in: workspace, cancellation: cancellation)
        return MetricPage(explanation: explanation, question: question, language: language).page
      }
    }
    router.get("/rows") { request, _ in
      try await answering(request) { language, cancellation in try rows(request, language, cancellation) }
    }
    router.get("/explore") { request, _ in
      try await answering(request) { language, cancellation in
        let (question, answer, comparisons) = try explore(request, cancellation)
        return ExplorePage(
          question: question, catalog: try workspace.catalog(), answer: answer, comparisons: comparisons,
          address: Address(request), language: language
        ).page
      }
    }
    router.get("/explore.json") { request, _ in
      try await file(request) { language, cancellation in
        let answer = try explore(request, cancellation).answer
        return (try KPIDocument(answer?.tables ?? [], language: language).json(), "application/json")
      }
    }
    router.get("/explore.csv") { request, _ in
      try await file(request) { language, cancellation in
        let (_, answer, comparisons) = try explore(request, cancellation)
        let table = KPITable(language: language).table(answer?.tables ?? [], comparisons: comparisons)
        return (ReportTable(table).csvText, "text/csv; charset=utf-8")
      }
    }
    router.get("/sources") { request, _ in
      try await answering(request) { language, cancellation in
        SourcesPage(status: try ShowStatus().run(in: workspace, cancellation: cancellation), language: language).page
      }
    }
    router.get("/reports") { request, _ in
      try await answering(request) { language, cancellation in
        ReportsPage(months: try months(cancellation), language: language).page
      }
    }
    router.get("/reports/:kind/:name") { request, context in
      let (kind, name) = (try context.parameters.require("kind"), try context.parameters.require("name"))
      return try await report(request, kind: kind, name: name)
    }
  }

  // MARK: Answers

  /// A page, or one that says what is wrong and what to do.
  private func answering(
    _ request: Request, _ draw: @escaping @Sendable (Language, Cancellation) throws -> Page
  ) async throws -> Response {
    let language = frame.language(of: request)
    do {
      return frame.response(try await desk.ask { try draw(language, $0) }, to: request)
    } catch {
      return problem(error, request)
    }
  }

  private func file(
    _ request: Request, _ make: @escaping @Sendable (Language, Cancellation) throws -> (text: String, type: String)
  ) async throws -> Response {
    let language = frame.language(of: request)
    do {
      let made = try await desk.ask { try make(language, $0) }
      return Response(
        status: .ok, headers: [.contentType: made.type], body: .init(byteBuffer: ByteBuffer(string: made.text)))
    } catch {
      return problem(error, request)
    }
  }

  private func problem(_ error: any Error, _ request: Request) -> Response {
    switch error {
    case let diagnostic as Diagnostic:
      let text = Masking.withoutNumbers(diagnostic.message(frame.language(of: request)))
      return frame.response(.problem(text), to: request, status: diagnostic.kind == .usage ? .badRequest : .conflict)
    case is CancellationError: return frame.response(.tooLong, to: request, status: .gatewayTimeout)
    default: return frame.response(.notFound, to: request, status: .notFound)
    }
  }

  // MARK: Questions

  private func home(_ request: Request) async throws -> Response {
    do {
      let month = try await desk.ask { try usualMonth($0) }
      return Response(status: .seeOther, headers: [.location: "/month/\(month.iso)"])
    } catch {
      return problem(error, request)
    }
  }

  /// The last month of which something is known.
  private func usualMonth(_ cancellation: Cancellation) throws -> LocalMonth {
    guard let month = try months(cancellation).last else {
      throw Diagnostic(
        found: LocalizedText(zh: "还没有数据", en: "there are no data yet"),
        fix: LocalizedText(zh: "请用 hotline ingest 读入导出文件", en: "bring an export in with `hotline ingest`"))
    }
    return month
  }

  /// The months from the first day with a call or an order to the last, at most fifty years.
  private func months(_ cancellation: Cancellation) throws -> [LocalMonth] {
    let coverage = try ShowStatus().run(in: workspace, cancellation: cancellation).coverage.filter { !$0.line.isEmpty }
    guard let first = coverage.compactMap({ LocalDay(iso: $0.firstDay) }).min()?.month,
      let last = coverage.compactMap({ LocalDay(iso: $0.lastDay) }).max()?.month
    else { return [] }
    var months = [first]
    while let month = months.last, month != last, months.count < 600 {
      months.append(month.lastDay.advanced(by: 1).month)
    }
    return months
  }

  private func board(_ text: String, _ language: Language, _ cancellation: Cancellation) throws -> Page {
    let month = try DraftMonthlyReport.month(parsing: text)
    let report = try DraftMonthlyReport(month, ReportRequest(language: language)).run(
      in: workspace, cancellation: cancellation)
    return BoardPage(month: month, report: report, language: language).page
  }

  private func rows(_ request: Request, _ language: Language, _ cancellation: Cancellation) throws -> Page {
    let question = Question(request, usualPeriod: try usualMonth(cancellation).iso)
    let asked = request.uri.queryParameters
    let metric = asked["metric"].map(String.init) ?? ""
    let part = asked["which"].flatMap { Explanation.Part(rawValue: String($0)) } ?? .numerator
    let number = asked["page"].flatMap { Int($0) } ?? 1
    let rows = try ListFacts(of: metric, part, about: question.facts(), page: number, pageSize: RowsPage.size).run(
      in: workspace, cancellation: cancellation)
    return RowsPage(
      metric: try workspace.catalog().metrics.first { $0.id == metric }?.name(language) ?? metric,
      rows: rows ?? ListFacts.Page(rows: [], mayHaveMore: false), number: number, address: Address(request),
      language: language
    ).page
  }

  private func explore(
    _ request: Request, _ cancellation: Cancellation
  ) throws -> (question: Question, answer: AskKPIs.Answer?, comparisons: [Comparison]) {
    let question = Question(request, usualPeriod: try usualMonth(cancellation).iso)
    let comparisons = try question.comparisons.map(Comparison.named)
    guard !question.metrics.isEmpty else { return (question, nil, comparisons) }
    let answer = try AskKPIs(
      question.metrics, about: question.facts(), by: question.groups, comparedWith: comparisons,
      hiddenUnder: question.hiddenUnder, limit: 5_000
    ).run(in: workspace, cancellation: cancellation)
    return (question, answer, comparisons)
  }

  /// A report, the same file as the command line draws: `/reports/monthly/2019-12`, `….xlsx`.
  private func report(_ request: Request, kind: String, name: String) async throws -> Response {
    let language = frame.language(of: request)
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let format = parts.count == 2 ? ReportFormat(rawValue: parts[1] == "md" ? "markdown" : parts[1]) : .html
    guard let format, let period = parts.first else { return frame.response(.notFound, to: request, status: .notFound) }
    do {
      let file = try await desk.ask { cancellation in
        let order = ReportRequest(language: language)
        let document: Document
        switch kind {
        case "monthly":
          document = try DraftMonthlyReport(DraftMonthlyReport.month(parsing: period), order).run(
            in: workspace, cancellation: cancellation)
        case "annual":
          document = try DraftAnnualReport(DraftAnnualReport.year(parsing: period), order).run(
            in: workspace, cancellation: cancellation)
        default:
          throw Diagnostic(.usage, found: LocalizedText(zh: "没有这种报告", en: "there is no such report"))
        }
        return try DrawnFile(document, as: format)
      }
      var headers: HTTPFields = [.contentType: file.contentType]
      // A report carries its own style within it, which its own policy allows.
      if format == .html { headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'" }
      if format != .html { headers[.contentDisposition] = "attachment; filename=\"\(file.name)\"" }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    } catch {
      return problem(error, request)
    }
  }
}
