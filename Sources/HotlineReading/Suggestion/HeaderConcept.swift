import HotlineModel

/// What a word of a header speaks of. A header is understood by its words, not by its whole name.
enum HeaderConcept: String, CaseIterable {
  case time, date, clock, duration, total, count, id, number, name, type, unique
  case call, order, contact, first, start, incoming, answer, end, wait, queue, ring, talk, hold
  case caller, customer, called, line, system, agent, user, direction, method, outcome, status, reason, abandon
  case received, dispatch, due, by, extended, closed, resolved, reopen, satisfaction, transfer
  case district, unit, owner, category, topic
  case export, update, content, address, file, index, priority, channel, duplicate, code, person
  case money
  case budget, prior, executed, project, year, activity, held, inquiries, born, hired, left

  /// Words that say little beside others.
  static let weak: Set<HeaderConcept> = [.time, .date, .clock, .name, .type, .code]

  /// How much a word takes from a field of which it does not speak, in hundredths: whole numbers add up alike in any order.
  var penalty: Int {
    switch self {
    case .update, .file, .priority, .content, .money: 60
    case .address, .index, .channel, .duplicate, .hold, .person, .by: 45
    case .time, .date, .clock: 5
    default: 18
    }
  }
}

/// A header, word by word.
struct HeaderReading {
  let concepts: Set<HeaderConcept>
  /// Words that are not known.
  let unknown: Int

  /// Whether the header says nothing that we know.
  var isUnknown: Bool { concepts.isEmpty }

  init(concepts: Set<HeaderConcept>, unknown: Int) {
    self.concepts = concepts
    self.unknown = unknown
  }

  init(_ header: String) {
    var concepts: Set<HeaderConcept> = []
    var unknown = 0
    for token in HeaderTokens.tokens(of: String(header.prefix(80))) {
      let found = HeaderVocabulary.concepts(of: token)
      concepts.formUnion(found.concepts)
      if !found.isWhole { unknown += 1 }
    }
    self.concepts = concepts
    self.unknown = unknown
  }
}
