import Foundation
import HotlineApp
import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineReports
import HotlineText
import Hummingbird

/// The audit of a form that somebody filled in: the file is read, the findings are shown, nothing is kept.
struct AuditPages: Sendable {
  let site: Site
  let spool: Spool
  private static let mostBytes = 20 << 20

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/audit", keeps: false) { inquiry, _ in
      Answer(
        page: Page(
          title: inquiry.language("核查已填好的自评表", "Check a form that was filled in"), place: .forms,
          content: form(inquiry)))
    }
    router.post("/audit") { request, context in try await audit(request, context) }
  }

  private func form(_ inquiry: Inquiry) -> String {
    let language = inquiry.language
    var form = Form("/audit", way: .post, hasFiles: true)
    form.select(
      "form", language("与数据库核对", "Compare with the database by"),
      [("", language("不核对", "nothing"))]
        + ListForms().run(inquiry.language, in: site.workspace).map {
          ($0.name, "\($0.title(inquiry.language)) \($0.year ?? "")")
        }, chosen: [""])
    form.files(
      "file", language("自评表", "The form"), isMultiple: false,
      hint: language(
        "Word、Excel、Markdown 或 CSV，至多 20 MB。核查后不留存。", "Word, Excel, Markdown or CSV, 20 MB at most. It is not kept."),
      accept: ".docx,.xlsx,.md,.csv")
    form.button(language("核查", "Check"), style: "first")
    return form.html
  }

  /// The page once more, with what was wrong.
  private func again(_ error: any Error, _ inquiry: Inquiry) -> Page {
    let language = inquiry.language
    let text =
      switch error {
      case ArrivalWriter.Refusal.nothing: language("没有选择文件。", "No file was chosen.")
      case ArrivalWriter.Refusal.tooMany: language("一次核查一份自评表。", "One form is checked at a time.")
      case ArrivalWriter.Refusal.tooLarge: language("文件超过 20 MB。", "The file has more than 20 MB.")
      case let problem as Diagnostic: ProblemText.of(problem, language)
      default: language("文件没有传完，请再试一次。", "The file did not come whole: try again.")
      }
    return Page(
      title: language("核查已填好的自评表", "Check a form that was filled in"), place: .forms,
      content: Markup.problem(text) + form(inquiry))
  }

  private func audit(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session else { throw HTTPError(.unauthorized) }
    guard let type = request.headers[.contentType], var parser = MultipartParser(contentType: type) else {
      return site.frame.response(.refused, to: request, session, status: .badRequest)
    }
    let inquiry = site.inquiry(request, session)
    let writer: ArrivalWriter
    do {
      writer = try ArrivalWriter(spool: spool, mostFiles: 1)
    } catch {
      return site.problem(error, request, session)
    }
    defer { writer.undo() }
    do {
      try await writer.take(request, &parser, most: Self.mostBytes, of: session)
    } catch ArrivalWriter.Refusal.foreign {
      return site.frame.response(.foreignForm, to: request, session, status: .forbidden)
    } catch {
      return site.frame.response(
        again(error, inquiry), to: request, session,
        status: error is Diagnostic
          ? .conflict : (error as? ArrivalWriter.Refusal) == .tooLarge ? .contentTooLarge : .badRequest)
    }
    let file = "\(spool.path(writer.name))/\(spool.files(writer.name).first ?? "")"
    let chosen = writer.fields["form"] ?? ""
    do {
      let definitions = ListForms().path(of: chosen, in: site.workspace).map { [$0] } ?? []
      let outcome = try await site.desk.check {
        try AuditForms(file, comparedWith: definitions).run(in: site.workspace, cancellation: $0)
      }
      return site.frame.response(page(outcome, inquiry), to: request, session)
    } catch let problem as Diagnostic {
      return site.problem(problem, request, session)
    }
  }

  private func page(_ outcome: AuditForms.Outcome, _ inquiry: Inquiry) -> Page {
    let language = inquiry.language
    let sections = outcome.results.enumerated().map { number, result in
      let compared =
        result.isCompared
        ? language("已与数据库核对", "compared with the database") : language("未与数据库核对", "not compared with a database")
      let name = Masking.withoutNumbers(result.form.text(.project))
      let blocks: [Document.Block] =
        result.findings.isEmpty
        ? [.paragraph(RichText(language("没有发现问题。", "Nothing was found.")))]
        : [.table(AppraisalTables.findings(result.findings, language))]
      return Document.Section(
        Anchor("form-\(number)"),
        "\(name.isEmpty ? language("自评表", "Form") : name) · \(compared) · \(result.findings.count)",
        blocks: blocks)
    }
    let document = Document(
      name: "audit", title: language("核查结果", "What was found"), language: language, asOf: .init(0, text: ""),
      sections: sections)
    return Page(
      title: document.title, place: .forms,
      content: Markup.part(document)
        + Markup.links([("/audit", language("再核查一份", "Check another one"))], label: language("更多", "More")))
  }
}
