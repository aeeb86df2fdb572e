import HotlineCalendar
import HotlineModel

/// What the job on Spark is told: which files to read, what facts consist of, and the SQL of every sum. As JSON it is all that the job
/// knows of definitions, so that none stands in it a second time.
package struct SparkPlan: Encodable, Sendable {
  /// A field of a kind of fact.
  package struct Field: Encodable, Sendable {
    let name: String
    let type: String
    let words: [String]
  }

  /// A measure's share in a fact, as SQL; `{moment}` stands for the last moment that is known of the fact's hotline.
  package struct Sum: Encodable, Sendable {
    let id: String
    let sql: String
  }

  /// How rows under one key are told that are hardly of one fact.
  struct Reuse: Encodable, Sendable {
    /// The field of a fact's beginning.
    let beginning: String
    /// The longest time between two beginnings in two days, in seconds.
    let longest: Int64
    /// The digits that a spreadsheet keeps of a number.
    let digits: Int
  }

  /// The sums of a kind of fact by one of its times.
  package struct Base: Encodable, Sendable {
    let time: String
    let crossed: [String]
    let sums: [Sum]
  }

  /// A list of rows: those for which one condition holds and another does not.
  package struct RowList: Encodable, Sendable {
    /// Its name in the database of sums.
    package let question: String
    let time: String
    let sql: String

    /// The facts that a measure counts and another one does not, by the same time.
    package init?(_ question: String, of measure: Measure, without other: Measure?) {
      guard let time = measure.time, other?.time ?? time == time else { return nil }
      self.question = question
      self.time = time
      sql =
        SparkPlan.condition(measure, of: .row)
        + (other.map { " AND ((\(SparkPlan.condition($0, of: .row))) IS NOT TRUE)" } ?? "")
    }
  }

  /// A kind of fact.
  package struct Kind: Encodable, Sendable {
    let name: String
    let identity: [String]
    /// The fields without which there is no fact, as bits.
    let required: Int64
    let fields: [Field]
    /// The columns that follow from a row itself.
    let derived: [String]
    let events: [String]
    let times: [String]
    let dimensions: [String]
    /// The columns of the view, in order, with what they hold: `number`, `time` or `text`.
    let columns: [[String]]
    /// How legs become a call.
    let parts: [[String]]
    /// What tells that rows of one key are hardly of one fact.
    let reuse: Reuse?
    /// The sums; none of a kind whose facts are handed over themselves.
    let bases: [Base]
    let rows: [RowList]
  }

  /// Where things are, on every machine of the cluster.
  package struct Places: Encodable, Sendable {
    let hotline: String
    let data: String
    let key: String
    let profile: String?
    let maxRejects: Double?
    let files: [String]
    let splitBytes: Int
    let output: String

    /// Tells the places.
    package init(
      hotline: String, data: String, key: String, profile: String?, maxRejects: Double?, files: [String],
      splitBytes: Int, output: String
    ) {
      self.hotline = hotline
      self.data = data
      self.key = key
      self.profile = profile
      self.maxRejects = maxRejects
      self.files = files
      self.splitBytes = splitBytes
      self.output = output
    }
  }

  /// A day of the working calendar.
  struct Day: Encodable, Sendable {
    let number: Int
    let start: Int64
    let isWorking: Bool
  }

  private let places: Places
  private let asOf: Int64?
  private let kinds: [Kind]
  private let days: [Day]
  /// The clock: since when it is how far ahead of UTC.
  private let zone: [[Int64]]
  private let hourOffset: Int64
  private let window: Int64
  private let acrossLines: Bool
  private let contactDays: Int
  private let rowsKept: Int
  /// What names stand for, by dimension and name: since, until and the canonical name.
  private let aliases: [String: [String: [Span]]]

  /// A span in which a name stands for another one.
  package struct Span: Encodable, Sendable {
    let since: Int64
    let until: Int64
    let name: String

    /// Creates a span.
    package init(since: Int64, until: Int64, name: String) {
      self.since = since
      self.until = until
      self.name = name
    }
  }

  /// Puts a plan together.
  ///
  /// - Parameters:
  ///   - asOf: the moment as of which sums are formed; that of the newest export unless given.
  ///   - calendar: the working days.
  ///   - aliases: what names stand for.
  package init(
    _ places: Places, asOf: Int64?, kinds: [Kind], calendar: WorkingDayCalendar, settings: DerivationSettings,
    aliases: [String: [String: [Span]]], rowsKept: Int
  ) {
    self.places = places
    self.asOf = asOf
    self.kinds = kinds
    self.aliases = aliases
    self.rowsKept = rowsKept
    let years = calendar.years
    let last = Period(year: years.upperBound).last.number
    // One day more tells where the last one ends.
    days = (Period(year: years.lowerBound).first.number...last + 1).map { number in
      let day = LocalDay(number: number)
      return Day(number: number, start: day.start, isWorking: calendar.isWorkingDay(day) ?? false)
    }
    zone = LocalZone.current.stretches.map { [max($0.start, -1 << 50), $0.offset] }
    hourOffset = LocalZone.current.hourOffset
    window = Int64(settings.repeatWindowDays) * 86_400
    acrossLines = settings.repeatsAcrossLines
    contactDays = settings.firstContactWorkingDays
  }
}

