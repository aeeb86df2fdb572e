import GRDB
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineStore

/// What SQLite reports, as what a user can do about it.
@Suite("Errors of the database in plain words")
struct ErrorMessageTests {
  @Test(
    "each kind of error says what to do",
    arguments: [
      (ResultCode.SQLITE_NOTADB, "not an SQLite database"), (.SQLITE_CORRUPT, "is damaged"),
      (.SQLITE_BUSY, "another ingest"), (.SQLITE_LOCKED, "another ingest"),
      (.SQLITE_CANTOPEN, "cannot be opened or written"), (.SQLITE_READONLY, "cannot be opened or written"),
      (.SQLITE_PERM, "cannot be opened or written"), (.SQLITE_INTERRUPT, "took too long"),
      (.SQLITE_FULL, "disk is full"), (.SQLITE_IOERR, "disk is full"), (.SQLITE_MISUSE, "database error"),
      (.SQLITE_BUSY_SNAPSHOT, "another ingest"), (.SQLITE_IOERR_WRITE, "disk is full"),
    ])
  func message(code: ResultCode, said: String) {
    let problem = #expect(throws: Diagnostic.self) {
      try HotlineDatabase.translating("a.sqlite") { throw DatabaseError(resultCode: code) }
    }
    #expect(problem?.message(.en).contains(said) == true, "\(problem?.message(.en) ?? "")")
    #expect(problem?.place?.file == "a.sqlite")
  }

  @Test("sums that no number holds, and what is not known: what to do, without the statement")
  func statement() {
    for (message, said) in [("integer overflow", "too large to be added up"), ("no such table: x", "hotline check")] {
      let problem = #expect(throws: Diagnostic.self) {
        try HotlineDatabase.translating("a.sqlite") {
          throw DatabaseError(resultCode: .SQLITE_ERROR, message: message, sql: "SELECT sum(secret) FROM call")
        }
      }
      let text = problem?.message(.en) ?? ""
      #expect(text.contains(said) && !text.contains("SELECT"), "\(text)")
    }
  }
}
