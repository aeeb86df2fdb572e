import FreshNames
import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore
import Synchronization

/// A tiny made-up year as exports, ingested into a database of its own: what a draft's scores follow from.
struct TestYear {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let data = project.appending(path: "data").path

  private static let loaded = Result { try MetricCatalog(contentsOf: "\(data)/metrics.yaml") }
  private static let profiles = Result { try ProfileCatalog(directory: "\(data)/profiles") }

  static func catalog() throws -> MetricCatalog { try loaded.get() }

  /// Calls answered, spread over the twelve months.
  var answered = 94
  /// Calls given up in the queue.
  var abandoned = 6
  /// Birth years of the agents.
  var agents = [1990, 1985]
  /// Broadcasts held, one a week from January on.
  var broadcasts = 12
  /// Budget, last year's budget and what was spent, in yuan.
  var budget: (planned: Double, prior: Double, spent: Double?) = (1000, 900, 990)
  /// Months without any call.
  var silentMonths: Set<Int> = []
  /// Whether each month's calls are a file of their own, so that no file tells of a silent one.
  var hasFilesByMonth = false
  /// Months whose calls carry ratings.
  var ratedMonths = 1...12
  /// The kinds of log that are ingested.
  var kinds: Set<String> = ["calls", "agents", "activities", "budget"]
  /// Answered calls that were rated: satisfied ones, then dissatisfied ones.
  var rated = (satisfied: 40, dissatisfied: 0)

  /// The folder of all databases: one for each checkout, made anew by each run.
  private static let home = Result { () throws -> URL in
    let checkout = project.path.replacing("/", with: "_")
    let home = FileManager.default.temporaryDirectory.appending(path: "hotline-years\(checkout)")
    try? FileManager.default.removeItem(at: home)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    return home
  }

  /// A database that is made when it is first asked for.
  private final class Place: Sendable {
    let engine = Mutex<MetricEngine?>(nil)
  }
  private static let places = Mutex<[String: Place]>([:])

  /// Metrics over a database that holds this year; nobody writes into it, so that equal years share one.
  func engine() throws -> MetricEngine {
    let place = Self.places.withLock { places in
      let place = places["\(self)"] ?? Place()
      places["\(self)"] = place
      return place
    }
    return try place.engine.withLock { engine in
      if let engine { return engine }
      let made = try makeEngine()
      engine = made
      return made
    }
  }

