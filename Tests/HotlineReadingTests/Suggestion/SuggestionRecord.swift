/// What `SuggestionRecordTests` compares with: a paragraph for each layout.
extension SuggestionRecordTests {
  static let table = #"""
    FreePBX CDR: call sure: durations of waiting or talking; outcomes such as answered and abandoned; a time of end; a calling and a called number
    key column uniqueid | sure | else clid | the header's words; different in every row
    line column dst | sure | the header's words; numbers of hotlines; distinct values: 1
    started_at column calldate | likely | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows
    ended_at plus started_at duration | likely | start plus total duration
    talk_seconds column billsec | likely | the header's words
    outcome column disposition | sure | the header's words; words known in 100% of the rows | ANSWERED×127=answered BUSY×18=failed NO ANSWER×15=abandoned
    caller column src | sure | the header's words; 100% are telephone numbers
    unused: 2 clid, 5 dcontext, 6 channel, 7 dstchannel, 8 lastapp, 9 lastdata, 13 amaflags, 14 accountcode, 16 userfield

    3CX call log: call sure: durations of waiting or talking; a direction of the call; outcomes such as answered and abandoned; a calling and a called number
    key column Call ID | sure | the header's words; different in every row
    line column To | sure | the header's words; distinct values: 1
    direction column Direction | sure | the header's words; words known in 100% of the rows | Inbound×142=inbound Outbound×18=outbound
    started_at column Call Time | likely | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows
    answered_at plus started_at Ringing | likely | start plus wait
    wait_seconds column Ringing | likely | the header's words
    talk_seconds column Talking | likely | the header's words
    outcome column Status | sure | the header's words; words known in 100% of the rows | Answered×127=answered Unanswered×33=abandoned
    caller column From | sure | the header's words; 100% are telephone numbers
    unused: 9 Cost, 10 Call Activity Details

    Amazon Connect contact records: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a direction of the call
    key column ContactId | sure | the header's words; different in every row
    line column SystemEndpoint | likely | the header's words; distinct values: 1
    direction column InitiationMethod | sure | the header's words; words known in 100% of the rows | INBOUND×142=inbound OUTBOUND×18=outbound
    started_at column InitiationTimestamp | sure | else DisconnectTimestamp | yyyy-MM-ddTHH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column ConnectedToAgentTimestamp | likely | else InitiationTimestamp | yyyy-MM-ddTHH:mm:ss | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column DisconnectTimestamp | sure | yyyy-MM-ddTHH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds column QueueDuration | sure | the header's words; equals answer minus start
    talk_seconds column AgentInteractionDuration | sure | the header's words; equals end minus answer
    outcome when_present answered_at  | likely | no column of outcomes: answered where there is an answer time, else abandoned; check this
    caller column CustomerEndpoint | sure | the header's words; 100% are telephone numbers
    agent column AgentUsername | sure | the header's words; distinct values: 5
    unused: 2 Channel, 9 QueueName, 13 LastUpdateTimestamp

    Twilio call log: call sure: the times of a row lie within two hours; a direction of the call; outcomes such as answered and abandoned; a time of end
    key column Call SID | sure | the header's words; different in every row
    line column To | sure | the header's words; distinct values: 1
    direction column Direction | sure | the header's words; words known in 100% of the rows | inbound×142=inbound outbound-api×18=outbound
    started_at column Start Time | sure | else End Time | yyyy-MM-ddTHH:mm:ss | the header's words; a time in 100% of the rows; never after ended_at
    ended_at column End Time | sure | yyyy-MM-ddTHH:mm:ss | the header's words; a time in 100% of the rows; never before started_at
    outcome column Status | sure | the header's words; words known in 100% of the rows | completed×127=answered busy×18=failed no-answer×15=abandoned
    caller column From | sure | the header's words; 100% are telephone numbers
    unused: 6 Duration, 9 Price, 10 Price Unit

    阿里云 CCC: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a direction of the call
    key column contactId | sure | the header's words; different in every row
    line column calledNumber | sure | the header's words; distinct values: 1
    direction column contactType | sure | the header's words; words known in 100% of the rows | Inbound×160=inbound
    started_at column startTime | sure | else establishedTime | epoch_ms | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column establishedTime | sure | else startTime | epoch_ms | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column releaseTime | sure | epoch_ms | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds column waitTime | sure | the header's words; equals answer minus start
    talk_seconds column talkTime | sure | the header's words; equals end minus answer
    outcome column contactDisposition | sure | the header's words; words known in 100% of the rows | Success×127=answered AbandonedInQueue×14=abandoned AbandonedInRing×10=abandoned AbandonedInIVR×9=abandoned_ivr
    caller column callingNumber | sure | the header's words; 100% are telephone numbers
    agent column agentId | sure | the header's words; distinct values: 14
    unused: 11 skillGroupName, 13 releaseInitiator

