import CZlib
import HTTPTypes
import Hummingbird

/// Sends texts packed (gzip) to browsers that take them so: a long report is a tenth of its size. What is secret in a page cannot be guessed
/// from packed sizes, since browsers send no session along with what other sites make them ask.
struct Compression: RouterMiddleware {
  typealias Context = PageContext

  /// Below that, packing gains nothing.
  private static let fewest = 1_400
  private static let packed = ["text/", "application/json", "image/svg+xml"]

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    guard let type = response.headers[.contentType], Self.packed.contains(where: { type.hasPrefix($0) }) else {
      return response
    }
    response.headers[.vary] = "Accept-Encoding"
    guard request.method == .get || request.method == .post, Self.takesGzip(request),
      let length = response.body.contentLength, length >= Self.fewest, response.headers[.contentEncoding] == nil
    else { return response }
    // Our texts are one buffer each.
    response.body = response.body.map { plain in
      // What cannot be packed would be an answer without text.
      guard let packed = Self.gzip(plain) else { throw HTTPError(.internalServerError) }
      return packed
    }
    response.headers[.contentEncoding] = "gzip"
    return response
  }

  /// Whether a browser takes gzip: it is named, and not with a weight of 0.
  static func takesGzip(_ request: Request) -> Bool {
    (request.headers[.acceptEncoding] ?? "").lowercased().split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
    }
  }

  /// A text packed as one gzip member; `nil` without memory.
  static func gzip(_ plain: ByteBuffer) -> ByteBuffer? {
    var stream = z_stream()
    // 15: the largest window; 16: with a gzip header. Level 5 packs as fast as a page is drawn.
    guard
      deflateInit2_(
        &stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(plain.readableBytes)))
    var packed = ByteBuffer()
    var isWhole = false
    packed.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { output in
      plain.withUnsafeReadableBytes { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(output.count)
        isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      return output.count - Int(stream.avail_out)
    }
    return isWhole ? packed : nil
  }
}
