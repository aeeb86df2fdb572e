import HotlineModel

/// The rows of a ``FactBatch`` as cells for evaluators; ``FactScanner`` does the same for stored facts.
final class RowCells {
  private let layout: FactLayout
  private let names: NameTables
  private let repeatWindow: Int64
  private let time: Int
  /// For each cell, the row's column; -1 for one that is derived.
  private let sources: [Int]
  private let dimensions: [(cell: Int, dimension: Dimension)]
  private var canonical: [[Int64?]] = []
  private var generation = -1
  private let buffer: FactCells

  init(_ layout: FactLayout, names: NameTables, repeatWindow: Int64) {
    self.layout = layout
    self.names = names
    self.repeatWindow = repeatWindow
    let columns = layout.fact.columns
    time = layout.timeColumns.first ?? 0
    sources = columns.map { column in
      layout.columns.firstIndex(of: column.stored()) ?? -1
    }
    dimensions = columns.enumerated().compactMap { index, column in
      guard case .dimension(let dimension) = column.content, dimension.hasAliases else { return nil }
      return (index, dimension)
    }
    buffer = FactCells(count: columns.count)
  }

  deinit { buffer.deallocate() }

  /// Call it when names may have been added.
  func prepare() {
    guard generation != names.generation else { return }
    generation = names.generation
    canonical = dimensions.map { names.canonicalIDs(in: $0.dimension) }
  }

  /// The cells of a row, valid until the next call.
  func cells(of batch: FactBatch, _ row: Int) -> FactCells {
    let values = batch.values + row * batch.width
    let presence = batch.presence[row]
    buffer.carriedID = batch.carriedID
    for (cell, column) in sources.enumerated() {
      if column < 0 {
        buffer.values[cell] = values[time] + repeatWindow
        buffer.isPresent[cell] = true
      } else {
        let isPresent = presence >> UInt64(column) & 1 == 1
        buffer.values[cell] = isPresent ? values[column] : 0
        buffer.isPresent[cell] = isPresent
      }
    }
    for (index, entry) in dimensions.enumerated() where buffer.isPresent[entry.cell] {
      let id = buffer.values[entry.cell]
      let table = canonical[index]
      let known = table.indices.contains(Int(id)) ? table[Int(id)] : nil
      buffer.values[entry.cell] = known ?? names.canonicalID(of: id, in: entry.dimension, at: values[time])
    }
    return buffer
  }
}
