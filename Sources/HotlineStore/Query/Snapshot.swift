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
    try read(isCancelled: isCancelled) { _ in try questions() }
  }

  /// Which state the database is in: a text that is another one after each transaction, whoever wrote it.
  package func version() throws -> String { try read { try DatabaseIdentity($0)?.text ?? "" } }
}
