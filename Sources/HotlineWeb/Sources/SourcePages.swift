import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineModel
import HotlineText
import Hummingbird

/// The addresses of what was read: sources, what was rejected of them, names that nobody knows.
struct SourcePages: Sendable {
  let site: Site
  let arrivals: Arrivals

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/sources") { inquiry, cancellation in
      SourcesPage(status: try ShowStatus().run(in: site.workspace, cancellation: cancellation), inquiry: inquiry).answer
    }
    site.page(router, "/sources/:number", for: .analyst, keeps: false) { inquiry, cancellation in
      let source = try source(inquiry, cancellation)
      let rejects = try ListRejects(ofSource: source.number ?? 0).run(in: site.workspace, cancellation: cancellation)
      return SourcePage(source: source, rejects: rejects, inquiry: inquiry).answer
    }
    site.page(router, "/sources/:number/rejects", for: .editor, keeps: false) { inquiry, cancellation in
      try rejects(inquiry, cancellation).answer
    }
    site.form(router, "/sources/:number/rejects", for: .editor) { inquiry, cancellation in
      try correct(inquiry, cancellation)
    }
    site.form(router, "/sources/:number/forget", for: .editor) { inquiry, cancellation in
      let source = try source(inquiry, cancellation)
      guard inquiry.fields["sure"] == "yes" else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "没有确认", en: "it was not confirmed"),
          fix: LocalizedText(zh: "请返回，勾选确认后再提交", en: "go back, tick the box and send the form again"))
      }
      _ = try arrivals.inTurn { try ForgetSources([String(source.number ?? 0)]).run(in: site.workspace) }
      return Address("/sources")
    }
    site.page(router, "/names", for: .editor, keeps: false) { inquiry, cancellation in
      let status = try ShowStatus().run(in: site.workspace, cancellation: cancellation)
      let known = try AssignName.known(in: site.workspace)
      return NamesPage(
        unknown: status.unknownNames, known: known,
        look: try look(inquiry, unknown: status.unknownNames, known: known, cancellation), inquiry: inquiry
      ).answer
    }
    site.form(router, "/names", for: .editor) { inquiry, cancellation in
      let (name, dimension) = (inquiry.fields["name"] ?? "", inquiry.fields["dimension"] ?? "")
      let unknown = try ShowStatus().run(in: site.workspace, cancellation: cancellation).unknownNames
      guard unknown[dimension]?[name] != nil else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "记录里没有这个未知名称", en: "no fact bears this name, or it is known already"),
          fix: LocalizedText(zh: "请打开“未知名称”页看现在有哪些", en: "open the page of unknown names to see which there are"))
      }
      if inquiry.fields["look"] != nil {
        return Address(
          "/names", [("dimension", dimension), ("name", name), ("known", inquiry.fields["known"] ?? "")])
      }
      try arrivals.inTurn {
        try AssignName(name, of: dimension, as: inquiry.fields["known"]).run(in: site.workspace)
      }
      return Address("/names")
    }
  }

  /// What the figures would be after a name is assigned; `nil` when nothing is asked that can be told. A new name changes no other one's.
  private func look(
    _ inquiry: Inquiry, unknown: [String: [String: Int]], known: [String: [String]], _ cancellation: Cancellation
  ) throws -> NamesPage.Look? {
    guard let name = inquiry.fields["name"], let dimension = inquiry.fields["dimension"],
      let target = inquiry.fields["known"], unknown[dimension]?[name] != nil, known[dimension]?.contains(target) == true
    else { return nil }
    let outcome = try PreviewName(name, of: dimension, as: target).run(
      in: site.workspace, cancellation: cancellation)
    return NamesPage.Look(name: name, dimension: dimension, known: target, outcome: outcome)
  }

  private func source(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> SourceReport {
    let sources = try ListSources().run(in: site.workspace, cancellation: cancellation)
    guard let number = Int(inquiry.number), let source = sources.first(where: { $0.number == number }) else {
      throw NoSuchPage()
    }
    return source
  }

  private func rejects(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> RejectsPage {
    let source = try source(inquiry, cancellation)
    let table = try CollectRejectedRows(ofSource: source.number ?? 0).run(
      in: site.workspace, cancellation: cancellation)
    let known = try ListSources().run(in: site.workspace, cancellation: cancellation).map(\.sha256)
    return RejectsPage(
      source: source, table: table, corrected: arrivals.spool.corrected(source.sha256, known: Set(known)),
      inquiry: inquiry)
  }

  /// Sends the corrected rows as a file of their own, which is tried and confirmed like any other.
  private func correct(_ inquiry: Inquiry, _ cancellation: Cancellation) throws -> Address {
    let page = try rejects(inquiry, cancellation)
    guard let changed = page.changed(inquiry.fields) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "没有改动任何一格", en: "no cell was changed"),
        fix: LocalizedText(zh: "请返回，改正至少一行", en: "go back and correct at least one row"))
    }
    let file = page.source.file.lastPathPart
    let base = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let name = SafeName.of("\(base)-corrected-by-\(inquiry.session.user).csv")
    let arrival = try arrivals.spool.begin()
    guard PrivateFile.write(Data(changed.text.utf8), to: "\(arrivals.spool.path(arrival))/\(name)") else {
      arrivals.spool.discard(arrival)
      throw Diagnostic(
        found: LocalizedText(zh: "无法写入改正后的行", en: "the corrected rows cannot be written"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    arrivals.spool.note(.init(sha256: page.source.sha256, lines: changed.lines), of: arrival)
    arrivals.spool.complete(arrival)
    arrivals.add(arrival, user: inquiry.session.user, profile: page.source.profile)
    return Address("/arrivals/\(arrival)")
  }
}
