extension Layout {
  static let orders: [Layout] = [
    Layout(
      name: "NYC 311", kind: "work_order",
      right: [
        "key": "Unique Key", "received_at": "Created Date", "closed_at": "Closed Date", "unit": "Agency|Agency Name",
        "kind": "Complaint Type",
        "category": "Descriptor|Complaint Type", "status": "Status", "due_at": "Due Date", "district": "Borough",
      ],
      columns: [
        ("Unique Key", { "\(41_000_000 + $0.index * 3)" }),
        ("Created Date", { Stamp.american($0.start, padded: true) }),
        ("Closed Date", { $0.isClosed ? Stamp.american($0.close, padded: true) : "" }),
        ("Agency", { $0.pick(["NYPD", "HPD", "DSNY"]) }),
        (
          "Agency Name",
          {
            $0.pick([
              "New York City Police Department", "Department of Housing Preservation and Development",
              "Department of Sanitation",
            ])
          }
        ),
        ("Complaint Type", { $0.pick(["Noise - Residential", "HEAT/HOT WATER", "Illegal Parking"]) }),
        (
          "Descriptor", { $0.pick(["Loud Music/Party", "ENTIRE BUILDING", "Blocked Hydrant", "Banging/Pounding"], 37) }
        ),
        ("Incident Zip", { "10\(Stamp.two($0.index % 90))3" }), ("Incident Address", { "\(100 + $0.index) BROADWAY" }),
        ("City", { $0.pick(["NEW YORK", "BROOKLYN", "BRONX"]) }),
        ("Status", { $0.isClosed ? "Closed" : $0.pick(["Open", "Assigned", "Pending"]) }),
        ("Due Date", { Stamp.american($0.due, padded: true) }),
        ("Resolution Description", { _ in "The department responded to the complaint and took action." }),
        ("Resolution Action Updated Date", { Stamp.american($0.close + 9, padded: true) }),
        ("Community Board", { $0.pick(["01 BRONX", "12 MANHATTAN", "03 QUEENS"], 41) }),
        ("Borough", { $0.pick(["BRONX", "MANHATTAN", "QUEENS"], 43) }),
        ("Latitude", { "40.7\(10_000 + $0.index * 7)" }),
      ]),
    Layout(
      name: "San Francisco 311", kind: "work_order",
      right: [
        "key": "CaseID", "received_at": "Opened", "closed_at": "Closed", "status": "Status",
        "unit": "Responsible Agency", "category": "Category", "kind": "Request Type",
        "district": "Supervisor District|Neighborhood|Police District",
      ],
      columns: [
        ("CaseID", { "\(10_500_000 + $0.index)" }), ("Opened", { Stamp.american($0.start, padded: true) }),
        ("Closed", { $0.isClosed ? Stamp.american($0.close, padded: true) : "" }),
        ("Updated", { Stamp.american($0.close + 99, padded: true) }),
        ("Status", { $0.isClosed ? "Closed" : "Open" }),
        ("Status Notes", { $0.isClosed ? "case resolved by crew" : "" }),
        ("Responsible Agency", { $0.pick(["DPW Ops Queue", "Parking Enforcement Dispatch Queue"]) }),
        ("Category", { $0.pick(["Street and Sidewalk Cleaning", "Graffiti", "Parking Enforcement"]) }),
        ("Request Type", { $0.pick(["Bulky Items", "General Cleaning", "Graffiti on Building"], 37) }),
        ("Request Details", { "detail \($0.index)" }), ("Address", { "\(10 + $0.index) MARKET ST" }),
        ("Supervisor District", { "\(1 + $0.index % 11)" }),
        ("Neighborhood", { $0.pick(["Mission", "South of Market", "Chinatown"]) }),
        ("Source", { $0.pick(["Phone", "Mobile/Open311", "Web"]) }), ("Media URL", { _ in "" }),
      ]),
    Layout(
      name: "Boston 311", kind: "work_order",
      right: [
        "key": "case_enquiry_id", "received_at": "open_dt", "due_at": "sla_target_dt", "closed_at": "closed_dt",
        "status": "case_status", "unit": "department", "category": "reason",
        "kind": "type", "district": "neighborhood|city_council_district",
      ],
      columns: [
        ("case_enquiry_id", { "\(101_002_700_000 + $0.index)" }), ("open_dt", { Stamp.plain($0.start) }),
        ("sla_target_dt", { Stamp.plain($0.due) }), ("closed_dt", { $0.isClosed ? Stamp.plain($0.close) : "" }),
        ("on_time", { $0.pick(["ONTIME", "OVERDUE"]) }), ("case_status", { $0.isClosed ? "Closed" : "Open" }),
        ("closure_reason", { "Case Closed. Closed date : \(Stamp.plain($0.close)) Noted" }),
        ("case_title", { $0.pick(["Parking Enforcement", "Missed Trash", "Needle Pickup"]) }),
        ("subject", { $0.pick(["Public Works Department", "Transportation - Traffic Division"]) }),
        ("reason", { $0.pick(["Street Cleaning", "Sanitation", "Code Enforcement"], 37) }),
        ("type", { $0.pick(["Requests for Street Cleaning", "Missed Trash/Recycling", "Needle Pickup"], 41) }),
        ("queue", { $0.pick(["PWDx_Missed Trash", "BTDT_Parking"]) }),
        ("department", { $0.pick(["PWDx", "BTDT", "ISD"]) }), ("location", { "\($0.index) Main St Boston MA" }),
        ("neighborhood", { $0.pick(["Dorchester", "Roxbury", "East Boston"]) }),
        ("city_council_district", { "\(1 + $0.index % 9)" }),
        ("source", { $0.pick(["Citizens Connect App", "Constituent Call"]) }),
      ]),
    Layout(
      name: "Zendesk tickets", kind: "work_order",
      right: [
        "key": "Id", "unit": "Group", "status": "Status", "kind": "Ticket type", "received_at": "Created at",
        "due_at": "Due date", "closed_at": "Solved at", "satisfaction": "Satisfaction Score",
      ],
      columns: [
        ("Summation column", { _ in "1" }), ("Id", { "\(9_000 + $0.index)" }), ("Requester", { $0.person }),
        ("Requester id", { "\(3_600_000_000 + $0.index % 60)" }),
        ("Requester email", { "u\($0.index % 60)@example.org" }), ("Assignee", { $0.person }),
        ("Group", { $0.pick(["Support", "Benefits desk"]) }), ("Subject", { "Request \($0.index)" }),
        ("Tags", { _ in "" }), ("Status", { $0.isClosed ? "Solved" : $0.pick(["Open", "Pending", "New"]) }),
        ("Priority", { $0.pick(["Low", "Normal", "Urgent"]) }),
        ("Via", { $0.pick(["Mail", "Phone call", "Web form"]) }),
        ("Ticket type", { $0.pick(["Question", "Incident", "Problem"], 37) }),
        ("Created at", { Stamp.minute($0.start) }), ("Updated at", { Stamp.minute($0.close + 99) }),
        ("Due date", { Stamp.minute($0.due) }), ("Solved at", { $0.isClosed ? Stamp.minute($0.close) : "" }),
        ("Resolution time", { "\(20 + $0.index % 90)" }),
        ("Satisfaction Score", { $0.isRated ? $0.pick(["Good", "Bad"]) : "Not Offered" }),
      ]),
    Layout(
      name: "12345 平台", kind: "work_order",
      right: [
        "key": "工单编号", "received_at": "来电时间", "kind": "诉求类型", "unit": "承办单位", "due_at": "办结时限", "closed_at": "办结时间",
        "satisfaction": "满意度", "district": "所属区县", "caller": "来电号码",
        "status": "工单状态", "first_contacted_at": "首次联系时间", "category": "诉求分类", "resolution": "是否解决", "reopened": "重办次数",
      ],
      columns: [
        ("序号", { "\($0.index + 1)" }), ("工单编号", { "SH2019\(10_000_000 + $0.index)" }),
        ("来电时间", { Stamp.minute($0.start).replacing("-", with: "/") }), ("来电号码", { $0.mobile }),
        ("市民姓名", { $0.pick(["王某", "李某"]) }),
        ("诉求类型", { $0.pick(["投诉举报", "求助", "咨询"]) }), ("诉求分类", { $0.pick(["养老服务", "社会救助", "婚姻登记", "殡葬管理"], 37) }),
        ("诉求内容", { "来电人反映第\($0.index)件事情，希望相关部门核实处理。" }), ("所属区县", { $0.district }),
        ("承办单位", { $0.unit }), ("首次联系时间", { Stamp.minute($0.contact).replacing("-", with: "/") }),
        ("办结时限", { Stamp.minute($0.due).replacing("-", with: "/") }),
        ("办结时间", { $0.isClosed ? Stamp.minute($0.close).replacing("-", with: "/") : "" }),
        ("工单状态", { $0.isClosed ? "已办结" : $0.pick(["处理中", "已退单"]) }),
        ("是否解决", { $0.isClosed ? $0.pick(["实际解决", "解释说明"]) : "" }),
        ("满意度", { $0.isRated ? $0.pick(["满意", "基本满意", "不满意", "认可"]) : "未评价" }),
        ("重办次数", { "\($0.index % 3 == 0 ? 1 : 0)" }),
      ],
      titles: ["12345市民热线工单明细"]),
    Layout(
      name: "Dynamics 365 cases", kind: "work_order",
      right: [
        "key": "Case Number", "status": "Status Reason|Status", "received_at": "Created On", "closed_at": "Resolved On",
        "kind": "Case Type", "unit": "Owning Team", "due_at": "Resolve By",
        "first_contacted_at": "First Response Sent On",
      ],
      columns: [
        ("Case Number", { "CAS-0\(1000 + $0.index)-Q\($0.index % 9)" }), ("Case Title", { "Broken lamp \($0.index)" }),
        ("Priority", { $0.pick(["High", "Normal"]) }), ("Origin", { $0.pick(["Phone", "Web"]) }),
        ("Customer", { $0.person }), ("Owning Team", { $0.pick(["North office", "South office"]) }),
        ("Status Reason", { $0.isClosed ? "Problem Solved" : "In Progress" }),
        ("Created On", { Stamp.european($0.start) }), ("First Response Sent On", { Stamp.european($0.contact) }),
        ("Resolve By", { Stamp.european($0.due) }), ("Resolved On", { $0.isClosed ? Stamp.european($0.close) : "" }),
        ("Case Type", { $0.pick(["Question", "Problem", "Request"]) }),
        ("Modified On", { Stamp.european($0.close + 100) }),
      ]),
  ]
}
