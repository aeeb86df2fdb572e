import HTTPTypes
import HotlineText
import Hummingbird

/// Lets nobody see a page who did not open the link, and sends no form that another site's page made.
struct AccessCheck: RouterMiddleware {
  typealias Context = PageContext

  /// The cookie in which a browser keeps its session.
  static let cookie = "hotline-session"
  /// The field in which a form keeps its session's secret.
  static let formField = "form-token"

  let sessions: Sessions
  let pages: PageFrame

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard let session = sessions.session(request.cookies[Self.cookie]?.value) else {
      return pages.response(.notAllowed, to: request, context, status: .unauthorized)
    }
    var context = context
    context.session = session
    return try await next(request, context)
  }
}

/// Answers only those who call the server by one of its own names: a name elsewhere that was made to point at this machine is none.
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