    天润 Clink: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a time of end
    key column UniqueId | sure | the header's words; different in every row
    line column Hotline | sure | the header's words; distinct values: 1
    started_at column StartTime | sure | else EndTime | epoch_s | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column BridgeTime | sure | else StartTime | epoch_s | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column EndTime | sure | epoch_s | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds sum IbWaitDuration+IbRingingDuration | sure | queue and ringing together; equals answer minus start
    talk_seconds column BridgeDuration | sure | the header's words; equals end minus answer
    outcome when_present answered_at  | likely | no column of outcomes: answered where there is an answer time, else abandoned; check this
    caller column CustomerNumber | sure | the header's words; 100% are telephone numbers
    unused: 4 CustomerProvince, 11 TotalDuration, 12 Qno, 13 Cno, 14 EndReason

    某区话务系统（标题、日期与时刻分列）: call sure: a time of answer; the times of a row lie within two hours; outcomes such as answered and abandoned; a time of end
    key column 流水号 | sure | the header's words; different in every row
    line column 接入号码 | sure | the header's words; numbers of hotlines; distinct values: 1
    started_at join 来电日期+来电时刻 | sure | else 来电日期 + 接起时刻 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at join 来电日期+接起时刻 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at join 来电日期+挂断时刻 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    outcome column 状态 | likely | the header's words; words known in 79% of the rows | 人工接听×127=answered 用户挂断×33=abandoned
    caller column 主叫 | sure | the header's words; 100% are telephone numbers
    agent column 接线员工号 | sure | the header's words; distinct values: 14
    district column 所属区 | sure | the header's words; 100% are districts of Shanghai; distinct values: 5
    satisfaction column 评价 | sure | the header's words; words known in 100% of the rows | 满意×13=satisfied 不满意×12=dissatisfied 非常满意×12=very_satisfied
    unused: 

    话务平台（无表头）: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; outcomes such as answered and abandoned
    key column 1 | likely | different in every row
    line column 2 | likely | numbers of hotlines; distinct values: 1
    direction column 3 | likely | words known in 100% of the rows | inbound×160=inbound
    started_at column 4 | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column 5 | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column 6 | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds column 7 | likely | equals answer minus start
    talk_seconds column 8 | likely | equals end minus answer
    outcome column 9 | likely | words known in 100% of the rows | answered×127=answered abandoned×33=abandoned
    caller column 10 | likely | 100% are telephone numbers
    district column 12 | likely | 100% are districts of Shanghai; distinct values: 5
    unused: 11 , 13 

    a call log of which no word is known: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a time of end
    key column tunnus | likely | different in every row
    started_at column alkoi | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column vastattu | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column paattyi | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds column jonossa | likely | equals answer minus start
    talk_seconds column puhe | likely | equals end minus answer
    outcome when_present answered_at  | likely | no column of outcomes: answered where there is an answer time, else abandoned; check this
    caller column soittaja | likely | 100% are telephone numbers
    unused: 8 lopputulos

    Cisco UCCX detail: call sure: durations of waiting or talking; the times of a row lie within two hours; a time of end; a calling and a called number
    key column sessionID | sure | the header's words; different in every row
    line column calledNumber | sure | the header's words; distinct values: 1
    started_at column startDateTime | sure | else endDateTime | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after ended_at
    ended_at column endDateTime | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at
    wait_seconds sum queueTime+ringTime | likely | queue and ringing together
    talk_seconds column talkTime | likely | the header's words
    outcome column contactDisposition | open | the header's words; words known in 0% of the rows; the meaning of its words is open | 2×127=? 1×33=?
    caller column originatorDN | sure | the header's words; 100% are telephone numbers
    agent column agentLogin | sure | the header's words; distinct values: 14
    unused: 2 sessionSeqNum, 11 holdTime, 12 workTime

    NYC 311: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column Unique Key | sure | the header's words; different in every row
    kind column Complaint Type | sure | the header's words; distinct values: 3
    status column Status | sure | the header's words; words known in 100% of the rows | Closed×130=closed Assigned×11=open Pending×11=open Open×8=open
    received_at column Created Date | sure | else Closed Date | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column Due Date | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never before received_at
    closed_at column Closed Date | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 81% of the rows; never before received_at
    district column Borough | sure | the header's words; distinct values: 3
    unit column Agency | likely | else Agency Name | the header's words; distinct values: 3
    category column Descriptor | sure | else Complaint Type | the header's words; distinct values: 4
    unused: 5 Agency Name, 8 Incident Zip, 9 Incident Address, 10 City, 13 Resolution Description, 14 Resolution Action Updated Date, 15 Community Board, 17 Latitude

