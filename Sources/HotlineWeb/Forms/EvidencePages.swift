import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText
import Hummingbird

/// The addresses of files that are attached to a form: `/forms/hotline-2019/evidence`, each file, and the pack of all evidence.
struct EvidencePages: Sendable {
  let site: Site
  let spool: Spool
  /// The most files of one sending.
  private static let mostFiles = 10

  func add(to router: some RouterMethods<PageContext>) {
    router.get("/forms/:name/evidence") { request, context in
      try await site.answered(request, context, for: .analyst, keeps: false) { inquiry, _ in
        Answer(page: try page(inquiry))
      }
    }
    router.post("/forms/:name/evidence") { request, context in try await receive(request, context) }
    router.get("/forms/:name/evidence.zip") { request, context in try await pack(request, context) }
    router.get("/forms/:name/evidence/:file") { request, context in try await file(request, context) }
    site.form(router, "/forms/:name/evidence/remove", for: .editor) { inquiry, _ in
      let store = AttachmentStore(form: try path(inquiry.number), in: site.workspace)
      let fields = inquiry.fields
      _ = try store.remove(fields["sha256"] ?? "", from: fields["place"] ?? "")
      return Address("/forms/\(inquiry.number)/evidence")
    }
  }

  private func path(_ name: String) throws -> String {
    guard let path = ListForms().path(of: name, in: site.workspace) else { throw NoSuchPage() }
    return path
  }

  private func page(_ inquiry: Inquiry, place: String? = nil, problems: [String] = []) throws -> Page {
    let path = try path(inquiry.number)
    return EvidencePage(
      name: inquiry.number, fields: try FormFields(path, language: inquiry.language, in: site.workspace),
      attachments: try AttachmentStore(form: path, in: site.workspace).list(), place: place ?? inquiry.fields["place"],
      problems: problems, inquiry: inquiry
    ).page
  }

  // MARK: Taking away

  private func file(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session, session.role >= .analyst else {
      return site.frame.response(.onlyFor(.analyst), to: request, context.session, status: .forbidden)
    }
    let name = Fields.decoded(context.parameters.get("name") ?? "", plusIsBlank: false)
    let sha256 = context.parameters.get("file") ?? ""
    do {
      let (attachment, bytes) = try await site.desk.draw { _ in
        let store = AttachmentStore(form: try path(name), in: site.workspace)
        // Only what is registered is given out, whatever else lies there.
        guard let attachment = try store.list().first(where: { $0.sha256 == sha256 }) else { throw NoSuchPage() }
        return (attachment, try store.bytes(of: attachment))
      }
      return Site.file(ByteBuffer(bytes: bytes), attachment.type.contentType, name: attachment.name)
    } catch {
      return site.problem(error, request, session)
    }
  }

  private func pack(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session, session.role >= .analyst else {
      return site.frame.response(.onlyFor(.analyst), to: request, context.session, status: .forbidden)
    }
    let name = Fields.decoded(context.parameters.get("name") ?? "", plusIsBlank: false)
    let language = site.frame.language(of: request)
    do {
      let bytes = try await site.desk.draw { cancellation in
        try PackEvidence(path(name), language: language).run(in: site.workspace, cancellation: cancellation)
      }
      return Site.file(ByteBuffer(bytes: bytes), "application/zip", name: "evidence-\(name).zip")
    } catch {
      return site.problem(error, request, session)
    }
  }

  // MARK: Attaching

