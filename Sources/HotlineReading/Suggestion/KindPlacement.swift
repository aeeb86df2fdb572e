import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// All fields of one kind of record, placed.
struct KindPlacement {
  let kind: FactKind
  private(set) var fields: [FieldPlacement] = []
  private let scene: SuggestionScene

  /// From which score on a column is proposed.
  private static let threshold = 0.5

  init(_ kind: FactKind, scene: SuggestionScene) {
    self.kind = kind
    self.scene = scene
    fields = TimePlacement(scene: scene, kind: kind).place()
    if kind == .call { placeDurations() }
    placeValues()
    if kind == .call { addDerived() }
    fields = kind.fields.compactMap { self[$0] }
  }

  subscript(field: FactField) -> FieldPlacement? { fields.first { $0.field == field } }

  private var used: Set<Int> { Set(fields.flatMap(\.columns).flatMap { scene.columns[$0].indices }) }

  // MARK: Durations

  private func column(_ field: FactField) -> Int? { self[field]?.columns.first }

  private mutating func placeDurations() {
    let start = column(.startedAt)
    let answer = column(.answeredAt)
    let end = column(.endedAt)
    place(.waitSeconds, from: start, to: answer)
    place(.talkSeconds, from: answer, to: end)
    sumWaits(from: start, to: answer)
  }

  private mutating func place(_ field: FactField, from: Int?, to: Int?) {
    let free = scene.durations.filter { !used.contains($0) }
    var scores: [(column: Int, score: Double, agreement: Double, said: Double)] = free.compactMap { column in
      let header = scene.columns[column].header
      let said = HeaderEvidence.score(header, for: field, in: kind)
      var agreement = 0.0
      if let from, let to { agreement = scene.agreement([column], from: from, to: to) }
      guard said > 0.3 || (agreement >= 0.9 && scene.isUnnamed(column)) || agreement >= 0.97 else { return nil }
      guard !header.concepts.contains(.count), !header.concepts.contains(.id) || agreement > 0.9 else { return nil }
      return (column, 0.3 + 0.5 * said + (agreement >= 0.9 ? 0.3 : 0), agreement, said)
    }
    scores.sort { $0.score > $1.score }
    guard let best = scores.first, best.score >= Self.threshold else { return }
    var reasons: [LocalizedText] = []
    if best.said > 0.3 { reasons.append(LocalizedText(zh: "表头用词相符", en: "the header's words")) }
    if best.agreement >= 0.9, field == .waitSeconds {
      reasons.append(LocalizedText(zh: "与应答时间减开始时间一致", en: "equals answer minus start"))
    } else if best.agreement >= 0.9 {
      reasons.append(LocalizedText(zh: "与结束时间减应答时间一致", en: "equals end minus answer"))
    }
    fields.append(
      FieldPlacement(
        field: field, way: .column, columns: [best.column], score: best.score, reasons: reasons,
        runnerUp: scores.dropFirst().first?.column))
  }

  /// Queue and ringing in two columns are the wait together, unless one of them is the whole already.
  private mutating func sumWaits(from: Int?, to: Int?) {
    func named(_ needed: Set<HeaderConcept>, without other: Set<HeaderConcept>) -> Int? {
      scene.durations.first { index in
        let concepts = scene.columns[index].header.concepts
        return !concepts.isDisjoint(with: needed) && concepts.isDisjoint(with: other)
      }
    }
    let lengths: Set<HeaderConcept> = [.talk, .hold, .total, .count]
    guard let queue = named([.queue, .wait], without: lengths.union([.ring])),
      let place = fields.firstIndex(where: { $0.field == .waitSeconds }),
      let ring = named([.ring], without: lengths.union([.queue, .wait])), queue != ring
    else { return }
    var agreement = 0.0
    if let from, let to {
      agreement = scene.agreement([queue, ring], from: from, to: to)
      guard agreement > scene.agreement(fields[place].columns, from: from, to: to) else { return }
    }
    fields[place].way = .sum
    fields[place].columns = [queue, ring]
    fields[place].score = agreement >= 0.9 ? 0.95 : 0.7
    fields[place].reasons =
      [
        LocalizedText(zh: "排队与振铃之和", en: "queue and ringing together")
      ] + (agreement >= 0.9 ? [LocalizedText(zh: "与应答时间减开始时间一致", en: "equals answer minus start")] : [])
    fields[place].runnerUp = nil
  }

  // MARK: Words, names and numbers