    San Francisco 311: work_order sure: a time of closing; the times of a row lie hours or days apart; states such as open and closed; a handling unit and a type
    key column CaseID | sure | the header's words; different in every row
    kind column Request Type | sure | the header's words; distinct values: 3
    status column Status | sure | else Status Notes | the header's words; words known in 100% of the rows | Closed×130=closed Open×30=open
    received_at column Opened | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after closed_at
    closed_at column Closed | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 81% of the rows; never before received_at
    district column Neighborhood | sure | else Supervisor District | the header's words; distinct values: 3
    unit column Responsible Agency | sure | the header's words; distinct values: 2
    category column Category | sure | else Request Type | the header's words; distinct values: 3
    unused: 4 Updated, 6 Status Notes, 10 Request Details, 11 Address, 12 Supervisor District, 14 Source, 15 Media URL

    Boston 311: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column case_enquiry_id | sure | the header's words; different in every row
    kind column type | sure | the header's words; distinct values: 3
    status column case_status | sure | the header's words; words known in 100% of the rows | Closed×130=closed Open×30=open
    received_at column open_dt | sure | else closed_dt | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column sla_target_dt | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before received_at
    closed_at column closed_dt | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 81% of the rows; never before received_at
    district column neighborhood | sure | else city_council_district | the header's words; distinct values: 3
    unit column department | sure | the header's words; distinct values: 3
    category column reason | likely | else subject | the header's words; distinct values: 3
    unused: 5 on_time, 7 closure_reason, 8 case_title, 9 subject, 12 queue, 14 location, 16 city_council_district, 17 source

    Zendesk tickets: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column Id | sure | the header's words; different in every row
    kind column Ticket type | sure | the header's words; distinct values: 3
    status column Status | sure | the header's words; words known in 100% of the rows | Solved×130=closed New×11=open Pending×11=open Open×8=open
    received_at column Created at | sure | else Solved at | yyyy-MM-dd HH:mm | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column Due date | sure | yyyy-MM-dd HH:mm | the header's words; a time in 100% of the rows; never before received_at
    closed_at column Solved at | sure | yyyy-MM-dd HH:mm | the header's words; a time in 81% of the rows; never before received_at
    satisfaction column Satisfaction Score | sure | the header's words; words known in 100% of the rows | Not Offered×109=absent Bad×32=dissatisfied Good×19=satisfied
    unit column Group | sure | the header's words; distinct values: 2
    unused: 1 Summation column, 3 Requester, 4 Requester id, 5 Requester email, 6 Assignee, 8 Subject, 9 Tags, 11 Priority, 12 Via, 15 Updated at, 18 Resolution time

    12345 平台: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column 工单编号 | sure | else 序号 | the header's words; different in every row
    kind column 诉求类型 | sure | else 诉求分类 | the header's words; distinct values: 3
    status column 工单状态 | sure | the header's words; words known in 100% of the rows | 已办结×130=closed 已退单×18=returned 处理中×12=open
    received_at column 来电时间 | sure | else 办结时间 | yyyy/MM/dd HH:mm | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    first_contacted_at column 首次联系时间 | sure | yyyy/MM/dd HH:mm | the header's words; a time in 100% of the rows
    due_at column 办结时限 | sure | yyyy/MM/dd HH:mm | the header's words; a time in 100% of the rows; never before received_at
    closed_at column 办结时间 | sure | else 办结时限 | yyyy/MM/dd HH:mm | the header's words; a time in 81% of the rows; never before received_at
    reopened column 重办次数 | sure | the header's words
    resolution column 是否解决 | sure | the header's words; words known in 100% of the rows | 实际解决×65=resolved 解释说明×65=explained
    satisfaction column 满意度 | likely | the header's words; words known in 89% of the rows | 未评价×109=absent 认可×17=? 基本满意×15=fairly_satisfied 不满意×10=dissatisfied 满意×9=satisfied
    caller column 来电号码 | sure | the header's words; 100% are telephone numbers
    district column 所属区县 | sure | the header's words; 100% are districts of Shanghai; distinct values: 5
    unit column 承办单位 | sure | the header's words; distinct values: 4
    category column 诉求分类 | sure | else 诉求类型 | the header's words; distinct values: 4
    unused: 1 序号, 5 市民姓名, 8 诉求内容

    Dynamics 365 cases: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column Case Number | sure | the header's words; different in every row
    kind column Case Type | sure | the header's words; distinct values: 3
    status column Status Reason | sure | the header's words; words known in 100% of the rows | Problem Solved×130=closed In Progress×30=open
    received_at column Created On | sure | else Resolved On | d/M/yyyy HH:mm | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    first_contacted_at column First Response Sent On | sure | d/M/yyyy HH:mm | the header's words; a time in 100% of the rows
    due_at column Resolve By | sure | d/M/yyyy HH:mm | the header's words; a time in 100% of the rows; never before received_at
    closed_at column Resolved On | sure | else Resolve By | d/M/yyyy HH:mm | the header's words; a time in 81% of the rows; never before received_at
    unit column Owning Team | sure | the header's words; distinct values: 2
    unused: 2 Case Title, 3 Priority, 4 Origin, 5 Customer, 13 Modified On

