import Foundation
import HotlineModel
import Testing

@testable import HotlineReading

/// What the words of a header say for a field, in hundredths, reckoned by hand from the weights: the best of the field's rules
/// less 3 for each harmless word beside it, 18, 45 or 60 for one that speaks of something else, 6 for an unknown one.
@Suite("Words of headers")
struct HeaderScoreTests {
  private static let alone = """
    key call: ticket uuid 95; cdr uuid 95; global uuid 97; reply uuid 90; uuid 80; ticket tel 90; seq 70; tel 65
    line call: hotline 97; dnis 90; gateway tel 80; hotline name 94
    direction call: way 95; call type 75; begin mode 75; call mode 70
    started_at call: begin 95; arrival 92; call moment 80; call date 80; logged 75; moment 60; date 60; alert 55; clock 60; cdr 50
    answered_at call: pickup 95; billsec begin 90; begin 70
    ended_at call: hangup 95; closed 75
    outcome call: verdict 92; call verdict 89; stage 75; lost 70; pickup stage 85; pickup nature 80; pickup 65
    wait_seconds call: waited 95; queued waited 92; queued 85; alert 75
    talk_seconds call: billsec 95; pickup elapsed 80; billsec attendant elapsed 85
    caller call: ani 95; citizen tel 92; arrival tel 95; reply tel 85; tel 60; citizen 60
    agent call: attendant uuid 95; attendant 88; username 70; owning 60
    transfer_outcome call: transferred 90; transferred verdict 95
    resolved call: fixed 85; initial fixed 67
    satisfaction call: csat 95
    exported_at call: exported 90
    district call: borough 95
    unit call: bureau 95; owning 60
    category call: classification 95; subject 60; why 62; ticket nature 45
    key work_order: ticket uuid 95; uuid 80; seq 70
    received_at work_order: logged 95; assigned 80; arrival 88; begin 75; ticket moment 70; ticket date 70; call moment 65; moment 50; date 50
    first_contacted_at work_order: initial reply 97; reply 85
    first_contact_due_at work_order: initial reply deadline 97; reply deadline 95
    due_at work_order: deadline 95; archived deadline 97; closed until 92; fixed until 92
    extended_due_at work_order: postponed 95; postponed deadline 97
    closed_at work_order: closed 95; fixed 85; hangup 65
    first_contact work_order: initial reply 95; reply 80
    reopened work_order: reopen 95; reopen occurrences 97
    resolution work_order: fixed 92; closed verdict 75; verdict 60
    kind work_order: ticket nature 95; nature 85; ticket classification 60; ticket remarks 50
    status work_order: stage 95
    kind activity: nature 90; broadcast 70
    title activity: subject 90; broadcast name 80; name 60
    held_at activity: held 95; broadcast date 85; date 70; moment 60
    inquiries activity: questions 95
    quantity activity: occurrences 90
    key agent: attendant uuid 95; attendant 90; uuid 80
    born_at agent: dob 95
    hired_at agent: joined 95
    left_at agent: resigned 95
    project budget: programme 95
    year budget: fiscal 95
    budget_fen budget: appropriation 95
    prior_budget_fen budget: previous appropriation 97
    executed_fen budget: spent 95
    """

