import HotlineModel
import Testing

@testable import HotlineStore

/// What a fact adds to measures: unknown counts as false and adds nothing.
@Suite("What a fact adds to measures")
struct MeasureProgramTests {
  private let columns = FactKind.call.columns

  /// What a call with some cells adds to each measure, and whether it adds anything.
  private func sums(_ measures: [Measure], _ values: [String: Int64]) throws -> (sums: [Double], isAny: Bool) {
    let cells = FactCells(count: columns.count)
    defer { cells.deallocate() }
    for place in columns.indices {
      cells.isPresent[place] = values[columns[place].name] != nil
      cells.values[place] = values[columns[place].name] ?? 0
    }
    let program = MeasureProgram(measures, names: NameTables(reference: try TestStore.reference()))
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: measures.count)
    defer { sums.deallocate() }
    let isAny = program.evaluate(cells, into: sums)
    return (measures.indices.map { sums[$0] }, isAny)
  }

  private func measure(_ filter: String?, value: String? = nil, matures: String? = nil) throws -> Measure {
    try TestMeasures.measure("m", .call, filter, value: value, time: "started_at", matures: matures)
  }

  private func sum(_ filter: String?, value: String? = nil, _ values: [String: Int64]) throws -> Double {
    try sums([measure(filter, value: value)], values).sums[0]
  }

  @Test("of more conditions than are tested at once each still holds or not")
  func manyConditions() throws {
    let measures = try (0..<70).map { try measure("talk_seconds <= \($0 + 100)") }
    #expect(try sums(measures, ["talk_seconds": 150]).sums == (0..<70).map { $0 < 50 ? 0 : 1 })
    #expect(try sums(measures, ["talk_seconds": 999]).sums == Array(repeating: 0, count: 70))
    #expect(try sums(measures, ["talk_seconds": 100]).sums == Array(repeating: 1, count: 70))
  }

  @Test("alternatives of alternatives, few and many, on each side")
  func alternatives() throws {
    func list(_ column: String, _ count: Int) -> String {
      "(" + (1...count).map { "\(column) = \($0 * 100)" }.joined(separator: " or ") + ")"
    }
    for count in [1, 3, 4, 5, 17] {
      let filter = "(\(list("talk_seconds", count)) and \(list("wait_seconds", count))) and resolved = 1"
      for (talk, wait, resolved) in [
        (100, 100, 1), (count * 100, count * 100, 1), (100, count * 100, 1), (count * 100, 100, 1),
      ] {
        let cells = ["talk_seconds": Int64(talk), "wait_seconds": Int64(wait), "resolved": Int64(resolved)]
        #expect(try sum(filter, cells) == 1, "\(count): \(talk), \(wait)")
        #expect(try sum(filter, cells.merging(["resolved": 0]) { $1 }) == 0)
        #expect(try sum(filter, cells.merging(["wait_seconds": Int64(count + 1) * 100]) { $1 }) == 0)
        #expect(try sum(filter, cells.merging(["talk_seconds": 0]) { $1 }) == 0)
      }
    }
  }

  @Test("a fact that adds nothing says so, one that adds to a single measure too")
  func nothing() throws {
    let measures = try [measure("talk_seconds > 60"), measure("wait_seconds > 60")]
    #expect(try !sums(measures, ["talk_seconds": 60, "wait_seconds": 60]).isAny)
    #expect(try sums(measures, ["talk_seconds": 61, "wait_seconds": 60]) == ([1, 0], true))
    #expect(try sums(measures, ["talk_seconds": 60, "wait_seconds": 61]) == ([0, 1], true))
  }

  @Test("without the moment by which it matures a fact counts nowhere")
  func maturity() throws {
    let measure = try measure("talk_seconds > 0", matures: "repeat_window_ends_at")
    #expect(try sums([measure], ["talk_seconds": 1]).sums == [0])
    #expect(try sums([measure], ["talk_seconds": 1, "repeat_window_ends_at": 9]).sums == [1])
    #expect(try sums([measure], ["repeat_window_ends_at": 9]).sums == [0])
  }

  @Test("what is unknown is not counted and adds nothing, in a filter and in a value")
  func unknown() throws {
    #expect(try sum("talk_seconds + wait_seconds > 10", ["talk_seconds": 50]) == 0)
    #expect(try sum("talk_seconds + wait_seconds > 10", ["talk_seconds": 5, "wait_seconds": 6]) == 1)
    #expect(try sum("talk_seconds + wait_seconds > 10", ["talk_seconds": 5, "wait_seconds": 5]) == 0)
    #expect(try sum(nil, value: "talk_seconds - wait_seconds", ["talk_seconds": 50]) == 0)
    #expect(try sum(nil, value: "talk_seconds - wait_seconds", ["talk_seconds": 50, "wait_seconds": 20]) == 30)
    #expect(try sum(nil, value: "talk_seconds", [:]) == 0 && sum(nil, value: "talk_seconds", ["talk_seconds": 7]) == 7)
    #expect(try sum(nil, [:]) == 1)
  }

  @Test("what a word is worth: the first, the last, none, and one that the value does not name")
  func words() throws {
    let rating =
      "case when satisfaction = 'very_satisfied' then 1 when satisfaction = 'very_dissatisfied' then 0.25 end"
    let unrated = "case when satisfaction is null then 5 else 2 end"
    let measures = try [measure(nil, value: rating), measure(nil, value: unrated)]
    #expect(try sums(measures, ["satisfaction": 0]).sums == [1, 2])
    #expect(try sums(measures, ["satisfaction": 5]).sums == [0.25, 2])
    #expect(try sums(measures, ["satisfaction": 3]).sums == [0, 2])
    #expect(try sums(measures, [:]).sums == [0, 5])
  }

  @Test("a comparison holds at its limit or does not, and never without a value", arguments: [Int64(59), 60, 61])
  func limits(talk: Int64) throws {
    let cells = ["talk_seconds": talk, "wait_seconds": 60]
    func holds(_ filter: String) throws -> Bool { try sum(filter, cells) == 1 }
    #expect(try holds("talk_seconds <= 60") == (talk <= 60) && holds("talk_seconds < 60") == (talk < 60))
    #expect(try holds("talk_seconds >= 60") == (talk >= 60) && holds("talk_seconds > 60") == (talk > 60))
    #expect(try holds("talk_seconds <= wait_seconds") == (talk <= 60))
    #expect(try holds("talk_seconds < wait_seconds") == (talk < 60))
    #expect(try holds("talk_seconds >= wait_seconds") == (talk >= 60))
    #expect(try holds("talk_seconds > wait_seconds") == (talk > 60))
    #expect(try holds("talk_seconds = 60") == (talk == 60) && holds("not (talk_seconds = 60)") == (talk != 60))
    #expect(try holds("talk_seconds = 60.5") == false && holds("talk_seconds <> 60") == (talk != 60))
    for filter in [
      "talk_seconds <= 60", "talk_seconds < 60", "talk_seconds = 0", "talk_seconds = 100", "not (talk_seconds = 60)",
      "talk_seconds <= wait_seconds", "talk_seconds < wait_seconds", "wait_seconds <= talk_seconds",
      "wait_seconds < talk_seconds", "talk_seconds is not null",
    ] {
      #expect(try sum(filter, ["wait_seconds": -5]) == 0, "\(filter)")
      #expect(
        try sum(
          filter.replacing("talk", with: "TALK").replacing("wait", with: "talk")
            .replacing("TALK", with: "wait"), ["talk_seconds": -5]) == 0, "\(filter)")
    }
  }

  @Test("sums that need not be whole numbers are known")
  func fractional() throws {
    let fractions = [
      "talk_seconds / 2.0", "talk_seconds * 0.5", "0.5 * talk_seconds", "case when resolved = 1 then 1 else 0.6 end",
      "case when resolved = 1 then 0.6 else 1 end",
    ]
    let whole = [
      "talk_seconds", "talk_seconds * 2", "talk_seconds + wait_seconds", "case when resolved = 1 then 2 else 1 end",
    ]
    let measures = try (fractions + whole).map { try measure(nil, value: $0) } + [measure("resolved = 1")]
    let program = MeasureProgram(measures, names: NameTables(reference: try TestStore.reference()))
    #expect(program.fractional == Array(fractions.indices))
  }
}
