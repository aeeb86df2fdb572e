import HotlineModel

/// Records of one kind as they leave the reader: flat cells and one arena of text, nothing allocated per field.
///
/// Cell `row * width + index` holds the field `kind.fields[index]`. Texts are UTF-8 in ``arena``, trimmed, without NUL.
package struct RecordBatch: Sendable {
  /// One field of one record.
  package struct Cell: Sendable, Hashable {
    /// A number (time, seconds, count, flag, word code), or a text's offset and length packed as `offset << 32 | length`.
    package var bits: Int64
    /// Whether the field is there at all.
    package var isPresent: Bool

    /// The absent field.
    package static let absent = Cell(bits: 0, isPresent: false)
    /// A number.
    package static func number(_ value: Int64) -> Cell { Cell(bits: value, isPresent: true) }
    /// A text at a place of the arena.
    package static func text(offset: Int, length: Int) -> Cell {
      Cell(bits: Int64(offset) << 32 | Int64(length), isPresent: true)
    }

    /// The bytes of the arena that a text takes.
    package var textRange: Range<Int> {
      let offset = Int(bits >> 32)
      return offset..<offset + Int(bits & 0xFFFF_FFFF)
    }
  }

  /// What the records are.
  package let kind: FactKind
  /// Cells per record.
  package let width: Int
  /// The cells, record after record.
  package var cells: [Cell] = []
  /// For each record, the line of the file on which its row begins, from 1.
  package var sourceLines: [Int] = []
  /// The fields for which the rows have cells, as bits by their place among the kind's fields: those of an export's columns, and
  /// those that a profile fills. The others are unknown, not absent.
  package var carried: UInt64 = .max
  /// The texts.
  package var arena: [UInt8] = []

  /// An empty batch.
  package init(kind: FactKind) {
    self.kind = kind
    width = kind.fields.count
  }

  /// The number of records.
  package var count: Int { sourceLines.count }

  /// Gives the records away, to another thread perhaps, and begins anew with memory of its own for as many.
  package mutating func handOver() -> RecordBatch {
    let full = self
    (cells, sourceLines, arena) = ([], [], [])
    cells.reserveCapacity(full.cells.count)
    sourceLines.reserveCapacity(full.sourceLines.count)
    arena.reserveCapacity(full.arena.count)
    return full
  }

  /// Appends a record of ``width`` cells, whose texts are in the arena already.
  ///
  /// - Parameter line: the line on which its row begins, from 1.
  package mutating func append(_ record: UnsafeBufferPointer<Cell>, line: Int) {
    sourceLines.append(line)
    cells.append(contentsOf: record)
  }

  /// Puts a text into the arena.
  package mutating func intern(_ bytes: some Sequence<UInt8>) -> Cell {
    let offset = arena.count
    arena.append(contentsOf: bytes)
    return .text(offset: offset, length: arena.count - offset)
  }

  /// A field's number, or `nil` when absent. For tests and rare paths; hot loops index ``cells``.
  package func number(_ row: Int, _ field: FactField) -> Int64? {
    guard let index = kind.fields.firstIndex(of: field) else { return nil }
    let cell = cells[row * width + index]
    return cell.isPresent ? cell.bits : nil
  }

  /// A field's text, or `nil` when absent. For tests and rare paths.
  package func text(_ row: Int, _ field: FactField) -> String? {
    guard let index = kind.fields.firstIndex(of: field) else { return nil }
    let cell = cells[row * width + index]
    return cell.isPresent ? String(decoding: arena[cell.textRange], as: UTF8.self) : nil
  }

  /// A field's word, or `nil` when absent. For tests and rare paths.
  package func word(_ row: Int, _ field: FactField) -> String? {
    guard case .word(let vocabulary) = field.content, let code = number(row, field) else { return nil }
    return vocabulary.words[Int(code)]
  }
}
