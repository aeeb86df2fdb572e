import HotlineModel

/// The facts for placing fields: the columns, the header, and how times and durations agree row by row.
struct SuggestionScene {
  /// The file's columns, then one for each date with its clock.
  let columns: [ColumnSample]
  /// Names of the file's columns; empty for a file without header.
  let names: [String]
  let headerLine: Int
  let titles: [String]
  let rowCount: Int
  /// Columns without a name or whose name another column has too: a profile cannot tell them apart.
  let twins: Set<Int>
  /// Date and clock columns that are read together.
  let merged: Set<Int>
  /// The column whose values settled the order of day and month for the others.
  let orderDecider: Int?

  /// Rows that are compared with each other, at most.
  static let comparedRows = 600

  init(_ search: HeaderSearch, districts: Set<String>) {
    let rows = search.data
    let width = max(search.header?.fields.count ?? 0, rows.prefix(200).map(\.fields.count).max() ?? 0)
    let names = search.header.map { $0.fields + Array(repeating: "", count: width - $0.fields.count) } ?? []
    self.names = names
    headerLine = search.header?.line ?? 0
    titles = search.titles
    rowCount = rows.count
    let isAbsent = Set(RecordBuilder.usualAbsentWords.map { String(decoding: $0, as: UTF8.self) })
    var columns = (0..<width).map { index in
      let header = index < names.count ? HeaderReading(names[index]) : HeaderReading(concepts: [], unknown: 0)
      let cells = rows.map { row in
        let cell = index < row.fields.count ? row.fields[index] : ""
        return isAbsent.contains(cell) ? "" : cell
      }
      return ColumnSample(index: index, header: header, cells: cells, districts: districts)
    }
    orderDecider = Self.settleOrders(&columns)
    let pairs = Self.joined(columns)
    merged = Set(pairs.flatMap(\.indices))
    self.columns = columns + pairs
    let folded = names.map(HeaderText.folded)
    twins = Set(
      folded.indices.filter { index in
        folded[index].isEmpty || folded.count { $0 == folded[index] } > 1
      })
  }

  /// One column in which a day above 12 occurs settles the order for all.
  private static func settleOrders(_ columns: inout [ColumnSample]) -> Int? {
    let decider = columns.firstIndex { column in
      guard let time = column.time, time.otherReading == nil, !time.mixesOrders, let first = time.formats.first else {
        return false
      }
      return isDayAndMonth(first)
    }
    guard let decider, let format = columns[decider].time?.formats.first else { return nil }
    for index in columns.indices where columns[index].time?.otherReading != nil {
      columns[index].time = columns[index].time?.settled(dayFirst: format.text.hasPrefix("d"))
      columns[index].readMoments()
    }
    return decider
  }

  private static func isDayAndMonth(_ format: TimeFormat) -> Bool {
    let letters = format.text.filter { $0.isLetter }
    return letters.hasPrefix("Mdy") || letters.hasPrefix("dMy")
  }

  /// Each clock with the nearest date, to its left if there is one.
  private static func joined(_ columns: [ColumnSample]) -> [ColumnSample] {
    let dates = columns.indices.filter { columns[$0].time?.isDateOnly == true && columns[$0].time?.isNumeric == false }
    return columns.indices.filter { columns[$0].isClockOnly }.prefix(12).compactMap { clock in
      guard let date = dates.last(where: { $0 < clock }) ?? dates.first, let guess = columns[date].time else {
        return nil
      }
      let cells = zip(columns[date].cells, columns[clock].cells).map { $0.isEmpty || $1.isEmpty ? "" : "\($0) \($1)" }
      let formats = guess.formats.flatMap { day in ValueShape.clockTexts.compactMap { TimeFormat("\(day.text) \($0)") }
      }
      let filled = cells.filter { !$0.isEmpty }
      let fitting = formats.first { format in filled.allSatisfy { TimeGuess.seconds($0, format) != nil } }
      guard let fitting, !filled.isEmpty else { return nil }
      let other = guess.otherReading?.first.flatMap {
        TimeFormat("\($0.text)\(fitting.text.dropFirst(guess.formats[0].text.count))")
      }
      let joint = TimeGuess(
        formats: [fitting], otherReading: other.map { [$0] }, unread: guess.unread, isNumeric: false)
      return ColumnSample(date: columns[date], clock: columns[clock], guess: joint, cells: cells)
    }
  }

  /// Columns that hold times, the joined ones instead of their parts.
  var times: [Int] {
    Array(columns.indices.filter { columns[$0].isTime && !isPart($0) && !isTwin($0) }.prefix(16))
  }

  /// Columns that hold durations or counts.
  var durations: [Int] {
    Array(columns.indices.filter { !columns[$0].durations.isEmpty && !isPart($0) && !isTwin($0) }.prefix(24))
  }

  func isPart(_ column: Int) -> Bool { columns[column].indices == [column] && merged.contains(column) }
  func isTwin(_ column: Int) -> Bool { columns[column].indices.contains(where: twins.contains) }

  /// Whether a header says nothing that we know, or there is none.
  func isUnnamed(_ column: Int) -> Bool {
    columns[column].header.concepts.subtracting(HeaderConcept.weak).isEmpty
  }

  /// Both times of a row. Two clocks of one date are at most a midnight apart.
  private func moments(_ first: Int, _ second: Int, row: Int) -> (Int64, Int64)? {
    guard let left = columns[first].moments[row], let right = columns[second].moments[row] else { return nil }
    let dates = (columns[first].indices, columns[second].indices)
    let haveOneDate = dates.0.count == 2 && dates.1.count == 2 && dates.0[0] == dates.1[0]
    return (left, haveOneDate && left - right > 43_200 ? right + 86_400 : right)
  }

  /// The share of rows with both times in which the first is not later.
  func order(_ first: Int, _ second: Int) -> (share: Double, equal: Double, rows: Int) {
    var (rows, kept, equal) = (0, 0, 0)
    for row in 0..<min(rowCount, Self.comparedRows) {
      guard let (left, right) = moments(first, second, row: row) else { continue }
      rows += 1
      if left <= right { kept += 1 }
      if left == right { equal += 1 }
    }
    return rows == 0 ? (0, 0, 0) : (Double(kept) / Double(rows), Double(equal) / Double(rows), rows)
  }

  /// The share of rows in which durations make up the time between two columns; zeros prove nothing.
  func agreement(_ durations: [Int], from start: Int, to end: Int) -> Double {
    var (rows, kept) = (0, 0)
    let slack: Int64 =
      [start, end].contains { columns[$0].time?.formats.contains { !$0.hasSeconds } ?? false } ? 60 : 1
    for row in 0..<min(rowCount, Self.comparedRows) {
      guard let (from, to) = moments(start, end, row: row) else { continue }
      let parts = durations.compactMap { columns[$0].durations[row] }
      let sum = parts.reduce(0, +)
      guard parts.count == durations.count, sum > 0 || to > from else { continue }
      rows += 1
      if abs(to - from - sum) <= slack { kept += 1 }
    }
    // A short file proves what it can.
    return rows < min(5, max(1, rowCount / 2)) ? 0 : Double(kept) / Double(rows)
  }

  /// The middle of the time between two columns, in seconds.
  func medianGap(_ first: Int, _ second: Int) -> Int64? {
    let gaps = (0..<min(rowCount, Self.comparedRows)).compactMap { row in
      moments(first, second, row: row).map { $0.1 - $0.0 }
    }.sorted()
    return gaps.isEmpty ? nil : gaps[gaps.count / 2]
  }
}