  private func receive(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session, session.role >= .editor else {
      return site.frame.response(.onlyFor(.editor), to: request, context.session, status: .forbidden)
    }
    guard let type = request.headers[.contentType], var parser = MultipartParser(contentType: type) else {
      return site.frame.response(.refused, to: request, session, status: .badRequest)
    }
    let inquiry = site.inquiry(request, session)
    let writer: ArrivalWriter
    do {
      _ = try path(inquiry.number)
      writer = try ArrivalWriter(spool: spool, mostFiles: Self.mostFiles)
    } catch {
      return site.problem(error, request, session)
    }
    defer { writer.undo() }
    do {
      let most = Self.mostFiles * AttachmentStore.mostBytes + 1 << 16
      try await writer.take(request, &parser, most: most, of: session)
    } catch ArrivalWriter.Refusal.foreign {
      return site.frame.response(.foreignForm, to: request, session, status: .forbidden)
    } catch {
      let isTooLarge = (error as? ArrivalWriter.Refusal) == .tooLarge
      return try await again(
        [text(error, inquiry.language)], writer.fields["place"], inquiry, request,
        status: isTooLarge ? .contentTooLarge : .unprocessableContent)
    }
    let place = writer.fields["place"] ?? ""
    do {
      let problems = try await attach(writer, to: place, inquiry)
      guard problems.isEmpty else {
        return try await again(problems, place, inquiry, request, status: .unprocessableContent)
      }
    } catch {
      return site.problem(error, request, session)
    }
    return Response(
      status: .seeOther, headers: [.location: Address("/forms/\(inquiry.number)/evidence").text + "#attached"])
  }

  /// Attaches the files of a sending, as far as they are taken.
  ///
  /// - Returns: why others are not.
  private func attach(_ writer: ArrivalWriter, to place: String, _ inquiry: Inquiry) async throws -> [String] {
    let (spool, site, session, name) = (spool, site, inquiry.session, writer.name)
    let now = Int64(Date().timeIntervalSince1970)
    return try await site.desk.change { _ in
      let path = try path(inquiry.number)
      let fields = try FormFields(path, language: inquiry.language, in: site.workspace)
      guard place == EvidencePage.wholeForm || fields.groups.contains(where: { $0.name == place }) else {
        return [inquiry.language("请选择材料证明的是哪一项。", "Choose what the file bears out.")]
      }
      let store = AttachmentStore(form: path, in: site.workspace)
      return spool.files(name).compactMap { file -> String? in
        do {
          let attachment = try store.add(
            file: "\(spool.path(name))/\(file)", named: file, place: place, by: session.user, at: now)
          site.journal.write(
            session.user, "attached /forms/\(inquiry.number)/evidence",
            Fields([
              .init(name: "file", value: attachment.name), .init(name: "sha256", value: attachment.sha256),
              .init(name: "place", value: place),
            ]))
          return nil
        } catch let problem as Diagnostic {
          return ProblemText.of(problem, inquiry.language)
        } catch {
          return inquiry.language("“\(file)”没有存下，请再试一次。", "“\(file)” was not kept: try again.")
        }
      }
    }
  }

  private func text(_ error: any Error, _ language: Language) -> String {
    let size = AttachmentStore.mostBytes >> 20
    return switch error {
    case ArrivalWriter.Refusal.nothing: language("没有选择文件。", "No file was chosen.")
    case ArrivalWriter.Refusal.tooMany:
      language(
        "一次至多 \(Self.mostFiles) 个文件，请分几次上传。", "\(Self.mostFiles) files at once at most: send them in several parts.")
    case ArrivalWriter.Refusal.tooLarge:
      language(
        "文件过大：每个至多 \(size) MB。请压缩后再上传。", "Too large: \(size) MB a file at most. Make it smaller and send it again.")
    case let problem as Diagnostic: ProblemText.of(problem, language)
    default: language("文件没有传完，请再试一次。", "The file did not come whole: try again.")
    }
  }

  /// The page once more, with what was wrong.
  private func again(
    _ problems: [String], _ place: String?, _ inquiry: Inquiry, _ request: Request, status: HTTPResponse.Status
  ) async throws -> Response {
    let shown = try await site.desk.glance { _ in try page(inquiry, place: place, problems: problems) }
    return site.frame.response(shown, to: request, inquiry.session, status: status)
  }
}
