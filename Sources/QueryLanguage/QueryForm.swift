/// One way of asking. `QueryForm.all` is the one table of them, from which the help is made.
public struct QueryForm: Sendable {
  /// What it is called.
  public let name: String
  /// Queries that use it.
  public let examples: [String]
  /// What these find, and what else can be written so.
  public let meaning: String

  public static let all: [QueryForm] = [
    QueryForm(
      name: "words", examples: ["antigen loss"],
      meaning: "works that hold all of them, in any inflection, in British or American spelling"),
    QueryForm(
      name: "phrase", examples: ["\"antigen loss\"", "“antigen loss”"],
      meaning: "exactly these words in this order"),
    QueryForm(
      name: "exact", examples: ["=tumor", "journal:=cell"],
      meaning: "this form alone; the journal of this whole title"),
    QueryForm(
      name: "both", examples: ["car AND relapse", "car && relapse"],
      meaning: "the same as words side by side"),
    QueryForm(
      name: "either", examples: ["escape OR loss", "escape | loss"],
      meaning: "works that hold one of them; binds less than AND, so brackets help"),
    QueryForm(
      name: "not", examples: ["-review", "NOT review", "cd19 !review"],
      meaning: "works that do not; binds before AND and OR"),
    QueryForm(
      name: "group", examples: ["(escape OR loss) cd19", "annotation:(escape OR loss)"],
      meaning: "a part that is read first; in a field, all of it"),
    QueryForm(
      name: "field", examples: ["author:june", "title:\"antigen loss\"", "journal:nejm"],
      meaning: "in this field alone; a journal also by its abbreviation or its initials"),
    QueryForm(
      name: "name", examples: ["author:\"Powell DJ\"", "author:\"D. J. Powell\""],
      meaning: "a person, family name and initials in either order"),
    QueryForm(
      name: "first, last", examples: ["author:^june", "author:june$", "title:^chimeric"],
      meaning: "the first author, the last; what a text begins with"),
    QueryForm(
      name: "range", examples: ["year:2015..2020", "year:>=2019", "year:..2015", "lists:>=2"],
      meaning: "numbers, both ends included; also 2015-2020, [2015 TO 2020], >2015"),
    QueryForm(
      name: "beginning", examples: ["immun*"],
      meaning: "words that begin so; two letters or more"),
    QueryForm(
      name: "one letter, any", examples: ["leuk?mia", "tum*r"],
      meaning: "any letter in the place of '?', any number of them in that of '*'"),
    QueryForm(
      name: "spelled alike", examples: ["tisagenlecluecel~", "relaspe~1"],
      meaning: "the word, and those one or two edits away after it"),
    QueryForm(
      name: "near", examples: ["\"antigen relapse\"~10", "antigen NEAR/5 escape"],
      meaning: "in any order, at most so many words between; 10 where no number says so"),
    QueryForm(
      name: "weight", examples: ["cd19^3 loss", "\"antigen loss\"^0.5 escape"],
      meaning: "counts so many times as much for the order of hits"),
    QueryForm(
      name: "known, unknown",
      examples: ["has:annotation", "no:doi", "is:annotated", "-annotation:*"],
      meaning: "what is known of a work, and what is not"),
    QueryForm(
      name: "expression", examples: ["title:/car[- ]?t/"],
      meaning: "a regular expression in a field's text; slow, as every work is read"),
    QueryForm(
      name: "tag", examples: ["june[au]", "loss[tiab]", "2017:2020[dp]"],
      meaning: "PubMed's way of naming fields; a note tells our own"),
    QueryForm(
      name: "line of a database",
      examples: ["TI=(antigen loss)", "TITLE-ABS-KEY(antigen W/3 loss)", "loss.ti,ab."],
      meaning: "as Web of Science, Scopus, Ovid and Embase write it; a note tells our own"),
    QueryForm(
      name: "saved", examples: ["@antigen-loss", "@antigen-loss(2018) -review"],
      meaning: "what 'ibid run' finds with that name and these values of its parameters"),
    QueryForm(name: "all", examples: ["*"], meaning: "every work"),
  ]
}
