import HotlineCalendar
import HotlineModel

extension MetricEngine {
  /// What was noticed in the files of a period about the fields on which metrics stand: words that no vocabulary knows, values
  /// that could not be read, contradictions, fields that a file lacks and earlier ones had.
  package func remarks(on metrics: [Metric], in period: Period) throws -> [(file: String, remark: ReadingRemark)] {
    let measures = metrics.flatMap { $0.numerator + $0.denominator + $0.leftOut + [$0.unknown].compactMap { $0 } }
    let fields = Dictionary(grouping: measures, by: \.fact).mapValues { measures in
      measures.reduce(into: Set<FactField>()) { $0.formUnion($1.fields) }
    }
    return try data.sources(of: period).flatMap { source in
      source.remarks.compactMap { remark in
        guard let field = remark.field, fields[source.kind]?.contains(field) == true else { return nil }
        return (source.file, remark)
      }
    }
  }
}
