import Testing

@testable import HotlineText

@Suite("The locale's name")
struct LocaleNameTests {
  @Test(
    "names that systems give stay; others make way for plain ones, Chinese if they begin so",
    arguments: [
      ("", nil), ("C", nil), ("POSIX", nil), ("C.UTF-8", nil), ("zh_CN.UTF-8", nil), ("zh_CN.gb18030", nil),
      ("zh-Hans-CN", nil),
      ("de_DE@euro", nil), ("sr_RS.UTF-8@latin", nil), ("en_US.ISO8859-1", nil),
      ("aaaaaaaaaaaa", "C.UTF-8"), ("Chinese (Simplified)_China.936", "C.UTF-8"), ("简体中文", "C.UTF-8"),
      ("zh_CN.UTF-8@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "zh_CN.UTF-8"),
    ])
  func usable(name: String, expected: String?) { #expect(LocaleName.usable(name) == expected) }
}
