import Crypto
import GRDB
import HotlineConfiguration
