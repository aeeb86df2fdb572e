/// Finds the values at some ranks among many, for each of some groups: exactly, and in bounded memory.
///
/// Values are counted by their bits, which order as the values do. When there are too many different ones, neighbours are counted
/// together. What is sought then lies in a few of these counts, and one more pass over the cases looks only there.
struct RankSearch {
  /// A value, or neighbouring ones, of one group.
  private struct Key: Hashable {
    var group: Int
    var bits: UInt64
  }

  /// A rank that is sought: that in the whole group, and that among the values counted together.
  private typealias Sought = (rank: Int, rest: Int)

  private let limit: Int
  private var counts: [Key: Int] = [:]
  /// By how many bits values are cut before they are counted.
  private var shift: UInt64 = 0
  /// Where a further pass looks, and by how many bits these keys are cut; `nil` in the first pass.
  private var places: (sought: [Key: [Sought]], shift: UInt64)?
  /// The cases of each group, by its number.
  private(set) var cases: [Int: Int] = [:]
  /// What was found: values by rank, by the group's number.
  private(set) var values: [Int: [Int: Double]] = [:]

  /// - Parameter limit: how many different values are counted one by one.
  init(limit: Int = 1 << 18) { self.limit = limit }

  /// Counts a case.
  mutating func add(_ value: Double, group: Int) {
    let bits = Self.bits(value)
    if let places, places.sought[Key(group: group, bits: bits >> places.shift)] == nil { return }
    counts[Key(group: group, bits: bits >> shift), default: 0] += 1
    // Each place comes apart into two at least: every pass comes nearer.
    if counts.count > max(limit, 4 * (places?.sought.count ?? 0)) { coarsen() }
  }

  private mutating func coarsen() {
    let most = counts.count / 2
    // Bits that no value has need no step of their own.
    var step = UInt64(counts.keys.reduce(0) { $0 | $1.bits }.trailingZeroBitCount) + 1
    while counts.count > most {
      shift += step
      var merged: [Key: Int] = [:]
      for (key, count) in counts { merged[Key(group: key.group, bits: key.bits >> step), default: 0] += count }
      counts = merged
      step = 1
    }
  }

  /// Ends a pass over all cases.
  ///
  /// - Parameter ranks: which ranks are sought, from 1, of so many cases.
  /// - Returns: whether the cases have to be gone through once more.
  mutating func endPass(_ ranks: (_ cases: Int) -> Set<Int>) -> Bool {
    if places == nil { for (key, count) in counts { cases[key.group, default: 0] += count } }
    let sought =
      places?.sought
      ?? Dictionary(
        uniqueKeysWithValues: cases.map { group, cases in
          (Key(group: group, bits: 0), ranks(cases).map { (rank: $0, rest: $0) })
        })
    // Of the first pass each group is one place.
    let cut = places.map { $0.shift - shift }
    var next: [Key: [Sought]] = [:]
    var (place, passed) = (Key(group: -1, bits: 0), 0)
    for (key, count) in counts.sorted(by: { ($0.key.group, $0.key.bits) < ($1.key.group, $1.key.bits) }) {
      let own = Key(group: key.group, bits: cut.map { key.bits >> $0 } ?? 0)
      if own != place { (place, passed) = (own, 0) }
      for (rank, rest) in sought[place] ?? [] where passed < rest && rest <= passed + count {
        if shift == 0 {
          values[key.group, default: [:]][rank] = Self.value(key.bits)
        } else {
          next[key, default: []].append((rank, rest - passed))
        }
      }
      passed += count
    }
    places = (next, shift)
    counts = [:]
    shift = 0
    return !next.isEmpty
  }

  /// A number's bits, ordered as numbers are.
  private static func bits(_ value: Double) -> UInt64 {
    let bits = (value == 0 ? 0 : value).bitPattern
    return value < 0 ? ~bits : bits | 1 << 63
  }

  private static func value(_ bits: UInt64) -> Double {
    Double(bitPattern: bits >> 63 == 1 ? bits & ~(1 << 63) : ~bits)
  }
}
