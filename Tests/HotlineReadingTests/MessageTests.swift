import HotlineCalendar
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What a user reads of a value, a row or a profile that is refused, word for word.
@Suite("Messages of the reading room")
struct MessageTests {
  private static let start = "2019-01-05 08:03:11"

  @Test(
    "a refused value: line, column, header, and what was expected",
    arguments: [
      (
        "answered_at: [v]", "soon", 3,
        "answered_at “soon” is not a time that can be read; expected a time such as yyyy-MM-dd HH:mm:ss, yyyy/MM/dd HH:mm:ss, yyyy年MM月dd日 HH:mm:ss"
      ),
      (
        "answered_at: {columns: [v], formats: [epoch_s]}", "soon", 3,
        "answered_at “soon” is not a time that can be read; expected a time such as epoch_s"
      ),
      (
        "answered_at: [v]", "1899-01-01", 3,
        "answered_at “1899-01-01” is not a time that can be read; expected a time from 1900 to 2099"
      ),
      (
        "answered_at: [v]", "2019-01-05 08:03:10", 0,
        "answered_at contradicts another time; expected start, then answer, then end"
      ),
      (
        "ended_at: [v]", "2019-01-05 08:03:10", 0,
        "ended_at contradicts another time; expected start, then answer, then end"
      ),
      (
        "answered_at: {plus: {time: started_at, seconds: [v]}}", "long", 3,
        "answered_at “long” is not a number that can be read; expected a duration such as 75, 0:01:15 or 1m 15s"
      ),
      (
        "ended_at: [v]", "2098-01-05 08:03:10", 3,
        "ended_at “2098-01-05 08:03:10” lies in the future; expected a time no later than now"
      ),
      (
        "outcome: [v]", "某词", 3,
        "outcome “某词” is not in the vocabulary; expected a word that the profile lists (meaning: answered, abandoned, abandoned_ivr, self_service, failed)"
      ),
      ("outcome: [v]", "", 3, "outcome “” is missing; expected a value for outcome"),
      (
        "resolved: {columns: [v], otherwise: reject}", "x13812345678", 3,
        "resolved “x138****5678” is not in the vocabulary; expected a word that the profile lists (meaning: yes, no)"
      ),
      (
        "key: [v]", "1.5E+17", 3,
        "key “1.5E+17” has lost digits; expected the whole number (a spreadsheet cut it; export again from the platform without saving it in Excel)"
      ),
      (
        "satisfaction: {columns: [v], otherwise: reject}", "一段长得超过四十个字的文字一段长得超过四十个字的文字一段长得超过四十个字的文字一段长得", 3,
        "satisfaction “一段长得超过四十个字的文字一段长得超过四十个字的文字一段长得超过四十个字的文字一” is not in the vocabulary; expected a word that the profile lists (meaning: very_satisfied, satisfied, fairly_satisfied, neutral, dissatisfied, very_dissatisfied)"
      ),
    ])
  func values(field: String, value: String, column: Int, message: String) throws {
    let reading = try Reading("id,start,v\na,\(Self.start),\(value)\n", profile: Profiles.calls(field))
    let row = try #require(reading.rejected.first)
    #expect(row.detail.en == message)
    #expect(row.line == 2 && row.column == (column == 0 ? nil : column) && row.header == (column == 0 ? nil : "v"))
    #expect(reading.rejectedFields == [["a", Self.start, value]])
  }

