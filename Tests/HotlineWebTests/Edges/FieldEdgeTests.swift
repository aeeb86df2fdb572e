import HotlineModel
import HotlineText
import Testing

@testable import HotlineApp
@testable import HotlineWeb

@Suite("Fields of a form, one by one")
struct FieldEdgeTests {
  private func field(
    _ kind: FormField.Kind, _ value: String = "", _ name: String = "row/a/b", hasOtherLanguage: Bool = false
  ) -> FormField {
    FormField(
      name, LocalizedText(zh: "栏", en: "field"), kind, at: [], value: value, hasOtherLanguage: hasOtherLanguage)
  }

  private func html(_ field: FormField, _ typed: TypedFields = TypedFields(), _ language: Language = .en) -> String {
    FieldMarkup(typed: typed, language: language).html(field)
  }

  @Test("are as large as what is written into them, and bring up the keys for it")
  func controls() {
    for (kind, style, control) in [
      (.paragraphs, "field whole", "rows=\"5\""), (.text, "field broad", "rows=\"2\""),
      (.line, "field", "type=\"text\" autocomplete"), (.points(most: 3), "field", "inputmode=\"decimal\""),
      (.quantity(.count), "field", "inputmode=\"decimal\""), (.whole, "field", "inputmode=\"numeric\""),
      (.day, "field", "type=\"text\" autocomplete"),
    ] as [(FormField.Kind, String, String)] {
      let html = html(field(kind))
      #expect(html.hasPrefix("<p class=\"\(style)\">") && html.contains(control), "\(kind)")
    }
    let choice = html(field(.yesNo, "no"))
    #expect(choice.contains("<option value=\"no\" selected>no</option>") && choice.matches(of: /selected/).count == 1)
  }

  @Test("say how a day or a rate is written, and what stays besides; others say nothing")
  func hints() {
    for (field, hint) in [
      (field(.day), "such as 2020-03-12"), (field(.quantity(.share)), "such as 85%"),
      (field(.text, "at {value}"), "{value} stands for the figure"),
      (
        field(.text, "at {value}", hasOtherLanguage: true),
        "{value} stands for the figure; there is a Chinese text as well, which stays as it is"
      ),
    ] {
      let html = html(field)
      #expect(html.contains(">\(hint)</small>") && html.contains("aria-describedby=\"f.row.a.b-hint\""), "\(hint)")
      #expect(!html.contains("aria-invalid"))
    }
    for field in [field(.line), field(.quantity(.count)), field(.yesNo)] {
      let html = html(field)
      #expect(!html.contains("<small") && !html.contains("aria-describedby"))
    }
  }

  /// What a page sent, with the marks of what stood there when it was drawn.
  private func typed(_ text: String, was old: String?, isStale: Bool, name: String = "row/a/b") -> TypedFields {
    var all = [Fields.Field(name: name, value: text), Fields.Field(name: "form-token", value: "x")]
    if let old { all.append(Fields.Field(name: "was:" + name, value: FormField.mark(of: old))) }
    var typed = TypedFields(Fields(all))
    typed.isStale = isStale
    return typed
  }

  @Test("show what was typed, but what the other one wrote where only they changed it")
  func shown() {
    let now = field(.line, "theirs")
    for (text, was, isStale, shown, isContested) in [
      ("mine", "old", true, "mine", true), ("old", "old", true, "theirs", false),
      ("theirs", "old", true, "theirs", false),
      ("mine", "theirs", true, "mine", false), ("mine", nil, true, "mine", true), ("mine", "old", false, "mine", false),
      ("old", "old", false, "old", false),
    ] as [(String, String?, Bool, String, Bool)] {
      let typed = typed(text, was: was, isStale: isStale)
      #expect(typed.shown(now) == shown && typed.isContested(now) == isContested, "\(text) \(was ?? "-") \(isStale)")
      #expect(typed.isUnsaved == isStale && typed.typed.count == 1)
    }
    #expect(typed("mine", was: "old", isStale: true).shown(field(.line, "v", "row/c/d")) == "v")
    #expect(!typed("mine", was: "old", isStale: true).isContested(field(.line, "v", "row/c/d")))
  }

  @Test("stand beside what somebody else wrote meanwhile, in words, or that they emptied it")
  func contested() {
    let typed = typed("yes", was: "", isStale: true)
    let choice = html(field(.yesNo, "no"), typed)
    #expect(choice.contains("Somebody else wrote: no</strong>") && choice.contains("aria-invalid=\"true\""))
    #expect(choice.contains("aria-describedby=\"f.row.a.b-now\""))
    let emptied = html(field(.line, ""), self.typed("mine", was: "old", isStale: true))
    #expect(emptied.contains("Somebody else wrote: (emptied)"))
  }

  @Test("say what is wrong with them, and with no other one")
  func problems() {
    var typed = typed("x", was: "", isStale: false)
    typed.problems = [
      .init(field: nil, text: LocalizedText(zh: "整", en: "whole")),
      .init(field: "row/a/b", text: LocalizedText(zh: "错", en: "wrong <b>")),
    ]
    let wrong = html(field(.day), typed)
    #expect(
      wrong.contains("id=\"f.row.a.b-error\">wrong &lt;b&gt;</strong>") && wrong.contains("aria-invalid=\"true\""))
    #expect(wrong.contains("aria-describedby=\"f.row.a.b-hint f.row.a.b-error\"") && typed.isUnsaved)
    #expect(!html(field(.day, "", "row/a/c"), typed).contains("error"))
  }

  @Test("have names that a link can lead to: letters and digits of all scripts stay, all else is written by its number")
  func ids() {
    #expect(FieldMarkup.id("row/项目-1/a b_c.五½") == "f.row.项目-1.a_20b_5fc_2e五½")
  }
}
