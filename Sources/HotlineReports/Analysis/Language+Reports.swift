import HotlineCalendar
import HotlineMetrics
import HotlineModel
import HotlineText

/// What reports say in both languages: months, weekdays, names, changes, signals.
extension Language {
  /// `2019年12月`, `December 2019`.
  func month(_ month: LocalMonth) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return self("\(month.year)年\(month.month)月", "\(names[month.month - 1]) \(month.year)")
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

  /// `甲、乙、丙`, `a, b, c`.
  func list(_ items: [String]) -> String { items.joined(separator: self("、", ", ")) }

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
    case .trend: isUpward ? self("连续7点上升", "seven points rising") : self("连续7点下降", "seven points falling")
    case .twoOfThree:
      isUpward
        ? self("3点中2点接近上限", "two of three near the upper limit")
        : self("3点中2点接近下限", "two of three near the lower limit")
    case .shift:
      isUpward ? self("连续7点高于均值", "seven points above the mean") : self("连续7点低于均值", "seven points below the mean")
    }
  }
}