    Genesys Cloud interactions: call sure: durations of waiting or talking; the times of a row lie within two hours; a direction of the call; outcomes such as answered and abandoned
    key column Conversation ID | sure | the header's words; different in every row
    line column DNIS | sure | the header's words; distinct values: 1
    direction column Direction | sure | the header's words; words known in 100% of the rows | Inbound×142=inbound Outbound×18=outbound
    started_at column Date | likely | else End Date | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after ended_at
    answered_at plus started_at Total Queue | likely | start plus wait
    ended_at column End Date | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never before started_at
    wait_seconds column Total Queue | likely | the header's words
    talk_seconds column Total Talk | likely | the header's words
    outcome column Abandoned | likely | the header's words; words known in 100% of the rows | NO×127=answered YES×33=abandoned
    caller column ANI | sure | the header's words; 100% are telephone numbers
    agent column Users | likely | the header's words; distinct values: 5
    unused: 1 Media Type, 3 Remote, 6 Duration, 10 Queue, 11 Wrap-up

    Chicago 311: work_order sure: a time of closing; the times of a row lie hours or days apart; states such as open and closed; a handling unit and a type
    key column SR_NUMBER | sure | the header's words; different in every row
    kind column SR_TYPE | sure | the header's words; distinct values: 3
    status column STATUS | sure | the header's words; words known in 100% of the rows | Completed×130=closed Open×30=open
    received_at column CREATED_DATE | sure | else CLOSED_DATE | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after closed_at
    closed_at column CLOSED_DATE | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 81% of the rows; never before received_at
    district column WARD | likely | else COMMUNITY_AREA | the header's words; distinct values: 50
    unit column OWNER_DEPARTMENT | likely | the header's words; distinct values: 2
    unused: 3 SR_SHORT_CODE, 7 LAST_MODIFIED_DATE, 9 STREET_ADDRESS, 10 ZIP_CODE, 11 ORIGIN, 12 DUPLICATE, 13 COMMUNITY_AREA, 15 LATITUDE, 16 LONGITUDE

    Freshdesk tickets: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column Ticket ID | sure | the header's words; different in every row
    kind column Type | sure | the header's words; distinct values: 3
    status column Status | sure | else Resolution status | the header's words; words known in 100% of the rows | Closed×130=closed Pending×18=open Open×12=open
    received_at column Created time | sure | else Resolved time | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    first_contacted_at column Initial response time | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows
    due_at column Due by Time | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 100% of the rows; never before received_at
    closed_at column Closed time | sure | else Resolved time | yyyy-MM-dd HH:mm:ss | the header's words; a time in 81% of the rows; never before received_at
    resolution column Resolution status | open | else Survey results | the header's words; words known in 0% of the rows; the meaning of its words is open | SLA Violated×83=? Within SLA×77=?
    satisfaction column Survey results | sure | the header's words; words known in 100% of the rows | Happy×17=satisfied Neutral×14=neutral Unhappy×11=dissatisfied Extremely Happy×9=very_satisfied
    unit column Group | sure | the header's words; distinct values: 2
    unused: 2 Subject, 4 Priority, 5 Source, 7 Agent, 11 Resolved time, 13 Last update time, 15 Agent interactions, 17 Tags

    虹口区网格（中文）: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column 案件编号 | sure | the header's words; different in every row
    kind column 工单类型 | sure | the header's words; distinct values: 3
    status column 状态 | sure | the header's words; words known in 100% of the rows | 已结案×130=closed 待接单×18=open 处置中×12=open
    received_at column 收单时间 | sure | else 结案时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column 案件期限 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before received_at
    closed_at column 结案时间 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 81% of the rows; never before received_at
    caller column 联系电话 | sure | the header's words; 100% are telephone numbers
    district column 所属街道 | sure | the header's words; distinct values: 3
    unit column 主责部门 | sure | the header's words; distinct values: 3
    category column 事项大类 | likely | else 事项小类 | the header's words; distinct values: 3
    unused: 2 信息来源, 7 事项小类, 8 案件描述, 9 联系人, 15 紧急程度

    RingCentral call log: call sure: a direction of the call; outcomes such as answered and abandoned; a time of end; a calling and a called number
    key join Date+Time | open | no column differs in every row; these do together
    line column To | sure | the header's words; distinct values: 1
    direction column Direction | sure | the header's words; words known in 100% of the rows | Incoming×142=inbound Outgoing×18=outbound
    started_at join Date+Time | likely | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows
    ended_at plus started_at Duration | likely | start plus total duration
    outcome column Action Result | sure | the header's words; words known in 100% of the rows | Accepted×127=answered Missed×33=abandoned
    caller column From | sure | the header's words; 100% are telephone numbers
    agent column Extension | likely | the header's words; distinct values: 14
    unused: 2 Type, 6 Forwarded To, 7 Name, 10 Action, 12 Result Description