extension SparkPlan.Kind {
  /// Describes a kind of fact.
  ///
  /// - Parameters:
  ///   - identity: the fields by which facts are told apart.
  ///   - parts: how legs become a call.
  ///   - reuse: what tells that rows of one key are hardly of one fact.
  ///   - measures: what is summed; `nil` for a kind whose facts are handed over themselves.
  ///   - rows: the lists of rows that are kept.
  package init(
    _ kind: FactKind, identity: [String], parts: [(field: String, rule: String)],
    reuse: (beginning: String, longest: Int64, digits: Int)?, measures: [Measure]?, rows: [SparkPlan.RowList]
  ) {
    name = kind.rawValue
    self.identity = identity
    let schema = RecordSchema(kind)
    fields = schema.fields.filter { $0.bit != nil }.map { column in
      var words: [String] = []
      if case .word(let list) = column.content { words = list }
      return SparkPlan.Field(name: column.name, type: column.content.name, words: words)
    }
    required = kind.fields.indices.reduce(0) {
      kind.requiredFields.contains(kind.fields[$1]) ? $0 | 1 << Int64($1) : $0
    }
    // A row of a call tells besides how calls of one second are ordered.
    derived = schema.fields.filter { $0.bit == nil }.map(\.name) + (kind == .call ? ["tie"] : [])
    events = kind.eventFields.map(\.rawValue)
    times = kind.timeColumns
    dimensions = kind.dimensions.map(\.rawValue)
    columns = kind.columns.map { column in
      switch column.content {
      case .number: [column.name, column.name.hasSuffix("_at") ? "time" : "number"]
      case .word, .dimension: [column.name, "text"]
      }
    }
    self.parts = parts.map { [$0.field, $0.rule] }
    self.reuse = reuse.map { SparkPlan.Reuse(beginning: $0.beginning, longest: $0.longest, digits: $0.digits) }
    self.rows = rows
    let crossed = kind.dimensions.filter { $0 != .line && $0 != .agent }.map(\.rawValue)
    bases = kind.timeColumns.compactMap { time in
      guard let measures else { return nil }
      let timed = [Measure.allFacts(kind, time: time)] + measures.filter { $0.fact == kind && $0.time == time }
      return SparkPlan.Base(time: time, crossed: crossed, sums: timed.map(SparkPlan.Sum.init))
    }
  }
}

extension SparkPlan.Sum {
  fileprivate init(_ measure: Measure) {
    id = measure.id
    let value = measure.value.map { SQLRenderer(SparkDialect()).sql($0.root, over: measure.fact) } ?? "1"
    sql = "CASE WHEN \(SparkPlan.condition(measure, of: .sum)) THEN \(value) END"
  }
}

extension SparkPlan {
  /// What a condition is for.
  fileprivate enum Use {
    /// A sum: they are by the carried fields, and a fact without the moment that it must have reached counts, as `kpi` counts it.
    case sum
    /// A list of rows: as `explain` has it.
    case row
  }

  /// SQL that holds for the facts that a measure counts.
  fileprivate static func condition(_ measure: Measure, of use: Use) -> String {
    let dialect = SparkDialect()
    var conditions: [String] = []
    if let maturity = measure.maturity {
      let moment = use == .sum ? "coalesce(\(maturity), 0)" : maturity
      conditions.append("\(moment) \(measure.counts.comparison.sign) {moment}")
    }
    if use == .row, let requirement = measure.requirement {
      conditions.append(dialect.condition(requirement, of: measure.fact))
    }
    if let filter = measure.filter {
      conditions.append("(\(SQLRenderer(dialect).sql(filter.root, over: measure.fact)))")
    }
    return conditions.isEmpty ? "true" : conditions.joined(separator: " AND ")
  }
}
