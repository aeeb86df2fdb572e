import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension
import HotlineRender
import HotlineReports
import HotlineText

/// Draws up the sheets of districts and units: one of them, or a folder with all, an index and a manifest.
package struct DraftMemberSheets: Sendable {
  /// Whose sheets.
  package enum Selection: Sendable, Hashable {
    /// That of one district or unit, by a name as a person writes it.
    case one(dimension: String, name: String)
    /// Those of all members of some dimensions.
    case each(dimensions: [String])
  }

  /// Whose sheets.
  package var selection: Selection
  /// The time: whole months.
  package var period: Period
  /// What else is asked of them.
  package var request: ReportRequest

  /// Creates an order.
  package init(_ selection: Selection, period: Period, _ request: ReportRequest = ReportRequest()) {
    self.selection = selection
    self.period = period
    self.request = request
  }

  /// The dimensions whose members may have sheets.
  static let dimensions: [Dimension] = [.district, .unit]

  /// Reads whose sheets are wanted.
  ///
  /// - Parameter each: dimensions with commas.
  /// - Throws: a ``Diagnostic`` of kind usage when it is not said, or said twice.
  package static func selection(district: String?, unit: String?, each: String?) throws -> Selection {
    let ones = [("district", district), ("unit", unit)].compactMap { name, value in value.map { (name, $0) } }
    guard ones.count + (each == nil ? 0 : 1) == 1 else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(zh: "没有指明谁的情况单，或指明了几种", en: "it is not said, or said twice, whose sheet is wanted"),
        expected: LocalizedText(
          zh: "--district 名、--unit 名 或 --each district,unit 之一",
          en: "one of --district NAME, --unit NAME, --each district,unit"))
    }
    if let (dimension, name) = ones.first { return .one(dimension: dimension, name: name) }
    let words = (each ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let unknown = words.first { word in !dimensions.contains { $0.rawValue == word } }
    guard !words.isEmpty, unknown == nil else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "--each 不能是“\(Masking.masked(unknown ?? ""))”", en: "--each cannot be “\(Masking.masked(unknown ?? ""))”"),
        expected: LocalizedText(zh: "district、unit 或两者", en: "district, unit or both, with a comma"))
    }
    return .each(dimensions: words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
  }

  /// Checks the period.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for one that is not made of whole months.
  package static func check(period: Period) throws {
    guard period.first == period.first.month.firstDay, period.last == period.last.month.lastDay else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(period.text)”不是整月", en: "“\(period.text)” is not made of whole months"),
        expected: LocalizedText(zh: "如 2019-12、2019-Q4 或 2019", en: "such as 2019-12, 2019-Q4 or 2019"))
    }
  }

  /// Draws them up and writes them; a folder that was begun before is gone on with.
  ///
  /// - Parameter progress: told of each sheet that is written: how many are, of how many.
  /// - Returns: the text, or the paths of what was written.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read or a file not be written; what `progress` throws.
  package func run(
    in workspace: Workspace, to output: DocumentOutput, cancellation: Cancellation = .never,
    progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> DocumentOutput.Result {
    try Self.check(period: period)
    try SmallCellSuppression.checkThreshold(request.hiddenUnder)
    return try workspace.asking(cancellation) { engine in
      let form = try request.targets.definition(year: period.last.month.year, data: workspace.data, engine: engine)
      let engine = request.hiddenUnder.map(engine.publicVersion) ?? engine
      func sheets(_ dimension: Dimension) throws -> MemberSheets {
        try MemberSheets(dimension, period: period, engine: engine, form: form, language: request.language)
      }
      switch selection {
      case .one(let name, let member):
        guard let dimension = Self.dimensions.first(where: { $0.rawValue == name }) else { return .files([]) }
        let all = try sheets(dimension)
        let sheet = try all.sheet(all.member(named: member))
        return try output.write { [sheet.document(isPaged: $0.isPaged)] }
      case .each(let names):
        guard let folder = output.folder else {
          throw Diagnostic(
            .usage, found: LocalizedText(zh: "多份情况单不能作为一份文本输出", en: "several sheets cannot be printed as one text"),
            expected: LocalizedText(zh: "--out 目录", en: "--out DIR"))
        }
        let all = try Self.dimensions.filter { names.contains($0.rawValue) }.map(sheets)
        let name = "members-" + period.text.replacing("..", with: "_") + (request.hiddenUnder == nil ? "" : "-public")
        return .files(
          try MemberFolder(
            path: "\(folder)/\(name)", formats: output.formats, all: all, cancellation: cancellation
          ).write(progress: progress))
      }
    }
  }
}
