import Foundation
import HTTPTypes
import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineText
import Hummingbird

/// What all pages have in common: how an address becomes an answer, and an answer a page, a table, a workbook or JSON.
struct Site: Sendable {
  let workspace: Workspace
  let desk: Desk
  let frame: PageFrame
  let journal: Journal
  let kept = KeptAnswers<Answer>(weight: \.weight)
  /// How long a reader waits for new figures where older ones are at hand.
  static let patience = Duration.seconds(3)

  /// Draws the answer to what is asked.
  typealias Drawing = @Sendable (Inquiry, Cancellation) throws -> Answer

  // MARK: Addresses

  /// Adds a page and its twins.
  ///
  /// - Parameters:
  ///   - path: the address; a last part `:name` is any name.
  ///   - role: who may see it.
  ///   - keeps: whether the answer is kept for others who ask the same.
  ///   - state: what else the answer depends on, besides the data and definitions.
  func page(
    _ router: some RouterMethods<PageContext>, _ path: String, for role: Role = .reader, keeps: Bool = true,
    state: @escaping @Sendable () -> String = { "" }, _ draw: @escaping Drawing
  ) {
    let isNamed = path.split(separator: "/").last?.hasPrefix(":") ?? false
    for format in isNamed ? [PageFormat.page] : PageFormat.allCases {
      router.get(RouterPath(path + format.ending)) { request, context in
        try await answered(request, context, for: role, keeps: keeps, state: state(), draw)
      }
    }
  }

  /// Adds what a form does: its fields are taken only from a page of ours.
  ///
  /// - Parameter act: does the work; its answer is the address to go on to.
  func form(
    _ router: some RouterMethods<PageContext>, _ path: String, for role: Role,
    _ act: @escaping @Sendable (Inquiry, Cancellation) throws -> Address
  ) {
    router.post(RouterPath(path)) { request, context in
      guard let session = context.session, session.role >= role else {
        return frame.response(.onlyFor(role), to: request, context.session, status: .forbidden)
      }
      guard let fields = await Self.fields(of: request) else {
        return frame.response(.tooLarge, to: request, session, status: .contentTooLarge)
      }
      guard FormGuard.accepts(fields[FormGuard.field], of: session, request) else {
        return frame.response(.foreignForm, to: request, session, status: .forbidden)
      }
      let inquiry = inquiry(request, session, fields)
      do {
        let next = try await desk.change { try act(inquiry, $0) }
        journal.write(session.user, inquiry.address.path, fields)
        return Response(status: .seeOther, headers: [.location: next.text])
      } catch {
        return problem(error, request, session)
      }
    }
  }

  /// The fields of a form without files; `nil` when they are too large.
  ///
  /// - Parameter most: the most bytes.
  static func fields(of request: Request, upTo most: Int = 1 << 20) async -> Fields? {
    var request = request
    guard let body = try? await request.collectBody(upTo: most) else { return nil }
    return Fields(parsing: String(buffer: body))
  }

  // MARK: Answers

  /// What a request asks.
  func inquiry(_ request: Request, _ session: Sessions.Session, _ fields: Fields? = nil) -> Inquiry {
    // A slash that is written as %2F stands within a part and begins none.
    var parts = request.uri.path.split(separator: "/").map { Fields.decoded($0, plusIsBlank: false) }
    let (name, format) = PageFormat.split(parts.last ?? "")
    if !parts.isEmpty { parts[parts.count - 1] = name }
    let fields = fields ?? Fields(parsing: request.uri.query ?? "")
    let asked = Fields(fields.all.filter { $0.name != "lang" })
    return Inquiry(
      parts: parts, fields: asked, address: Address(path: "/" + parts.joined(separator: "/"), fields: asked),
      format: format, language: frame.language(of: request), session: session)
  }

