import Hummingbird

/// Lets nobody see a page, not even that there is one, who has no session.
struct AccessCheck: RouterMiddleware {
  typealias Context = PageContext

  /// What is answered without a session: what machines ask, what opens a session, and what pages look like.
  private static let open = ["/health", "/metrics", "/login", "/open/", "/assets/"]

  let sessions: Sessions
  let users: Users
  let frame: PageFrame
  /// The cookie in which a browser keeps its session.
  let cookie: String
  /// Whether nobody may change anything.
  let isReadOnly: Bool

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.session = sessions.session(request.cookies[cookie]?.value)
    if let session = context.session, let grant = session.grant, grant != users.grant(of: session.user) {
      sessions.end(session)
      context.session = nil
    }
    if isReadOnly, let session = context.session { context.session?.role = min(session.role, .analyst) }
    let path = request.uri.path
    guard context.session != nil || Self.open.contains(where: { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 })
    else {
      return frame.response(
        users.isEmpty ? .notAllowed : .logIn, to: request, nil, status: .unauthorized)
    }
    return try await next(request, context)
  }
}

/// Answers only those who call the server by one of its own names: another name that was made to point at this machine is none.
struct HostCheck: RouterMiddleware {
  typealias Context = PageContext

  /// Host names without port, lower case.
  let names: Set<String>

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard let host = request.head.authority.map(Self.name), names.contains(host) else {
      return Response(status: .misdirectedRequest)
    }
    return try await next(request, context)
  }

  /// The host of `127.0.0.1:8730` or `[::1]:8730`.
  static func name(_ authority: String) -> String {
    let text = authority.lowercased()
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[...end]) }
    return String(text.prefix { $0 != ":" })
  }
}
