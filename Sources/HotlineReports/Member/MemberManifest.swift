import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What a folder of members' sheets holds: for each its files and figures, and the city's figures to which they add up.
package struct MemberManifest: Encodable {
  /// The two counts of a metric on a line; absent where a public version hides them.
  package struct Figure: Encodable, Hashable {
    let metric: String
    let line: String
    let numerator: Double?
    let denominator: Double?

    init(_ value: MetricValue) {
      metric = value.metric.id
      line = value.labels[0]
      numerator = value.numerator
      denominator = value.denominator
    }

    enum CodingKeys: String, CodingKey { case metric, line, numerator, denominator }

    /// Absent counts are written as `null`, so that every figure has the same keys.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(metric, forKey: .metric)
      try container.encode(line, forKey: .line)
      try container.encode(numerator, forKey: .numerator)
      try container.encode(denominator, forKey: .denominator)
    }
  }

  /// The orders of a member that ask for something.
  package struct Lists: Encodable, Hashable {
    var late = 0
    var older = 0
    var dueSoon = 0
    var uncontacted = 0

    enum CodingKeys: String, CodingKey {
      case late, older, uncontacted
      case dueSoon = "due_soon"
    }

    init() {}

    init(_ orders: MemberOrders) {
      late = orders.late.count
      older = orders.older.count
      dueSoon = orders.dueSoon.count
      uncontacted = orders.uncontacted.count
    }
  }

  /// A file and its SHA-256.
  package struct File: Codable, Hashable, Sendable {
    /// Its path in the folder.
    package let path: String
    /// Hexadecimal digits.
    package let sha256: String

    /// Creates an entry.
    package init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A member's sheet.
  package struct Sheet: Encodable {
    let dimension: String
    /// Its canonical name; empty for cases without one.
    let name: String
    let files: [File]
    let figures: [Figure]
    let orders: Lists?

    /// The paths of its files.
    package var paths: [String] { files.map(\.path) }

    enum CodingKeys: String, CodingKey { case dimension, name, files, figures, orders }

    /// - Parameter files: those that were written of it.
    package init(_ sheet: MemberSheet, files: [File]) {
      dimension = sheet.member.dimension.rawValue
      name = sheet.member.name
      self.files = files
      figures = sheet.sheets.values.filter { $0.labels[1] == sheet.member.name }.map(Figure.init)
      orders = sheet.orders.map(Lists.init)
    }
  }

  /// The sheets of one dimension, and what all of them come to.
  package struct Group: Encodable {
    let dimension: String
    let sheets: [Sheet]
    let city: [Figure]
    /// Whether the figures of the sheets add up to the city's; absent where a public version hides some.
    let addsUp: Bool?

    enum CodingKeys: String, CodingKey {
      case dimension, sheets, city
      case addsUp = "adds_up"
    }

    /// - Parameter written: the sheets of all members.
    package init(_ all: MemberSheets, _ written: [Sheet]) {
      dimension = all.dimension.rawValue
      sheets = written
      city = all.city.map(Figure.init)
      let figures = written.flatMap(\.figures)
      let isHidden = (all.city + all.values).contains(where: \.isSuppressed)
      addsUp =
        isHidden
        ? nil
        : city.allSatisfy { total in
          let parts = figures.filter { $0.metric == total.metric && $0.line == total.line }
          func isSum(_ part: (Figure) -> Double?) -> Bool {
            abs(parts.reduce(0) { $0 + (part($1) ?? 0) } - (part(total) ?? 0)) < 1e-6
          }
          return isSum(\.numerator) && isSum(\.denominator)
        }
    }

    /// The sums of the orders that ask for something; `nil` in a public version.
    var lists: Lists? {
      guard sheets.allSatisfy({ $0.orders != nil }) else { return nil }
      return sheets.compactMap(\.orders).reduce(into: Lists()) { sum, lists in
        sum.late += lists.late
        sum.older += lists.older
        sum.dueSoon += lists.dueSoon
        sum.uncontacted += lists.uncontacted
      }
    }
  }

  let period: String
  let asOf: String
  let hiddenUnder: Int?
  let groups: [Group]

  enum CodingKeys: String, CodingKey {
    case period, groups
    case asOf = "as_of"
    case hiddenUnder = "hidden_under"
  }

  /// - Parameter all: the sheets of each dimension with what was written; not empty.
  package init(_ all: [(sheets: MemberSheets, written: [Sheet])]) {
    period = all.first?.sheets.period.text ?? ""
    asOf = all.first.map { LocalTime.text($0.sheets.asOf) } ?? ""
    hiddenUnder = all.first?.sheets.smallest
    groups = all.map { Group($0.sheets, $0.written) }
  }
}