    7moor call sheets: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; outcomes such as answered and abandoned
    key column CallSheetID | sure | the header's words; different in every row
    line column CalledNo | sure | the header's words; distinct values: 1
    direction column CallType | likely | the header's words; words known in 11% of the rows | normal×142=? dialout×18=outbound
    started_at column Ring | likely | else Begin | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column Begin | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column End | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds column QueueTime | sure | the header's words; equals answer minus start
    outcome column State | sure | the header's words; words known in 100% of the rows | dealing×127=answered queueLeak×14=abandoned notDeal×10=abandoned leak×9=abandoned_ivr
    agent column Agent | sure | else Exten | the header's words; distinct values: 14
    unused: 1 CallNo, 10 Exten, 12 MonitorFilename

    a bank's call centre (Technion): call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a time of end
    key column call_id | sure | the header's words; different in every row
    line column vru.line | likely | the header's words; distinct values: 7
    started_at join date+q_start | likely | else date + ser_start | yyMMdd HH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at join date+ser_start | likely | else date + q_start | yyMMdd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never after ended_at
    ended_at join date+ser_exit | likely | else date + vru_exit | yyMMdd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds column q_time | likely | equals answer minus start
    talk_seconds column ser_time | likely | equals end minus answer
    outcome column outcome | likely | the header's words; words known in 20% of the rows | AGENT×127=? HANG×33=abandoned
    agent column server | sure | the header's words; distinct values: 4
    unused: 3 customer_id, 4 priority, 5 type, 7 vru_entry, 8 vru_exit, 9 vru_time, 11 q_exit

    a telecom's call dashboard: call sure: durations of waiting or talking; outcomes such as answered and abandoned
    key column Call Id | sure | the header's words; different in every row
    started_at join Date+Time | likely | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows
    answered_at plus started_at Speed of answer in seconds | likely | start plus wait
    wait_seconds column Speed of answer in seconds | likely | the header's words
    talk_seconds column AvgTalkDuration | likely | the header's words
    outcome column Answered (Y/N) | likely | the header's words; words known in 100% of the rows | Y×127=answered N×33=abandoned
    agent column Agent | sure | the header's words; distinct values: 3
    category column Topic | likely | the header's words; distinct values: 3
    resolved column Resolved | sure | the header's words; words known in 100% of the rows | Y×127=yes N×33=no
    satisfaction column Satisfaction rating | open | the header's words; words known in 0% of the rows; the meaning of its words is open | 4×27=? 1×26=? 5×26=? 2×25=? 3×23=?
    unused: 

    ServiceNow incidents: work_order sure: a time of closing; the times of a row lie hours or days apart; states such as open and closed; a handling unit and a type
    key column number | likely | the header's words; different in every row
    status column incident_state | likely | the header's words; words known in 93% of the rows | Closed×130=closed Active×11=open Awaiting User Info×11=? New×8=open
    received_at column opened_at | sure | else sys_created_at | d/M/yyyy HH:mm | the header's words; a time in 100% of the rows; never after closed_at
    closed_at column closed_at | sure | else resolved_at | d/M/yyyy HH:mm | the header's words; a time in 81% of the rows; never before received_at
    reopened column reopen_count | sure | the header's words
    unit column assignment_group | likely | the header's words; distinct values: 12
    category column category | likely | else subcategory | the header's words; distinct values: 20
    unused: 3 active, 4 reassignment_count, 6 made_sla, 7 caller_id, 8 opened_by, 10 sys_created_at, 11 sys_updated_at, 12 contact_type, 13 location, 15 subcategory, 16 impact, 17 urgency, 18 priority, 20 assigned_to, 21 closed_code, 22 resolved_by, 23 resolved_at

    Austin 311: work_order sure: a time of closing; the times of a row lie hours or days apart; states such as open and closed; headers speak of orders or cases
    key column Service Request (SR) Number | sure | the header's words; different in every row
    kind column SR Description | likely | the header's words; distinct values: 3
    status column SR Status | sure | the header's words; words known in 100% of the rows | Closed×130=closed Open×30=open
    received_at column Created Date | sure | else Close Date | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after closed_at
    closed_at column Close Date | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 81% of the rows; never before received_at
    district column County | sure | else Council District | the header's words; distinct values: 2
    unit column Owning Department | sure | the header's words; distinct values: 2
    unused: 4 Method Received, 6 Status Change Date, 8 Last Update Date, 10 SR Location, 11 Street Number, 12 Zip Code, 14 Council District

    Kansas City 311: work_order sure: a time of closing; the times of a row lie hours or days apart; a handling unit and a type; headers speak of orders or cases
    key column CASE ID | sure | the header's words; different in every row
    kind column REQUEST TYPE | sure | else TYPE | the header's words; distinct values: 3
    status column STATUS | likely | the header's words; words known in 18% of the rows | RESOL×130=? OPEN×30=open
    received_at join CREATION DATE+CREATION TIME | sure | else CLOSED DATE | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after closed_at
    closed_at column CLOSED DATE | sure | M/d/yyyy | the header's words; a time in 81% of the rows; never before received_at
    district column NEIGHBORHOOD | likely | else COUNTY | the header's words; distinct values: 3
    unit column DEPARTMENT | sure | else WORK GROUP | the header's words; distinct values: 3
    category column CATEGORY | sure | else REQUEST TYPE | the header's words; distinct values: 3
    unused: 2 SOURCE, 4 WORK GROUP, 7 TYPE, 10 CREATION YEAR, 12 EXCEEDED EST TIMEFRAME, 14 DAYS TO CLOSE, 15 STREET ADDRESS, 17 COUNTY, 18 COUNCIL DISTRICT

