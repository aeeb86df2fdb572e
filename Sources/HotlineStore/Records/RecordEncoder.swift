import HotlineModel

/// Writes the rows of a file as records: ``RecordSchema`` in bytes.
final class RecordEncoder {
  /// What of a row a column shows.
  private enum Cell {
    case nothing
    case key
    case title
    case name(column: Int, slot: Int)
    case caller(column: Int)
    case word(column: Int, slot: Int)
    case number(column: Int)
  }

  private struct Column {
    /// What stands before the value: `,"line":` or a comma.
    let label: UnsafeBufferPointer<UInt8>
    var cell: Cell
    /// The fields that the file must carry for the value to be known, as bits.
    let needed: UInt64
  }

  private let format: RecordFormat
  private let schema: RecordSchema
  private let columns: [Column]
  private let names: NameTables
  private let dimensions: [Dimension]
  /// For each slot, the names by their ids, and the words by their codes, as they are written.
  private var knownNames: [[UnsafeBufferPointer<UInt8>]]
  private let words: [[UnsafeBufferPointer<UInt8>]]
  private let kept = KeptBytes()
  private let opening: UnsafeBufferPointer<UInt8>
  private let callerOpening: UnsafeBufferPointer<UInt8>
  private let absent: UnsafeBufferPointer<UInt8>
  private let closing: UnsafeBufferPointer<UInt8>
  /// What stands before the order of calls of one second; `nil` where records do not tell it.
  private let tie: UnsafeBufferPointer<UInt8>?
  private let file: String
  private let mergesParts: Bool

  /// - Parameters:
  ///   - file: the file's name as records show it.
  ///   - mergesParts: whether rows of one key are legs of one call.
  ///   - tellsTies: whether calls end in `tie`, by which a database orders those of one second.
  init(
    _ format: RecordFormat, layout: FactLayout, names: NameTables, file: String, mergesParts: Bool,
    tellsTies: Bool = false
  ) {
    self.format = format
    self.names = names
    self.file = file
    self.mergesParts = mergesParts
    schema = RecordSchema(layout.fact)
    var dimensions: [Dimension] = []
    var words: [[UnsafeBufferPointer<UInt8>]] = []
    let kept = kept
    func written(_ text: String) -> UnsafeBufferPointer<UInt8> { kept.keep { format.append(text, to: $0) } }
    let places = layout.roles.map(\.column)
    columns = schema.fields.map { column in
      let label = kept.keep { output in
        output.append(UInt8(ascii: ","))
        guard format == .ndjson else { return }
        format.append(column.name, to: output)
        output.append(UInt8(ascii: ":"))
      }
      let stored = column.bit.map { places[$0] } ?? layout.columns.firstIndex(of: column.name)
      let cell: Cell
      switch (column.content, stored) {
      case (.text, _): cell = column.bit == layout.keyField ? .key : .title
      case (.name, let place?):
        cell = .name(column: place, slot: dimensions.count)
        if let dimension = layout.dimensions[place] { dimensions.append(dimension) }
      case (.caller, let place?): cell = .caller(column: place)
      case (.word(let vocabulary), let place?):
        cell = .word(column: place, slot: words.count)
        words.append(vocabulary.map(written))
      case (_, let place?): cell = .number(column: place)
      case (_, nil): cell = .nothing
      }
      let bits = column.bit.map { [$0] } ?? column.needed
      return Column(label: label, cell: cell, needed: bits.reduce(0) { $0 | 1 << UInt64($1) })
    }
    self.dimensions = dimensions
    self.words = words
    knownNames = dimensions.map { _ in [] }
    opening = kept.keep { output in
      if format == .ndjson { output.append(text: "{\"fact\":") }
      format.append(layout.fact.rawValue, to: output)
    }
    callerOpening = kept.keep { $0.append(text: format == .ndjson ? "\"caller:" : "caller:") }
    absent = kept.keep { if format == .ndjson { $0.append(text: "null") } }
    tie = tellsTies && format == .ndjson && layout.fact == .call ? kept.keep { $0.append(text: ",\"tie\":") } : nil
    closing = kept.keep { $0.append(text: format == .ndjson ? "}\n" : "\n") }
  }

