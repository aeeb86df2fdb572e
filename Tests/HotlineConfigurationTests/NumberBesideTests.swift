import HotlineConfiguration
import Testing

/// Numbers beside figures that are none: hours, rooms, years, serial numbers, amounts. Whatever stands there, a number that is written as people
/// write it is found as itself.
@Suite("Numbers beside other figures")
struct NumberBesideTests {
  static let before = [
    "1330-1700", "9:00-11:30", "0900-1130 1330-1700", "13:30", "08:30:15", "1301", "1301室", "301、302、303", "1-101",
    "3号楼2单元501", "1301-1305", "15楼", "5号", "第3", "No.12", "1999-2019", "2019年3月5日", "2019-03-05", "2019/3/5",
    "20190305", "2019", "3月", "13.5%", "1.5万", "¥500", "1000元", "192.168.1.15", "V2.0", "1", "12", "123", "1234",
    "A1", "周一至周五", "编号001", "001", "100-120", "131-132", "186/189", "96", "400", "95588", "962200", "12345", "3～5",
    "1,3,5,7,9", "13、14、15", "101-102", "78.5", "30%", "2/3", "200331", "G60", "50人", "3个", "8小时", "1 2 3",
  ]
  static let joints = [" ", "，", "、", "/", "(", "：", ":", "；", "-", " - ", "　", "。", "|", "\t", "电话", "tel", "联系人"]
  static let numbers = [
    "13812345678", "138 1234 5678", "138-1234-5678", "138.1234.5678", "+86 138 1234 5678", "+8613812345678",
    "136-1015-1330", "021-62345678", "021 6234 5678", "021-6234-5678", "(021)62345678", "310101199003071230",
    "310101 19900307 1230", "310101 1990 0307 1230",
  ]
  static let after = ["", " 1330-1700", "，3号", "/5次", " 2019-03-05", ")", "（夜间）", "、转801", " 1301室", "-5楼", "，20%"]

  @Test("are found as themselves", arguments: numbers)
  func beside(number: String) {
    let digits = Array(number.utf8.filter { $0 &- 0x30 < 10 })
    let own = String(decoding: digits.starts(with: Array("86".utf8)) ? digits[2...] : digits[...], as: UTF8.self)
    var missed: [String] = []
    for (index, before) in Self.before.enumerated() {
      for (second, joint) in Self.joints.enumerated() {
        // Each figure with each sign; what follows takes turns.
        let text = before + joint + number + Self.after[(index * 7 + second * 3) % Self.after.count]
        let found = NumberRecogniser.current.numbers(in: text).map { String(decoding: $0.digits, as: UTF8.self) }
        if !found.contains(own) { missed.append("\(text) → \(found)") }
      }
    }
    #expect(missed == [])
  }

  @Test("a text of thousands of digits, or groups of them, comes to an end", .timeLimit(.minutes(10)))
  func long() {
    for part in ["9", "1", "13", "138 ", "0", "20190305", "+8613812345678", "1-"] {
      let text = String(repeating: part, count: 5_000 / part.utf8.count)
      #expect(NumberRecogniser.current.numbers(in: text).count <= text.utf8.count)
    }
  }
}
