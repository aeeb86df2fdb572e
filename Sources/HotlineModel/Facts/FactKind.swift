import HotlineText

/// A kind of fact: what an export's rows say something of, and what measures are counted over.
///
/// Everything that is known of a kind's fields stands in one table, `FactKinds.swift`. Kinds are compared by their names.
package struct FactKind: Sendable, RawRepresentable, CaseIterable, Codable {
  /// What the table says of one field.
  package struct Description: Sendable {
    /// The field: name, content, role.
    package let field: FactField
    /// Whether a row without it is rejected.
    package private(set) var isRequired = false
    /// Whether it tells when something happened: the latest such time tells how much a row knows of.
    private(set) var isEvent = false
    /// The field's place among those by which facts belong to a period; `nil` for one by which they do not.
    private(set) var periodRank: Int?
    /// The fields that it follows from; empty for one that exports carry.
    private(set) var derivedFrom: [FactField] = []
    /// Of these, the ones without which nothing follows.
    private(set) var neededOf: [FactField] = []
    /// Whether it names the fact where the export has no name for it: made of the event's day and of all names.
    private(set) var isComposed = false
    /// Whether it tells a day and no clock.
    private(set) var isWholeDay = false
    /// Whether it is stored with the fact; else it is worked out when it is asked for.
    private(set) var isStored = true

    init(_ field: FactField) { self.field = field }

    var required: Description { with { $0.isRequired = true } }
    var event: Description { with { $0.isEvent = true } }
    var composed: Description { with { $0.isComposed = true } }
    var wholeDay: Description { with { $0.isWholeDay = true } }
    func period(_ rank: Int) -> Description { with { $0.periodRank = rank } }
    /// - Parameter needing: the fields without which it does not follow; all of them unless given.
    func derived(
      from fields: FactField..., needing needed: [FactField]? = nil, isStored: Bool = true
    ) -> Description {
      with {
        $0.derivedFrom = fields
        $0.neededOf = needed ?? fields
        $0.isStored = isStored
      }
    }

    private func with(_ change: (inout Description) -> Void) -> Description {
      var description = self
      change(&description)
      return description
    }
  }

  /// What follows from the table. An object: kinds are passed about by the thousand.
  private final class Definition: Sendable {
    let rawValue: String
    let name: LocalizedText
    let descriptions: [Description]
    let fields: [FactField]
    let requiredFields: [FactField]
    let eventFields: [FactField]
    let keyFields: [FactField]
    let isDaily: Bool
    let derivedFields: [FactField]
    let timeColumns: [String]
    let dimensions: [Dimension]
    let columns: [FactColumn]

    init(_ rawValue: String, _ name: LocalizedText, _ descriptions: [Description]) {
      self.rawValue = rawValue
      self.name = name
      self.descriptions = descriptions
      let carried = descriptions.filter(\.derivedFrom.isEmpty)
      fields = carried.map(\.field)
      requiredFields = carried.filter(\.isRequired).map(\.field)
      eventFields = carried.filter(\.isEvent).map(\.field)
      isDaily = carried.contains(where: \.isWholeDay)
      keyFields = carried.contains(where: \.isComposed) ? eventFields + fields.filter { $0.dimension != nil } : []
      derivedFields = descriptions.filter { !$0.derivedFrom.isEmpty && $0.isStored }.map(\.field)
      timeColumns = descriptions.compactMap { description in
        description.periodRank.map { (rank: $0, name: description.field.rawValue) }
      }.sorted { $0.rank < $1.rank }.map(\.name)
      dimensions = fields.compactMap(\.dimension).sorted { $0.index < $1.index }
      // Names, words, numbers, the caller's pseudonym, what follows from others; declared ones behind them, so that the
      // places of built-in columns are the same in every model.
      let declared = fields.filter(\.isDeclared)
      let values = fields.filter { $0.role == .value && !$0.isDeclared }
      let numbers = values.filter { !$0.isWord } + fields.filter { $0.role == .caller }
      let derived = descriptions.filter { !$0.derivedFrom.isEmpty }.map(\.field)
      columns =
        dimensions.filter { !$0.isDeclared }.map { FactColumn($0) } + values.filter(\.isWord).map { FactColumn($0) }
        + (numbers + derived).map { FactColumn($0) }
        + declared.map { field in field.dimension.map { FactColumn($0) } ?? FactColumn(field) }
    }
  }

  private let definition: Definition

  init(_ rawValue: String, _ name: LocalizedText, _ descriptions: [Description]) {
    definition = Definition(rawValue, name, descriptions)
  }

  /// The kind with declared fields behind those that exports carry.
  func with(_ declared: [FactField]) -> FactKind {
    guard !declared.isEmpty else { return self }
    let carried = descriptions.filter(\.derivedFrom.isEmpty)
    let derived = descriptions.filter { !$0.derivedFrom.isEmpty }
    return FactKind(rawValue, name, carried + declared.map(Description.init) + derived)
  }

  /// The built-in kind of a name.
  package init?(rawValue: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = kind
  }

  /// The kind's name in files: `work_order`.
  package var rawValue: String { definition.rawValue }
  /// The kind's name for messages.
  package var name: LocalizedText { definition.name }
  /// What is known of each field.
  var descriptions: [Description] { definition.descriptions }
  /// The fields that exports carry, in the order of a record's cells.
  package var fields: [FactField] { definition.fields }
  /// The fields without which a record is rejected.
  package var requiredFields: [FactField] { definition.requiredFields }
  /// The fields by which a fact is told from the others: its key, and its hotline where keys are a hotline's own.
  package var identifyingFields: [FactField] { requiredFields.filter { [.key, .line].contains($0) } }
  /// The times of what has happened, in the order in which it happens.
  package var eventFields: [FactField] { definition.eventFields }
  /// The fields that make the key of a fact that its export does not name; empty where exports name each.
  package var keyFields: [FactField] { definition.keyFields }
  /// Whether its events are days: a fact speaks up to its day's end, and of no hour.
  package var isDaily: Bool { definition.isDaily }
  /// The fields that are stored and follow from others.
  package var derivedFields: [FactField] { definition.derivedFields }
  /// The columns that facts of this kind can be timed by; the first is the one coverage is told by. Empty for a roster, which is
  /// taken as it stands.
  package var timeColumns: [String] { definition.timeColumns }
  /// The dimensions by which the fact can be broken down.
  package var dimensions: [Dimension] { definition.dimensions }
  /// The columns that filters may read, in the order of an evaluator's cells.
  package var columns: [FactColumn] { definition.columns }
  /// The view for people and for the SQL that `explain` prints.
  package var view: String { "\(rawValue)_view" }

  /// The field of a name among those that exports carry.
  package func field(named name: String) -> FactField? { fields.first { $0.rawValue == name } }

  /// The fields that an export must carry for a column to be known: itself, or those without which it does not follow.
  package func fields(neededBy column: String) -> [FactField] {
    guard let description = descriptions.first(where: { $0.field.rawValue == column }) else { return [] }
    return description.derivedFrom.isEmpty ? [description.field] : description.neededOf
  }

  /// Whether a column follows from when the fact was last exported: then a newer export that says the same changes sums.
  package var followsExport: Bool { descriptions.contains { $0.derivedFrom.contains(.exportedAt) } }

  /// The fields of a record on which a column stands: itself, or those that it follows from.
  package func fields(behind column: String) -> [FactField] {
    guard let description = descriptions.first(where: { $0.field.rawValue == column }) else { return [] }
    return description.derivedFrom.isEmpty ? [description.field] : description.derivedFrom
  }
}