  private mutating func placeValues() {
    let taken = used
    var offers: [(field: FactField, column: Int, score: Double, said: Double)] = []
    for column in scene.columns.indices where !scene.isPart(column) && !scene.isTwin(column) {
      let sample = scene.columns[column]
      guard sample.indices.count == 1, !taken.contains(column) else { continue }
      for field in kind.fields where field.content != .time && field.content != .seconds {
        guard let values = ValueEvidence.score(sample, for: field) else { continue }
        let said = HeaderEvidence.score(sample.header, for: field, in: kind)
        if said > 0.2 {
          let score = 0.7 * said + 0.35 * values - 0.05
          offers.append((field, column, score - 0.0005 * Double(column), said))
        } else if scene.isUnnamed(column), let bare = ValueEvidence.unnamedScore(sample, for: field) {
          offers.append((field, column, bare - 0.0005 * Double(column), 0))
        }
      }
    }
    offers = offers.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
    for offer in offers where offer.score >= Self.threshold && self[offer.field] == nil {
      guard !used.contains(offer.column) else { continue }
      let rival = offers.first { $0.field == offer.field && $0.column != offer.column }
      var score = offer.score
      if let rival, rival.score > offer.score - 0.05 { score = min(score, 0.75) }
      fields.append(
        FieldPlacement(
          field: offer.field, way: .column, columns: [offer.column], score: score,
          reasons: reasons(offer.field, offer.column, offer.said),
          runnerUp: rival?.column))
    }
  }

  private func reasons(_ field: FactField, _ column: Int, _ said: Double) -> [LocalizedText] {
    let sample = scene.columns[column]
    var reasons: [LocalizedText] = said > 0 ? [LocalizedText(zh: "表头用词相符", en: "the header's words")] : []
    func percent(_ share: Double) -> Int { Int((share * 100).rounded(.down)) }
    switch field {
    case .key:
      reasons.append(
        sample.distinctShare >= 1
          ? LocalizedText(zh: "每行都不同", en: "different in every row")
          : LocalizedText(
            zh: "\(percent(sample.distinctShare))% 的值不同", en: "\(percent(sample.distinctShare))% of the values differ"))
    case .caller where sample.phoneShare > 0.3:
      reasons.append(
        LocalizedText(
          zh: "\(percent(sample.phoneShare))% 是电话号码", en: "\(percent(sample.phoneShare))% are telephone numbers"))
    case .line where sample.hotlineShare > 0.3:
      reasons.append(LocalizedText(zh: "热线号码", en: "numbers of hotlines"))
    case .district where sample.districtShare > 0.3:
      reasons.append(
        LocalizedText(
          zh: "\(percent(sample.districtShare))% 是\(Locality.current.name.zh)的区",
          en: "\(percent(sample.districtShare))% are districts of \(Locality.current.name.en)"))
    default: break
    }
    if !field.content.words.isEmpty {
      let known = percent(ValueEvidence.knownShare(sample, field))
      reasons.append(LocalizedText(zh: "\(known)% 的行用词已知", en: "words known in \(known)% of the rows"))
    } else if case .text = field.content, field != .key, field != .caller {
      reasons.append(LocalizedText(zh: "\(sample.words.count) 种值", en: "distinct values: \(sample.words.count)"))
    }
    return reasons
  }

  // MARK: Fields that follow from others

  /// What start, durations and the answer give where the export has no column of its own.
  private mutating func addDerived() {
    if self[.answeredAt] == nil, self[.startedAt] != nil, let wait = self[.waitSeconds], wait.way == .column {
      fields.append(
        FieldPlacement(
          field: .answeredAt, way: .plus(.startedAt), columns: wait.columns, score: 0.7,
          reasons: [LocalizedText(zh: "开始时间加等待时长", en: "start plus wait")], runnerUp: nil))
    }
    if self[.endedAt] == nil, self[.startedAt] != nil, let total = totalDuration {
      fields.append(
        FieldPlacement(
          field: .endedAt, way: .plus(.startedAt), columns: [total], score: 0.7,
          reasons: [LocalizedText(zh: "开始时间加总时长", en: "start plus total duration")], runnerUp: nil))
    }
    guard self[.outcome] == nil, let answer = column(.answeredAt), self[.answeredAt]?.way != .plus(.startedAt),
      scene.columns[answer].filledShare < 1
    else {
      return
    }
    fields.append(
      FieldPlacement(
        field: .outcome, way: .presence(.answeredAt), columns: [], score: 0.6,
        reasons: [
          LocalizedText(
            zh: "没有结果列：有应答时间记为接通，其余记为放弃，请核对",
            en: "no column of outcomes: answered where there is an answer time, else abandoned; check this")
        ], runnerUp: nil))
  }

  private var totalDuration: Int? {
    let parts: Set<HeaderConcept> = [.wait, .queue, .ring, .talk, .hold, .count, .transfer, .answer, .agent]
    return scene.durations.first { index in
      let concepts = scene.columns[index].header.concepts
      return !used.contains(index) && concepts.contains(.duration) && concepts.isDisjoint(with: parts)
    }
  }
}
