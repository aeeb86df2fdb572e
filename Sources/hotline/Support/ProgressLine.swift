import Foundation
import HotlineConfiguration
import HotlineReports
import HotlineText

/// One line on stderr that is rewritten while a long job runs: rows, MB/s and the time left. Silent unless stderr is a terminal.
final class ProgressLine {
  private let title: String
  private let totalBytes: Int
  private let isShown: Bool
  private lazy var begin = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  init(title: String, totalBytes: Int, quiet: Bool) {
    self.title = title
    self.totalBytes = totalBytes
    isShown = !quiet && Console.showsProgress
  }

  /// Draws the state, at most ten times a second.
  func update(bytes: Int, rows: Int) {
    guard isShown else { return }
    let began = begin
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = now
    let elapsed = (now - began) / .seconds(1)
    let speed = elapsed > 0 ? Double(bytes) / elapsed : 0
    let secondsLeft = speed > 0 ? Double(max(0, totalBytes - bytes)) / speed : 0
    let share = totalBytes > 0 ? min(1, Double(bytes) / Double(totalBytes)) : 0
    let text =
      "\(title)  \(NumberText.percent(share, places: 0))  \(NumberText.count(Double(rows))) rows  "
      + "\(NumberText.decimal(speed / 1e6, places: 0)) MB/s  ETA \(NumberText.decimal(secondsLeft, places: 0)) s"
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text.withVisibleControls)".utf8))
  }

  /// Removes the line of whatever job drew it last.
  static func clear(quiet: Bool) {
    guard !quiet, Console.showsProgress else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
