import HotlineModel

/// The readable views of a hotline's database, made of records by another engine: `call_view` and its like.
///
/// Of a fact's rows the newest counts, as a whole. Legs of one call are not joined, and a row that carries only some of the fields
/// does not complete another one.
package struct RecordViews {
  private let engine: Engine
  private let model: DataModel
  private let settings: DerivationSettings

  /// Creates the views of a model's kinds of fact.
  package init(_ engine: Engine, model: DataModel, settings: DerivationSettings) {
    self.engine = engine
    self.model = model
    self.settings = settings
  }

  /// The statements that make the views over files of records as NDJSON.
  ///
  /// - Parameter path: a file, or a pattern of files as the engine reads it.
  package func statements(over path: String) -> [String] { [records(path)] + model.kinds.map(view) }

  /// All records, with the columns of every kind.
  private func records(_ path: String) -> String {
    var seen: Set<String> = []
    let columns = model.kinds.flatMap { RecordSchema($0).columns }.filter { seen.insert($0.name).inserted }
    func type(_ column: RecordSchema.Column) -> String { column.content.isText ? engine.textType : "BIGINT" }
    let file = engine.dialect.literal(path)
    switch engine {
    case .duckdb:
      let list = columns.map { "\($0.name): '\(type($0))'" }.joined(separator: ", ")
      return """
        \(engine.createView) records AS SELECT * FROM read_json(\(file), format = 'newline_delimited', columns = {\(list)});
        """
    case .spark:
      let list = columns.map { "\($0.name) \(type($0))" }.joined(separator: ", ")
      return "\(engine.createView) records (\(list)) USING json OPTIONS (path \(file));"
    }
  }

  private func view(_ kind: FactKind) -> String {
    let schema = RecordSchema(kind)
    let time = kind.timeColumns.first ?? "0"
    let identity = kind.identifyingFields.map(\.rawValue).joined(separator: ", ")
    let stored = schema.fields.map(\.name)
    let followed = kind.columns.map(\.name).filter { !stored.contains($0) }.compactMap { name in
      derived(name).map { "\($0) AS \(name)" }
    }
    let columns = stored + followed + RecordSchema.trailing.map(\.name)
    return """
      \(engine.createView) \(kind.view) AS WITH numbered AS (SELECT *, \(Self.latestEvent(kind)) AS latest_event_at, \
      row_number() OVER (PARTITION BY \(identity) ORDER BY coalesce(exported_at, \(time)) DESC, source_file DESC, \
      source_line DESC) AS version FROM records WHERE fact = '\(kind.rawValue)') \
      SELECT \(columns.joined(separator: ", ")) FROM numbered WHERE version = 1;
      """
  }

  /// The latest event that a row's file tells.
  private static func latestEvent(_ kind: FactKind) -> String {
    let events = kind.eventFields.map { "coalesce(\($0.rawValue), 0)" }
    guard events.count > 1 else { return "max(\(events.first ?? "0")) OVER (PARTITION BY source_file)" }
    return "max(greatest(\(events.joined(separator: ", ")))) OVER (PARTITION BY source_file)"
  }

  /// A column that no single row tells; `nil` for the age, which depends on the question.
  private func derived(_ name: String) -> String? {
    let window = settings.repeatWindowDays * 86_400
    let lines = settings.repeatsAcrossLines ? "" : ", line"
    func neighbour(_ function: String, _ topic: String = "") -> String {
      let other = """
        \(function)(started_at) OVER (PARTITION BY caller\(lines)\(topic), direction ORDER BY started_at, key)
        """
      let distance = function == "lag" ? "started_at - \(other)" : "\(other) - started_at"
      return """
        CASE WHEN direction = 'inbound' AND caller IS NOT NULL AND \(distance) <= \(window) THEN \(other) END
        """
    }
    return switch FactField(rawValue: name) {
    case .previousCallAt: neighbour("lag")
    case .nextCallAt: neighbour("lead")
    case .nextSameTopicAt: neighbour("lead", ", category")
    case .repeatWindowEndsAt: "started_at + \(window)"
    case .knownUntilAt: "coalesce(exported_at, latest_event_at)"
    default: nil
    }
  }
}
