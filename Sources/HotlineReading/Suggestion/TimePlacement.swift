import HotlineConfiguration
import HotlineModel
import HotlineText

/// Places a kind's times together: what a header says for one column must fit what the rows say of all.
struct TimePlacement {
  let scene: SuggestionScene
  let kind: FactKind

  /// The times that are placed jointly, each not later than those after it where ``chain`` says so.
  private var roles: [FactField] {
    switch kind {
    case .call: [.startedAt, .answeredAt, .endedAt]
    case .workOrder: [.receivedAt, .dueAt, .closedAt]
    case .activity: [.heldAt]
    case .agent: [.bornAt, .hiredAt, .leftAt]
    default: []
    }
  }

  private func mustFollow(_ first: FactField, _ second: FactField) -> Bool {
    !(first == .dueAt && second == .closedAt)
  }

  /// The best joint placement, and then the remaining times by what their headers say.
  func place() -> [FieldPlacement] {
    let times = scene.times
    var best: (total: Double, columns: [Int?]) = (0, Array(repeating: nil, count: roles.count))
    let orders = Dictionary(
      uniqueKeysWithValues: times.flatMap { first in times.map { (Pair(first, $0), scene.order(first, $0)) } })
    var proofs: [Pair: Bool] = [:]
    for first in times {
      for second in times where first != second && kind == .call {
        proofs[Pair(first, second)] = scene.durations.contains { scene.agreement([$0], from: first, to: second) >= 0.9 }
      }
    }
    func search(_ chosen: [Int?], _ total: Double) {
      if chosen.count == roles.count {
        let sum = total + proof(chosen, proofs)
        if sum > best.total + 1e-9 { best = (sum, chosen) }
        return
      }
      let role = roles[chosen.count]
      search(chosen + [nil], total)
      for column in times where !chosen.contains(column) {
        guard let base = base(role, column) else { continue }
        var sum = total + base - 0.3
        for (index, other) in chosen.enumerated() {
          guard let other, let order = orders[Pair(other, column)], order.rows > 0 else { continue }
          if order.equal > 0.9, order.rows > 4 { sum -= 0.3 }
          guard mustFollow(roles[index], role) else { continue }
          sum += order.share >= 0.97 ? 0.12 : order.share >= 0.9 ? 0 : -0.8
        }
        search(chosen + [column], sum)
      }
    }
    search([], 0)
    var placed = zip(roles, best.columns).compactMap { role, column in column.map { placement(role, $0, best.columns) }
    }
    for field in kind.fields where field.content == .time && !roles.contains(field) {
      let used = Set(placed.flatMap(\.columns))
      let scores = times.filter { !used.contains($0) }.map { ($0, header($0, field)) }
      guard let top = scores.max(by: { $0.1 < $1.1 }), top.1 >= 0.6 else { continue }
      placed.append(placement(field, top.0, []))
    }
    return placed
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int

    init(_ first: Int, _ second: Int) {
      self.first = first
      self.second = second
    }
  }

  private func header(_ column: Int, _ field: FactField) -> Double {
    HeaderEvidence.score(scene.columns[column].header, for: field, in: kind)
  }

  /// What one column says for a time by itself; `nil` when its header speaks of something else.
  private func base(_ field: FactField, _ column: Int) -> Double? {
    let filled = scene.columns[column].filledShare
    let fit: Double
    switch field {
    case .startedAt, .receivedAt, .heldAt: fit = filled >= 0.98 ? 1.1 : filled >= 0.9 ? 0.6 : filled >= 0.6 ? 0.2 : -1
    case .answeredAt, .leftAt: fit = filled < 0.98 ? 1 : 0.7
    case .closedAt: fit = filled < 0.98 ? 1 : 0.8
    case .endedAt: fit = filled >= 0.95 ? 1 : 0.6
    default: fit = 0.9
    }
    let said = header(column, field)
    if said > 0.2 { return 0.7 * said + 0.2 * fit }
    guard scene.isUnnamed(column), field != .dueAt, kind == .call || kind == .workOrder else { return nil }
    return 0.22 + 0.15 * fit
  }

  /// What durations prove of a choice of start, answer and end.
  private func proof(_ chosen: [Int?], _ proofs: [Pair: Bool]) -> Double {
    guard kind == .call, chosen.count == 3 else { return 0 }
    let (start, answer, end) = (chosen[0], chosen[1], chosen[2])
    return [(start, answer), (answer, end), (start, end)].reduce(0) { sum, pair in
      guard let from = pair.0, let to = pair.1, proofs[Pair(from, to)] == true else { return sum }
      return sum + 0.15
    }
  }

  private func placement(_ field: FactField, _ column: Int, _ chosen: [Int?]) -> FieldPlacement {
    let said = header(column, field)
    let sample = scene.columns[column]
    var score = 0.25 + 0.65 * said
    var reasons: [LocalizedText] = []
    if said > 0.5 {
      reasons.append(LocalizedText(zh: "表头用词相符", en: "the header's words"))
    } else {
      reasons.append(LocalizedText(zh: "由各列时间的先后得出", en: "from the order of the times in the rows"))
      score = 0.55
    }
    let percent = Int((sample.filledShare * 100).rounded())
    reasons.append(LocalizedText(zh: "\(percent)% 的行有时间", en: "a time in \(percent)% of the rows"))
    let own = roles.firstIndex(of: field)
    for ((place, role), other) in zip(roles.enumerated(), chosen) {
      guard let own, let other, other != column, mustFollow(role, field), mustFollow(field, role) else { continue }
      let isEarlier = place < own
      let order = isEarlier ? scene.order(other, column) : scene.order(column, other)
      guard order.rows > 4 else { continue }
      if order.share >= 0.97 {
        score += 0.05
        reasons.append(
          isEarlier
            ? LocalizedText(zh: "不早于 \(role.rawValue)", en: "never before \(role.rawValue)")
            : LocalizedText(zh: "不晚于 \(role.rawValue)", en: "never after \(role.rawValue)"))
      } else {
        score -= 0.15
      }
    }
    let rivals = scene.times.filter { $0 != column && header($0, field) > 0.3 }
    let runnerUp = rivals.max { header($0, field) < header($1, field) }
    // A rival that is as good leaves a doubt.
    if let runnerUp, header(runnerUp, field) >= said - 0.02 { score = min(score, 0.75) }
    return FieldPlacement(
      field: field, way: sample.indices.count > 1 ? .join : .column, columns: [column], score: score, reasons: reasons,
      runnerUp: runnerUp)
  }
}
