/// What is known of a file's rows before its header is found: the widest ones so far are rows.
final class SampleShape: RowShape {
  /// Ends a reading that has seen enough rows.
  struct Enough: Error {}

  private var width = 0

  func see(_ row: RawRow) { width = max(width, row.count) }

  func fits(_ count: Int) -> Bool { width < 2 || count == width }

  func looksLikeRow(_ row: RawRow) -> Bool { width > 2 && row.count == width }
}
