import HotlineConfiguration
import HotlineDocument
import HotlineText
import Hummingbird

/// The addresses of administrators: users and roles, and who did what.
struct AdminPages: Sendable {
  let site: Site
  let sessions: Sessions
  let users: Users
  let exports: Exports
  private var backups: Backups { Backups(database: site.workspace.database) }

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/admin", for: .admin, keeps: false) { inquiry, _ in page(inquiry) }
    for part in ["users", "log", "backup"] {
      router.get(RouterPath("/admin/\(part)")) { _, _ in
        Response(status: .seeOther, headers: [.location: "/admin#\(part)"])
      }
    }
    site.form(router, "/admin/backup", for: .admin) { _, _ in
      _ = try backups.make(of: site.workspace)
      return Address("/admin")
    }
    site.form(router, "/admin/users", for: .admin) { inquiry, _ in
      let name = inquiry.fields["name"] ?? ""
      try users.set(
        name, role: inquiry.fields["role"].flatMap(Role.init(rawValue:)), password: inquiry.fields.password)
      // Whoever had another role or password logs in again.
      sessions.end(user: name)
      return Address("/admin")
    }
    site.form(router, "/admin/users/remove", for: .admin) { inquiry, _ in
      let name = inquiry.fields["name"] ?? ""
      try users.remove(name)
      sessions.end(user: name)
      exports.removeAll(of: name)
      return Address("/admin")
    }
  }

  /// What is done in words; a form is named by its address.
  private static let words: [String: LocalizedText] = [
    "log-in": LocalizedText(zh: "登录", en: "logged in"),
    "log-in refused": LocalizedText(zh: "登录被拒绝", en: "log-in refused"),
    "opened the link": LocalizedText(zh: "打开启动时的链接", en: "opened the link"),
    "left": LocalizedText(zh: "退出", en: "left"), "brought in": LocalizedText(zh: "从收件目录读入", en: "brought in"),
  ]

  private func backup(_ inquiry: Inquiry) -> String {
    let language = inquiry.language
    var form = Form("/admin/backup", way: .post, style: "inline")
    form.button(language("现在备份", "Back up now"))
    let items = backups.list.map {
      "<li><span>\(Markup.escaped($0.name))</span> <span>\(Markup.escaped($0.size))</span></li>"
    }
    return """
      <section aria-labelledby="backup"><h2 id="backup">\(language("备份", "Backups"))</h2>
      \(Markup.paragraph(language("备份放在数据库旁的 .backups 目录，保留最近 \(Backups.most) 份，可在读入时进行。备份只有数据库：加密来电号码的密钥、上传的原件（.files）、已发布的报告（.published）、证明材料（.evidence）、用户和操作记录（.users、.log）也在数据库旁，请另行备份；恢复用命令行 hotline restore。", "Backups lie in the folder .backups beside the database, the last \(Backups.most) of them; an ingest does not hold them up. They hold the database alone: the key of callers' pseudonyms, the files that were sent (.files), published reports (.published), evidence (.evidence), users and the log (.users, .log) lie beside it too, and are backed up by other means. Restore with `hotline restore`.")))
      <ul class="reports">\(items.joined())</ul>\(form.html)</section>
      """
  }

  private func page(_ inquiry: Inquiry) -> Answer {
    let language = inquiry.language
    let roles = Role.allCases.map { ($0.rawValue, $0.name(language)) }
    var add = Form("/admin/users", way: .post)
    add.input("name", language("用户名", "Name"), isRequired: true)
    add.select("role", language("角色", "Role"), roles, chosen: ["reader"])
    add.input(
      "password", language("密码", "Password"),
      hint: language(
        "新用户必填，至少 \(Password.fewest) 个字符；留空则不改", "\(Password.fewest) characters at least; empty leaves it as it is"),
      type: "password")
    add.button(language("保存用户", "Save the user"), style: "first")
    let rows = users.list.map { user in
      var remove = Form("/admin/users/remove", way: .post, style: "bare")
      remove.hidden("name", user.name)
      remove.button(language("删除 \(user.name)", "Remove \(user.name)"), style: "grave")
      return
        "<li><span>\(Markup.escaped(user.name)) · \(Markup.escaped(user.knownRole.name(language)))</span> \(remove.html)</li>"
    }
    var table = ReportTable(
      "log", caption: language("最近 200 项", "The last 200 things"),
      columns: [
        .init(language("时间（UTC）", "when (UTC)")), .init(language("用户", "who")), .init(language("做了什么", "what")),
        .init(language("细节", "details")),
      ], hasRowHeaders: false)
    table.texts = site.journal.last(200).map { entry in
      [
        entry.at, entry.user, Self.words[entry.what]?(language) ?? entry.what,
        entry.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: language("；", "; ")),
      ]
    }
    let document = Document(
      name: "log", title: language("操作记录", "Log"), language: language, asOf: .init(0, text: ""),
      sections: [Document.Section("log-section", language("谁做了什么", "Who did what"), blocks: [.table(table)])])
    let explained = Markup.paragraph(
      language(
        "查看：指标、报告与表格，以及其中列出的明细；分析：另可查看任何数字的明细；编辑：另可读入、更正、发布、填表；管理：另可管理用户。",
        "Readers see figures, reports and forms with the rows that these list; analysts the rows of any figure as well; editors bring in, correct, publish and fill in; admins manage users."
      ))
    return Answer(
      page: Page(
        title: language("管理", "Administration"), place: .admin,
        content: """
          <section aria-labelledby="users"><h2 id="users">\(language("用户", "Users"))</h2>\(explained)
          <ul class="reports">\(rows.joined())</ul>\(add.html)</section>
          \(backup(inquiry))
          \(Markup.part(document))
          """), document: document)
  }
}
