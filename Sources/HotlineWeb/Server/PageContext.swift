import Hummingbird

/// What is known of a request when it is answered.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; `nil` before the link was opened.
  var session: Sessions.Session?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }
}
