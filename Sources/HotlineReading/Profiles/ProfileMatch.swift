import HotlineConfiguration
import HotlineText

/// The profiles that fit the first rows of a file best, and the one that nearly does.
struct ProfileMatch {
  private(set) var best: [HeaderRow.Fit] = []
  private(set) var nearest: HeaderRow.Fit?
  private let knownNames: Set<String>

  init(_ catalog: ProfileCatalog) {
    knownNames = catalog.columnNames
  }

  /// Compares profiles with the rows that may be the header.
  mutating func look(at file: ExportFile, profiles: [Profile]) {
    for row in file.sample.prefix(ExportFile.headerSearchRows) {
      let headerRow = HeaderRow(line: row.line, fields: row.fields)
      let headers = HeaderText.names(in: row.fields)
      // Most of the first rows are data: a row that holds no known name need not be held against each profile.
      guard !headers.isDisjoint(with: knownNames) else { continue }
      for profile in profiles where !profile.isHeaderless {
        let fit = HeaderRow.fit(profile, to: headerRow, headers: headers)
        if fit.score > 0 { take(fit) }
      }
    }
  }

  private mutating func take(_ fit: HeaderRow.Fit) {
    // A call log has a column of agents as well: that alone does not make it a roster.
    if fit.missing.isEmpty, !fit.isGeneric {
      let top = best.first?.score ?? 0
      if fit.score > top { best = [] }
      if fit.score >= top, !best.contains(where: { $0.profile.name == fit.profile.name }) { best.append(fit) }
    } else if (nearest.map { Self.closeness(fit) > Self.closeness($0) }) ?? true {
      nearest = fit
    }
  }

  private static func closeness(_ fit: HeaderRow.Fit) -> Int { fit.score - 2 * fit.missing.count }

  /// Several profiles fit equally well.
  func tie(in path: String) -> Diagnostic {
    let names = best.map(\.profile.name)
    let headers = (best.first?.row.fields ?? []).filter { !$0.isEmpty }.map { Masking.masked($0) }
    return Diagnostic(
      at: .init(file: path, line: best.first?.row.line ?? 1),
      found: LocalizedText(
        zh: "有 \(best.count) 个配置同样适合这些表头：\(headers.joined(separator: "、"))",
        en: "\(best.count) profiles fit these headers equally: \(headers.joined(separator: ", "))"),
      expected: LocalizedText(
        zh: "其中之一：\(names.joined(separator: "、"))", en: "one of: \(names.joined(separator: ", "))"),
      fix: LocalizedText(zh: "用 --profile 指定", en: "name it with --profile"))
  }
}
