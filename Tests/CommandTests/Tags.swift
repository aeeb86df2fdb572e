import Testing

extension Tag {
  /// Suites that take longer than ten seconds.
  @Tag static var slow: Self
}
