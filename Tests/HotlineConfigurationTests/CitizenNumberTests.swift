import Testing

@testable import HotlineConfiguration

/// Citizens' numbers in every spelling that people and platforms use, and the numbers that are none.
@Suite("Citizens' numbers")
struct CitizenNumberTests {
  private func numbers(_ text: String) -> [String] {
    NumberRecogniser(.standard).numbers(in: text).map { String(decoding: $0.digits, as: UTF8.self) }
  }

  /// 13812345678 between other words, so that nothing depends on where a text begins.
  private static let mobile = [
    "13812345678", "138 1234 5678", "138-1234-5678", "138\u{A0}1234\u{A0}5678", "138\u{3000}1234\u{3000}5678",
    "138\u{200B}1234\u{200B}5678", "138  1234  5678", "138.1234.5678", "138/1234/5678", "138—1234—5678",
    "138–1234–5678", "138‒1234‒5678", "138−1234−5678", "138－1234－5678", "138―1234―5678", "138·1234·5678",
    "138•1234•5678",
    "138_1234_5678", "138,1234,5678", "138，1234，5678", "138、1234、5678", "138:1234:5678", "138；1234；5678",
    "138|1234|5678",
    "138~1234~5678", "138～1234～5678", "138\\1234\\5678", "138\t1234\t5678", "138\n1234\n5678", "138*1234*5678",
    "138 - 1234 - 5678", "(138)1234-5678", "（138）1234 5678", "[138]1234 5678", "【138】1234 5678", "138 (1234) 5678",
    "１３８１２３４５６７８", "１３８ １２３４ ５６７８", "138１２３４5678", "一三八一二三四五六七八", "幺三八幺二三四五六七八", "壹叁捌壹贰叁肆伍陆柒捌",
    "138一二三四5678", "一三八 一二三四 五六七八", "①③⑧①②③④⑤⑥⑦⑧", "¹³⁸¹²³⁴⁵⁶⁷⁸", "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "١٣٨١٢٣٤٥٦٧٨", "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "138\u{AD}1234\u{AD}5678", "138\u{FEFF}1234\u{FEFF}5678", "138\u{200F}1234\u{202C}5678",
    "1\u{301}3\u{301}812345678",
    "138\u{2060}12345678", "138\u{2009}1234\u{2009}5678", "138\u{202F}1234\u{202F}5678", "138\u{2800}1234\u{2800}5678",
    "1 3 8 1 2 3 4 5 6 7 8", "1-3-8-1-2-3-4-5-6-7-8", "13,812,345,678", "1381 2345 678", "138123 45678",
    "+8613812345678", "+86 138 1234 5678", "+86-138-1234-5678", "(+86)13812345678", "+(86) 138 1234 5678",
    "＋86 13812345678",
    "008613812345678", "0086 138 1234 5678", "0086-13812345678", "8613812345678", "86-13812345678", "013812345678",
    "+86 013812345678", "86 013812345678", "138一1234一5678",
  ]

  @Test("a mobile, however it is written", arguments: mobile)
  func mobiles(text: String) {
    for sentence in [text, "请回电\(text)谢谢", "电话：\(text)。", "tel:\(text)", "\(text)转801", "王先生\(text)（手机）"] {
      #expect(numbers(sentence) == ["13812345678"], "\(sentence)")
    }
  }

