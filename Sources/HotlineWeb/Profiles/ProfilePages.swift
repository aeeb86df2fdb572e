import HotlineApp
import HotlineConfiguration
import HotlineText
import Hummingbird

/// The addresses of profiles: which there are, and a new one from an export that none reads.
struct ProfilePages: Sendable {
  let site: Site
  let arrivals: Arrivals

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/profiles", for: .editor, keeps: false) { inquiry, _ in
      let outcome = try CheckProfiles().run(in: site.workspace)
      let items = outcome.profiles.map {
        "<li><span>\(Markup.escaped($0.title(inquiry.language)))</span> <code>\(Markup.escaped($0.name))</code></li>"
      }
      let problems = outcome.problems.map { $0.message(inquiry.language) }
      return Answer(
        page: Page(
          title: inquiry.language("导出格式", "Profiles"), place: .sources,
          content: (problems.isEmpty ? "" : Markup.problem(problems))
            + "<ul class=\"reports\">\(items.joined())</ul>"))
    }
    site.page(router, "/profiles/new", for: .editor, keeps: false) { inquiry, _ in
      let (arrival, file) = try source(inquiry.fields)
      let path = "\(arrivals.spool.path(arrival))/\(file)"
      do {
        let found = try SuggestProfile(for: path, language: inquiry.language).run(in: site.workspace)
        let draft = ProfileDraft(suggestion: found.suggestion, fields: inquiry.fields)
        var preview = PreviewExport(path, language: inquiry.language)
        preview.yaml = draft.yaml
        return ProfilePage(
          from: "\(arrival)/\(file)", file: file, draft: draft, installed: found.installed,
          previews: try preview.run(in: site.workspace), inquiry: inquiry
        ).answer
      } catch var problem as Diagnostic {
        problem.place?.file = file
        throw problem
      }
    }
    site.form(router, "/profiles", for: .editor) { inquiry, _ in
      let (arrival, _) = try source(inquiry.fields)
      let name = inquiry.fields["name"] ?? ""
      let yaml = inquiry.fields.all.first { $0.name == "yaml" }?.value.replacing("\r\n", with: "\n") ?? ""
      try SaveProfile(name, yaml: yaml).run(in: site.workspace)
      if let known = arrivals[arrival], !known.state.isMoving { arrivals.add(arrival, user: known.user) }
      return Address("/arrivals/\(arrival)")
    }
  }

  /// The file of an arrival that `from=ARRIVAL/FILE` names.
  private func source(_ fields: Fields) throws -> (arrival: String, file: String) {
    let parts = (fields["from"] ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, Spool.isName(parts[0]), arrivals.spool.files(parts[0]).contains(parts[1]) else {
      throw NoSuchPage()
    }
    return (parts[0], parts[1])
  }
}
