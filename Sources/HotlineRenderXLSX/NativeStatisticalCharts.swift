import CLibXLSXWriter
import Foundation
import HotlineDocument
import HotlineText

extension ChartDataSheet {
  private static let statuses: [(status: Status, colour: UInt32, marker: lxw_chart_marker_type)] = [
    (.better, 0x0072B2, LXW_CHART_MARKER_DIAMOND), (.met, 0x0072B2, LXW_CHART_MARKER_DIAMOND),
    (.worse, 0xD55E00, LXW_CHART_MARKER_TRIANGLE), (.missed, 0xD55E00, LXW_CHART_MARKER_TRIANGLE),
    (.watch, 0xE69F00, LXW_CHART_MARKER_SQUARE), (.open, 0xE69F00, LXW_CHART_MARKER_SQUARE),
    (.ordinary, 0x7B838C, LXW_CHART_MARKER_CIRCLE), (.noTarget, 0x7B838C, LXW_CHART_MARKER_CIRCLE),
    (.tooFew, 0xB5BBC2, LXW_CHART_MARKER_SHORT_DASH),
  ]

  /// A control chart: value, mean, limits and target as lines, signals as series of their own with marks only.
  func native(
    _ chart: Chart.Control, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    guard let native = book.chart(LXW_CHART_LINE) else { return nil }
    let points = chart.points
    var columns = [
      Column(header: figure.xTitle, cells: names(points.map(\.label))),
      Column(header: chart.name, cells: cells(points.map(\.value), chart.format)),
    ]
    var styles = [SeriesStyle(colour: 0x545C66, marker: LXW_CHART_MARKER_CIRCLE)]
    func add(_ header: String, _ values: [Double?], _ style: SeriesStyle, _ format: NumberFormat) {
      guard values.contains(where: { $0 != nil }) else { return }
      columns.append(Column(header: header, cells: cells(values, format)))
      styles.append(style)
    }
    let limit = SeriesStyle(colour: 0x56B4E9, width: 1.25)
    add(
      language("基线", "baseline"), points.map(\.centre),
      SeriesStyle(colour: 0x7B838C, width: 1, dash: LXW_CHART_LINE_DASH_DASH), chart.limitFormat)
    add(language("上限", "upper limit"), points.map(\.upper), limit, chart.limitFormat)
    add(language("下限", "lower limit"), points.map(\.lower), limit, chart.limitFormat)
    if let target = chart.target {
      add(language("目标", "target"), points.map { _ in target }, Self.target, chart.format)
    }
    let signals: [(Status, String)] = [
      (.better, language("信号：改善", "signal: better")), (.worse, language("信号：变差", "signal: worse")),
      (.watch, language("信号：变化", "signal: change")),
    ]
    for (status, name) in signals {
      guard let look = Self.statuses.first(where: { $0.status == status }) else { continue }
      add(
        name, points.map { $0.signal?.status == status ? $0.value : nil },
        SeriesStyle(colour: look.colour, hasLine: false, marker: look.marker, markerSize: 9), chart.format)
    }
    let ranges = self.add(title, columns)
    for (index, style) in styles.enumerated() {
      addSeries(native, ranges, categories: 0, values: index + 1, style)
    }
    let scale = ChartScale(Chart.control(chart).verticalValues, from: 0, to: 1, bounds: chart.format.bounds)
    setAxes(native, x: figure.xTitle, y: figure.yTitle, yFormat: chart.format, yScale: scale.rounded)
    return native
  }

  /// A funnel plot: each class of units a series of marks, the limits as lines.
  func native(
    _ chart: Chart.Funnel, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    guard let native = book.chart(LXW_CHART_SCATTER_STRAIGHT) else { return nil }
    let present = Self.statuses.filter { look in chart.points.contains { $0.status == look.status } }
    var columns = [
      Column(header: language("名称", "name"), cells: names(chart.points.map(\.label))),
      Column(
        header: figure.xTitle.isEmpty ? language("件数", "cases") : figure.xTitle,
        cells: cells(chart.points.map(\.cases), .count)),
    ]
    columns += present.map { look in
      Column(
        header: look.status.name(language),
        cells: cells(chart.points.map { $0.status == look.status ? $0.rate : nil }, chart.format))
    }
    let limitColumn = columns.count
    let largest = (chart.points.map(\.cases).max() ?? 1) * 1.05
    let limits = chart.limits(upTo: largest)
    columns.append(Column(header: language("件数（限）", "cases (limits)"), cells: cells(limits.map(\.cases), .count)))
    func column(_ header: String, _ value: (Chart.Funnel.Limits) -> Double) {
      columns.append(Column(header: header, cells: cells(limits.map(value), chart.format)))
    }
    column(language("99.8%下限", "lower 99.8 %"), \.lower998)
    column(language("99.8%上限", "upper 99.8 %"), \.upper998)
    column(language("95%下限", "lower 95 %"), \.lower95)
    column(language("95%上限", "upper 95 %"), \.upper95)
    column(language("总体", "all together")) { _ in chart.centre }
    if let target = chart.target { column(language("目标", "target")) { _ in target } }
    let ranges = add(title, columns)
    for (index, look) in present.enumerated() {
      let series = addSeries(
        native, ranges, categories: 1, values: index + 2,
        SeriesStyle(
          colour: look.colour, hasLine: false, marker: look.marker, markerSize: look.status == .ordinary ? 5 : 8))
      guard [.better, .worse, .watch].contains(look.status) else { continue }
      label(series, chart.points.map { $0.status == look.status ? $0.label : nil })
    }
    let blue: UInt32 = 0x0072B2
    var styles = Array(repeating: SeriesStyle(colour: blue, width: 1.25), count: 2)
    styles += Array(repeating: SeriesStyle(colour: blue, width: 1, dash: LXW_CHART_LINE_DASH_DASH), count: 2)
    styles.append(SeriesStyle(colour: 0x7B838C, width: 1, dash: LXW_CHART_LINE_DASH_DASH))
    if chart.target != nil { styles.append(Self.target) }
    for (index, style) in styles.enumerated() {
      addSeries(native, ranges, categories: limitColumn, values: limitColumn + 1 + index, style)
    }
    let smallest = chart.points.map(\.cases).min() ?? 0
    let inner = limits.filter { $0.cases >= smallest }.flatMap { [$0.lower998, $0.upper998] }
    let scale = ChartScale(
      chart.points.map(\.rate) + inner + [chart.target].compactMap { $0 }, from: 0, to: 1,
      bounds: chart.format.bounds)
    setAxes(
      native, x: figure.xTitle, y: figure.yTitle, xFormat: .count, yFormat: chart.format, yScale: scale.rounded)
    return native
  }

