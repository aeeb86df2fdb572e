/// Where raised or lowered type begins and ends in a cell: the mark of a footnote behind a number is none of its digits.
struct RaisedType {
  private var isRaised = false
  private var isAtEdge = false

  /// It begins or ends here.
  mutating func edge() { isAtEdge = true }

  /// It begins here and lasts to the end of the run of text.
  mutating func begin() { (isRaised, isAtEdge) = (true, true) }

  /// A run of text ends here.
  mutating func end() {
    if isRaised { isAtEdge = true }
    isRaised = false
  }

  /// Whether a blank is to stand between a cell's last byte and the next.
  mutating func parts(_ last: UInt8?, _ next: UInt8?) -> Bool {
    guard isAtEdge, let next else { return false }
    isAtEdge = false
    return last.map { $0 &- 0x30 < 10 && next &- 0x30 < 10 } ?? false
  }
}