    CTI cc_cdr: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a time of end
    key column callid | sure | the header's words; different in every row
    line column callto | sure | the header's words; distinct values: 1
    direction column type | likely | words known in 100% of the rows | inbound×160=inbound
    started_at column start_stamp | sure | else answer_stamp | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column answer_stamp | sure | else start_stamp | yyyy-MM-dd HH:mm:ss | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column end_stamp | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds sum queue_duration+ring_duration | sure | queue and ringing together; equals answer minus start
    talk_seconds column ext_duration | likely | equals end minus answer
    outcome when_present answered_at  | likely | no column of outcomes: answered where there is an answer time, else abandoned; check this
    caller column callfrom | sure | the header's words; 100% are telephone numbers
    agent column agent_name | sure | else agent_num | the header's words; distinct values: 3
    unused: 5 ivr_duration, 9 queue_out_reason, 13 hangup_cause, 14 agent_num

    宜接就办（标题行）: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column 案件公文号 | sure | the header's words; different in every row
    kind column 诉求类型 | sure | the header's words; distinct values: 3
    status column 督办状态 | sure | the header's words; words known in 100% of the rows | 已办结×130=closed 办理中×30=open
    received_at column 录入时间 | sure | else 实际完成时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column 规定完成时间 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before received_at
    closed_at column 实际完成时间 | sure | else 规定完成时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 81% of the rows; never before received_at
    resolution column 处理结果 | likely | the header's words; words known in 100% of the rows | 已解决×65=resolved 解释说明×65=explained
    satisfaction column 坐席满意度 | sure | the header's words; words known in 100% of the rows | 不满意×32=dissatisfied 满意×19=satisfied
    caller column 市民电话 | sure | the header's words; 100% are telephone numbers
    district column 区 | likely | else 街道 | the header's words; distinct values: 2
    unit column 部门名称 | likely | else 二级单位 | the header's words; distinct values: 2
    unused: 2 来话内容, 3 详细地址, 5 街道, 9 接线员, 11 二级单位, 16 市民姓名

    Aircall calls: call sure: durations of waiting or talking; a direction of the call; outcomes such as answered and abandoned; a time of end
    key column call_id | sure | the header's words; different in every row
    line column to | sure | else line | the header's words; distinct values: 1
    direction column direction | sure | the header's words; words known in 100% of the rows | inbound×142=inbound outbound×18=outbound
    started_at column datetime (UTC) | likely | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows
    answered_at plus started_at waiting_time | likely | start plus wait
    ended_at plus started_at duration (total) | likely | start plus total duration
    wait_seconds column waiting_time | likely | the header's words
    outcome column answered | likely | else missed_call_reason | the header's words; words known in 100% of the rows | Yes×127=answered No×33=abandoned
    caller column from | sure | the header's words; 100% are telephone numbers
    agent column user | likely | the header's words; distinct values: 5
    unit column teams | sure | the header's words; distinct values: 2
    unused: 1 line, 4 country_code, 9 missed_call_reason, 12 duration (in call), 14 voicemail, 15 tags

    Five9 call log: call sure: durations of waiting or talking; a direction of the call; outcomes such as answered and abandoned; headers speak of calls
    key column CALL ID | sure | the header's words; different in every row
    line column DNIS | sure | the header's words; numbers of hotlines; distinct values: 1
    direction column CALL TYPE | sure | the header's words; words known in 100% of the rows | Inbound×142=inbound Outbound×18=outbound
    started_at column TIMESTAMP | likely | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows
    wait_seconds sum QUEUE WAIT TIME+RING TIME | likely | queue and ringing together
    talk_seconds column TALK TIME | likely | the header's words
    outcome column ABANDONED | likely | else DISPOSITION | the header's words; words known in 100% of the rows | 0×127=answered 1×33=abandoned
    agent column AGENT | likely | else AGENT NAME | the header's words; distinct values: 14
    unused: 3 CAMPAIGN, 6 AGENT NAME, 7 DISPOSITION, 8 ANI, 9 CUSTOMER NAME, 11 CALL TIME, 12 COST, 13 IVR TIME, 17 HOLD TIME, 18 AFTER CALL WORK TIME, 19 TRANSFERS

