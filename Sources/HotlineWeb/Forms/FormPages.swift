import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineText
import Hummingbird

/// The addresses of forms: `/forms`, `/forms/hotline-2019`, and its files `….docx`.
struct FormPages: Sendable {
  let site: Site
  let arrivals: Arrivals

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/forms") { inquiry, _ in
      let names = ListForms().run(in: site.workspace)
      let items = names.map { "<li>\(Markup.link("/forms/\($0)", $0))</li>" }
      return Answer(
        page: Page(
          title: inquiry.language("自评表", "Forms"), place: .forms,
          content: "<ul class=\"reports\">\(items.joined())</ul>"
            + Markup.links(
              [("/audit", inquiry.language("核查已填好的自评表", "Check a form that was filled in"))],
              label: inquiry.language("更多", "More"))))
    }
    router.get("/forms/:name") { request, context in try await form(request, context) }
    site.form(router, "/forms/:name/judge", for: .editor) { inquiry, _ in
      let path = try path(inquiry.number)
      guard let points = inquiry.fields["points"].flatMap({ Double($0) }) else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "得分不是数字", en: "the points are no number"),
          expected: LocalizedText(zh: "如 6 或 4.5", en: "such as 6 or 4.5"))
      }
      guard let on = inquiry.fields["on"].flatMap(LocalDay.init(iso:)) else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "评定日期不是日期", en: "when it was judged is no day"),
          expected: LocalizedText(zh: "如 2020-03-12", en: "such as 2020-03-12"))
      }
      let order = JudgeIndicator(
        form: path, indicator: inquiry.fields["indicator"] ?? "", points: points,
        reason: inquiry.fields["reason"] ?? "", improvement: inquiry.fields["improvement"] ?? "",
        by: inquiry.fields["by"] ?? "", on: on, document: inquiry.fields["document"] ?? "",
        seen: inquiry.fields["seen"] ?? "")
      // One after the other: what a person had seen is looked at again when it is their turn.
      try arrivals.inTurn { try order.run(in: site.workspace) }
      return Address("/forms/\(inquiry.number)")
    }
  }

  private func path(_ name: String) throws -> String {
    guard let path = ListForms().path(of: name, in: site.workspace) else { throw NoSuchPage() }
    return path
  }

  private func form(_ request: Request, _ context: PageContext) async throws -> Response {
    let name = Fields.decoded(context.parameters.get("name") ?? "", plusIsBlank: false)
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[1] != "json" else {
      return try await site.answered(request, context, for: .reader, keeps: false) { inquiry, cancellation in
        let outcome = try ShowForm(path(inquiry.name), language: inquiry.language).run(
          in: site.workspace, cancellation: cancellation)
        return FormPage(outcome: outcome, inquiry: inquiry).answer
      }
    }
    guard let format = ReportFormat(rawValue: parts[1] == "md" ? "markdown" : parts[1]), format != .csv else {
      throw HTTPError(.notFound)
    }
    let language = site.frame.language(of: request)
    do {
      let file = try await site.desk.draw { cancellation in
        let outcome = try DraftFormReport(form: path(parts[0]), language: language).run(
          in: site.workspace, cancellation: cancellation)
        // Handed in is the form alone, where it has pages.
        return try DrawnFile(outcome.documents(format).first ?? outcome.document, as: format)
      }
      return Site.file(ByteBuffer(bytes: file.bytes), file.contentType, name: file.name)
    } catch {
      return site.problem(error, request, context.session)
    }
  }
}
