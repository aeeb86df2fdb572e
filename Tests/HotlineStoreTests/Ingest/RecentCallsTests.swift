import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineStore

/// The memory of an ingest: which earlier call of the same caller a call follows.
@Suite("The call that a call follows")
struct RecentCallsTests {
  /// A call; `tie` tells calls of one second apart.
  private static func call(
    _ start: Int64, caller: Int64 = 7, line: Int64 = 1, category: Int64 = 0, tie: Int64 = 0, tag: Int = 0
  ) -> RecentCalls.Call {
    RecentCalls.Call(id: CallID.first(at: start) + tie, caller: caller, line: line, category: category, tag: tag)
  }

  private static func calls(window: Int64, acrossLines: Bool = false, slack: Int64 = 0) -> RecentCalls {
    RecentCalls(RepeatRule(window: window, isAcrossLines: acrossLines), slack: slack)
  }

  @Test(
    "a call a window later is a repeated one, a second more and it is not",
    arguments: [(Int64(99), true), (100, true), (101, false)])
  func window(later: Int64, isRepeated: Bool) {
    var calls = Self.calls(window: 100)
    _ = calls.append(Self.call(1_000, tag: 4))
    let links = calls.append(Self.call(1_000 + later))
    #expect((links?.previous?.tag == 4) == isRepeated)
    #expect((links?.previousOfTopic?.tag == 4) == isRepeated)
  }

  @Test("others may call in between, as late as the slack allows, and the earlier call is still known")
  func slack() {
    var calls = Self.calls(window: 100, slack: 50)
    #expect(calls.append(Self.call(1_000, caller: 1, tag: 1)) != nil)
    #expect(calls.append(Self.call(1_150, caller: 2, tag: 2)) != nil)
    let late = calls.append(Self.call(1_100, caller: 1, tag: 3))
    #expect(late?.previous?.tag == 1, "as late as may be")
    #expect(calls.append(Self.call(1_099, caller: 3)) == nil, "a second too late to be placed")
  }

  @Test("calls of different callers may come a day out of order, and not a second more")
  func day() {
    var calls = RecentCalls(RepeatRule(window: 100, isAcrossLines: false))
    _ = calls.append(Self.call(1_000_000, caller: 1))
    #expect(calls.append(Self.call(1_000_000 - 86_400, caller: 2)) != nil)
    #expect(calls.append(Self.call(1_000_000 - 86_401, caller: 3)) == nil)
  }

  @Test("a caller's calls come in order: one that is not after the last is left out")
  func order() {
    var calls = Self.calls(window: 100, slack: 50)
    #expect(calls.append(Self.call(1_000, tie: 5)) != nil)
    #expect(calls.append(Self.call(1_000, tie: 5)) == nil, "the same call again")
    #expect(calls.append(Self.call(1_000, tie: 4)) == nil)
    #expect(calls.append(Self.call(999)) == nil)
    #expect(calls.append(Self.call(1_000, tie: 6))?.previous?.id == CallID.first(at: 1_000) + 5)
  }

  @Test("the call before on the same hotline and the one about the same topic; on any hotline where the policy says so")
  func topics() {
    let earlier = [
      Self.call(1_000, line: 1, category: 5, tag: 0), Self.call(1_010, line: 1, category: 6, tag: 1),
      Self.call(1_020, line: 2, category: 5, tag: 2), Self.call(1_030, line: 2, category: 6, tag: 3),
    ]
    for (acrossLines, previous, topic) in [(false, 1, 0), (true, 3, 2)] {
      var calls = Self.calls(window: 100, acrossLines: acrossLines)
      for call in earlier { _ = calls.append(call) }
      let links = calls.append(Self.call(1_040, line: 1, category: 5))
      #expect(links?.previous?.tag == previous && links?.previousOfTopic?.tag == topic)
    }
    var calls = Self.calls(window: 100)
    for call in earlier { _ = calls.append(call) }
    let other = calls.append(Self.call(1_040, line: 1, category: 9))
    #expect(other?.previous?.tag == 1 && other?.previousOfTopic == nil, "nobody called about it")
    let elsewhere = calls.append(Self.call(1_041, line: 3, category: 5))
    #expect(elsewhere != nil && elsewhere?.previous == nil && elsewhere?.previousOfTopic == nil)
  }

  @Test("thousands of callers in one window are told apart, whatever their pseudonyms look like")
  func manyCallers() {
    var calls = Self.calls(window: 100_000)
    let count = 10_000
    // Every other pseudonym ends in the same digits as others, some in the last of all.
    func caller(_ number: Int) -> Int64 { number % 50 == 0 ? Int64(number) * 4_096 + 4_095 : Int64(number) &* 77_777 }
    for number in 0..<count { _ = calls.append(Self.call(Int64(1_000 + number), caller: caller(number), tag: number)) }
    var wrong = 0
    for number in 0..<count {
      let links = calls.append(Self.call(Int64(20_000 + number), caller: caller(number), tag: count + number))
      if links?.previous?.tag != number { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test("callers of long ago give up their place, and those of now are found")
  func comingAndGoing() {
    var calls = Self.calls(window: 100)
    var wrong = 0
    for number in 0..<7_000 {
      let time = Int64(number) * 50
      if calls.append(Self.call(time, caller: Int64(number), tag: number)) == nil { wrong += 1 }
      guard number >= 2 else { continue }
      // Who called 51 seconds ago calls again; a stranger with an alike pseudonym follows nobody.
      if calls.append(Self.call(time + 1, caller: Int64(number - 1)))?.previous?.tag != number - 1 { wrong += 1 }
      if calls.append(Self.call(time + 2, caller: Int64(number - 2) | 1 << 40))?.previous != nil { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
