import Foundation
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Changes of figures in words.
extension Language {
  /// `较上月下降5.27个百分点，超出月际通常差异`; nothing is said of what cannot be judged, and “within the usual” is never said of
  /// a month that itself signals a change.
  func change(of series: MetricSeries, monthsBack: Int, label: String) -> String? {
    guard let step = series.step(monthsBack: monthsBack) else { return nil }
    let difference = printedDifference(step.difference, series, monthsBack: monthsBack)
    let size = change(abs(difference), series.metric).replacing("+", with: "").replacing(" 个", with: "个")
    var remarks: [String] = []
    if let daily = step.daily, abs(daily - step.difference) >= 0.005 {
      let text = NumberText.percent(abs(daily), places: 2)
      remarks.append(
        daily == 0
          ? self("折算为相同工作日后持平", "unchanged for equal days")
          : self(
            "折算为相同工作日后\(daily > 0 ? "上升" : "下降")\(text)", "\(daily > 0 ? "up" : "down") \(text) for equal days"))
    }
    switch step.isChange {
    case true?: remarks.append(self("超出月际通常差异", "more than months usually differ by"))
    case false? where series.lastPoint?.signal == nil && series.lastPoint?.baseline.isTrial == false:
      remarks.append(self("在正常范围内", "within normal variation"))
    default: break
    }
    let remark = remarks.map { self("，", ", ") + $0 }.joined()
    guard difference != 0, Double(size.prefix { "0123456789.".contains($0) }) != 0 else {
      return step.difference == 0
        ? self("\(label)持平", "unchanged on \(label)") + remark
        : self("\(label)基本持平", "hardly changed on \(label)") + remark
    }
    let move = self(step.difference > 0 ? "上升" : "下降", step.difference > 0 ? "up" : "down")
    return self("\(label)\(move)\(size)", "\(move) \(size) on \(label)") + remark
  }

  /// A difference of rates as the difference of what is printed of the two: 97.36 − 93.48 is 3.88 whatever lies behind.
  func printedDifference(_ difference: Double, _ series: MetricSeries, monthsBack: Int) -> Double {
    let index = series.months.count - 1 - monthsBack
    guard series.months.indices.contains(index) else { return difference }
    return printedDifference(
      difference, series.metric, now: series.last?.value, before: series.values[index]?.value)
  }

  /// A difference of rates as the difference of what is printed of the two.
  func printedDifference(_ difference: Double, _ metric: Metric, now: Double?, before: Double?) -> Double {
    guard metric.unit.isRate, let now, let before else { return difference }
    return (Self.printed(now) - Self.printed(before)) / 10_000
  }

  /// A rate in hundredths of a percent, as it is printed.
  private static func printed(_ rate: Double) -> Double {
    (Double(NumberText.decimal(rate * 100, places: 2)) ?? rate * 100) * 100
  }

  /// A value with as many decimals as tell it from a target that it misses, or meets only just: 99.996 % is not ≥ 100.00 %.
  func text(_ value: Double, _ metric: Metric, against target: Double) -> String {
    format(value, metric, against: target).text(value)
  }

  /// How a value is written so that it can be told from a target.
  func format(_ value: Double, _ metric: Metric, against target: Double) -> NumberFormat {
    let plain = metric.unit.format(self)
    guard abs(value - target) > 1e-9, plain.text(value) == plain.text(target), metric.unit.isRate else { return plain }
    let formats = (3...8).map { NumberFormat(.percent(places: $0)) }
    return formats.first { $0.text(value) != $0.text(target) } ?? plain
  }

  /// The holidays of a month: `春节休7天并调休上班2天`; `nil` without any.
  func holidays(_ days: MonthDays) -> String? {
    let texts = days.holidays.filter { $0.daysOff > 0 || $0.madeUp > 0 }.map { holiday -> String in
      var parts: [String] = []
      if holiday.daysOff > 0 { parts.append(self("休\(holiday.daysOff)天", "\(holiday.daysOff) days off")) }
      if holiday.madeUp > 0 { parts.append(self("调休上班\(holiday.madeUp)天", "\(holiday.madeUp) made up")) }
      return self(holiday.name + parts.joined(separator: "并"), "\(holidayName(holiday.name)) (\(list(parts)))")
    }
    return texts.isEmpty ? nil : list(texts)
  }

  /// A holiday's name in English where it is known; as the calendar gives it otherwise.
  private func holidayName(_ name: String) -> String {
    let known = [
      "元旦": "New Year", "春节": "Spring Festival", "清明节": "Qingming", "劳动节": "Labour Day", "端午节": "Dragon Boat Festival",
      "中秋节": "Mid-Autumn", "国庆节": "National Day",
    ]
    return self(name, known[name] ?? name)
  }
}
