import HTTPTypes
import HotlineText

/// One page: what the frame is filled with.
struct Page: Sendable {
  /// The pages to which every page leads.
  enum Place: String, Sendable, CaseIterable {
    case board = "/"
    case explore = "/explore"
    case sources = "/sources"
    case reports = "/reports"

    var name: LocalizedText {
      switch self {
      case .board: LocalizedText(zh: "总览", en: "Board")
      case .explore: LocalizedText(zh: "查询", en: "Explore")
      case .sources: LocalizedText(zh: "数据来源", en: "Sources")
      case .reports: LocalizedText(zh: "报告", en: "Reports")
      }
    }
  }

  /// The heading.
  let title: String
  /// Where in the navigation it stands.
  var place: Place?
  /// What must be seen first, such as that the data are made up.
  var notice: String?
  /// The page's own markup; every text in it is escaped.
  let content: String
  /// The moment up to which the data speak, and what else stands at the page's foot.
  var footer = ""
}

/// A page that says why there is nothing else to see.
enum Notice: Sendable {
  /// Nobody opened the link that was printed at the start.
  case notAllowed
  /// There is no such page.
  case notFound
  /// Something is wrong that a person can put right.
  case problem(String)
  /// The question took too long.
  case tooLong

  func page(_ language: Language) -> Page {
    switch self {
    case .notAllowed:
      Page(
        title: language("请先打开启动时给出的链接", "Open the link that was printed at the start"),
        content: Markup.paragraph(
          language(
            "hotline serve 启动时会打印一个只能使用一次的链接。如果链接已用过，请在运行它的机器上执行 hotline serve --new-link。",
            "hotline serve prints a link that works once. If it was used already, run `hotline serve --new-link` on its machine."
          )))
    case .notFound:
      Page(
        title: language("没有这个页面", "There is no such page"),
        content: Markup.link("/", language("回到总览", "Back to the board")))
    case .problem(let text):
      Page(
        title: language("无法给出结果", "No answer"),
        content: "<div class=\"problem\" role=\"alert\">\(Markup.paragraph(text))</div>")
    case .tooLong:
      Page(
        title: language("查询用时过长", "The question took too long"),
        content: Markup.paragraph(
          language("请缩短期间、减少分组，或改用命令行。", "Shorten the period, break down by less, or ask on the command line.")))
    }
  }
}
