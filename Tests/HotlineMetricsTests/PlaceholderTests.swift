import Testing
@testable import HotlineMetrics
