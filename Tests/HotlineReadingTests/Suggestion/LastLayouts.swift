extension Layout {
  /// The last hold-out. Its first reading: 55 of 60 fields placed rightly (92 %), 3 of 58 wrongly (5.2 %). The three wrong
  /// ones (a reason of missed calls as topic, a count of transfers as their outcome, `AssignTo` as line) were mended after.
  static let heldOutLast: [Layout] = [
    Layout(
      name: "Aircall calls", kind: "call",
      right: [
        "line": "line|to", "started_at": "datetime (UTC)", "direction": "direction", "caller": "from",
        "outcome": "answered",
        "agent": "user", "talk_seconds": "duration (in call)", "ended_at": ">duration (total)",
        "wait_seconds": "waiting_time", "answered_at": ">waiting_time", "key": "call_id",
        "unit": "teams",
      ],
      columns: [
        ("line", { _ in "Benefits line" }), ("call_id", { "\(700_100 + $0.index)" }),
        ("datetime (UTC)", { Stamp.plain($0.start) }), ("country_code", { _ in "US" }),
        ("direction", { $0.index % 9 == 0 ? "outbound" : "inbound" }), ("from", { $0.foreign }),
        ("to", { _ in "+12125550100" }),
        ("answered", { $0.isAnswered ? "Yes" : "No" }),
        ("missed_call_reason", { $0.isAnswered ? "" : "no_available_agent" }),
        ("user", { $0.isAnswered ? $0.person : "" }), ("duration (total)", { "\($0.end - $0.start)" }),
        ("duration (in call)", { "\($0.talk)" }), ("waiting_time", { "\($0.wait)" }),
        ("voicemail", { _ in "" }), ("tags", { _ in "" }), ("teams", { $0.pick(["North", "South"]) }),
      ]),
    Layout(
      name: "Five9 call log", kind: "call",
      right: [
        "key": "CALL ID", "started_at": "TIMESTAMP", "direction": "CALL TYPE", "agent": "AGENT|AGENT NAME",
        "outcome": "DISPOSITION|ABANDONED", "caller": "ANI", "line": "DNIS", "ended_at": ">CALL TIME",
        "wait_seconds": "QUEUE WAIT TIME+RING TIME|QUEUE WAIT TIME", "talk_seconds": "TALK TIME",
        "answered_at": ">QUEUE WAIT TIME",
      ],
      columns: [
        ("CALL ID", { "\(300_000 + $0.index)" }), ("TIMESTAMP", { Stamp.american($0.start) }),
        ("CAMPAIGN", { $0.pick(["Main", "Overflow"]) }), ("CALL TYPE", { $0.index % 9 == 0 ? "Outbound" : "Inbound" }),
        ("AGENT", { $0.isAnswered ? "agent\($0.seat)" : "" }), ("AGENT NAME", { $0.isAnswered ? $0.person : "" }),
        ("DISPOSITION", { $0.isAnswered ? $0.pick(["Resolved", "Callback", "Transferred"]) : "Abandon" }),
        ("ANI", { String($0.foreign.dropFirst(2)) }), ("CUSTOMER NAME", { $0.person }), ("DNIS", { _ in "8005550100" }),
        ("CALL TIME", { Stamp.length($0.end - $0.start) }), ("COST", { _ in "0.1" }), ("IVR TIME", { _ in "00:00:00" }),
        ("QUEUE WAIT TIME", { Stamp.length($0.queue) }), ("RING TIME", { Stamp.length($0.ring) }),
        ("TALK TIME", { Stamp.length($0.talk) }), ("HOLD TIME", { _ in "00:00:00" }),
        ("AFTER CALL WORK TIME", { Stamp.length($0.index % 40) }), ("TRANSFERS", { "\($0.index % 2)" }),
        ("ABANDONED", { $0.isAnswered ? "0" : "1" }),
      ]),
    Layout(
      name: "Los Angeles 311", kind: "work_order",
      right: [
        "key": "SRNumber", "received_at": "CreatedDate", "closed_at": "ClosedDate", "kind": "RequestType",
        "status": "Status", "unit": "Owner|AssignTo", "district": "CD|NCName|PolicePrecinct",
      ],
      columns: [
        ("SRNumber", { "1-\(1_300_000 + $0.index)1" }), ("CreatedDate", { Stamp.american($0.start, padded: true) }),
        ("UpdatedDate", { Stamp.american($0.close + 60, padded: true) }), ("ActionTaken", { _ in "SR Created" }),
        ("Owner", { $0.pick(["BOS", "OCB", "ITA"]) }),
        ("RequestType", { $0.pick(["Bulky Items", "Graffiti Removal", "Dead Animal Removal"]) }),
        ("Status", { $0.isClosed ? "Closed" : $0.pick(["Open", "Pending"]) }),
        ("RequestSource", { $0.pick(["Call", "Mobile App", "Self Service"]) }),
        ("CreatedByUserOrganization", { $0.pick(["Self Service", "BOS"]) }), ("Anonymous", { $0.pick(["Y", "N"]) }),
        ("AssignTo", { $0.pick(["WLA", "SLA", "NC"]) }), ("ServiceDate", { Stamp.american($0.contact, padded: true) }),
        ("ClosedDate", { $0.isClosed ? Stamp.american($0.close, padded: true) : "" }),
        ("AddressVerified", { _ in "Y" }), ("Address", { "\($0.index) W 3RD ST" }), ("CD", { "\($0.index % 15 + 1)" }),
        ("NCName", { $0.pick(["WESTLAKE", "VENICE", "HISTORIC FILIPINOTOWN"]) }),
        ("PolicePrecinct", { $0.pick(["RAMPART", "PACIFIC"]) }),
      ]),
    Layout(
      name: "Jira service desk", kind: "work_order",
      right: [
        "key": "Issue key|Issue id", "status": "Status", "received_at": "Created", "closed_at": "Resolved",
        "due_at": "Due date", "kind": "Request Type", "satisfaction": "Satisfaction rating", "category": "Component/s",
        "unit": "Organizations",
      ],
      columns: [
        ("Summary", { "printer \($0.index) is broken" }), ("Issue key", { "SD-\($0.index + 1)" }),
        ("Issue id", { "\(10_001 + $0.index)" }),
        ("Status", { $0.isClosed ? "Done" : $0.pick(["In Progress", "Waiting for support"]) }),
        ("Priority", { $0.pick(["High", "Low"]) }), ("Assignee", { $0.person }),
        ("Reporter", { "user\($0.index % 60)" }),
        ("Created", { Stamp.minute($0.start) }), ("Updated", { Stamp.minute($0.close + 300) }),
        ("Resolved", { $0.isClosed ? Stamp.minute($0.close) : "" }), ("Due date", { Stamp.minute($0.due) }),
        ("Request Type", { $0.pick(["Get IT help", "Report a fault"]) }),
        ("Component/s", { $0.pick(["Network", "Print"]) }), ("Organizations", { $0.pick(["North", "South"]) }),
        ("Satisfaction rating", { $0.isRated ? "\($0.index % 5 + 1)" : "" }),
      ]),
    Layout(
      name: "某市12345（接诉即办）", kind: "work_order",
      right: [
        "key": "工单流水号", "received_at": "登记时间|派单时间", "category": "一级分类|二级分类", "district": "被反映区", "unit": "主办单位",
        "due_at": "反馈时限", "closed_at": "反馈时间", "first_contact": "是否联系", "resolution": "是否解决", "satisfaction": "是否满意",
        "caller": "反映人电话",
      ],
      columns: [
        ("工单流水号", { "JSJB2019\(100_000 + $0.index)" }), ("登记时间", { Stamp.plain($0.start) }),
        ("诉求来源", { $0.pick(["电话", "网络"]) }), ("市民诉求标题", { "反映第\($0.index)号路灯不亮" }),
        ("反映人电话", { "\($0.mobile.prefix(3))****\($0.mobile.suffix(4))" }), ("一级分类", { $0.pick(["市政", "民政"]) }),
        ("二级分类", { $0.pick(["路灯", "养老", "低保"], 37) }), ("被反映区", { $0.pick(["东城区", "西城区"]) }),
        ("主办单位", { $0.pick(["某街道办事处", "某镇政府"]) }), ("派单时间", { Stamp.plain($0.start + 900) }),
        ("反馈时限", { Stamp.plain($0.due) }), ("反馈时间", { $0.isClosed ? Stamp.plain($0.close) : "" }),
        ("是否联系", { $0.isClosed ? $0.pick(["是", "否"], 53) : "" }),
        ("是否解决", { $0.isClosed ? $0.pick(["是", "否"], 59) : "" }),
        ("是否满意", { $0.isRated ? $0.pick(["满意", "不满意"]) : "" }),
      ]),
    Layout(
      name: "Yeastar CDR", kind: "call",
      right: [
        "started_at": "Time", "caller": "Call From", "line": "Call To", "ended_at": ">Call Duration(s)",
        "wait_seconds": "Ring Duration(s)", "talk_seconds": "Talk Duration(s)", "outcome": "Status",
        "direction": "Communication Type", "key": "ID", "answered_at": ">Ring Duration(s)",
      ],
      columns: [
        ("ID", { "20190304\(100_000 + $0.index)" }), ("Time", { Stamp.american($0.start) }),
        ("Call From", { $0.mobile }), ("Call To", { _ in "6200" }), ("Call Duration(s)", { "\($0.end - $0.start)" }),
        ("Ring Duration(s)", { "\($0.wait)" }), ("Talk Duration(s)", { "\($0.talk)" }),
        ("Status", { $0.isAnswered ? "ANSWERED" : $0.pick(["NO ANSWER", "BUSY"]) }),
        ("Trunk", { _ in "SH-PSTN-1" }), ("Communication Type", { $0.index % 9 == 0 ? "Outbound" : "Inbound" }),
        ("Recording", { "\($0.index).wav" }),
      ]),
  ]
}
