import HotlineText

/// A box to be ticked: a character, a content control, or a field of old forms.
package struct WordBox: Sendable {
  /// The words behind it, up to the next box.
  package let label: String
  /// Whether it is ticked.
  package let isTicked: Bool
  /// What ticks it: places in the main part, and what stands there then.
  let ticking: [(place: Range<Int>, text: String)]
}

/// A box whose words have not been read yet.
struct OpenBox {
  var isTicked: Bool
  var ticking: [(place: Range<Int>, text: String)]
  /// Where its words begin in the text of its cell, in bytes; for a character, where that stands.
  var labelStart: Int
  var start: Int
}
