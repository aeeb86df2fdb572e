import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// What is proposed for each field, as it is shown: names for columns, formats, words, reasons in one language.
struct FieldProposals {
  let scene: SuggestionScene
  let placement: KindPlacement
  let language: Language

  /// Words that are listed, at most.
  private static let wordLimit = 40

  var fields: [ProfileSuggestion.Field] { placement.kind.fields.map(proposal) }

  /// Columns that no field reads.
  var unused: [ProfileSuggestion.UnusedColumn] {
    let used = Set(placement.fields.flatMap(\.columns).flatMap { scene.columns[$0].indices })
    return scene.columns.filter { $0.indices.count == 1 && !used.contains($0.indices[0]) }.compactMap { column in
      let index = column.indices[0]
      let header = index < scene.names.count ? Masking.masked(scene.names[index]) : ""
      guard !header.isEmpty || column.filled > 0 else { return nil }
      // What people wrote or are called is not shown, whatever it is needed for.
      let isPersonal = !column.header.concepts.isDisjoint(with: [.person, .content, .address, .customer])
      let isFreeText = column.meanLength > 24 && column.distinctShare > 0.5
      let sample =
        isPersonal || isFreeText
        ? []
        : column.words.prefix(3).map {
          column.phoneShare > 0.3 ? Masking.maskedCaller($0.word) : Masking.masked($0.word, limit: 40)
        }
      return .init(column: index + 1, header: header, sample: sample)
    }
  }

  /// A column's header, or its number in a file without header.
  func name(_ index: Int) -> String { scene.names.isEmpty ? String(index + 1) : scene.names[index] }

  private func proposal(_ field: FactField) -> ProfileSuggestion.Field {
    let isRequired = placement.kind.requiredFields.contains(field)
    guard let placed = placement[field] else {
      if field == .key, let parts = compositeKey {
        return .init(
          field: field, isRequired: isRequired, way: "join", base: nil, columns: parts.map(name),
          sure: placement.kind == .budget ? .likely : .open,
          why: say("没有每行都不同的列；这几列合起来每行不同", "no column differs in every row; these do together"), runnerUp: nil,
          formats: [], otherFormats: [], words: [])
      }
      return .init(
        field: field, isRequired: isRequired, way: "none", base: nil, columns: [], sure: .open, why: missing(field),
        runnerUp: nil, formats: [], otherFormats: [], words: [])
    }
    let columns = placed.columns.flatMap { scene.columns[$0].indices }.map(name)
    let time =
      field.content == .time && (placed.way == .column || placed.way == .join)
      ? placed.columns.first.flatMap { scene.columns[$0].time } : nil
    let words = placed.way == .column ? words(of: field, placed) : []
    var reasons = placed.reasons.map { $0(language) }
    var sure = placed.certainty
    if let time, time.otherReading != nil {
      sure = .open
      reasons += dayOrMonth(time, cells: placed.columns.first.map { scene.columns[$0].cells } ?? [])
    } else if time?.mixesOrders == true {
      sure = .open
      reasons.append(say("两种日月先后都出现", "both orders of day and month occur"))
    }
    if let unread = time?.unread, unread > 0 {
      sure = sure == .sure ? .likely : sure
      reasons.append(say("少数值不合任何格式", "a few values fit no format"))
    }
    if !words.isEmpty, !field.content.words.isEmpty {
      if words.allSatisfy({ $0.meaning == nil }) {
        sure = .open
        reasons.append(say("用词的含义待定", "the meaning of its words is open"))
      } else if words.contains(where: { $0.meaning == nil }), sure == .sure {
        sure = .likely
      }
    }
    let (way, base) = Self.names(of: placed.way)
    return .init(
      field: field, isRequired: isRequired, way: way, base: base, columns: columns, sure: sure,
      why: reasons.joined(separator: say("；", "; ")),
      runnerUp: placed.runnerUp.map { scene.columns[$0].indices.map(name).joined(separator: " + ") },
      formats: time?.formats.map(\.text) ?? [], otherFormats: time?.otherReading?.map(\.text) ?? [], words: words)
  }

