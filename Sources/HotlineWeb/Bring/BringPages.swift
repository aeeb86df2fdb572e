import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText
import Hummingbird

/// The addresses by which files are brought in: sent, looked at, confirmed, thrown away.
struct BringPages: Sendable {
  let site: Site
  let arrivals: Arrivals
  /// The most bytes of one sending.
  let mostBytes: Int
  /// The most files of one sending.
  private static let mostFiles = 200

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/sources/new", for: .editor, keeps: false) { inquiry, _ in
      BringPage(arrivals: arrivals.list, inquiry: inquiry).answer
    }
    router.post("/sources/new") { request, context in try await receive(request, context) }
    site.page(router, "/arrivals/:name", for: .editor, keeps: false) { inquiry, cancellation in
      guard let arrival = arrivals[inquiry.name] else { throw NoSuchPage() }
      return try arrivalPage(arrival, inquiry, cancellation)
    }
    router.get("/arrivals/:name/state") { request, context in
      guard let session = context.session, session.role >= .editor,
        let arrival = arrivals[context.parameters.get("name") ?? ""]
      else { throw HTTPError(.notFound) }
      return try ArrivalPage.live(arrival, site.frame.language(of: request)).answer()
    }
    site.form(router, "/arrivals/:name/confirm", for: .editor) { inquiry, _ in
      let name = try Self.name(inquiry)
      let takesAll = inquiry.fields["all"] == "yes"
      if case .checked(let outcome)? = arrivals[name]?.state, !takesAll,
        outcome.reports.contains(where: IngestFiles.needsWord)
      {
        throw Diagnostic(
          .usage,
          found: LocalizedText(
            zh: "被拒绝或编号重复的行多于通常，没有勾选“仍然入库”",
            en: "more rows than usual would be rejected or take others' places, and the box for that is not ticked"
          ),
          fix: LocalizedText(
            zh: "请返回看清原因；确要入库时勾选后再提交", en: "go back and see why; tick the box to bring it in all the same"))
      }
      arrivals.bringIn(name, takesAll: takesAll)
      return Address("/arrivals/\(name)")
    }
    site.form(router, "/arrivals/:name/profile", for: .editor) { inquiry, _ in
      let name = try Self.name(inquiry)
      guard let arrival = arrivals[name], arrival.state.isOpen else { throw NoSuchPage() }
      arrivals.add(name, user: arrival.user, profile: inquiry.fields["profile"])
      return Address("/arrivals/\(name)")
    }
    site.form(router, "/arrivals/:name/discard", for: .editor) { inquiry, _ in
      arrivals.discard(try Self.name(inquiry))
      return Address("/sources/new")
    }
  }

  /// The arrival that `/arrivals/NAME/…` names.
  private static func name(_ inquiry: Inquiry) throws -> String {
    let parts = inquiry.address.path.split(separator: "/").map(String.init)
    guard parts.count > 1, Spool.isName(parts[1]) else { throw NoSuchPage() }
    return parts[1]
  }

  private func arrivalPage(
    _ arrival: Arrivals.Arrival, _ inquiry: Inquiry, _ cancellation: Cancellation
  ) throws -> Answer {
    var previews: [PreviewExport.Export] = []
    if case .checked = arrival.state {
      for file in arrival.files.prefix(20) {
        try cancellation.check()
        let path = "\(arrivals.spool.path(arrival.name))/\(file)"
        // What cannot be opened stands among the problems already.
        previews +=
          (try? PreviewExport(path, profile: arrival.profile, language: inquiry.language).run(in: site.workspace)) ?? []
      }
    }
    let profiles = try CheckProfiles().run(in: site.workspace).profiles
    return ArrivalPage(arrival: arrival, previews: previews, profiles: profiles, inquiry: inquiry).answer
  }

  // MARK: Receiving

  /// Writes files down as they come; what is too large, or no form of ours, leaves nothing.
  private func receive(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session, session.role >= .editor else {
      return site.frame.response(.onlyFor(.editor), to: request, context.session, status: .forbidden)
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > mostBytes {
      return site.frame.response(tooLarge(request), to: request, session, status: .contentTooLarge)
    }
    guard let type = request.headers[.contentType], var parser = MultipartParser(contentType: type) else {
      return site.frame.response(.refused, to: request, session, status: .badRequest)
    }
    let writer: ArrivalWriter
    do {
      writer = try ArrivalWriter(spool: arrivals.spool, mostFiles: Self.mostFiles)
    } catch {
      return site.problem(error, request, session)
    }
    do {
      try await writer.take(request, &parser, most: mostBytes, of: session)
    } catch {
      writer.undo()
      return refusal(error, request, session)
    }
    arrivals.spool.complete(writer.name)
    arrivals.add(writer.name, user: session.user)
    let names = arrivals.spool.files(writer.name).map { Fields.Field(name: "file", value: $0) }
    site.journal.write(session.user, "sent /arrivals/\(writer.name)", Fields(names))
    return Response(status: .seeOther, headers: [.location: "/arrivals/\(writer.name)"])
  }

  private func tooLarge(_ request: Request) -> Notice {
    let most = NumberText.count(Double(mostBytes >> 20))
    return .problem(
      site.frame.language(of: request)(
        "文件过大：一次至多 \(most) MB。请用命令行 hotline ingest 读入。",
        "The files are too large: \(most) MB at once at most. Use `hotline ingest` on the command line."))
  }

  private func refusal(_ error: any Error, _ request: Request, _ session: Sessions.Session) -> Response {
    let language = site.frame.language(of: request)
    switch error {
    case ArrivalWriter.Refusal.tooLarge:
      return site.frame.response(tooLarge(request), to: request, session, status: .contentTooLarge)
    case ArrivalWriter.Refusal.foreign:
      return site.frame.response(.foreignForm, to: request, session, status: .forbidden)
    case ArrivalWriter.Refusal.nothing:
      let notice = Notice.problem(
        language("没有选择文件。请返回并选择要读入的文件。", "No file was chosen. Go back and choose the files to bring in."))
      return site.frame.response(notice, to: request, session, status: .badRequest)
    case ArrivalWriter.Refusal.tooMany:
      let notice = Notice.problem(
        language(
          "文件过多：一次至多 \(Self.mostFiles) 个。", "There are too many files: \(Self.mostFiles) at once at most."))
      return site.frame.response(notice, to: request, session, status: .badRequest)
    case is Diagnostic: return site.problem(error, request, session)
    default: return site.frame.response(.refused, to: request, session, status: .badRequest)
    }
  }
}
