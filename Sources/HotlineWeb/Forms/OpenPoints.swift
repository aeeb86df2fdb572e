import HotlineApp
import HotlineAppraisal
import HotlineText

/// What is still missing on a form, each point with the address where it is filled in or explained.
struct OpenPoints {
  /// One point.
  struct Point {
    let address: String
    let text: String
  }

  let name: String
  let fields: FormFields
  /// The form with its scores; `nil` where it cannot be drafted.
  let draft: AppraisalDraft?
  private var language: Language { fields.language }

  var all: [Point] {
    let rows = fields.sections.flatMap(\.rows)
    let filled = rows.flatMap { row in row.groups.filter(\.isOpen).map { point($0, of: row) } }
    guard let draft else { return filled }
    return filled
      + draft.sections.flatMap { section in
        section.indicators.flatMap { indicator in
          points(of: indicator, rows.first { $0.id == indicator.indicator.id }, isFunds: section.isFunds)
        }
      }
  }

  private func point(_ group: FieldGroup, of row: FieldRow) -> Point {
    let what =
      group.subject == .judgement
      ? language("尚未评定", "not judged yet")
      : "\(group.title(language))\(language("：尚无人确认", ": nobody vouches for it yet"))"
    let first = group.fields.first { $0.value.isEmpty } ?? group.fields.first
    return Point(
      address: "#\(FieldMarkup.id(first?.name ?? group.name))",
      text: "\(row.title(language))\(language("：", ": "))\(what)")
  }

  /// What only the figures show.
  private func points(of draft: IndicatorDraft, _ row: FieldRow?, isFunds: Bool) -> [Point] {
    let indicator = draft.indicator
    let title = indicator.name(language) + language("：", ": ")
    func address(_ subject: FieldGroup.Subject, _ key: String) -> String? {
      row?.groups.first { $0.subject == subject }?.field(key).map { "#\(FieldMarkup.id($0.name))" }
    }
    var points: [Point] = []
    if draft.score.isOpen, row?.groups.contains(where: \.isOpen) != true {
      let basis = Address("/forms/\(name)/basis").text + "#evidence-\(indicator.id)"
      points += draft.reasons.filter { $0.kind == .open }.map {
        Point(address: basis, text: title + $0.text(language))
      }
    }
    if self.draft?.form.layout.demandsCauses == true {
      if !isFunds, let limits = self.draft?.form.deviation, let deviation = draft.deviation(beyond: limits),
        draft.statedCauses.isEmpty, let place = address(.cause, "reason")
      {
        points.append(
          Point(address: place, text: title + deviation.text(language) + language("，须说明偏差原因", ": its cause is wanted")))
      }
    } else if let judgement = indicator.judgement, judgement.points < indicator.weight, judgement.reason == nil,
      let place = address(.judgement, "reason")
    {
      let lost = NumberText.shortest(indicator.weight - judgement.points, places: 2)
      points.append(
        Point(
          address: place, text: title + language("扣 \(lost) 分，未写扣分原因", "\(lost) points off without a reason")))
    }
    return points
  }
}