  /// The header of a CSV file.
  func appendHeader(to output: OutputBuffer) {
    guard format == .csv else { return }
    output.append(text: schema.columns.map(\.name).joined(separator: ","))
    output.append(0x0A)
  }

  /// Appends a record for each row.
  func append(_ facts: FactBatch, to output: OutputBuffer) {
    let carried = UInt64(bitPattern: facts.carriedID)
    let shown = columns.compactMap { column -> Column? in
      if carried & column.needed == column.needed { return column }
      // The columns of CSV stand for all rows.
      return format == .csv ? Column(label: column.label, cell: .nothing, needed: 0) : nil
    }
    let trailing = kept.keep(for: facts.carriedID) { appendTrailing(carried: facts.carriedID, to: $0) }
    shown.withUnsafeBufferPointer { columns in
      facts.forEachRow { _, row in
        output.append(opening)
        for column in columns {
          output.append(column.label)
          append(column.cell, of: row, to: output)
        }
        output.append(trailing)
        output.append(number: row.line)
        if let tie {
          output.append(tie)
          output.append(number: CallID.tie(of: row.key))
        }
        output.append(closing)
      }
    }
  }

  private func appendTrailing(carried: Int64, to output: OutputBuffer) {
    func label(_ place: Int) {
      output.append(UInt8(ascii: ","))
      guard format == .ndjson else { return }
      format.append(RecordSchema.trailing[place].name, to: output)
      output.append(UInt8(ascii: ":"))
    }
    label(0)
    output.append(number: carried)
    label(1)
    format.append(mergesParts ? "parts" : "versions", to: output)
    label(2)
    format.append(file, to: output)
    label(3)
  }

  @inline(__always)
  private func append(_ cell: Cell, of row: FactRowView, to output: OutputBuffer) {
    switch cell {
    case .nothing: output.append(absent)
    case .key: format.append(row.key, to: output)
    case .title: if let title = row.title { format.append(title, to: output) } else { output.append(absent) }
    case .name(let column, let slot):
      guard let id = row.value(column) else { return output.append(absent) }
      output.append(name(Int(id), slot))
    case .caller(let column):
      guard let pseudonym = row.value(column) else { return output.append(absent) }
      output.append(callerOpening)
      output.append(hexadecimal: UInt64(bitPattern: pseudonym))
      if format == .ndjson { output.append(UInt8(ascii: "\"")) }
    case .word(let column, let slot):
      guard let code = row.value(column), words[slot].indices.contains(Int(code)) else { return output.append(absent) }
      output.append(words[slot][Int(code)])
    case .number(let column):
      guard let number = row.value(column) else { return output.append(absent) }
      output.append(number: number)
    }
  }

  /// A name as it is written.
  @inline(__always)
  private func name(_ id: Int, _ slot: Int) -> UnsafeBufferPointer<UInt8> {
    if id < knownNames[slot].count, knownNames[slot][id].baseAddress != nil { return knownNames[slot][id] }
    return learnName(id, slot)
  }

  @inline(never)
  private func learnName(_ id: Int, _ slot: Int) -> UnsafeBufferPointer<UInt8> {
    while knownNames[slot].count <= id { knownNames[slot].append(UnsafeBufferPointer(start: nil, count: 0)) }
    let name = names.name(of: Int64(id), in: dimensions[slot])
    knownNames[slot][id] = kept.keep { format.append(name, to: $0) }
    return knownNames[slot][id]
  }
}

/// Texts that are written again and again, at places that do not move.
private final class KeptBytes {
  private var texts: [UnsafeBufferPointer<UInt8>] = []
  private var numbered: [Int64: UnsafeBufferPointer<UInt8>] = [:]

  deinit { for text in texts { text.deallocate() } }

  /// Keeps what `write` writes.
  func keep(_ write: (OutputBuffer) -> Void) -> UnsafeBufferPointer<UInt8> {
    let output = OutputBuffer(capacity: 64)
    write(output)
    var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    output.drain { bytes in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      _ = copy.initialize(from: bytes)
      text = UnsafeBufferPointer(copy)
      texts.append(text)
    }
    return text
  }

  /// The same, once for each number.
  func keep(for number: Int64, _ write: (OutputBuffer) -> Void) -> UnsafeBufferPointer<UInt8> {
    if let known = numbered[number] { return known }
    let text = keep(write)
    numbered[number] = text
    return text
  }
}