  private func makeEngine() throws -> MetricEngine {
    let folder = try Self.home.get().appending(path: freshName()).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let catalog = try Self.catalog()
    let database = try HotlineDatabase(
      path: "\(folder)/hotline.sqlite", mode: .readWrite, reference: ReferenceData(directory: Self.data),
      settings: catalog.settings)
    let profiles = try Self.profiles.get()
    let logs = [("calls", calls), ("agents", roster), ("activities", activities), ("budget", budgetRows)]
    let files = logs.filter { kinds.contains($0.0) }.flatMap { name, rows -> [(String, [String])] in
      guard name == "calls", hasFilesByMonth else { return [(name, rows)] }
      let months = Dictionary(grouping: rows.dropFirst()) { $0.split(separator: ",")[3].prefix(7) }
      return months.sorted { $0.key < $1.key }.map { ("\(name)-\($0.key)", rows.prefix(1) + $0.value) }
    }
    for (name, rows) in files {
      let path = "\(folder)/\(name).csv"
      try (rows.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let file = try ExportFile(path: path)
      _ = try database.ingest(
        file, profile: file.matchProfile(in: profiles), options: IngestOptions(maxRejectShare: 0, isDryRun: false),
        measures: catalog.measures)
    }
    return MetricEngine(data: database, catalog: catalog)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private var calls: [String] {
    var rows = ["呼叫编号,热线,呼叫方向,呼入时间,应答时间,结束时间,呼叫结果,满意度"]
    for number in 0..<(answered + abandoned) where !silentMonths.contains(number % 12 + 1) {
      let start = "2019-\(Self.two(number % 12 + 1))-\(Self.two(number / 12 % 27 + 1)) 10:\(Self.two(number % 60))"
      if number < answered {
        let word =
          !ratedMonths.contains(number % 12 + 1)
          ? "未评价" : number < rated.satisfied ? "满意" : number < rated.satisfied + rated.dissatisfied ? "不满意" : "未评价"
        rows.append("C\(number),962200,呼入,\(start):00,\(start):10,\(start):50,接通,\(word)")
      } else {
        rows.append("C\(number),962200,呼入,\(start):00,,\(start):30,排队放弃,")
      }
    }
    // The data speak of the whole year: something stands after its end.
    rows.append("C-end,962200,呼入,2020-01-31 10:00:00,2020-01-31 10:00:10,2020-01-31 10:01:00,接通,")
    return rows
  }

  private var roster: [String] {
    ["工号,热线,出生日期,入职日期,离职日期"]
      + agents.enumerated().map { "GH\($0.offset),962200,\($0.element)-01-01,2018-01-01," }
  }

  private var activities: [String] {
    ["活动编号,热线,活动类型,标题,日期,数量,回应咨询数"]
      + (0..<broadcasts).map {
        "HD\($0),962200,直通990直播,节目,2019-\(Self.two($0 % 12 + 1))-\(Self.two($0 / 12 + 1)),1,5"
      }
  }

  private var budgetRows: [String] {
    [
      "项目,年度,预算金额(元),上年预算金额(元),执行金额(元)",
      "测试项目,2019,\(budget.planned),\(budget.prior),\(budget.spent.map { String($0) } ?? "")",
    ]
  }
}

/// A small form with a row of every kind, whose parts a test can change.
struct TestForm {
  var connectionTarget = "90%"
  var connectionExtra = ""
  var judgement =
    "judgement: {level: achieved, points: 9, reason: 依据不足, attested: {by: 甲, on: 2020-03-01, document: 会议纪要}}"
  var studyAttested = "attested: {by: 乙, on: 2020-03-01, document: 报告}"
  var narrative = ""
  var rounding = "1"
  var weights = (section: 60, row: 40)

  var yaml: String {
    """
    form: {zh: 项目绩效自我评价, en: Self-evaluation}
    year: 2019
    header:
      project: {zh: 测试项目, en: Test project}
      budget_unit: {zh: 测试单位, en: Test unit}
      department: {zh: 测试部, en: Test department}
      recurrent: true
      goal: {zh: 目标, en: Goal}
      assessed_on: 2020-03-12
    rounding: \(rounding)
    \(narrative)
    sections:
      - name: {zh: 产出, en: Output}
        weight: \(weights.section)
        indicators:
          - id: connection
            name: {zh: 接通, en: Connection}
            explanation: {zh: 人工接通率, en: Connection rate}
            weight: \(weights.row)
            rule: proportional
            components:
              - metric: connection_rate
                where: {line: "962200"}
                at_least: \(connectionTarget)
                \(connectionExtra)
            conditions:
              - metric: agents_over_45
                at_most: 0
                points: 1
                reason: {zh: "有{value}人超过45岁", en: "{value} agents are over 45"}
                improvement: {zh: 优化年龄结构, en: Hire younger agents}
          - id: broadcasts
            name: {zh: 直播, en: Broadcasts}
            explanation: {zh: 直播场次, en: Number of broadcasts}
            weight: 20
            rule:
              deduct: {step: 1, points: 2, counting: full}
            components:
              - {metric: broadcasts, at_least: 12}
      - name: {zh: 管理, en: Management}
        weight: 40
        indicators:
          - id: study
            name: {zh: 研究, en: Study}
            explanation: {zh: 完成研究, en: The study was delivered}
            weight: 30
            rule: all_or_nothing
            components:
              - fact: {zh: 研究已完成, en: Study delivered}
                met: true
                \(studyAttested)
          - id: targets
            name: {zh: 目标合理性, en: Reasonable targets}
            explanation: {zh: 目标是否合理, en: Whether targets are realistic}
            weight: 10
            rule: graded
            \(judgement)
            conditions:
              - {targets_too_low: none, points: 1}
    """
  }
}
