import HotlineText

/// A report as any renderer can draw it: texts, numbers, tables and charts that are already computed. A renderer computes
/// no KPI and asks no database.
package struct Document: Sendable, Hashable {
  /// The name of its files, without language and extension: `monthly-2019-12`.
  package var name: String
  /// The title.
  package var title: String
  /// A line under the title: whose report it is, over which time.
  package var subtitle: String
  /// The language of all texts.
  package var language: Language
  /// What must be seen wherever the document is shown, such as that its data are made up.
  package var notice: RichText?
  /// The moment up to which the data speak; also the creation date of files that carry one.
  package var asOf: Moment
  /// The chapters.
  package var sections: [Section]
  /// Where the figures come from; drawn as the last chapter.
  package var evidence: [Evidence]
  /// Its figures in long form, one row each, for spreadsheets: a sheet of their own in a workbook, nothing elsewhere.
  package var data: ReportTable?
  /// Whether it is a form that is handed in as it is: on paper its blocks stand alone, without title, as-of moment and links.
  package var isPrintedForm = false

  /// Creates a document.
  package init(
    name: String, title: String, subtitle: String = "", language: Language, notice: RichText? = nil, asOf: Moment,
    sections: [Section] = [], evidence: [Evidence] = []
  ) {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.notice = notice
    self.asOf = asOf
    self.sections = sections
    self.evidence = evidence
  }

  /// A moment, and how the document prints it: renderers know no time zone.
  package struct Moment: Sendable, Hashable {
    /// The moment in Unix seconds.
    package var seconds: Int64
    /// Day, time and whose clock it is: `2020-01-01 00:00（上海时间）`.
    package var text: String

    /// Creates a moment.
    package init(_ seconds: Int64, text: String) {
      self.seconds = seconds
      self.text = text
    }
  }

  /// A chapter; in a workbook, a sheet.
  package struct Section: Sendable, Hashable {
    /// Where links lead to it.
    package var anchor: Anchor
    /// The heading.
    package var title: String
    /// The name of its sheet in a workbook; a chapter's title unless given.
    package var sheetName: String?
    /// What stands under the heading, before the subsections.
    package var blocks: [Block]
    /// Subsections; in a workbook they stand on their chapter's sheet, or on their own if they name one.
    package var sections: [Section]

    /// Creates a section.
    package init(
      _ anchor: Anchor, _ title: String, sheetName: String? = nil, blocks: [Block] = [], sections: [Section] = []
    ) {
      self.anchor = anchor
      self.title = title
      self.sheetName = sheetName
      self.blocks = blocks
      self.sections = sections
    }
  }

  /// One thing in a section.
  package enum Block: Sendable, Hashable {
    /// A paragraph.
    case paragraph(RichText)
    /// The few sentences that say what matters; drawn large.
    case keySentences([RichText])
    /// A list.
    case list([RichText])
    /// A remark that must not be overlooked.
    case remark(RichText)
    /// Headline KPIs.
    case cards([KPICard])
    /// A table.
    case table(ReportTable)
    /// A chart with its title and note.
    case figure(Figure)
  }
}
