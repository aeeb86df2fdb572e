import Foundation
import Testing

/// Two made-up years with every kind of mess, and beside them the troubles that the made-up logs do not know: a district that
/// loses calls, a unit that is late, transfers that fail. Ingested once for all tests of the built program that ask for figures.
enum TwoYears {
  static let place = Result { () throws -> Workplace in
    let place = try Workplace(shared: "two-years")
    // Pseudonyms are texts of the documents; under a key of our own they are the same each time.
    let key = place.database + ".key"
    try Data((0..<32).map { UInt8($0) }).write(to: URL(filePath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    for (year, seed) in [("2018", "5"), ("2019", "7")] {
      let outcome = try place.run([
        "simulate", "--year", year, "--out", place.path("logs-\(year)"), "--scale", "0.01", "--seed", seed, "--mess",
        "--quiet",
      ])
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    let outcome = try place.run([
      "ingest", place.path("logs-2018"), place.path("logs-2019"), place.write(calls, to: "trouble-calls.csv"),
      place.write(orders, to: "trouble-orders.csv"), "--max-rejects", "70%", "--database", place.database, "--lang",
      "en",
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    try place.write(outcome.output + outcome.errors, to: "ingest.txt")
    return place
  }

  /// What the binary prints to a question about this database, its folder's name taken out; remarks follow the result.
  static func said(_ arguments: [String], status: Int32 = 0) throws -> String {
    let place = try place.get()
    let outcome = try place.run(arguments + ["--database", place.database])
    try #require(outcome.status == status, "hotline \(arguments.joined(separator: " ")): \(outcome.errors)")
    return (outcome.output + outcome.errors).replacing(place.folder.path, with: "FOLDER")
  }

  /// A moment of a year, told by its day and its second of the day.
  private static func moment(_ year: Int, day: Int, second: Int) -> String {
    let start = Date(timeIntervalSince1970: year == 2018 ? 1_514_764_800 : 1_546_300_800)
    let time = start.addingTimeInterval(Double(day * 86_400 + second))
    return time.formatted(
      Date.VerbatimFormatStyle(
        format:
          "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits)",
        timeZone: .gmt, calendar: Calendar(identifier: .gregorian)))
  }

  private static let quietUnits = [
    "社会救助处", "儿童福利处", "社会事务处", "社会组织管理处", "基层政权处", "区划地名处", "慈善事业处", "婚姻管理处", "福利彩票处",
  ]

  /// In one hour of every second day of August and September 2019 two seats of Pudong lose eight calls of fourteen, and those
  /// that they take rate badly; three transfers in four fail in November. Nine units have nothing to tell.
  private static let calls: String = {
    var rows = [
      "call_id,line,direction,started_at,outcome,wait_seconds,talk_seconds,caller,agent,district,unit,category,transfer_outcome,satisfaction"
    ]
    for index in 0..<420 {
      let at = moment(2019, day: 212 + index / 14 * 2, second: 36_000 + index * 37 % 3_600)
      let isLost = index % 14 >= 6
      let rating = ["very_satisfied", "dissatisfied", "", "neutral", "very_dissatisfied"][index % 5]
      let rest = isLost ? "abandoned,\(20 + index % 50),," : "answered,\(index % 31),\(60 + index % 400),"
      rows.append(
        "p\(index),962200,inbound,\(at),\(rest)1391234\(5_000 + index % 140),P\(index % 2),浦东新区,养老服务中心,养老服务,,\(isLost ? "" : rating)"
      )
    }
    for index in 0..<540 {
      let at = moment(2019, day: index * 31 % 360, second: 32_400 + index * 53 % 28_000)
      let isLost = index / 9 % 19 == 0
      rows.append(
        "q\(index),962200,inbound,\(at),\(isLost ? "abandoned,30,," : "answered,6,120,")1381234\(3_000 + index),Q\(index % 5),徐汇区,\(quietUnits[index % 9]),社会救助,,\(isLost ? "" : index / 9 % 23 == 0 ? "dissatisfied" : "satisfied")"
      )
    }
    for index in 0..<90 {
      let at = moment(2019, day: 304 + index % 30, second: 36_000 + index * 53 % 20_000)
      let transfer = index % 4 == 0 ? "succeeded" : "failed"
      rows.append("t\(index),12345,inbound,\(at),answered,\(index % 40),90,,T1,嘉定区,,社会救助,\(transfer),")
    }
    return rows.joined(separator: "\n") + "\n"
  }()

  /// One unit that is late, one that explains and does not resolve, one that does well; orders that are still open, returned,
  /// void, suspended, extended, reopened.
  private static let orders: String = {
    var rows = [
      "order_id,line,kind,status,received_at,first_contacted_at,due_at,extended_due_at,closed_at,first_contact,reopened,resolution,satisfaction,district,unit,category,exported_at"
    ]
    let units = ["救助管理站", "殡葬服务中心", "养老服务处"]
    let districts = ["浦东新区", "嘉定区", "徐汇区", "闵行区"]
    for index in 0..<360 {
      let year = index < 120 ? 2018 : 2019
      let unit = index % 3
      let day = 10 + index * 7 % 330
      let late = unit == 0 ? index % 4 * 5 : index % 29 == 0 ? 4 : 0
      let closing = unit == 0 ? 12 + late : 1 + index % 9
      let status =
        index % 41 == 0
        ? "open" : index % 53 == 0 ? "returned" : index % 59 == 0 ? "void" : index % 61 == 0 ? "suspended" : "closed"
      let contact = moment(year, day: day + (index % 8 == 0 ? 6 : 0), second: 40_000)
      let closed = status == "closed" ? moment(year, day: day + closing, second: 50_000) : ""
      let extended = index % 17 == 0 ? moment(year, day: day + 25, second: 61_200) : ""
      let resolution =
        status != "closed"
        ? "" : unit == 1 && index % 5 != 0 ? "explained" : index % 11 == 0 ? "unresolved" : "resolved"
      let rating =
        status != "closed" || index % 4 == 0
        ? "" : unit == 0 ? "dissatisfied" : index % 2 == 0 ? "satisfied" : "very_satisfied"
      let kind = ["complaint", "help", "inquiry"][index % 3]
      rows.append(
        "w\(index),12345,\(kind),\(status),\(moment(year, day: day, second: 36_000)),\(index % 31 == 0 ? "" : contact),\(moment(year, day: day + 14, second: 61_200)),\(extended),\(closed),\(index % 6 == 0 ? "no" : index % 5 == 0 ? "" : "yes"),\(index % 13 == 0 ? 1 : 0),\(resolution),\(rating),\(districts[index % 4]),\(units[unit]),社会救助,2020-02-01 00:00:00"
      )
    }
    for index in 0..<315 {
      let day = 5 + index * 11 % 340
      let isLate = index / 9 % 20 == 0
      let isSad = index / 9 % 17 == 0
      rows.append(
        "v\(index),12345,求助,closed,\(moment(2019, day: day, second: 36_000)),\(moment(2019, day: day, second: 39_600)),\(moment(2019, day: day + 14, second: 61_200)),,\(moment(2019, day: day + (isLate ? 16 : 3), second: 50_000)),yes,0,\(isSad ? "explained" : "resolved"),\(isSad ? "dissatisfied" : "satisfied"),虹口区,\(quietUnits[index % 9]),婚姻登记,2020-02-01 00:00:00"
      )
    }
    return rows.joined(separator: "\n") + "\n"
  }()
}
