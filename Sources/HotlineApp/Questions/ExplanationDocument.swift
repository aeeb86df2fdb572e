import Foundation
import HotlineCalendar
import HotlineMetrics
import HotlineText

/// The JSON of `hotline explain --format json`.
package struct ExplanationDocument {
  private let explanation: Explanation
  private let language: Language

  /// The document of an explanation, its texts in the given language.
  package init(_ explanation: Explanation, language: Language) {
    self.explanation = explanation
    self.language = language
  }

  /// The document's bytes as text: keys sorted, the same for the same data.
  package func json() throws -> String {
    let metric = explanation.value.metric
    var document: [String: Any] = [
      "metric": metric.id, "definition": metric.definition(language), "formula": metric.formula,
      "source": metric.source,
      "from": explanation.slice.period.first.iso, "to": explanation.slice.period.last.iso,
      "as_of": LocalTime.text(explanation.asOf),
      "notes": explanation.value.notes.map { $0(language) },
    ]
    document["value"] = explanation.value.value ?? NSNull()
    document["numerator"] = [
      "value": explanation.value.numerator as Any, "sql": explanation.numeratorSQL as Any,
      "measures": explanation.numerator.map(\.measure.id),
    ]
    if let sql = explanation.denominatorSQL {
      document["denominator"] = [
        "value": explanation.value.denominator as Any, "sql": sql,
        "measures": explanation.denominator.map(\.measure.id),
      ]
    }
    let data = try JSONSerialization.data(
      withJSONObject: document, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }
}
