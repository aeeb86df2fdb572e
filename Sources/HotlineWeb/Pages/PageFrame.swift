import HotlineText
import Hummingbird
import Mustache

/// What stands around every page: head, navigation, notice, foot.
struct PageFrame: Sendable {
  /// The cookie in which a browser keeps the language that its reader chose.
  static let languageCookie = "hotline-language"

  private let template: MustacheTemplate
  private let language: Language

  /// - Parameter language: the language of readers who chose none.
  init(language: Language) throws {
    template = try MustacheTemplate(string: String(decoding: PackageResources.frame_mustache, as: UTF8.self))
    self.language = language
  }

  /// The language in which a request is answered: that of the address, else of the cookie, else the server's.
  func language(of request: Request) -> Language {
    let chosen = Fields(parsing: request.uri.query ?? "")["lang"] ?? request.cookies[Self.languageCookie]?.value
    return chosen.flatMap(Language.init(rawValue:)) ?? language
  }

  /// A page as an answer.
  func response(
    _ page: Page, to request: Request, _ session: Sessions.Session?, status: HTTPResponse.Status = .ok
  ) -> Response {
    let language = language(of: request)
    let text = template.render(Content(page, language, request, session)).replacing(
      FormGuard.placeholder, with: session?.form.text ?? "")
    var response = Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
    if let other = Fields(parsing: request.uri.query ?? "")["lang"], other == language.rawValue {
      response.setCookie(
        Cookie(
          name: Self.languageCookie, value: language.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true,
          sameSite: .strict))
    }
    return response
  }

  /// A page that says why there is nothing else to see.
  func response(
    _ notice: Notice, to request: Request, _ session: Sessions.Session?, status: HTTPResponse.Status
  ) -> Response {
    response(notice.page(language(of: request)), to: request, session, status: status)
  }

  /// What the template asks for.
  private struct Content {
    struct Item {
      let address: String
      let name: String
      let isCurrent: Bool
    }

    let title: String
    let subtitle: String?
    let content: String
    let notice: String?
    let footer: String?
    let htmlLanguage: String
    let styleName: String
    let skip: String
    let navigationName: String
    let navigation: [Item]
    let leave: String?
    let otherLanguage: String
    let otherLanguageName: String
    let otherLanguageAddress: String

    init(_ page: Page, _ language: Language, _ request: Request, _ session: Sessions.Session?) {
      title = page.title
      subtitle = page.subtitle.isEmpty ? nil : page.subtitle
      content = page.content
      notice = page.notice
      footer = page.footer.isEmpty ? nil : page.footer
      htmlLanguage = language("zh-CN", "en")
      styleName = "style-\(language.rawValue).css"
      skip = language("跳到正文", "Skip to the text")
      navigationName = language("页面", "Pages")
      navigation = Page.Place.allCases.filter { place in session.map { $0.role >= place.role } ?? false }.map {
        Item(address: $0.rawValue, name: $0.name(language), isCurrent: $0 == page.place)
      }
      leave = session == nil ? nil : language("退出", "Leave")
      let other: Language = language == .zh ? .en : .zh
      otherLanguage = other("zh-CN", "en")
      otherLanguageName = other("中文", "English")
      let isAsked = request.method == .get || request.method == .head
      otherLanguageAddress =
        Address(
          path: Fields.decoded(isAsked ? request.uri.path : "/", plusIsBlank: false),
          fields: Fields(parsing: isAsked ? request.uri.query ?? "" : "")
        ).setting("lang", other.rawValue).text
    }
  }
}