extension FactKind: Hashable {
  /// Whether two kinds are the same.
  package static func == (left: FactKind, right: FactKind) -> Bool {
    left.definition === right.definition || left.rawValue == right.rawValue
  }

  /// Hashes the kind's name.
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// A column that a filter may read.
package struct FactColumn: Sendable, Hashable {
  /// What its values are.
  package enum Content: Sendable, Hashable {
    /// A time in Unix seconds, a count, a duration or a flag (0 or 1).
    case number
    /// A word of a fixed vocabulary.
    case word(Vocabulary)
    /// A canonical name.
    case dimension(Dimension)
  }

  /// The name in filters and in the view.
  package let name: String
  /// What its values are.
  package let content: Content
  /// Whether `data/model.yaml` declares it.
  package let isDeclared: Bool
  /// What no number of it is beyond, whatever its sign.
  package let bound: Int64
}

extension FactColumn {
  fileprivate init(_ dimension: Dimension) {
    name = dimension.rawValue
    content = .dimension(dimension)
    isDeclared = dimension.isDeclared
    bound = 0
  }

  fileprivate init(_ field: FactField) {
    name = field.rawValue
    isDeclared = field.isDeclared
    bound = field.content.bound
    if case .word(let vocabulary) = field.content { content = .word(vocabulary) } else { content = .number }
  }
}

extension FactField {
  /// The dimension that the field names; `nil` for other fields.
  package var dimension: Dimension? {
    if case .name(let dimension) = role { return dimension }
    return nil
  }

  fileprivate var isWord: Bool {
    if case .word = content { return true }
    return false
  }
}
