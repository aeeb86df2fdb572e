import Hummingbird

/// Takes a form only from a page of ours: it carries its session's own secret, and the browser names no other site as where it was sent from.
enum FormGuard {
  /// The field in which a form keeps its session's secret.
  static let field = "form-token"

  /// What stands in a page for the secret of whoever it is sent to; nobody can write it into a page.
  static let placeholder = Token().text

  /// Whether a form with these fields may be acted on.
  static func accepts(_ token: String?, of session: Sessions.Session, _ request: Request) -> Bool {
    isFromHere(request) && session.form.isSame(as: token)
  }

  /// Whether the browser names no other site as where a form was sent from; one that hides it says `null`.
  static func isFromHere(_ request: Request) -> Bool {
    guard let origin = request.headers[.origin] else { return true }
    return request.head.authority.map {
      ["http://\($0)", "https://\($0)"].contains(origin.lowercased())
    } ?? false
  }
}
