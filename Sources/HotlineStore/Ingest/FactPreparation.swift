import HotlineModel
import HotlineReading

/// The times that the rows of a source cover, in Unix seconds.
struct SourceMoments {
  /// The first and the last time by which a fact of it belongs to a period.
  var firstAt: Int64?
  /// See ``firstAt``.
  var lastAt: Int64?
  /// The latest event that a row names.
  var latestEventAt: Int64?
  /// The latest export that its rows name.
  var exportedAt: Int64?
  /// The hotlines that its rows name.
  var lines: Set<Int64> = []
}

/// Makes rows of facts from the records of one file: names become ids, callers pseudonyms, derived columns are filled.
///
/// Needs no database, so that it can run while other rows are written.
final class FactPreparation {
  let layout: FactLayout
  private(set) var moments = SourceMoments()

  private let roles: [FactLayout.Role]
  private let keyField: Int
  private let titleField: Int?
  private let callerField: Int?
  private let names: NameTables
  private let pseudonyms: CallerPseudonyms
  private let derivation: Derivation
  /// Numbers the sets of carried fields; `nil` where rows bear the set itself.
  private let carried: CarriedSets?
  private let allFields: UInt64
  private let isComposed: Bool
  private var latestLine: Int64 = 0

  init(
    _ layout: FactLayout, names: NameTables, pseudonyms: CallerPseudonyms, derivation: Derivation,
    carried: CarriedSets? = nil
  ) {
    allFields = 1 << UInt64(layout.fact.fields.count) - 1
    self.layout = layout
    roles = layout.roles
    keyField = layout.keyField
    titleField = layout.titleField
    callerField = layout.fact.fields.firstIndex(of: .caller)
    self.names = names
    names.pseudonyms = pseudonyms
    self.pseudonyms = pseudonyms
    self.derivation = derivation
    self.carried = carried
    isComposed = !layout.fact.keyFields.isEmpty
  }

  /// Begins a new source: its times are collected anew.
  func begin() {
    moments = SourceMoments()
    latestLine = 0
  }

  /// Appends a batch of records to facts that have room for them.
  func prepare(_ records: borrowing RecordBatch, into facts: FactBatch) {
    let fields = CarriedFields(bits: records.carried)
    if let carried {
      facts.carriedID = carried.id(of: fields)
      facts.isWhole = fields.contains(carried.required)
    } else {
      facts.carriedID = Int64(bitPattern: records.carried & allFields)
    }
    let width = records.width
    records.arena.withUnsafeBufferPointer { arena in
      records.cells.withUnsafeBufferPointer { cells in
        for row in 0..<records.count {
          let cells = UnsafeBufferPointer(rebasing: cells[row * width..<(row + 1) * width])
          prepare(cells, line: records.sourceLines[row], arena, facts)
        }
      }
    }
  }

  private func prepare(
    _ cells: UnsafeBufferPointer<RecordBatch.Cell>, line: Int, _ arena: UnsafeBufferPointer<UInt8>, _ facts: FactBatch
  ) {
    func text(_ cell: RecordBatch.Cell) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: arena[cell.isPresent ? cell.textRange : 0..<0])
    }
    let key = text(cells[keyField])
    let title = titleField.map { cells[$0] }.flatMap { $0.isPresent ? text($0) : nil }
    let caller = callerField.map { cells[$0] }.flatMap { $0.isPresent ? text($0) : nil }
    let changedTitle = title.flatMap(pseudonyms.withoutMarks)
    let row =
      if let changed = pseudonyms.keyWithoutNumber(key, caller: caller, isComposed: isComposed) {
        changed.withUnsafeBufferPointer { facts.appendRow(line: line, key: $0, title: title) }
      } else {
        facts.appendRow(line: line, key: key, title: title)
      }
    changedTitle?.withUnsafeBufferPointer { facts.setTitle(row, $0) }
    for index in roles.indices {
      let cell = cells[index]
      guard cell.isPresent else { continue }
      switch roles[index] {
      case .key, .title: continue
      case .name(let column, let dimension): facts.set(row, column, names.id(of: text(cell), in: dimension))
      case .caller(let column): facts.set(row, column, pseudonyms.pseudonym(of: text(cell)))
      case .number(let column): facts.set(row, column, cell.bits)
      }
    }
    if layout.call == nil {
      derivation.derive(layout, get: { facts.value(row, $0) }, set: { if let value = $1 { facts.set(row, $0, value) } })
    }
    note(facts, row: row)
  }

  private func note(_ facts: FactBatch, row: Int) {
    if let column = layout.timeColumns.first, let time = facts.value(row, column) {
      moments.firstAt = min(moments.firstAt ?? time, time)
      moments.lastAt = max(moments.lastAt ?? time, time)
    }
    if let line = layout.line.flatMap({ facts.value(row, $0) }), line != latestLine {
      latestLine = line
      moments.lines.insert(line)
    }
    for column in layout.eventColumns {
      if let time = facts.value(row, column), time > 0 {
        moments.latestEventAt = max(moments.latestEventAt ?? time, time)
      }
    }
    if let exported = facts.value(row, layout.exportedAt) {
      moments.exportedAt = max(moments.exportedAt ?? exported, exported)
    }
  }
}
