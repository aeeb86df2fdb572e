import HotlineConfiguration
import HotlineText

/// Rows and their parts that a form takes over from another one by their id, so that nothing is written twice.
struct UsedRows {
  /// The other form; `nil` where the file names none.
  let form: FormDefinition?

  /// The row of an id.
  func indicator(_ node: ConfigurationNode) throws -> Indicator {
    try found(node, named: LocalizedText(zh: "指标", en: "indicator")) { id in
      form?.indicators.first { $0.id == id }
    }
  }

  /// The component of an id: its metric's name unless it has one of its own.
  func component(_ node: ConfigurationNode) throws -> Component {
    try found(node, named: LocalizedText(zh: "内容", en: "component")) { id in
      form?.indicators.flatMap(\.components).first { $0.id == id }
    }
  }

  private func found<Found>(
    _ node: ConfigurationNode, named kind: LocalizedText, _ find: (String) -> Found?
  ) throws -> Found {
    let id = try node.string()
    guard let form else {
      throw node.problem(
        LocalizedText(zh: "没有写明引用哪张表", en: "from which form is not said"),
        fix: LocalizedText(zh: "在文件开头写 uses: 文件名", en: "write `uses: FILE` at the top"))
    }
    guard let found = find(id) else {
      throw node.problem(
        LocalizedText(zh: "\(form.file) 中没有标识为“\(id)”的\(kind.zh)", en: "\(form.file) has no \(kind.en) “\(id)”"))
    }
    return found
  }
}

extension Judgement {
  /// The same judgement with all the points of a weight.
  func full(_ weight: Double) -> Judgement {
    Judgement(level: level, points: weight, reason: reason, improvement: improvement, attestation: attestation)
  }
}
