import Diagnostics
import Index
import ReferenceLibrary
import References
import Search

// Types of other modules in the interface of this one, so that `import IbidKit` suffices.
/// What the author of a source wrote about a citation.
public typealias Annotation = References.Annotation
/// One entry of a source, with what was read from it.
public typealias Citation = References.Citation
/// The stable name of a work in a library: `schuster2017chimeric`.
public typealias CitationKey = References.CitationKey
/// A person or group that made a work.
public typealias Creator = References.Creator
/// The bibliographic facts of one cited thing.
public typealias Reference = References.Reference
/// The thing cited, with the facts and annotations of all its citations.
public typealias Work = References.Work
/// A work that matches a query, with its score.
public typealias Hit = Search.Hit
/// The order of hits.
public typealias HitOrder = Search.HitOrder
/// How many words of a query a work must contain.
public typealias Matching = Search.Matching
/// How a query is answered: matching, order, limit.
public typealias SearchOptions = Search.SearchOptions
/// Why the index cannot be read or written.
public typealias IndexError = Index.IndexError
/// A message in the form in which the command line prints it.
public typealias Message = Diagnostics.Message
/// Why a source cannot be read at all.
public typealias SourceFault = ReferenceLibrary.SourceFault
