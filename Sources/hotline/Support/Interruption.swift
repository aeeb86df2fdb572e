import Foundation
import HotlineConfiguration
import HotlineText

/// How the process ends when a signal asks it to: with a message and an exit code of 128 + the signal's number.
///
/// Nothing has to be undone: SQLite takes back what a transaction had begun when the database is next opened, and documents
/// and backups get their name only when they are whole.
enum Interruption {
  /// The processes that work for this one, by their group: a signal is theirs, and this one ends when they have.
  nonisolated(unsafe) private static var group: pid_t = 0
  /// The signal that was handed on to them; 0 for none.
  nonisolated(unsafe) private static var handedOn: Int32 = 0

  /// From now on signals go to a group of processes: the first one as an order to end, a second one to stop at once. What a script starts in
  /// the background ignores Ctrl-C.
  static func handOn(to group: pid_t) { self.group = group }

  /// Ends the process as the signal would have that was handed on meanwhile; without one it goes on.
  static func endIfHandedOn(_ language: Language) {
    group = 0
    if handedOn != 0 { (language == .zh ? endInChinese : endInEnglish)(handedOn) }
  }

  /// Sets up what Ctrl-C, `kill` and a closed terminal do; a signal that the caller chose to ignore (`nohup`) stays ignored.
  ///
  /// A file that may grow no more (`ulimit -f`) becomes an error of the write instead of the end of the process.
  static func prepare(_ language: Language) {
    _ = signal(SIGXFSZ, SIG_IGN)
    var handled = sigset_t()
    sigemptyset(&handled)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0,
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
      else { continue }
      _ = signal(number, language == .zh ? endInChinese : endInEnglish)
      sigaddset(&handled, number)
    }
    // A parent with threads of its own may have started us with these signals held back.
    pthread_sigmask(SIG_UNBLOCK, &handled, nil)
  }

  // Inside a handler only what POSIX calls async-signal-safe is done: write, kill and _exit.
  private static let endInEnglish: @convention(c) (Int32) -> Void = { number in
    end("\ninterrupted: what was not finished left no trace; files reported before this are kept\n", number)
  }
  private static let endInChinese: @convention(c) (Int32) -> Void = { number in
    end("\n已中断：未完成的工作没有留下痕迹，此前已报告的文件均已保留\n", number)
  }

  private static func end(_ message: StaticString, _ number: Int32) {
    if group > 0 {
      kill(-group, handedOn == 0 ? SIGTERM : SIGKILL)
      handedOn = number
      return
    }
    _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(128 + number)
  }
}
