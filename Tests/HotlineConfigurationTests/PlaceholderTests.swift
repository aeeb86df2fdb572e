import Testing
@testable import HotlineConfiguration
