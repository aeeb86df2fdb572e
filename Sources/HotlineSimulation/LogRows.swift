import HotlineCalendar

/// Writes the made-up facts as rows of text, in the columns of a Chinese platform.
struct LogRows {
  let population: Population

  static let callHeader = [
    "模拟数据", "呼叫编号", "热线", "呼叫方向", "主叫号码", "呼入时间", "应答时间", "结束时间", "呼叫结果", "坐席工号", "行政区", "承办单位", "业务类别",
    "三方转接", "是否解决", "满意度",
  ]
  static let orderHeader = [
    "模拟数据", "工单编号", "热线", "诉求类型", "工单状态", "受理时间", "先行联系时间", "办理时限", "延期时限", "办结时间", "先行联系", "重办次数", "办理结果",
    "满意度", "联系电话", "行政区", "承办单位", "业务类别", "导出时间",
  ]

  /// How names and times are spelt; a messy export has its own way.
  struct Spelling {
    var time: (Int64) -> String = LocalTime.text
    var name: (String) -> String = { $0 }
  }

  func row(_ call: SimulatedCall, number: Int, line: String, spelling: Spelling) -> [String] {
    let isAnswered = call.outcome == .answered
    let answered = isAnswered ? call.startedAt + Int64(call.wait) : nil
    let ended = call.startedAt + Int64(call.wait + (isAnswered ? call.talk : 0))
    let hasSeat = isAnswered || call.outcome == .ringAbandoned
    return [
      "模拟", identity(line == "962200" ? "HJ" : "ZJ", call.startedAt, number), line, call.isOutbound ? "呼出" : "呼入",
      Population.caller(call.caller), spelling.time(call.startedAt), answered.map(spelling.time) ?? "",
      spelling.time(ended),
      call.outcome.rawValue, hasSeat ? "GH\(1001 + call.agent)" : "",
      spelling.name(population.districts[call.district]),
      spelling.name(population.units[call.unit]), population.topics[call.topic].name,
      call.isTransferred.map { $0 ? "成功" : "失败" } ?? "", call.isResolved.map { $0 ? "是" : "否" } ?? "",
      call.rating ?? (isAnswered && !call.isOutbound ? "未评价" : ""),
    ]
  }

  private func identity(_ prefix: String, _ moment: Int64, _ number: Int) -> String {
    let digits = String(number + 1)
    let day = LocalDay(containing: moment).civil
    return prefix + String(day.year * 10_000 + day.month * 100 + day.day)
      + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// An order as it stood at the moment of an export.
  func row(_ order: SimulatedOrder, number: Int, exportedAt: Int64, spelling: Spelling) -> [String] {
    func known(_ moment: Int64?) -> Int64? { moment.flatMap { $0 <= exportedAt ? $0 : nil } }
    let isClosed = known(order.closedAt) != nil
    let isEnded = isClosed || order.status != "已办结"
    return [
      "模拟", identity("GD", order.receivedAt, number), "12345", order.kind, isEnded ? order.status : "办理中",
      spelling.time(order.receivedAt),
      known(order.contactedAt).map(spelling.time) ?? "", spelling.time(order.dueAt),
      order.extendedAt.map(spelling.time) ?? "", known(order.closedAt).map(spelling.time) ?? "",
      isClosed ? order.saidContacted ?? "未评价" : "", String(isClosed ? order.reopened : 0),
      isClosed ? order.resolution ?? "" : "",
      isClosed ? order.rating ?? "未评价" : "", Population.caller(order.caller),
      spelling.name(population.districts[order.district]),
      spelling.name(population.units[order.unit]), population.topics[order.topic].name, spelling.time(exportedAt),
    ]
  }
}

/// Builds the bytes of a CSV file.
struct CSVBuilder {
  private(set) var bytes: [UInt8] = []
  var delimiter: UInt8 = 0x2C
  var lineEnd: [UInt8] = [0x0D, 0x0A]
  var quotesAll = false

  mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      let needsQuotes =
        quotesAll || field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == delimiter }
      guard needsQuotes else {
        bytes.append(contentsOf: field.utf8)
        continue
      }
      bytes.append(0x22)
      for byte in field.utf8 {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    bytes.append(contentsOf: lineEnd)
  }

  mutating func append(line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(contentsOf: lineEnd)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
