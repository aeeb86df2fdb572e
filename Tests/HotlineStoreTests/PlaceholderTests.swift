import Testing
@testable import HotlineStore
