import CLibXLSXWriter
import HotlineDocument
import HotlineText

/// How a cell looks. Equal styles share one format.
struct CellStyle: Hashable {
  /// What a cell is for.
  enum Role: Hashable {
    case body, header, group, subtotal, total, title, heading, subheading, key, note, notice, sql
  }

  var role = Role.body
  var alignment = ReportTable.Alignment.leading
  var numberFormat = ""
  var tone: Status.Tone?
  var isWrapped = true
  var hasBorder = false
  var isBold = false
  var isLink = false

  private static let colours: [Status.Tone: (text: UInt32, fill: UInt32)] = [
    .good: (0x00568C, 0xE3F0F9), .bad: (0xA33B00, 0xFBE9DE), .caution: (0x7A5200, 0xFDF3DC),
    .neutral: (0x545C66, 0xFFFFFF),
  ]

  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    let horizontal =
      switch alignment {
      case .leading: LXW_ALIGN_LEFT
      case .centre: LXW_ALIGN_CENTER
      case .trailing: LXW_ALIGN_RIGHT
      }
    format_set_align(format, UInt8(horizontal.rawValue))
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if isWrapped { format_set_text_wrap(format) }
    if !numberFormat.isEmpty { format_set_num_format(format, numberFormat) }
    if hasBorder, alignment != .centre { format_set_indent(format, 1) }
    if hasBorder { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if hasBorder { format_set_border_color(format, 0x8A929B) }
    if isBold { format_set_bold(format) }
    if isLink { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let tone, let colour = Self.colours[tone] {
      format_set_font_color(format, colour.text)
      if tone != .neutral { format_set_bg_color(format, colour.fill) }
    }
    applyRole(to: format)
  }

  private func applyRole(to format: UnsafeMutablePointer<lxw_format>) {
    switch role {
    case .body: break
    case .header, .group:
      format_set_bold(format)
      format_set_bg_color(format, 0xE9EDF1)
    case .subtotal:
      format_set_bold(format)
      format_set_bg_color(format, 0xF4F6F8)
    case .total:
      format_set_bold(format)
      format_set_bg_color(format, 0xE9EDF1)
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .heading:
      format_set_bold(format)
      format_set_font_size(format, 13)
    case .subheading:
      format_set_bold(format)
      format_set_font_size(format, 11.5)
    case .key:
      format_set_font_size(format, 12)
      format_set_bg_color(format, 0xF4F6F8)
    case .note:
      format_set_font_color(format, 0x545C66)
      format_set_font_size(format, 10)
    case .notice:
      format_set_bold(format)
      format_set_font_color(format, 0x7A5200)
      format_set_bg_color(format, 0xFDF3DC)
    case .sql:
      format_set_font_name(format, "Consolas")
      format_set_font_size(format, 9)
    }
  }
}

extension NumberFormat {
  /// The format in a spreadsheet's words: `0.00%`, `#,##0`, `0.0" 秒"`.
  func spreadsheetCode(for value: Double) -> String {
    func decimals(_ places: Int) -> String { places > 0 ? "0." + String(repeating: "0", count: places) : "0" }
    func signed(_ body: String) -> String { "+\(body);-\(body);\(body)" }
    let quoted = suffix.isEmpty ? "" : "\"" + suffix.filter { $0 != "\"" } + "\""
    return switch kind {
    case .count: (value == value.rounded() ? "#,##0" : "#,##0.00") + quoted
    case .amount(let places): "#,##" + decimals(places) + quoted
    case .decimal(let places): decimals(places) + quoted
    case .percent(let places): decimals(places) + "%" + quoted
    case .signedPoints(let places): signed(decimals(places) + quoted)
    case .signedPercent(let places): signed(decimals(places) + "%" + quoted)
    case .signedDecimal(let places): signed(decimals(places) + quoted)
    }
  }

  /// The number that a spreadsheet holds: percentage points are points there, not fractions.
  func spreadsheetValue(_ value: Double) -> Double {
    let scaled: Double = if case .signedPoints = kind { value * 100 } else { value }
    // Fifteen digits, as a spreadsheet has them: 0.1 + 0.2 is to be 0.3.
    return (scaled * 1e12).rounded() / 1e12
  }
}
