import HotlineCalendar
import HotlineModel

/// Members of a dimension, such as topics, whose share of all cases grew or shrank on the year before: the months of the two years are
/// paired, so that neither a season nor one odd month makes a change (paired t-test), corrected for the number of members
/// (``FalseDiscovery``).
package struct ShareGrowth: Sendable {
  /// What became of a share.
  package enum Standing: Sendable, Hashable {
    /// It grew.
    case riser
    /// It shrank.
    case faller
    /// It changed no more than months differ.
    case ordinary
    /// Fewer than six pairs of months, or fewer than 30 cases.
    case unjudged
  }

  /// A member in both years.
  package struct Member: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// Its cases, and all cases, of the months that have a pair.
    package let now: (cases: Double, of: Double)
    /// The same a year before.
    package let before: (cases: Double, of: Double)
    /// What became of it.
    package internal(set) var standing: Standing

    /// Its share of all cases now.
    package var share: Double? { now.of > 0 ? now.cases / now.of : nil }
    /// Its share a year before.
    package var shareBefore: Double? { before.of > 0 ? before.cases / before.of : nil }

    /// Whether two are the same.
    package static func == (left: Member, right: Member) -> Bool {
      left.name == right.name && left.now == right.now && left.before == right.before && left.standing == right.standing
    }

    /// Hashes the name.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// The members with a name, those with most cases first.
  package let members: [Member]
  /// The months that have a pair.
  package let months: [LocalMonth]

  /// Pairs of months below which nothing is judged.
  package static let fewestPairs = 6

  /// - Parameter counts: the cases of each member by month; an absent name is empty.
  init(_ counts: [LocalMonth: [String: Double]], months: [LocalMonth]) {
    func all(_ month: LocalMonth) -> Double { counts[month]?.values.reduce(0, +) ?? 0 }
    let pairs = months.filter { all($0) > 0 && all($0.advanced(by: -12)) > 0 }
    self.months = pairs
    let names = Set(counts.values.flatMap(\.keys)).subtracting([""])
    func sum(_ name: String, back: Int) -> (Double, Double) {
      pairs.reduce((0, 0)) { sum, month in
        let month = month.advanced(by: -back)
        return (sum.0 + (counts[month]?[name] ?? 0), sum.1 + all(month))
      }
    }
    var members: [Member] = []
    var probabilities: [Double?] = []
    for name in names.sorted() {
      let (now, before) = (sum(name, back: 0), sum(name, back: 12))
      let differences = pairs.map { month in
        let earlier = month.advanced(by: -12)
        return (counts[month]?[name] ?? 0) / all(month) - (counts[earlier]?[name] ?? 0) / all(earlier)
      }
      let probability = max(now.0, before.0) >= FunnelPlot.fewestJudged ? Self.probability(of: differences) : nil
      members.append(
        Member(
          name: name, now: (now.0, now.1), before: (before.0, before.1),
          standing: probability == nil ? .unjudged : .ordinary))
      probabilities.append(probability)
    }
    for (index, isFound) in FalseDiscovery.found(among: probabilities).enumerated() where isFound {
      members[index].standing = (members[index].share ?? 0) > (members[index].shareBefore ?? 0) ? .riser : .faller
    }
    self.members = members.sorted { (-$0.now.cases, $0.name) < (-$1.now.cases, $1.name) }
  }

  /// How often differences of so many pairs have by chance a mean as far from 0; `nil` for too few.
  static func probability(of differences: [Double]) -> Double? {
    let count = Double(differences.count)
    guard differences.count >= fewestPairs else { return nil }
    let mean = differences.reduce(0, +) / count
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    guard variance > 0 else { return mean == 0 ? 1 : 0 }
    return StudentDistribution.probability(
      beyond: mean / (variance / count).squareRoot(), degrees: differences.count - 1)
  }

  /// The members of a standing.
  package func members(_ standing: Standing) -> [Member] { members.filter { $0.standing == standing } }

  /// What became of a member; `nil` for one that has no cases in months that have a pair.
  package func standing(_ name: String) -> Standing? { members.first { $0.name == name }?.standing }
}

extension MetricEngine {
  /// How the members' shares of a count changed on the year before, all hotlines together.
  ///
  /// A month of which a public version hides a member's count has no pair: what is hidden is no 0.
  package func shareGrowth(_ metric: Metric, by dimension: Dimension, in period: Period) throws -> ShareGrowth {
    let span = Period(first: period.yearAgo.first, last: period.last)
    let table = try values(
      MetricQuery(
        metrics: [metric.withoutLeftOut], slice: Slice(period: span), groups: [.dimension(dimension), .month],
        limit: .max))
    var counts: [LocalMonth: [String: Double]] = [:]
    var hidden: Set<LocalMonth> = []
    for value in table.values {
      guard let month = LocalDay(iso: value.labels[1] + "-01")?.month else { continue }
      if value.isSuppressed { hidden.insert(month) }
      counts[month, default: [:]][value.labels[0], default: 0] += value.value ?? 0
    }
    for month in hidden { counts[month] = nil }
    // A month that is not over is none to be paired with a whole one.
    return ShareGrowth(counts, months: period.months.filter { $0.isOver(by: table.asOf) })
  }
}
