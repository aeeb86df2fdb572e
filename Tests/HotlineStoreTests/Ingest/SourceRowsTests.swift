import HotlineModel
import Testing

@testable import HotlineStore

/// What becomes of the rows of one source about one fact: each is counted once.
@Suite("Rows of one source about one fact")
struct SourceRowsTests {
  private let orders: FactVersion
  private let calls: FactVersion

  init() throws {
    let names = NameTables(reference: try TestStore.reference())
    orders = FactVersion(layout: FactLayout(.workOrder), names: names)
    calls = FactVersion(layout: FactLayout(.call), names: names)
  }

  private func row(_ version: FactVersion, line: Int64, _ cells: [String: Int64]) throws -> FactStatement {
    let columns = version.layout.columns
    let row = FactStatement(
      width: columns.count, origin: FactStatement.Origin(sourceID: 1, line: line, carriedID: 1))
    for (name, value) in cells { row.set(try #require(columns.firstIndex(of: name)), value) }
    return row
  }

  private func order(_ line: Int64, exported: Int64, status: Int64) throws -> FactStatement {
    try row(orders, line: line, ["exported_at": exported, "status": status])
  }

  private func leg(_ line: Int64, _ agent: Int64, at start: Int64) throws -> FactStatement {
    try row(calls, line: line, ["agent_id": agent, "started_at": start, "outcome": 0])
  }

  private func counts(_ rows: SourceRows, isNew: Bool = false, isChanged: Bool = false, isAlone: Bool = true) -> [Int] {
    let counts = rows.counts(isNew: isNew, isChanged: isChanged, isAlone: isAlone)
    return [counts.accepted, counts.updated, counts.unchanged, counts.merged]
  }

  @Test("versions: the first is accepted, newer ones that say something else are updates, the rest changes nothing")
  func versions() throws {
    var rows = SourceRows(sourceID: 1, known: nil, version: orders, noParts: nil)
    for (line, exported, status) in [(2, 1, 0), (3, 2, 1), (4, 2, 1), (5, 3, 1), (6, 2, 0)] as [(Int64, Int64, Int64)] {
      rows.take(try order(line, exported: exported, status: status), apartBy: nil, key: [])
    }
    #expect(rows.count == 5 && rows.advances == 1 && rows.apart == 0)
    #expect(rows.statement?.origin.line == 5, "the newest")
    #expect(counts(rows, isNew: true, isChanged: true) == [1, 1, 3, 0])
    #expect(counts(rows, isChanged: true) == [0, 2, 3, 0])
    #expect(counts(rows) == [0, 0, 5, 0])
  }

  @Test("versions of a fact of which the source spoke before")
  func ownVersions() throws {
    var rows = SourceRows(sourceID: 1, known: try order(2, exported: 1, status: 0), version: orders, noParts: nil)
    for (line, exported, status) in [(3, 2, 1), (4, 2, 1), (5, 3, 0)] as [(Int64, Int64, Int64)] {
      rows.take(try order(line, exported: exported, status: status), apartBy: nil, key: [])
    }
    #expect(counts(rows, isChanged: true) == [0, 2, 1, 0])
    #expect(counts(rows) == [0, 2, 1, 0])
  }

  @Test("legs: one is the call, the others are put to it, and what was said before is said again")
  func legs() throws {
    let noParts = try #require(CallParts(calls))
    var rows = SourceRows(sourceID: 1, known: nil, version: calls, noParts: noParts)
    for (line, agent, start) in [(2, 1, 100), (3, 2, 200), (4, 1, 100), (5, 3, 300)] as [(Int64, Int64, Int64)] {
      rows.take(try leg(line, agent, at: start), apartBy: nil, key: [])
    }
    #expect(counts(rows, isNew: true) == [1, 0, 1, 2])
    #expect(counts(rows, isChanged: true) == [0, 1, 1, 2])
    #expect(counts(rows) == [0, 0, 2, 2])
    #expect(rows.statement?.value(try #require(calls.layout.columns.firstIndex(of: "started_at"))) == 100)
  }

  @Test("legs of a call of which the source spoke before: all are put to it")
  func ownLegs() throws {
    let noParts = try #require(CallParts(calls))
    var rows = SourceRows(sourceID: 1, known: try leg(2, 1, at: 100), version: calls, noParts: noParts)
    for (line, agent, start) in [(3, 2, 200), (4, 1, 100), (5, 3, 300)] as [(Int64, Int64, Int64)] {
      rows.take(try leg(line, agent, at: start), apartBy: nil, key: [])
    }
    #expect(counts(rows) == [0, 0, 1, 2])
    #expect(counts(rows, isChanged: true, isAlone: true) == [0, 0, 1, 2])
    #expect(
      counts(rows, isChanged: true, isAlone: false) == [0, 1, 0, 2], "the first changed what another source had said")
  }

  @Test("rows apart are those that lie days from the first")
  func apart() throws {
    let reuse = try #require(KeyReuse(calls.layout))
    var rows = SourceRows(sourceID: 1, known: nil, version: calls, noParts: nil)
    for (line, start) in [(2, 0), (3, 86_400), (4, 60), (5, 172_800)] as [(Int64, Int64)] {
      rows.take(try leg(line, 1, at: start), apartBy: reuse, key: Array("K".utf8))
    }
    #expect(rows.apart == 2 && rows.count == 4)
  }
}
