import HTTPTypes
import HotlineText
import Hummingbird

/// The addresses by which somebody comes and goes.
struct EntryPages: Sendable {
  let site: Site
  let sessions: Sessions
  let users: Users
  let bounds: LoginBounds
  /// The cookie in which a browser keeps its session.
  let cookie: String
  /// Whether browsers send the session over TLS only.
  let isSecure: Bool
  /// At most two passwords are worked on at a time: each takes memory and time on purpose.
  let places = Places(count: 2)

  /// Gives a browser its session.
  private func welcome(_ session: Sessions.Session, _ request: Request) -> Response {
    let language = site.frame.language(of: request)
    let page = Page(
      title: language("已登录", "You are in"),
      content: "<p>\(Markup.link("/", language("前往总览", "Go on to the board")))</p>")
    // A redirect would be part of the visit that another program began, on which browsers send no strict cookie.
    var response = site.frame.response(page, to: request, session)
    if let name = HTTPField.Name("Refresh") { response.headers[name] = "0; url=/" }
    response.setCookie(
      Cookie(
        name: cookie, value: session.id.text, path: "/", secure: isSecure, httpOnly: true,
        sameSite: .strict))
    return response
  }

  /// The machine that asks: behind a proxy that speaks TLS the one that the proxy names last, or all its visitors would share their bounds.
  private func peer(of request: Request, _ context: PageContext) -> String {
    guard isSecure, let name = HTTPField.Name("X-Forwarded-For"),
      let last = request.headers[name]?.split(separator: ",").last
    else { return context.peer }
    return String(last.filter { !$0.isWhitespace }.prefix(60))
  }

  private func logIn(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let fields = await Site.fields(of: request, upTo: 4096) else {
      return site.frame.response(.tooLarge, to: request, nil, status: .contentTooLarge)
    }
    let name = String((fields["name"] ?? "").prefix(60))
    guard FormGuard.isFromHere(request) else {
      return site.frame.response(.foreignForm, to: request, nil, status: .forbidden)
    }
    let peer = peer(of: request, context)
    guard bounds.attempt(name, from: peer) == nil else {
      return site.frame.response(.wrongPassword, to: request, nil, status: .tooManyRequests)
    }
    await places.enter()
    defer { places.leave() }
    let password = fields.password ?? ""
    let found = try await site.desk.glance { _ in users.user(name, password: password) }
    guard let found else {
      site.journal.write(name, "log-in refused")
      return site.frame.response(.wrongPassword, to: request, nil, status: .unauthorized)
    }
    bounds.succeeded(name, from: peer)
    site.journal.write(found.name, "log-in")
    return welcome(sessions.begin(found.name, found.knownRole, for: found.grant), request)
  }

  func add(to router: some RouterMethods<PageContext>) {
    router.get("/open/:link") { request, context in
      // Programs that show where a link leads ask for its head: that is no visit.
      guard request.method == .get, let session = sessions.begin(with: context.parameters.get("link")) else {
        return site.frame.response(.notAllowed, to: request, nil, status: .unauthorized)
      }
      site.journal.write(session.user, "opened the link")
      return welcome(session, request)
    }
    router.get("/login") { request, context in
      let language = site.frame.language(of: request)
      var form = Form("/login")
      form.isPost = true
      form.input("name", language("用户名", "Name"), isRequired: true)
      form.input("password", language("密码", "Password"), type: "password", isRequired: true)
      form.button(language("登录", "Log in"), style: "first")
      return site.frame.response(
        Page(title: language("登录", "Log in"), content: form.html), to: request, context.session)
    }
    router.post("/login") { request, context in try await logIn(request, context) }
    site.page(router, "/leave", keeps: false) { inquiry, _ in
      var form = Form("/leave", way: .post)
      form.button(inquiry.language("退出", "Leave"))
      return Answer(
        page: Page(
          title: inquiry.language("退出", "Leave"),
          content: (users.isEmpty
            ? Markup.paragraph(
              inquiry.language(
                "退出后，再点桌面上的“热线”图标（或让 hotline serve 打印新的链接）才能再次进入。",
                "After that, the icon “Hotline” on the desktop (or another link of hotline serve) leads back in."))
            : "") + form.html))
    }
    router.post("/leave") { request, context in
      guard let fields = await Site.fields(of: request, upTo: 4096), let session = context.session,
        FormGuard.accepts(fields[FormGuard.field], of: session, request)
      else {
        return site.frame.response(.foreignForm, to: request, context.session, status: .forbidden)
      }
      sessions.end(session)
      site.journal.write(session.user, "left")
      var response = site.frame.response(.notAllowed, to: request, nil, status: .ok)
      response.setCookie(
        Cookie(name: cookie, value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: .strict))
      return response
    }
  }
}
