import GRDB
import HotlineModel

/// The days whose sums, and whose calls' neighbours, have to be worked out anew from the database after files were ingested.
struct StaleDays {
  private var days: [FactKind: [Set<Int>]] = [:]
  private var unsettled: Set<Int> = []

  /// Takes what a file leaves to be done, and stores the sums of the days that it alone knows of.
  mutating func note(_ session: IngestSession, _ database: Database) throws {
    let fact = session.preparation.layout.fact
    var touched = session.writer.touchedDays
    if let stream = session.stream {
      unsettled.formUnion(touched[0].union(stream.unsettledDays))
      touched[0].formUnion(stream.unsummedDays)
      if let sums = stream.sums {
        touched[0].formUnion(sums.leftOut)
        try sums.store(except: touched[0], database)
      }
    }
    for (index, more) in touched.enumerated() {
      days[fact, default: Array(repeating: [], count: touched.count)][index].formUnion(more)
    }
  }

  /// Works them out.
  func refresh(_ database: Database, _ scene: IngestScene) throws {
    for (fact, touched) in days.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      var touched = touched
      if fact == .call {
        let sequence = CallSequence(database, window: scene.derivation.repeatWindow)
        touched[0].formUnion(try sequence.refresh(around: unsettled))
      }
      for (index, time) in fact.timeColumns.enumerated() {
        try scene.rollup.refresh(fact, time: time, days: touched[index], database, names: scene.names)
      }
    }
  }
}
