/// Digits that are written as Chinese characters.
package enum ChineseDigit {
  /// The digit of a character from U+2F00 to U+9FFF: 三, 叁 and 叄 are 3, and so are radicals that a PDF gives for 一, 二 and 八; `nil` for all
  /// others.
  package static func value(of scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x3007, 0x96F6, 0x6D1E: 0  // 〇零, and 洞 as it is read out
    case 0x4E00, 0x58F9, 0x58F1, 0x5F0C, 0x5E7A, 0x2F00, 0x2F33: 1  // 一壹壱弌幺, ⼀⼳
    case 0x4E8C, 0x2F06, 0x8D30, 0x8CB3, 0x5F10, 0x5F0D, 0x4E24, 0x5169: 2  // 二贰貳弐弍两兩
    case 0x4E09, 0x53C1, 0x53C4, 0x53C3, 0x5F0E: 3  // 三叁叄參弎
    case 0x56DB, 0x8086: 4  // 四肆
    case 0x4E94, 0x4F0D: 5  // 五伍
    case 0x516D, 0x9646, 0x9678: 6  // 六陆陸
    case 0x4E03, 0x67D2, 0x62D0: 7  // 七柒, and 拐 as it is read out
    case 0x516B, 0x634C, 0x2F0B: 8  // 八捌
    case 0x4E5D, 0x7396, 0x52FE: 9  // 九玖, and 勾 as it is read out
    default: nil
    }
  }

  /// The character 一, which people also write for a dash.
  static let one: UInt32 = 0x4E00
}
