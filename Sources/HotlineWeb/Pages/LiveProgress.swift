import Foundation
import HotlineText
import Hummingbird

/// How far something is that goes on in the background: the part of a page that says so, and what the page's script asks for again and
/// again. The page is loaded anew when the step is another one.
struct LiveProgress {
  let step: Int
  let text: String
  /// The share that is done; `nil` where nobody knows how much there is.
  var share: Double?

  /// The part of a page.
  ///
  /// - Parameter address: where ``answer()`` is given.
  func markup(_ address: String, _ language: Language) -> String {
    let known = share.map { " max=\"1\" value=\"\($0)\"" } ?? ""
    return """
      <div class="live" data-live="\(address)" data-step="\(step)">
      <p role="status">\(Markup.escaped(text))</p>
      <p><progress\(known) aria-label="\(language("进度", "progress"))"></progress></p></div>
      """
  }

  /// The answer to the script.
  func answer() throws -> Response {
    var json = ["step": String(step), "text": text]
    json["share"] = share.map { String($0) }
    let bytes = try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys])
    return Site.file(ByteBuffer(bytes: bytes), "application/json; charset=utf-8")
  }
}
