import HotlineModel
import Testing

@testable import HotlineReading

/// Which columns are proposed for which fields and with what score, reckoned by hand from the weights of words and values.
@Suite("Placement of fields")
struct PlacementTests {
  private func scene(_ header: String, _ rows: [String]) -> SuggestionScene {
    let text = [header] + rows
    return SuggestionScene(
      HeaderSearch(
        text.enumerated().map {
          ($0.offset + 1, $0.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        }), districts: Places.districts)
  }

  /// `field: columns way score`, in the order of the kind's fields; of the fields that are named, or all.
  private func placed(_ scene: SuggestionScene, _ kind: FactKind = .call, _ fields: [FactField]? = nil) -> [String] {
    KindPlacement(kind, scene: scene).fields.filter { fields?.contains($0.field) ?? true }.map { placement in
      let way =
        switch placement.way {
        case .column: ""
        case .join: " join"
        case .sum: " sum"
        case .plus(let base): " plus \(base.rawValue)"
        case .presence(let base): " presence \(base.rawValue)"
        }
      let score = (placement.score * 10_000).rounded() / 10_000
      return "\(placement.field.rawValue): \(placement.columns.map(String.init).joined(separator: "+"))\(way) \(score)"
    }
  }

  private func rows(_ count: Int, _ row: (Int) -> String) -> [String] { (0..<count).map(row) }
  private func time(_ minute: Int, _ second: Int = 0, day: Int = 4) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2019-03-\(two(day)) \(two(8 + minute / 60)):\(two(minute % 60)):\(two(second))"
  }

