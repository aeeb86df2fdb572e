import HotlineApp
import HotlineText

/// The list of forms, by title and year, with what is open on each.
struct FormsPage {
  let entries: [ListForms.Entry]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  var answer: Answer {
    let audit = Markup.links(
      [("/audit", language("核查已填好的自评表", "Check a form that was filled in"))], label: language("更多", "More"))
    let list =
      entries.isEmpty
      ? Markup.paragraph(
        language(
          "数据目录中还没有自评表。请管理员在 indicators 目录中放入表的定义文件。",
          "There is no form yet: an administrator puts its definition into the data folder."))
      : "<ul class=\"reports\">\(entries.map(item).joined())</ul>"
    return Answer(page: Page(title: language("自评表", "Forms"), place: .forms, content: list + audit))
  }

  private func item(_ entry: ListForms.Entry) -> String {
    guard entry.problem == nil else {
      var problem = entry.problem
      // Where the data folder is, is nobody's business.
      problem?.place?.file = "\(entry.name).yaml"
      let text = problem?.message(language) ?? ""
      return "<li>\(Markup.escaped(entry.name)) <span>\(Markup.escaped(text))</span></li>"
    }
    let open = entry.open.count
    let state = open == 0 ? language("已填齐", "filled in") : language("待填 \(open) 项", "\(open) open")
    let title = "\(entry.title(language)) · \(entry.year ?? "")"
    return "<li>\(Markup.link("/forms/\(entry.name)", title)) <span>\(Markup.escaped(state))</span></li>"
  }
}
