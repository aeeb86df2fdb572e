import HotlineConfiguration
import HotlineModel
import HotlineText

/// Decides which kind of log an export is, and says why.
struct KindEvidence {
  let kind: FactKind
  /// The strongest signs first.
  let reasons: [LocalizedText]
  let certainty: SuggestionCertainty

  typealias Sign = (points: Double, reason: LocalizedText)

  init(_ scene: SuggestionScene, placements: [KindPlacement]) {
    let scored = placements.map { placement in
      (kind: placement.kind, signs: Self.signs(placement, scene).sorted { $0.points > $1.points })
    }.map { (kind: $0.kind, signs: $0.signs, total: $0.signs.reduce(0) { $0 + $1.points }) }
    let ranked = scored.enumerated().sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }.map(
      \.element)
    kind = ranked.first?.kind ?? .call
    reasons = ranked.first?.signs.prefix(4).map(\.reason) ?? []
    let lead = (ranked.first?.total ?? 0) - (ranked.dropFirst().first?.total ?? 0)
    certainty = (ranked.first?.total ?? 0) < 1.5 ? .open : lead >= 2 ? .sure : .likely
  }

  /// What speaks for the kind of a placement, with its weight.
  static func signs(_ placement: KindPlacement, _ scene: SuggestionScene) -> [Sign] {
    var signs: [Sign] = []
    func has(_ field: FactField) -> Bool { placement[field].map { $0.score >= 0.6 } ?? false }
    func named(_ concept: HeaderConcept) -> Int { scene.columns.count { $0.header.concepts.contains(concept) } }
    func add(_ points: Double, _ zh: String, _ en: String) { signs.append((points, LocalizedText(zh: zh, en: en))) }
    let titles = scene.titles.prefix(4).map { HeaderReading($0).concepts }.reduce(into: Set()) { $0.formUnion($1) }
    switch placement.kind {
    case .call:
      if has(.talkSeconds) || has(.waitSeconds) { add(2.5, "有等待或通话时长", "durations of waiting or talking") }
      if let answer = placement[.answeredAt], answer.way != .plus(.startedAt) { add(2, "有应答时间", "a time of answer") }
      if has(.endedAt) { add(1, "有结束时间", "a time of end") }
      if has(.direction) { add(1.5, "有呼叫方向", "a direction of the call") }
      if known(.outcome, placement, scene) { add(1.5, "有接通、放弃等结果", "outcomes such as answered and abandoned") }
      if has(.caller), has(.line) { add(1, "有主叫和被叫", "a calling and a called number") }
      if named(.call) > 1 || titles.contains(.call) { add(1, "表头说的是呼叫", "headers speak of calls") }
      if let span = span(scene), span <= 7_200 { add(2, "一行中的时间相隔不过两小时", "the times of a row lie within two hours") }
    case .workOrder:
      if has(.closedAt) { add(2, "有办结时间", "a time of closing") }
      if has(.dueAt) { add(2, "有办理时限", "a deadline") }
      if known(.status, placement, scene) { add(1.5, "有在办、办结等状态", "states such as open and closed") }
      if has(.unit), has(.category) || has(.kind) { add(1.5, "有承办单位和类别", "a handling unit and a type") }
      if named(.order) > 0 || titles.contains(.order) { add(1.5, "表头说的是工单", "headers speak of orders or cases") }
      if has(.resolution) || has(.firstContactedAt) { add(1, "有联系或解决情况", "first contact or resolution") }
      if let span = span(scene), span >= 6 * 3_600 {
        add(2, "一行中的时间相隔数小时至数日", "the times of a row lie hours or days apart")
      }
    case .activity:
      let own = [FactField.inquiries, .heldAt, .quantity].count { has($0) }
      if own >= 1, named(.activity) + named(.held) > 0 {
        add(1.5 + 1.5 * Double(own), "有活动及其数量", "activities and their counts")
      }
    case .agent:
      let own = [FactField.bornAt, .hiredAt, .leftAt].count { has($0) }
      if own >= 2 { add(3 * Double(own), "有出生、入职、离职日期", "dates of birth, hiring or leaving") }
    default:
      if has(.budgetFen), has(.project) || has(.year) { add(7, "有项目、年度和预算", "projects, years and budgets") }
    }
    return signs
  }

  private static func known(_ field: FactField, _ placement: KindPlacement, _ scene: SuggestionScene) -> Bool {
    guard let column = placement[field]?.columns.first else { return false }
    return ValueEvidence.knownShare(scene.columns[column], field) >= 0.5
  }

  /// The longest middle distance between two times of a row.
  private static func span(_ scene: SuggestionScene) -> Int64? {
    let times = scene.times.filter {
      scene.columns[$0].filledShare > 0.2 && !scene.columns[$0].header.concepts.contains(.update)
    }
    .prefix(6)
    guard times.count >= 2 else { return nil }
    return times.flatMap { first in times.compactMap { scene.medianGap(first, $0) } }.max()
  }
}
