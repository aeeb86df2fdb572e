/// Which of many comparisons are more than chance: Benjamini & Hochberg's procedure (1995), by which of those that are called so
/// about one in twenty is wrong, however many are compared. Of fifty topics two or three lie beyond a 95 % limit by chance alone.
package enum FalseDiscovery {
  /// The share of wrong ones among those that are called more than chance.
  package static let usualRate = 0.05

  /// For each comparison whether it is more than chance.
  ///
  /// - Parameter probabilities: how often chance alone gives as much; `nil` for what cannot be judged and is not counted as compared.
  package static func found(among probabilities: [Double?], rate: Double = usualRate) -> [Bool] {
    let known = probabilities.compactMap { $0 }.sorted()
    let count = Double(known.count)
    let limit = known.enumerated().last { $0.element <= rate * Double($0.offset + 1) / count }?.element
    return probabilities.map { probability in
      guard let probability, let limit else { return false }
      return probability <= limit
    }
  }
}
