import Testing
@testable import HotlineLogs
