import GRDB
import HotlineModel

/// One fact while further rows about it are settled: what its sources say, and what that comes to.
struct FactSettlement {
  let identity: FactIdentity
  /// The fact as it is stored.
  let old: StoredFacts.Fact?
  /// What its sources say, each once.
  private(set) var statements: [FactStatement]
  /// What they come to; `nil` as long as something required is unknown.
  private(set) var fact: FactStatement?
  /// The sources whose statements are stored beside the fact.
  private let storedSources: Set<Int64>
  private var changedSources: Set<Int64> = []
  private let fold: FactFold

  /// - Parameter stored: the statements that are stored beside the fact. A fact that is traced to none of them is a statement
  ///   itself: as the only one, or as one that came after others which had not made a fact.
  init(_ identity: FactIdentity, old: StoredFacts.Fact?, stored: [FactStatement], fold: FactFold) {
    self.identity = identity
    self.old = old
    self.fold = fold
    storedSources = Set(stored.map(\.origin.sourceID))
    statements = stored
    if let own = old?.statement, !storedSources.contains(own.origin.sourceID) { statements.append(own) }
    fact = fold.fact(of: statements)
  }

  /// What a source says so far.
  func statement(of source: Int64) -> FactStatement? { statements.first { $0.origin.sourceID == source } }

  /// Takes what a source says; it takes the place of what the source said before. Tells whether the fact's content is another
  /// one now.
  mutating func take(_ statement: FactStatement) -> Bool {
    let before = fact
    changedSources.insert(statement.origin.sourceID)
    statements.removeAll { $0.origin.sourceID == statement.origin.sourceID }
    statements.append(statement)
    fact = fold.fact(of: statements)
    return !isSame(before, fact)
  }

  /// Takes back what some sources say.
  mutating func forget(_ sources: Set<Int64>) {
    statements.removeAll { sources.contains($0.origin.sourceID) }
    fact = fold.fact(of: statements)
  }

  private func isSame(_ left: FactStatement?, _ right: FactStatement?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return fold.version.saysSame(left.view, right.view)
  }

  /// Whether the fact has to be stored anew, not only traced to another row.
  var isChanged: Bool {
    guard let old, let fact else { return old != nil || fact != nil }
    // Sums are by carried fields, too.
    return !isSame(old.statement, fact) || old.statement.origin.carriedID != fact.origin.carriedID
  }

  /// Whether the fact is its only statement, so that nothing is stored beside it.
  var isPlain: Bool { statements.count <= 1 && (fact != nil || statements.isEmpty) }

  /// Stores beside the fact what its sources say, as far as that is new.
  func storeStatements(in table: StatementTable) throws {
    if isPlain {
      if !storedSources.isEmpty { try table.removeAll(identity) }
      return
    }
    for statement in statements {
      let source = statement.origin.sourceID
      if changedSources.contains(source) || !storedSources.contains(source) { try table.store(statement, identity) }
    }
  }
}

/// The rows of one source about one fact, as they become one statement.
struct SourceRows {
  let sourceID: Int64
  /// Rows taken.
  private(set) var count = 0
  /// Of these, those that are hardly of the same fact as the first one.
  private(set) var apart = 0
  /// Of these, those that were newer than the ones before and said something else.
  private(set) var advances = 0
  /// Of these, legs that say what a leg before them said.
  private var repeats = 0
  private let isOwn: Bool
  private let version: FactVersion
  private var legs: CallParts?
  private var newest: FactStatement?
  private var first: FactStatement?

  /// - Parameters:
  ///   - known: what the source says of the fact by rows that were settled before.
  ///   - noParts: how rows that are legs of one call are put together; `nil` when they are versions of a fact.
  init(sourceID: Int64, known: FactStatement?, version: FactVersion, noParts: CallParts?) {
    self.sourceID = sourceID
    self.version = version
    isOwn = known != nil
    newest = known
    first = known
    legs = noParts
    if let known { legs?.take(known) }
  }

  mutating func take(_ row: FactStatement, apartBy reuse: KeyReuse?, key: [UInt8]) {
    count += 1
    if let first {
      if reuse?.differ(first, row, key: key) == true { apart += 1 }
    } else {
      first = row
    }
    if let isRepeated = legs?.take(row) {
      if isRepeated { repeats += 1 }
      return
    }
    guard let before = newest else { return newest = row }
    guard version.isOlder(before.view, row.view) else { return }
    if !version.saysSame(before.view, row.view) { advances += 1 }
    newest = row
  }

  /// What the source says.
  var statement: FactStatement? { legs == nil ? newest : legs?.merged() }

  /// What becomes of the rows.
  ///
  /// - Parameters:
  ///   - isNew: whether nothing was known of the fact before the first of them.
  ///   - isChanged: whether they changed the fact.
  ///   - isAlone: whether no other source speaks of the fact.
  func counts(isNew: Bool, isChanged: Bool, isAlone: Bool) -> FactCounts {
    var counts = FactCounts()
    if legs != nil {
      counts.unchanged = repeats
      counts.merged = count - repeats - (isOwn ? 0 : 1)
      if isOwn {
        // The leg that came first said what another source had said, and was settled as unchanged: it is none with the others.
        if isChanged, !isAlone { (counts.unchanged, counts.updated) = (counts.unchanged - 1, 1) }
        return counts
      }
      if isNew { counts.accepted = 1 } else if isChanged { counts.updated = 1 } else { counts.unchanged += 1 }
      return counts
    }
    if isOwn {
      counts.updated = advances
    } else if isNew {
      counts.accepted = 1
      counts.updated = advances
    } else if isChanged {
      counts.updated = 1 + advances
    }
    counts.unchanged = count - counts.updated - counts.accepted
    return counts
  }
}
