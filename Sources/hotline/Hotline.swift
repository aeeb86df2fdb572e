import ArgumentParser

/// The command `hotline`.
@main
struct Hotline: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hotline", abstract: "Hotline logs to KPIs that can be traced.")
}