  private static let beside = """
    key call: uuid attendant 0; uuid until 0; uuid ani 0; uuid citizen 0; uuid hotline 0; uuid queued 0; uuid bureau 0; uuid tel 77; uuid billsec 77; uuid verdict 62
    line call: hotline attendant 0; hotline assigned 0; hotline cdr 94; hotline dnis 94; hotline citizen 94; hotline uuid 94; hotline tel 94
    caller call: ani cdr 92; ani reply 92; ani citizen 92; ani uuid 92; ani arrival 92; ani tel 92
    agent call: attendant tel 85; attendant username 85; attendant stage 70
    started_at call: begin dob 0; begin queued 0; begin update 0; begin cdr 92; begin reply 92; begin hotline 92; begin billsec 92
    answered_at call: pickup queued 0; pickup cdr 92
    ended_at call: hangup dob 0; hangup queued 0; hangup update 0; hangup cdr 92; hangup hotline 92; hangup billsec 92
    wait_seconds call: waited cdr 92; waited occurrences 92; waited elapsed 92; waited total 92
    talk_seconds call: billsec cdr 92; billsec occurrences 92; billsec elapsed 92; billsec queued 92; billsec total 92
    received_at work_order: logged cdr 92; logged closed 92; logged ticket 92; logged fixed 92; logged reply 77
    due_at work_order: deadline cdr 92; deadline ticket 92; deadline fixed 92
    first_contact_due_at work_order: reply deadline fixed 92; reply deadline ticket 92
    district work_order: borough lost 0; borough pickup 0; borough until 0; borough reply 0; borough elapsed 0; borough hangup 0; borough fee 0; borough queued 0; borough alert 0; borough csat 0; borough begin 0; borough stage 0; borough ticket 92
    unit work_order: bureau lost 0; bureau csat 0; bureau begin 0; bureau closed 92; bureau uuid 92; bureau owning 92; bureau ticket 92
    category call: classification hangup 0; classification stage 0; classification cdr 92
    satisfaction call: csat cdr 92; csat verdict 92; csat stage 92; csat total 92
    resolution work_order: fixed attendant 0; fixed until 0; fixed elapsed 0; fixed fee 0; fixed pickup 89; fixed closed 89; fixed hangup 89; fixed stage 89; fixed ticket 89
    resolved call: fixed attendant 0; fixed until 0; fixed elapsed 0; fixed fee 0; fixed cdr 82
    transfer_outcome call: transferred attendant 0; transferred until 0; transferred elapsed 0; transferred fee 0; transferred cdr 87
    reopened work_order: reopen attendant 0; reopen until 0; reopen elapsed 0; reopen fee 0; reopen ticket 92
    outcome call: verdict closed 89; verdict hangup 89; verdict stage 89
    status work_order: stage cdr 92; stage ticket 92
    closed_at work_order: closed update 35; closed photo 35; closed urgency 35; closed remarks 35; closed fee 35; closed street 50; closed seq 50; closed via 50; closed dup 50; closed hold 50; closed email 50; closed until 50; closed moment 92; closed name 92; closed borough 77
    talk_seconds call: billsec foo 89; billsec foo bar 83; billsec foo bar baz 77; billsec foo bar baz qux 77
    """

