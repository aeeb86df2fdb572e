import HotlineConfiguration
import HotlineDocument
import HotlineText
import Hummingbird

/// The addresses of administrators: users and roles, and who did what.
struct AdminPages: Sendable {
  let site: Site
  let sessions: Sessions
  let users: Users

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/admin", for: .admin, keeps: false) { inquiry, _ in page(inquiry) }
    site.form(router, "/admin/users", for: .admin) { inquiry, _ in
      let name = inquiry.fields["name"] ?? ""
      try users.set(
        name, role: inquiry.fields["role"].flatMap(Role.init(rawValue:)), password: inquiry.fields["password"])
      // Whoever had another role or password logs in again.
      sessions.end(user: name)
      return Address("/admin")
    }
    site.form(router, "/admin/users/remove", for: .admin) { inquiry, _ in
      let name = inquiry.fields["name"] ?? ""
      try users.remove(name)
      sessions.end(user: name)
      return Address("/admin")
    }
  }

  private func page(_ inquiry: Inquiry) -> Answer {
    let language = inquiry.language
    let roles = Role.allCases.map { ($0.rawValue, $0.name(language)) }
    var add = Form("/admin/users", way: .post(inquiry.session))
    add.input("name", language("用户名", "Name"), isRequired: true)
    add.select("role", language("角色", "Role"), roles, chosen: ["reader"])
    add.input(
      "password", language("密码", "Password"),
      hint: language(
        "新用户必填，至少 \(Password.fewest) 个字符；留空则不改", "\(Password.fewest) characters at least; empty leaves it as it is"),
      type: "password")
    add.button(language("保存用户", "Save the user"), style: "first")
    let rows = users.list.map { user in
      var remove = Form("/admin/users/remove", way: .post(inquiry.session), style: "bare")
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
        entry.at, entry.user, entry.what,
        entry.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: language("；", "; ")),
      ]
    }
    let document = Document(
      name: "log", title: language("操作记录", "Log"), language: language, asOf: .init(0, text: ""),
      sections: [Document.Section("log-section", language("谁做了什么", "Who did what"), blocks: [.table(table)])])
    let explained = Markup.paragraph(
      language(
        "查看：报告与指标；分析：另可看明细；编辑：另可读入、更正、发布、填表；管理：另可管理用户。",
        "Readers see figures and reports; analysts rows as well; editors bring in, correct, publish and fill in; admins manage users."
      ))
    return Answer(
      page: Page(
        title: language("管理", "Administration"), place: .admin,
        content: """
          <section aria-labelledby="users"><h2 id="users">\(language("用户", "Users"))</h2>\(explained)
          <ul class="reports">\(rows.joined())</ul>\(add.html)</section>
          \(Markup.part(document))
          """), document: document)
  }
}
