import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// Which facts a question is about: a period, and conditions with names as a person writes them.
package struct FactSelection: Sendable, Hashable {
  /// A dimension with the names that are wanted, aliases among them.
  package struct Condition: Sendable, Hashable {
    /// The dimension's name, such as `district`.
    package var dimension: String
    /// The names; one of them is enough.
    package var names: [String]

    /// Creates a condition.
    package init(_ dimension: String, _ names: [String]) {
      self.dimension = dimension
      self.names = names
    }

    /// Reads `district=黄浦区|静安区`.
    ///
    /// - Throws: a ``Diagnostic`` of kind usage when there is no `=`.
    package init(parsing text: String) throws {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw Self.problem(text) }
      // An answer repeats its conditions; no name holds a citizen's number.
      self.init(
        parts[0],
        parts[1].split(separator: "|", omittingEmptySubsequences: false).map { Masking.withoutNumbers(String($0)) })
    }

    /// The dimension.
    ///
    /// - Throws: a ``Diagnostic`` of kind usage with the dimensions that there are.
    func resolved(_ model: DataModel) throws -> Dimension {
      guard let known = model.dimension(named: dimension) else {
        throw Self.problem("\(dimension)=\(names.joined(separator: "|"))", model)
      }
      return known
    }

    private static func problem(_ text: String, _ model: DataModel = .builtIn) -> Diagnostic {
      let allowed = model.dimensions.map(\.rawValue)
      let shown = Masking.masked(text)
      return Diagnostic(
        .usage, found: LocalizedText(zh: "无法理解的条件“\(shown)”", en: "“\(shown)” is not a condition"),
        expected: LocalizedText(
          zh: "名=值，名可为：\(allowed.joined(separator: "、"))",
          en: "name=value, the name one of: \(allowed.joined(separator: ", "))"))
    }
  }

  /// The days.
  package var period: Period
  /// All of them must hold; several conditions on one dimension add up their names.
  package var conditions: [Condition]

  /// Creates a selection.
  package init(period: Period, conditions: [Condition] = []) {
    self.period = period
    self.conditions = conditions
  }

  /// The selection with canonical names.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for a dimension that is not known.
  func slice(_ engine: MetricEngine) throws -> Slice {
    var slice = Slice(period: period)
    for condition in conditions {
      let dimension = try condition.resolved(engine.catalog.model)
      slice.conditions[dimension, default: []] += try condition.names.map {
        try engine.data.canonicalName(of: $0.composed, in: dimension)
      }
    }
    return slice
  }
}
