import CLibCSV

/// Cuts one record at a time into fields, with libcsv.
final class RecordCutter {
  private let csv = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
  private let cut = UnsafeMutablePointer<CutRows>.allocate(capacity: 1)

  init(delimiter: UInt8) {
    csv.initialize(to: csv_parser())
    cut.initialize(to: CutRows())
    // csv_init only fills the struct; it cannot fail.
    _ = csv_init(csv, 0)
    csv_set_delim(csv, delimiter)
    // A field is at most the limit plus one piece, so large steps cost little and save most of the copying.
    csv_set_blk_size(csv, 1024)
  }

  deinit {
    csv_free(csv)
    cut.pointee.deallocate()
    csv.deallocate()
    cut.deallocate()
  }

  /// Cuts a record, with or without its line end.
  ///
  /// - Parameter line: the line of the file on which it begins.
  /// - Returns: its fields, valid until the next call; `nil` for an empty line.
  @inline(__always)
  func row(_ record: Bytes, line: Int) -> RawRow? {
    cut.pointee.removeAll()
    // Without CSV_STRICT libcsv fails only for want of memory; the limits of ``RowReader`` keep it far from that.
    _ = csv_parse(csv, record.baseAddress, record.count, CutRows.onField, CutRows.onRow, cut)
    if csv.pointee.pstate != 0 { _ = csv_fini(csv, CutRows.onField, CutRows.onRow, cut) }
    guard cut.pointee.rowCount > 0 else { return nil }
    let end = cut.pointee.rows[0]
    return RawRow(
      line: line, bytes: UnsafeBufferPointer(start: UnsafePointer(cut.pointee.bytes), count: end.bytes),
      ends: UnsafeBufferPointer(start: UnsafePointer(cut.pointee.ends), count: end.fields))
  }
}