  /// Both readings of a date, by an example and by the days that all rows would span.
  private func dayOrMonth(_ time: TimeGuess, cells: [String]) -> [String] {
    let readings = [time.settled(dayFirst: false), time.settled(dayFirst: true)].map { reading in
      cells.compactMap { $0.isEmpty ? nil : reading.seconds($0) }
    }
    guard let month = readings[0].first, let day = readings[1].first, let example = cells.first(where: { !$0.isEmpty })
    else { return [] }
    func iso(_ seconds: Int64) -> String { LocalDay(number: Int(seconds / 86_400)).iso }
    func span(_ moments: [Int64]) -> Int64 { ((moments.max() ?? 0) - (moments.min() ?? 0)) / 86_400 + 1 }
    return [
      say("日与月的先后无法确定", "the order of day and month is open"),
      say("“\(example)”是 \(iso(month)) 或 \(iso(day))", "“\(example)” is \(iso(month)) or \(iso(day))"),
      say(
        "按前者各行跨 \(span(readings[0])) 天，按后者 \(span(readings[1])) 天",
        "the rows span \(span(readings[0])) days by the first reading, \(span(readings[1])) by the second"),
    ]
  }

  /// Where no column is a key: the time and who called, if they differ in every row.
  private var compositeKey: [Int]? {
    let times: [FactField] = [.startedAt, .receivedAt, .heldAt]
    let others: [FactField] = placement.kind == .budget ? [.project, .year] : [.caller, .agent]
    let parts = placement.fields.filter { times.contains($0.field) || others.contains($0.field) }
      .flatMap(\.columns).flatMap { scene.columns[$0].indices }
    for count in 1..<max(parts.count + 1, 1) {
      let rows = (0..<scene.rowCount).map { row in parts.prefix(count).map { scene.columns[$0].cells[row] } }
      if count > 1, Set(rows).count == rows.count { return Array(parts.prefix(count)) }
    }
    return nil
  }

  private static func names(of way: FieldPlacement.Way) -> (String, FactField?) {
    switch way {
    case .column: ("column", nil)
    case .join: ("join", nil)
    case .sum: ("sum", nil)
    case .plus(let base): ("plus", base)
    case .presence(let base): ("when_present", base)
    }
  }

  private func words(of field: FactField, _ placed: FieldPlacement) -> [ProfileSuggestion.Word] {
    guard !field.content.words.isEmpty, let column = placed.columns.first else { return [] }
    let sample = scene.columns[column]
    return sample.words.prefix(Self.wordLimit).map { entry in
      let meaning =
        WordMeaning.of(entry.word, field: field, header: sample.header) ?? provenOutcome(entry.word, field, sample)
      return .init(word: Masking.masked(entry.word), count: entry.count, meaning: meaning)
    }
  }

  /// A word that stands exactly where there is a time of answer means answered.
  private func provenOutcome(_ word: String, _ field: FactField, _ sample: ColumnSample) -> String? {
    guard field == .outcome, let answer = placement[.answeredAt], answer.way == .column || answer.way == .join,
      let column = answer.columns.first
    else { return nil }
    let moments = scene.columns[column].moments
    let rows = sample.cells.indices.filter { sample.cells[$0] == word }
    let answered = rows.count { moments[$0] != nil }
    guard moments.contains(where: { $0 == nil }) else { return nil }
    if rows.count >= 5, answered * 100 >= rows.count * 98 { return "answered" }
    let isHangUp = ["挂断", "挂机", "hangup", "hung"].contains { word.lowercased().contains($0) }
    return answered == 0 && isHangUp ? "abandoned" : nil
  }

  private func missing(_ field: FactField) -> String {
    switch field {
    case .line: say("没有像热线号码的列", "no column looks like a hotline's number")
    case .direction: say("没有呼入、呼出的列", "no column tells inbound from outbound")
    case .key: say("没有每行都不同的列", "no column differs in every row")
    default: say("没有相符的列", "no column fits")
    }
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
