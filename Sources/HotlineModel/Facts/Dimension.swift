import HotlineText

/// What KPIs are broken down by, besides time: a name that facts bear. Some are built in, others are declared by
/// `data/model.yaml`.
package struct Dimension: Sendable, RawRepresentable, Codable {
  /// Its name in files, in views and on the command line.
  package let rawValue: String
  /// Its name for people; `nil` for a built-in one, whose name the reports know.
  package let name: LocalizedText?
  /// Its place among all.
  package let index: Int
  /// Whether its names have aliases.
  package let hasAliases: Bool

  private init(_ index: Int, _ rawValue: String, hasAliases: Bool = false) {
    self.rawValue = rawValue
    self.index = index
    self.hasAliases = hasAliases
    name = nil
  }

  /// A declared dimension.
  ///
  /// - Parameter place: its place among the declared ones.
  init(declared rawValue: String, name: LocalizedText, place: Int) {
    self.rawValue = rawValue
    self.name = name
    index = Self.builtIn.count + place
    hasAliases = false
  }

  /// The built-in dimension of a name.
  package init?(rawValue: String) {
    guard let dimension = Self.builtIn.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = dimension
  }

  /// Whether `data/model.yaml` declares it.
  package var isDeclared: Bool { index >= Self.builtIn.count }

  /// The hotline number.
  package static let line = Dimension(0, "line")
  /// The district, by its canonical name.
  package static let district = Dimension(1, "district", hasAliases: true)
  /// The handling unit, by its canonical name.
  package static let unit = Dimension(2, "unit", hasAliases: true)
  /// The topic.
  package static let category = Dimension(3, "category")
  /// The seat's number.
  package static let agent = Dimension(4, "agent")
  /// The kind of order or activity.
  package static let kind = Dimension(5, "kind")
  /// A budget's project.
  package static let project = Dimension(6, "project")

  /// The built-in dimensions, in order.
  package static let builtIn: [Dimension] = [.line, .district, .unit, .category, .agent, .kind, .project]
}

extension Dimension: Hashable {
  /// Whether two dimensions are the same.
  package static func == (left: Dimension, right: Dimension) -> Bool {
    left.index == right.index && left.rawValue == right.rawValue
  }

  /// Hashes the dimension's place.
  package func hash(into hasher: inout Hasher) { hasher.combine(index) }
}
