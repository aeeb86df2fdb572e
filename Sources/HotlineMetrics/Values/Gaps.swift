/// Runs of hours or days in which something is missing.
package enum Gaps {
  /// A run.
  package struct Run<Number: Hashable & Sendable>: Sendable, Hashable {
    /// The first number of the run.
    package let first: Number
    /// How many numbers it has.
    package var count: Int
  }

  /// The runs of numbers that are not among those present, in the order of the numbers.
  ///
  /// Numbers that stand one after the other make a run, also where they are not next to each other: Mondays, say.
  package static func runs<Number: Hashable & Sendable>(
    of numbers: some Sequence<Number>, without present: Set<Number>
  ) -> [Run<Number>] {
    var runs: [Run<Number>] = []
    var isOpen = false
    for number in numbers {
      guard !present.contains(number) else {
        isOpen = false
        continue
      }
      if isOpen { runs[runs.count - 1].count += 1 } else { runs.append(Run(first: number, count: 1)) }
      isOpen = true
    }
    return runs
  }
}
