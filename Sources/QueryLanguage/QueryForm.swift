/// One way of asking. `QueryForm.all` is the one table of them, from which the help is made.
public struct QueryForm: Sendable {
  /// What it is called.
  public let name: String
  /// Queries that use it.
  public let examples: [String]
  /// What these find, and what else can be written so.
  public let meaning: String

  /// Every form of the language, in the order of the help.
  public static let all: [QueryForm] = [
    QueryForm(
      name: "words", examples: ["antigen loss"],
      meaning: "works that contain all of them, in any inflection, in British or American spelling"),
    QueryForm(
      name: "phrase", examples: ["\"antigen loss\"", "“antigen loss”"],
      meaning: "exactly these words in this order"),
    QueryForm(
      name: "exact", examples: ["=tumor", "journal:=cell"],
      meaning: "this form only; the journal with this full title"),
    QueryForm(
      name: "AND", examples: ["car AND relapse", "car && relapse"],
      meaning: "both terms; the same as words side by side"),
    QueryForm(
      name: "OR", examples: ["escape OR loss", "escape | loss"],
      meaning: "works that match either term; binds looser than AND, so use brackets"),
    QueryForm(
      name: "NOT", examples: ["-review", "NOT review", "cd19 !review"],
      meaning: "works that do not match the term; binds tighter than AND and OR"),
    QueryForm(
      name: "group", examples: ["(escape OR loss) cd19", "annotation:(escape OR loss)"],
      meaning: "a part that is evaluated first; after a field, every term in it"),
    QueryForm(
      name: "field", examples: ["author:june", "title:\"antigen loss\"", "journal:nejm"],
      meaning: "in this field only; journals also by abbreviation or initials"),
    QueryForm(
      name: "person", examples: ["author:\"Powell DJ\"", "author:\"D. J. Powell\""],
      meaning: "a person; family name and initials in either order"),
    QueryForm(
      name: "anchors", examples: ["author:^june", "author:june$", "title:^chimeric"],
      meaning: "the first author; the last author; the start of a text"),
    QueryForm(
      name: "range", examples: ["year:2015..2020", "year:>=2019", "year:..2015", "lists:>=2"],
      meaning: "numbers, inclusive at both ends; also 2015-2020, [2015 TO 2020], >2015"),
    QueryForm(
      name: "date",
      examples: ["added:today", "added:<7d", "added:>2026-01-31", "added:2026-01..2026-03"],
      meaning:
        "when works were added: a day, month or year, or hours, days, weeks ago (36h, 7d, 2w)"
    ),
    QueryForm(
      name: "prefix", examples: ["immun*"],
      meaning: "words that start with these letters; at least two"),
    QueryForm(
      name: "wildcards", examples: ["leuk?mia", "tum*r"],
      meaning: "'?' matches one letter, '*' any number of them"),
    QueryForm(
      name: "fuzzy", examples: ["tisagenlecluecel~", "relaspe~1"],
      meaning: "the word first, then words one or two edits away"),
    QueryForm(
      name: "proximity", examples: ["\"antigen relapse\"~10", "antigen NEAR/5 escape"],
      meaning: "in any order, with at most this many words between; default 10"),
    QueryForm(
      name: "boost", examples: ["cd19^3 loss", "\"antigen loss\"^0.5 escape"],
      meaning: "multiplies what the term adds to the score"),
    QueryForm(
      name: "presence",
      examples: ["has:annotation", "no:doi", "is:annotated", "-annotation:*"],
      meaning: "works for which something is known, or is not"),
    QueryForm(
      name: "regular expression", examples: ["title:/car[- ]?t/"],
      meaning: "matched against a field's text; slow, because every work is read"),
    QueryForm(
      name: "PubMed tag", examples: ["june[au]", "loss[tiab]", "2017:2020[dp]"],
      meaning: "PubMed's field tags; a note shows ibid's form"),
    QueryForm(
      name: "database syntax",
      examples: ["TI=(antigen loss)", "TITLE-ABS-KEY(antigen W/3 loss)", "loss.ti,ab."],
      meaning: "Web of Science, Scopus, Ovid and Embase; a note shows ibid's form"),
    QueryForm(
      name: "saved query", examples: ["@antigen-loss", "@antigen-loss(2018) -review"],
      meaning: "the works that 'ibid run' finds for this query and these parameter values"),
    QueryForm(name: "all", examples: ["*"], meaning: "every work"),
  ]
}
