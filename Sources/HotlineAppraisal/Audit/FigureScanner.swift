/// Finds the figures in a form's text.
struct FigureScanner {
  private let text: String
  private var figures: [StatedFigure] = []
  private var pending: [String] = []

  private init(_ text: String) {
    self.text = text
  }

  /// All figures of a text, in their order. A number without percent sign and counting word counts from three digits on, unless it
  /// is a hotline's number, a year or part of a fraction.
  static func figures(in text: String) -> [StatedFigure] {
    var scanner = FigureScanner(
      PlainText.plain(text).replacing(/([0-9]) +(?=[0-9万%]|[\p{Han}])/, with: { $0.output.1 }))
    scanner.scan()
    return scanner.figures
  }

  /// How far what tells of a figure may stand from it, in characters.
  private static let reach = 1_000
  /// The most of a clause that is looked at, in characters: it has a comma before so many.
  private static let longestClause = 120

  private mutating func scan() {
    // The pattern finds numbers; what they are is told by what stands around them.
    let matches = text.matches(
      of:
        /((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*(万|千)?(余|多|来)?\s*(个百分点|百分点|%|人次|次数|个|件|期|条|次|单|人|份|名|项|通|户|元|家|篇|场|例|起|封|票|批)?(以上|左右|上下|余|多)?/
    )
    let percentages = matches.filter { $0.4 == "%" }.map(\.range)
    for match in matches {
      let unit = match.4.map(String.init) ?? ""
      // Only what stands near a figure counts, or a long text would be read again for each.
      let begin = text.index(match.range.lowerBound, offsetBy: -Self.reach, limitedBy: text.startIndex)
      let end = text.index(match.range.upperBound, offsetBy: Self.reach, limitedBy: text.endIndex)
      let before = text[(begin ?? text.startIndex)..<match.range.lowerBound]
      let after = text[match.range.upperBound..<(end ?? text.endIndex)]
      guard Self.isFigure(String(match.1), unit: unit, scale: match.2 != nil, before: before, after: after) else {
        continue
      }
      let mark = Mark(before)
      let clause = Self.clause(mark.rest)
      let sentenceStart = before.lastIndex { "。；;\n".contains($0) }.map(before.index(after:)) ?? before.startIndex
      let sentenceEnd = after.firstIndex { "。；;\n".contains($0) } ?? after.endIndex
      let years = clause.matches(of: /(20[0-9]{2})\s*年/).compactMap { Int($0.1) }
      let isPercentage = unit == "%"
      let listed = isPercentage ? listedName(clause: clause, sentence: text[sentenceStart..<mark.rest.endIndex]) : nil
      let lead = Self.lead(clause)
      let kind =
        isPercentage
        ? listed.flatMap { RateKind(name: $0) } ?? RateKind(endOf: Self.withoutTarget(lead)) ?? RateKind(endOf: clause)
          ?? RateKind(startOf: after)
        : nil
      var counts: StatedCounts?
      let digits = String(match.1)
      let scale = match.2 == "万" ? 10_000.0 : match.2 == "千" ? 1_000 : 1
      func figure(_ counts: StatedCounts?) -> StatedFigure {
        StatedFigure(
          lead: lead, digits: digits, scale: scale, unit: unit,
          vagueness: mark.vagueness ?? (match.3 ?? match.5).map(String.init),
          isLowerBound: mark.isLowerBound || match.3 != nil || match.5.map { $0 != "左右" && $0 != "上下" } ?? false,
          isNegative: mark.isNegative, role: mark.role(clause: clause, after: after, isRate: isPercentage),
          kind: kind, listedName: listed, counts: counts, line: Self.line(before), years: years,
          sentence: String(text[sentenceStart..<sentenceEnd]))
      }
      if isPercentage {
        let from = percentages.last { $0.upperBound <= match.range.lowerBound }?.upperBound ?? sentenceStart
        let to = percentages.first { $0.lowerBound >= match.range.upperBound }?.lowerBound ?? sentenceEnd
        let plain = figure(nil)
        counts = StatedCounts(
          before: text[max(from, sentenceStart)..<mark.rest.endIndex],
          after: text[match.range.upperBound..<min(to, sentenceEnd)],
          prints: plain.prints)
      }
      var found = figure(counts)
      found.rateName = found.nameOfRate
      figures.append(found)
    }
  }

  /// Whether a number is a figure: not a hotline, a day, a rank, a numbering or part of a fraction.
  private static func isFigure(_ digits: String, unit: String, scale: Bool, before: Substring, after: Substring) -> Bool
  {
    let previous = before.last
    if let previous, previous.isASCII && previous.isLetter || "/÷.×*".contains(previous) { return false }
    if previous == "第" { return false }
    guard unit.isEmpty else { return true }
    guard !scale else { return true }
    guard digits.filter(\.isNumber).count >= 3, !(lines + ["990"]).contains(digits) else { return false }
    if let previous, "“\"-—".contains(previous) { return false }
    guard let next = after.first(where: { !$0.isWhitespace }) else { return true }
    return "，。；;、）)".contains(next)
  }

  /// What stands before a number in its clause.
  private static func clause(_ before: Substring) -> String {
    var before = before
    while let last = before.last, "：: ".contains(last) { before = before.dropLast() }
    // A comma between digits separates thousands.
    var start = before.startIndex
    for index in before.indices.reversed() where "，。；：,;:、\n".contains(before[index]) {
      let next = before.index(after: index)
      if before[index] == ",", next < before.endIndex, before[next].isNumber, before[..<index].last?.isNumber == true {
        continue
      }
      start = next
      break
    }
    return String(before[start...].suffix(longestClause).drop { $0.isWhitespace })
  }

  /// The clause without the words that lead over to the number (为, 达, 累计 …).
  private static func lead(_ clause: String) -> String {
    var clause = clause.replacing(/[0-9][0-9,.]*\s*[\/÷]\s*[0-9][0-9,.]*\s*[=＝即为]*\s*$/, with: "")[...]
    let links = [
      "达到了", "达到", "提升为", "提升到", "提升至", "提高到", "提高至", "提高为", "上升到", "上升至", "增加到", "增加至", "保持在", "保持", "稳定在", "达", "为",
      "是", "累计", "共计",
      "合计", "总计", "共", "完成", "超过", "高达", "仅", "只有", "至", "均", " ",
    ]
    while let link = links.first(where: { clause.hasSuffix($0) }) { clause = clause.dropLast(link.count) }
    return String(clause)
  }

  /// A lead without the words that make what follows a target: 接通率目标 → 接通率.
  private static func withoutTarget(_ lead: String) -> String {
    String(lead.replacing(/(?:的)?(?:年度)?(?:目标值?|指标值?|要求)(?:为|是)?$/, with: ""))
  }

  /// The hotlines' numbers.
  static let lines = ["962200", "12345"]

  /// The hotline number that a text speaks of last, within its paragraph.
  private static func line(_ before: Substring) -> String? {
    let line = before.suffix(from: before.lastIndex(where: \.isNewline).map(before.index(after:)) ?? before.startIndex)
    guard lines.contains(where: { line.contains($0) }) else { return nil }
    let start = line.matches(of: /(?:^|[。；;\s])(?:[0-9]{1,2}[.、．](?![0-9])|[（(][0-9]{1,2}[）)])/).last?.range.upperBound
    let paragraph = line[(start ?? line.startIndex)...]
    return lines.compactMap { number in
      paragraph.ranges(of: number).last.map { (number, $0.lowerBound) }
    }.max { $0.1 < $1.1 }?.0
  }

  /// `先行联系率、按时办结率分别为98.9%、100%`: the name that belongs to the figure by its place.
  private mutating func listedName(clause: String, sentence: Substring) -> String? {
    if let range = clause.ranges(of: "分别").last, clause[range.upperBound...].allSatisfy({ "为是达到 ".contains($0) }) {
      let list = sentence.split { "，。；,;".contains($0) }.last ?? ""
      pending = StatedFigure.rateNames(
        in: String(list.prefix(upTo: list.ranges(of: "分别").last?.lowerBound ?? list.endIndex)))
    } else if !clause.allSatisfy({ "和与及为是达 （）()/0123456789,".contains($0) }) {
      pending = []
    }
    guard !pending.isEmpty else { return nil }
    return pending.removeFirst()
  }
}

/// What stands just before a number: signs and words that say how it is meant.
private struct Mark {
  /// The text before the number without the mark.
  let rest: Substring
  var vagueness: String?
  var isLowerBound = false
  var isNegative = false
  private var limit: Bool?

  init(_ before: Substring) {
    var rest = before
    func strip(_ words: [String]) -> String? {
      var trimmed = rest
      while trimmed.last == " " { trimmed = trimmed.dropLast() }
      guard let word = words.first(where: { trimmed.hasSuffix($0) }) else { return nil }
      rest = trimmed.dropLast(word.count)
      return word
    }
    if let last = before.last, last == "-" {
      let previous = before.dropLast().last
      if previous.map({ !$0.isNumber && $0 != "-" && !$0.isASCII }) ?? true {
        isNegative = true
        rest = before.dropLast()
      }
    }
    if strip(["≥", ">=", "＞", ">", "不低于", "不少于", "不小于", "至少"]) != nil {
      limit = false
    } else if strip(["≤", "<=", "＜", "<", "不超过", "不高于", "不大于", "不多于"]) != nil {
      limit = true
    } else if let word = strip(["大约", "将近", "接近", "几乎", "近", "约", "逾"]) {
      vagueness = word
      isLowerBound = word == "逾"
    } else if strip(["超过", "突破"]) != nil {
      isLowerBound = true
    }
    self.rest = rest
  }

  func role(clause: String, after: Substring, isRate: Bool) -> StatedFigure.Role {
    if let limit { return .limit(isUpper: limit) }
    let change = [
      "提高", "上升", "增长", "下降", "降低", "增加", "减少", "提升", "回落", "增幅", "降幅", "同比", "环比", "提高了", "上升了", "增长了", "下降了", "降低了",
      "增加了", "减少了",
      "提升了", "+",
    ]
    if change.contains(where: clause.hasSuffix) { return .change }
    let wanted = ["目标", "目标值", "指标值", "要求", "目标为", "目标值为", "指标值为", "要求为", "目标是"]
    if wanted.contains(where: clause.hasSuffix) || after.hasPrefix("的目标") || after.hasPrefix("的指标值")
      || after.hasPrefix("的要求")
    {
      return .limit(isUpper: false)
    }
    if ["上年", "去年", "同期", "上一年", "上期", "上月", "往年"].contains(where: clause.contains) { return .past }
    return .result
  }
}
