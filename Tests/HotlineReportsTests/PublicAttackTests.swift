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

@Suite("A public version tells no small count, not even to one who does sums")
struct PublicAttackTests {
  private static let threshold = 10
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

  private func documents() throws -> [Document] {
    let engine = try small.get().engine.publicVersion(hidingUnder: Self.threshold)
    let monthly = try [Self.months[1], Self.months[11]].map {
      try MonthlyReport(month: $0, engine: engine, form: nil, language: .zh).document(suppressingUnder: Self.threshold)
    }
    return monthly + [
      try AnnualReport(year: 2019, engine: engine, form: nil, language: .zh).document(suppressingUnder: Self.threshold)
    ]
  }

  @Test("no text, table, chart, alt text or evidence holds two counts of which one, or their difference, is small")
  func counts() throws {
    for document in try documents() {
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
      #expect(found > 10, "\(document.name) still shows counts")
      for item in document.evidence {
        for term in item.numerator + item.denominator + item.leftOut {
          #expect(!Self.isSmall(term.sum), "\(item.title) \(term)")
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
    #expect(!texts(document).contains { $0.contains("nottime") })
    let full = try MonthlyReport(month: month, engine: store.engine, form: nil, language: .zh).document()
    #expect(full.notice?.plain.contains("公开版") != true)
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

  /// Narrows the bounds of non-negative cells by their sums until nothing changes.
  private func solved(_ equations: [Equation], cells: Int) -> [Bounds] {
    var bounds = [Bounds](repeating: Bounds(), count: cells)
    var isChanged = true
    var rounds = 0
    while isChanged, rounds < 60 {
      isChanged = false
      rounds += 1
      for equation in equations {
        for cell in equation.cells {
          var (low, high) = (0.0, 0.0)
          for other in equation.cells where other != cell {
            low += bounds[other].low
            high += bounds[other].high
          }
          let newHigh = min(bounds[cell].high, equation.sum - low)
          let newLow = max(bounds[cell].low, equation.sum - high)
          if newHigh < bounds[cell].high - 1e-9 || newLow > bounds[cell].low + 1e-9 {
            bounds[cell] = Bounds(low: newLow, high: newHigh)
            isChanged = true
          }
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
    var printed: [(counts: [String: [[String]: Double]], matches: ([String], [String]) -> Bool)] = []
    for month in Self.months {
      let period = Period(month: month)
      printed.append((try ask(open, period, [by]), { cell, labels in cell[0] == labels[0] && cell[2] == month.iso }))
      printed.append((try ask(open, period, [line]), { cell, labels in cell[1] == labels[0] && cell[2] == month.iso }))
      printed.append(
        (
          try ask(open, period, [by, line]),
          { cell, labels in cell[0] == labels[0] && cell[1] == labels[1] && cell[2] == month.iso }
        ))
      let soFar = Period(first: year.first, last: month.lastDay)
      printed.append((try ask(open, soFar, [line]), { cell, labels in cell[1] == labels[0] && cell[2] <= month.iso }))
    }
    printed.append((try ask(open, year, [by]), { cell, labels in cell[0] == labels[0] }))
    printed.append((try ask(open, year, [by, line]), { cell, labels in cell[0] == labels[0] && cell[1] == labels[1] }))
    var attacked = 0
    var shown = 0
    for (quantity, cells) in truth {
      let labels = cells.keys.sorted { $0.lexicographicallyPrecedes($1) }
      var equations: [Equation] = []
      for (counts, matches) in printed {
        for (group, sum) in counts[quantity] ?? [:] {
          let inside = labels.indices.filter { matches(labels[$0], group) }
          guard !inside.isEmpty else { continue }
          equations.append(Equation(cells: inside, sum: sum))
          shown += 1
        }
      }
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
