import References

/// What the words after `TY` mean. Of the 2011 specification and what programs made of it.
let risTypes: [String: ReferenceType] = [
  "ABST": .article, "ADVS": .other, "AGGR": .dataset, "ANCIENT": .book, "ART": .other,
  "BILL": .other, "BLOG": .webpage, "BOOK": .book, "CASE": .other, "CHAP": .chapter,
  "CHART": .other, "CLSWK": .book, "COMP": .software, "CONF": .conference, "CPAPER": .conference,
  "CTLG": .book, "DATA": .dataset, "DBASE": .dataset, "DICT": .book, "EBOOK": .book,
  "ECHAP": .chapter, "EDBOOK": .book, "EJOU": .article, "EJOUR": .article, "ELEC": .webpage,
  "ENCYC": .chapter,
  "EQUA": .other, "FIGURE": .other, "GEN": .other, "GOVDOC": .report, "GRANT": .report,
  "GRNT": .report, "HEAR": .other, "ICOMM": .webpage, "INPR": .article, "JFULL": .article,
  "JOUR": .article, "LEGAL": .other, "MANSCPT": .other, "MAP": .other, "MGZN": .article,
  "MPCT": .other, "MULTI": .other, "MUSIC": .other, "NEWS": .article, "PAMP": .report,
  "PAT": .patent, "PCOMM": .other, "PREPRINT": .preprint, "RPRT": .report, "SER": .book,
  "SLIDE": .presentation, "SOUND": .other, "STAND": .report, "STAT": .other, "STD": .report,
  "THES": .thesis, "UNBILL": .other, "UNPB": .other, "UNPD": .other, "VIDEO": .other,
  "WEB": .webpage,
]

/// What the words after `%0` mean, in lower case: EndNote's names of its types.
let referTypes: [String: ReferenceType] = [
  "aggregated database": .dataset, "blog": .webpage, "book": .book, "book section": .chapter,
  "classical work": .book, "computer program": .software, "conference paper": .conference,
  "conference proceedings": .conference, "dataset": .dataset, "dictionary": .book,
  "edited book": .book, "electronic article": .article, "electronic book": .book,
  "electronic book section": .chapter, "encyclopedia": .chapter, "generic": .other,
  "government document": .report, "grant": .report, "journal article": .article,
  "magazine article": .article, "manuscript": .other, "newspaper article": .article,
  "online database": .dataset, "pamphlet": .report, "patent": .patent, "preprint": .preprint,
  "presentation": .presentation, "report": .report, "serial": .book, "standard": .report,
  "thesis": .thesis, "unpublished work": .other, "web page": .webpage,
]
