import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineText
import Testing

/// A small made-up year, where many counts are small; ingested once.
nonisolated(unsafe) private let small = Result { () throws -> ReportStore in
  let store = try ReportStore()
  try store.simulate(2019, scale: 0.02)
  return store
}

/// Its reports of two months and of the year: the public one beside the internal one; drawn once.
private let pairs = Result { () throws -> [(open: Document, own: Document)] in
  let store = try small.get()
  let threshold = PublicAttackTests.threshold
  let shared = store.engine.publicVersion(hidingUnder: threshold)
  let months = try [2, 12].map { number in
    let month = LocalMonth(year: 2019, month: number)
    return (
      open: try MonthlyReport(month: month, engine: shared, form: store.form(), language: .zh)
        .document(suppressingUnder: threshold),
      own: try MonthlyReport(month: month, engine: store.engine, form: store.form(), language: .zh).document()
    )
  }
  return months + [
    (
      open: try AnnualReport(year: 2019, engine: shared, form: store.form(), language: .zh)
        .document(suppressingUnder: threshold),
      own: try AnnualReport(year: 2019, engine: store.engine, form: store.form(), language: .zh).document()
    )
  ]
}

@Suite("A public version tells no small count, not even to one who does sums")
struct PublicAttackTests {
  fileprivate static let threshold = 10
  private static let months = (1...12).map { LocalMonth(year: 2019, month: $0) }

  private static func isSmall(_ count: Double) -> Bool { count > 1e-9 && count < Double(threshold) - 1e-9 }

  // MARK: One document

  /// All text of a document, alt texts, notes and evidence included.
  private func texts(_ document: Document) -> [String] {
    var texts: [String] = []
    func take(_ section: Document.Section) {
      for block in section.blocks {
        texts.append("\(block)")
      }
      section.sections.forEach(take)
    }
    document.sections.forEach(take)
    return texts + document.evidence.map { "\($0)" }
  }

