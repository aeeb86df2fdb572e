import HotlineModel

/// The words of headers, in Chinese and English, with what they speak of.
enum HeaderVocabulary {
  /// What a token speaks of: itself, else the known words that it is made of (`uniqueid`, `来电号码`).
  ///
  /// - Returns: the concepts, and whether they cover the whole token.
  static func concepts(of token: String) -> (concepts: Set<HeaderConcept>, isWhole: Bool) {
    if let concept = words[token] { return (concept, true) }
    if ignored.contains(token) { return ([], true) }
    return token.first?.isASCII == true ? latin(token) : han(token)
  }

  /// Chinese has no blanks: the longest known word at each place.
  private static func han(_ token: String) -> (concepts: Set<HeaderConcept>, isWhole: Bool) {
    let characters = Array(token)
    var concepts: Set<HeaderConcept> = []
    var isWhole = true
    var index = 0
    while index < characters.count {
      let longest = stride(from: min(6, characters.count - index), through: 1, by: -1).first { length in
        let word = String(characters[index..<index + length])
        return words[word] != nil || ignored.contains(word)
      }
      if let longest {
        concepts.formUnion(words[String(characters[index..<index + longest])] ?? [])
        index += longest
      } else {
        isWhole = false
        index += 1
      }
    }
    return (concepts, isWhole)
  }

  /// English words written as one are known only if all of their parts are.
  private static func latin(_ token: String) -> (concepts: Set<HeaderConcept>, isWhole: Bool) {
    if token.count > 3, token.hasSuffix("s"), let single = words[String(token.dropLast())] { return (single, true) }
    let characters = Array(token)
    guard (5...32).contains(characters.count) else { return ([], false) }
    for cut in stride(from: characters.count - 2, through: 3, by: -1) {
      guard let head = words[String(characters[..<cut])], let tail = words[String(characters[cut...])] else { continue }
      return (head.union(tail), true)
    }
    return ([], false)
  }

  private static let ignored: Set<String> = [
    "of", "the", "is", "was", "in", "to the", "and", "or", "utc", "local", "的", "是否", "本", "各", "热线的", "及", "与",
    "having",
    "sent", "action", "y", "n", "avg", "average", "平均", "元", "所属", "所在", "实际", "平台", "系统",
  ]

  private static let words: [String: Set<HeaderConcept>] = {
    var words: [String: Set<HeaderConcept>] = [:]
    for (concept, list) in lists {
      for word in list.split(separator: " ") { words[String(word), default: []].insert(concept) }
    }
    return words
  }()

