import HotlineLogs

/// Makes rows of facts from the records of one file: names become ids, callers pseudonyms, derived columns are filled.
///
/// Needs no database, so that it can go on beside the writing.
final class FactPreparation {
  let layout: FactLayout
  private(set) var firstAt: Int64?
  private(set) var lastAt: Int64?
  private(set) var latestEventAt: Int64?
  private(set) var exportedAt: Int64?

  private let names: NameTables
  private let pseudonyms: CallerPseudonyms
  private let derivation: Derivation

  init(_ layout: FactLayout, names: NameTables, pseudonyms: CallerPseudonyms, derivation: Derivation) {
    self.layout = layout
    self.names = names
    self.pseudonyms = pseudonyms
    self.derivation = derivation
  }

  /// Appends a batch of records to facts that have room for them.
  func prepare(_ records: borrowing RecordBatch, into facts: FactBatch) {
    let width = records.width
    records.arena.withUnsafeBufferPointer { arena in
      records.cells.withUnsafeBufferPointer { cells in
        for row in 0..<records.count {
          prepare(
            UnsafeBufferPointer(rebasing: cells[row * width..<(row + 1) * width]), line: records.lines[row], arena,
            facts)
        }
      }
    }
  }

  private func prepare(
    _ cells: UnsafeBufferPointer<RecordBatch.Cell>, line: Int, _ arena: UnsafeBufferPointer<UInt8>, _ facts: FactBatch
  ) {
    var key = UnsafeBufferPointer(rebasing: arena[0..<0])
    var title: UnsafeBufferPointer<UInt8>?
    // The key stands first in every record, but nothing promises it.
    for (index, role) in layout.roles.enumerated() where cells[index].isPresent {
      switch role {
      case .key: key = UnsafeBufferPointer(rebasing: arena[cells[index].textRange])
      case .title: title = UnsafeBufferPointer(rebasing: arena[cells[index].textRange])
      default: continue
      }
    }
    let row = facts.appendRow(line: line, key: key, title: title)
    for (index, role) in layout.roles.enumerated() {
      let cell = cells[index]
      guard cell.isPresent else { continue }
      switch role {
      case .key, .title: continue
      case .name(let column, let dimension):
        facts.set(row, column, names.id(of: UnsafeBufferPointer(rebasing: arena[cell.textRange]), in: dimension))
      case .caller(let column):
        facts.set(row, column, pseudonyms.pseudonym(of: UnsafeBufferPointer(rebasing: arena[cell.textRange])))
      case .number(let column): facts.set(row, column, cell.bits)
      }
    }
    derivation.derive(layout, facts, row: row)
    note(facts, row: row)
  }

  private func note(_ facts: FactBatch, row: Int) {
    if let column = layout.timeColumns.first, let time = facts.value(row, column) {
      firstAt = min(firstAt ?? time, time)
      lastAt = max(lastAt ?? time, time)
    }
    for column in layout.eventColumns {
      if let time = facts.value(row, column), time > 0 { latestEventAt = max(latestEventAt ?? time, time) }
    }
    if let exported = facts.value(row, layout.exportedAt) { exportedAt = max(exportedAt ?? exported, exported) }
  }
}
