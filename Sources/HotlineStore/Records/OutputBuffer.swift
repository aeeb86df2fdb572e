/// Bytes that are about to be written: records are put together in it field by field, without an allocation for any.
final class OutputBuffer {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  /// Gives the bytes away and begins anew.
  func drain(_ take: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    guard count > 0 else { return }
    try take(UnsafeRawBufferPointer(start: bytes, count: count))
    count = 0
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    if count + more > capacity { grow(count + more) }
  }

  @inline(never)
  private func grow(_ needed: Int) {
    while capacity < needed { capacity *= 2 }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  @inline(__always)
  func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count += 1
  }

  @inline(__always)
  func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    reserve(text.count)
    (bytes + count).update(from: start, count: text.count)
    count += text.count
  }

  /// A text as it is.
  func append(text: String) { for byte in text.utf8 { append(byte) } }

  /// A whole number in decimal digits.
  func append(number: Int64) {
    reserve(20)
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = 1
    var bound: UInt64 = 10
    while digits < 20, rest >= bound {
      digits += 1
      let next = bound.multipliedReportingOverflow(by: 10)
      if next.overflow { break }
      bound = next.partialValue
    }
    var place = count + digits
    count = place
    repeat {
      place -= 1
      bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }

  /// 16 hexadecimal digits.
  func append(hexadecimal bits: UInt64) {
    reserve(16)
    for place in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: bits >> UInt64(60 - 4 * place) & 0xF)
      bytes[count + place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
    count += 16
  }
}
