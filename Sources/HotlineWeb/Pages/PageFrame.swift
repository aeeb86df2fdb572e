import HTTPTypes
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
    let chosen = request.uri.queryParameters["lang"].map(String.init) ?? request.cookies[Self.languageCookie]?.value
    return chosen.flatMap(Language.init(rawValue:)) ?? language
  }

  /// A page as an answer.
  func response(_ page: Page, to request: Request, status: HTTPResponse.Status = .ok) -> Response {
    let language = language(of: request)
    var response = Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: template.render(Content(page, language, request)))))
    if request.uri.queryParameters["lang"] != nil {
      response.setCookie(
        Cookie(name: Self.languageCookie, value: language.rawValue, maxAge: 31_536_000, path: "/", sameSite: .strict))
    }
    return response
  }

  /// A page that says why there is nothing else to see.
  func response(_ notice: Notice, to request: Request, status: HTTPResponse.Status) -> Response {
    response(notice.page(language(of: request)), to: request, status: status)
  }

  /// What the template asks for.
  private struct Content {
    struct Item {
      let address: String
      let name: String
      let isCurrent: Bool
    }

    let title: String
    let content: String
    let notice: String?
    let footer: String
    let htmlLanguage: String
    let styleName: String
    let skip: String
    let navigationName: String
    let navigation: [Item]
    let otherLanguage: String
    let otherLanguageName: String
    let otherLanguageAddress: String

    init(_ page: Page, _ language: Language, _ request: Request) {
      title = page.title
      content = page.content
      notice = page.notice
      footer = page.footer
      htmlLanguage = language("zh-CN", "en")
      styleName = "style-\(language.rawValue).css"
      skip = language("跳到正文", "Skip to the text")
      navigationName = language("页面", "Pages")
      navigation = Page.Place.allCases.map {
        Item(address: $0.rawValue, name: $0.name(language), isCurrent: $0 == page.place)
      }
      let other: Language = language == .zh ? .en : .zh
      otherLanguage = other("zh-CN", "en")
      otherLanguageName = other("中文", "English")
      otherLanguageAddress = Address(request).setting("lang", other.rawValue).text
    }
  }
}
