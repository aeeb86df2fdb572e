import HotlineConfiguration
import HotlineModel
import HotlineText

/// The row of a file that names its columns.
struct HeaderRow {
  /// Its line, from 1; 0 when the file has no header.
  let line: Int
  let fields: [String]

  /// How well a profile fits a row of headers.
  struct Fit {
    let profile: Profile
    let row: HeaderRow
    /// Columns of the profile that the row has.
    let score: Int
    /// Required fields of which the row has no column.
    let missing: [FactField]
    /// Whether what the row has says little of the kind of export: an id, a line, the time of the export.
    let isGeneric: Bool
  }

  /// The header row for a profile already chosen.
  static func find(for profile: Profile, in file: ExportFile) throws -> HeaderRow {
    if profile.isHeaderless { return HeaderRow(line: 0, fields: []) }
    let fits = file.sample.prefix(ExportFile.headerSearchRows).map {
      fit(profile, to: HeaderRow(line: $0.line, fields: $0.fields))
    }
    guard let best = fits.max(by: { $0.score < $1.score }), best.score > 0 else {
      throw noHeader(file)
    }
    guard best.missing.isEmpty else { throw notFitting(file, nearest: best) }
    // The first row as good as the best: a data row never beats its header.
    return fits.first { $0.score == best.score && $0.missing.isEmpty }?.row ?? best.row
  }

  static func fit(_ profile: Profile, to row: HeaderRow) -> Fit {
    fit(profile, to: row, headers: HeaderText.names(in: row.fields))
  }

  /// - Parameter headers: the row's fields, folded; the same for every profile.
  static func fit(_ profile: Profile, to row: HeaderRow, headers: Set<String>) -> Fit {
    var score = 0
    var specific = 0
    var missing: [FactField] = []
    let needed = profile.indispensableFields
    for field in profile.kind.fields {
      let columns: [Profile.ColumnReference]
      switch profile.fields[field]?.origin {
      case .columns(let references): columns = references
      case .plus(_, let column): columns = [column]
      default: continue
      }
      let found = columns.filter { $0.folded.contains(where: headers.contains) }
      score += found.count
      if ![.key, .line, .exportedAt].contains(field) { specific += found.count }
      let hasFallback = profile.fields[field]?.hasFallback == true
      if found.count < columns.count, needed.contains(field), !hasFallback { missing.append(field) }
    }
    let named = row.fields.count { !$0.isEmpty }
    return Fit(
      profile: profile, row: row, score: score, missing: missing, isGeneric: specific == 0 && named > score)
  }

  static func noHeader(_ file: ExportFile) -> Diagnostic {
    // Titles and blank rows are narrow: the widest of the first rows is the likeliest header.
    let rows = file.sample.prefix(ExportFile.headerSearchRows)
    let width = rows.map { $0.fields.count { !$0.isEmpty } }.max() ?? 0
    let widest = rows.first { $0.fields.count { !$0.isEmpty } == width }
    let shown = widest?.fields.prefix(100).map { Masking.masked($0) }.joined(separator: ", ") ?? ""
    return Diagnostic(
      at: .init(file: file.path, line: widest?.line ?? 1),
      found: LocalizedText(
        zh: "没有可识别的表头；最像表头的一行是：\(shown)\(reading(of: file).zh)",
        en: "no known header; the likeliest row is: \(shown)\(reading(of: file).en)"),
      expected: LocalizedText(zh: "某个配置文件认识的表头", en: "headers that a profile knows"),
      fix: LocalizedText(
        zh: "用 hotline profile suggest 生成配置，或用 --profile 指定",
        en: "write a profile with `hotline profile suggest`, or name one with --profile"))
  }

  /// How the file was read, for the message when no header was found.
  private static func reading(of file: ExportFile) -> LocalizedText {
    guard case .text = file.source.form else { return LocalizedText(zh: "", en: "") }
    let tried = DelimiterDetection.candidates.map(DelimiterDetection.name).joined(separator: ", ")
    let delimiter = DelimiterDetection.name(file.delimiter)
    return LocalizedText(
      zh: "（按 \(file.encoding.rawValue) 编码、\(delimiter) 分隔读取；试过的分隔符：\(tried)）",
      en: " (read as \(file.encoding.rawValue), separated by \(delimiter); tried: \(tried))")
  }

