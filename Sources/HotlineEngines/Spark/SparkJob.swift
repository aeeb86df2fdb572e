/// The job that runs on Spark, as it is written out for `spark-submit`.
package enum SparkJob {
  /// The files by their names; the first is the one to submit, the others go along.
  package static var files: [(name: String, bytes: [UInt8])] {
    [
      ("hotline_job.py", PackageResources.hotline_job_py), ("hotline_fold.py", PackageResources.hotline_fold_py),
      ("hotline_sums.py", PackageResources.hotline_sums_py),
      ("hotline_reading.py", PackageResources.hotline_reading_py),
    ]
  }
}
