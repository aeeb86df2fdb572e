import HTTPTypes
import HotlineApp
import HotlineConfiguration
import HotlineRender
import HotlineText
import Hummingbird
import Logging

/// The pages, served over HTTP.
package struct WebServer: Sendable {
  private let settings: WebSettings
  private let sessions = Sessions()
  private let pages: Pages
  private let frame: PageFrame

  /// - Throws: an error when a template of the program is broken.
  package init(workspace: Workspace, settings: WebSettings) throws {
    self.settings = settings
    frame = try PageFrame(language: settings.language)
    pages = Pages(workspace: workspace, desk: Desk(threads: settings.readers), frame: frame)
  }

  /// Serves until the process is asked to end; requests that are being answered are answered.
  ///
  /// - Parameter ready: told the address of the first page, which works once.
  package func run(ready: @escaping @Sendable (String) -> Void) async throws {
    var logger = Logger(label: "hotline")
    logger.logLevel = .warning
    let (host, sessions) = (settings.host, sessions)
    let application = Application(
      router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: .init(address: .hostname(host, port: settings.port), serverName: nil),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        let shown = host.contains(":") ? "[\(host)]" : host
        if let link = sessions.link { ready("http://\(shown):\(port)/open/\(link.text)") }
      }, logger: logger)
    try await application.runService()
  }

  private func router() -> Router<PageContext> {
    let router = Router(context: PageContext.self)
    router.add(middleware: SecurityHeaders())
    router.get("/health") { _, _ in Response(status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: "ok\n"))) }
    let known = router.group().add(
      middleware: HostCheck(names: Set([settings.host, "127.0.0.1", "localhost", "[::1]"] + settings.names)))
    known.get("/assets/:name") { request, context in try asset(context.parameters.require("name")) }
    known.get("/open/:link") { request, context in
      guard let session = sessions.begin(with: context.parameters.get("link")) else {
        return frame.response(.notAllowed, to: request, status: .unauthorized)
      }
      var response = Response(status: .seeOther, headers: [.location: "/"])
      response.setCookie(
        Cookie(name: AccessCheck.cookie, value: session.id.text, path: "/", httpOnly: true, sameSite: .strict))
      return response
    }
    pages.add(to: known.group().add(middleware: AccessCheck(sessions: sessions, pages: frame)))
    return router
  }

  private func asset(_ name: String) throws -> Response {
    let (text, type): (String, String)
    switch name {
    case "style-zh.css", "style-en.css":
      text = HTMLDocument.styleSheet(name == "style-zh.css" ? .zh : .en)
        + String(decoding: PackageResources.pages_css, as: UTF8.self)
      type = "text/css; charset=utf-8"
    case "smooth.js":
      text = String(decoding: PackageResources.smooth_js, as: UTF8.self)
      type = "text/javascript; charset=utf-8"
    default: return Response(status: .notFound)
    }
    return Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=300"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
