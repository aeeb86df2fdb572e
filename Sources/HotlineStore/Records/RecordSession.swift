import HotlineModel
import HotlineReading
import HotlineText

/// Makes records of one file's rows, as an ingest would store them, and writes them out. Needs no database.
final class RecordSession: RowSession {
  /// Records are written in pieces of this size.
  private static let pieceBytes = 1 << 18

  private let preparation: FactPreparation
  private let layout: FactLayout
  private let names: NameTables
  private let pool: FactBatchPool
  private let encoder: RecordEncoder
  private let rejects: RejectEncoder?
  private let writesNames: Bool
  /// Told of each rejected row.
  private let note: (RejectedRow) throws -> Void
  private let output: RecordWriter.Output
  /// How many records were written.
  private(set) var count = 0
  private let buffer = OutputBuffer(capacity: 2 * pieceBytes)
  /// For each column whose names have aliases, the canonical ids, known while no name is new.
  private var canonical: [(column: Int, dimension: Dimension, ids: [Int64?])]
  private var generation = -1

  init(
    _ layout: FactLayout, preparation: FactPreparation, names: NameTables, encoder: RecordEncoder,
    rejects: RejectEncoder?, writesNames: Bool, note: @escaping (RejectedRow) throws -> Void,
    output: @escaping RecordWriter.Output
  ) {
    self.writesNames = writesNames
    self.note = note
    self.layout = layout
    self.preparation = preparation
    self.names = names
    self.encoder = encoder
    self.rejects = rejects
    self.output = output
    pool = FactBatchPool(width: layout.columns.count)
    canonical = layout.dimensions.enumerated().compactMap { column, dimension in
      guard let dimension, dimension.hasAliases else { return nil }
      return (column, dimension, [])
    }
  }

  func begin(withHeader: Bool) { if withHeader { encoder.appendHeader(to: buffer) } }

  func prepare(_ records: borrowing RecordBatch, release: (FactBatch) throws -> Void) throws {
    guard records.count > 0 else { return }
    let facts = pool.take(capacity: records.count)
    preparation.prepare(records, into: facts)
    if !writesNames { resolveNames(facts) }
    try release(facts)
  }

  func finishPreparing(release: (FactBatch) throws -> Void) {}

  /// Puts canonical names in the place of aliases; of a row without a time, those of today.
  private func resolveNames(_ facts: FactBatch) {
    if generation != names.generation {
      for place in canonical.indices { canonical[place].ids = names.canonicalIDs(in: canonical[place].dimension) }
      generation = names.generation
    }
    let latest = ReferenceData.always.until - 1
    for (column, dimension, ids) in canonical {
      for row in 0..<facts.count {
        guard let id = facts.value(row, column) else { continue }
        if ids.indices.contains(Int(id)), let fixed = ids[Int(id)] {
          facts.set(row, column, fixed)
        } else {
          let time = layout.timeColumns.first.flatMap { facts.value(row, $0) } ?? latest
          facts.set(row, column, names.canonicalID(of: id, in: dimension, at: time))
        }
      }
    }
  }

  func write(_ facts: FactBatch) throws {
    count += facts.count
    encoder.append(facts, to: buffer)
    pool.give(facts)
    if buffer.count >= Self.pieceBytes { try buffer.drain(output) }
  }

  func reject(_ row: RejectedRow) throws {
    try rejects?.write(row)
    try note(row)
  }

  func finish() throws {
    try buffer.drain(output)
    pool.drain()
  }
}

/// Writes rejected rows, a record each.
final class RejectEncoder {
  private let format: RecordFormat
  private let file: String
  private let language: Language
  private let output: RecordWriter.Output
  private let buffer = OutputBuffer(capacity: 4096)

  init(_ format: RecordFormat, file: String, language: Language, output: @escaping RecordWriter.Output) {
    self.format = format
    self.file = file
    self.language = language
    self.output = output
  }

  /// The header of a CSV file.
  func writeHeader() throws {
    guard format == .csv else { return }
    buffer.append(text: RecordSchema.rejected.map(\.name).joined(separator: ",") + "\n")
    try buffer.drain(output)
  }

  func write(_ row: RejectedRow) throws {
    let cells: [(text: String?, number: Int?)] = [
      (file, nil), (nil, row.line), (nil, row.column), (row.header, nil), (row.value, nil), (row.reason.rawValue, nil),
      (row.detail(language), nil),
    ]
    for (place, cell) in cells.enumerated() {
      if format == .ndjson {
        buffer.append(UInt8(ascii: place == 0 ? "{" : ","))
        format.append(RecordSchema.rejected[place].name, to: buffer)
        buffer.append(UInt8(ascii: ":"))
      } else if place > 0 {
        buffer.append(UInt8(ascii: ","))
      }
      if let text = cell.text {
        format.append(text, to: buffer)
      } else if let number = cell.number {
        buffer.append(number: Int64(number))
      } else if format == .ndjson {
        buffer.append(text: "null")
      }
    }
    buffer.append(text: format == .ndjson ? "}\n" : "\n")
    try buffer.drain(output)
  }
}
