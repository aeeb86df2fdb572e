import HotlineConfiguration

/// Where the reader puts what it reads: batches of records and rejected rows, in file order within each kind.
public protocol RecordSink {
  /// Takes a batch of records; the reader reuses the batch's memory after the call.
  mutating func receive(_ batch: borrowing RecordBatch) throws
  /// Takes a rejected row. `fields` are the row's raw fields (unmasked; not to be stored), for a correctable listing.
  mutating func reject(_ row: RejectedRow, fields: [String]) throws
}
