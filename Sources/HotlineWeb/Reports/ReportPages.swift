import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineStore
import HotlineText
import Hummingbird

/// The addresses of reports: `/reports`, `/reports/monthly/2019-12`, and its files `….docx`.
struct ReportPages: Sendable {
  let site: Site
  let arrivals: Arrivals
  let published: PublishedFolder

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/reports") { inquiry, cancellation in
      let months = try ListMonths().run(in: site.workspace, cancellation: cancellation)
      let publications = try ListPublications().run(in: site.workspace, cancellation: cancellation)
      return ReportsPage(months: months, publications: publications, inquiry: inquiry).answer
    }
    for kind in ["monthly", "annual"] {
      router.get(RouterPath("/reports/\(kind)/:name")) { request, context in
        try await report(request, context, kind: kind)
      }
      site.form(router, "/reports/\(kind)/:name/publish", for: .editor) { inquiry, _ in
        try publish(kind, inquiry)
      }
    }
    router.get("/publications") { _, _ in Response(status: .seeOther, headers: [.location: "/reports#published"]) }
    router.get("/publications/:number/changes") { _, context in
      let number = Fields.decoded(context.parameters.get("number") ?? "", plusIsBlank: false)
      return Response(status: .seeOther, headers: [.location: Address("/publications/\(number)").text])
    }
    site.page(router, "/publications/:number", keeps: false) { inquiry, cancellation in
      let heading = try heading(inquiry.number, cancellation)
      let changes = try ShowChanges(inquiry.number).run(in: site.workspace, cancellation: cancellation)
      return PublicationPage(heading: heading, changes: changes, inquiry: inquiry).answer
    }
    router.get("/publications/:number/files/:name") { request, context in
      let number = context.parameters.get("number") ?? ""
      let name = Fields.decoded(context.parameters.get("name") ?? "", plusIsBlank: false)
      do {
        let known = try await site.desk.ask { cancellation in try heading(number, cancellation) }
        guard let file = known.files.first(where: { $0.name == name }),
          let bytes = published.bytes(of: file.name, sha256: file.sha256)
        else { throw NoSuchPage() }
        return Site.file(ByteBuffer(bytes: bytes), "application/octet-stream", name: name)
      } catch {
        return site.problem(error, request, context.session)
      }
    }
  }

  private func heading(_ number: String, _ cancellation: Cancellation) throws -> PublicationHeading {
    let all = try ListPublications().run(in: site.workspace, cancellation: cancellation)
    guard let number = Int(number), let heading = all.first(where: { $0.number == number }) else { throw NoSuchPage() }
    return heading
  }

  private func publish(_ kind: String, _ inquiry: Inquiry) throws -> Address {
    let formats = inquiry.fields.values("format")
    guard let by = inquiry.fields["by"], !formats.isEmpty else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "没有写明发布人，或没有选择文件格式", en: "it is not said who publishes, or in which format"),
        fix: LocalizedText(zh: "请返回补全后再提交", en: "go back, fill it in and send the form again"))
    }
    let request = ReportRequest(language: inquiry.language)
    let name = inquiry.parts.count > 2 ? inquiry.parts[2] : ""
    let order: ReportOrder =
      kind == "annual"
      ? .annual(try DraftAnnualReport.year(parsing: name), request)
      : .monthly(try DraftMonthlyReport.month(parsing: name), request)
    let output = try DocumentOutput(formats: formats.joined(separator: ","), folder: published.new())
    try output.checkPrinter()
    let outcome = try arrivals.inTurn {
      try PublishReport(order, by: by, at: Int64(Date().timeIntervalSince1970), to: output).run(in: site.workspace)
    }
    return Address("/publications/\(outcome.publication.number)")
  }

  /// A report: as a page, or as the same file that the command line draws.
  private func report(_ request: Request, _ context: PageContext, kind: String) async throws -> Response {
    let name = Fields.decoded(context.parameters.get("name") ?? "", plusIsBlank: false)
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    // Pages and JSON are drawn like all others.
    guard parts.count == 2, parts[1] != "json" else {
      return try await site.answered(request, context, for: .reader, keeps: true, isDocument: true) {
        inquiry, cancellation in
        let document = try draft(kind, inquiry.name, inquiry.language, cancellation)
        return ReportPage(document: document, kind: kind, inquiry: inquiry).answer
      }
    }
    guard let format = ReportFormat(rawValue: parts[1] == "md" ? "markdown" : parts[1]), format != .csv else {
      throw HTTPError(.notFound)
    }
    let language = site.frame.language(of: request)
    do {
      if let session = context.session { try Question.check(site.inquiry(request, session)) }
      let file = try await site.desk.draw {
        try DrawnFile(draft(kind, parts[0], language, $0), as: format)
      }
      return Site.file(ByteBuffer(bytes: file.bytes), file.contentType, name: file.name)
    } catch {
      return site.problem(error, request, context.session)
    }
  }

  private func draft(
    _ kind: String, _ name: String, _ language: Language, _ cancellation: Cancellation
  ) throws -> Document {
    let order = ReportRequest(language: language)
    if kind == "annual" {
      return try DraftAnnualReport(DraftAnnualReport.year(parsing: name), order).run(
        in: site.workspace, cancellation: cancellation)
    }
    return try DraftMonthlyReport(DraftMonthlyReport.month(parsing: name), order).run(
      in: site.workspace, cancellation: cancellation)
  }
}