  /// Answers what an address asks.
  ///
  /// - Parameters:
  ///   - isDocument: whether it is a whole report or form, which may take longer than a question.
  ///   - state: what else the answer depends on, besides the data and definitions.
  func answered(
    _ request: Request, _ context: PageContext, for role: Role, keeps: Bool, isDocument: Bool = false,
    state: String = "", _ draw: @escaping Drawing
  ) async throws -> Response {
    guard let session = context.session, session.role >= role else {
      return frame.response(.onlyFor(role), to: request, context.session, status: .forbidden)
    }
    let inquiry = inquiry(request, session)
    do {
      try Question.check(inquiry)
      guard keeps else {
        let answer = try await desk.ask { try draw(inquiry, $0) }
        return try await response(.init(answer: answer, version: ""), at: "", inquiry, request)
      }
      // Without a database there is one state: that nothing is known.
      let version = try await desk.glance { _ in (workspace.hasDatabase ? try workspace.version() : "") + state }
      let question = [inquiry.address.text, inquiry.language.rawValue, session.role.rawValue].joined(separator: " ")
      let tag = "\"\(PageTag.of([question, version, inquiry.format.rawValue, request.uri.query ?? ""]))\""
      if request.headers[.ifNoneMatch] == tag {
        return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: Self.mayBeKept])
      }
      let found = try await kept.answer(question, at: version, patience: Self.patience) {
        try await isDocument ? desk.draw { try draw(inquiry, $0) } : desk.ask { try draw(inquiry, $0) }
      }
      var response = try await response(found, at: version, inquiry, request)
      if found.version == version {
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = Self.mayBeKept
      }
      return response
    } catch {
      return problem(error, request, session)
    }
  }

  /// A browser asks each time whether what it has is still right; nobody between keeps anything.
  private static let mayBeKept = "private, no-cache"

  private func response(
    _ found: KeptAnswers<Answer>.Kept, at version: String, _ inquiry: Inquiry, _ request: Request
  ) async throws -> Response {
    let answer = found.answer
    guard inquiry.format != .page else {
      var page = answer.page
      if found.version != version {
        page.notice = [
          page.notice,
          inquiry.language(
            "数据刚有更新，本页正在重新计算，请稍后刷新。",
            "The data have just changed; this page is being computed again. Reload it in a moment."),
        ].compactMap { $0 }.joined(separator: inquiry.language("　", " "))
      }
      return frame.response(page, to: request, inquiry.session)
    }
    guard let document = answer.document else {
      return frame.response(.notFound, to: request, inquiry.session, status: .notFound)
    }
    switch inquiry.format {
    case .json:
      return Self.file(
        ByteBuffer(string: try answer.json ?? DocumentJSON(document: document).text()),
        "application/json; charset=utf-8")
    case .csv:
      let tables = document.tables
      let wanted = inquiry.fields["table"]
      guard let table = wanted.map({ name in tables.first { $0.name == name } }) ?? tables.first else {
        return frame.response(.notFound, to: request, inquiry.session, status: .notFound)
      }
      // Without a byte order mark Excel takes UTF-8 for the system's own encoding.
      return Self.file(
        ByteBuffer(string: "\u{FEFF}" + table.table.csvText), "text/csv; charset=utf-8", name: document.name + ".csv")
    default:
      let file = try await desk.draw { _ in try DrawnFile(document, as: .xlsx) }
      return Self.file(ByteBuffer(bytes: file.bytes), file.contentType, name: file.name)
    }
  }

  /// A file as an answer.
  ///
  /// - Parameter name: the name under which a browser keeps it; `nil` for one that it shows.
  static func file(_ bytes: ByteBuffer, _ type: String, name: String? = nil) -> Response {
    var headers: HTTPFields = [.contentType: type]
    if let name { headers[.contentDisposition] = attachment(name) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
  }

  /// The header that makes a browser keep a file under a name, whatever letters it has (RFC 6266).
  static func attachment(_ name: String) -> String {
    let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" })
    let encoded = Address(name).text
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded.replacing("/", with: "%2F"))"
  }

  /// The folders of the server, which no page names.
  private var folders: [String] {
    [workspace.database, workspace.data].map { URL(filePath: $0).standardizedFileURL.deletingLastPathComponent().path }
  }

  /// The page before anything was brought in; a twin has nothing to give.
  private func noData(_ request: Request, _ session: Sessions.Session?) -> Response {
    let isPage = PageFormat.split(request.uri.path.split(separator: "/").last.map(String.init) ?? "").format == .page
    return frame.response(
      .noData(session?.role ?? .reader), to: request, session, status: isPage ? .ok : .conflict)
  }

  /// A page that says what is wrong and what to do.
  func problem(_ error: any Error, _ request: Request, _ session: Sessions.Session?) -> Response {
    switch error {
    case is NoData: return noData(request, session)
    case is Diagnostic where !workspace.hasDatabase && request.method == .get: return noData(request, session)
    case is Busy:
      var response = frame.response(.busy, to: request, session, status: .serviceUnavailable)
      if let name = HTTPField.Name("Retry-After") { response.headers[name] = "30" }
      return response
    case let diagnostic as Diagnostic:
      let text = ProblemText.of(diagnostic, frame.language(of: request), folders: folders)
      return frame.response(
        .problem(text), to: request, session, status: diagnostic.kind == .usage ? .badRequest : .conflict)
    case is CancellationError:
      return frame.response(.tooLong, to: request, session, status: .gatewayTimeout)
    case is NoSuchPage: return frame.response(.notFound, to: request, session, status: .notFound)
    default: return frame.response(.broken, to: request, session, status: .internalServerError)
    }
  }
}

/// An address that leads nowhere.
struct NoSuchPage: Error {}

/// Nothing was brought in yet.
struct NoData: Error {}
