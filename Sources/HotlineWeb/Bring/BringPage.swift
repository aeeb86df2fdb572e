import HotlineCalendar
import HotlineText

/// Where files are sent, and what was sent before.
struct BringPage {
  let arrivals: [Arrivals.Arrival]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// What may be sent.
  private static let accepted = ".csv,.txt,.tsv,.xlsx,.xls,.html,.htm,.zip,.gz"

  var answer: Answer {
    var form = Form("/sources/new", way: .post, hasFiles: true)
    form.files(
      "files", language("导出文件", "Exports"), isRequired: false,
      hint: language(
        "可一次选多个，也可拖到框里：CSV、Excel 工作簿、zip。先试读给您看，确认后才入库。",
        "Choose several at once, or drop them into the box: CSV, workbooks, zip. They are tried first and shown; nothing is changed until you confirm."
      ), accept: Self.accepted)
    form.folder(
      "files", language("或一个文件夹", "Or a folder"),
      hint: language("连同其中的全部文件；不是导出文件的会略过。", "With all files in it; those that are no exports are passed over."))
    form.button(language("发送并试读", "Send and try"), style: "first")
    var parts = [form.html]
    if !arrivals.isEmpty {
      let items = arrivals.map { arrival in
        let about = [LocalTime.text(arrival.at), arrival.user, ArrivalPage.progress(arrival.state, language).text]
        let files = arrival.files.joined(separator: language("、", ", "))
        return
          "<li>\(Markup.link("/arrivals/\(arrival.name)", files)) <span>\(Markup.escaped(about.filter { !$0.isEmpty }.joined(separator: " · ")))</span></li>"
      }
      parts.append(
        "<section aria-labelledby=\"sent\"><h2 id=\"sent\">\(language("已发送", "Sent before"))</h2><ul class=\"reports\">\(items.joined())</ul></section>"
      )
    }
    return Answer(
      page: Page(
        title: language("读入导出文件", "Bring exports in"), place: .sources, content: parts.joined(separator: "\n")))
  }
}
