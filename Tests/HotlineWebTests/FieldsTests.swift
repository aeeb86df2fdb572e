import Testing

@testable import HotlineWeb

@Suite("Fields of addresses and forms")
struct FieldsTests {
  @Test("are read as browsers write them: %XX, + for a blank, several of one name")
  func read() {
    let fields = Fields(
      parsing: "where=district%3D%E9%BB%84%E6%B5%A6%E5%8C%BA&by=month,district&by=unit&a=1+2&empty=&b=%2B")
    #expect(fields["where"] == "district=黄浦区")
    #expect(fields.words("by") == ["month", "district", "unit"])
    #expect(fields["a"] == "1 2")
    #expect(fields["b"] == "+")
    #expect(fields["empty"] == nil && fields["none"] == nil)
  }

  @Test("what is cut off or no text is taken as it stands", arguments: ["%", "%4", "%zz", "a%", "%C3%28"])
  func broken(text: String) {
    #expect(!Fields.decoded(text).isEmpty)
  }

  @Test("an address is written so that it is read as the same")
  func round() {
    let address = Address("/metric/接通 率", [("where", "unit=a&b=c+d|é%"), ("period", "2019")])
    let parts = address.text.split(separator: "?")
    #expect(Fields.decoded(parts[0], plusIsBlank: false) == "/metric/接通 率")
    #expect(Fields(parsing: parts[1]).all == address.items)
    #expect(PageFormat.split("2019-12.csv").name == "2019-12")
    #expect(PageFormat.split("2019-12").format == .page)
  }

  @Test("a secret is never told by a part of it")
  func tokens() {
    let token = Token()
    #expect(token.text.count == 64 && token.isSame(as: token.text))
    #expect(!token.isSame(as: String(token.text.dropLast())) && !token.isSame(as: nil) && !token.isSame(as: ""))
    #expect(Set((0..<100).map { _ in Token().text }).count == 100)
  }
}
