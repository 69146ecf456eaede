import Diagnostics
import Index
import ReferenceLibrary
import References
import Search

// The types of other modules that this one hands out, so that `import IbidKit` is all that is needed.
public typealias Annotation = References.Annotation
public typealias Citation = References.Citation
public typealias CitationKey = References.CitationKey
public typealias Creator = References.Creator
public typealias Reference = References.Reference
public typealias Work = References.Work
public typealias Hit = Search.Hit
public typealias HitOrder = Search.HitOrder
public typealias Matching = Search.Matching
public typealias SearchOptions = Search.SearchOptions
public typealias IndexError = Index.IndexError
public typealias Message = Diagnostics.Message
public typealias SourceFault = ReferenceLibrary.SourceFault
