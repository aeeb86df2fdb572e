import HotlineDocument
import HotlineText

/// One page: what the frame is filled with.
struct Page: Sendable {
  /// The pages to which every page leads.
  enum Place: String, Sendable, CaseIterable {
    case board = "/"
    case explore = "/explore"
    case sources = "/sources"
    case reports = "/reports"
    case forms = "/forms"
    case admin = "/admin"

    var name: LocalizedText {
      switch self {
      case .board: LocalizedText(zh: "总览", en: "Board")
      case .explore: LocalizedText(zh: "查询", en: "Explore")
      case .sources: LocalizedText(zh: "数据来源", en: "Sources")
      case .reports: LocalizedText(zh: "报告", en: "Reports")
      case .forms: LocalizedText(zh: "自评表", en: "Forms")
      case .admin: LocalizedText(zh: "管理", en: "Administration")
      }
    }

    /// Who is shown the way there.
    var role: Role { self == .admin ? .admin : .reader }
  }

  /// The heading.
  let title: String
  /// A line under it: which days, which part.
  var subtitle = ""
  /// Where in the navigation it stands.
  var place: Place?
  /// What must be seen first, such as that the data are made up.
  var notice: String?
  /// The page's own markup; every text in it is escaped.
  let content: String
  /// The moment up to which the data speak, and what else stands at the page's foot.
  var footer = ""
}

/// What an address answers with: a page, and the same for spreadsheets and programs.
struct Answer: Sendable {
  /// The page.
  var page: Page
  /// Its tables and cards.
  var document: Document?
  /// The page as JSON; that of its document unless given.
  var json: String?

  /// About how many bytes it takes.
  var weight: Int { Markup.weight(page.content) + (json?.utf8.count ?? 0) }
}

/// A page that says why there is nothing else to see.
enum Notice: Sendable {
  /// Nobody opened the link that was printed at the start.
  case notAllowed
  /// Nobody is logged in.
  case logIn
  /// The name and password are none of a user's, or were tried too often.
  case wrongPassword
  /// Only others may do this.
  case onlyFor(Role)
  /// There is no such page.
  case notFound
  /// A form that no page of ours sent.
  case foreignForm
  /// What was sent is not understood.
  case refused
  /// Something is wrong that a person can put right.
  case problem(String)
  /// The question took too long.
  case tooLong
  /// What was sent is too large.
  case tooLarge
  /// Something else changes the database.
  case busy
  /// Nothing was brought in yet; what to do depends on the role.
  case noData(Role)
  /// A mistake of the program's own.
  case broken

  func page(_ language: Language) -> Page {
    switch self {
    case .notAllowed:
      page(
        language("请先打开启动时给出的链接", "Open the link that was printed at the start"),
        language(
          "请再点一次桌面上的“热线”图标。用命令行启动的，hotline serve 会打印一个链接，只能使用一次；已用过或会话已结束时，向该进程发送 SIGUSR1 会打印新的链接。",
          "Click the icon “Hotline” on the desktop once more. On the command line, hotline serve prints a link, which works once; when it was used or the session has ended, send the process SIGUSR1, and it prints another one."
        ))
    case .logIn:
      Page(
        title: language("请先登录", "Log in first"),
        content: "<p>\(Markup.link("/login", language("登录", "Log in")))</p>")
    case .wrongPassword:
      Page(
        title: language("未能登录", "Not logged in"),
        content: Markup.problem(
          language(
            "用户名或密码不对，或尝试过于频繁，请稍候再试。", "The name or the password is wrong, or it was tried too often: wait a little."))
          + "<p>\(Markup.link("/login", language("再试一次", "Try again")))</p>")
    case .onlyFor(let role):
      page(
        language("您没有此项权限", "You may not do this"),
        language("需要“\(role.name.zh)”角色。请向管理员申请。", "It takes the role “\(role.name.en)”. Ask an administrator."))
    case .notFound:
      Page(
        title: language("没有这个页面", "There is no such page"),
        content: "<p>\(Markup.link("/", language("回到总览", "Back to the board")))</p>")
    case .foreignForm:
      page(
        language("表单未被接受", "The form was not taken"),
        language(
          "它不是从本系统的页面发出的，或会话已变。请回到页面重新提交。",
          "It was not sent from a page of this server, or the session is another one. Go back to the page and send it again."
        ))
    case .refused:
      page(language("无法理解的请求", "The request is not understood"), language("请回到上一页重试。", "Go back and try again."))
    case .problem(let text):
      Page(
        title: language("无法给出结果", "No answer"),
        content: Markup.problem(text))
    case .tooLong:
      page(
        language("查询用时过长", "The question took too long"),
        language("请缩短期间、减少分组，或改用命令行。", "Shorten the period, break down by less, or ask on the command line."))
    case .tooLarge:
      page(
        language("提交的内容过大", "Too much was sent"),
        language(
          "一张表单至多 1 MB，什么都没有保存。请按浏览器的“后退”返回，分几次提交。",
          "A form holds 1 MB at most, and nothing was saved. Go back in the browser and send it in several parts."))
    case .busy:
      Page(
        title: language("正在读入数据，请稍候", "Data are being brought in: wait a moment"),
        content: Markup.paragraph(
          language(
            "此时不能修改，什么都没有保存。请按浏览器的“后退”返回（填写的内容仍在），稍后再提交。",
            "Nothing can be changed meanwhile, and nothing was saved. Go back in the browser, where what you typed still stands, and send it again in a while."
          )) + "<p>\(Markup.link("/sources/new", language("看读入的进度", "See how far it is")))</p>")
    case .noData(let role):
      Page(
        title: language("还没有数据", "There are no data yet"),
        content: role >= .editor
          ? Markup.paragraph(
            language(
              "先读入热线系统导出的文件（CSV、Excel 或 zip）。会先试读给您看，确认后才入库。",
              "Bring in what the hotline's system exports (CSV, Excel or zip). It is tried first and shown to you; nothing is stored before you confirm."
            )) + "<p>\(Markup.link("/sources/new", language("读入导出文件", "Bring exports in"), "button first"))</p>"
          : Markup.paragraph(
            language("请“编辑”角色的同事先读入导出文件。", "Ask a colleague with the role “editor” to bring exports in.")))
    case .broken:
      page(
        language("程序出错", "The program made a mistake"),
        language(
          "数据没有改变。请重试；再次出现时请把地址告诉管理员。",
          "No data were changed. Try again; if it happens once more, tell an administrator the address."))
    }
  }

  private func page(_ title: String, _ text: String) -> Page { Page(title: title, content: Markup.paragraph(text)) }
}
