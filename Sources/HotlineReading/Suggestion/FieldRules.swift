import HotlineModel

/// Which words of a header speak for which field, and how strongly.
struct FieldRule {
  let needs: Set<HeaderConcept>
  let weight: Double

  init(_ weight: Double, _ needs: HeaderConcept...) {
    self.weight = weight
    self.needs = Set(needs)
  }
}

/// What a header says for a field.
enum HeaderEvidence {
  /// From 0 (it does not speak of the field) to 1.
  static func score(_ header: HeaderReading, for field: FactField, in kind: FactKind) -> Double {
    let foreign = foreign(to: field)
    let harmless = fillers(of: field, in: kind).union(HeaderConcept.weak)
    var best = 0.0
    for rule in rules(of: field, in: kind) where rule.needs.isSubset(of: header.concepts) {
      let rest = header.concepts.subtracting(rule.needs)
      guard rest.isDisjoint(with: foreign) else { continue }
      let penalty = rest.reduce(6 * min(header.unknown, 3)) { sum, concept in
        sum + (harmless.contains(concept) ? min(3, concept.penalty) : concept.penalty)
      }
      best = max(best, rule.weight - Double(penalty) / 100)
    }
    return best
  }

  /// Words that may stand beside a field's own.
  private static func fillers(of field: FactField, in kind: FactKind) -> Set<HeaderConcept> {
    let subject: Set<HeaderConcept> = kind == .call ? [.call, .contact] : [.order, .call]
    switch field {
    case .key: return subject.union([.unique, .number, .talk, .id, .contact])
    case .line: return subject.union([.number, .called, .customer, .id])
    case .caller: return [.number, .call, .incoming, .id, .customer, .caller, .contact]
    case .agent: return [.id, .user, .number, .agent]
    case .startedAt, .answeredAt, .endedAt: return subject.union([.talk, .line])
    case .waitSeconds, .talkSeconds: return subject.union([.duration, .total, .queue, .count])
    case .receivedAt, .closedAt, .dueAt, .firstContactedAt, .extendedDueAt, .firstContactDueAt:
      return subject.union([.resolved, .closed])
    case .district: return [.order]
    case .unit: return [.owner, .unit, .order, .closed, .id]
    case .satisfaction: return subject.union([.outcome, .total, .status])
    case .resolution, .outcome: return subject.union([.status, .outcome, .answer, .closed, .end])
    case .status: return subject
    default: return subject
    }
  }

  /// Words beside which a field's own words mean something else: `hangup cause` is no topic.
  private static func foreign(to field: FactField) -> Set<HeaderConcept> {
    switch field {
    case .unit, .category, .kind, .district:
      [
        .end, .start, .answer, .abandon, .queue, .ring, .money, .by, .contact, .status, .satisfaction, .duration,
      ]
    case .resolution, .resolved, .reopened, .transferOutcome: [.by, .money, .duration, .agent]
    case .key: [.agent, .queue, .line, .customer, .caller, .unit, .by]
    case .line: [.dispatch, .agent]
    case .startedAt, .endedAt, .answeredAt: [.queue, .update, .born]
    default: []
    }
  }

  private static func rules(of field: FactField, in kind: FactKind) -> [FieldRule] {
    switch field {
    case .key: kind == .agent ? agentKey : key
    case .line: line
    case .caller: caller
    case .agent: agent
    case .startedAt: startedAt
    case .answeredAt: answeredAt
    case .endedAt: [FieldRule(0.95, .end), FieldRule(0.75, .closed)]
    case .waitSeconds:
      [FieldRule(0.95, .wait), FieldRule(0.9, .queue, .wait), FieldRule(0.85, .queue), FieldRule(0.75, .ring)]
    case .talkSeconds:
      [FieldRule(0.95, .talk), FieldRule(0.8, .answer, .duration), FieldRule(0.85, .talk, .agent, .duration)]
    case .direction:
      [
        FieldRule(0.95, .direction), FieldRule(0.75, .call, .type), FieldRule(0.75, .start, .method),
        FieldRule(0.7, .call, .method),
      ]
    case .outcome:
      [
        FieldRule(0.92, .outcome), FieldRule(0.85, .outcome, .call), FieldRule(0.75, .status), FieldRule(0.7, .abandon),
        FieldRule(0.85, .answer, .status), FieldRule(0.8, .answer, .type), FieldRule(0.65, .answer),
      ]
    case .transferOutcome: [FieldRule(0.9, .transfer), FieldRule(0.95, .transfer, .outcome)]
    case .resolved: [FieldRule(0.85, .resolved), FieldRule(0.6, .first, .resolved)]
    case .satisfaction: [FieldRule(0.95, .satisfaction)]
    case .exportedAt: [FieldRule(0.9, .export)]
    case .district: [FieldRule(0.95, .district)]
    case .unit: [FieldRule(0.95, .unit), FieldRule(0.6, .owner)]
    case .category:
      [FieldRule(0.95, .category), FieldRule(0.6, .topic), FieldRule(0.62, .reason), FieldRule(0.45, .order, .type)]
    case .kind: kind == .activity ? [FieldRule(0.9, .type), FieldRule(0.7, .activity)] : orderKind
    case .status: [FieldRule(0.95, .status)]
    default: orderTimes(field) + rosterAndBudget(field)
    }
  }

