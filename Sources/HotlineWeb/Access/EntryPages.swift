import HTTPTypes
import HotlineText
import Hummingbird

/// The addresses by which somebody comes and goes.
struct EntryPages: Sendable {
  let site: Site
  let sessions: Sessions

  func add(to router: some RouterMethods<PageContext>) {
    router.get("/open/:link") { request, context in
      guard let session = sessions.begin(with: context.parameters.get("link")) else {
        return site.frame.response(.notAllowed, to: request, nil, status: .unauthorized)
      }
      let language = site.frame.language(of: request)
      let page = Page(
        title: language("已登录", "You are in"),
        content: "<p>\(Markup.link("/", language("前往总览", "Go on to the board")))</p>")
      // A redirect would be part of the visit that another program began, on which browsers send no strict cookie.
      var response = site.frame.response(page, to: request, session)
      if let name = HTTPField.Name("Refresh") { response.headers[name] = "0; url=/" }
      response.setCookie(
        Cookie(name: AccessCheck.cookie, value: session.id.text, path: "/", httpOnly: true, sameSite: .strict))
      return response
    }
    site.page(router, "/leave", keeps: false) { inquiry, _ in
      var form = Form("/leave", way: .post(inquiry.session))
      form.button(inquiry.language("退出", "Leave"))
      return Answer(
        page: Page(
          title: inquiry.language("退出", "Leave"),
          content: Markup.paragraph(
            inquiry.language(
              "退出后，需要重新启动 hotline serve 才能再次进入。", "After that, hotline serve has to be started again to come back."))
            + form.html))
    }
    router.post("/leave") { request, context in
      var request = request
      let fields = Fields(parsing: String(buffer: try await request.collectBody(upTo: 4096)))
      guard let session = context.session, FormGuard.accepts(fields[FormGuard.field], of: session, request) else {
        return site.frame.response(.foreignForm, to: request, context.session, status: .forbidden)
      }
      sessions.end(session)
      var response = site.frame.response(.notAllowed, to: request, nil, status: .ok)
      response.setCookie(
        Cookie(name: AccessCheck.cookie, value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: .strict))
      return response
    }
  }
}
