import GRDB
import HotlineModel

/// Of how many facts each source speaks, and what all that it says comes to: so `hotline check` finds what was edited by hand.
///
/// The sum does not depend on the order of the statements.
struct StatementTotals {
  private let layout: FactLayout
  /// For each cell of a row that statements have, a number of its own, which depends on the column's name alone.
  private let seeds: [UInt64]
  private var changes: [Int64: Change] = [:]
  /// That of the source whose rows come one after the other.
  private var current = Change()
  private var currentSource: Int64 = 0

  private struct Change {
    var count = 0
    var sum: UInt64 = 0
  }

  init(_ layout: FactLayout) {
    self.layout = layout
    seeds = layout.columns.map { name in
      var hash = ContentHash()
      hash.add(text: name)
      return UInt64(bitPattern: hash.value)
    }
  }

  /// Counts what a row says.
  mutating func add(_ row: FactRowView, key: UnsafeBufferPointer<UInt8>, _ origin: FactStatement.Origin) {
    turn(to: origin.sourceID)
    current.count += 1
    current.sum &+= sum(row, key: key, origin)
  }

  /// Takes a statement back.
  mutating func remove(_ row: FactRowView, key: UnsafeBufferPointer<UInt8>, _ origin: FactStatement.Origin) {
    turn(to: origin.sourceID)
    current.count -= 1
    current.sum &-= sum(row, key: key, origin)
  }

  /// Takes a caller's pseudonym out of some statements of a source.
  mutating func eraseCaller(_ pseudonym: Int64, from source: Int64, times: Int) {
    guard let column = layout.columns.firstIndex(of: FactField.caller.rawValue) else { return }
    turn(to: source)
    current.sum &-= UInt64(times) &* Self.mixed(seeds[column] ^ UInt64(bitPattern: pseudonym))
  }

  private mutating func turn(to source: Int64) {
    guard source != currentSource else { return }
    changes[currentSource] = current
    currentSource = source
    current = changes[source] ?? Change()
  }

  private func sum(
    _ row: FactRowView, key: UnsafeBufferPointer<UInt8>, _ origin: FactStatement.Origin
  ) -> UInt64 {
    var hash = ContentHash()
    hash.add(bytes: key)
    if let title = row.title { hash.add(bytes: title) }
    hash.add(number: origin.line)
    if let carried = origin.carriedID { hash.add(number: carried) }
    var sum = UInt64(bitPattern: hash.value)
    var rest = row.presence & layout.saidBits
    while rest != 0 {
      let column = rest.trailingZeroBitCount
      sum &+= Self.mixed(seeds[column] ^ UInt64(bitPattern: row.values[column]))
      rest &= rest - 1
    }
    return sum
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    var mixed = word &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed >> 32
    return mixed &* 0xC4CE_B9FE_1A85_EC53
  }

  /// Adds the changes to what the sources have. One that was ingested before totals were kept stays without.
  func store(_ database: Database) throws {
    for (source, change) in changes.merging([currentSource: current], uniquingKeysWith: { $1 }) {
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT statements, checksum FROM source WHERE id = ?", arguments: [source]),
        let statements = row[0] as Int?, let checksum = row[1] as Int64?
      else { continue }
      try database.execute(
        sql: "UPDATE source SET statements = ?, checksum = ? WHERE id = ?",
        arguments: [
          statements + change.count, Int64(bitPattern: UInt64(bitPattern: checksum) &+ change.sum), source,
        ])
    }
  }

  /// The totals, by source.
  var bySource: [Int64: (statements: Int, checksum: Int64)] {
    changes.merging([currentSource: current], uniquingKeysWith: { $1 }).mapValues {
      ($0.count, Int64(bitPattern: $0.sum))
    }
  }
}