  @Test("no text, table, chart, alt text or evidence holds two counts of which one, or their difference, is small")
  func counts() throws {
    for document in try pairs.get().map(\.open) {
      var found = 0
      for text in texts(document) {
        for match in text.matches(of: /([0-9][0-9,]*)\s?\/\s?([0-9][0-9,]*)(?![0-9.%])/) {
          let numbers = [match.1, match.2].compactMap { Double($0.replacing(",", with: "")) }
          guard numbers.count == 2, numbers[0] <= numbers[1] else { continue }
          found += 1
          #expect(
            ![numbers[0], numbers[1], numbers[1] - numbers[0]].contains(where: Self.isSmall),
            "\(document.name): \(match.output)")
        }
      }
      #expect(found > 5, "\(document.name) still shows counts")
      for item in document.evidence {
        for term in item.numerator + item.denominator + item.leftOut {
          #expect(term.sum.map { !Self.isSmall($0) } ?? true, "\(item.title) \(term)")
        }
      }
    }
  }

  @Test("it says on its face that it is public, and repeats no value of a rejected row")
  func face() throws {
    let store = try ReportStore()
    let month = LocalMonth(year: 2019, month: 2)
    try store.calls((0..<40).map { Call(at: month.firstDay.start + Int64($0) * 3600) })
    let good = (0..<20).map { "W\($0 + 2),open,2019-02-05 09:00,,2019-02-20,,救助处,黄浦区,养老服务,投诉,2019-03-01" }
    try store.orders(["W1,closed,nottime,,,,,,,,2019-03-01"] + good)
    let engine = store.engine.publicVersion(hidingUnder: 10)
    let document = try MonthlyReport(month: month, engine: engine, form: nil, language: .zh).document(
      suppressingUnder: 10)
    #expect(document.notice?.plain.hasPrefix("公开版") == true)
    #expect(document.title == "热线月度运行报告（公开版）" && document.name == "monthly-2019-02-public")
    #expect(!texts(document).contains { $0.contains("nottime") })
    let full = try MonthlyReport(month: month, engine: store.engine, form: nil, language: .zh).document()
    #expect(full.notice?.plain.contains("公开版") != true)
    #expect(full.title == "热线月度运行报告" && full.name == "monthly-2019-02")
  }

  @Test("where one month's calls are hidden nothing in the year adds up to all of them")
  func hiddenMonth() throws {
    let store = try ReportStore()
    let sizes = [90, 80, 9, 95, 85, 92, 99, 88, 90, 94, 86, 91]
    for (index, count) in sizes.enumerated() {
      var calls = Handmade.month(LocalMonth(year: 2019, month: index + 1), calls: count, lost: 0)
      for call in calls.indices {
        calls[call].rating = call % 3 == 0 ? "satisfied" : "";
        calls[call].caller = "138\(10_000_000 + (call * 7 + index) % 400)"
      }
      try store.calls(calls, named: "calls-\(index + 1)")
    }
    let shared = store.engine.publicVersion(hidingUnder: Self.threshold)
    let march = try MonthlyReport(
      month: LocalMonth(year: 2019, month: 3), engine: shared, form: nil, language: .zh
    ).document(suppressingUnder: Self.threshold)
    let open = try AnnualReport(year: 2019, engine: shared, form: nil, language: .zh).document(
      suppressingUnder: Self.threshold)
    let own = try AnnualReport(year: 2019, engine: store.engine, form: nil, language: .zh).document()
    for document in [march, open] {
      #expect(document.table("sources")?.columns.map(\.header) == ["文件", "种类", "SHA-256"])
      #expect(!document.texts.contains { $0.contains("数据行") || $0.contains("无来电记录的日期") || $0.contains("没有来电记录") })
    }
    #expect(open.keySentences.first?.hasPrefix("2019年的来电数不公布。") == true, "\(open.keySentences)")
    #expect(open.table("T8")?.rows.isEmpty == true && own.table("T8")?.rows.isEmpty == false)
    #expect(open.table("load-bands") == nil && open.table("seats") == nil && own.table("load-bands") != nil)
    #expect(open.table("T7")?.rows.allSatisfy { $0.cells[1].number == nil && $0.cells[2].number == nil } == true)
    #expect(own.texts.contains { $0.contains("999") } && !open.texts.contains { $0.contains("999") })
    for table in tables(open) {
      #expect(!table.rows.contains { row in row.cells.contains { $0.number == 999 } }, "\(table.caption)")
    }
  }

  private func tables(_ document: Document) -> [ReportTable] {
    func all(_ section: Document.Section) -> [ReportTable] {
      section.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
        + section.sections.flatMap(all)
    }
    return document.sections.flatMap(all)
  }

  /// Columns and tables that count no calls and no orders: rows of files, hours, seats, months, cases that an average would have had.
  private static let others: Set<String> = ["sources", "coverage-table", "outlook"]
  private static let otherColumns: Set<String> = ["缺口", "接通率95%需", "忙日需", "15秒80%需", "与平均水平的差距（件）"]

  @Test("no cell of any table is a small count, and none stands hidden alone under a total that is told")
  func cells() throws {
    var allHidden = 0
    for (open, own) in try pairs.get() {
      let truth = tables(own)
      for table in tables(open) where !Self.others.contains(table.anchor?.id ?? "") {
        guard let full = truth.first(where: { $0.anchor == table.anchor }) else { continue }
        for (index, column) in table.columns.enumerated() where !Self.otherColumns.contains(column.header) {
          func isCount(_ cell: ReportTable.Cell) -> Bool {
            if case .number(_, let format) = cell.content { format == .count } else { false }
          }
          for row in table.rows where row.cells.count > index {
            if isCount(row.cells[index]), let number = row.cells[index].number {
              #expect(!Self.isSmall(number), "\(open.name), \(table.caption), \(row.texts[0]), \(column.header)")
            }
          }
          allHidden += table.rows.count { $0.cells.count > index && $0.cells[index].number == nil }
          let isOfCounts = full.rows.contains { $0.cells.count > index && isCount($0.cells[index]) }
          guard isOfCounts, let total = table.rows.last, total.role == .total, total.cells[index].number != nil else {
            continue
          }
          let hidden = table.rows.dropLast().filter { $0.cells[index].number == nil }.count
          #expect(hidden != 1, "\(open.name), \(table.caption), \(column.header)")
        }
      }
    }
    #expect(allHidden > 100, "something is hidden")
  }

  @Test("no sentence, list, title or alt text tells a small count of calls or orders")
  func words() throws {
    var ofInternal = 0
    for (open, own) in try pairs.get() {
      for (document, isOpen) in [(open, true), (own, false)] {
        let tellings = document.texts.flatMap { text -> [String] in
          // Cases that an average would have had, thresholds, and differences of two months that are told are no counts.
          let told = text.replacing(/少于? ?[0-9,]+ ?件|比上月[多少][0-9,]+通/, with: "")
          return told.matches(of: /(?:^|[^0-9.,–])([1-9])\s?(?:件|通)(?!以)/).map { "\($0.output.0) in \(text)" }
        }
        if isOpen { #expect(tellings == [], "\(document.name)") } else { ofInternal += tellings.count }
      }
    }
    #expect(ofInternal > 0, "there was something to hide")
  }

  @Test("hours of the week: what is hidden is no 0, and no hour of one to nine calls is drawn")
  func hours() throws {
    for (open, own) in try pairs.get() {
      guard case .heatmap(let shown)? = open.figure("load")?.chart, case .heatmap(let full)? = own.figure("load")?.chart
      else { continue }
      var hidden = 0
      for (row, values) in full.values.enumerated() {
        for (column, value) in values.enumerated() {
          guard let value else { continue }
          if let told = shown.values[row][column] {
            // The public chart may be of all numbers together, never of less than one.
            #expect(told >= value - 1e-9, "a hidden hour would stand as 0")
          } else {
            hidden += 1
          }
        }
      }
      #expect(hidden > 0)
      #expect(open.table("losses") == nil, "of some hours no worst is known")
    }
  }

  // MARK: Crossings

  /// The cells that an equation system determines: those told by themselves, and what Gaussian elimination finds among the others.
  private func determined(_ equations: [Equation], cells: Int) -> Set<Int> {
    let told = Set(equations.filter { $0.cells.count == 1 }.flatMap(\.cells))
    let hidden = (0..<cells).filter { !told.contains($0) }
    let place = Dictionary(uniqueKeysWithValues: hidden.enumerated().map { ($0.element, $0.offset) })
    var rows = equations.compactMap { equation -> [Double]? in
      var row = [Double](repeating: 0, count: hidden.count)
      for cell in equation.cells.compactMap({ place[$0] }) { row[cell] = 1 }
      return row.contains(1) ? row : nil
    }
    var rank = 0
    var pivots: [Int] = []
    for column in hidden.indices {
      guard let pivot = rows.indices.dropFirst(rank).first(where: { abs(rows[$0][column]) > 1e-9 }) else { continue }
      rows.swapAt(rank, pivot)
      let scale = rows[rank][column]
      for index in column..<hidden.count { rows[rank][index] /= scale }
      for other in rows.indices where other != rank && abs(rows[other][column]) > 1e-12 {
        let factor = rows[other][column]
        for index in column..<hidden.count { rows[other][index] -= factor * rows[rank][index] }
      }
      pivots.append(column)
      rank += 1
    }
    return told.union(
      pivots.enumerated().filter { row, column in
        rows[row].enumerated().allSatisfy { $0.offset == column || abs($0.element) < 1e-9 }
      }.map { hidden[$0.element] })
  }

  @Test(
    "tables that cross two dimensions, with those of each and the totals, determine no small count",
    arguments: [
      ([Dimension.district, .category], ["call_volume"]),
      ([.unit, .category], ["call_volume", "satisfaction_rate", "actual_resolution_rate"]),
    ])
  func crossings(dimensions: [Dimension], ids: [String]) throws {
    let store = try small.get()
    let open = store.engine.publicVersion(hidingUnder: Self.threshold)
    let year = Period(year: 2019)
    var attacked = 0
    var shown = 0
    for id in ids {
      let metric = try #require(store.catalog.metrics.first { $0.id == id })
      func ask(_ engine: MetricEngine, _ groups: [Grouping]) throws -> [String: [[String]: Double]] {
        try shownCounts(
          engine.values(MetricQuery(metrics: [metric], slice: Slice(period: year), groups: groups)).values)
      }
      let (first, second) = (Grouping.dimension(dimensions[0]), Grouping.dimension(dimensions[1]))
      let truth = try ask(store.engine, [first, second])
      let printed: [Printed] = [
        (try ask(open, [first, second]), { $0 }), (try ask(open, [first]), { [$0[0]] }),
        (try ask(open, [second]), { [$0[1]] }), (try ask(open, []), { _ in [] }),
      ]
      for (quantity, cells) in truth {
        let labels = cells.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let equations = Self.equations(of: quantity, printed, labels)
        shown += equations.count
        let known = determined(equations, cells: labels.count)
        let bounds = solved(equations, cells: labels.count)
        for (index, label) in labels.enumerated() {
          guard let count = cells[label], Self.isSmall(count) else { continue }
          attacked += 1
          #expect(!known.contains(index), "\(quantity) \(label): \(count) follows by elimination")
          #expect(bounds[index].high - bounds[index].low > 1e-6, "\(quantity) \(label): \(count) follows by bounds")
        }
      }
    }
    #expect(attacked > 50 && shown > 0, "\(attacked) attacked, \(shown) sums shown")
  }

  // MARK: All documents of a year together

  /// What is known of a cell.
  private struct Bounds {
    var low = 0.0
    var high = Double.infinity
  }

  /// Cells whose sum is known.
  private struct Equation {
    let cells: [Int]
    let sum: Double
  }

  /// The sums that a table prints, by quantity and group, and the group in which a cell lies.
  private typealias Printed = (counts: [String: [[String]: Double]], group: ([String]) -> [String]?)

  /// What the printed sums of a quantity say of the cells with these labels.
  private static func equations(of quantity: String, _ printed: [Printed], _ labels: [[String]]) -> [Equation] {
    printed.flatMap { counts, group in
      let cells = Dictionary(grouping: labels.indices) { group(labels[$0]) }
      return (counts[quantity] ?? [:]).compactMap { labels, sum in
        cells[labels].map { Equation(cells: $0, sum: sum) }
      }
    }
  }

  /// Narrows the bounds of non-negative cells by their sums until nothing changes.
  private func solved(_ equations: [Equation], cells: Int) -> [Bounds] {
    var bounds = [Bounds](repeating: Bounds(), count: cells)
    var isChanged = true
    var rounds = 0
    while isChanged, rounds < 60 {
      isChanged = false
      rounds += 1
      for equation in equations {
        var lowest = equation.cells.reduce(0) { $0 + bounds[$1].low }
        var unbounded = equation.cells.count { bounds[$0].high == .infinity }
        var highest = equation.cells.reduce(0) { $0 + (bounds[$1].high == .infinity ? 0 : bounds[$1].high) }
        for cell in equation.cells {
          let own = bounds[cell]
          let isOpen = own.high == .infinity
          let high = unbounded - (isOpen ? 1 : 0) > 0 ? Double.infinity : highest - (isOpen ? 0 : own.high)
          let newHigh = min(own.high, equation.sum - (lowest - own.low))
          let newLow = max(own.low, equation.sum - high)
          guard newHigh < own.high - 1e-9 || newLow > own.low + 1e-9 else { continue }
          bounds[cell] = Bounds(low: newLow, high: newHigh)
          isChanged = true
          lowest += newLow - own.low
          if isOpen { unbounded -= newHigh == .infinity ? 0 : 1 }
          highest += (newHigh == .infinity ? 0 : newHigh) - (isOpen ? 0 : own.high)
        }
      }
    }
    return bounds
  }

  /// The counts that a table of values shows, by quantity and labels: numerators, denominators, complements, left-out counts.
  private func shownCounts(_ values: [MetricValue]) -> [String: [[String]: Double]] {
    var counts: [String: [[String]: Double]] = [:]
    func add(_ name: String, _ labels: [String], _ count: Double) { counts[name, default: [:]][labels] = count }
    for value in values where value.metric.counting == .sums {
      let above = value.metric.numerator.map(\.id).sorted().joined(separator: "+")
      let below = value.metric.denominator.map(\.id).sorted().joined(separator: "+")
      if let numerator = value.numerator { add(above, value.labels, numerator) }
      if let denominator = value.denominator { add(below, value.labels, denominator) }
      if value.metric.unit == .share, let numerator = value.numerator, let denominator = value.denominator {
        add("\(below)−\(above)", value.labels, denominator - numerator)
      }
      for out in value.leftOut { add(out.measure, value.labels, out.count) }
    }
    return counts
  }

  /// How many small counts of a month follow by elimination from what the reports of a year say of a dimension: each month and the year so far
  /// up to it; and how many small counts there are.
  private func told(
    _ store: ReportStore, _ metric: Metric, _ dimension: Dimension
  ) throws -> (found: [String], small: Int) {
    func ask(_ engine: MetricEngine, _ period: Period, _ groups: [Grouping]) throws -> [String: [[String]: Double]] {
      try shownCounts(
        engine.values(MetricQuery(metrics: [metric], slice: Slice(period: period), groups: groups)).values)
    }
    let (by, year) = (Grouping.dimension(dimension), Period(year: 2019))
    let open = store.engine.publicVersion(hidingUnder: Self.threshold)
    var printed: [Printed] = []
    for month in Self.months {
      let soFar = Period(first: year.first, last: month.lastDay)
      for groups in [[by], []] {
        func label(_ cell: [String]) -> [String] { groups.isEmpty ? [] : [cell[0]] }
        printed.append((try ask(open, Period(month: month), groups), { $0[1] == month.iso ? label($0) : nil }))
        printed.append((try ask(open, soFar, groups), { $0[1] <= month.iso ? label($0) : nil }))
      }
    }
    var (found, small): ([String], Int) = ([], 0)
    for (quantity, cells) in try ask(store.engine, year, [by, .month]) {
      let labels = cells.keys.sorted { $0.lexicographicallyPrecedes($1) }
      let known = determined(Self.equations(of: quantity, printed, labels), cells: labels.count)
      for (index, label) in labels.enumerated() where Self.isSmall(cells[label] ?? 0) {
        small += 1
        if known.contains(index) { found.append("\(quantity) \(label)") }
      }
    }
    return (found, small)
  }

  @Test("where the other hidden district changes from month to month, the year's sums tell no month by elimination")
  func changingPartner() throws {
    let store = try ReportStore()
    let counts = [
      "徐汇区": [20, 20, 30, 300], "黄浦区": [3, 3, 5, 300], "长宁区": [30, 30, 20, 300], "静安区": [40, 40, 40, 12],
      "普陀区": [50, 50, 50, 51],
    ]
    for month in 0..<4 {
      let calls = counts.sorted { $0.key < $1.key }.flatMap { district, counts in
        var calls = Handmade.month(LocalMonth(year: 2019, month: month + 1), calls: counts[month], lost: 0)
        for index in calls.indices { calls[index].district = district }
        return calls
      }
      try store.calls(calls, named: "calls-\(month)")
    }
    let metric = try #require(store.catalog.metrics.first { $0.id == "call_volume" })
    let (found, small) = try told(store, metric, .district)
    #expect(found == [] && small == 3)
  }

  @Test(
    "the sums of a small year tell no month by elimination",
    arguments: [
      ("call_volume", Dimension.unit), ("orders_received", .district), ("orders_received", .unit),
      ("satisfaction_rate", .district),
    ])
  func monthsByElimination(id: String, dimension: Dimension) throws {
    let store = try small.get()
    let metric = try #require(store.catalog.metrics.first { $0.id == id })
    let (found, small) = try told(store, metric, dimension)
    #expect(found == [], "of \(small)")
    #expect(small > 5, "there was something to find")
  }

  @Test(
    "the monthly reports of a year, its years so far and the annual report together determine no small count",
    arguments: [Dimension.district, .unit])
  func year(dimension: Dimension) throws {
    let store = try small.get()
    let metrics = store.catalog.metrics.filter { metric in
      metric.counting == .sums && metric.unit == .share
        && (metric.numerator + metric.denominator).allSatisfy { $0.fact == .call || $0.fact == .workOrder }
    }
    func ask(_ engine: MetricEngine, _ period: Period, _ groups: [Grouping]) throws -> [String: [[String]: Double]] {
      try shownCounts(engine.values(MetricQuery(metrics: metrics, slice: Slice(period: period), groups: groups)).values)
    }
    let by = Grouping.dimension(dimension)
    let line = Grouping.dimension(.line)
    let year = Period(year: 2019)
    let truth = try ask(store.engine, year, [by, line, .month])
    let open = store.engine.publicVersion(hidingUnder: Self.threshold)
    // What the reports of the year print: each month by member, by number, by both; the year so far; the year.
    var printed: [Printed] = []
    for month in Self.months {
      let period = Period(month: month)
      printed.append((try ask(open, period, [by]), { $0[2] == month.iso ? [$0[0]] : nil }))
      printed.append((try ask(open, period, [line]), { $0[2] == month.iso ? [$0[1]] : nil }))
      printed.append((try ask(open, period, [by, line]), { $0[2] == month.iso ? [$0[0], $0[1]] : nil }))
      let soFar = Period(first: year.first, last: month.lastDay)
      printed.append((try ask(open, soFar, [line]), { $0[2] <= month.iso ? [$0[1]] : nil }))
    }
    printed.append((try ask(open, year, [by]), { [$0[0]] }))
    printed.append((try ask(open, year, [by, line]), { [$0[0], $0[1]] }))
    var attacked = 0
    var shown = 0
    for (quantity, cells) in truth {
      let labels = cells.keys.sorted { $0.lexicographicallyPrecedes($1) }
      let equations = Self.equations(of: quantity, printed, labels)
      shown += equations.count
      let bounds = solved(equations, cells: labels.count)
      for (index, label) in labels.enumerated() {
        guard let count = cells[label], Self.isSmall(count) else { continue }
        attacked += 1
        #expect(
          bounds[index].high - bounds[index].low > 1e-6,
          "\(quantity) \(label): \(count) follows from what is printed")
      }
    }
    #expect(attacked > 200, "there were small counts to find")
    #expect(shown > 500, "not everything is hidden")
  }
}
