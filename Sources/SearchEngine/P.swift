import GRDB
import GRDBSQLite
import CLibStemmer
public func f() { _ = sqlite3_libversion(); _ = sb_stemmer_list() }
