import Foundation
import HotlineModel

/// Tells what records hold: the columns of each kind of fact, with those that the data folder declares.
package struct ShowRecordSchema: Sendable {
  /// Creates the question.
  package init() {}

  /// The schema as JSON: keys sorted, the same for the same data folder.
  ///
  /// - Throws: a ``Diagnostic`` at a mistake in `model.yaml`.
  package func run(in workspace: Workspace) throws -> String {
    let kinds = try workspace.model().kinds.map { kind -> [String: Any] in
      let schema = RecordSchema(kind)
      return [
        "fact": kind.rawValue, "identity": kind.identifyingFields.map(\.rawValue),
        "columns": schema.columns.map { Self.description(of: $0, schema) },
      ]
    }
    let rejects = RecordSchema.rejected.map { ["name": $0.name, "type": $0.content.name] }
    let data = try JSONSerialization.data(
      withJSONObject: ["version": 1, "records": kinds, "rejects": rejects] as [String: Any],
      options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private static func description(of column: RecordSchema.Column, _ schema: RecordSchema) -> [String: Any] {
    var description: [String: Any] = ["name": column.name, "type": column.content.name]
    if let bit = column.bit { description["bit"] = bit }
    if case .word(let words) = column.content { description["words"] = words }
    if !column.needed.isEmpty { description["follows_from"] = column.needed.map { schema.fields[$0].name } }
    return description
  }
}