    Los Angeles 311: work_order sure: a time of closing; the times of a row lie hours or days apart; states such as open and closed; headers speak of orders or cases
    key column SRNumber | sure | the header's words; different in every row
    kind column RequestType | sure | the header's words; distinct values: 3
    status column Status | sure | the header's words; words known in 100% of the rows | Closed×130=closed Pending×18=open Open×12=open
    received_at column CreatedDate | sure | else ClosedDate | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows; never after closed_at
    closed_at column ClosedDate | sure | M/d/yyyy h:mm:ss a | the header's words; a time in 81% of the rows; never before received_at
    district column PolicePrecinct | sure | the header's words; distinct values: 2
    unit column Owner | likely | the header's words; distinct values: 3
    unused: 3 UpdatedDate, 4 ActionTaken, 8 RequestSource, 9 CreatedByUserOrganization, 10 Anonymous, 11 AssignTo, 12 ServiceDate, 14 AddressVerified, 15 Address, 16 CD, 17 NCName

    Jira service desk: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column Issue key | likely | else Issue id | the header's words; different in every row
    kind column Request Type | sure | the header's words; distinct values: 2
    status column Status | likely | the header's words; words known in 88% of the rows | Done×130=closed Waiting for support×18=? In Progress×12=open
    received_at column Created | sure | else Due date | yyyy-MM-dd HH:mm | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column Due date | sure | yyyy-MM-dd HH:mm | the header's words; a time in 100% of the rows; never before received_at
    closed_at column Resolved | sure | yyyy-MM-dd HH:mm | the header's words; a time in 81% of the rows; never before received_at
    satisfaction column Satisfaction rating | open | the header's words; words known in 0% of the rows; the meaning of its words is open | 4×12=? 2×11=? 3×11=? 1×9=? 5×8=?
    unit column Organizations | sure | the header's words; distinct values: 2
    unused: 1 Summary, 3 Issue id, 5 Priority, 6 Assignee, 7 Reporter, 9 Updated, 13 Component/s

    某市12345（接诉即办）: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; a handling unit and a type
    key column 工单流水号 | sure | the header's words; different in every row
    received_at column 登记时间 | sure | else 派单时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column 反馈时限 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before received_at
    closed_at column 反馈时间 | likely | yyyy-MM-dd HH:mm:ss | from the order of the times in the rows; a time in 81% of the rows; never before received_at
    first_contact column 是否联系 | sure | the header's words; words known in 100% of the rows | 否×71=no 是×59=yes
    resolution column 是否解决 | sure | the header's words; words known in 100% of the rows | 是×78=resolved 否×52=unresolved
    satisfaction column 是否满意 | sure | the header's words; words known in 100% of the rows | 不满意×32=dissatisfied 满意×19=satisfied
    caller column 反映人电话 | sure | the header's words; 100% are telephone numbers
    district column 被反映区 | sure | the header's words; distinct values: 2
    unit column 主办单位 | sure | the header's words; distinct values: 2
    category column 一级分类 | likely | else 二级分类 | the header's words; distinct values: 2
    unused: 3 诉求来源, 4 市民诉求标题, 7 二级分类, 10 派单时间

    Yeastar CDR: call sure: durations of waiting or talking; outcomes such as answered and abandoned; a time of end; a calling and a called number
    key column ID | sure | the header's words; different in every row
    line column Call To | sure | else Trunk | the header's words; distinct values: 1
    direction column Communication Type | likely | words known in 100% of the rows | Inbound×142=inbound Outbound×18=outbound
    started_at column Time | likely | M/d/yyyy h:mm:ss a | the header's words; a time in 100% of the rows
    answered_at plus started_at Ring Duration(s) | likely | start plus wait
    ended_at plus started_at Call Duration(s) | likely | start plus total duration
    wait_seconds column Ring Duration(s) | likely | the header's words
    talk_seconds column Talk Duration(s) | likely | the header's words
    outcome column Status | sure | the header's words; words known in 100% of the rows | ANSWERED×127=answered BUSY×18=failed NO ANSWER×15=abandoned
    caller column Call From | sure | the header's words; 100% are telephone numbers
    unused: 9 Trunk, 11 Recording

    Dialpad calls: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a direction of the call
    key column call_id | sure | the header's words; different in every row
    direction column direction | sure | the header's words; words known in 100% of the rows | inbound×142=inbound outbound×18=outbound
    started_at column date_started | sure | else date_connected | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column date_connected | sure | else date_started | yyyy-MM-dd HH:mm:ss | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column date_ended | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds sum queue_duration+ring_duration | sure | queue and ringing together; equals answer minus start
    talk_seconds column talk_duration | sure | the header's words; equals end minus answer
    outcome column call_state | likely | the header's words; words known in 100% of the rows | answered×127=answered abandoned×18=abandoned missed×15=abandoned
    caller column external_number | likely | the header's words; 100% are telephone numbers
    category column category | sure | the header's words; distinct values: 2
    unused: 5 internal_number, 12 name, 13 email

