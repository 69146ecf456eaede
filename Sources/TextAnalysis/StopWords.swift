/// Function words of English.
package enum StopWords {
  package static let english: Set<String> = Set(
    """
    a about above across after again against all along also although am among an and another any are
    around as at be became because become been before being below between both but by can cannot could
    did do does doing done down during each either else etc ever every few for from further had has
    have having he her here hers him his how however i if in into is it its itself just let like may me
    might more most much must my neither no nor not now of off on once one only onto or other others
    our out over own per rather same shall she should since so some such than that the their them then
    there these they this those though through thus to too toward towards under until up upon us use
    used using very via was we were what when where whether which while who whom whose why will with
    within without would yet you your
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
