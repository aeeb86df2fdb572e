import Hummingbird

/// Takes a form only from a page of ours: it carries its session's own secret, and the browser names no other site as where it was sent from.
enum FormGuard {
  /// The field in which a form keeps its session's secret.
  static let field = "form-token"

  /// Whether a form with these fields may be acted on.
  static func accepts(_ token: String?, of session: Sessions.Session, _ request: Request) -> Bool {
    if let origin = request.headers[.origin] {
      // A browser that hides where a form was sent from says `null`.
      guard let authority = request.head.authority,
        ["http://\(authority)", "https://\(authority)"].contains(origin.lowercased())
      else { return false }
    }
    return session.form.isSame(as: token)
  }
}
