import HTTPTypes
import Hummingbird

/// What every answer tells the browser: nothing from elsewhere, no script within a page, no frame, no guessing of types.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = PageContext

  static let policy = [
    "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "script-src 'self'", "form-action 'self'",
    "frame-ancestors 'none'", "base-uri 'none'",
  ].joined(separator: "; ")

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
