import HotlineApp
import HotlineMetrics
import HotlineText
import Hummingbird

/// The addresses of files of rows that are written in the background: ordered, looked at, taken away, removed. Each user has their own.
struct ExportPages: Sendable {
  let site: Site
  let exports: Exports

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/exports", for: .analyst, keeps: false) { inquiry, _ in
      try exports.removeOutdated()
      return ExportsPage(exports: exports.list(of: inquiry.session.user), inquiry: inquiry).answer
    }
    site.form(router, "/exports", for: .analyst) { inquiry, cancellation in
      let question = try Question(inquiry.fields, usualPeriod: "")
      let part = try RowsAsked.part(inquiry.fields)
      let metric = try site.workspace.catalog().metric(inquiry.fields["metric"] ?? "")
      let facts = try question.facts()
      // What cannot be answered is told now, not by a file that comes to nothing.
      _ = try ListFacts(of: metric.id, part, about: facts, pageSize: 1).run(
        in: site.workspace, cancellation: cancellation)
      let title =
        ([metric.name(inquiry.language), question.period]
        + question.conditions.map { Question.text(of: $0, inquiry.language) }).joined(separator: " · ")
      try exports.begin(
        WriteRows(of: metric.id, part, about: facts), title: title,
        file: "rows-\(metric.id)-\(part.rawValue)-\(question.period).csv", user: inquiry.session.user)
      return Address("/exports")
    }
    router.get("/exports/:name/state") { request, context in
      guard let session = context.session, session.role >= .analyst,
        let export = exports.export(context.parameters.get("name") ?? "", of: session.user)
      else { throw HTTPError(.notFound) }
      return try ExportsPage.live(export, site.frame.language(of: request)).answer()
    }
    router.get("/exports/:name/rows.csv") { request, context in
      guard let session = context.session, session.role >= .analyst else {
        return site.frame.response(.onlyFor(.analyst), to: request, context.session, status: .forbidden)
      }
      try await site.desk.glance { _ in try exports.removeOutdated() }
      guard let export = exports.export(context.parameters.get("name") ?? "", of: session.user),
        case .done = export.state,
        let body = try? await FileIO().loadFile(path: exports.path(export.name), context: context)
      else { return site.frame.response(.notFound, to: request, session, status: .notFound) }
      return Response(
        status: .ok,
        headers: [.contentType: "application/octet-stream", .contentDisposition: Site.attachment(export.file)],
        body: body)
    }
    site.form(router, "/exports/:name/remove", for: .analyst) { inquiry, _ in
      guard let export = exports.export(inquiry.number, of: inquiry.session.user) else { throw NoSuchPage() }
      exports.remove(export.name)
      return Address("/exports")
    }
  }
}

/// A user's files of rows: how far each is, where it is to be had, and how it is taken away.
struct ExportsPage {
  let exports: [Exports.Export]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// Where a file stands, in words.
  static func words(_ state: Exports.State, _ language: Language) -> String {
    switch state {
    case .writing(0): language("正在准备", "being prepared")
    case .writing(let rows):
      language("已写 \(NumberText.count(Double(rows))) 条", "\(NumberText.count(Double(rows))) rows written")
    case .done(let rows, let bytes):
      language(
        "\(NumberText.count(Double(rows))) 条，\(Markup.megabytes(bytes))",
        "\(NumberText.count(Double(rows))) rows, \(Markup.megabytes(bytes))")
    case .failed: language("未能写成", "could not be written")
    }
  }

  /// The same for the page's script; a file that is whole, or failed, is another step.
  static func live(_ export: Exports.Export, _ language: Language) -> LiveProgress {
    LiveProgress(step: export.state.isMoving ? 0 : 1, text: words(export.state, language))
  }

  var answer: Answer {
    var parts = [
      Markup.paragraph(
        language(
          "明细较多时在后台写成文件，可以离开本页；文件保留一天，只有自己看得到；服务器重新启动、有号码被抹去或有文件被撤销后不再保留。来电号码不在其中。",
          "Where rows are many they are written into a file in the background, and you may leave. A file is kept for a day, seen by you alone, and gone when the server is started again, a number is erased or a source forgotten. Callers' numbers are not in it."
        ))
    ]
    if exports.isEmpty {
      parts.append(
        Markup.paragraph(
          language(
            "还没有文件：在任一指标的明细页点“在后台生成全部明细（CSV）”。",
            "There is no file yet: press “Write all rows into a file (CSV)” on a page of rows.")))
    } else {
      parts.append("<ul class=\"reports\">\(exports.map(item).joined(separator: "\n"))</ul>")
    }
    if let moving = exports.last(where: { $0.state.isMoving }) {
      parts.append(Self.live(moving, language).markup("/exports/\(moving.name)/state", language))
      parts.append("<p>\(Markup.link("/exports", language("刷新", "Reload")))</p>")
    }
    return Answer(
      page: Page(
        title: language("明细文件", "Files of rows"), place: .explore, content: parts.joined(separator: "\n")))
  }

  private func item(_ export: Exports.Export) -> String {
    var remove = Form("/exports/\(export.name)/remove", way: .post, style: "bare")
    remove.button(
      export.state.isMoving ? language("取消", "Cancel") : language("删除", "Remove"), style: "grave")
    var title = Markup.escaped(export.title)
    if case .done = export.state { title = Markup.link("/exports/\(export.name)/rows.csv", export.title) }
    var problem = ""
    if case .failed(let diagnostic) = export.state { problem = Markup.problem(ProblemText.of(diagnostic, language)) }
    return "<li>\(title) <span>\(Self.words(export.state, language))</span> \(remove.html)\(problem)</li>"
  }
}
