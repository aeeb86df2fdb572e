import HotlineApp
import HotlineConfiguration
import HotlineRender
import HotlineText
import Hummingbird
import Logging

/// The pages, served over HTTP.
package struct WebServer: Sendable {
  private let settings: WebSettings
  let sessions: Sessions
  private let site: Site
  let arrivals: Arrivals
  let exports: Exports
  private let users: Users
  private let bounds = LoginBounds()
  private let meters = Meters()
  /// Browsers send a cookie to all servers of a machine, whatever their port: each has one of its own.
  private let cookie: String

  /// - Throws: an error when a template of the program is broken; a ``Diagnostic`` when a folder beside the database is a link.
  package init(workspace: Workspace, settings: WebSettings) throws {
    try self.init(workspace: workspace, settings: settings, sessions: Sessions())
  }

  /// - Parameter sessions: who is logged in; tests bring their own.
  init(workspace: Workspace, settings: WebSettings, sessions: Sessions) throws {
    // What lies in these folders is written, and taken away again: behind a link it would be somebody else's.
    for ending in [Spool.ending, Exports.ending, Backups.ending, AttachmentStore.ending, PublishedFolder.ending] {
      try DocumentFile.checkOwn(folder: workspace.database + ending)
    }
    self.settings = settings
    self.sessions = sessions
    cookie = "hotline-session-" + (settings.port == 0 ? SafeName.own() : String(settings.port))
    arrivals = Arrivals(workspace: workspace)
    exports = Exports(workspace: workspace)
    users = try Users(database: workspace.database)
    site = Site(
      workspace: workspace, desk: Desk(threads: settings.readers),
      frame: try PageFrame(language: settings.language), journal: Journal(database: workspace.database))
  }

  /// Gives a user a password, and a role where one is named; a server that runs knows at once.
  ///
  /// - Throws: a ``Diagnostic`` for a name, role or password that cannot be one.
  package static func setUser(_ name: String, role: String?, password: String, database: String) throws {
    let known = role.flatMap(Role.init(rawValue:))
    guard role == nil || known != nil else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "没有“\(role ?? "")”这个角色", en: "there is no role “\(role ?? "")”"),
        expected: LocalizedText(zh: "reader、analyst、editor 或 admin", en: "reader, analyst, editor or admin"))
    }
    try Users(database: database).set(name, role: known, password: password)
  }

  /// Serves until the process is asked to end; requests that are being answered are answered.
  ///
  /// - Parameter ready: told the address of the first page, which works once; told another one whenever the process gets SIGUSR1.
  package func run(ready: @escaping @Sendable (String) -> Void) async throws {
    let watching = settings.inbox.map { folder in
      let inbox = Inbox(folder: folder, arrivals: arrivals, journal: site.journal)
      return Task { await inbox.watch() }
    }
    defer { watching?.cancel() }
    // What is being read while the server is asked to end did not end it.
    defer { arrivals.attempts.endAll() }
    try await application(ready: ready).runService()
  }

  /// The server as a service.
  func application(ready: @escaping @Sendable (String) -> Void) -> some ApplicationProtocol {
    var logger = Logger(label: "hotline")
    logger.logLevel = .warning
    let (host, sessions) = (settings.host, sessions)
    return Application(
      router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(settings.longestSilence))),
      configuration: .init(address: .hostname(host, port: settings.port), serverName: nil),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        let shown = host.contains(":") ? "[\(host)]" : host
        let address = "http://\(shown):\(port)/open/"
        if let link = sessions.link { ready(address + link.text) }
        // Whoever may signal the process may have another link.
        LinkRenewal.always { ready(address + sessions.renewLink().text) }
      }, logger: logger)
  }

  /// The names under which a browser may call the server.
  private var names: Set<String> {
    Set([settings.host, "127.0.0.1", "localhost", "[::1]"] + settings.names.map { $0.lowercased() })
  }

  /// All addresses.
  func router() -> Router<PageContext> {
    let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: MeterCount(meters: meters))
    router.add(middleware: SecurityHeaders())
    router.add(middleware: Compression())
    router.add(middleware: HostCheck(names: names))
    router.add(middleware: ErrorPages(frame: site.frame))
    router.add(
      middleware: AccessCheck(
        sessions: sessions, users: users, frame: site.frame, cookie: cookie, isReadOnly: settings.isReadOnly))
    router.get("/health") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
    }
    router.get("/metrics") { [meters, arrivals] _, _ in
      let waiting = arrivals.list.count { $0.state.isMoving }
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: meters.text(waiting: waiting))))
    }
    router.get("/assets/:name") { _, context in try Assets.answer(context.parameters.require("name")) }
    EntryPages(
      site: site, sessions: sessions, users: users, bounds: bounds, cookie: cookie, isSecure: settings.isSecure
    ).add(to: router)
    AdminPages(site: site, sessions: sessions, users: users, exports: exports).add(to: router)
    FigurePages(site: site, arrivals: arrivals).add(to: router)
    ExportPages(site: site, exports: exports).add(to: router)
    BringPages(site: site, arrivals: arrivals, mostBytes: settings.mostBytes).add(to: router)
    ProfilePages(site: site, arrivals: arrivals).add(to: router)
    SourcePages(site: site, arrivals: arrivals).add(to: router)
    ReportPages(
      site: site, arrivals: arrivals, published: PublishedFolder(database: site.workspace.database)
    ).add(to: router)
    FormPages(site: site, arrivals: arrivals).add(to: router)
    AuditPages(site: site, spool: arrivals.spool).add(to: router)
    return router
  }
}
