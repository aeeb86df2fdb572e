import HotlineModel
import Testing

@testable import HotlineReading

/// Which column is proposed for a field, and what is said of it, at the share of rows that just is or is not enough.
@Suite("Placement of fields, edge by edge")
struct PlacementEdgeTests {
  private func scene(_ header: String, _ rows: [String]) -> SuggestionScene {
    SuggestionScene(
      HeaderSearch(
        ([header] + rows).enumerated().map {
          ($0.offset + 1, $0.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        }), districts: Places.districts)
  }

  /// Columns, way, score and English reasons of one field; empty when none is proposed.
  private func placed(
    _ field: FactField, _ header: String, _ count: Int, kind: FactKind = .call, _ row: (Int) -> String
  ) -> String {
    guard let found = KindPlacement(kind, scene: scene(header, (0..<count).map(row)))[field] else { return "" }
    let score = (found.score * 10_000).rounded() / 10_000
    let columns = found.columns.map(String.init).joined(separator: "+")
    return "\(columns)\(found.way == .sum ? " sum" : "") \(score): \(found.reasons.map(\.en).joined(separator: "; "))"
  }

  private func time(_ minute: Int, _ second: Int = 0) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2019-03-04 \(two(8 + minute / 60)):\(two(minute % 60)):\(two(second))"
  }

  @Test("a column that is called something else is the wait when 97 of 100 rows agree, not when 96 do")
  func otherName() {
    func wait(_ wrong: Int) -> String {
      placed(.waitSeconds, "begin,pickup,urgency", 100) {
        "\(time($0 % 60)),\(time($0 % 60, 5)),\($0 < wrong ? 9 : 5)"
      }
    }
    #expect(wait(3) == "2 0.6: equals answer minus start" && wait(4).isEmpty)
  }

  @Test("a number of a call is its talk only when more than nine rows in ten agree")
  func identity() {
    func talk(_ wrong: Int) -> Bool {
      !placed(.talkSeconds, "begin,pickup,hangup,billsec uuid", 200) {
        "\(time($0 % 60)),\(time($0 % 60, 5)),\(time($0 % 60, 45)),\($0 < wrong ? 9 : 40)"
      }.isEmpty
    }
    #expect(talk(19) && !talk(20))
  }