  private static let key = [
    FieldRule(0.95, .order, .id), FieldRule(0.95, .call, .id), FieldRule(0.97, .unique, .id),
    FieldRule(0.9, .contact, .id),
    FieldRule(0.8, .id), FieldRule(0.9, .order, .number), FieldRule(0.7, .index), FieldRule(0.65, .number),
  ]
  private static let agentKey = [FieldRule(0.95, .agent, .id), FieldRule(0.9, .agent), FieldRule(0.8, .id)]
  private static let line = [
    FieldRule(0.97, .line), FieldRule(0.9, .called), FieldRule(0.8, .system, .number), FieldRule(0.7, .line, .name),
  ]
  private static let caller = [
    FieldRule(0.95, .caller), FieldRule(0.92, .customer, .number), FieldRule(0.95, .incoming, .number),
    FieldRule(0.85, .contact, .number), FieldRule(0.6, .number), FieldRule(0.6, .customer),
  ]
  private static let agent = [
    FieldRule(0.95, .agent, .id), FieldRule(0.88, .agent), FieldRule(0.7, .user), FieldRule(0.6, .owner),
  ]
  private static let startedAt = [
    FieldRule(0.95, .start), FieldRule(0.92, .incoming), FieldRule(0.8, .call, .time), FieldRule(0.8, .call, .date),
    FieldRule(0.75, .received), FieldRule(0.6, .time), FieldRule(0.6, .date), FieldRule(0.55, .ring),
    FieldRule(0.6, .clock), FieldRule(0.5, .call),
  ]
  private static let answeredAt = [FieldRule(0.95, .answer), FieldRule(0.9, .talk, .start), FieldRule(0.7, .start)]
  private static let orderKind = [
    FieldRule(0.95, .order, .type), FieldRule(0.85, .type), FieldRule(0.6, .order, .category),
    // A description that takes few values names the type.
    FieldRule(0.5, .order, .content),
  ]

  private static func orderTimes(_ field: FactField) -> [FieldRule] {
    switch field {
    case .receivedAt:
      [
        FieldRule(0.95, .received), FieldRule(0.8, .dispatch), FieldRule(0.88, .incoming), FieldRule(0.75, .start),
        FieldRule(0.7, .order, .time), FieldRule(0.7, .order, .date), FieldRule(0.65, .call, .time),
        FieldRule(0.5, .time), FieldRule(0.5, .date),
      ]
    case .firstContactedAt: [FieldRule(0.97, .first, .contact), FieldRule(0.85, .contact)]
    case .firstContactDueAt: [FieldRule(0.97, .first, .contact, .due), FieldRule(0.95, .contact, .due)]
    case .dueAt:
      [
        FieldRule(0.95, .due), FieldRule(0.97, .closed, .due), FieldRule(0.92, .closed, .by),
        FieldRule(0.92, .resolved, .by),
      ]
    case .extendedDueAt: [FieldRule(0.95, .extended), FieldRule(0.97, .extended, .due)]
    case .closedAt: [FieldRule(0.95, .closed), FieldRule(0.85, .resolved), FieldRule(0.65, .end)]
    case .firstContact: [FieldRule(0.95, .first, .contact), FieldRule(0.8, .contact)]
    case .reopened: [FieldRule(0.95, .reopen), FieldRule(0.97, .reopen, .count)]
    case .resolution: [FieldRule(0.92, .resolved), FieldRule(0.75, .closed, .outcome), FieldRule(0.6, .outcome)]
    default: []
    }
  }

  private static func rosterAndBudget(_ field: FactField) -> [FieldRule] {
    switch field {
    case .title: [FieldRule(0.9, .topic), FieldRule(0.8, .activity, .name), FieldRule(0.6, .name)]
    case .heldAt:
      [FieldRule(0.95, .held), FieldRule(0.85, .activity, .date), FieldRule(0.7, .date), FieldRule(0.6, .time)]
    case .inquiries: [FieldRule(0.95, .inquiries)]
    case .quantity: [FieldRule(0.9, .count)]
    case .bornAt: [FieldRule(0.95, .born)]
    case .hiredAt: [FieldRule(0.95, .hired)]
    case .leftAt: [FieldRule(0.95, .left)]
    case .project: [FieldRule(0.95, .project)]
    case .year: [FieldRule(0.95, .year)]
    case .budgetFen: [FieldRule(0.95, .budget)]
    case .priorBudgetFen: [FieldRule(0.97, .prior, .budget)]
    case .executedFen: [FieldRule(0.95, .executed)]
    default: []
    }
  }
}
