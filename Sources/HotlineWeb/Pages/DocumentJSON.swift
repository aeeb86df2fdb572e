import Foundation
import HotlineDocument
import HotlineText

/// A document for programs: its sections with sentences, cards and tables. Numbers are numbers, absent values `null`; rates are fractions.
struct DocumentJSON {
  let document: Document

  /// The text; the same for the same document.
  func text() throws -> String {
    let object: [String: Any] = [
      "name": document.name, "title": document.title, "subtitle": document.subtitle,
      "language": document.language.rawValue, "as_of": document.asOf.text,
      "notice": document.notice.map { $0.plain as Any } ?? NSNull(), "sections": document.sections.map(section),
      "evidence": document.evidence.map(evidence),
    ]
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private func section(_ section: Document.Section) -> [String: Any] {
    var object: [String: Any] = ["id": section.anchor.id, "title": section.title]
    var sentences: [String] = []
    var tables: [[String: Any]] = []
    for block in section.blocks {
      switch block {
      case .paragraph(let text), .remark(let text): sentences.append(text.plain)
      case .keySentences(let texts), .list(let texts): sentences += texts.map(\.plain)
      case .cards(let cards): object["cards"] = cards.map(card)
      case .table(let table): tables.append(self.table(table, name: table.anchor?.id ?? section.anchor.id))
      case .figure(let figure) where figure.numbers == nil:
        tables.append(table(figure.table(document.language), name: figure.anchor.id))
      case .figure: break
      }
    }
    object["sentences"] = sentences
    object["tables"] = tables
    object["sections"] = section.sections.map(self.section)
    return object
  }

  private func card(_ card: KPICard) -> [String: Any] {
    [
      "name": card.name, "value": value(card.value), "counts": card.counts,
      "numerator": card.pair.map { $0.numerator as Any } ?? NSNull(),
      "denominator": card.pair.map { $0.denominator as Any } ?? NSNull(),
      "target": card.target.map { $0 as Any } ?? NSNull(), "status": card.status.rawValue,
      "note": card.note.map { $0 as Any } ?? NSNull(),
    ]
  }

  private func table(_ table: ReportTable, name: String) -> [String: Any] {
    let rows = table.placed.map { row -> [Any] in
      var values = [Any](repeating: NSNull(), count: table.columns.count)
      for placed in row { values[placed.column] = value(placed.cell) }
      return values
    }
    return ["id": name, "caption": table.caption, "columns": table.columns.map(\.header), "rows": rows]
  }

  private func value(_ cell: ReportTable.Cell) -> Any {
    switch cell.content {
    case .text(let text): text.plain
    case .number(let value, _): value.isFinite ? value : NSNull()
    case .absent: NSNull()
    }
  }

  private func evidence(_ evidence: Evidence) -> [String: Any] {
    func terms(_ terms: [Evidence.Term]) -> [[String: Any]] {
      terms.map { ["measure": $0.measure, "sum": $0.sum ?? NSNull(), "sql": $0.sql] }
    }
    return [
      "id": evidence.anchor.id, "metric": evidence.metric, "period": evidence.period,
      "conditions": evidence.conditions, "value": value(evidence.value), "definition": evidence.definition,
      "formula": evidence.formula, "numerator": terms(evidence.numerator),
      "denominator": terms(evidence.denominator), "left_out": terms(evidence.leftOut), "files": evidence.files,
    ]
  }
}

extension Document {
  /// Its tables and cards, each with a name, in the order of the document.
  var tables: [(name: String, section: String, table: ReportTable)] { sections.flatMap { tables(of: $0) } }

  private func tables(of section: Section) -> [(name: String, section: String, table: ReportTable)] {
    let own = section.blocks.compactMap { block -> (String, String, ReportTable)? in
      switch block {
      case .table(let table): (table.anchor?.id ?? section.anchor.id, section.title, table)
      case .figure(let figure) where figure.numbers == nil:
        (figure.anchor.id, figure.title, figure.table(language))
      case .cards(let cards): (section.anchor.id, section.title, cards.table(language))
      default: nil
      }
    }
    return own + section.sections.flatMap { tables(of: $0) }
  }
}
