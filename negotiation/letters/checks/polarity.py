"""Does a sentence say a thing, deny it, or report that others say it? Pure.

"I do not owe" and "the amount you claim I owe" are no admissions; "I do not deny that I owe" is.
What counts is the clause the words stand in, up to their end.
"""

import re

# turns of speech that hold a "no" and deny nothing
IDIOMS = re.compile(
    r"without (?:any )?(?:delay|fail|question|doubt|hesitation)|no (?:later|sooner|less|more) than"
    r"|not (?:only|just|merely)|no (?:doubt|problem|question|matter)|not later than|why not"
    r"|no[,!;]|no\.? ?\d|account no\.?|can(?:no|')?t (?:help|wait)"
    r"|sin (?:falta|demora|duda|tardar)|no (?:solo|solamente|mas tarde)|a mas no poder"
)
# each turns the sense round; two of them leave it as it was
DENIALS = re.compile(
    r"\b(?:not|never|no|without|cannot|den(?:y|ies|ied|ying)"
    r"|disput(?:e|es|ed|ing)|refuse[ds]?|reject(?:s|ed)?|contest(?:s|ed)?|disagree[ds]?|false"
    r"|untrue|incorrect|wrong(?:ly)?|mistaken(?:ly)?|doubt|hardly"
    r"|(?:do|does|did|is|are|was|were|wo|would|have|has|had|ca|could|should|ai)n'?t"
    r"|nieg[oau]\w*|nega\w+|disput[oa]|disputar|disputamos|impugn[oa]|impugnar|rechaz[oa]|rechazar"
    r"|fals[oa]|incorrect[oa]|discrepo|dudo|desmiento)\b"
)
# these only agree with a "no" before them ("no debo nada"), and deny where there is none
AGREEING = re.compile(
    r"\b(?:nothing|none|nobody|neither|nor|nunca|jamas|nada|nadie|ni|tampoco|ningun[oa]?|sin)\b"
)
BREAKS = re.compile(
    r"[;:()]| - |^(?:if|unless|when|once|after|until|while|si|cuando|mientras|hasta)\b[^,]{1,200},"
    r"|,? (?:but|however|although|though|yet|because|since|pero|sino que|aunque|porque"
    r"|sin embargo)\b| and (?!(?:that|is|the|a|any|you|your)\b)"
    r"| [ye] (?!que\b|el\b|la\b|los\b|un)"
    r"|, (?=(?:so |and |or )?(?:i|we|yo|debo|debemos|le|les|pagare|prometo|nosotros)\b)"
)
SPEAKERS = (
    r"(?:you|they|he|she|someone|somebody|your(?: (?!(?:i|we)\b)[\w,]+){1,6}"
    r"|the (?:notice|letter|bill|statement|collector|collection agency|caller|agent|company|lawsuit"
    r"|complaint|report|credit bureau)"
    r"|usted|ustedes|ellos|ellas|sus?(?: (?!(?:yo|nosotros)\b)[\w,]+){1,6}"
    r"|(?:el|la) (?:aviso|carta|cobrador|agencia|agente|empresa|factura|demanda|informe))"
)
BETWEEN = (
    r"(?: (?:have|has|had|now|still|also|only|may|might|do|did|are|were|keep|kept|again|all|first"
    r"|then|wrongly|falsely|me|nos|dice|que|aun|todavia|tambien|ha|han|me|sigue|siguen)){0,3}"
)
VERBS = (
    r"(?:say|says|said|saying|claim|claims|claimed|claiming|state|states|stated|wrote|write|writes"
    r"|told|tell|tells|assert|asserts|asserted|allege|alleges|alleged|think|thinks|believe|believes"
    r"|insist|insists|insisted|report|reports|reported|show|shows|showed|contend|suggest|suggested"
    r"|ask|asks|asked|want|wants|wanted|demand|demands|demanded|expect|expects|expected|urged?|figured?|calculated?|decided?|concluded?"
    r"|pide|piden|pidio|pidieron|exige|exigen|exigio|exigieron|quiere|quieren|espera|esperan"
    r"|dice|dicen|dijo|dijeron|diciendo|afirma|afirman|afirmo|afirmaron|reclama|reclaman|reclamo"
    r"|sostiene|sostienen|alega|alegan|cree|creen|asegura|aseguran|indica|indican|insiste|insisten"
    r"|escribio|escribieron|informa|informan)"
)
REPORTED = re.compile(
    rf"(?<!as )(?<!like )\b{SPEAKERS}{BETWEEN} {VERBS}\b"
    rf"|\b(?:reclama|reclaman|dice|dicen|afirma|afirman|alega|alegan) (?:usted(?:es)? )?que\b"
    r"|\b(?:according to|alleged(?:ly)?|supposed(?:ly)?|purported(?:ly)?|segun|supuest[oa]"
    r"|supuestamente|presunt[oa]|presuntamente|que me reclaman?|whether|evidence (?:that|of)"
    r"|(?:proof|prove|show) (?:to )?(?:me )?(?:that|why|how)|prueb\w+ (?:de )?que"
    r"|demuestr\w+ que)\b"
)
OPENING = re.compile(r"(?:according to|segun) [^,;]{1,80},")
QUOTED = re.compile(r'"[^"]{0,600}"')


def clause(sentence: str, start: int) -> int:
    """Where the clause begins that the words at `start` stand in."""
    ends = (found.end() for found in BREAKS.finditer(sentence))
    return max((end for end in ends if end <= start), default=0)


def denied(sentence: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are denied: an odd number of denials."""
    said = IDIOMS.sub(" ", sentence[clause(sentence, start) : end])
    denials = len(DENIALS.findall(said))
    return denials % 2 == 1 or (denials == 0 and AGREEING.search(said) is not None)


def reported(sentence: str, start: int, end: int) -> bool:
    """Whether the words are what somebody else says, or what is yet to be proved."""
    before = sentence[clause(sentence, start) : start + 1]
    opening = OPENING.match(sentence)
    if REPORTED.search(before) or (opening and opening.end() == clause(sentence, start) - 1):
        return True
    quoted = next((q for q in QUOTED.finditer(sentence) if q.start() < start < q.end()), None)
    return bool(quoted and REPORTED.search(sentence, 0, quoted.start()))