  static func notFitting(_ file: ExportFile, nearest: Fit) -> Diagnostic {
    let headers = nearest.row.fields.filter { !$0.isEmpty }.prefix(100).map { Masking.masked($0) }
    let lacks = nearest.missing.map { field in
      let names = nearest.profile.columns.filter { $0.field == field }.flatMap(\.column.synonyms).prefix(6)
      return (field: field.rawValue, names: names.joined(separator: "/"))
    }
    return Diagnostic(
      at: .init(file: file.path, line: nearest.row.line),
      found: LocalizedText(
        zh: "没有配置适合这些表头：\(headers.joined(separator: "、"))",
        en: "no profile fits these headers: \(headers.joined(separator: ", "))"),
      expected: LocalizedText(
        zh: "最接近的是“\(nearest.profile.name)”，"
          + (lacks.isEmpty
            ? "但只有编号一类的列相符" : "还缺：" + lacks.map { "\($0.field)（\($0.names)）" }.joined(separator: "、")),
        en: "the nearest is “\(nearest.profile.name)”, "
          + (lacks.isEmpty
            ? "but only columns that any export has fit it"
            : "which lacks: " + lacks.map { "\($0.field) (\($0.names))" }.joined(separator: ", "))),
      fix: LocalizedText(
        zh: "用 hotline profile suggest 生成配置，或在该配置中加入同义表头",
        en: "write a profile with `hotline profile suggest`, or add the header to that profile's synonyms"))
  }
}

extension ExportFile {
  /// The profile that the headers call for.
  ///
  /// The file is looked at as it seems to be written, and as each profile says that its exports are (`encoding`, `delimiter`).
  ///
  /// - Throws: a ``Diagnostic`` when none fits (with the nearest and what it lacks) or two fit equally well.
  package func matchProfile(in catalog: ProfileCatalog) throws -> Profile {
    var match = ProfileMatch(catalog)
    for (file, profiles) in try readings(for: catalog.profiles) { match.look(at: file, profiles: profiles) }
    guard let first = match.best.first else {
      if let profile = catalog.profiles.first(where: { $0.isHeaderless && looksLike($0) }) { return profile }
      if let nearest = match.nearest, nearest.score > 1 { throw HeaderRow.notFitting(self, nearest: nearest) }
      throw HeaderRow.noHeader(self)
    }
    guard match.best.count == 1 else { throw match.tie(in: path) }
    return first.profile
  }

  /// The ways in which the file can be read, each with the profiles that ask for it.
  private func readings(for profiles: [Profile]) throws -> [(file: ExportFile, profiles: [Profile])] {
    var readings: [(file: ExportFile, profiles: [Profile])] = [(self, [])]
    for profile in profiles where !profile.isHeaderless {
      let place = readings.firstIndex { reading in
        reading.file.encoding == profile.encoding ?? encoding
          && reading.file.delimiter == profile.delimiter ?? delimiter
      }
      if let place {
        readings[place].profiles.append(profile)
      } else {
        readings.append((try adapted(to: profile), [profile]))
      }
    }
    return readings
  }

  /// Whether the first rows of a file without header read as a profile by position says: not one rejected, at least one record.
  private func looksLike(_ profile: Profile) -> Bool {
    guard
      let reading = try? FileReading(
        profile: profile, header: HeaderRow(line: 0, fields: []), file: path, batchSize: sample.count + 1),
      let decoder = try? ExportDecoder(encoding: .utf8)
    else { return false }
    var sink = RejectCount()
    for row in sample.dropLast(sample.count > 1 ? 1 : 0) {
      let event: Void? = try? RawRow.withFields(row.fields, line: row.line) { raw in
        try reading.handle(.row(raw), decoder: decoder, sink: &sink)
      }
      if event == nil || sink.rejected > 0 { return false }
    }
    return reading.summary.records > 0
  }
}

/// Keeps no row, only how many are rejected.
private struct RejectCount: RecordSink {
  private(set) var rejected = 0

  mutating func receive(_ batch: borrowing RecordBatch) {}
  mutating func reject(_ row: RejectedRow, fields: () -> [String]) { rejected += 1 }
}
