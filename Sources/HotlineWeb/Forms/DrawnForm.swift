import HotlineApp
import HotlineAppraisal
import HotlineDocument
import HotlineReports
import HotlineText

/// A form as it was drafted from one state of data and file, with its markup: drawn once for all who look at it.
struct DrawnForm: Sendable {
  let draft: AppraisalDraft
  let document: Document
  let markup: String

  init(_ outcome: ShowForm.Outcome, name: String) {
    draft = outcome.draft
    document = outcome.document
    // The evidence is a page of its own.
    let basis = Address("/forms/\(name)/basis").text
    let anchors = outcome.draft.indicators.map(FormDocument.anchor)
    markup = Markup.part(
      outcome.document,
      addresses: Dictionary(anchors.map { ($0, "\(basis)#\($0.id)") }) { first, _ in first })
  }
}
