import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineText
import Hummingbird

/// The addresses of forms: `/forms`, `/forms/hotline-2019`, its files `….docx`, and what its figures rest on.
struct FormPages: Sendable {
  let site: Site
  let arrivals: Arrivals
  private let kept = KeptAnswers<DrawnForm> { Markup.weight($0.markup) }
  private let notes = SavedNotes()

  init(site: Site, arrivals: Arrivals) {
    self.site = site
    self.arrivals = arrivals
  }

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/forms", keeps: false) { inquiry, _ in
      FormsPage(entries: ListForms().run(inquiry.language, in: site.workspace), inquiry: inquiry).answer
    }
    router.get("/forms/:name") { request, context in try await form(request, context) }
    router.post("/forms/:name") { request, context in try await save(request, context) }
    router.get("/forms/:name/basis") { request, context in
      try await site.answered(request, context, for: .reader, keeps: true, isDocument: true) { inquiry, cancellation in
        try basis(inquiry, cancellation)
      }
    }
    EvidencePages(site: site, spool: arrivals.spool).add(to: router)
  }

  private func path(_ name: String) throws -> String {
    guard let path = ListForms().path(of: name, in: site.workspace) else { throw NoSuchPage() }
    return path
  }

  // MARK: Looking

  private func form(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session else { throw HTTPError(.unauthorized) }
    let name = Fields.decoded(context.parameters.get("name") ?? "", plusIsBlank: false)
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[1] != "json" { return try await file(parts[0], parts[1], request, session) }
    do {
      let inquiry = site.inquiry(request, session)
      let path = try path(inquiry.name)
      guard inquiry.format == .json else {
        let saved = notes.take(session, form: inquiry.name)
        return try await page(path, TypedFields(), saved: saved, inquiry, request, status: .ok)
      }
      let drawn = try await drawn(path, inquiry, patience: Desk.longestFile)
      return Site.file(
        ByteBuffer(string: try DocumentJSON(document: drawn.document).text()), "application/json; charset=utf-8")
    } catch {
      return site.problem(error, request, session)
    }
  }

  /// The form drafted from the newest data and file: once for all who look at it.
  ///
  /// - Parameter patience: how long to wait where an older draft is at hand.
  private func drawn(_ path: String, _ inquiry: Inquiry, patience: Duration) async throws -> DrawnForm {
    let (site, language, name) = (site, inquiry.language, inquiry.number)
    let version = try await site.desk.glance { _ in try site.workspace.version() }
    return try await kept.answer("\(name) \(language.rawValue)", at: version, patience: patience) {
      try await site.desk.draw { cancellation in
        DrawnForm(
          try ShowForm(path, language: language).run(in: site.workspace, cancellation: cancellation), name: name)
      }
    }.answer
  }

  private func page(
    _ path: String, _ typed: TypedFields, saved: [FillInForm.Change]? = nil, _ inquiry: Inquiry, _ request: Request,
    status: HTTPResponse.Status
  ) async throws -> Response {
    var drawn: DrawnForm?
    var trouble: String?
    if !site.workspace.hasDatabase {
      trouble = inquiry.language(
        "还没有数据，分数尚不能计算；由人填写的内容可以先填。先在“数据来源”读入导出文件。",
        "There are no data yet, so nothing can be scored; what people fill in can be filled in already. Bring exports in under “Sources”."
      )
    } else {
      do {
        // What was typed is shown at once, if need be beside the scores of a moment ago.
        let patience = typed.isUnsaved ? Site.patience : Desk.longestFile
        drawn = try await self.drawn(path, inquiry, patience: patience)
      } catch let problem as Diagnostic {
        trouble = ProblemText.of(problem, inquiry.language)
      } catch is CancellationError {
        trouble = inquiry.language(
          "分数的计算用时过长，请稍后刷新；由人填写的内容可以先填。",
          "Scoring takes too long: reload the page in a while. What people fill in can be filled in already.")
      }
    }
    let workspace = site.workspace
    let (fields, attachments) = try await site.desk.glance { _ in
      (
        try FormFields(path, language: inquiry.language, in: workspace),
        try AttachmentStore(form: path, in: workspace).list()
      )
    }
    let page = FormPage(
      name: inquiry.number, fields: fields, drawn: drawn, trouble: trouble, attachments: attachments, typed: typed,
      saved: saved, inquiry: inquiry)
    var response = site.frame.response(page.page, to: request, inquiry.session, status: status)
    // A browser may go back to what was typed.
    response.headers[.cacheControl] = "private, no-cache"
    return response
  }

  private func file(
    _ name: String, _ ending: String, _ request: Request, _ session: Sessions.Session
  ) async throws -> Response {
    guard let format = ReportFormat(rawValue: ending == "md" ? "markdown" : ending), format != .csv else {
      throw HTTPError(.notFound)
    }
    let language = site.frame.language(of: request)
    do {
      let file = try await site.desk.draw { cancellation in
        let outcome = try DraftFormReport(form: path(name), language: language).run(
          in: site.workspace, cancellation: cancellation)
        // Handed in is the form alone, where it has pages.
        return try DrawnFile(outcome.documents(format).first ?? outcome.document, as: format)
      }
      return Site.file(ByteBuffer(bytes: file.bytes), file.contentType, name: file.name)
    } catch {
      return site.problem(error, request, session)
    }
  }

  /// For each row its definitions, months and rows.
  private func basis(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> Answer {
    let language = inquiry.language
    let document = try ShowFormEvidence(path(inquiry.number), language: language).run(
      in: site.workspace, cancellation: cancellation)
    let form = Address("/forms/\(inquiry.number)").text
    let back = Markup.links([(form, language("回到自评表", "Back to the form"))], label: language("自评表", "The form"))
    return Answer(
      page: Page(
        title: "\(document.title) · \(language("数值依据", "what the figures rest on"))", subtitle: document.subtitle,
        place: .forms, notice: document.notice?.plain,
        content: back + Markup.part(document, addresses: ["form-scores": "\(form)#form-scores"]),
        footer: language("数据截至 ", "Data as of ") + document.asOf.text), document: document)
  }

  // MARK: Filling in

  /// Saves what was filled in, or shows the page once more with all that was typed.
  private func save(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session, session.role >= .editor else {
      return site.frame.response(.onlyFor(.editor), to: request, context.session, status: .forbidden)
    }
    guard let sent = await Site.fields(of: request) else {
      return site.frame.response(.tooLarge, to: request, session, status: .contentTooLarge)
    }
    guard FormGuard.accepts(sent[FormGuard.field], of: session, request) else {
      return site.frame.response(.foreignForm, to: request, session, status: .forbidden)
    }
    let inquiry = site.inquiry(request, session, sent)
    do {
      let path = try path(inquiry.number)
      var typed = TypedFields(sent)
      let order = FillInForm(
        path, typed: typed.typed, marks: typed.marks, seen: sent["seen"] ?? "", language: inquiry.language)
      do {
        switch try await site.desk.change({ _ in try order.run(in: site.workspace) }) {
        case .saved(let changes):
          return saved(changes, typed, inquiry)
        case .refused(let problems): typed.problems = problems
        case .stale: typed.isStale = true
        }
      } catch let problem as Diagnostic {
        let text = ProblemText.of(problem, inquiry.language)
        typed.problems = [FieldProblem(field: nil, text: LocalizedText(zh: text, en: text))]
      }
      return try await page(
        path, typed, inquiry, request, status: typed.isStale ? .conflict : .unprocessableContent)
    } catch {
      return site.problem(error, request, session)
    }
  }

  /// Leads back to where the person was.
  private func saved(_ changes: [FillInForm.Change], _ typed: TypedFields, _ inquiry: Inquiry) -> Response {
    let (session, name) = (inquiry.session, inquiry.number)
    notes.set(changes, session, form: name)
    if !changes.isEmpty {
      let fields = changes.map { change in
        // Of a long name the end tells more than the beginning.
        Fields.Field(name: String(change.field.suffix(40)), value: typed.typed[change.field] ?? "")
      }
      site.journal.write(session.user, "/forms/\(name)", Fields(fields))
    }
    let place = changes.first.map { "#\(FieldMarkup.id($0.group, "at"))" } ?? ""
    return Response(status: .seeOther, headers: [.location: Address("/forms/\(name)").text + place.asciiFragment])
  }
}

extension String {
  /// The text as a header can hold it: letters of other scripts as `%XX`.
  fileprivate var asciiFragment: String {
    utf8.map { byte in
      byte < 0x80 ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