  private static let lists: [(HeaderConcept, String)] = [
    (.time, "时间 日时 time at timestamp datetime dt ts on stamp moment"),
    (.date, "日期 日 date day"),
    (.clock, "时刻 clock hour"),
    (.duration, "时长 耗时 用时 秒数 秒 duration seconds sec secs length elapsed"),
    (.total, "总 合计 共 总计 全程 total sum overall"),
    (.count, "次数 数量 件数 数 count times num occurrences"),
    (.id, "编号 号 单号 流水号 流水 标识 主键 id key uuid guid sid no identifier ref reference login 工号"),
    (.number, "号码 电话 手机 手机号 number phone tel telephone mobile endpoint cell msisdn 联系方式"),
    (.name, "名称 姓名 名 name title"),
    (.type, "类型 种类 性质 类 type kind nature form"),
    (.unique, "唯一 unique global"),
    (.call, "呼叫 话务 话单 通话 来电 去电 话路 call session conversation interaction cdr contact segment leg calls"),
    (.order, "工单 案件 任务 诉求 案卷 办件 事件 件 ticket case request order incident sr enquiry inquiry complaint issue job srv"),
    (.contact, "联系 先联 联络 contact contacted response responded respond reply replied"),
    (.first, "首次 先行 首 初次 先 first initial initially"),
    (.start, "开始 起始 发起 起 start started begin began initiation initiated starts origination"),
    (.incoming, "来电 呼入 进线 来话 incoming inbound arrival arrived offered entry"),
    (
      .answer,
      "接听 应答 接通 接起 摘机 人工接听 answer answered connected connect connection established bridge bridged pickup ack accept accepted pick"
    ),
    (
      .end,
      "结束 挂断 挂机 终止 end ended ends hangup disconnect disconnected release released stop finish finished completion terminate exit"
    ),
    (.wait, "等待 等候 wait waiting waited asa speed"),
    (.queue, "排队 队列 queue queued queuing skill"),
    (.ring, "振铃 响铃 ring ringing rings alert alerting"),
    (.talk, "通话 交谈 会话 talk talking talked bill billsec billable speaking conversation interaction handled"),
    (.hold, "保持 话后 整理 hold acw wrap work pause hangon"),
    (.caller, "主叫 来电人号码 主叫号码 caller src from calling ani cli originator origin callfrom cid callingparty source"),
    (.customer, "客户 市民 来电人 诉求人 反映人 联系人 用户 customer client citizen requester remote consumer constituent party"),
    (.called, "被叫 被叫号码 called callee dst to destination dnis did dialed dialled callto dial"),
    (.line, "热线 接入 接入号 专线 中继 特服号 hotline line trunk ddi"),
    (.system, "系统 system gateway"),
    (
      .agent,
      "坐席 座席 客服 接线员 话务员 接话员 受理员 受理人 工号 agent operator attendant seat representative csr advisor staff assignee member server"
    ),
    (.user, "user username users ext exten extension 分机 login owner"),
    (.direction, "方向 呼叫方向 direction way"),
    (.method, "方式 method mode"),
    (.outcome, "结果 情况 去向 成功 succeeded success disposition outcome result verdict"),
    (.status, "状态 进度 阶段 status state stage laststatus"),
    (.reason, "原因 理由 reason cause why"),
    (.abandon, "放弃 呼损 abandon abandoned abandonment lost missed"),
    (
      .received,
      "受理 收单 登记 录入 创建 提交 上报 接收 立案 建单 发起 created create creation received receive receipt opened open opening reported submitted submission entered logged requested registered raised"
    ),
    (.dispatch, "派单 派遣 转派 交办 下派 派发 转办 分派 dispatch dispatched assign assigned assignment"),
    (.due, "时限 期限 截止 限时 到期 规定 应 承诺 due deadline target sla expected promised expiry breach"),
    (.by, "by before until"),
    (.extended, "延期 延长 顺延 extended extension postponed"),
    (.closed, "办结 结案 完成 办理完成 办毕 关闭 归档 销单 答复 办复 closed close closing closure completed finished archived"),
    (.resolved, "解决 resolved resolve resolution solved solve fixed"),
    (.reopen, "重办 重新 重开 返工 再次 退回重办 reopen reopened reopens"),
    (
      .satisfaction,
      "满意 满意度 评价 评分 打分 测评 satisfaction satisfied csat rating rated score survey nps feedback evaluation happy"
    ),
    (.transfer, "转接 三方 三方转接 转人工 transfer transferred conference"),
    (
      .district,
      "区 行政区 区县 区域 辖区 属地 片区 街道 镇街 district borough ward neighborhood neighbourhood region area county precinct"
    ),
    (
      .unit,
      "单位 部门 承办 主办 责任 处室 机构 处置部门 科室 department agency dept group team office division organization organisation bureau unit responsible"
    ),
    (.owner, "主责 牵头 负责 owner owning responsible"),
    (.category, "类别 分类 业务 事项 大类 小类 标签 领域 行业 category categories subcategory descriptor classification subtype"),
    (.topic, "主题 话题 标题 题目 topic subject theme"),
    (.export, "导出 生成 export exported generated extract extracted extraction"),
    (.update, "更新 修改 变更 最后 update updated updates modified modification changed last latest"),
    (
      .content,
      "内容 描述 备注 说明 意见 简述 详情 摘要 description details detail notes note remark remarks comment comments text message summary"
    ),
    (
      .address,
      "归属地 号码归属地 地址 地点 位置 小区 社区 居委 街 路 经度 纬度 address street location latitude longitude lat lon lng zip postal postcode coordinate city state_code province 省 城市 省份 社区网格 网格 place point board council"
    ),
    (.file, "录音 附件 链接 文件 recording file filename url uri link media photo image monitor"),
    (.index, "序号 行号 序 index row seq sequence serial rownum"),
    (.priority, "优先级 紧急 紧急程度 优先 priority urgency severity urgent"),
    (.channel, "渠道 来源 途径 channel source via origin origination medium media platform"),
    (.duplicate, "重复 duplicate duplicates dup"),
    (.code, "代码 编码 码 code flag flags"),
    (.person, "姓名 联系人 email mail 邮箱 身份证 性别 gender"),
    (.money, "费用 话费 金额 价格 单价 price cost fee charge currency amount rate tariff"),
    (.budget, "预算 经费 预算数 预算金额 budget budgeted appropriation"),
    (.prior, "上年 上年度 去年 上一年 prior previous lastyear"),
    (.executed, "执行 支出 执行数 决算 executed spent expenditure execution actual"),
    (.project, "项目 project programme program"),
    (.year, "年度 年份 年 year fiscal"),
    (.activity, "活动 栏目 直播 推送 发布 播出 宣传 activity event broadcast publication"),
    (.held, "举办 开展 播出 发布 held published publish 推送"),
    (.inquiries, "咨询 解答 咨询量 inquiries questions"),
    (.born, "出生 生日 出生日期 birth born birthday dob"),
    (.hired, "入职 到岗 上岗 入职日期 hire hired joined employed onboard"),
    (.left, "离职 离岗 退休 离职日期 left leave resigned terminated departure"),
  ]
}
