/// The made-up city that calls: districts and topics of unequal weight, the units that handle them.
struct Population {
  /// A topic, its weight, the unit that handles it.
  struct Topic {
    let name: String
    let weight: Double
    let unit: Int
    /// How much likelier than usual its cases go badly.
    let trouble: Double
  }

  let districts: [String]
  let units: [String]
  let topics: [Topic]
  let districtWeights: [Double]
  let topicWeights: [Double]

  init(districts: [String], units: [String], growth: Growth) {
    self.districts = districts
    self.units = units
    let weights = [6.5, 10.8, 6.9, 10.5, 12.8, 7.9, 13.1, 25.4, 20.4, 15.6, 55.0, 8.0, 17.6, 12.1, 11.5, 6.9]
    districtWeights = Self.cumulative(districts.indices.map { weights[$0 % weights.count] })
    let names: [(String, Double, Double)] = [
      ("养老服务", 22, 1), ("社会救助", 16, 1.3), ("婚姻登记", 14, 0.6), ("殡葬服务", 9, 2.4), ("儿童福利", 5, 0.9), ("社区服务", 11, 0.8),
      ("社会组织", 6, 1), ("区划地名", 3, 1), ("慈善事业", 3, 0.8), ("福利彩票", 4, 1.2), ("残疾人补贴", 7, 1.4), ("其他", 5, 1),
    ]
    // Several units share a topic in turn: the second half of the list takes every other case.
    topics = names.enumerated().map { index, entry in
      Topic(
        name: entry.0, weight: entry.1 * growth.topic(entry.0), unit: index % max(1, units.count), trouble: entry.2)
    }
    topicWeights = Self.cumulative(topics.map(\.weight))
  }

  static func cumulative(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    return weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// How much likelier than usual a district's cases go badly.
  func trouble(district: Int) -> Double {
    switch districts[district] {
    case "宝山区": 1.9
    case "金山区": 1.6
    case "徐汇区", "长宁区": 0.6
    default: 1
    }
  }

  /// The unit that handles a case.
  func unit(topic: Int, _ generator: inout SeededGenerator) -> Int {
    let first = topics[topic].unit
    let second = (first + topics.count) % units.count
    let third = (first + 2 * topics.count) % units.count
    return [first, first, second, third][generator.below(4)]
  }

  /// A made-up mobile number; the same index always has the same one.
  static func caller(_ index: Int) -> String {
    let prefixes = ["138", "139", "136", "150", "158", "186", "189", "177", "133", "199"]
    var generator = SeededGenerator(seed: UInt64(index) &* 0x9E37_79B9 &+ 77)
    let tail = String(generator.below(100_000_000))
    return prefixes[index % prefixes.count] + String(repeating: "0", count: 8 - tail.count) + tail
  }
}

extension SeededGenerator {
  /// A choice of exactly `count` of the weights' indices, heavier ones likelier (Efraimidis & Spirakis 2006).
  mutating func choose(_ count: Int, weights: [Double]) -> [Bool] {
    var keys: [(key: Double, index: Int)] = []
    keys.reserveCapacity(weights.count)
    for (index, weight) in weights.enumerated() where weight > 0 { keys.append((exponential(mean: 1 / weight), index)) }
    keys.sort { $0 < $1 }
    var chosen = Array(repeating: false, count: weights.count)
    for entry in keys.prefix(count) { chosen[entry.index] = true }
    return chosen
  }
}
