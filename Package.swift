// swift-tools-version:6.1
// hotline: exported call and work-order logs become KPIs and appraisals that can be traced to their rows.

import PackageDescription

let package = Package(
  name: "hotline",
  products: [
    .executable(name: "hotline", targets: ["hotline"]), .executable(name: "hotline-web", targets: ["hotline-web"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CMinizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "HotlineText"),
    .target(
      name: "HotlineConfiguration", dependencies: ["CLibCSV", "HotlineText", .product(name: "Yams", package: "Yams")]),
    .target(name: "HotlineCalendar", dependencies: ["HotlineText", "HotlineConfiguration"]),
    .target(name: "HotlineModel", dependencies: ["HotlineText", "HotlineConfiguration", "HotlineCalendar"]),
    .target(
      name: "HotlineReading",
      dependencies: [
        "CLibCSV", "CLibXML2", "CMinizip", "CZlib", "HotlineModel", "HotlineText", "HotlineConfiguration",
        "HotlineCalendar",
      ]),
    .target(
      name: "HotlineStore",
      dependencies: [
        "CNettle", "CSQLite", "HotlineModel", "HotlineReading", "HotlineText", "HotlineConfiguration",
        "HotlineCalendar",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "HotlineEngines", dependencies: ["HotlineModel", "HotlineCalendar"],
      resources: [
        .embedInCode("Spark/hotline_job.py"), .embedInCode("Spark/hotline_fold.py"),
        .embedInCode("Spark/hotline_sums.py"),
        .embedInCode("Spark/hotline_reading.py"),
      ]),
    .target(
      name: "HotlineMetrics", dependencies: ["HotlineModel", "HotlineText", "HotlineConfiguration", "HotlineCalendar"]),
    .target(
      name: "HotlineAppraisal",
      dependencies: [
        "CLibCSV", "HotlineMetrics", "HotlineModel", "HotlineText", "HotlineConfiguration", "HotlineCalendar",
      ]),
    .target(name: "HotlineDocument", dependencies: ["HotlineText"]),
    .target(
      name: "HotlineReports",
      dependencies: [
        "HotlineDocument", "HotlineAppraisal", "HotlineMetrics", "HotlineModel", "HotlineText", "HotlineConfiguration",
        "HotlineCalendar",
      ]),
    .target(name: "HotlineRender", dependencies: ["HotlineDocument", "HotlineText"]),
    .target(name: "HotlineOffice", dependencies: ["CMinizip", "HotlineText"]),
    .target(
      name: "HotlineRenderXLSX", dependencies: ["CLibXLSXWriter", "HotlineOffice", "HotlineDocument", "HotlineText"]),
    .target(
      name: "HotlineRenderDOCX", dependencies: ["HotlineOffice", "HotlineRender", "HotlineDocument", "HotlineText"]),
    .target(name: "HotlineSimulation", dependencies: ["HotlineText", "HotlineConfiguration", "HotlineCalendar"]),
    .target(
      name: "HotlineApp",
      dependencies: [
        "HotlineModel", "HotlineReading", "HotlineStore", "HotlineEngines", "HotlineMetrics", "HotlineAppraisal",
        "HotlineDocument",
        "HotlineReports", "HotlineRender", "HotlineOffice", "HotlineRenderXLSX", "HotlineRenderDOCX",
        "HotlineSimulation",
        "HotlineText", "HotlineConfiguration",
        "HotlineCalendar",
      ]),
    .executableTarget(
      name: "hotline",
      dependencies: [
        "HotlineApp", "HotlineModel", "HotlineReading", "HotlineStore", "HotlineMetrics", "HotlineAppraisal",
        "HotlineDocument",
        "HotlineReports", "HotlineRender", "HotlineText", "HotlineConfiguration", "HotlineCalendar",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "HotlineWeb",
      dependencies: [
        "CSodium", "CZlib", "HotlineApp", "HotlineReports", "HotlineMetrics", "HotlineModel", "HotlineStore",
        "HotlineDocument",
        "HotlineRender", "HotlineText", "HotlineConfiguration", "HotlineCalendar",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [
        .embedInCode("Templates/frame.mustache"), .embedInCode("Templates/pages.css"),
        .embedInCode("Templates/smooth.js"), .embedInCode("Templates/icon.svg"),
      ]),
    .executableTarget(
      name: "hotline-web",
      dependencies: [
        "HotlineWeb", "HotlineApp", "HotlineText", "HotlineConfiguration", "HotlineCalendar",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "HotlineConfigurationTests", dependencies: ["HotlineText", "HotlineConfiguration"]),
    .testTarget(name: "HotlineCalendarTests", dependencies: ["FreshNames", "HotlineCalendar"]),
    .testTarget(name: "HotlineModelTests", dependencies: ["HotlineModel", "HotlineText", "HotlineConfiguration"]),
    .testTarget(
      name: "HotlineReadingTests", dependencies: ["FreshNames", "CZlib", "HotlineModel", "HotlineReading"],
      exclude: ["Containers/Inputs"]),
    .testTarget(
      name: "HotlineStoreTests", dependencies: ["FreshNames", "HotlineModel", "HotlineStore", "HotlineSimulation"]),
    .testTarget(name: "HotlineEnginesTests", dependencies: ["HotlineEngines", "HotlineModel"]),
    .testTarget(name: "HotlineMetricsTests", dependencies: ["HotlineMetrics", "HotlineModel"]),
    .testTarget(
      name: "HotlineAppraisalTests",
      dependencies: [
        "FreshNames",
        "HotlineAppraisal", "HotlineMetrics", "HotlineModel", "HotlineStore", "HotlineReading", "HotlineText",
        "HotlineConfiguration",
      ],
      exclude: ["Audit/self-evaluation-2019.md"]),
    .testTarget(name: "HotlineTextTests", dependencies: ["HotlineText"]),
    .testTarget(name: "HotlineDocumentTests", dependencies: ["HotlineDocument", "HotlineText"]),
    .testTarget(
      name: "HotlineRenderTests",
      dependencies: ["DocumentSamples", "GoldenFiles", "HotlineRender", "HotlineDocument", "HotlineText"],
      exclude: ["Golden"]),
    .testTarget(
      name: "HotlineRenderXLSXTests",
      dependencies: [
        "FreshNames", "DocumentSamples", "GoldenFiles", "HotlineOffice", "HotlineRenderXLSX", "HotlineDocument",
        "HotlineText",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "HotlineRenderDOCXTests",
      dependencies: [
        "FreshNames",
        "DocumentSamples", "GoldenFiles", "HotlineOffice", "HotlineRenderDOCX", "HotlineRender", "HotlineDocument",
        "HotlineText",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "HotlineReportsTests",
      dependencies: [
        "FreshNames",
        "DocumentSamples", "GoldenFiles", "HotlineReports", "HotlineDocument", "HotlineRender", "HotlineRenderXLSX",
        "HotlineRenderDOCX",
        "HotlineAppraisal", "HotlineMetrics", "HotlineModel", "HotlineStore", "HotlineReading", "HotlineText",
        "HotlineConfiguration",
      ],
      exclude: ["Golden"]),
    .target(name: "FreshNames", path: "Tests/FreshNames"),
    .target(name: "GoldenFiles", path: "Tests/Support"),
    .target(
      name: "DocumentSamples", dependencies: ["FreshNames", "HotlineDocument", "HotlineOffice", "HotlineText"],
      path: "Tests/DocumentSamples"),
    .testTarget(name: "HotlineSimulationTests", dependencies: ["FreshNames", "HotlineSimulation"]),
    .testTarget(
      name: "HotlineAppTests",
      dependencies: [
        "FreshNames",
        "HotlineApp", "HotlineAppraisal", "HotlineReports", "HotlineMetrics", "HotlineModel", "HotlineStore",
        "HotlineDocument", "HotlineOffice",
        "HotlineRenderDOCX", "HotlineRenderXLSX", "HotlineText", "HotlineConfiguration", "HotlineCalendar",
      ]),
    .testTarget(
      name: "HotlineWebTests",
      dependencies: [
        "FreshNames", "GoldenFiles", "HotlineWeb", "HotlineApp", "HotlineText",
        .product(name: "Hummingbird", package: "hummingbird"),
      ],
      exclude: ["Golden"]),
    .target(
      name: "ReaderCheck", dependencies: ["HotlineModel", "HotlineReading", "HotlineText", "HotlineConfiguration"],
      path: "Tests/ReaderCheck"),
    .testTarget(
      name: "TrustTests",
      dependencies: [
        "FreshNames",
        "ReaderCheck",
        "HotlineModel", "HotlineReading", "HotlineStore", "HotlineMetrics", "HotlineReports", "HotlineText",
        "HotlineConfiguration", "HotlineSimulation",
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["FreshNames", "CNettle", "DocumentSamples", "GoldenFiles", "hotline", "HotlineAppraisal"],
      exclude: ["Golden", "Cases", "Upgrade/Inputs"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// Built by `make fuzz` alone, with a compiler option that nothing else may have.
if Context.environment["HOTLINE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ReaderFuzz", dependencies: ["ReaderCheck", "HotlineReading"], path: "Tests/Fuzz", exclude: ["Findings"]))
}
