import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// What people undertook in the months' reports, and what became of it: `actions.yaml` of the data folder. Everything that a report says
/// of it stands there.
package struct Actions: Sendable {
  /// Something that was undertaken.
  package struct Action: Sendable {
    /// Where it stands in the report.
    package enum Kind: String, Sendable, CaseIterable {
      /// 问题与建议.
      case problem
      /// 下月重点.
      case focus
    }

    /// What became of it.
    package enum State: String, Sendable, CaseIterable {
      /// Nothing yet.
      case open
      /// It was done.
      case done
      /// It was given up.
      case dropped
    }

    /// The month in whose report it was undertaken.
    let month: LocalMonth
    /// Where it stands.
    let kind: Kind
    /// What it is.
    let text: LocalizedText
    /// Who sees to it.
    let by: String
    /// Until when.
    let due: LocalDay?
    /// What became of it.
    let state: State
    /// Since when; `nil` for what is open.
    let since: LocalDay?
    /// What came of it.
    let note: LocalizedText?
    /// The figures that it is about.
    let figures: [NamedFigure]
  }

  /// A figure that an action names.
  struct NamedFigure: Sendable {
    let metric: Metric
    let conditions: [Dimension: [String]]
  }

  /// The most actions in the file, and the most figures of one: a report asks for each of them.
  private static let most = 1_000
  fileprivate static let mostFigures = 20

  /// What is in the file, in its order.
  let all: [Action]

  /// The file in a data folder.
  package static func path(inFolder data: String) -> String { "\(data)/actions.yaml" }

  /// Reads the file of a data folder.
  ///
  /// - Parameters:
  ///   - data: the folder.
  ///   - engine: knows the KPIs and names that a figure may have.
  /// - Returns: `nil` when there is no file.
  /// - Throws: a ``Diagnostic`` at the mistake, with what is allowed.
  package init?(inFolder data: String, engine: MetricEngine) throws {
    let path = Self.path(inFolder: data)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    try self.init(root: ConfigurationNode(contentsOf: path), engine: engine)
  }

  /// Parses text; `file` is the name used in errors.
  init(yaml: String, file: String, engine: MetricEngine) throws {
    try self.init(root: ConfigurationNode(yaml: yaml, file: file), engine: engine)
  }

  private init(root: ConfigurationNode, engine: MetricEngine) throws {
    _ = try root.entries(allowed: ["actions"])
    let list = try root.required("actions")
    let elements = try list.elements()
    guard elements.count <= Self.most else {
      throw list.problem(
        LocalizedText(zh: "事项过多（\(elements.count) 项）", en: "too many actions (\(elements.count))"),
        fix: LocalizedText(
          zh: "至多 \(Self.most) 项：把早已了结的移到别的文件", en: "\(Self.most) at most: move what was over long ago to another file")
      )
    }
    all = try elements.map { try Action($0, engine) }
  }
}

extension Actions.Action {
  fileprivate init(_ node: ConfigurationNode, _ engine: MetricEngine) throws {
    _ = try node.entries(allowed: ["month", "kind", "text", "by", "due", "state", "since", "note", "figures"])
    month = try node.required("month").month()
    kind = try node.required("kind").word(as: Kind.self)
    text = try node.required("text").words()
    by = try node.required("by").words().zh
    due = try node.optional("due")?.day()
    state = try node.optional("state")?.word(as: State.self) ?? .open
    note = try node.optional("note")?.words()
    let named = try node.optional("figures")
    let children = named?.oneOrMore() ?? []
    guard children.count <= Actions.mostFigures else {
      throw (named ?? node).problem(
        LocalizedText(zh: "有关数值过多（\(children.count) 个）", en: "too many figures (\(children.count))"),
        fix: LocalizedText(zh: "至多 \(Actions.mostFigures) 个", en: "\(Actions.mostFigures) at most"))
    }
    figures = try children.map { try Actions.NamedFigure($0, engine) }
    since = try node.optional("since")?.day()
    guard state == .open else {
      // Who says that something is over says since when.
      _ = try node.required("since")
      return
    }
    if let child = try node.optional("since") {
      throw child.problem(
        LocalizedText(zh: "未了结的事项没有了结日期", en: "what is open is not over since a day"),
        fix: LocalizedText(
          zh: "去掉 since，或写明 state: done 或 dropped", en: "take `since` away, or say state: done or dropped"))
    }
  }
}

extension Actions.NamedFigure {
  fileprivate init(_ node: ConfigurationNode, _ engine: MetricEngine) throws {
    _ = try node.entries(allowed: ["metric", "where"])
    let catalog = engine.catalog
    let child = try node.required("metric")
    let id = try child.word(of: catalog.metrics.map(\.id))
    guard let metric = catalog.metrics.first(where: { $0.id == id }) else {
      throw child.problem(LocalizedText(zh: "没有这个指标", en: "there is no such metric"))
    }
    self.metric = metric
    var conditions: [Dimension: [String]] = [:]
    let facts = metric.facts
    let dimensions = catalog.model.dimensions.filter { dimension in
      facts.allSatisfy { $0.dimensions.contains(dimension) }
    }
    for entry in try node.optional("where")?.entries(allowed: dimensions.map(\.rawValue)) ?? [] {
      guard let dimension = dimensions.first(where: { $0.rawValue == entry.key }) else { continue }
      conditions[dimension] = try entry.value.oneOrMore().map { child in
        let name = try child.string()
        guard !dimension.hasAliases || engine.data.isKnown(name, in: dimension) else {
          throw child.problem(
            LocalizedText(zh: "名录中没有“\(name)”", en: "the table of names has no “\(name)”"),
            fix: LocalizedText(zh: "请改正，或补入名录", en: "correct it, or add it to the table"))
        }
        return try engine.data.canonicalName(of: name, in: dimension)
      }
    }
    self.conditions = conditions
  }
}

extension ConfigurationNode {
  fileprivate func day() throws -> LocalDay {
    let text = try string()
    guard let day = LocalDay(iso: text) else {
      throw problem(
        LocalizedText(zh: "“\(text)”不是日期", en: "“\(text)” is not a date"),
        expected: LocalizedText(zh: "如 2019-12-31", en: "such as 2019-12-31"))
    }
    return day
  }

  fileprivate func month() throws -> LocalMonth {
    let text = try string()
    guard text.utf8.count == 7, let day = LocalDay(iso: text + "-01") else {
      throw problem(
        LocalizedText(zh: "“\(text)”不是月份", en: "“\(text)” is not a month"),
        expected: LocalizedText(zh: "如 2019-12", en: "such as 2019-12"))
    }
    return day.month
  }

  /// A text for people, which is not empty. A citizen's number in it is masked.
  fileprivate func words() throws -> LocalizedText {
    let both = try self.text()
    guard !both.zh.isEmpty, !both.en.isEmpty else {
      throw problem(LocalizedText(zh: "此处没有文字", en: "there is no text here"))
    }
    func masked(_ text: String) -> String { Masking.masked(text, limit: 1000) }
    return LocalizedText(zh: masked(both.zh), en: masked(both.en))
  }
}
