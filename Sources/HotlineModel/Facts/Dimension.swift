/// What KPIs are broken down by, besides time.
package enum Dimension: String, Sendable, CaseIterable, Codable {
  /// The hotline number.
  case line
  /// The district, by its canonical name.
  case district
  /// The handling unit, by its canonical name.
  case unit
  /// The topic.
  case category
  /// The seat's number.
  case agent
  /// The kind of order or activity.
  case kind
  /// A budget's project.
  case project

  /// The dimension's place among all.
  package var index: Int {
    switch self {
    case .line: 0
    case .district: 1
    case .unit: 2
    case .category: 3
    case .agent: 4
    case .kind: 5
    case .project: 6
    }
  }

  /// Whether its names have aliases.
  package var hasAliases: Bool { self == .district || self == .unit }
}
