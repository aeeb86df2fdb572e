import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText
import ReaderCheck
import Testing

/// Values at the edge of every type, in every column of every kind of export.
@Suite("Hostile values")
struct HostileValueTests {
  /// A log with a good row under its header.
  struct Log: Sendable, CustomTestStringConvertible {
    let profile: String
    let header: String
    let row: String
    var testDescription: String { profile }
  }

  static let logs = [
    Log(
      profile: "calls-zh",
      header: "呼叫编号,热线,呼叫方向,主叫号码,呼入时间,应答时间,结束时间,排队时长,振铃时长,通话时长,呼叫结果,坐席工号,行政区,承办单位,业务类别,三方转接,是否解决,满意度",
      row:
        "A1,962200,呼入,13800001111,2019-03-04 08:00:00,2019-03-04 08:00:09,2019-03-04 08:03:00,5,4,171,接通,G1,黄浦区,社会救助处,低保,成功,是,满意"
    ),
    Log(
      profile: "calls-clink",
      header:
        "UniqueId,Hotline,StartTime,BridgeTime,EndTime,IbWaitDuration,IbRingingDuration,BridgeDuration,CustomerNumber,Cno",
      row: "u.1,962200,1551657600,1551657609,1551657780,5,4,171,13800001111,7"),
    Log(
      profile: "work-orders-zh",
      header: "工单编号,热线,诉求类型,工单状态,受理时间,先行联系时间,先行联系时限,办理时限,延期时限,办结时间,先行联系,重办次数,办理结果,满意度,联系电话,行政区,承办单位,业务类别,导出时间",
      row:
        "G1,12345,投诉,办结,2019-03-04 08:00:00,2019-03-04 10:00:00,2019-03-05,2019-03-11,2019-03-20,2019-03-08 09:00:00,是,1,实际解决,满意,13800001111,黄浦区,社会救助处,低保,2019-04-01"
    ),
    Log(
      profile: "activities-zh", header: "活动编号,热线,活动类型,标题,日期,回应咨询数,数量", row: "H1,962200,直播,一门式,2019-03-04,3,1"),
    Log(profile: "agents-zh", header: "工号,热线,出生日期,入职日期,离职日期", row: "G1,962200,1990-01-01,2015-01-01,2019-01-01"),
    Log(profile: "budget-zh", header: "项目,年度,预算金额(元),上年预算金额(元),执行金额(元)", row: "热线,2019,100,90,80"),
  ]

  /// The log with one row for each column in which that column holds the value; keys are told apart by the row.
  private func text(_ log: Log, value: String) -> String {
    let usual = log.row.split(separator: ",").map(String.init)
    let quoted = "\"" + value.replacing("\"", with: "\"\"") + "\""
    let rows = usual.indices.map { column in
      var row = usual
      row[0] += "-\(column)"
      row[column] = quoted
      return row.joined(separator: ",")
    }
    return ([log.header, log.row] + rows).joined(separator: "\n") + "\n"
  }

  @Test("each value in each column becomes a record or a rejected row with its line, never a crash", arguments: logs)
  func everyColumn(log: Log) throws {
    let scene = try SampleScene(rows: 1)
    let measures = try MetricCatalog(contentsOf: "\(SampleScene.data)/metrics.yaml").measures
    let database = try HotlineDatabase(
      path: scene.path("hotline.sqlite"), mode: .readWrite, reference: ReferenceData(directory: SampleScene.data))
    let profile = try scene.catalog.profile(named: log.profile)
    for value in Mutator.hostileValues {
      let text = text(log, value: value)
      // The value is left where a crash can be looked into.
      let file = try ExportFile(path: scene.write(Array(text.utf8)))
      let outcome = ReaderCheck.outcome(
        of: file.path, bytes: Array(text.utf8), profile: profile, catalog: scene.catalog)
      if case .violated(let rule) = outcome { Issue.record("\(value.debugDescription): \(rule)") }
      let report = try database.ingest(
        file, profile: profile, options: IngestOptions(maxRejectShare: 1), measures: measures)
      #expect(report.isConserved)
    }
    #expect(try database.check().map(\.en) == [])
  }

  @Test(
    "a year that nobody lives in is refused, 9999-12-31 means never, and neither moves the moment up to which data speak",
    arguments: [
      ("0000-01-01 00:00:00", false), ("0001-01-01 00:00:00", false), ("1899-12-31 00:00:00", false),
      ("2100-01-01 00:00:00", false),
      ("9999-12-31 23:59:59", true), ("9999-12-31", true), ("0000-00-00 00:00:00", true),
    ])
  func years(time: String, isAbsent: Bool) throws {
    let scene = try SampleScene(rows: 1)
    let profile = try scene.catalog.profile(named: "work-orders-zh")
    let measures = try MetricCatalog(contentsOf: "\(SampleScene.data)/metrics.yaml").measures
    let database = try HotlineDatabase(
      path: scene.path("hotline.sqlite"), mode: .readWrite, reference: ReferenceData(directory: SampleScene.data))
    let text = """
      工单编号,热线,工单状态,受理时间,办理时限
      G1,12345,办结,2019-03-04 08:00:00,2019-03-11 00:00:00
      G2,12345,办结,2019-03-05 08:00:00,\(time)
      G3,12345,办结,\(time),2019-03-11 00:00:00

      """
    let report = try database.ingest(
      ExportFile(path: scene.write(Array(text.utf8))), profile: profile, options: IngestOptions(maxRejectShare: 1),
      measures: measures)
    // An order without a deadline is an order; one without a time of receipt is none.
    #expect(report.accepted == (isAbsent ? 2 : 1) && report.rejected == (isAbsent ? 1 : 2))
    #expect(try database.rejects().map(\.reason) == (isAbsent ? ["missing_value"] : ["bad_time", "bad_time"]))
    #expect(try database.status().asOf.hasPrefix("2019-03-0"))
  }
}