  @Test(
    "numbers side by side, and beside dates",
    arguments: [
      ("1381234567813987654321", "13812345678 13987654321"), ("13812345678 13987654321", "13812345678 13987654321"),
      ("13812345678/13987654321", "13812345678 13987654321"), ("13812345678，13987654321", "13812345678 13987654321"),
      ("138123456781398765432115012345678", "13812345678 13987654321 15012345678"),
      ("1381234567802162345678", "13812345678 02162345678"), ("1381234567862345678", "13812345678 62345678"),
      ("2019030513812345678", "13812345678"), ("1381234567820190305", "13812345678"),
      ("19030513812345678", "13812345678"), ("2019-03-05 13812345678", "13812345678"),
      ("13812345678 2019-03-05 08:03:11", "13812345678"), ("2019030508031113812345678", "13812345678"),
      ("20190305_13812345678", "13812345678"), ("2019年3月5日13812345678", "13812345678"),
      ("138-2019-0305", "13820190305"), ("13812345678310101199001011234", "13812345678 310101199001011234"),
    ])
  func glued(text: String, expected: String) { #expect(numbers(text).joined(separator: " ") == expected) }

  @Test(
    "landlines of every area code, and numbers from abroad",
    arguments: [
      ("02162345678", "02162345678"), ("021-62345678", "02162345678"), ("(021)6234 5678", "02162345678"),
      ("（021）62345678", "02162345678"), ("021—6234—5678", "02162345678"), ("021一62345678", "02162345678"),
      ("０２１－６２３４５６７８", "02162345678"), ("零二一六二三四五六七八", "02162345678"), ("〇二一 六二三四五六七八", "02162345678"),
      ("+86 21 6234 5678", "02162345678"), ("+86 (0)21 6234 5678", "02162345678"), ("0086-21-62345678", "02162345678"),
      ("008602162345678", "02162345678"), ("86 21 62345678", "02162345678"), ("010-62345678", "01062345678"),
      ("0571-87654321", "057187654321"), ("0991-2345678", "09912345678"), ("0310 2345678", "03102345678"),
      ("0470 8765432", "04708765432"), ("0635-8765432", "06358765432"), ("0755-87654321", "075587654321"),
      ("0898 65432109", "089865432109"), ("62345678", "62345678"), ("6234-5678", "62345678"), ("6234 5678", "62345678"),
      ("21345678", "21345678"), ("+852 6123 4567", "85261234567"), ("852-61234567", "85261234567"),
      ("0085261234567", "85261234567"), ("+853 6612 3456", "85366123456"), ("+886 912 345 678", "886912345678"),
      ("+1 212 555 0123", "12125550123"), ("+44 20 7946 0958", "442079460958"),
    ])
  func landlines(text: String, expected: String) {
    for sentence in [text, "电话\(text)", "\(text)转801"] { #expect(numbers(sentence) == [expected], "\(sentence)") }
  }

  @Test(
    "identity cards",
    arguments: [
      "310101199001011234", "310101 19900101 1234", "310101-19900101-1234", "31010119900101123X", "31010119900101123x",
      "11010519491231002X", "11010519491231002Ｘ", "３１０１０１１９９００１０１１２３４", "310101850612004", "310101 850612 004",
      "三一〇一〇一一九九〇〇一〇一一二三四",
    ])
  func identities(text: String) {
    for sentence in [text, "身份证\(text)", "\(text)，女"] {
      let found = NumberRecogniser(.standard).numbers(in: sentence)
      #expect(found.map(\.kind) == [.identityCard], "\(sentence)")
    }
  }

  @Test(
    "the numbers of things: orders, dates, hotlines, amounts, codes, hashes",
    arguments: [
      "12812345678", "12345", "962200", "20190304", "2019-03-04 08:00:00", "19900101", "12345678", "1381234567",
      "138123456789", "310101189912311234", "310101210101011234", "310101199013011234", "310101199000011234",
      "310101199001321234", "310101199001001234", "010101199001011234", "20190307000000998", "2019030700000099812",
      "0012345678901", "1234567890", "20181231", "861281234567", "31010119900101123Y", "001812345678", "0101020304",
      "0101990304", "2019-03-10 23:03:11", "3/13/2019 1:58:12", "13/2/2019 1:58:12", "2019-03-05T08:03:11.123456",
      "20190305 08:03:11", "138****5678", "95588", "400-820-8820", "HJ2019030500000123", "1551661200999",
      "a6d1f62345678f0c", "上海市浦东新区民政局第三婚姻登记中心", "一二三四五", "第十三届全国人民代表大会第二次会议",
    ])
  func notNumbers(text: String) { #expect(numbers(text) == []) }

  @Test(
    "in keys only what is hardly a code",
    arguments: [
      ("13812345678", "13812345678"), ("T-13812345678", "13812345678"), ("13812345678-20190305080311", "13812345678"),
      ("20190305-13812345678", "13812345678"), ("138-1234-5678-1", "13812345678"),
      ("2019030513812345678", "13812345678"),
      ("8613812345678_1", "13812345678"), ("GD02162345678", "02162345678"), ("021-62345678-2019", "02162345678"),
      ("x310101199001011234", "310101199001011234"), ("138\u{A0}1234\u{A0}5678", "13812345678"),
      ("2019030508031113812345678", "13812345678"), ("k310101850612004", "310101850612004"),
      ("19030513812345678", "13812345678"), ("电话62345678-1", "62345678"),
      // Codes.
      ("62345678", ""), ("02162345678", ""), ("2019030513081100001", ""), ("2019030508031100001", ""),
      ("HJ2019030500000123", ""),
      ("310101201903050013", ""), ("20190307000000998", ""), ("1551661200999", ""), ("C000-000123", ""),
      ("100-2019030400001", ""),
    ])
  func keys(text: String, expected: String) {
    let found = Array(text.utf8).withUnsafeBufferPointer { NumberRecogniser(.standard).numbers(inKey: $0) }
    #expect(found.map { String(decoding: $0.digits, as: UTF8.self) }.joined(separator: " ") == expected)
  }

  @Test("the quick look at a key never misses what the long look finds")
  func quickLook() {
    var seed: UInt64 = 7
    func roll(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    let pieces = [
      "13812345678", "02162345678", "057187654321", "310101199001011234", "310101850612004", "86", "0086", "0", "+",
      "20190305", "190305", "080311", "130811", "00001", "-", "_", "T", "GD", "123", "6234", "5678", "138", "1234",
    ]
    let recogniser = NumberRecogniser(.standard)
    for _ in 0..<20_000 {
      let key = (0...roll(4)).map { _ in pieces[roll(pieces.count)] }.joined()
      let quick = Array(key.utf8).withUnsafeBufferPointer { recogniser.beginnings.mayStand(in: $0) }
      if !quick {
        #expect(!recogniser.numbers(in: key, isKey: true).contains { $0.certainty > .possible }, "\(key)")
      }
    }
  }

  @Test("numbers in names are marked for their pseudonyms; a code of eight digits is none")
  func marked() {
    func marked(_ text: String, isCode: Bool = false) -> String? {
      Array(text.utf8).withUnsafeBufferPointer { NumberRecogniser(.standard).marked($0, isCode: isCode) }
        .map { String(decoding: $0, as: UTF8.self).replacing("\u{0}", with: "|") }
    }
    #expect(marked("浦东138 1234 5678号") == "浦东|13812345678|号")
    #expect(marked("13812345678、13987654321") == "|13812345678|、|13987654321|")
    #expect(marked("黄浦区") == nil && marked("42500231") == "|42500231|")
    #expect(marked("42500231", isCode: true) == nil && marked("4250-0231", isCode: true) == "|42500231|")
    #expect(marked("电话42500231", isCode: true) == "电话|42500231|")
    #expect(marked("13812345678", isCode: true) == "|13812345678|")
  }

  @Test("a text of any length is looked through in a time that its length bounds")
  func bounded() {
    let clock = ContinuousClock()
    for unit in ["1 ", "13812345678", "1381234567", "0", "一", "8 6 0 ", "2019030"] {
      let time = clock.measure { _ = Masking.masked(String(repeating: unit, count: 1_000_000)) }
      #expect(time < .seconds(5), "\(unit): \(time)")
    }
  }
}

@Suite("Masking")
struct MaskingTests {
  @Test(
    "numbers of persons are masked in texts",
    arguments: [
      ("请回电13812345678谢谢", "请回电138****5678谢谢"), ("138 1234 5678", "138****5678"), ("13012345678", "130****5678"),
      ("14012345678", "140****5678"), ("19912345678", "199****5678"), ("8613812345678", "138****5678"),
      ("+8613812345678", "+138****5678"), ("１３８１２３４５６７８", "138****5678"), ("0216234567", "021****4567"),
      ("0571-87654321", "057****4321"), ("62345678", "623****78"), ("98765432", "987****32"),
      ("310101199001011234", "310****"), ("31010119900101123x", "310****"), ("310101210012311234", "310****"),
      ("1381234567813912345678", "138****5678139****5678"), ("13812345678 13912345678", "138****5678 139****5678"),
      ("a13812345678", "a138****5678"), ("电话:62345678,13812345678。", "电话:623****78,138****5678。"),
      ("13812345678-1", "138****5678-1"), ("62345678-01", "623****78-01"), ("20190304", "20190304"),
      ("a\tb\u{0}c\u{7F}d\u{85}", "a␉b␀c\u{FFFD}d\u{FFFD}"), ("", ""),
    ])
  func masked(text: String, expected: String) { #expect(Masking.masked(text) == expected) }

  @Test(
    "what is masked where ten digits are a telephone number",
    arguments: [
      ("call (212) 555-0123 back", "call (212****0123 back"), ("1-212-555-0123", "212****0123"),
      ("212.555.0123", "212****0123"), ("13812345678", "381****5678"), ("23812345678", "23812345678"),
      ("20190105", "20190105"),
    ])
  func newYork(text: String, expected: String) {
    let plan = NumberPlan(
      countryCode: Array("1".utf8), internationalPrefixes: [Array("011".utf8)], trunkPrefix: [],
      whole: ["[2-9]#{2}[2-9]#{6}"].compactMap { NumberPattern($0) }, regional: [], mobiles: [],
      landlines: ["[2-9]#{2}[2-9]#{6}"].compactMap { NumberPattern($0) }, locals: [], identities: [])
    #expect(Masking.masked(text, limit: 120, NumberRecogniser(plan)) == expected)
  }

  @Test("what is shown is cut, in characters that may be marks")
  func cut() {
    #expect(Masking.masked(String(repeating: "a", count: 121)) == String(repeating: "a", count: 120))
    #expect(Masking.masked("abcdef", limit: 3) == "abc")
    #expect(Masking.masked("a" + String(repeating: "\u{301}", count: 9_000)).unicodeScalars.count == 120)
    #expect(!Masking.masked(String(repeating: "字", count: 115) + "13812345678").contains("13812"))
  }

  @Test("a caller, whatever it looks like")
  func callers() {
    for (text, expected) in [
      ("13812345678", "138****5678"), ("1381234567", "138****67"), ("1234567", "123****67"), ("123456", "******"),
      ("１３８１２３４５６７８", "138****5678"),
    ] {
      #expect(Masking.maskedCaller(text) == expected)
    }
  }

  @Test("numbers in the names of files, not those of folders that are made of digits by chance")
  func paths() {
    for (path, expected) in [
      ("a/13812345678.csv", "a/138****5678.csv"), ("a/录音-138 1234 5678.csv", "a/录音-138****5678.csv"),
      ("13812345678/a.csv", "138****5678/a.csv"),
      ("/tmp/62345678-4A10/calls-201903.csv", "/tmp/62345678-4A10/calls-201903.csv"),
      ("a/021-62345678.zip/b.csv", "a/021****5678.zip/b.csv"),
      ("calls-20190101-20190131.csv", "calls-20190101-20190131.csv"),
      ("data/hotline.sqlite", "data/hotline.sqlite"),
    ] {
      #expect(Masking.path(path) == expected)
    }
    let problem = Diagnostic(
      at: .init(file: "13812345678.csv", line: 3), found: .init(zh: "空", en: "the file is empty"))
    #expect(problem.message(.en) == "138****5678.csv:3: the file is empty")
  }
}
