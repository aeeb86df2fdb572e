import HotlineRender
import HotlineText
import Hummingbird

/// What pages look like: style sheets, the script, the icon.
enum Assets {
  private static let styleSheets = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { language in
      (
        "style-\(language.rawValue).css",
        HTMLDocument.pageStyleSheet(language) + String(decoding: PackageResources.pages_css, as: UTF8.self)
      )
    })

  static func answer(_ name: String) throws -> Response {
    let (text, type): (String, String)
    switch name {
    case "smooth.js":
      (text, type) = (String(decoding: PackageResources.smooth_js, as: UTF8.self), "text/javascript; charset=utf-8")
    case "icon.svg": (text, type) = (String(decoding: PackageResources.icon_svg, as: UTF8.self), "image/svg+xml")
    default:
      guard let sheet = styleSheets[name] else { throw HTTPError(.notFound) }
      (text, type) = (sheet, "text/css; charset=utf-8")
    }
    return Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=300"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
