import HotlineAppraisal
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// A document by which somebody vouches for a fact, as a file: it is attached by its place and its hash, and not copied.
package struct AttachedDocument: Sendable, Hashable {
  /// Where it is, as the form's file names it.
  package let path: String
  /// Its SHA-256, hexadecimal.
  package let sha256: String

  /// Creates a reference.
  package init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

/// What somebody vouches for: a judgement of an indicator, or another of its facts.
package struct VouchedPlace: Sendable, Hashable {
  /// The indicator's id in the form.
  package let indicator: String
  /// Whether it is the judgement of the indicator's degree.
  package let isJudgement: Bool
}

/// What an auditor asks for, as files: for each indicator its definitions, SQL, counts by month and the rows that missed
/// (file and line); for each attested fact its document with its hash; and the source files with their SHA-256.
package struct EvidencePack: Sendable {
  /// The name of the document that lists all others.
  package static let index = "README"

  /// What a file of the pack holds.
  package enum Content: Sendable {
    /// A text to be read.
    case document(Document)
    /// Rows to be counted again.
    case table(ReportTable)
  }

  private let evidence: IndicatorEvidence
  private let attached: @Sendable (String, VouchedPlace) -> [AttachedDocument]
  private var draft: AppraisalDraft { evidence.draft }
  private var language: Language { evidence.language }

  /// Reads the sources; the rest is read as it is written.
  ///
  /// - Parameter attached: the files that a document's name may mean where somebody vouches by it: none, one, or several of one name.
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package init(
    draft: AppraisalDraft, engine: MetricEngine, language: Language,
    attached: @escaping @Sendable (String, VouchedPlace) -> [AttachedDocument] = { _, _ in [] }
  ) throws {
    self.attached = attached
    evidence = try IndicatorEvidence(draft, engine: engine, language: language)
  }

  /// Makes the files, one at a time: a document for each indicator, a table for each list of rows, `sources` and `README`.
  ///
  /// - Parameter write: receives a file's name, without extension, and what it holds.
  /// - Throws: a ``Diagnostic`` when the database cannot be read, and what `write` throws.
  package func makeFiles(_ write: (_ name: String, _ content: Content) throws -> Void) throws {
    var index = ReportTable(columns: [
      .init(language("指标", "indicator")), .init(language("权重", "weight"), .trailing),
      .init(language("自评分", "score"), .trailing), .init(language("文件", "file")),
    ])
    for (number, row) in draft.indicators.enumerated() {
      let name = "\(number + 1 < 10 ? "0" : "")\(number + 1)-\(row.indicator.id.fileName)"
      try write(name, .document(try document(row, name: name, write: write)))
      index.rows.append([
        .text(row.indicator.name(language)).asHeader, .text(NumberText.count(row.indicator.weight)),
        .text(evidence.tables.score(row)), .text(.file("\(name).md", at: "\(name).md")),
      ])
    }
    try write("sources", .table(sourceTable(isListing: false)))
    try write("documents", .table(documentTable(isListing: false)))
    let project = draft.form.header.project(language)
    try write(
      Self.index,
      .document(
        document(
          Self.index, title: language("佐证材料：\(project)", "Evidence: \(project)"),
          sections: [
            Document.Section("indicators", language("指标", "Indicators"), blocks: [.table(index)]),
            Document.Section(
              "documents", language("证明材料", "Documents"), blocks: [.table(documentTable(isListing: true))]),
            Document.Section(
              "sources", language("来源文件", "Source files"), blocks: [.table(sourceTable(isListing: true))]),
          ])))
  }

  private func document(
    _ name: String, title: String, sections: [Document.Section], evidence: [Evidence] = []
  ) -> Document {
    Document(
      name: name, title: title, subtitle: draft.form.period.text, language: language,
      notice: draft.isSimulated ? .simulatedForm(language) : nil, asOf: .init(asOf: draft.asOf, language),
      sections: sections, evidence: evidence)
  }

  /// The documents by which somebody vouches for something, each with its file.
  ///
  /// - Parameter isListing: whether people read it; else a program.
  private func documentTable(isListing: Bool) -> ReportTable {
    func header(_ zh: String, _ en: String) -> ReportTable.Column { .init(isListing ? language(zh, en) : en) }
    var table = ReportTable(columns: [
      header("指标", "indicator"), header("事实", "fact"), header("确认人", "by"), header("日期", "on"),
      header("依据", "document"), header("文件", "file"), .init("sha256"),
    ])
    for row in draft.indicators {
      var vouched = evidence.components(of: row).compactMap { component -> (String, Attestation, Bool)? in
        guard case .fact(let fact) = component.content else { return nil }
        return fact.attestation.map { (component.name(language), $0, false) }
      }
      if let judgement = row.indicator.judgement {
        vouched.append((judgement.level.name(language), judgement.attestation, true))
      }
      for (fact, attestation, isJudgement) in vouched {
        let place = VouchedPlace(indicator: row.indicator.id, isJudgement: isJudgement)
        let files = attached(attestation.document, place)
        table.append([
          row.indicator.name(language), fact, attestation.by, attestation.on.iso, attestation.document,
          files.isEmpty && isListing ? noFile : files.map(\.path).joined(separator: "; "),
          files.map(\.sha256).joined(separator: "; "),
        ])
      }
    }
    return table
  }

  private var noFile: String { language("无此文件，原件另存", "no such file: kept elsewhere") }

  /// The file of the document by which somebody vouches for a fact; all of them where several bear its name.
  private func attachment(_ fact: AttestedFact, of row: IndicatorDraft) -> [Document.Block] {
    guard let document = fact.attestation?.document else { return [] }
    let label = RichText(language("附件：", "Attached: "))
    let files = attached(document, VouchedPlace(indicator: row.indicator.id, isJudgement: false))
    guard !files.isEmpty else { return [.paragraph(label + RichText(noFile))] }
    return files.map { .paragraph(label + .code($0.path) + RichText("  SHA-256 ") + .code($0.sha256)) }
  }

  /// The source files.
  ///
  /// - Parameter isListing: whether people read it; else a program.
  private func sourceTable(isListing: Bool) -> ReportTable {
    func header(_ zh: String, _ en: String) -> String { isListing ? language(zh, en) : en }
    func count(_ rows: Int) -> String { isListing ? NumberText.count(Double(rows)) : String(rows) }
    var table = ReportTable(columns: [
      .init(header("文件", "file")), .init(header("种类", "kind")), .init(header("行数", "rows"), .trailing),
      .init(header("拒绝", "rejected"), .trailing), .init("sha256"),
    ])
    table.texts = evidence.sources.map {
      [
        $0.file, isListing ? $0.kind.name(language) : $0.kind.rawValue, count($0.rows), count($0.rejected), $0.sha256,
      ]
    }
    return table
  }

  private func document(
    _ row: IndicatorDraft, name: String, write: (_ name: String, _ content: Content) throws -> Void
  ) throws -> Document {
    var sections = [
      Document.Section(
        "steps", language("评分步骤", "Steps of the score"),
        blocks: evidence.scoring(row) + [.paragraph(.strong(evidence.score(row)))])
    ]
    var explained: [Evidence] = []
    for (index, component) in evidence.components(of: row).enumerated() {
      var section = Document.Section(Anchor("component-\(index + 1)"), component.name(language))
      switch component.content {
      case .fact(let fact): section.blocks = [evidence.attestation(fact)] + attachment(fact, of: row)
      case .quotient(let quotient):
        section.blocks = [evidence.division(quotient)]
        for (index, term) in [quotient.over, quotient.under].enumerated() {
          let slice = Slice(period: draft.form.period, conditions: term.conditions)
          let item = try evidence.evidence(
            term.metric, slice: slice, anchor: section.anchor.appending("evidence-\(index + 1)"))
          explained.append(item)
          section.blocks.append(
            .paragraph(RichText("\(item.title): ") + .link(item.value.text, to: item.anchor)))
        }
      case .metric(let metric, let conditions):
        let slice = Slice(period: draft.form.period, conditions: conditions)
        let item = try evidence.evidence(metric, slice: slice, anchor: section.anchor.appending("evidence"))
        explained.append(item)
        section.blocks = [
          .paragraph(RichText(language("数值：", "Value: ")) + .link(item.value.text, to: item.anchor))
        ]
        section.blocks += try evidence.months(component, metric, slice: slice, anchor: section.anchor)
        let rows = try evidence.rows(component, metric, slice: slice, limit: Int(Int32.max))
        let file = "\(name)-\(index + 1)-rows"
        if let rows, !rows.rows.isEmpty { try write(file, .table(ReportTable(rows.rows))) }
        section.blocks.append(
          .paragraph(text(rows, file: file, otherwise: slice.command(explaining: metric, rows: .numerator))))
      }
      sections.append(section)
    }
    return document(name, title: row.indicator.name(language), sections: sections, evidence: explained)
  }

  /// Where the rows are listed.
  private func text(_ found: IndicatorEvidence.Rows?, file: String, otherwise command: String) -> RichText {
    guard let found else { return RichText(language("明细：", "Rows: ")) + .code(command) }
    guard !found.rows.isEmpty else { return RichText(language("没有未达标的明细。", "No row missed.")) }
    let count = found.rows.count
    let title =
      found.part == .numerator
      ? language("计入的明细 \(count) 行：", "\(count) rows counted: ")
      : language("未达标的明细 \(count) 行：", "\(count) rows missed: ")
    return RichText(title) + .code("\(file).csv")
  }
}

extension String {
  /// The text as part of a file's name: nothing that could lead out of the folder.
  fileprivate var fileName: String {
    let name = map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "_" }
    return String(String(name).prefix(60))
  }
}