  @Test("nine rows in ten that agree are a reason, fewer are none")
  func agreement() {
    func wait(_ wrong: Int) -> String {
      placed(.waitSeconds, "begin,pickup,waited", 20) {
        "\(time($0)),\(time($0, 5)),\($0 < wrong ? 9 : 5)"
      }
    }
    #expect(
      wait(2) == "2 1.075: the header's words; equals answer minus start" && wait(3) == "2 0.775: the header's words")
    func talk(_ wrong: Int) -> String {
      placed(.talkSeconds, "begin,pickup,hangup,billsec", 20) {
        "\(time($0)),\(time($0, 5)),\(time($0, 45)),\($0 < wrong ? 9 : 40)"
      }
    }
    #expect(
      talk(2) == "3 1.075: the header's words; equals end minus answer" && talk(3) == "3 0.775: the header's words")
    // Ringing by a channel says too little by itself.
    #expect(
      placed(.waitSeconds, "begin,pickup,alert via", 20) { "\(time($0)),\(time($0, 5)),\($0 < 1 ? 9 : 5)" }.isEmpty)
  }

  @Test("queue and ringing are added where they fit better together, and not where nothing fits")
  func sums() {
    #expect(
      placed(.waitSeconds, "begin,waited,alert", 20) { "\(time($0)),6,\(3 + $0)" }
        == "1+2 sum 0.7: queue and ringing together")
    #expect(!placed(.waitSeconds, "begin,queued,alert waited", 20) { "\(time($0)),6,\(3 + $0)" }.contains("sum"))
    #expect(
      !placed(.waitSeconds, "begin,pickup,queued,alert", 20) { "\(time($0)),\(time($0, 40)),6,3" }.contains("sum"))
    func sum(_ wrong: Int) -> String {
      placed(.waitSeconds, "begin,pickup,queued,alert", 20) {
        "\(time($0)),\(time($0, $0 < wrong ? 40 : 9)),6,3"
      }
    }
    #expect(sum(2) == "2+3 sum 0.95: queue and ringing together; equals answer minus start")
    #expect(sum(3) == "2+3 sum 0.7: queue and ringing together")
  }

  @Test("a column far to the right counts a little less, and a rival that is just far enough leaves no doubt")
  func places() {
    let fillers = (0..<20).map { "alfa\($0)" }
    #expect(
      placed(.district, (fillers + ["beta"]).joined(separator: ","), 30) { _ in
        String(repeating: "7,", count: 20) + "黄浦区"
      } == "20 0.65: 100% are districts of Shanghai; distinct values: 1")
    // 0.7 · 0.05 for the word, 0.35 / 24 for the id that stands twice, 0.0005 for its place: 0.0501 apart.
    #expect(
      placed(.key, "ticket uuid,reply uuid", 24) { "K\($0),L\(max($0, 1))" }
        == "0 0.965: the header's words; different in every row")
  }

  @Test("that three in ten values look right is no reason, that more do is one")
  func thirty() {
    for (count, right, isSaid) in [(10, 3, false), (202, 61, true), (10, 4, true)] {
      let caller = placed(.caller, "ani,x", count) { "\($0 < right ? "138\(12_345_000 + $0)" : "\(200_000 + $0)"),x" }
      #expect(caller.hasPrefix("0 ") && caller.contains("are telephone numbers") == isSaid, "\(caller)")
      let line = placed(.line, "hotline,x", count) { "\($0 < right ? "12345" : "9000"),\($0)" }
      #expect(line.hasPrefix("0 ") && line.contains("numbers of hotlines") == isSaid, "\(line)")
      let district = placed(.district, "borough,x", count) { "\($0 < right ? "黄浦区" : "某处"),\($0)" }
      #expect(district.hasPrefix("0 ") && district.contains("are districts of") == isSaid, "\(district)")
    }
  }

  @Test("a placement of 0.8 is sure")
  func certainty() {
    func certainty(_ score: Double) -> SuggestionCertainty {
      FieldPlacement(field: .key, way: .column, columns: [0], score: score, reasons: [], runnerUp: nil).certainty
    }
    #expect(certainty(0.8) == .sure && certainty(0.805) == .sure && certainty(0.799) == .likely)
  }

  private func signs(_ kind: FactKind, _ header: String, _ count: Int, _ row: (Int) -> String) -> [String] {
    let scene = scene(header, (0..<count).map(row))
    return KindEvidence.signs(KindPlacement(kind, scene: scene), scene).map { "\($0.points) \($0.reason.en)" }
  }

  @Test("two hours apart are a call's times, a second more are not; a time in a fifth of the rows says nothing")
  func spans() {
    let told = "2.0 the times of a row lie within two hours"
    #expect(signs(.call, "alfa,beta", 30) { "\(time($0)),\(time($0 + 120))" }.contains(told))
    #expect(!signs(.call, "alfa,beta", 30) { "\(time($0)),\(time($0 + 120, 1))" }.contains(told))
    for (filled, isTold) in [(2, false), (3, true)] {
      let found = signs(.call, "alfa,beta", 10) { "\(time($0)),\($0 < filled ? time($0 + 60) : "")" }
      #expect(found.contains(told) == isTold, "\(found)")
    }
    #expect(!signs(.call, "alfa,updated", 10) { "\(time($0)),\(time($0 + 60))" }.contains(told))
  }

  @Test("states that are known in half of the rows speak for orders, and alone leave the kind in doubt")
  func states() throws {
    func order(_ known: Int) -> [String] {
      signs(.workOrder, "stage,x", 10) { "\($0 < known ? "open" : "某态"),\($0)" }
    }
    #expect(order(5) == ["1.5 states such as open and closed"] && order(4).isEmpty)
    let text = "alfa,beta\n" + (0..<10).map { "7,\($0 % 2 == 0 ? "open" : "closed")\n" }.joined()
    let suggestion = try ProfileSuggestion(for: Reading.file(text), districts: Places.districts, language: .en)
    #expect(suggestion.kind == .workOrder && suggestion.kindCertainty == .likely)
    let nothing = "alfa,beta\n" + (0..<10).map { "7,x\($0)\n" }.joined()
    let open = try ProfileSuggestion(for: Reading.file(nothing), districts: Places.districts, language: .en)
    #expect(open.kindCertainty == .open && open.reasons.isEmpty)
  }
}
