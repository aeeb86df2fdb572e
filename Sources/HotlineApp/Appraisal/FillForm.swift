import Foundation
import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineOffice
import HotlineRenderDOCX
import HotlineRenderXLSX
import HotlineReports
import HotlineText

/// Fills the empty cells of a form that somebody else made, a Word file or a workbook, from a draft, and leaves all else as it is.
package struct FillForm: Sendable {
  /// The form's definition.
  package var form: String
  /// The file to be filled; it is not changed.
  package var template: String
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?

  /// Creates an order.
  package init(form: String, template: String, asOf: Int64? = nil) {
    self.form = form
    self.template = template
    self.asOf = asOf
  }

  /// What was done.
  package struct Outcome: Sendable {
    /// The file that was written, beside the template.
    package let file: String
    /// What was filled, what stood there already, and what has no place.
    package let filling: FormFilling
    /// What cells are called, where they have names: `自评表!B7`.
    package let names: [FormFilling.Place: String]
    /// Whether the file has formulas, whose results a spreadsheet works out anew only when it is told to.
    package let hasFormulas: Bool
  }

  /// - Throws: a ``Diagnostic`` when the database, the definition or the template cannot be read, or the file not be written.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Outcome {
    let parts = try reading { try ZipParts.all(of: template) }
    let isWorkbook = WorkbookForm.isOne(parts)
    let office = try reading { () throws -> any OfficeForm in
      if isWorkbook { return try WorkbookForm(parts) }
      return try WordForm(parts)
    }
    let grid = office.grid
    let sheet = try workspace.drafting(form, asOf: asOf, cancellation) { draft, _ in
      FormDocument(draft, language: .zh).sheet()
    }
    let values = try FilledForm(sheet)
    let rows = grid.enumerated().map { index, cells in
      FormCells.Row(place: .init(file: template, line: index + 1), cells: cells)
    }
    let places = grid.enumerated().flatMap { index, cells in
      cells.filter { !$0.isContinued }.map { cell in
        (
          FormFilling.Place(row: index, column: cell.column),
          cell.boxes.map { FormFilling.Box(label: $0.label, isTicked: $0.isTicked) }
        )
      }
    }
    let filling = FormFilling(values, into: rows, cells: Dictionary(places) { first, _ in first })
    var texts: [(row: Int, cell: Int, text: String)] = []
    var ticks: [(row: Int, cell: Int, box: Int)] = []
    for item in filling.items where item.isFilled {
      guard let cell = grid[item.place.row].firstIndex(where: { $0.column == item.place.column }) else { continue }
      if let box = item.box {
        ticks.append((item.place.row, cell, box))
      } else {
        texts.append((item.place.row, cell, item.value))
      }
    }
    // A workbook with macros is none without them to Excel.
    let ending = isWorkbook ? template.lowercased().hasSuffix(".xlsm") ? "xlsm" : "xlsx" : "docx"
    let file = DocumentFile.unused(
      template.replacing(/\.(docx|xlsx|xlsm)$/.ignoresCase(), with: "") + "-filled", ending)
    try DocumentFile.write(reading { try office.filled(texts, ticks: ticks) }, to: file)
    let names = grid.enumerated().flatMap { index, cells in
      cells.filter { !$0.name.isEmpty }.map { (FormFilling.Place(row: index, column: $0.column), $0.name) }
    }
    return Outcome(
      file: file, filling: filling, names: Dictionary(names) { first, _ in first },
      hasFormulas: (office as? WorkbookForm)?.hasFormulas ?? false)
  }

  private func reading<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as OfficeError {
      throw Diagnostic(at: .init(file: template), found: error.found)
    }
  }
}

extension FormCells.Row {
  /// The cells of a table's row over its grid.
  fileprivate init(place: Diagnostic.Place, cells: [OfficeCell]) {
    var texts: [String] = []
    var origins: [Int] = []
    for cell in cells {
      while texts.count < cell.column {
        origins.append(texts.count)
        texts.append("")
      }
      texts.append(cell.isContinued ? "" : cell.text)
      texts += [String](repeating: "", count: cell.columns - 1)
      origins += [Int](repeating: cell.column, count: cell.columns)
    }
    self.init(place: place, cells: texts, origins: origins)
  }
}

extension FilledForm {
  /// A form as it is handed in, read as any other.
  fileprivate init(_ sheet: Document) throws {
    let tables = sheet.sections.flatMap(\.blocks).compactMap { block -> ReportTable? in
      if case .table(let table) = block { table } else { nil }
    }
    let rows = tables.flatMap { table -> [[String]] in
      (table.showsHeader ? [table.columns.map(\.header)] : []) + TextTable(table).rows
    }
    let cells = FormCells(
      rows: rows.enumerated().map {
        FormCells.Row(place: .init(file: sheet.name, line: $0.offset + 1), cells: $0.element)
      })
    guard let form = try FilledForm.forms(in: cells, file: sheet.name).first else {
      throw Diagnostic(found: LocalizedText(zh: "没有自评表", en: "there is no form"))
    }
    self = form
  }
}
