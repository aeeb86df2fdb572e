/// What a record of one kind of fact holds as `hotline records` writes it: one statement of one row, in columns of a type each.
package struct RecordSchema: Sendable {
  /// What a column's values are.
  package enum Content: Sendable, Hashable {
    /// A text.
    case text
    /// A canonical name.
    case name
    /// A citizen's pseudonym: `caller:` and 16 hexadecimal digits.
    case caller
    /// A moment, in Unix seconds.
    case time
    /// A whole number.
    case integer
    /// A duration, in whole seconds.
    case seconds
    /// 0 or 1.
    case flag
    /// One of these words.
    case word([String])

    /// Its name in the schema.
    package var name: String {
      switch self {
      case .text: "text"
      case .name: "name"
      case .caller: "caller"
      case .time: "time"
      case .integer: "integer"
      case .seconds: "seconds"
      case .flag: "flag"
      case .word: "word"
      }
    }

    /// Whether its values are texts; the others are whole numbers.
    package var isText: Bool {
      switch self {
      case .text, .name, .caller, .word: true
      case .time, .integer, .seconds, .flag: false
      }
    }
  }

  /// A column.
  package struct Column: Sendable, Hashable {
    /// Its name, the same as in profiles, in views and in filters.
    package let name: String
    /// What its values are.
    package let content: Content
    /// The bit of `carried` that tells whether the row's file has cells for it; `nil` for a column that every record has.
    package let bit: Int?
    /// The bits without which it does not follow, of a column that is worked out from others of the same row; else empty.
    package let needed: [Int]
  }

  /// What the records are of.
  package let kind: FactKind
  /// The columns between `fact` and `carried`.
  package let fields: [Column]

  /// The schema of a kind.
  package init(_ kind: FactKind) {
    self.kind = kind
    let carried = kind.fields.enumerated().map { place, field in
      Column(name: field.rawValue, content: Content(field), bit: place, needed: [])
    }
    // A call's neighbours follow from other rows: no single row tells them.
    let derived = kind == .call ? [] : kind.derivedFields
    fields =
      carried
      + derived.map { field in
        let needed = kind.fields(neededBy: field.rawValue).compactMap { kind.fields.firstIndex(of: $0) }
        return Column(name: field.rawValue, content: Content(field), bit: nil, needed: needed)
      }
  }

  /// The first column: the kind of fact.
  package static let fact = Column(name: "fact", content: .text, bit: nil, needed: [])
  /// The last columns: the fields that the row's file has cells for, as bits; `parts` where rows of one key are legs of one call,
  /// `versions` where the newest counts; where the row stands.
  package static let trailing = [
    Column(name: "carried", content: .integer, bit: nil, needed: []),
    Column(name: "rows", content: .word(["parts", "versions"]), bit: nil, needed: []),
    Column(name: "source_file", content: .text, bit: nil, needed: []),
    Column(name: "source_line", content: .integer, bit: nil, needed: []),
  ]

  /// All columns, in order.
  package var columns: [Column] { [Self.fact] + fields + Self.trailing }

  /// The columns of a rejected row.
  package static let rejected: [(name: String, content: Content)] = [
    ("source_file", .text), ("source_line", .integer), ("column", .integer), ("header", .text), ("value", .text),
    ("reason", .text), ("detail", .text),
  ]
}

extension RecordSchema.Content {
  fileprivate init(_ field: FactField) {
    switch field.role {
    case .name: self = .name
    case .caller: self = .caller
    case .key, .title, .exported, .value:
      switch field.content {
      case .text: self = .text
      case .time: self = .time
      case .integer: self = .integer
      case .seconds: self = .seconds
      case .flag: self = .flag
      case .word(let vocabulary): self = .word(vocabulary.words)
      }
    }
  }
}

extension FieldRequirement {
  /// The fields as bits of a record's column `carried`.
  func bits(of kind: FactKind) -> Int64 {
    kind.fields.indices.reduce(0) { fields.contains(kind.fields[$1]) ? $0 | 1 << Int64($1) : $0 }
  }
}