  /// A scatter of points by class.
  func native(
    _ chart: Chart.Quadrant, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    guard let native = book.chart(LXW_CHART_SCATTER) else { return nil }
    let present = Self.statuses.filter { look in chart.points.contains { $0.status == look.status } }
    var columns = [
      Column(header: language("名称", "name"), cells: names(chart.points.map(\.label))),
      Column(header: figure.xTitle, cells: cells(chart.points.map(\.x), chart.xFormat)),
    ]
    columns += present.map { look in
      Column(
        header: look.status.name(language),
        cells: cells(chart.points.map { $0.status == look.status ? $0.y : nil }, chart.yFormat))
    }
    let ranges = add(title, columns)
    for (index, look) in present.enumerated() {
      let series = addSeries(
        native, ranges, categories: 1, values: index + 2,
        SeriesStyle(colour: look.colour, hasLine: false, marker: look.marker, markerSize: 7))
      guard look.status != .ordinary, look.status != .tooFew else { continue }
      label(series, chart.points.map { $0.status == look.status ? $0.label : nil })
    }
    let x = ChartScale(chart.points.map(\.x) + [chart.xDivider], from: 0, to: 1, bounds: chart.xFormat.bounds).rounded
    let y = ChartScale(chart.points.map(\.y) + [chart.yDivider], from: 0, to: 1, bounds: chart.yFormat.bounds).rounded
    setAxes(native, x: figure.xTitle, y: figure.yTitle, xFormat: chart.xFormat, yFormat: chart.yFormat, yScale: y)
    chart_axis_set_min(native.pointee.x_axis, x.low)
    chart_axis_set_max(native.pointee.x_axis, x.high)
    // The axes cross at the dividers, which makes the four fields.
    chart_axis_set_crossing(native.pointee.x_axis, chart.xDivider)
    chart_axis_set_crossing(native.pointee.y_axis, chart.yDivider)
    chart_axis_set_label_position(native.pointee.y_axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    return native
  }

  /// Values with their intervals as high-low lines.
  func native(
    _ chart: Chart.Intervals, title: String, _ figure: Figure, in book: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    guard let native = book.chart(LXW_CHART_LINE) else { return nil }
    let ranges = add(
      title,
      [
        Column(header: language("名称", "name"), cells: names(chart.rows.map(\.label))),
        Column(header: language("值", "value"), cells: cells(chart.rows.map(\.value), chart.format)),
        Column(header: language("区间下限", "low"), cells: cells(chart.rows.map(\.low), chart.format)),
        Column(header: language("区间上限", "high"), cells: cells(chart.rows.map(\.high), chart.format)),
      ])
    addSeries(
      native, ranges, categories: 0, values: 1,
      SeriesStyle(hasLine: false, marker: LXW_CHART_MARKER_CIRCLE, markerSize: 6))
    for column in 2...3 {
      addSeries(
        native, ranges, categories: 0, values: column,
        SeriesStyle(colour: 0x7B838C, hasLine: false, marker: LXW_CHART_MARKER_LONG_DASH, markerSize: 4))
    }
    chart_set_high_low_lines(native, nil)
    let scale = ChartScale(
      chart.rows.flatMap { [$0.low, $0.high] }, from: 0, to: 1, bounds: chart.format.bounds)
    setAxes(native, x: figure.yTitle, y: figure.xTitle, yFormat: chart.format, yScale: scale.rounded)
    return native
  }

  /// Names at the points that have one.
  private func label(_ series: UnsafeMutablePointer<lxw_chart_series>?, _ names: [String?]) {
    guard let series else { return }
    chart_series_set_labels(series)
    let labels = names.map { name -> UnsafeMutablePointer<lxw_chart_data_label> in
      let label = UnsafeMutablePointer<lxw_chart_data_label>.allocate(capacity: 1)
      label.initialize(to: lxw_chart_data_label())
      label.pointee.hide = name == nil ? 1 : 0
      label.pointee.value = name.flatMap { strdup($0.chartText) }
      return label
    }
    defer {
      for label in labels {
        free(label.pointee.value)
        label.deallocate()
      }
    }
    var list: [UnsafeMutablePointer<lxw_chart_data_label>?] = labels + [nil]
    chart_series_set_labels_custom(series, &list)
  }
}