    Talkdesk calls: call sure: durations of waiting or talking; the times of a row lie within two hours; a direction of the call; a time of end
    key column Interaction ID | sure | the header's words; different in every row
    direction column Call Type | likely | the header's words; words known in 79% of the rows | inbound×127=inbound abandoned×18=? missed×15=?
    started_at column Start Time | sure | else End Time | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after ended_at
    answered_at plus started_at Waiting Time | likely | start plus wait
    ended_at column End Time | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at
    wait_seconds column Waiting Time | likely | the header's words
    talk_seconds column Talk Time | likely | the header's words
    outcome column Disposition Code | open | the header's words; words known in 0% of the rows; the meaning of its words is open | Benefits×56=? Pension×54=? Other×50=?
    caller column Customer Phone Number | sure | the header's words; 100% are telephone numbers
    agent column Agent Name | sure | the header's words; distinct values: 5
    unit column Team Name | sure | the header's words; distinct values: 2
    satisfaction column Rating | open | the header's words; words known in 0% of the rows; the meaning of its words is open | 4×12=? 2×11=? 3×11=? 1×9=? 5×8=?
    unused: 5 Talkdesk Phone Number, 8 Record, 9 Hangup, 10 In Business Hours?, 14 Transfer, 15 Mood

    Philadelphia 311: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column service_request_id | sure | else objectid | the header's words; different in every row
    status column status | sure | the header's words; words known in 100% of the rows | Closed×130=closed Open×30=open
    received_at column requested_datetime | sure | else closed_datetime | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column expected_datetime | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before received_at
    closed_at column closed_datetime | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 81% of the rows; never before received_at
    unit column agency_responsible | sure | the header's words; distinct values: 2
    unused: 1 objectid, 3 subject, 5 status_notes, 6 service_name, 7 service_code, 9 service_notice, 11 updated_datetime, 14 address, 15 zipcode, 16 media_url, 17 lat, 18 lon

    某省政务热线工单: work_order sure: a time of closing; a deadline; the times of a row lie hours or days apart; states such as open and closed
    key column 工单编号 | sure | the header's words; different in every row
    kind column 工单类型 | sure | the header's words; distinct values: 3
    status column 当前状态 | sure | the header's words; words known in 100% of the rows | 已办结×130=closed 办理中×30=open
    received_at column 创建时间 | sure | else 办结日期 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after due_at; never after closed_at
    due_at column 处理截止时间 | sure | else 延期后截止时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before received_at
    extended_due_at column 延期后截止时间 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 11% of the rows
    closed_at column 办结日期 | sure | yyyy-MM-dd | the header's words; a time in 81% of the rows; never before received_at
    resolution column 解决情况 | sure | else 回访满意情况 | the header's words; words known in 100% of the rows | 已解决×78=resolved 未解决×52=unresolved
    satisfaction column 回访满意情况 | sure | the header's words; words known in 100% of the rows | 不满意×19=dissatisfied 基本满意×17=fairly_satisfied 满意×15=satisfied
    caller column 来电电话 | sure | the header's words; 100% are telephone numbers
    district column 事发区县 | sure | the header's words; distinct values: 2
    unit column 责任单位 | sure | the header's words; distinct values: 2
    category column 一级类别 | likely | else 二级类别 | the header's words; distinct values: 2
    unused: 3 来电人, 7 二级类别, 8 工单描述, 10 创建人

    呼叫中心通话记录（容联式）: call sure: durations of waiting or talking; a time of answer; the times of a row lie within two hours; a direction of the call
    key column 通话ID | sure | the header's words; different in every row
    line column 接入号 | sure | the header's words; distinct values: 1
    direction column 呼叫类型 | sure | the header's words; words known in 100% of the rows | 呼入×142=inbound 呼出×18=outbound
    started_at column 呼叫开始时间 | sure | else 挂机时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never after answered_at; never after ended_at
    answered_at column 坐席接听时间 | sure | else 呼叫开始时间 | yyyy-MM-dd HH:mm:ss | the header's words; a time in 79% of the rows; never before started_at; never after ended_at
    ended_at column 挂机时间 | sure | yyyy-MM-dd HH:mm:ss | the header's words; a time in 100% of the rows; never before started_at; never before answered_at
    wait_seconds sum 排队时长+振铃时长 | sure | queue and ringing together; equals answer minus start
    talk_seconds column 通话时长 | sure | the header's words; equals end minus answer
    outcome column 通话状态 | likely | the header's words; words known in 100% of the rows | 已接听×127=answered 振铃未接×18=abandoned 排队放弃×15=abandoned
    caller column 主叫号码 | sure | the header's words; 100% are telephone numbers
    agent column 坐席工号 | sure | else 坐席姓名 | the header's words; distinct values: 14
    satisfaction column 满意度评价 | sure | the header's words; words known in 100% of the rows | 满意×13=satisfied 一般×12=neutral 非常满意×12=very_satisfied
    unused: 4 被叫号码, 6 归属地, 14 坐席姓名, 15 技能组, 17 挂机方
    """#
}
