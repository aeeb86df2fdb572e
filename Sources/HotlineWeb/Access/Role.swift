import HotlineText

/// What somebody may do; each role may what those before it may.
enum Role: String, Sendable, CaseIterable, Comparable {
  /// Sees figures and reports.
  case reader
  /// Sees rows.
  case analyst
  /// Brings exports in, corrects, fills in forms, publishes.
  case editor
  /// Manages users and backups.
  case admin

  static func < (left: Role, right: Role) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }

  /// Its name on pages.
  var name: LocalizedText {
    switch self {
    case .reader: LocalizedText(zh: "查看", en: "reader")
    case .analyst: LocalizedText(zh: "分析", en: "analyst")
    case .editor: LocalizedText(zh: "编辑", en: "editor")
    case .admin: LocalizedText(zh: "管理", en: "admin")
    }
  }
}
