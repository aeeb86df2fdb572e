import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineStore
import HotlineText

/// Puts one field of one fact right by hand, in a source of its own.
package struct CorrectFact: Sendable {
  /// The kind of fact, such as `work_order`.
  package var kind: String
  /// The fact's key.
  package var key: String
  /// The fact's hotline; needed where several have a fact of this key.
  package var line: String?
  /// The field, as profiles name it.
  package var field: String
  /// The right value; empty for none.
  package var value: String
  /// Who corrects.
  package var by: String
  /// Why.
  package var reason: String

  /// Creates an order.
  package init(
    kind: String, key: String, line: String? = nil, field: String, value: String, by: String, reason: String
  ) {
    self.kind = kind
    self.key = key
    self.line = line
    self.field = field
    self.value = value
    self.by = by
    self.reason = reason
  }

  /// Does the work.
  ///
  /// - Returns: the correction as a source.
  /// - Throws: a ``Diagnostic`` when there is no such fact or field, or the value is none of the field.
  package func run(in workspace: Workspace) throws -> SourceReport {
    _ = try workspace.databaseForReading()
    let model = try workspace.model()
    guard let kind = model.kind(named: kind) else {
      throw Self.unknown(kind, among: model.kinds.map(\.rawValue))
    }
    guard let field = kind.field(named: field) else { throw Self.unknown(field, among: kind.fields.map(\.rawValue)) }
    let correction = Correction(
      kind: kind, key: key, line: line, field: field, value: value, by: by, reason: reason)
    return try workspace.databaseForWriting().correct(
      correction, at: Int64(Date().timeIntervalSince1970), measures: workspace.catalogWithoutWarning().measures)
  }

  private static func unknown(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .usage, found: LocalizedText(zh: "没有“\(name)”", en: "there is no “\(name)”"),
      expected: LocalizedText(
        zh: "可用：\(names.joined(separator: "、"))", en: "one of: \(names.joined(separator: ", "))"))
  }
}