  @Test(
    "words and names: 0.7 of what the header says and 0.35 of what the values say, less 0.05 and a little for each column before"
  )
  func values() {
    // 0.7 · 0.95 + 0.35 − 0.05; 0.7 · 0.97 + 0.35 − 0.05 − 0.0005; and so on.
    let named = scene(
      "ticket uuid,hotline,ani,attendant,borough,bureau,classification,way,verdict,csat",
      rows(40) {
        "K\($0),12345,138\(12_345_000 + $0),A\($0 % 5),黄浦区,甲处\($0 % 2),养老\($0 % 3),\($0 % 2 == 0 ? "呼入" : "呼出"),\($0 % 2 == 0 ? "接通" : "放弃"),满意"
      })
    #expect(
      placed(named)
        == [
          "key: 0 0.965", "line: 1 0.9785", "direction: 7 0.9615", "outcome: 8 0.94", "satisfaction: 9 0.9605",
          "caller: 2 0.964", "agent: 3 0.862", "district: 4 0.963", "unit: 5 0.91", "category: 6 0.9095",
        ].sorted { left, right in
          let order = FactKind.call.fields.map(\.rawValue)
          func place(_ text: String) -> Int { order.firstIndex(of: String(text.prefix { $0 != ":" })) ?? 0 }
          return place(left) < place(right)
        })
    // Headers that nobody knows: what values alone say.
    let unnamed = scene(
      "alfa,beta,gamma,delta,epsilon",
      rows(40) { "K\($0),12345,138\(12_345_000 + $0),黄浦区,\($0 % 2 == 0 ? "接通" : "放弃")" })
    #expect(
      placed(unnamed) == [
        "key: 0 0.52", "line: 1 0.5995", "outcome: 4 0.598", "caller: 2 0.619", "district: 3 0.6585",
      ])
  }

  @Test("a score of 0.5 is enough, less is not: the same column further to the right is no caller")
  func threshold() {
    // 0.7 · 0.6 + 0.35 · 0.4 − 0.05 = 0.51; each column before it takes 0.0005.
    func callers(after count: Int) -> [String] {
      let fillers = (1..<count).map { "zz\($0)" }
      return placed(
        scene(
          (["uuid"] + fillers + ["tel"]).joined(separator: ","),
          rows(30) { "K\($0)," + fillers.map { _ in "7," }.joined() + "2123\(1000 + $0)" }), .call, [.caller])
    }
    #expect(callers(after: 13) == ["caller: 13 0.5035"])
    #expect(callers(after: 18) == ["caller: 18 0.501"])
    #expect(callers(after: 21).isEmpty)
  }

  @Test("a rival that is nearly as good leaves a doubt")
  func rivals() {
    func keys(_ other: String) -> [String] {
      placed(scene("ticket uuid,\(other)", rows(30) { "K\($0),L\($0)" }), .call, [.key])
    }
    // 0.7 · 0.95 against 0.7 · 0.9: 0.0355 apart; against 0.7 · 0.8: 0.1055.
    #expect(keys("reply uuid") == ["key: 0 0.75"] && keys("uuid") == ["key: 0 0.965"])
  }

  @Test("times: what the header says, and 0.05 for each other time that they fit, less 0.15 where they do not")
  func times() {
    func calls(_ count: Int, late: Int, _ header: String = "begin,pickup,hangup") -> [String] {
      placed(
        scene(
          header,
          rows(count) {
            "\(time($0 % 60)),\(time($0 % 60, $0 < late ? 0 : 5, day: $0 < late ? 3 : 4)),\(time($0 % 60, 50))"
          }),
        .call, [.startedAt, .answeredAt, .endedAt])
    }
    // 0.25 + 0.65 · 0.95 = 0.8675.
    #expect(calls(100, late: 0) == ["started_at: 0 0.9675", "answered_at: 1 0.9675", "ended_at: 2 0.9675"])
    #expect(calls(100, late: 3) == ["started_at: 0 0.9675", "answered_at: 1 0.9675", "ended_at: 2 0.9675"])
    #expect(calls(100, late: 4) == ["started_at: 0 0.7675", "answered_at: 1 0.7675", "ended_at: 2 0.9675"])
    #expect(calls(4, late: 0) == ["started_at: 0 0.8675", "answered_at: 1 0.8675", "ended_at: 2 0.8675"])
    // More than a tenth the wrong way round is no answer at all.
    #expect(calls(100, late: 10).count == 3 && calls(100, late: 11).count == 2)
    #expect(
      calls(100, late: 0, "alfa,beta,gamma") == ["started_at: 0 0.65", "answered_at: 1 0.65", "ended_at: 2 0.65"])
    // 78 of 80 rows in order are enough for the header that says it better.
    let nearly = scene(
      "begin,billsec begin,pickup",
      rows(80) { "\(time($0 % 60)),\(time($0 % 60, 5)),\(time($0 % 60, $0 < 2 ? 0 : 5, day: $0 < 2 ? 3 : 4))" })
    #expect(placed(nearly, .call, [.answeredAt]).first?.hasPrefix("answered_at: 2 ") == true)
    let rival = scene("begin,start", rows(30) { "\(time($0)),\(time($0, 9))" })
    #expect(placed(rival, .call, [.startedAt]) == ["started_at: 0 0.75"])
  }

  @Test("durations: by their header, and by what they make up between two times")
  func durations() {
    func calls(_ header: String, _ row: (Int) -> String) -> [String] {
      placed(
        scene("uuid," + header, rows(20) { "K\($0),\(row($0))" }), .call,
        [.waitSeconds, .talkSeconds, .answeredAt, .endedAt])
    }
    // 0.3 + 0.5 · 0.95 by its name; 0.3 more where it fits.
    #expect(
      calls("begin,waited,billsec") { "\(time($0)),\(5 + $0),\(60 + $0)" } == [
        "answered_at: 2 plus started_at 0.7", "wait_seconds: 2 0.775", "talk_seconds: 3 0.775",
      ])
    let fit = calls("begin,pickup,hangup,waited,billsec") {
      "\(time($0)),\(time($0, 5)),\(time($0, 45)),5,40"
    }
    #expect(fit.suffix(2) == ["wait_seconds: 4 1.075", "talk_seconds: 5 1.075"])
    let unnamed = calls("begin,pickup,hangup,alfa,beta") { "\(time($0)),\(time($0, 5)),\(time($0, 45)),5,40" }
    #expect(unnamed.suffix(2) == ["wait_seconds: 4 0.6", "talk_seconds: 5 0.6"])
    // Eighteen of twenty rows are enough where the header says nothing, seventeen are not.
    for (wrong, isFound) in [(2, true), (3, false)] {
      let some = calls("begin,pickup,hangup,alfa,beta") {
        "\(time($0)),\(time($0, 5)),\(time($0, 45)),\($0 < wrong ? 9 : 5),40"
      }
      #expect(some.contains("wait_seconds: 4 0.6") == isFound, "\(some)")
    }
    // Queue and ringing together are the wait.
    #expect(
      calls("begin,pickup,queued,alert") { "\(time($0)),\(time($0, 9)),6,3" }.last == "wait_seconds: 3+4 sum 0.95")
    #expect(calls("begin,queued,alert") { "\(time($0)),6,\(3 + $0)" }.contains("wait_seconds: 2+3 sum 0.7"))
    for word in ["billsec", "hold", "total", "occurrences"] {
      let other = calls("begin,queued,alert \(word)") { "\(time($0)),6,\(3 + $0)" }
      #expect(!other.contains { $0.contains("sum") }, "\(word): \(other)")
    }
    // The start and the whole length give the end; a part of the length does not.
    #expect(calls("begin,elapsed") { "\(time($0)),\(6 + $0)" } == ["ended_at: 2 plus started_at 0.7"])
    for word in ["waited", "queued", "alert", "billsec", "hold", "occurrences", "transferred", "pickup", "attendant"] {
      #expect(
        !calls("begin,\(word) elapsed") { "\(time($0)),\(6 + $0)" }.contains { $0.hasPrefix("ended_at") }, "\(word)")
    }
  }

  @Test("without a column of outcomes an answer that is not always there tells them")
  func presence() {
    func outcome(unanswered: Int) -> [String] {
      placed(
        scene("begin,pickup", rows(20) { "\(time($0)),\($0 < unanswered ? "" : time($0, 5))" }), .call, [.outcome])
    }
    #expect(
      outcome(unanswered: 3) == ["outcome: 1 presence answered_at 0.6"]
        || outcome(unanswered: 3) == ["outcome:  presence answered_at 0.6"])
    #expect(outcome(unanswered: 0).isEmpty)
  }

  @Test("what speaks for each kind, and how much")
  func signs() {
    func signs(_ kind: FactKind, _ header: String, _ row: (Int) -> String, title: String = "") -> [String] {
      let scene =
        title.isEmpty
        ? scene(header, rows(30, row))
        : scene("\(title)\(String(repeating: ",", count: header.count { $0 == "," }))", [header] + rows(30, row))
      return KindEvidence.signs(KindPlacement(kind, scene: scene), scene).map { "\($0.points) \($0.reason.en)" }
    }
    #expect(
      signs(.call, "call uuid,hotline,ani,way,begin,pickup,hangup,waited,verdict,call tag") {
        "K\($0),12345,138\(12_345_000 + $0),呼入,\(time($0)),\(time($0, 5)),\(time($0, 45)),5,\($0 % 2 == 0 ? "接通" : "放弃"),x"
      } == [
        "2.5 durations of waiting or talking", "2.0 a time of answer", "1.0 a time of end",
        "1.5 a direction of the call",
        "1.5 outcomes such as answered and abandoned", "1.0 a calling and a called number",
        "1.0 headers speak of calls",
        "2.0 the times of a row lie within two hours",
      ])
    // One header that speaks of calls is none; a title is.
    #expect(signs(.call, "call uuid,alfa") { "K\($0),x" }.isEmpty)
    #expect(signs(.call, "call uuid,alfa", { "K\($0),x" }, title: "话务明细") == ["1.0 headers speak of calls"])
    #expect(
      signs(.workOrder, "ticket uuid,logged,deadline,closed,stage,bureau,classification,initial reply") {
        "K\($0),\(time($0)),\(time($0, day: 9)),\(time($0, day: 8)),\($0 % 2 == 0 ? "办结" : "在办"),甲处\($0 % 2),养老\($0 % 3),\(time($0, 9))"
      } == [
        "2.0 a time of closing", "2.0 a deadline", "1.5 states such as open and closed",
        "1.5 a handling unit and a type",
        "1.5 headers speak of orders or cases", "1.0 first contact or resolution",
        "2.0 the times of a row lie hours or days apart",
      ])
    // Two hours are a call, six are an order; what is between says nothing.
    for (hours, kind, isTold) in [
      (2, FactKind.call, true), (3, .call, false), (5, .workOrder, false), (6, .workOrder, true),
    ] {
      let told = signs(kind, "alfa,beta") { "\(time($0)),\(time($0 + 60 * hours))" }
      #expect(told.contains { $0.hasPrefix("2.0 the times of a row") } == isTold, "\(hours): \(told)")
    }
    #expect(
      signs(.activity, "broadcast,held,questions") { "直通\($0),\(time($0)),\($0)" } == [
        "4.5 activities and their counts"
      ])
    #expect(
      signs(.agent, "attendant uuid,dob,joined,resigned") {
        "A\($0),1980-01-\(10 + $0 % 10),2010-01-\(10 + $0 % 10),2018-01-\(10 + $0 % 10)"
      } == ["9.0 dates of birth, hiring or leaving"])
    #expect(signs(.agent, "attendant uuid,dob") { "A\($0),1980-01-\(10 + $0 % 10)" }.isEmpty)
    #expect(
      signs(.budget, "programme,fiscal,appropriation") { "热线\($0),2019,\(1000 + $0)" } == [
        "7.0 projects, years and budgets"
      ])
    // A project or a year will do.
    #expect(signs(.budget, "programme,appropriation") { "热线\($0),\(1000 + $0)" } == ["7.0 projects, years and budgets"])
    #expect(signs(.budget, "fiscal,appropriation") { "2019,\(1000 + $0)" } == ["7.0 projects, years and budgets"])
    #expect(signs(.budget, "appropriation,alfa") { "\(1000 + $0),x" }.isEmpty)
  }

  @Test("six digits are a day where the header speaks of one, and not by themselves")
  func sixDigits() {
    #expect(TimeGuess([("190305", 1)]) == nil && TimeGuess([("190305", 1)], isDate: true) != nil)
    #expect(TimeGuess([("20190305", 1)]) != nil)
  }
}
