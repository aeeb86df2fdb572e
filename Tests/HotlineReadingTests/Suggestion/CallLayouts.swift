extension Layout {
  static let calls: [Layout] = [
    Layout(
      name: "FreePBX CDR", kind: "call",
      right: [
        "key": "uniqueid", "started_at": "calldate", "caller": "src", "line": "dst", "outcome": "disposition",
        "talk_seconds": "billsec", "ended_at": ">duration",
      ],
      columns: [
        ("calldate", { Stamp.plain($0.start) }), ("clid", { "\"\($0.person)\" <\($0.mobile)>" }),
        ("src", { $0.mobile }), ("dst", { _ in "962200" }),
        ("dcontext", { _ in "from-internal" }), ("channel", { "SIP/trunk-\(1000 + $0.index)" }),
        ("dstchannel", { "SIP/\($0.seat)-\(5000 + $0.index)" }),
        ("lastapp", { _ in "Dial" }), ("lastdata", { _ in "SIP/600,20,tr" }), ("duration", { "\($0.end - $0.start)" }),
        ("billsec", { "\($0.talk)" }),
        ("disposition", { $0.isAnswered ? "ANSWERED" : $0.pick(["NO ANSWER", "BUSY"]) }), ("amaflags", { _ in "3" }),
        ("accountcode", { _ in "" }),
        ("uniqueid", { "\($0.start).\($0.index + 17)" }), ("userfield", { _ in "" }),
      ]),
    Layout(
      name: "3CX call log", kind: "call",
      right: [
        "started_at": "Call Time", "key": "Call ID", "caller": "From", "line": "To", "direction": "Direction",
        "outcome": "Status",
        "wait_seconds": "Ringing", "talk_seconds": "Talking", "answered_at": ">Ringing",
      ],
      columns: [
        ("Call Time", { Stamp.plain($0.start) }), ("Call ID", { "00000\(7000 + $0.index)" }), ("From", { $0.mobile }),
        ("To", { _ in "8001" }),
        ("Direction", { $0.index % 9 == 0 ? "Outbound" : "Inbound" }),
        ("Status", { $0.isAnswered ? "Answered" : "Unanswered" }),
        ("Ringing", { Stamp.length($0.wait) }), ("Talking", { Stamp.length($0.talk) }), ("Cost", { _ in "0.00" }),
        ("Call Activity Details", { "Ended by \($0.person)" }),
      ]),
    Layout(
      name: "Amazon Connect contact records", kind: "call",
      right: [
        "key": "ContactId", "direction": "InitiationMethod", "started_at": "InitiationTimestamp",
        "answered_at": "ConnectedToAgentTimestamp",
        "ended_at": "DisconnectTimestamp", "caller": "CustomerEndpoint", "line": "SystemEndpoint",
        "agent": "AgentUsername",
        "wait_seconds": "QueueDuration", "talk_seconds": "AgentInteractionDuration",
      ],
      columns: [
        ("ContactId", { $0.identity }), ("Channel", { _ in "VOICE" }),
        ("InitiationMethod", { $0.index % 9 == 0 ? "OUTBOUND" : "INBOUND" }),
        ("InitiationTimestamp", { Stamp.iso($0.start) }),
        ("ConnectedToAgentTimestamp", { $0.isAnswered ? Stamp.iso($0.answer) : "" }),
        ("DisconnectTimestamp", { Stamp.iso($0.end) }), ("CustomerEndpoint", { $0.foreign }),
        ("SystemEndpoint", { _ in "+12125550100" }),
        ("QueueName", { $0.pick(["BasicQueue", "Benefits"]) }), ("QueueDuration", { "\($0.wait)" }),
        ("AgentUsername", { $0.isAnswered ? $0.person : "" }),
        ("AgentInteractionDuration", { $0.isAnswered ? "\($0.talk)" : "" }),
        ("LastUpdateTimestamp", { Stamp.iso($0.end + 70) }),
      ]),
    Layout(
      name: "Twilio call log", kind: "call",
      right: [
        "key": "Call SID", "started_at": "Start Time", "ended_at": "End Time", "caller": "From", "line": "To",
        "direction": "Direction", "outcome": "Status",
      ],
      columns: [
        ("Call SID", { "CA\($0.identity.replacing("-", with: ""))" }),
        ("Direction", { $0.index % 9 == 0 ? "outbound-api" : "inbound" }),
        ("Status", { $0.isAnswered ? "completed" : $0.pick(["no-answer", "busy"]) }),
        ("Start Time", { Stamp.iso($0.start) }), ("End Time", { Stamp.iso($0.end) }),
        ("Duration", { "\($0.end - $0.start)" }), ("From", { $0.foreign }), ("To", { _ in "+12125550100" }),
        ("Price", { "-0.0\($0.index % 9)" }), ("Price Unit", { _ in "USD" }),
      ]),
    Layout(
      name: "阿里云 CCC", kind: "call",
      right: [
        "key": "contactId", "direction": "contactType", "started_at": "startTime", "answered_at": "establishedTime",
        "ended_at": "releaseTime",
        "wait_seconds": "waitTime", "talk_seconds": "talkTime", "outcome": "contactDisposition",
        "caller": "callingNumber", "line": "calledNumber", "agent": "agentId",
      ],
      columns: [
        ("contactId", { "job-\($0.identity)" }), ("contactType", { _ in "Inbound" }), ("callingNumber", { $0.mobile }),
        ("calledNumber", { _ in "02162001234" }),
        ("startTime", { "\($0.start)000" }), ("establishedTime", { $0.isAnswered ? "\($0.answer)000" : "" }),
        ("releaseTime", { "\($0.end)000" }),
        ("waitTime", { "\($0.wait)" }), ("talkTime", { "\($0.talk)" }),
        ("agentId", { $0.isAnswered ? "agent\($0.seat)@hotline" : "" }),
        ("skillGroupName", { $0.pick(["民政一组", "民政二组"]) }),
        (
          "contactDisposition",
          { $0.isAnswered ? "Success" : $0.pick(["AbandonedInQueue", "AbandonedInRing", "AbandonedInIVR"]) }
        ), ("releaseInitiator", { $0.pick(["customer", "agent"]) }),
      ]),
    Layout(
      name: "天润 Clink", kind: "call",
      right: [
        "key": "UniqueId", "line": "Hotline", "caller": "CustomerNumber", "started_at": "StartTime",
        "answered_at": "BridgeTime", "ended_at": "EndTime",
        "talk_seconds": "BridgeDuration", "wait_seconds": "IbWaitDuration+IbRingingDuration", "agent": "Cno",
      ],
      columns: [
        ("UniqueId", { "node1-\($0.start).\($0.index)" }), ("Hotline", { _ in "02162009999" }),
        ("CustomerNumber", { $0.mobile }), ("CustomerProvince", { $0.pick(["上海", "江苏"]) }),
        ("StartTime", { "\($0.start)" }), ("EndTime", { "\($0.end)" }),
        ("BridgeTime", { $0.isAnswered ? "\($0.answer)" : "0" }), ("BridgeDuration", { "\($0.talk)" }),
        ("IbWaitDuration", { "\($0.queue)" }), ("IbRingingDuration", { "\($0.ring)" }),
        ("TotalDuration", { "\($0.end - $0.start)" }), ("Qno", { $0.pick(["0001", "0002"]) }),
        ("Cno", { $0.isAnswered ? $0.seat : "" }), ("EndReason", { $0.pick(["1000", "1001"]) }),
      ]),
    Layout(
      name: "某区话务系统（标题、日期与时刻分列）", kind: "call",
      right: [
        "key": "流水号", "line": "接入号码", "caller": "主叫", "started_at": "来电日期+来电时刻", "answered_at": "来电日期+接起时刻",
        "ended_at": "来电日期+挂断时刻",
        "outcome": "状态", "agent": "接线员工号", "satisfaction": "评价", "district": "所属区",
      ],
      columns: [
        ("流水号", { "A-\(1 + $0.index)" }), ("接入号码", { _ in "962200" }), ("主叫", { $0.mobile }),
        ("来电日期", { Stamp.day($0.start) }), ("来电时刻", { Stamp.clock($0.start) }),
        ("接起时刻", { $0.isAnswered ? Stamp.clock($0.answer) : "" }), ("挂断时刻", { Stamp.clock($0.end) }),
        ("状态", { $0.isAnswered ? "人工接听" : "用户挂断" }),
        ("接线员工号", { $0.isAnswered ? $0.seat : "" }),
        ("评价", { $0.isRated && $0.isAnswered ? $0.pick(["非常满意", "满意", "不满意"]) : "" }), ("所属区", { $0.district }),
      ],
      titles: ["某区话务系统导出", "导出时间：2019-04-01 00:00:00"]),
    Layout(
      name: "话务平台（无表头）", kind: "call",
      right: [
        "key": "1", "line": "2", "direction": "3", "started_at": "4", "answered_at": "5", "ended_at": "6",
        "wait_seconds": "7", "talk_seconds": "8", "outcome": "9",
        "caller": "10", "district": "12",
      ],
      columns: [
        ("", { "C\(1 + $0.index)" }), ("", { _ in "962200" }), ("", { _ in "inbound" }),
        ("", { Stamp.plain($0.start) }), ("", { $0.isAnswered ? Stamp.plain($0.answer) : "" }),
        ("", { Stamp.plain($0.end) }),
        ("", { "\($0.wait)" }), ("", { $0.isAnswered ? "\($0.talk)" : "" }),
        ("", { $0.isAnswered ? "answered" : "abandoned" }), ("", { $0.mobile }),
        ("", { $0.isAnswered ? "G\($0.seat)" : "" }), ("", { $0.district }),
        ("", { $0.pick(["养老", "低保", "婚姻"]) }),
      ], hasHeader: false),
    Layout(
      name: "a call log of which no word is known", kind: "call",
      right: [
        "key": "tunnus", "started_at": "alkoi", "answered_at": "vastattu", "ended_at": "paattyi", "caller": "soittaja",
        "wait_seconds": "jonossa", "talk_seconds": "puhe",
      ],
      columns: [
        ("tunnus", { "P\(80_000 + $0.index)" }), ("alkoi", { Stamp.plain($0.start) }),
        ("vastattu", { $0.isAnswered ? Stamp.plain($0.answer) : "" }), ("paattyi", { Stamp.plain($0.end) }),
        ("soittaja", { $0.mobile }), ("jonossa", { "\($0.wait)" }), ("puhe", { $0.isAnswered ? "\($0.talk)" : "" }),
        ("lopputulos", { $0.isAnswered ? "hoidettu" : "luovuttu" }),
      ]),
    Layout(
      name: "Cisco UCCX detail", kind: "call",
      right: [
        "key": "sessionID", "started_at": "startDateTime", "ended_at": "endDateTime", "caller": "originatorDN",
        "line": "calledNumber",
        "outcome": "contactDisposition", "wait_seconds": "queueTime+ringTime|queueTime", "talk_seconds": "talkTime",
        "agent": "agentLogin",
      ],
      columns: [
        ("sessionID", { "\(160_000_000 + $0.index)" }), ("sessionSeqNum", { _ in "0" }),
        ("startDateTime", { Stamp.plain($0.start) }), ("endDateTime", { Stamp.plain($0.end) }),
        ("originatorDN", { $0.mobile }), ("calledNumber", { _ in "6001" }),
        ("contactDisposition", { $0.isAnswered ? "2" : "1" }), ("queueTime", { "\($0.queue)" }),
        ("ringTime", { "\($0.ring)" }),
        ("talkTime", { "\($0.talk)" }), ("holdTime", { "\($0.index % 6)" }), ("workTime", { "\($0.index % 25)" }),
        ("agentLogin", { $0.isAnswered ? "ag\($0.seat)" : "" }),
      ]),
  ]
}
