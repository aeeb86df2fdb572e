import HotlineCalendar

/// The small logs: broadcasts and pushes, the roster, the budget.
enum OtherLogs {
  struct Table {
    let header: [String]
    let rows: [[String]]
  }

  static func activities(year: Int, calendar: WorkingDayCalendar, generator start: SeededGenerator) -> Table {
    var generator = start
    let first = LocalMonth(year: year, month: 1).firstDay
    let days = (0..<365).map { first.advanced(by: $0) }
    let working = days.filter { calendar.isWorkingDay($0) == true }
    var rows: [(day: LocalDay, kind: String, title: String, inquiries: String, quantity: String)] = []
    // 216 broadcasts that answered 987 inquiries between them.
    let chosen = generator.choose(216, weights: working.map { _ in 1 })
    var inquiries = 987
    var left = 216
    for (index, day) in working.enumerated() where chosen[index] {
      let answered = left == 1 ? inquiries : min(inquiries, max(0, inquiries / left + generator.below(5) - 2))
      rows.append((day, "直通990直播", "空中一门式——直通990", String(answered), "1"))
      inquiries -= answered
      left -= 1
    }
    for issue in 0..<33 { rows.append((days[5 + issue * 11], "微信推送", "社区服务第\(issue + 1)期", "", "1")) }
    for week in 0..<50 { rows.append((days[4 + week * 7], "新闻发布", "社区服务网新闻周报", "", "500")) }
    rows.append((days[days.count - 10], "分析报告", "热线数据分析报告", "", "1"))
    rows.sort { $0.day == $1.day ? $0.kind < $1.kind : $0.day < $1.day }
    return Table(
      header: ["模拟数据", "活动编号", "热线", "活动类型", "标题", "日期", "回应咨询数", "数量"],
      rows: rows.enumerated().map { index, row in
        ["模拟", "HD\(year)\(index + 1001)", "962200", row.kind, row.title, row.day.iso, row.inquiries, row.quantity]
      })
  }

  static func agents(year: Int, count: Int, generator start: SeededGenerator) -> Table {
    var generator = start
    var rows: [[String]] = []
    for index in 0..<count + 4 {
      let isLeaver = index >= count
      // Three of those present at the year's end are over 45; one of the leavers was, too.
      let age = index < 3 || index == count ? 46 + index % 3 * 2 : 24 + generator.below(20)
      let born = LocalDay(year: year - age, month: 1 + generator.below(12), day: 1 + generator.below(27))
      let hired = LocalDay(
        year: index % 6 == 5 ? year : year - 1 - generator.below(8), month: 1 + generator.below(11),
        day: 1 + generator.below(27))
      let left = isLeaver ? LocalDay(year: year, month: 12, day: 1 + generator.below(27)) : nil
      rows.append(["模拟", "GH\(1001 + index)", "962200", born?.iso ?? "", hired?.iso ?? "", left?.iso ?? ""])
    }
    return Table(header: ["模拟数据", "工号", "热线", "出生日期", "入职日期", "离职日期"], rows: rows)
  }

  /// The budgets of the two printed forms of 2019; other years are grown or shrunk by 5 % a year.
  static func budget(year: Int) -> Table {
    func amount(_ yuan: Int) -> String {
      var value = Double(yuan)
      for _ in 0..<abs(year - 2019) { value *= year > 2019 ? 1.05 : 1 / 1.05 }
      return "\(Int(value.rounded())).00"
    }
    return Table(
      header: ["模拟数据", "项目", "年度", "预算金额(元)", "上年预算金额(元)", "执行金额(元)"],
      rows: [
        ["模拟", "社区服务热线管理", String(year), amount(2_730_460), amount(2_266_180), amount(2_719_852)],
        ["模拟", "社区服务体系管理", String(year), amount(1_813_200), amount(1_221_000), amount(1_812_276)],
      ])
  }
}
