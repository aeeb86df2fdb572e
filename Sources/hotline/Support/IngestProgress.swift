import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText

/// One line on stderr that is rewritten while a long job runs: rows, MB/s and the time left. Nothing is drawn unless stderr is
/// a terminal.
final class IngestProgress {
  private let isShown: Bool
  private var path: String?
  private var begin = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  init(quiet: Bool) { isShown = !quiet && Console.showsProgress }

  /// Draws the state, at most ten times a second.
  func draw(_ progress: IngestFiles.Progress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if path != progress.path { (path, begin) = (progress.path, now) }
    if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = now
    let elapsed = (now - begin) / .seconds(1)
    let speed = elapsed > 0 ? Double(progress.bytes) / elapsed : 0
    let secondsLeft = speed > 0 ? Double(max(0, progress.totalBytes - progress.bytes)) / speed : 0
    let share = progress.totalBytes > 0 ? min(1, Double(progress.bytes) / Double(progress.totalBytes)) : 0
    let text =
      "\(URL(filePath: progress.path).lastPathComponent)  \(NumberText.percent(share, places: 0))  "
      + "\(NumberText.count(Double(progress.rows))) rows  "
      + "\(NumberText.decimal(speed / 1e6, places: 0)) MB/s  ETA \(NumberText.decimal(secondsLeft, places: 0)) s"
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text.withVisibleControls)".utf8))
  }

  /// Removes the line, if one is drawn.
  func clear() {
    guard lastDrawn != nil else { return }
    lastDrawn = nil
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
