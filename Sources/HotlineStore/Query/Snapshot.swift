import GRDB
import GRDBSQLite

extension HotlineDatabase {
  /// Asks several questions of one state of the database: what an ingest commits meanwhile is in none of the answers.
  ///
  /// - Parameters:
  ///   - isCancelled: asked again and again while SQLite works, from the thread that waits for it.
  ///   - questions: calls methods of this database, on the thread that it is called on.
  /// - Throws: what the questions throw, or `CancellationError`.
  package func inOneSnapshot<Value>(
    isCancelled: (@Sendable () -> Bool)? = nil, _ questions: () throws -> Value
  ) throws -> Value {
    try read { database in
      guard let isCancelled else { return try questions() }
      let watch = CancellationWatch(isCancelled)
      let value: Value
      do {
        value = try watch.interrupting(database, questions)
      } catch {
        // SQLite's own error says only that it was interrupted.
        if watch.isCancelled { throw CancellationError() }
        throw error
      }
      if watch.isCancelled { throw CancellationError() }
      return value
    }
  }
}

/// Makes SQLite ask every so often whether it is to go on.
private final class CancellationWatch {
  /// Steps of SQLite's machine between two questions: about a thousandth of a second.
  private static let steps: Int32 = 20_000
  private let question: () -> Bool
  /// Once it is cancelled it stays so, whatever the question is answered later.
  private(set) var isCancelled = false

  init(_ question: @escaping () -> Bool) { self.question = question }

  func interrupting<Value>(_ database: Database, _ body: () throws -> Value) rethrows -> Value {
    let connection = database.sqliteConnection
    sqlite3_progress_handler(
      connection, Self.steps,
      { context in
        guard let context else { return 0 }
        let watch = Unmanaged<CancellationWatch>.fromOpaque(context).takeUnretainedValue()
        watch.isCancelled = watch.isCancelled || watch.question()
        return watch.isCancelled ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
    defer { sqlite3_progress_handler(connection, 0, nil, nil) }
    return try withExtendedLifetime(self, body)
  }
}
