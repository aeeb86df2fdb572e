import HotlineText

/// Which facts a measure counts by the fields that their exports carry.
///
/// A field that no column carries is unknown: a fact without it is in no numerator and no denominator that needs it, and is
/// counted apart as not in the data.
package struct FieldRequirement: Sendable, Hashable {
  /// The fields.
  package let fields: Set<FactField>
  /// Whether facts are counted of which all the fields are carried; else those of which one is not.
  package let isCarried: Bool

  /// Whether a fact counts of which the exports carry these fields.
  package func holds(carried: Set<FactField>) -> Bool { fields.isSubset(of: carried) == isCarried }

  /// Says it in a word that is another one for each requirement.
  package var word: String {
    (isCarried ? "with " : "without ") + fields.map(\.rawValue).sorted().joined(separator: " ")
  }
}

extension Measure {
  /// The same measure over those facts alone of which the exports carry some fields.
  package func carrying(_ fields: Set<FactField>) -> Measure {
    fields.isEmpty ? self : requiring(FieldRequirement(fields: fields, isCarried: true))
  }

  /// The same measure over those facts alone of which the exports do not carry some fields.
  package func lacking(_ fields: Set<FactField>) -> Measure {
    let list = fields.map { $0.declaredName?.en ?? $0.rawValue }.sorted().joined(separator: ", ")
    return requiring(
      FieldRequirement(fields: fields, isCarried: false),
      name: LocalizedText(zh: "数据中没有 \(list)", en: "not in the data (\(list))"))
  }

  /// Whether the measure counts what is not in the data.
  package var countsUnknown: Bool { requirement?.isCarried == false }

  /// The fields that an export must carry for a fact to be counted rightly: those that the filter and the value read and the
  /// times that put a fact into a period, without those that every fact has and those that the measure can do without.
  package var neededFields: Set<FactField> {
    let names = columns.map { fact.columns[$0].name } + [time, matures].compactMap { $0 }
    return Set(names.flatMap(fact.fields(neededBy:))).subtracting(fact.requiredFields).subtracting(optional)
  }

  /// What of the filter is told by fields that every fact has: those facts that may be meant, as far as can be told.
  package var tellableFilter: MeasureExpression? {
    let required = Set(fact.requiredFields)
    let conditions = filter?.conjuncts.filter { condition in
      condition.root.columns.allSatisfy { column in
        required.isSuperset(of: fact.fields(neededBy: fact.columns[column].name))
      }
    }
    return MeasureExpression.all(of: conditions ?? [])
  }
}
