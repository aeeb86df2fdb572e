import HTTPTypes
import Hummingbird

/// What every answer tells the browser: nothing from elsewhere, no style or script within a page, no frame, no guessing of types.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = PageContext

  static let policy = [
    "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "script-src 'self'", "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'", "base-uri 'none'",
  ].joined(separator: "; ")

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in [("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin")] {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}

/// Makes a page of every error: nobody is shown an empty answer, and nobody what went wrong inside.
struct ErrorPages: RouterMiddleware {
  typealias Context = PageContext

  let frame: PageFrame

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status != .internalServerError {
      let notice: Notice = error.status == .notFound ? .notFound : .refused
      return frame.response(notice, to: request, context.session, status: error.status)
    } catch {
      context.logger.error("unexpected", metadata: ["error": "\(type(of: error))"])
      return frame.response(.broken, to: request, context.session, status: .internalServerError)
    }
  }
}