  @Test("a refused row: too few fields, too many, undecodable bytes, NUL, an open quote")
  func rows() throws {
    let profile = Profiles.calls("district: [d]\noutcome: [o]")
    func detail(_ row: [UInt8], encoding: String? = nil) throws -> RejectedRow? {
      try Reading(Array("id,start,o,d\nok,\(Self.start),接通,区\n".utf8) + row + Array("\n".utf8), profile: profile)
        .rejected.first
    }
    func text(_ row: String) throws -> String? {
      try detail(Array(row.utf8)).map { "\($0.line) \($0.column ?? 0) \($0.reason.rawValue): \($0.detail.en)" }
    }
    #expect(
      try text("a,\(Self.start)")
        == "3 0 field_count: the row has 2 fields, not 4; look for a stray separator or quote or a missing field")
    #expect(
      try text("a,\(Self.start),接通,区,x")
        == "3 0 field_count: the row has 5 fields, not 4; look for a stray separator or quote or a missing field")
    #expect(try text("a,\(Self.start),接通,区, ") == nil)
    #expect(try text("a,\(Self.start),接通") == nil)
    #expect(try text("a,\(Self.start),接通,区\u{0}") == "3 4 nul_byte: a NUL byte in the row; the file may be damaged")
    #expect(
      try text("a,\(Self.start),\"接通,区")
        == "3 3 unterminated_quote: the quote opened in line 3, column 3, never closes; this row alone is left out, those after it are read. Close it and ingest again"
    )
    let bad = try #require(try detail(Array("a,\(Self.start),接通,".utf8) + [0xFF, 0x61]))
    #expect(bad.column == 4 && bad.header == "d" && bad.reason == .invalidBytes)
    // Of the field, whose column stands beside it: separators and quotes before it would make a place in the row doubtful.
    #expect(
      bad.detail.en
        == "byte 1 of the field, 0xFF, is not allowed in this encoding; check the encoding or export again")
    #expect(bad.detail.zh == "该字段第 1 字节 0xFF 在此编码中不合法；请检查文件编码或重新导出")
    #expect(
      try detail([0x07, 0xC0] + Array(",\(Self.start),接通,区".utf8))?.detail.en.hasPrefix("byte 2 of the field, 0xC0, ")
        == true)
    #expect(
      try detail(Array("\"a\",\(Self.start),\"".utf8) + [0x61, 0x62, 0xC0] + Array("\",区".utf8))?.detail.en.hasPrefix(
        "byte 3 of the field, 0xC0, ") == true)
  }

  @Test("remarks: words by frequency, places, one row and several, columns that nobody reads")
  func remarks() throws {
    let profile = Profiles.calls("satisfaction: [s]\ntalk_seconds: [t]\ncaller: [c]")
    let rows = [("认可", "x", ""), ("认可", "", ""), ("还行", "", ""), ("", "", "1.38E+10"), ("认可13812345678", "", "")]
    let text =
      "id,start,s,t,c,备注,x13812345678\n"
      + rows.enumerated().map { "k\($0.offset),\(Self.start),\($0.element.0),\($0.element.1),\($0.element.2),,\n" }
      .joined()
    let sentences = try Reading(text, profile: profile).summary.remarks.map { $0.sentence(.en) }
    #expect(
      sentences == [
        "words of satisfaction that the vocabulary does not know (rows: “认可” in 2, “认可138****5678” in 1, “还行” in 1): the field is empty, the row is kept; say what they mean under `words` in the profile (4 rows: line 2“认可”, line 3“认可”, line 4“还行” …)",
        "values of talk_seconds that cannot be read: the row is kept, the duration follows from the row's times or is empty (1 row: line 2“x”)",
        "values of caller that cannot be read: the field is empty, the row is kept (1 row: line 5“1.3****10”)",
        "columns that the profile does not read: 备注, x138****5678",
      ])
    let wide = "id,start," + (1...14).map { "c\($0)" }.joined(separator: ",") + "\na,\(Self.start)\n"
    let unread = try Reading(wide, profile: Profiles.calls("")).summary.remarks.first
    #expect(unread?.count == 14 && unread?.text.en.hasSuffix("c11, c12, and 2 more") == true)
    #expect(unread?.sentence(.zh) == "未读取的列：c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12，另有 2 列")
    let twelve = "id,start," + (1...12).map { "c\($0)" }.joined(separator: ",") + "\na,\(Self.start)\n"
    #expect(
      try Reading(twelve, profile: Profiles.calls("")).summary.remarks.first?.text.en.hasSuffix("c11, c12") == true)
    let one = ReadingRemark(
      kind: .unreadable, count: 4, examples: (1...4).map { .init(line: $0, value: $0 == 1 ? "" : "v") },
      text: LocalizedText(zh: "甲", en: "a"))
    #expect(one.sentence(.zh) == "甲（4 行：第 1 行、第 2 行“v”、第 3 行“v” …）")
    #expect(one.sentence(.en) == "a (4 rows: line 1, line 2“v”, line 3“v” …)")
    let joined = ReadingRemark.joined([one, one, .init(kind: .unreadable, text: LocalizedText(zh: "乙", en: "b"))])
    #expect(joined.map(\.count) == [8, 1] && joined[0].examples.map(\.line) == [1, 2, 3, 4, 1])
  }

  @Test("words that are counted, and those that are too many or too long to be")
  func manyWords() throws {
    let words =
      (0..<25).map { "词\($0)" } + [String(repeating: "a", count: 60), String(repeating: "b", count: 61), "词0"]
    let text = "id,start,s\n" + words.enumerated().map { "k\($0.offset),\(Self.start),\($0.element)\n" }.joined()
    let remark = try #require(try Reading(text, profile: Profiles.calls("satisfaction: [s]")).summary.remarks.first)
    #expect(remark.count == 28 && remark.examples.count == 5)
    // Twenty different words are kept: 词0 twice, nineteen once, the others together.
    #expect(
      remark.text.en.contains("(rows: “词0” in 2, “词1” in 1,") && remark.text.en.contains("“词19” in 1")
        && !remark.text.en.contains("词20"))
    #expect(remark.text.en.contains(", others in 7)"), "\(remark.text.en)")
    let long =
      "id,start,s\na,\(Self.start),\(String(repeating: "a", count: 60))\nb,\(Self.start),\(String(repeating: "b", count: 61))\n"
    let shown = try #require(try Reading(long, profile: Profiles.calls("satisfaction: [s]")).summary.remarks.first)
    #expect(
      shown.text.en.contains("(rows: “\(String(repeating: "a", count: 40))” in 1, others in 1)"), "\(shown.text.en)")
  }

  private static let mistakes: [(String, Int, String)] = [
    ("title: {zh: a, en: a}\nkind: call\nfeilds: {}\n", 3, "unknown key “feilds”"),
    ("title: {zh: a, en: a}\nkind: cal\nfields: {}\n", 2, "“cal” is not allowed here"),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {kee: [a]}\n", 3,
      "“kee” is no field of agents; one of: key, line, born_at, hired_at, left_at, exported_at"
    ),
    (
      "title: {zh: a, en: a}\nkind: budget\nfields: {key: [a], project: [b], year: [c]}\n", 3,
      "the required field “budget_fen” is missing; required: key, project, year, budget_fen"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nrows: parts\nfields: {key: [a]}\n", 3,
      "only calls are put together from several rows"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nencoding: latin1\nfields: {key: [a]}\n", 3,
      "“latin1” is not allowed here; one of: auto, utf-8, gb18030, utf-16le, utf-16be"
    ),
    ("title: {zh: a, en: a}\nkind: agent\ndelimiter: '\"'\nfields: {key: [a]}\n", 3, "“\"” cannot separate fields"),
    ("title: {zh: a, en: a}\nkind: agent\ndelimiter: ';;'\nfields: {key: [a]}\n", 3, "“;;” cannot separate fields"),
    ("title: {zh: a, en: a}\nkind: agent\ndelimiter: ''\nfields: {key: [a]}\n", 3, "“” cannot separate fields"),
    ("title: {zh: a, en: a}\nkind: agent\ndelimiter: '，'\nfields: {key: [a]}\n", 3, "cannot separate fields"),
    ("title: {zh: a, en: a}\nkind: agent\ntime_zone: CST\nfields: {key: [a]}\n", 3, "“CST” is not a known time zone"),
    (
      "title: {zh: a, en: a}\nkind: agent\nskip: [{colum: a, in: b}]\nfields: {key: [a]}\n", 3,
      "unknown key “colum”; allowed here: column, in, not_in"
    ),
    ("title: {zh: a, en: a}\nkind: agent\nskip: [{column: a}]\nfields: {key: [a]}\n", 3, "“not_in” is missing"),
    (
      "title: {zh: a, en: a}\nkind: agent\nheader: none\nfields: {key: [1, 2]}\n", 4,
      "without a header a column is one number; such as [1]"
    ),
    ("title: {zh: a, en: a}\nkind: agent\nheader: none\nfields: {key: 0}\n", 4, "columns are numbered from 1"),
    ("title: {zh: a, en: a}\nkind: agent\nheader: none\nfields: {key: 16385}\n", 4, "columns are numbered from 1"),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], join: [[b]]}}\n", 3,
      "exactly one way to the value is needed; one of columns, join, sum, constant, plus, when_present, file_name"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {lost_digits: ignore}}\n", 3,
      "exactly one way to the value is needed"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], formats: [yyyy]}}\n", 3,
      "“formats” has no meaning for “key”; only for times"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {file_name: yes}}\n", 3,
      "“file_name” has no meaning for “key”; only for exported_at"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], century: 1900}}\n", 3,
      "“century” has no meaning for “key”; only for times"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], unit: s}}\n", 3,
      "“unit” has no meaning for “key”; only for durations and plus"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {sum: [[a]]}}\n", 3,
      "“sum” has no meaning for “key”; only for durations"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {plus: {time: born_at, seconds: [a]}}}\n", 3,
      "“plus” has no meaning for “key”; only for times"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: [a], born_at: {columns: [b], words: {a: b}}}\n", 3,
      "“words” has no meaning for “born_at”; only for words and texts"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], otherwise: absent}}\n", 3,
      "“otherwise” has no meaning for “key”; only for words"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], when_present: {field: born_at, then: a, else: b}}}\n",
      3, "“when_present” has no meaning for “key”; only for words"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: [a], line: {columns: [b], lost_digits: ignore}}\n", 3,
      "“lost_digits” has no meaning for “line”; only for key"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], lost_digits: maybe}}\n", 3,
      "“maybe” is not allowed here; one of: reject, ignore"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: [a], born_at: {plus: {time: born_at, seconds: [b]}}}\n", 3,
      "“born_at” is not allowed here; one of: hired_at, left_at, exported_at"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nheader: maybe\nfields: {key: [a]}\n", 3,
      "“maybe” is not allowed here; one of: yes, none"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\ndecimal: dot\nfields: {key: [a]}\n", 3,
      "“dot” is not allowed here; one of: point, comma"
    ),
    (
      "title: {zh: a, en: a}\nkind: agent\nfields: {key: {columns: [a], wrods: {a: b}}}\n", 3,
      "unknown key “wrods”; allowed here: columns, join, sum, constant,"
    ),
  ]

  @Test("a mistake in a profile, with its line", arguments: mistakes)
  func profile(yaml: String, line: Int, message: String) {
    let problem = diagnostic { _ = try Profile(yaml: yaml, file: "p.yaml") }
    #expect(problem?.place?.line == line, "\(problem?.message(.en) ?? "accepted")")
    #expect(problem.map { $0.message(.en).contains(message) } == true, "\(problem?.message(.en) ?? "accepted")")
  }

  @Test("a mistake in what a word means")
  func wordMistakes() {
    func message(_ field: String) -> String? {
      diagnostic { _ = try Profile(yaml: Profiles.calls(field), file: "p.yaml") }?.message(.en)
    }
    #expect(
      message("resolved: {columns: [r], words: {好: good}}")?.contains("“好” cannot mean “good”; one of: yes, no, absent")
        == true)
    #expect(message("resolved: {columns: [r], words: {好: absent, 坏: no}}") == nil)
    #expect(message("category: {columns: [r], words: {好: good}}") == nil)
    #expect(
      message("resolved: {columns: [r], default: maybe}")?.contains(
        "the default “maybe” is not in the vocabulary; one of yes, no, or a word listed under `words`") == true)
    #expect(message("resolved: {columns: [r], default: 是}") == nil)
    #expect(message("resolved: {constant: maybe}")?.contains("“maybe” is not allowed here; one of: yes, no") == true)
    for presence in ["{field: answered_at, then: yes}", "{else: no}", "[{field: answered_at, then: yes}]"] {
      #expect(
        message("resolved: {when_present: \(presence)}")?.contains("when_present needs a `then` and an `else`") == true,
        "\(presence)")
    }
    #expect(
      message("resolved: {when_present: [{field: answered_at, then: yes}, {column: [c], then: absent}, {else: no}]}")
        == nil)
    #expect(
      message("resolved: {when_present: {field: resolved, then: yes, else: no}}")?.contains(
        "“resolved” is not allowed here") == true)
  }

  @Test("what a profile means where it says nothing, and where it does")
  func defaults() throws {
    let plain = try Profile(yaml: Profiles.calls("satisfaction: [s]\ntalk_seconds: [t]"), file: "/x/ours.yaml")
    #expect(
      plain.name == "ours" && plain.mergesParts && !plain.isHeaderless && !plain.isDecimalComma && plain.encoding == nil
        && plain.delimiter == nil)
    #expect(
      plain.fields[.talkSeconds]?.unit == .seconds && plain.fields[.key]?.checksLostDigits == true
        && plain.fields[.startedAt]?.century == nil)
    #expect(
      plain.fields[.satisfaction]?.unknownWord == .remark && plain.fields[.startedAt]?.formats == TimeFormat.usual)
    let own = try Profile(
      yaml: Profiles.calls(
        "key: {columns: [id], lost_digits: ignore}\nborn: x".replacing("\nborn: x", with: ""),
        top: "rows: versions\ndecimal: comma\nencoding: gb18030\ndelimiter: pipe\nheader: yes"), file: "a.yaml")
    #expect(
      !own.mergesParts && own.isDecimalComma && own.encoding == .gb18030 && own.delimiter == 0x7C && !own.isHeaderless
        && own.fields[.key]?.checksLostDigits == false)
    let delimiters: [(String, UInt8?)] = [
      ("auto", nil), ("comma", 0x2C), ("tab", 0x09), ("semicolon", 0x3B), ("'^'", 0x5E), ("'~'", 0x7E), ("' '", 0x20),
      ("\"\\t\"", 0x09),
    ]
    for (word, byte) in delimiters {
      #expect(
        try Profile(yaml: Profiles.calls("", top: "delimiter: \(word)"), file: "a.yaml").delimiter == byte, "\(word)")
    }
    let orders = try Profile(yaml: "title: {zh: a, en: a}\nkind: agent\nfields: {key: [a]}\n", file: "a.yaml")
    #expect(!orders.mergesParts && orders.fingerprint != own.fingerprint && plain.fingerprint != own.fingerprint)
  }

  @Test(
    "the date in a file's name",
    arguments: [
      ("calls_20190304.csv", "2019-03-04"), ("calls_20190304080910.csv", "2019-03-04 08:09:10"),
      ("calls_2019-3-4.csv", "2019-03-04"), ("a20190101_20190131.csv", "2019-01-31"),
      ("2019030408091011.csv", "2019-03-04 08:09:10"), ("calls_201903041.csv", ""), ("calls_20191304.csv", ""),
      ("20190304/calls.csv", ""), ("calls_2019-03.csv", ""), ("2019-03-04-05.csv", "2019-03-04"), ("calls.csv", ""),
    ])
  func fileNames(name: String, expected: String) {
    let found = FileNameDate.unixSeconds(in: "/exports/\(name)", clock: .standard).map { LocalTimeText.text($0) } ?? ""
    #expect(found == expected)
  }

  @Test("separators are told by the number of fields that they make, and by whole quotes")
  func delimiters() {
    func found(_ text: String) -> String { DelimiterDetection.name(DelimiterDetection.delimiter(of: Array(text.utf8))) }
    #expect(
      found("a,b;c\n1,2;3\n") == "comma" && found("a;b;c,d\n1;2;3,4\n") == "semicolon" && found("a\tb\n1\t2\n") == "tab"
        && found("a|b\n1|2\n") == "pipe")
    #expect(
      found("abc\ndef\n") == "comma" && found("") == "comma" && found("\"a;b\",c\n\"d;e\",f\n") == "comma"
        && found("\"a,b\";c\n\"d,e\";f\n") == "semicolon")
    let rows = String(repeating: "a;b;c\n", count: 36)
    #expect(found("title\nby, me\nfrom, to\nx,y\n" + rows) == "semicolon")
    #expect(DelimiterDetection.name(0x5E) == "^")
  }
}

/// A moment without its clock at midnight.
private enum LocalTimeText {
  static func text(_ moment: Int64) -> String {
    let text = LocalTime.text(moment)
    return text.hasSuffix(" 00:00:00") ? String(text.prefix(10)) : text
  }
}
