import Hummingbird

/// What is known of a request when it is answered.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; `nil` before the link was opened.
  var session: Sessions.Session?
  /// The machine that asks.
  let peer: String

  init(source: ApplicationRequestContextSource) {
    peer = source.channel.remoteAddress?.ipAddress ?? ""
    coreContext = .init(source: source)
  }
}
