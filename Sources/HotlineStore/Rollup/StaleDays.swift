import GRDB
import HotlineModel

/// The days whose sums and neighbour times must be computed from the database after an ingest.
struct StaleDays {
  private var days: [FactKind: [Set<Int>]] = [:]
  private var unsettled: Set<Int> = []

  /// Collects a file's days, and stores the sums of days that only this file has.
  mutating func note(_ session: IngestSession, _ database: Database) throws {
    let fact = session.preparation.layout.fact
    var touched = session.writer.touchedDays
    if let stream = session.stream {
      unsettled.formUnion(touched[0].union(stream.unsettledDays))
      touched[0].formUnion(stream.unsummedDays)
      if let sums = stream.sums {
        touched[0].formUnion(sums.leftOut)
        try session.storeSums(except: touched[0])
      }
    }
    add(touched, of: fact)
  }

  /// Collects days on which facts were changed or taken away.
  ///
  /// - Parameter touched: for each time column of the fact, its days.
  mutating func note(_ fact: FactKind, _ touched: [Set<Int>]) {
    if fact == .call, let started = touched.first { unsettled.formUnion(started) }
    add(touched, of: fact)
  }

  private mutating func add(_ touched: [Set<Int>], of fact: FactKind) {
    for (index, more) in touched.enumerated() {
      days[fact, default: Array(repeating: [], count: touched.count)][index].formUnion(more)
    }
  }

  /// Computes them.
  ///
  /// - Throws: a ``Diagnostic`` when a fact that is in the database has a day that no export has.
  func refresh(_ database: Database, _ scene: StoreScene) throws {
    for days in days.values.joined() + [unsettled] {
      for day in [days.min(), days.max()].compactMap({ $0 }) {
        try StoredCount.check(Int64(day), named: "day", in: StoredCount.believedDays)
      }
    }
    for (fact, touched) in days.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      var touched = touched
      if fact == .call {
        let sequence = CallSequence(database, scene.derivation.repeats)
        touched[0].formUnion(try sequence.refresh(around: unsettled))
      }
      for (index, time) in fact.timeColumns.enumerated() {
        try scene.rollup.refresh(fact, time: time, days: touched[index], database, names: scene.names)
      }
    }
  }
}
