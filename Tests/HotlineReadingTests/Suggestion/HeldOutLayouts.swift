extension Layout {
  /// Written down before the suggestion was, and never used to tune it; first reading: 51 of 53 fields placed rightly (96 %),
  /// 3 of 54 wrongly (6 %). (Two fields of Genesys were forgotten at first:
  /// what its column Abandoned says, and that a wait gives the time of answer, as in the layout of 3CX.)
  static let heldOut: [Layout] = [
    Layout(
      name: "Genesys Cloud interactions", kind: "call",
      right: [
        "key": "Conversation ID", "started_at": "Date", "ended_at": "End Date", "direction": "Direction",
        "caller": "ANI", "line": "DNIS", "talk_seconds": "Total Talk", "wait_seconds": "Total Queue",
        "agent": "Users", "outcome": "Abandoned", "answered_at": ">Total Queue",
      ],
      columns: [
        ("Media Type", { _ in "voice" }), ("Users", { $0.isAnswered ? $0.person : "" }),
        ("Remote", { $0.pick(["New York, NY", "Albany, NY"]) }),
        ("Date", { Stamp.american($0.start) }), ("End Date", { Stamp.american($0.end) }),
        ("Duration", { Stamp.length($0.end - $0.start) }),
        ("Direction", { $0.index % 9 == 0 ? "Outbound" : "Inbound" }),
        ("ANI", { "tel:\($0.foreign)" }), ("DNIS", { _ in "tel:+12125550100" }),
        ("Queue", { $0.pick(["Billing", "Support"]) }),
        ("Wrap-up", { $0.pick(["Solved", "Sent form", "Other", ""]) }), ("Total Queue", { Stamp.length($0.wait) }),
        ("Total Talk", { Stamp.length($0.talk) }), ("Abandoned", { $0.isAnswered ? "NO" : "YES" }),
        ("Conversation ID", { $0.identity }),
      ]),
    Layout(
      name: "Chicago 311", kind: "work_order",
      right: [
        "key": "SR_NUMBER", "kind": "SR_TYPE", "category": "SR_TYPE", "unit": "OWNER_DEPARTMENT", "status": "STATUS",
        "received_at": "CREATED_DATE", "closed_at": "CLOSED_DATE", "district": "WARD|COMMUNITY_AREA",
      ],
      columns: [
        ("SR_NUMBER", { "SR19-0\(1_000_000 + $0.index)" }),
        (
          "SR_TYPE",
          { $0.pick(["Pothole in Street Complaint", "Graffiti Removal Request", "Street Light Out Complaint"]) }
        ),
        ("SR_SHORT_CODE", { $0.pick(["PHF", "GRAF", "SFD"]) }),
        ("OWNER_DEPARTMENT", { $0.pick(["CDOT - Department of Transportation", "Streets and Sanitation"]) }),
        ("STATUS", { $0.isClosed ? "Completed" : "Open" }),
        ("CREATED_DATE", { Stamp.american($0.start, padded: true) }),
        ("LAST_MODIFIED_DATE", { Stamp.american($0.close + 60, padded: true) }),
        ("CLOSED_DATE", { $0.isClosed ? Stamp.american($0.close, padded: true) : "" }),
        ("STREET_ADDRESS", { "\(100 + $0.index) N STATE ST" }),
        ("ZIP_CODE", { "606\(10 + $0.index % 40)" }),
        ("ORIGIN", { $0.pick(["Mobile Device", "Phone Call", "Internet"], 37) }),
        ("DUPLICATE", { $0.index % 30 == 0 ? "true" : "false" }), ("COMMUNITY_AREA", { "\(1 + $0.index % 77)" }),
        ("WARD", { "\(1 + $0.index % 50)" }),
        ("LATITUDE", { "41.8\(10_000 + $0.index * 7)" }), ("LONGITUDE", { "-87.6\(10_000 + $0.index * 11)" }),
      ]),
    Layout(
      name: "Freshdesk tickets", kind: "work_order",
      right: [
        "key": "Ticket ID", "status": "Status", "kind": "Type", "unit": "Group", "received_at": "Created time",
        "due_at": "Due by Time", "closed_at": "Closed time|Resolved time", "satisfaction": "Survey results",
        "first_contacted_at": "Initial response time",
      ],
      columns: [
        ("Ticket ID", { "\(40_001 + $0.index)" }), ("Subject", { "Question \($0.index) about a form" }),
        ("Status", { $0.isClosed ? "Closed" : $0.pick(["Open", "Pending"]) }),
        ("Priority", { $0.pick(["Low", "Medium", "High"]) }),
        ("Source", { $0.pick(["Phone", "Email", "Portal"], 37) }),
        ("Type", { $0.pick(["Question", "Problem", "Incident"], 41) }),
        ("Agent", { $0.person }), ("Group", { $0.pick(["Billing team", "Field team"]) }),
        ("Created time", { Stamp.plain($0.start) }),
        ("Due by Time", { Stamp.plain($0.due) }), ("Resolved time", { $0.isClosed ? Stamp.plain($0.close - 400) : "" }),
        ("Closed time", { $0.isClosed ? Stamp.plain($0.close) : "" }),
        ("Last update time", { Stamp.plain($0.close + 30) }),
        ("Initial response time", { Stamp.plain($0.contact) }), ("Agent interactions", { "\(1 + $0.index % 4)" }),
        ("Resolution status", { $0.pick(["Within SLA", "SLA Violated"]) }), ("Tags", { _ in "" }),
        ("Survey results", { $0.isRated ? $0.pick(["Extremely Happy", "Happy", "Neutral", "Unhappy"], 43) : "" }),
      ]),
    Layout(
      name: "虹口区网格（中文）", kind: "work_order",
      right: [
        "key": "案件编号", "kind": "工单类型", "status": "状态", "category": "事项大类|事项小类", "unit": "主责部门",
        "received_at": "收单时间", "closed_at": "结案时间", "due_at": "案件期限", "caller": "联系电话", "district": "所属街道",
      ],
      columns: [
        ("案件编号", { "HK19\(100_000 + $0.index)" }), ("信息来源", { $0.pick(["12345", "微信", "巡查"]) }),
        ("工单类型", { $0.pick(["投诉", "求助", "咨询"]) }),
        ("收单时间", { Stamp.plain($0.start) }), ("状态", { $0.isClosed ? "已结案" : $0.pick(["处置中", "待接单"]) }),
        ("事项大类", { $0.pick(["民政", "市容", "物业"]) }), ("事项小类", { $0.pick(["养老", "低保", "乱设摊", "漏水"], 37) }),
        ("案件描述", { "市民反映第\($0.index)号楼前有积水，请尽快处理" }), ("联系人", { $0.pick(["王先生", "李女士", "张先生"]) }),
        ("联系电话", { $0.mobile }),
        ("所属街道", { $0.pick(["四川北路街道", "北外滩街道", "江湾镇街道"]) }), ("主责部门", { $0.pick(["区民政局", "区绿化市容局", "区房管局"]) }),
        ("案件期限", { Stamp.plain($0.due) }), ("结案时间", { $0.isClosed ? Stamp.plain($0.close) : "" }),
        ("紧急程度", { $0.pick(["一般", "紧急"]) }),
      ]),
    Layout(
      name: "RingCentral call log", kind: "call",
      right: [
        "direction": "Direction", "caller": "From", "line": "To", "started_at": "Date+Time", "outcome": "Action Result",
        "ended_at": ">Duration", "agent": "Extension",
      ],
      columns: [
        ("Direction", { $0.index % 9 == 0 ? "Outgoing" : "Incoming" }), ("Type", { _ in "Voice" }),
        ("From", { $0.foreign }), ("To", { _ in "+12125550100" }),
        ("Extension", { $0.seat }), ("Forwarded To", { _ in "" }), ("Name", { $0.person }),
        (
          "Date",
          {
            let at = Stamp.parts($0.start); return "\(Stamp.two(at.month))/\(Stamp.two(at.day))/\(at.year)"
          }
        ),
        ("Time", { String(Stamp.american($0.start).split(separator: " ").dropFirst().joined(separator: " ")) }),
        ("Action", { _ in "Phone Call" }), ("Action Result", { $0.isAnswered ? "Accepted" : "Missed" }),
        ("Result Description", { _ in "" }),
        ("Duration", { Stamp.length($0.end - $0.start) }),
      ]),
    Layout(
      name: "7moor call sheets", kind: "call",
      right: [
        "key": "CallSheetID", "caller": "CallNo", "line": "CalledNo", "direction": "CallType", "started_at": "Ring",
        "answered_at": "Begin", "ended_at": "End", "wait_seconds": "QueueTime", "outcome": "State", "agent": "Agent",
      ],
      columns: [
        ("CallNo", { $0.mobile }), ("CalledNo", { _ in "02162001234" }), ("CallSheetID", { $0.identity }),
        ("CallType", { $0.index % 9 == 0 ? "dialout" : "normal" }),
        ("Ring", { Stamp.plain($0.start) }), ("Begin", { $0.isAnswered ? Stamp.plain($0.answer) : "" }),
        ("End", { Stamp.plain($0.end) }),
        ("QueueTime", { "\($0.wait)" }), ("Agent", { $0.isAnswered ? $0.seat : "" }),
        ("Exten", { $0.isAnswered ? $0.seat : "" }),
        ("State", { $0.isAnswered ? "dealing" : $0.pick(["queueLeak", "notDeal", "leak"]) }),
        ("MonitorFilename", { "monitor/\($0.index).mp3" }),
      ]),
  ]
}
