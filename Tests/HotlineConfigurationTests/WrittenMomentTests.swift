import Testing

@testable import HotlineConfiguration

/// Which groups of digits are a day and a clock, and so no telephone number.
@Suite("Moments among digits")
struct WrittenMomentTests {
  /// The groups of a text, parted by blanks; one behind `|` is broken off. For each digit 1 where it is of a moment.
  private func marks(_ text: String) -> String {
    var groups: [WrittenMoments.Group] = []
    var values: [UInt8] = []
    for word in text.split(separator: " ") {
      let digits = Array(word.drop { $0 == "|" }.utf8)
      groups.append(.init(range: values.count..<values.count + digits.count, isBroken: word.hasPrefix("|")))
      values += digits
    }
    let marks = WrittenMoments.marks(groups, values: values, count: values.count)
    return groups.map { $0.range.map { marks[$0] ? "1" : "0" }.joined() }.joined(separator: " ")
  }

  @Test(
    "a day, hours to 24, minutes to 59, seconds to 60 and a fraction of nine digits",
    arguments: [
      ("2019 3 5", "1111 1 1"), ("2019 3 5 24", "1111 1 1 11"), ("2019 3 5 25 5 5", "1111 1 1 11 1 0"),
      ("2019 3 5 24 5 5", "1111 1 1 11 1 1"),
      ("2019 3 5 8 59", "1111 1 1 1 11"),
      ("2019 3 5 8 60 5", "1111 1 1 1 11 0"), ("2019 3 5 8 59 5", "1111 1 1 1 11 1"),
      ("2019 3 5 8 5 60", "1111 1 1 1 1 11"),
      ("2019 3 5 8 5 61", "1111 1 1 1 1 00"),
      ("2019 3 5 0 0 0 123456789", "1111 1 1 1 1 1 111111111"),
      ("2019 3 5 8 5 9 1234567890", "1111 1 1 1 1 1 0000000000"),
      ("2019 3 5 8 5 9 |123", "1111 1 1 1 1 1 000"), ("2019 3 5 8 5 123", "1111 1 1 1 1 000"),
      ("2019 3 5 8 5 9 123 4", "1111 1 1 1 1 1 111 0"),
      ("2019 3 5 |8 5", "1111 1 1 0 0"), ("2019 3 5 008", "1111 1 1 000"),
    ])
  func moments(text: String, expected: String) { #expect(marks(text) == expected) }

  @Test(
    "days of eight digits, and of three groups in either order, of the years 1900 to 2100",
    arguments: [
      ("20190305", "11111111"), ("20190305 8 5", "11111111 1 1"), ("20191305", "00000000"), ("1900 1 1", "1111 1 1"),
      ("1899 1 1", "0000 0 0"), ("2100 12 31", "1111 11 11"), ("2101 1 1", "0000 0 0"), ("2019 13 1", "0000 00 0"),
      ("2019 0 1", "0000 0 0"), ("2019 1 32", "0000 0 00"), ("2019 1 0", "0000 0 0"), ("2019 003 5", "0000 000 0"),
      ("2019 3 005", "0000 0 000"), ("31 12 2019", "11 11 1111"), ("32 12 2019", "00 00 0000"),
      ("12 31 2019", "11 11 1111"),
      ("0 5 2019", "0 0 0000"), ("005 3 2019", "000 0 0000"), ("5 3 2101", "0 0 0000"), ("5 3 19", "0 0 00"),
      ("02019 3 5", "00000 0 0"),
      ("2019 3", "0000 0"), ("2019 |3 5", "0000 0 0"), ("2019 3 |5", "0000 0 0"), ("7 2019 3 5 9", "0 1111 1 1 1"),
      ("2019 3 5 7 8 9 5 2019 3 5", "1111 1 1 1 1 1 1 1111 1 1"), ("", ""),
    ])
  func days(text: String, expected: String) { #expect(marks(text) == expected) }

  @Test(
    "a mistaken moment is one by its shape: a year and four groups of two digits",
    arguments: [
      ("2020 02 99 10 00 00", "1111 11 11 11 11 11"), ("2020 99 99 99 99 99", "1111 11 11 11 11 11"),
      ("2020 13 81 99 61", "1111 11 11 11 11"), ("2020 13 81 99", "0000 00 00 00"),
      ("2020 13 81 99 |61", "0000 00 00 00 00"),
      ("2020 13 81 99 6", "0000 00 00 00 0"), ("2101 13 81 99 61", "0000 00 00 00 00"),
      ("2020 13 81 99 615", "0000 00 00 00 000"),
      ("2020 02 99 10 00 00 123", "1111 11 11 11 11 11 111"), ("20200299 10 00", "00000000 00 00"),
    ])
  func mistaken(text: String, expected: String) { #expect(marks(text) == expected) }
}
