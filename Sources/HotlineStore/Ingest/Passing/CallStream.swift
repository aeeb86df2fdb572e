import HotlineCalendar

/// Computes neighbour times and sums of new calls before they are written, so that the calls need not be read again.
///
/// The only door of this folder. The same could be had from the database alone (`CallSequence`, `RollupSummation`), as it is for all
/// other days; Benchmarks/README.md says what passing by buys.
///
/// Calls are held for some time, because a further call of the same caller within days changes what is stored of the earlier
/// one. The results are right for calls in order of time on days of which the database has no call. Other days are collected
/// and computed from the database at the end: ``unsettledDays`` by ``CallSequence``, ``unsummedDays`` by ``RollupSummation``.
final class CallStream {
  /// Days whose calls may have other neighbours than computed here.
  private(set) var unsettledDays: Set<Int> = []
  /// Days whose sums may differ from ``sums``.
  private(set) var unsummedDays: Set<Int> = []
  /// The sums of days of which the database had no call.
  let sums: RollupSums?

  /// Memory that the sums of open days may take, in bytes. A log in order of time needs few of them; of one in another order a
  /// season stays open, and the rest is summed from the database.
  static let roomForSums = 24 << 20

  private let places: CallPlaces
  private let known: KnownDays
  private let rule: RepeatRule
  private let cells: RowCells
  private var recent: RecentCalls
  private var held: [(batch: FactBatch, latest: Int64)] = []
  /// The latest start of a call so far.
  private var latest = Int64.min
  private var firstHeldRow = 0
  private var nextRow = 0
  private let holdingLimit: Int
  private var lastDay = Int.min

  /// - Parameters:
  ///   - holdingLimit: calls held back at most, to the batch: as many as a city of 27 million calls a year has in a window.
  init(
    _ layout: FactLayout, places: CallPlaces, known: KnownDays, rule: RepeatRule, sums: RollupSums?, names: NameTables,
    holdingLimit: Int = 1 << 19
  ) {
    self.places = places
    self.known = known
    self.rule = rule
    self.sums = sums
    self.holdingLimit = holdingLimit
    cells = RowCells(layout, names: names, repeatWindow: rule.window)
    recent = RecentCalls(rule)
  }

  /// Takes a batch, and releases batches that were held long enough.
  func take(_ batch: FactBatch, release: (FactBatch) throws -> Void) rethrows {
    link(batch)
    var newest = Int64.min
    for row in 0..<batch.count { newest = max(newest, CallID.startedAt(batch.ids[row])) }
    latest = max(latest, newest)
    held.append((batch, newest))
    nextRow += batch.count
    while let oldest = held.first, nextRow - firstHeldRow > holdingLimit || isDone(oldest.latest) { try letGo(release) }
  }

  /// Releases all batches.
  func finish(release: (FactBatch) throws -> Void) rethrows {
    while !held.isEmpty { try letGo(release) }
    recent = RecentCalls(rule)
  }

  /// Whether no call follows one of this time any more: as much as ``RecentCalls`` looks back.
  private func isDone(_ start: Int64) -> Bool { start < latest - rule.window - RecentCalls.slack }

  private func letGo(_ release: (FactBatch) throws -> Void) rethrows {
    let batch = held.removeFirst().batch
    firstHeldRow += batch.count
    if let sums {
      addSums(of: batch, to: sums)
      batch.days = sums.takeClosed()
    }
    try release(batch)
  }

  // MARK: Sequence

  private func link(_ batch: FactBatch) {
    for row in 0..<batch.count {
      if let startedAt = batch.value(row, places.startedAt) { batch.setCallID(row, startedAt: startedAt) }
    }
    var row = 0
    while row < batch.count {
      let end = endOfSecond(batch, row)
      if end - row > 1, mayCallTwice(batch, row..<end) {
        // Calls of one second are ordered by id, whatever their order in the file.
        for row in (row..<end).sorted(by: { batch.ids[$0] < batch.ids[$1] }) { link(batch, row) }
      } else {
        for row in row..<end { link(batch, row) }
      }
      row = end
    }
  }

  /// The end of the run of rows that begin in the same second.
  private func endOfSecond(_ batch: FactBatch, _ row: Int) -> Int {
    let second = CallID.startedAt(batch.ids[row])
    var end = row + 1
    while end < batch.count, CallID.startedAt(batch.ids[end]) == second { end += 1 }
    return end
  }

  /// Whether two of these rows have the same caller. Also true when there are too many rows to compare: times without
  /// minutes put thousands of calls into one second.
  private func mayCallTwice(_ batch: FactBatch, _ rows: Range<Int>) -> Bool {
    rows.count > 16
      || rows.contains { row in
        guard let caller = batch.value(row, places.caller) else { return false }
        return (rows.lowerBound..<row).contains { batch.value($0, places.caller) == caller }
      }
  }

  private func link(_ batch: FactBatch, _ row: Int) {
    guard let startedAt = batch.value(row, places.startedAt), let caller = batch.value(row, places.caller),
      batch.value(row, places.direction) == 0
    else { return }
    let call = RecentCalls.Call(
      id: batch.ids[row], caller: caller, line: batch.value(row, places.line) ?? 0,
      category: batch.value(row, places.category) ?? 0, tag: nextRow + row)
    let day = LocalDay(containing: startedAt).number
    if day != lastDay {
      lastDay = day
      let reach = LocalDay.reach(seconds: rule.window)
      if !known.contains(day), known.contains(day, within: reach) { unsettledDays.insert(day) }
    }
    guard let links = recent.append(call) else {
      unsettledDays.insert(day)
      return
    }
    if let previous = links.previous {
      batch.set(row, places.previous, previous.startedAt)
      tell(previous, next: startedAt, nextSameTopic: nil, arriving: batch)
    }
    if let previous = links.previousOfTopic { tell(previous, next: nil, nextSameTopic: startedAt, arriving: batch) }
  }

  private func tell(_ call: RecentCalls.Call, next: Int64?, nextSameTopic: Int64?, arriving: FactBatch) {
    guard call.tag >= firstHeldRow else {
      arriving.lateLinks.append(FactBatch.LateLink(id: call.id, next: next, nextSameTopic: nextSameTopic))
      unsummedDays.insert(LocalDay(containing: call.startedAt).number)
      return
    }
    var batch = arriving
    var first = nextRow
    if call.tag < nextRow {
      first = firstHeldRow
      for (candidate, _) in held {
        batch = candidate
        if call.tag < first + candidate.count { break }
        first += candidate.count
      }
    }
    if let next { batch.set(call.tag - first, places.next, next) }
    if let nextSameTopic { batch.set(call.tag - first, places.nextSameTopic, nextSameTopic) }
  }

  // MARK: Sums

  private func addSums(of batch: FactBatch, to sums: RollupSums) {
    sums.prepare()
    cells.prepare()
    var current = (day: Int.min, isKnown: true)
    for row in 0..<batch.count {
      guard let startedAt = batch.value(row, places.startedAt) else { continue }
      let day = LocalDay(containing: startedAt).number
      if day != current.day { current = (day, known.contains(day)) }
      if !current.isKnown { sums.add(cells.cells(of: batch, row)) }
    }
  }
}
