import HotlineCalendar
import HotlineModel
import HotlineText

/// A district or a unit of which a sheet tells; with an empty name what belongs to none.
package struct Member: Sendable, Hashable {
  /// What it is one of.
  package let dimension: Dimension
  /// Its canonical name; empty for cases without one.
  package let name: String

  /// Creates a member.
  package init(_ dimension: Dimension, _ name: String) {
    self.dimension = dimension
    self.name = name
  }

  /// Its name in a document; 未归属 for cases without one.
  package func title(_ language: Language) -> String {
    name.isEmpty ? language("未归属", "not assigned") : name
  }

  /// What it is called in running text: 本区, 本单位.
  func own(_ language: Language) -> String {
    guard !name.isEmpty else { return language("未归属", "not assigned") }
    return switch dimension {
    case .district: language("本区", "the district")
    case .unit: language("本单位", "the unit")
    default: language("本组", "the group")
    }
  }

  /// The name of its files, without language and extension: letters and digits of its name, never a path.
  package func fileName(_ period: Period) -> String {
    let shown = name.isEmpty ? "unassigned" : String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    return "member-\(period.text.replacing("..", with: "_"))-\(dimension.rawValue)-\(shown)"
  }
}
