import HotlineText
import Testing

@testable import HotlineReading

/// What a profile may write for the format of a time.
@Suite("Formats of times")
struct FormatTests {
  private func problem(_ formats: String) -> String? {
    let field = "started_at: {columns: [start], formats: \(formats)}"
    return diagnostic { _ = try Profile(yaml: Profiles.calls(field), file: "ours.yaml") }?.message(.en)
  }

  @Test(
    "a letter that stands for nothing is refused, with the place and the letters that there are",
    arguments: [
      ("YYYY-MM-dd", "“YYYY”"), ("yyyy-MM-DD", "“DD”"), ("yyyy-MM-dd HH:nn", "“nn”"), ("yyy-MM-dd", "“yyy”"),
      ("yyyy-MM-dd'T'HH:mm", "“'”"), ("yyyy-MM-dd HH:mm:ssZ", "leave the zone out"), ("yyyy-MM-dd HH:MM", "twice"),
      ("yyyy-mm-dd", "lacks “M”"), ("yyyy-MM-dd h:mm", "lacks “a”"), ("yyyy-MM-dd mm:ss", "one of H and h"),
      ("HH:mm:ss", "lacks “y”"), ("", "lacks “y”"), ("dd of MMM yyyy", "“o”"),
    ])
  func letters(format: String, expected: String) {
    let message = problem("[\"\(format)\"]")
    #expect(message?.hasPrefix("ours.yaml:8:") == true, "\(message ?? "accepted")")
    #expect(message?.contains(expected) == true, "\(message ?? "accepted")")
    #expect(message?.contains("yyyy yy M MM MMM") == true)
  }

  @Test(
    "good formats",
    arguments: [
      "yyyy-MM-ddTHH:mm:ss.SSS", "d/M/yyyy h:mm a", "yyyy年M月d日 H时", "MMM d, yyyy", "yyMMddHHmm", "epoch_ms", "dd.MM.yy",
    ])
  func good(format: String) {
    #expect(problem("[\"\(format)\"]") == nil)
  }

  @Test(
    "both orders of day and month in one list are refused",
    arguments: [
      ["M/d/yyyy HH:mm:ss", "d/M/yyyy HH:mm:ss"], ["d/M/yy", "M/d/yyyy h:mm a"], ["yyyy/MM/dd", "yyyy/dd/MM HH:mm"],
      ["yyyy-MM-dd", "dd-MM-yyyy", "MM-dd-yyyy"],
    ])
  func bothOrders(formats: [String]) {
    #expect(TimeFormat.allowBothOrders(formats.compactMap { TimeFormat($0) }))
    let message = problem("[" + formats.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
    #expect(message?.contains("order of day and month") == true, "\(message ?? "accepted")")
    #expect(message?.hasPrefix("ours.yaml:8:") == true)
  }

  @Test(
    "one order, or orders that their separators tell apart, are accepted",
    arguments: [["d/M/yyyy", "d/M/yyyy HH:mm"], ["M/d/yyyy", "d.M.yyyy"], ["d/M/yyyy", "d/MMM/yyyy"]])
  func oneOrder(formats: [String]) {
    #expect(!TimeFormat.allowBothOrders(formats.compactMap { TimeFormat($0) }))
    #expect(!TimeFormat.allowBothOrders(TimeFormat.usual))
  }

  @Test("the other order of a format")
  func swapped() {
    #expect(TimeFormat("M/d/yyyy HH:mm")?.withDayAndMonthSwapped?.text == "d/M/yyyy HH:mm")
    #expect(TimeFormat("d MMM yyyy")?.withDayAndMonthSwapped == nil)
    #expect(TimeFormat("epoch_s")?.withDayAndMonthSwapped == nil)
  }

  @Test("hostile formats and values cost nothing but a refusal")
  func hostile() {
    for text in [String(repeating: "y", count: 100_000), String(repeating: "yM", count: 5000), "\u{0}", "'''"] {
      #expect(TimeFormat(text) == nil)
    }
    let values = [
      "99999999999999999999999999", "-1", "9223372036854775807", String(repeating: "9", count: 100_000), "1e400",
      String(repeating: " ", count: 1000) + "+", "0000-00-00 99:99:99",
    ]
    let formats =
      TimeFormat.usual + ["epoch_s", "epoch_ms", "excel_serial", "yyyy-MM-dd HH:mm:ss.S"].compactMap { TimeFormat($0) }
    for value in values {
      Array(value.utf8).withUnsafeBufferPointer { bytes in
        for format in formats { #expect(format.read(bytes) == nil, "\(format.text) \(value.prefix(40))") }
        _ = DurationText.seconds(bytes)
        for unit in DurationUnit.allCases { _ = DurationText.seconds(bytes, unit: unit) }
        _ = DecimalNumber(bytes)
        _ = LostDigits.look(bytes)
      }
    }
  }
}
