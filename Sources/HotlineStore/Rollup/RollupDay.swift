import HotlineModel

/// The sums of one day: by hour and member of each dimension, and by all crossed dimensions at once.
///
/// A fact is added once to the sums by all crossed dimensions; those by each of them follow from these, see ``fold(_:)``.
final class RollupDay {
  /// The day; see `LocalDay`.
  let number: Int
  /// By grain, hotline, member, carried fields.
  let members: KeyedSums
  /// By hotline, the members of the crossed dimensions, carried fields; empty where there is nothing to cross.
  let crossed: KeyedSums
  /// Whether ``crossed`` has all facts of the day, so that it is worth keeping; else there were too many different ones.
  private(set) var isCrossed = true
  /// When it was last added to, by the counter of its ``RollupSums``.
  var lastUse = 0
  /// The memory that was last counted for it.
  var countedBytes = 0

  /// A day that has more different keys than this is not kept by all crossed dimensions: it would be no shorter than its facts.
  static let mostCrossed = 4096

  init(number: Int, base: Rollup.Base, stride: Int) {
    self.number = number
    members = KeyedSums(keyWidth: 4, stride: stride, capacity: 128)
    crossed = KeyedSums(keyWidth: base.crossed.count + 2, stride: stride, capacity: base.crossed.isEmpty ? 1 : 128)
  }

  var bytes: Int { members.bytes + crossed.bytes }

  /// Adds the sums by all crossed dimensions to those by each of them, when the day is done or has too many.
  ///
  /// - Parameter layout: how sums lie in memory.
  func fold(_ layout: RollupSums.Layout) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 4) { key in
      guard let member = key.baseAddress else { return }
      for index in 0..<crossed.count {
        let (own, sums) = (crossed.key(index), crossed.sums(index))
        member[1] = own[0]
        member[3] = own[crossed.keyWidth - 1]
        for (place, grain) in layout.crossedGrains.enumerated() {
          member[0] = Int64(grain)
          member[2] = own[1 + place]
          layout.add(sums, to: members.sums(of: member))
        }
      }
    }
  }

  /// Folds the sums so far and does without those by all crossed dimensions.
  func giveUpCrossing(_ layout: RollupSums.Layout) {
    fold(layout)
    crossed.removeAll()
    isCrossed = false
  }
}
