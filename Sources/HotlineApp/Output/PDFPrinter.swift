import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineText

/// A program on this machine that makes a PDF of a document: Chromium prints the page, LibreOffice the Word file.
enum PDFPrinter: Sendable, Hashable {
  /// Chromium or a browser of its kind, at a path.
  case chromium(String)
  /// LibreOffice, at a path.
  case libreOffice(String)

  /// Where programs are looked for.
  static let searchPath = "/usr/local/bin:/usr/bin:/bin:/snap/bin"
  private static let browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  private static let offices = ["soffice", "libreoffice"]

  /// A document as PDF, by the first program that makes one: a LibreOffice may be there without its writer.
  ///
  /// - Throws: a ``Diagnostic`` when there is none, or none makes a PDF.
  static func pdf(of document: Document) throws -> Data {
    let printers = try found(forForm: document.isPrintedForm)
    for printer in printers.dropLast() { if let bytes = try? printer.pdf(of: document) { return bytes } }
    return try printers[printers.count - 1].pdf(of: document)
  }

  /// The programs that stand in a search path, the best first: a browser, but for a printed form LibreOffice, which has its layout.
  ///
  /// - Throws: a ``Diagnostic`` when there is none.
  static func found(forForm isForm: Bool = false, path: String = searchPath) throws -> [PDFPrinter] {
    let folders = path.split(separator: ":")
    func place(_ names: [String]) -> String? {
      names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first {
        FileManager.default.isExecutableFile(atPath: $0)
      }
    }
    let browser = place(browsers).map(PDFPrinter.chromium)
    let office = place(offices).map(PDFPrinter.libreOffice)
    let printers = (isForm ? [office, browser] : [browser, office]).compactMap { $0 }
    guard printers.isEmpty else { return printers }
    throw Diagnostic(
      found: LocalizedText(
        zh: "没有可以输出 PDF 的程序", en: "there is no program on this machine that makes a PDF"),
      expected: LocalizedText(zh: "Chromium 或 LibreOffice", en: "Chromium or LibreOffice"),
      fix: LocalizedText(
        zh: "安装 chromium 或 libreoffice-writer，或输出 docx 后用 Word 另存为 PDF",
        en: "install chromium or libreoffice-writer, or write docx and save it as PDF in Word"))
  }

  /// The document as PDF, dated as its data are and not by the clock.
  ///
  /// - Throws: a ``Diagnostic`` when the program fails or takes too long.
  func pdf(of document: Document) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw failed }
    defer { try? FileManager.default.removeItem(at: folder) }
    // The name of the file stands in no document: a PDF's title is the document's.
    switch self {
    case .chromium(let program):
      let page = folder.appending(path: "document.html").path
      try DocumentFile.write(HTMLDocument(document).text, to: page)
      let arguments = [
        "--headless=new", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--disable-extensions",
        "--user-data-dir=\(folder.path)/profile", "--print-to-pdf=\(folder.path)/document.pdf", "file://\(page)",
      ]
      // As root, as in a container, the browser refuses its own sandbox.
      try run(program, (geteuid() == 0 ? ["--no-sandbox"] : []) + arguments, in: folder)
    case .libreOffice(let program):
      let file = folder.appending(path: "document.docx").path
      try DocumentFile.write(document.wordFile(), to: file)
      try run(
        program,
        [
          "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "pdf", "--outdir",
          folder.path, file,
        ], in: folder)
    }
    guard let bytes = FileManager.default.contents(atPath: folder.path + "/document.pdf"), Self.isWhole(bytes) else {
      throw failed
    }
    return Self.dated(bytes, document.asOf.seconds)
  }

  /// Whether bytes begin and end as a PDF does: a full disk leaves half of one.
  static func isWhole(_ bytes: Data) -> Bool {
    guard bytes.starts(with: Data("%PDF-".utf8)) else { return false }
    let end = String(decoding: bytes.suffix(1024), as: UTF8.self)
    return end.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("%%EOF")
  }

  /// The bytes with each date `(D:20191231235959` that a program wrote into them replaced by another of the same length.
  static func dated(_ bytes: Data, _ seconds: Int64) -> Data {
    let digits = Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format().utf8.filter {
      (0x30...0x39).contains($0)
    }
    guard digits.count == 14 else { return bytes }
    let mark = Array("(D:".utf8)
    var bytes = bytes
    var start = bytes.startIndex
    while let found = bytes.range(of: Data(mark), in: start..<bytes.endIndex) {
      start = found.upperBound
      let date = start..<min(start + digits.count, bytes.endIndex)
      if date.count == digits.count, bytes[date].allSatisfy({ (0x30...0x39).contains($0) }) {
        bytes.replaceSubrange(date, with: digits)
      }
    }
    return bytes
  }

  /// Nobody waits longer for one document.
  private static let patience = 180.0

  /// Runs the rest of its arguments, and ends that and removes the folder, its first, when nobody waits any more: an interruption of this
  /// process, or its sudden end, leaves no copy of the report behind.
  private static let watch = """
    folder=$1; shift; trap : INT HUP; trap 'kill $child' TERM; "$@" & child=$!
    while kill -0 $child 2>/dev/null; do
      kill -0 $PPID 2>/dev/null || { kill $child; wait $child; rm -rf "$folder"; exit 1; }
      sleep 0.1
    done
    wait $child
    """

  private func run(_ program: String, _ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", Self.watch, "watch", folder.path, program] + arguments
    process.currentDirectoryURL = folder
    process.environment = ["HOME": folder.path, "PATH": Self.searchPath, "LANG": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw failed }
    let end = Date(timeIntervalSinceNow: Self.patience)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    guard !process.isRunning else {
      process.terminate()
      throw failed
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else { throw failed }
  }

  private var failed: Diagnostic {
    let program =
      switch self {
      case .chromium(let path), .libreOffice(let path): path
      }
    return Diagnostic(
      found: LocalizedText(zh: "\(program) 没有输出 PDF", en: "\(program) made no PDF"),
      fix: LocalizedText(
        zh: "请检查它能否单独运行，或输出 docx 后用 Word 另存为 PDF",
        en: "see whether it runs by itself, or write docx and save it as PDF in Word"))
  }
}
