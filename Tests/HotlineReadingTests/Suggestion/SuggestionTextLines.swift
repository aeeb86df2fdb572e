import Foundation

/// What `SuggestionTextTests` compares with.
extension SuggestionTextTests {
  static let chineseLines = #"""
    # 由 hotline profile suggest 依据表头用词、24 行的值和各列之间的关系写成，请逐项核对。
    # 表头在第 2 行; utf-8; comma
    # 类别依据：有等待或通话时长；有应答时间；一行中的时间相隔不过两小时；有结束时间
    # 待定：key、line、direction。补全前不能使用。
    title: {zh: "（请填写）", en: "(name it)"}
    kind: call
    fields:
      # 待定: 没有每行都不同的列；这几列合起来每行不同
      # key: {join: [["来电日期"], ["来电时刻"]]}
      # 待定: line: 没有像热线号码的列
      # line: {constant: "962200"}
      # 待定: direction: 没有呼入、呼出的列
      # direction: {constant: inbound}
      # 可靠: 表头用词相符；100% 的行有时间；不晚于 answered_at；不晚于 ended_at；其次：来电日期 + 接起时刻
      started_at: {join: [["来电日期"], ["来电时刻"]]}
      # 可靠: 表头用词相符；75% 的行有时间；不早于 started_at；不晚于 ended_at
      answered_at: {join: [["来电日期"], ["接起时刻"]]}
      # 可靠: 表头用词相符；100% 的行有时间；不早于 started_at；不早于 answered_at
      ended_at: {join: [["来电日期"], ["挂断时刻"]]}
      # 可靠: 表头用词相符；与应答时间减开始时间一致
      wait_seconds: ["等待秒数"]
      # 较可能: 表头用词相符；0% 的行用词已知
      outcome: {columns: ["通话结果"], words: {"转人工成功": answered, "排队\\挂断": abandoned}}
        # 转人工成功 ×18 = answered, 排队\挂断 ×6 = abandoned
      # 较可能: 表头用词相符；66% 的行用词已知
      satisfaction: {columns: ["满意\"度\""], words: {"很好的满意": satisfied}}
        # 很好的满意 ×16 = satisfied, 认可 ×8 = ?
        # 待定：? 处的含义（very_satisfied/satisfied/fairly_satisfied/neutral/dissatisfied/very_dissatisfied/absent），写入 words
    # 未找到列的字段：talk_seconds, caller, agent, district, unit, category, transfer_outcome, resolved, exported_at
    # 未使用的列（样例）：
    #   8 市民姓名: 不显示

    """#.components(separatedBy: "\n")

  static let englishLines = #"""
    # Written by `hotline profile suggest` from header words, the values of 24 rows and how columns agree; check it.
    # header in line 2; utf-8; comma
    # the kind, because of: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a time of end
    # TO DO: key, line, direction. The profile cannot be used before.
    title: {zh: "（请填写）", en: "(name it)"}
    kind: call
    fields:
      # TO DO: no column differs in every row; these do together
      # key: {join: [["来电日期"], ["来电时刻"]]}
      # TO DO: line: no column looks like a hotline's number
      # line: {constant: "962200"}
      # TO DO: direction: no column tells inbound from outbound
      # direction: {constant: inbound}
      # sure: the header's words; a time in 100% of the rows; never after answered_at; never after ended_at; else: 来电日期 + 接起时刻
      started_at: {join: [["来电日期"], ["来电时刻"]]}
      # sure: the header's words; a time in 75% of the rows; never before started_at; never after ended_at
      answered_at: {join: [["来电日期"], ["接起时刻"]]}
      # sure: the header's words; a time in 100% of the rows; never before started_at; never before answered_at
      ended_at: {join: [["来电日期"], ["挂断时刻"]]}
      # sure: the header's words; equals answer minus start
      wait_seconds: ["等待秒数"]
      # likely: the header's words; words known in 0% of the rows
      outcome: {columns: ["通话结果"], words: {"转人工成功": answered, "排队\\挂断": abandoned}}
        # 转人工成功 ×18 = answered, 排队\挂断 ×6 = abandoned
      # likely: the header's words; words known in 66% of the rows
      satisfaction: {columns: ["满意\"度\""], words: {"很好的满意": satisfied}}
        # 很好的满意 ×16 = satisfied, 认可 ×8 = ?
        # TO DO: the meaning of each ? (very_satisfied/satisfied/fairly_satisfied/neutral/dissatisfied/very_dissatisfied/absent), to be put into words
    # no column for: talk_seconds, caller, agent, district, unit, category, transfer_outcome, resolved, exported_at
    # columns not used, with samples:
    #   8 市民姓名: not shown

    """#.components(separatedBy: "\n")

  static let bareLines = #"""
    # Written by `hotline profile suggest` from header words, the values of 9 rows and how columns agree; check it.
    # no header; utf-8; comma
    # the kind, because of: states such as open and closed (check this)
    # TO DO: key, received_at. The profile cannot be used before.
    title: {zh: "（请填写）", en: "(name it)"}
    kind: work_order
    header: none
    fields:
      # TO DO: no column differs in every row; these do together
      # key: {join: [1, 3]}
      # likely: numbers of hotlines; distinct values: 1
      line: 2
      # likely: words known in 100% of the rows
      status: 5
        # open ×5 = open, closed ×4 = closed
      # TO DO: from the order of the times in the rows; a time in 100% of the rows; the order of day and month is open; “01/03/2019 08:01” is 2019-01-03 or 2019-03-01; the rows span 244 days by the first reading, 211 by the second
      # keep one of the two lines:
      # received_at: {columns: 1, formats: ["M/d/yyyy HH:mm"]}
      # received_at: {columns: 1, formats: ["d/M/yyyy HH:mm"]}
      # likely: 100% are telephone numbers
      caller: 3
    # no column for: kind, first_contacted_at, first_contact_due_at, due_at, extended_due_at, closed_at, first_contact, reopened, resolution, satisfaction, district, unit, category, exported_at
    # columns not used, with samples:
    #   4 : 00:01 | 00:02 | 00:03

    """#.components(separatedBy: "\n")

  static let bareHead = #"""
    # 由 hotline profile suggest 依据表头用词、9 行的值和各列之间的关系写成，请逐项核对。
    # 没有表头; utf-8; comma
    # 类别依据：有在办、办结等状态（请核对）
    # 待定：key、received_at。补全前不能使用。
    """#.components(separatedBy: "\n")
}
