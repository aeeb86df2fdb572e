import HotlineText
import Hummingbird

/// What is known of a request when a page is drawn.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; `nil` before the link was opened.
  var session: Sessions.Session?
  /// The language that the reader chose.
  var language: Language?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }
}
