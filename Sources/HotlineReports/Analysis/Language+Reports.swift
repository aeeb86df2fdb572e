import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What reports say in both languages: months, weekdays, names, changes, signals.
extension Language {
  /// `2019年12月`, `December 2019`.
  package func month(_ month: LocalMonth) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return self("\(month.year)年\(month.month)月", "\(names[month.month - 1]) \(month.year)")
  }

  /// Months of one year, those that follow each other as one: `7月、9月至12月`, `July, September to December`.
  func months(_ months: [LocalMonth]) -> String {
    var runs: [(first: LocalMonth, last: LocalMonth)] = []
    for month in months.sorted() {
      if let run = runs.last, run.last.advanced(by: 1) == month {
        runs[runs.count - 1].last = month
      } else {
        runs.append((month, month))
      }
    }
    func name(_ month: LocalMonth) -> String {
      self("\(month.month)月", String(self.month(month).prefix { $0 != " " }))
    }
    return list(
      runs.map { run in
        run.first == run.last
          ? name(run.first) : self("\(name(run.first))至\(name(run.last))", "\(name(run.first)) to \(name(run.last))")
      })
  }

  /// A weekday, 1 Monday … 7 Sunday: `周一`, `Mon`.
  func weekday(_ number: Int) -> String { self("周", "") + shortWeekday(number) }

  /// A weekday, 1 Monday … 7 Sunday: `一`, `Mon`.
  func shortWeekday(_ number: Int) -> String {
    let names = [
      ("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun"),
    ]
    let (chinese, english) = names[max(0, min(6, number - 1))]
    return self(chinese, english)
  }

  /// `09:00–10:00`.
  func hour(_ hour: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(two(hour)):00–\(two(hour + 1)):00"
  }

  /// A sentence with a capital letter at its beginning, in English.
  func sentence(_ text: RichText) -> RichText {
    guard self == .en, case .text(let first)? = text.inlines.first else { return text }
    return RichText([.text(first.prefix(1).uppercased() + first.dropFirst())] + text.inlines.dropFirst())
  }

  /// `1 order`, `2 orders`: of English alone.
  func plural(_ number: Int, _ one: String, _ many: String) -> String {
    "\(NumberText.count(Double(number))) \(number == 1 ? one : many)"
  }

  /// `甲、乙、丙`, `a, b, c`.
  func list(_ items: [String]) -> String { items.joined(separator: self("、", ", ")) }

  /// The first of a list, and how many there are: `甲、乙等12个`.
  func list(_ items: [String], first count: Int) -> String {
    guard items.count > count else { return list(items) }
    return self(
      list(Array(items.prefix(count))) + "等\(items.count)个",
      list(Array(items.prefix(count))) + " and \(items.count - count) more")
  }

  /// A district or unit; cases without one in words.
  func name(_ name: String) -> String { name.isEmpty ? self("（未填）", "(not given)") : name }

  /// A metric's name, with its line where that says more.
  func name(_ metric: Metric, line: String?) -> String {
    guard let line else { return metric.name(self) }
    return self("\(line) \(metric.name.zh)", "\(metric.name.en), \(line)")
  }

  /// A value as its unit writes it.
  func text(_ value: Double, _ metric: Metric) -> String { metric.unit.format(self).text(value) }

  /// `162,243 / 172,050`; of medians and their like the number of cases; nothing where there is nothing below the line.
  func counts(_ value: MetricValue) -> String {
    guard let denominator = value.denominator else { return "" }
    guard let numerator = value.numerator else {
      return self("\(NumberText.count(denominator)) 件", "\(NumberText.count(denominator)) cases")
    }
    return "\(NumberText.count(numerator)) / \(NumberText.count(denominator))"
  }

  /// `+1.25 个百分点`, `-2.10%`.
  func change(_ difference: Double, _ metric: Metric) -> String {
    metric.unit.changeFormat(self).text(difference)
  }

  /// What a point on a control chart signals.
  func signal(_ signal: ControlChart.Signal, isUpward: Bool) -> String {
    switch signal {
    case .outsideLimits:
      isUpward ? self("超出控制上限", "above the upper limit") : self("低于控制下限", "below the lower limit")
    case .warning:
      isUpward
        ? self("高于警戒上限", "above the warning limit") : self("低于警戒下限", "below the warning limit")
    case .trend: isUpward ? self("连续7个月上升", "seven months rising") : self("连续7个月下降", "seven months falling")
    case .shift:
      isUpward
        ? self("连续8个月高于基线，水平已上升", "eight months above the baseline: the level rose")
        : self("连续8个月低于基线，水平已下降", "eight months below the baseline: the level fell")
    }
  }
}
