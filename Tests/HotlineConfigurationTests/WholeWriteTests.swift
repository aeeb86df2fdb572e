import Foundation
import HotlineConfiguration
import Testing

@Suite("Writing all bytes")
struct WholeWriteTests {
  @Test("a pipe that takes a part at a time and does not wait gets each byte once")
  func pipes() throws {
    let pipe = Pipe()
    let writing = pipe.fileHandleForWriting
    let flags = fcntl(writing.fileDescriptor, F_GETFL)
    _ = fcntl(writing.fileDescriptor, F_SETFL, flags | O_NONBLOCK)
    // More than a pipe holds.
    let bytes = Data((0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    let thread = Thread {
      try? writing.writeWhole(bytes)
      try? writing.close()
    }
    thread.start()
    #expect(try pipe.fileHandleForReading.readToEnd() == bytes)
  }

  @Test("a file that takes nothing is told")
  func full() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    #expect(throws: WriteFailure.self) { try full.writeWhole(Data([1])) }
    try full.writeWhole(Data())
  }
}