  @Test("each rule by itself, and beside other words", arguments: [alone, beside])
  func scores(table: String) throws {
    for line in table.split(separator: "\n") {
      let parts = line.components(separatedBy: ": ")
      let head = parts[0].split(separator: " ").map(String.init)
      let (field, kind) = (try #require(FactField(rawValue: head[0])), try #require(FactKind(rawValue: head[1])))
      guard kind.fields.contains(field) else { continue }
      for entry in parts[1].components(separatedBy: "; ") {
        let words = entry.split(separator: " ")
        let header = words.dropLast().joined(separator: " ")
        let score = HeaderEvidence.score(HeaderReading(header), for: field, in: kind)
        #expect(Int((score * 100).rounded()) == Int(words.last ?? ""), "\(header) for \(head[0])")
      }
    }
  }

  @Test(
    "headers are cut into words at blanks and signs, between scripts, digits and camel case",
    arguments: [
      ("callStartTime", "call start time"), ("IVRState", "ivr state"), ("Queue2Name", "queue name"),
      ("call_id", "call id"), ("来电Time", "来电 time"), ("ＣＡＬＬ　ＩＤ", "call id"), ("Start-Time (UTC)", "start time utc"),
      ("AgentID", "agent id"), ("x1y", "x y"), ("时间2", "时间"), ("", ""), ("12", ""), ("é", "é"), ("aB", "a b"),
      ("ABc", "a bc"), ("开始/结束", "开始 结束"), ("三方转接", "三方转接"), ("第十分局2", "第十分局"), ("十", "十"),
    ])
  func tokens(header: String, expected: String) {
    #expect(HeaderTokens.tokens(of: header).joined(separator: " ") == expected)
  }

  @Test(
    "a word that is not known by itself is known by its parts, if all of them are",
    arguments: [
      ("starttime", "start time", 0), ("uniqueid", "id unique", 0), ("agents", "agent", 0), ("ids", "", 1),
      ("begintimestamp", "start time", 0), ("startfoo", "", 1), ("开始时间", "start time", 0),
      ("来电号码", "call incoming number", 0),
      ("开始甲", "start", 1), ("所属区", "district", 0), ("是否解决", "resolved", 0), ("办结时限", "closed due", 0),
      ("先行联系时限", "contact due first", 0), ("the call", "call", 0), ("foo bar", "", 2), ("等待时长秒数", "duration wait", 0),
      ("转接结果", "outcome transfer", 0), ("来电人号码", "caller", 0), ("number", "number", 0), ("热线号码", "line number", 0),
      ("三方转接", "transfer", 0), ("三方转接结果", "outcome transfer", 0),
    ])
  func concepts(header: String, concepts: String, unknown: Int) {
    let reading = HeaderReading(header)
    #expect(reading.concepts.map(\.rawValue).sorted().joined(separator: " ") == concepts)
    #expect(reading.unknown == unknown)
    #expect(reading.isUnknown == concepts.isEmpty)
  }

  private static let meanings = """
    direction inbound: Inbound; incoming call; in; 呼入; 市民来电; 来话; INBOUND
    direction outbound: outgoing; Out; dialout; 呼出; 外呼; 去电
    direction ?: internal; 内部
    outcome abandoned_ivr: IVR abandoned; abandon in ivr; in IVR; ivr leak; 导航放弃; IVR放弃
    outcome self_service: self service; self served; 自助查询
    outcome abandoned: Abandoned; abandon; missed call; unanswered; NO ANSWER; noanswer; not answered; voicemail; queue leak; queue timeout; queuing timeout; cancelled; canceled; hang up; 未接来电; 用户放弃; 无人接; 无应答; 未应答; 留言
    outcome failed: BUSY; failed; failure; rejected; reject; congestion; overflow; error; 占线忙; 呼叫失败; 拒接; 溢出
    outcome answered: ANSWERED; connected; accepted; handled; completed; success; successful; dealing; 人工接通; 接听; 已接; 应答
    outcome ?: 其他; foo
    status open: reopened; not closed; unresolved; 未办结; 未完成; 未结; 未关闭; Open; new; pending; in progress; assigned; active; started; 办理中; 处理中; 处置; 待办; 在办; 受理中; 进行中
    status void: void; cancelled; canceled; withdrawn; 已作废; 撤销; 撤单; 取消; 无效
    status returned: returned; 退单; 退回
    status suspended: suspended; 挂账; 挂起; 存电
    status closed: closed; completed; complete; resolved; solved; done; finished; 办结; 结案; 办毕; 归档; 完成; 关闭; 办复
    satisfaction absent: not offered; offered; unrated; not rated; none; 未评价; 未参评; 拒绝评价
    satisfaction very_dissatisfied: very dissatisfied; extremely unhappy; very unhappy; extremely dissatisfied; 非常不满; 很不满
    satisfaction dissatisfied: dissatisfied; unsatisfied; unhappy; bad; poor; 不满
    satisfaction very_satisfied: very satisfied; extremely happy; very happy; extremely satisfied; excellent; 非常满意; 很满意
    satisfaction fairly_satisfied: fairly satisfied; somewhat satisfied; 基本满意; 较满意; 比较满意
    satisfaction satisfied: satisfied; happy; good; 满意
    satisfaction neutral: neutral; average; fair; 一般
    satisfaction ?: 认可; 5; 4.5; 3
    resolution unresolved: unresolved; not resolved; 未解决; no; 否
    resolution explained: explained; 解释; 已说明
    resolution resolved: resolved; solved; fixed; 已解决; yes; 1
    transfer_outcome failed: failed; 转接失败; 未成功; 未接通; no
    transfer_outcome succeeded: succeeded; success; 成功; 已接通; yes
    resolved no: n; false; 0; 否; 无; 未; NO; unresolved; not resolved; 诉求未解决; 没有解决; 未得到解决; 无法解决; 不能解决
    resolved yes: y; true; 1; 是; 有; 已; Yes; resolved; solved; 诉求已解决; 实际解决
    resolved ?: 部分解决; partly resolved; 办理中
    resolution unresolved: 没有解决; 未得到解决
    resolution ?: 部分解决
    first_contact no: 0; 否; 未联系; 未先行联系; 没有联系
    first_contact yes: 1; 是; 已联系; 已先行联系
    first_contact ?: 不详
    """

  @Test("what an export's words most likely mean")
  func meanings() throws {
    for line in Self.meanings.split(separator: "\n") {
      let parts = line.components(separatedBy: ": ")
      let head = parts[0].split(separator: " ").map(String.init)
      let field = try #require(FactField(rawValue: head[0]))
      for word in parts[1].components(separatedBy: "; ") {
        let meaning = WordMeaning.of(word, field: field, header: HeaderReading("x"))
        #expect(meaning ?? "?" == head[1], "\(word) as \(head[0])")
      }
    }
    func outcome(_ word: String, _ header: String) -> String? {
      WordMeaning.of(word, field: .outcome, header: HeaderReading(header))
    }
    #expect(outcome("是", "是否放弃") == "abandoned")
    #expect(outcome("0", "abandoned") == "answered")
    #expect(outcome("是", "是否接听") == "answered")
    #expect(outcome("N", "answered") == "abandoned")
    #expect(outcome("1", "结果") == nil)
    #expect(WordMeaning.of("5", field: .outcome, header: HeaderReading("x")) == nil)
    // Marks may run either way, whether whole or not, and whatever the vocabulary has for such a word.
    for mark in ["1", "5", "4.5"] {
      #expect(WordMeaning.of(mark, field: .satisfaction, header: HeaderReading("满意度")) == nil, "\(mark)")
    }
    #expect(["是", "Y", "TRUE", "0"].allSatisfy(WordMeaning.isFlag) && !WordMeaning.isFlag("满意"))
  }
}

/// What single values look like to a suggestion.
@Suite("Shapes of values")
struct ValueShapeTests {
  @Test(
    "telephone numbers of persons",
    arguments: [
      "13812345678", "138-1234-5678", "8613812345678", "008613812345678", "+8613812345678", "+442071234567",
      "+12125550",
      "02162345678", "0571-87654321", "031187654321", "0216234567", "138****5678", "138xxxx5678", "138XXXX5678",
      "138××××5678",
      "sip:13812345678@pbx", "SIP:13812345678", "tel:13812345678", "TEL:+8613812345678", "(212) 555-0100",
      "212.555.0100", "13000000000", "123***7", "0086216234567",
    ])
  func phones(text: String) { #expect(ValueShape.isPhone(text)) }

  @Test(
    "other numbers and texts",
    arguments: [
      "12345", "962200", "12812345678", "861281234567", "2125550100", "112-555-0100", "212-155-0100", "+1234567",
      "+1234567890123456", "0021234567", "021623456", "0216234567890", "00862162345", "1381234567", "138123456789",
      "王小明",
      "138**5678", "12***6", "2019-03-04", "", "K138", "13812345678 转 5", "12***", "3***45",
    ])
  func noPhones(text: String) { #expect(!ValueShape.isPhone(text)) }

  @Test(
    "numbers of services",
    arguments: ["110", "120", "12345", "95588", "96110", "962200", "123456", "4008001234", "8008101234"])
  func hotlines(text: String) { #expect(ValueShape.isHotline(text)) }

  @Test(
    "no numbers of services",
    arguments: [
      "210", "11345", "97588", "862200", "112200", "5008001234", "12", "1", "95", "1234", "1234567", "96220a", "１２３４５",
      "13812345678",
    ])
  func noHotlines(text: String) { #expect(!ValueShape.isHotline(text)) }

  @Test(
    "districts of Shanghai",
    arguments: [
      "黄浦区", "黄浦", "上海市徐汇区", "浦东新区", "浦东", "崇明区", "闵行区", "嘉定", "金山区", "奉贤区", "青浦区", "松江", "宝山", "杨浦", "虹口", "普陀", "静安",
      "长宁",
    ])
  func districts(text: String) { #expect(Places.districts.contains(text)) }

  @Test("no districts of Shanghai", arguments: ["朝阳区", "黄浦县", "上海市", "区", "新区", "黄浦区区"])
  func noDistricts(text: String) { #expect(!Places.districts.contains(text)) }

  @Test(
    "times of a day",
    arguments: ["8:03", "08:03:11", "1:05:09 PM", "1:05 AM", "上午 8:05", "下午1:05:09", "08时03分11秒", "8时03分", "23:59"])
  func clocks(text: String) { #expect(ValueShape.isClock(text)) }

  @Test("no times of a day", arguments: ["25:00", "8", "08:60", "2019-03-04 08:00", "", "8.05"])
  func noClocks(text: String) { #expect(!ValueShape.isClock(text)) }

  @Test(
    "durations, up to forty days",
    arguments: [
      ("75", 75), ("1:15", 75), ("2分", 120), ("3456000", 3_456_000), ("3456001", nil), ("-5", nil), ("abc", nil),
      ("", nil),
      ("000000000000000000000075", 75), ("0000000000000000000000075", nil),
    ] as [(String, Int64?)])
  func durations(text: String, seconds: Int64?) { #expect(ValueShape.duration(text) == seconds) }

  private func guess(_ values: [String], isDate: Bool = false, isTime: Bool = false) -> TimeGuess? {
    let counts = Dictionary(grouping: values, by: \.self).map { (word: $0.key, count: $0.value.count) }
    return TimeGuess(counts.sorted { $0.word < $1.word }, isDate: isDate, isTime: isTime)
  }

  @Test("one value in twenty may be no time, under a header of a time one in four")
  func unread() {
    let good = (10..<29).map { "2019-03-\($0) 08:00:00" }
    #expect(guess(good + ["soon"])?.unread == 0.05)
    #expect(guess(Array(good.dropLast()) + ["soon"]) == nil)
    #expect(guess(Array(good.prefix(15)) + ["a", "b", "c", "d", "e"], isTime: true)?.unread == 0.25)
    #expect(guess(Array(good.prefix(14)) + ["a", "b", "c", "d", "e"], isTime: true) == nil)
    #expect(guess(["soon"]) == nil)
    #expect(guess([]) == nil)
    #expect(guess(good)?.unread == 0)
  }

  @Test("numbers that are moments, up to their bounds")
  func numeric() {
    func format(_ values: String..., isDate: Bool = false) -> String? {
      guess(values, isDate: isDate)?.formats.first?.text
    }
    #expect(format("946684800", "2199999999") == "epoch_s")
    #expect(format("946684799") == nil)
    #expect(format("2200000000") == nil)
    #expect(format("946684800000", "0") == "epoch_ms")
    #expect(format("946684799999") == nil)
    #expect(format("2200000000000") == nil)
    #expect(format("43528.5", "43529.25") == "excel_serial")
    #expect(format("36526.5") == "excel_serial")
    #expect(format("36525.5") == nil)
    #expect(format("57999.5") == "excel_serial")
    #expect(format("58000.5") == nil)
    #expect(format("43528", "43529.25") == nil, "half of whole numbers are counts")
    #expect(format("190304", "191231", isDate: true) == "yyMMdd")
    #expect(format("190304", "191231") == nil)
    #expect(format("191331", isDate: true) == nil)
    #expect(format("0155166120") == nil)
    #expect(format("0") == nil)
    #expect(format("1.5e9") == nil)
    #expect(guess(["1551661200"])?.isNumeric == true)
    #expect(guess(["190304"], isDate: true)?.isNumeric == false)
    #expect(guess(["1551661200"])?.unread == 0)
  }

  @Test("both readings of a date, and when only one is left")
  func bothReadings() {
    let open = guess(["03/04/2019", "05/06/2019"])
    #expect(open?.otherReading?.map(\.text) == ["d/M/yyyy"])
    #expect(open?.isDateOnly == true && open?.mixesOrders == false)
    #expect(open?.settled(dayFirst: true).formats.map(\.text) == ["d/M/yyyy"])
    #expect(open?.settled(dayFirst: false).formats.map(\.text) == ["M/d/yyyy"])
    #expect(open?.settled(dayFirst: true).otherReading == nil)
    #expect(guess(["03/13/2019"])?.otherReading == nil)
    #expect(guess(["13/03/2019 08:00"])?.formats.map(\.text) == ["d/M/yyyy HH:mm"])
    #expect(guess(["13/03/2019 08:00"])?.isDateOnly == false)
    for text in ["3-4-2019", "3.4.2019", "3/4/19", "3-4-19", "3.4.19"] {
      #expect(guess([text])?.otherReading?.first?.text.hasPrefix("d") == true, "\(text)")
    }
    #expect(guess(["2019-03-04"])?.otherReading == nil)
    #expect(guess(["4 Mar 2019"])?.otherReading == nil)
    #expect(guess(["13/03/2019", "03/13/2019"])?.mixesOrders == true)
    #expect(guess(["13/03/2019", "03/13/2019"])?.otherReading == nil)
    #expect(guess(["03/04/2019 08:00:11"])?.seconds("03/04/2019 08:00:11") == 1_551_686_411)
    #expect(guess(["1929-12-31"]) == nil)
    #expect(guess(["1930-01-01"])?.seconds("1930-01-01") == -1_262_304_000)
    #expect(guess(["2100-01-01"]) == nil)
  }

  @Test(
    "how moments are written",
    arguments: [
      ("20190304080000", "yyyyMMddHHmmss"), ("20190304 08:00:00", "yyyyMMdd HH:mm:ss"), ("20190304", "yyyyMMdd"),
      ("2019-03-04T08:00:00", "yyyy-MM-ddTHH:mm:ss"), ("2019-03-04T08:00", "yyyy-MM-ddTHH:mm"),
      ("2019/03/14 8:00:00 AM", "yyyy/MM/dd h:mm:ss a"), ("2019-03-14 8:00 PM", "yyyy-MM-dd h:mm a"),
      ("2019-03-14 上午 8:00:00", "yyyy-MM-dd a h:mm:ss"), ("2019/3/14 下午 8:00", "yyyy/MM/dd a h:mm"),
      ("2019.03.04 08:00", "yyyy.MM.dd HH:mm"), ("2019年3月4日 08时00分00秒", "yyyy年MM月dd日 HH时mm分ss秒"),
      ("14-Mar-2019 08:00", "d-MMM-yyyy HH:mm"), ("14-Mar-19", "d-MMM-yy"), ("Mar 14, 2019", "MMM d, yyyy"),
      ("Mar 14 2019 8:00 AM", "MMM d yyyy h:mm a"), ("3/14/2019, 8:00 PM", "M/d/yyyy, h:mm a"),
      ("14/3/2019, 08:00:01", "d/M/yyyy, HH:mm:ss"), ("14.3.2019", "d.M.yyyy"), ("3-14-19 08:00", "M-d-yy HH:mm"),
    ])
  func formats(value: String, format: String) {
    #expect(guess([value])?.formats.map(\.text) == [format])
  }
}
