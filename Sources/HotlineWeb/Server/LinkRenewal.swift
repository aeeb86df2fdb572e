import Dispatch
import Glibc

/// Waits for SIGUSR1, by which whoever runs the server asks for another link.
enum LinkRenewal {
  /// Does something each time that the signal comes, until the process ends.
  static func always(_ act: @escaping @Sendable () -> Void) {
    // The signal's own action would end the process.
    signal(SIGUSR1, SIG_IGN)
    let signals = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .global())
    // What holds the source keeps it alive.
    signals.setEventHandler { withExtendedLifetime(signals, act) }
    signals.activate()
  }
}
