import Testing
@testable import HotlineSimulation
