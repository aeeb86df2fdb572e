import Testing

@testable import HotlineAppraisal

/// Which numbers of a form's text are figures, and what the signs and words around them make of them.
@Suite("Figures as people write them")
struct FigureReadingTests {
  private func figures(_ text: String) -> [StatedFigure] { StatedFigure.all(in: text) }

  @Test(
    "a bare number counts from three digits on; hotlines, quoted numbers and parts of words are none",
    arguments: [
      ("接到100。", 1), ("接到99。", 0), ("接到100", 1), ("接到100 吨", 0), ("接到100）", 1), ("拨打962200。", 0), ("拨打12345。", 0),
      ("收听990。", 0), ("拨打12346。", 1), ("代号“100。", 0), ("共-100。", 0), ("A100件", 0), ("1/100件", 0),
      ("第100件", 0), ("+100件", 1), ("接到5万。", 1), ("接到5。", 0), ("接到5件。", 1),
    ])
  func bare(text: String, count: Int) {
    #expect(figures(text).count == count, "\(figures(text).map(\.text))")
  }

  @Test("a comma separates thousands only between groups of three digits")
  func thousands() {
    #expect(figures("接到1,234,567件").map(\.value) == [1_234_567])
    #expect(figures("接到1234,567件").map(\.digits) == ["567"])
    #expect(figures("直播1,000和工单5件").last?.lead == "直播1,000和工单")
    #expect(figures("直播3,工单5件").last?.lead == "工单")
    #expect(figures("直播3,50件").last?.lead == "")
  }

  @Test("万 and 千 are part of the value and are printed again")
  func scales() {
    #expect(figures("来电3千个，工单5万件，直播7期").map(\.value) == [3_000, 50_000, 7])
    #expect(figures("来电3千个，工单5万件，直播7期").map(\.text) == ["3千个", "5万件", "7期"])
    #expect(figures("接通率-5.5%").map(\.text) == ["-5.5%"])
  }

  @Test(
    "a vague figure: the word is kept where it stood; some words make it a lower bound, some do not",
    arguments: [
      ("近216件", "近216件", false), ("约216件", "约216件", false), ("大约216件", "大约216件", false),
      ("将近216件", "将近216件", false), ("接近216件", "接近216件", false), ("几乎216件", "几乎216件", false),
      ("逾216件", "逾216件", true), ("216件左右", "216件左右", false), ("216件上下", "216件上下", false),
      ("216件以上", "216件以上", true), ("216余件", "216件余", true), ("216多件", "216件多", true),
      ("超过216件", "超过216件", true), ("突破216件", "超过216件", true), ("216件", "216件", false),
    ])
  func vague(written: String, text: String, isLowerBound: Bool) throws {
    let figure = try #require(figures("来电" + written).first)
    #expect(figure.text == text && figure.isLowerBound == isLowerBound && figure.value == 216)
    #expect((figure.vagueness == nil) == ["216件", "超过216件"].contains(text))
  }

  @Test("a lower bound is reached from its value on")
  func bound() throws {
    let figure = try #require(figures("接通率超过99%").first)
    #expect(figure.agrees(with: 0.99) && figure.agrees(with: figure.value - 1e-9) && !figure.agrees(with: 0.9899))
  }

  @Test("a dash before a number is a minus only where no number or word of Latin letters stands before it")
  func minus() {
    #expect(figures("五-6%").map(\.value) == [0.06])
    #expect(figures("a-6%").map(\.value) == [0.06])
    #expect(figures("下降-6%").map(\.value) == [-0.06] && figures("-6%").map(\.value) == [-0.06])
    #expect(figures("6%").map(\.isNegative) == [false])
  }

  @Test(
    "signs and words before a figure make it a limit, from below or above",
    arguments: [
      ("≥", false), (">=", false), ("＞", false), (">", false), ("不低于", false), ("不少于", false), ("不小于", false),
      ("至少", false), ("≥ ", false), ("≤", true), ("<=", true), ("＜", true), ("<", true), ("不超过", true), ("不高于", true),
      ("不大于", true), ("不多于", true),
    ])
  func limits(mark: String, isUpper: Bool) {
    #expect(figures("接通率\(mark)95%").map(\.role) == [.limit(isUpper: isUpper)])
    #expect(figures("接通率\(mark)95%").map(\.lead) == ["接通率"])
  }

  @Test(
    "words that make a figure a target stand before or behind it",
    arguments: [
      "目标95%", "目标值95%", "指标值95%", "要求95%", "目标为95%", "目标值为95%", "指标值为95%", "要求为95%", "目标是95%", "95%的目标", "95%的指标值",
      "95%的要求",
    ])
  func wanted(text: String) {
    #expect(figures("接通率" + text).map(\.role) == [.limit(isUpper: false)])
  }

  @Test("what a figure rose by is a change, what it came to is a result")
  func changes() {
    for word in ["提高", "上升", "增长", "下降", "降低", "增加", "减少", "同比", "提升了", "+"] {
      #expect(figures("来电\(word)216件").map(\.role) == [.change], "\(word)")
    }
    #expect(figures("来电216件的样子").map(\.role) == [.result])
  }

  @Test("a figure is of the hotline that its paragraph named last")
  func lines() {
    #expect(figures("接通率94%").map(\.line) == [nil])
    #expect(figures("962200接通率94%，12345满意率95%").map(\.line) == ["962200", "12345"])
    #expect(figures("12345满意率95%，962200接通率94%").map(\.line) == ["12345", "962200"])
    #expect(figures("1.962200来电5件。2.满意率95%").map(\.line) == ["962200", nil])
    #expect(figures("962200来电5件。12、满意率95%").last?.line == .some(nil))
    #expect(figures("962200来电5件。123、满意率95%").last?.line == "962200")
    #expect(figures("962200来电5件。（12）满意率95%").last?.line == .some(nil))
    #expect(figures("962200来电5件。（123）满意率95%").last?.line == "962200")
  }

  @Test("the years of its clause are known")
  func years() {
    #expect(figures("2018年接通率94%").map(\.years) == [[2018]])
    #expect(figures("1999年接通率94%").map(\.years) == [[]])
  }

  @Test("of a long text only what is near a figure is looked at")
  func near() throws {
    let far = String(repeating: "甲", count: 1_500)
    let figure = try #require(figures(far + "5件" + far).first)
    #expect(figure.lead.count == 120)
    #expect(figure.sentence.count == 1_000 + 2 + 1_000)
  }
}
