import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

extension SourceReport {
  /// - Throws: a ``Diagnostic`` when a row was lost on the way from the file to the facts: a defect.
  func checkConserved(_ summary: ReadingSummary) throws {
    guard summary.isConserved, isConserved else {
      throw Diagnostic(
        at: .init(file: file),
        found: LocalizedText(zh: "行数核对不平：\(self)", en: "the rows do not add up: \(self)"),
        fix: LocalizedText(
          zh: "这是 hotline 的缺陷，请报告；文件未导入", en: "this is a defect of hotline, please report it; the file was not ingested"
        ))
    }
  }
}

extension ReadingSummary {
  /// - Throws: a ``Diagnostic`` when nothing can be taken of the file, or more rows are rejected than is allowed; it names the
  ///   commonest reasons.
  func checkRejects(_ rejects: RejectTally, file: String, options: IngestOptions) throws {
    let file = Masking.path(file)
    let rejected = counts.rejected
    guard rejects.count == rejected else {
      throw Diagnostic(
        at: .init(file: file),
        found: LocalizedText(
          zh: "行数核对不平：拒绝 \(rejected) 行，收到 \(rejects.count) 行",
          en: "the rows do not add up: \(rejected) rejected, \(rejects.count) received"),
        fix: LocalizedText(
          zh: "这是 hotline 的缺陷，请报告；文件未导入", en: "this is a defect of hotline, please report it; the file was not ingested"
        ))
    }
    let reasons = LocalizedText(
      zh: "主要原因：" + rejects.commonestReasons(file: file, .zh),
      en: "Mostly: " + rejects.commonestReasons(file: file, .en))
    if records == 0, rejected > 0 {
      throw Diagnostic(
        at: .init(file: file),
        found: LocalizedText(
          zh: "\(rejected) 行全部被拒，文件未导入。\(reasons.zh)",
          en: "all \(rejected) rows are rejected; the file was not ingested. \(reasons.en)"),
        fix: LocalizedText(zh: "请改正文件或配置", en: "mend the file or the profile"))
    }
    let dataRows = records + rejected
    let allowed = options.rejectsAllowed(ofRows: dataRows)
    guard rejected > allowed else { return }
    throw Diagnostic(
      at: .init(file: file),
      found: LocalizedText(
        zh: "\(dataRows) 行中有 \(rejected) 行被拒（上限 \(allowed)），文件未导入。\(reasons.zh)",
        en:
          "\(rejected) of \(dataRows) rows are rejected (at most \(allowed)); the file was not ingested. \(reasons.en)"),
      fix: LocalizedText(
        zh: "请改正文件或配置；确要导入时用 --max-rejects 放宽",
        en: "mend the file or the profile; to ingest it all the same, raise --max-rejects"))
  }
}
