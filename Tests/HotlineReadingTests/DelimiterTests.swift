import Foundation
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Delimiters")
struct DelimiterTests {
  private static let header = "call_id,line,direction,started_at,outcome\n"
  private static let rows = (0..<3).map { "k\($0),962200,inbound,2019-03-04 08:00:00,answered\n" }.joined()

  private func detected(_ text: String) throws -> String {
    DelimiterDetection.name(try Reading.file(text).delimiter)
  }

  @Test("pipes are found like the others")
  func pipe() throws {
    let text = (Self.header + Self.rows).replacing(",", with: "|")
    #expect(try detected(text) == "pipe")
    #expect(try Reading(Array(text.utf8), profile: builtInCatalog().profile(named: "calls-en")).keys.count == 3)
  }

  @Test("cells full of tabs do not make a file tab-separated, nor one semicolon in each row")
  func quotedTabs() throws {
    let cell = "\"\n\t\t\t\t\t\n\t\t\t\t\t\n\t\t\t\t\t\n\""
    #expect(try detected("编号,时间,内容\n" + (0..<9).map { "\($0),2019/4/25 9:32:09,\(cell)\n" }.joined()) == "comma")
    #expect(try detected("编号,时间,内容\n" + (0..<9).map { "\($0),2019/4/25 9:32:09,甲;乙\n" }.joined()) == "comma")
  }

  @Test("titles above a narrow table and notes below it do not hide its separator")
  func titles() throws {
    let text = "某区话务报表\n统计时间：2019-03，2019-04\n编号;状态\n" + (0..<30).map { "\($0);接通\n" }.joined() + "合计：30\n"
    #expect(try detected(text) == "semicolon")
  }

  @Test("a separator that only a profile knows is read when the profile is found by the headers")
  func ownDelimiter() throws {
    let yaml = Profiles.calls("district: [区]", top: "delimiter: \"^\"").replacing("[id]", with: "[编号]").replacing(
      "[start]", with: "[时间]")
    let catalog = try ProfileCatalog(profiles: builtInCatalog().profiles + [Profile(yaml: yaml, file: "caret.yaml")])
    let file = try Reading.file("编号^时间^区\na^2019-03-04 08:00:00^黄浦区, 徐汇区\nb^2019-03-04 08:00:00^\n")
    #expect(try file.matchProfile(in: catalog).name == "caret")
    #expect(diagnostic { _ = try Profile(yaml: yaml.replacing("\"^\"", with: "\"||\""), file: "x.yaml") } != nil)
  }

  @Test("a header that nobody knows is refused with how the file was read")
  func message() throws {
    let problem = diagnostic { _ = try Reading.file("甲;乙;丙\n1;2;3\n").matchProfile(in: builtInCatalog()) }
    #expect(problem?.message(.en).contains("separated by semicolon; tried: comma, tab, semicolon, pipe") == true)
  }

  @Test("one column that every export has does not make a roster of a call log")
  func genericColumn() throws {
    let file = try Reading.file("Call Started,Agent ID,Duration,Disposition\n2019-03-04 08:00:00,8001,20,ok\n")
    let problem = diagnostic { _ = try file.matchProfile(in: builtInCatalog()) }
    #expect(
      problem?.message(.en).contains("no known header") == true
        || problem?.message(.en).contains("no profile fits") == true)
    let roster = try Reading.file("agent_id,born_at\n8001,1980-01-01\n")
    #expect(try roster.matchProfile(in: builtInCatalog()).kind == .agent)
  }
}
