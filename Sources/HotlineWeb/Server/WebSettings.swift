import HotlineText

/// Where the pages are served, and how.
package struct WebSettings: Sendable {
  /// The address to listen on; only this machine's own unless told otherwise.
  package var host: String
  /// The port; 0 for any that is free.
  package var port: Int
  /// The language of pages unless the reader chooses.
  package var language: Language
  /// How many questions are answered side by side.
  package var readers: Int
  /// Names under which browsers may call the server besides its address: those of the proxy before it.
  package var names: [String]
  /// The most bytes that may be sent at once.
  package var mostBytes: Int
  /// Whether nobody may change anything.
  package var isReadOnly = false
  /// How many seconds a connection may say nothing.
  var longestSilence: Int64 = 60
  /// Whether a proxy before the server speaks TLS, so that browsers send the session over it only.
  package var isSecure = false
  /// The folder whose files are brought in when they are complete; `nil` for none.
  package var inbox: String?

  /// Creates settings.
  package init(
    host: String = "127.0.0.1", port: Int = 8730, language: Language, readers: Int = 4, names: [String] = [],
    mostBytes: Int = 4 << 30
  ) {
    self.host = host
    self.port = port
    self.language = language
    self.readers = readers
    self.names = names
    self.mostBytes = mostBytes
  }
}
