/// The inbound calls of the last days by caller; finds the call that a further call follows.
///
/// The calls of one caller must come in order of time; those of different callers may be slightly mixed. Memory grows with the
/// calls of the window, not with those of the file.
struct RecentCalls {
  /// A call that a later one may still follow.
  struct Call {
    let id: Int64
    let caller: Int64
    let line: Int32
    /// 0 for none. Calls without a category count as one topic; as topics of their own they would raise first-call
    /// resolution wherever categories are not recorded.
    let category: Int32
    /// The caller of this type's own name for the call.
    let tag: Int
    /// The position of the same caller's call before, on any line; -1 for none.
    fileprivate var before = -1

    init(id: Int64, caller: Int64, line: Int64, category: Int64, tag: Int) {
      self.id = id
      self.caller = caller
      // Ids of names count from 1 and never reach millions.
      self.line = Int32(truncatingIfNeeded: line)
      self.category = Int32(truncatingIfNeeded: category)
      self.tag = tag
    }

    var startedAt: Int64 { CallID.startedAt(id) }
  }

  /// What a call follows, among the calls that count as repeated: on the same line or on any.
  struct Links {
    /// The call before.
    var previous: Call?
    /// The call before about the same topic.
    var previousOfTopic: Call?
  }

  private let window: Int64
  private let isAcrossLines: Bool
  /// Seconds by which calls of different callers may come out of order.
  static let slack: Int64 = 86_400
  private let slack: Int64
  /// The calls by position, the oldest at `first`; position p lies at p modulo the capacity, a power of two.
  private var ring: [Call] = Array(repeating: RecentCalls.nobody, count: 1024)
  private var first = 0
  private var end = 0
  private var latest = Int64.min
  /// For each caller, the position of the last call: open addressing, -1 for a free place.
  private var places: [Int] = Array(repeating: -1, count: 4096)
  private var occupied = 0
  private static let nobody = Call(id: 0, caller: 0, line: 0, category: 0, tag: 0)

  init(_ rule: RepeatRule, slack: Int64 = RecentCalls.slack) {
    window = rule.window
    isAcrossLines = rule.isAcrossLines
    self.slack = slack
  }

  /// Takes a call and returns the calls that it follows; `nil` when it comes too late to be placed, and then it is left out.
  mutating func append(_ call: Call) -> Links? {
    let time = call.startedAt
    latest = max(latest, time)
    guard time >= latest - slack else { return nil }
    evict()
    if end - first == ring.count { grow() }
    if 4 * occupied >= 3 * places.count { rehash() }
    let place = place(of: call.caller)
    let last = places[place]
    if last >= first, self[last].id >= call.id { return nil }
    if last < 0 { occupied += 1 }
    let position = end
    end += 1
    self[position] = call
    self[position].before = last
    places[place] = position
    return links(of: call, before: last)
  }

  private subscript(position: Int) -> Call {
    get { ring[position & (ring.count - 1)] }
    set { ring[position & (ring.count - 1)] = newValue }
  }

  private func links(of call: Call, before: Int) -> Links {
    var links = Links()
    var position = before
    while position >= first {
      let earlier = self[position]
      if call.startedAt - earlier.startedAt > window { break }
      if isAcrossLines || earlier.line == call.line {
        if links.previous == nil { links.previous = earlier }
        if earlier.category == call.category {
          links.previousOfTopic = earlier
          break
        }
      }
      position = earlier.before
    }
    return links
  }

  private mutating func evict() {
    while first < end, self[first].startedAt < latest - window - slack { first += 1 }
  }

  private mutating func grow() {
    var larger = [Call](repeating: Self.nobody, count: ring.count * 2)
    for position in first..<end { larger[position & (larger.count - 1)] = self[position] }
    ring = larger
  }

  /// Makes room for more callers, and drops those whose calls are outside the window.
  private mutating func rehash() {
    places = Array(repeating: -1, count: max(4096, ring.count * 2))
    occupied = 0
    for position in first..<end {
      let place = place(of: self[position].caller)
      if places[place] < 0 { occupied += 1 }
      places[place] = position
    }
  }

  /// The slot of a caller's last position, used or free.
  private func place(of caller: Int64) -> Int {
    // Pseudonyms are random bits already: no hash is needed.
    var place = Int(truncatingIfNeeded: caller) & (places.count - 1)
    while places[place] >= 0 {
      if places[place] >= first, self[places[place]].caller == caller { return place }
      place = (place + 1) & (places.count - 1)
    }
    return place
  }
}
