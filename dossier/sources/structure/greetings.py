"""Greetings and courtesies: what is said to those present, and not about the subject."""

import re

_SPEAKER = r"(?:(?:[A-Z][A-Z.'’\- ]{1,40}|[QA]) ?: ?|[QA] )?"
"""The name before what is said, as transcripts have it."""

_ADDRESSED = "|".join(
    (
        "Mr|Mrs|Ms|Madam[e]?|Sirs?|Dear|My dear|Your|Honou?rable|Hon|Excellenc(?:y|ies)",
        "Ladies|Gentlemen|Distinguished|Esteemed|Respected|Fellow|Friends|Colleagues|Members",
        "Delegates|Ministers?|President|Chair(?:man|person|woman)?|Speaker",
        "Herr|Frau|Fru|Sehr geehrte[rn]?|(?:Meine |Sehr )+(?:verehrten? )?Damen|Liebe[r]?",
        "Monsieur|Mesdames|Messieurs|Chers|Señor(?:as?|es)?|Estimad[oa]s?|Querid[oa]s",
        "Senhor(?:as?|es)?|Signor[ei]?|السيد|السيدة|السيدات|أصحاب|فخامة|معالي|سعادة",
    )
)
_GREETED = re.compile(rf"{_SPEAKER}(?:{_ADDRESSED})\b")
_LOWER_CASE = re.compile(
    "and|of|the|for|from|all|to|my|our|your|dear|fellow|ladies|gentlemen|"
    "friends|colleagues|members|delegates|guests|ministers|excellencies|"
    "distinguished|honourable|honorable|esteemed|respected|heads|state|government|"
    "representatives|participants|sisters|brothers|sir|madam|chair|und|der|die|"
    "des|sehr|geehrte|geehrter|verehrte|verehrten|et|de|la|le|les|du|cher|"
    "chers|chère|mes|y|e|las|los|el|mis|señoras|señores|amigos|amigas|"
    "queridos|queridas|todos|todas|ministres|députés|élus|président|présidente|ministros|embajadores|talman"
)
"""The words of a greeting that stand in lower case."""

_GREETED_WORDS = 7
"""The most words between two commas of a greeting."""

_COURTESIES = "|".join(
    (
        "thank you|thanks|many thanks|good (?:morning|afternoon|evening|day|night)|hello|hi|hey",
        "welcome(?: back)?|(?:great|nice) to see you|god bless you(?: all)?",
        "have a (?:good|great|nice) (?:day|evening|night|weekend)|so much|very much|a lot",
        "for (?:having me|coming|joining us|being here|your attention)|again|all right|all",
        "everyone|everybody|folks|ladies and gentlemen|sir|ma[’']am|(?:mr|mrs|ms|madam)\\.? \\w+",
        "to (?:you|everyone|all)|you|okay|ok|well|yes|so|and|look|please",
        "(?-i:[A-Z][a-z]+)(?=[.!,])",
    )
)
"""Longer ones first: what one has matched is not tried again, so that no text takes long."""

COURTESY = (
    rf"{_SPEAKER}(?=.*\b(?:thank|good (?:morning|afternoon|evening|day|night)|hello|hi\b|welcome))"
    rf"(?:(?>{_COURTESIES})[\s,.!—–-]*+)++"
    r"|(?:(?:ich )?danke (?:ihnen|euch|schön)?|(?:vielen|herzlichen) dank|je vous remercie"
    r"|merci(?: beaucoup)?|(?:much(?:as|ísimas) )?gracias|(?:muito )?obrigad[oa]|شكرا)[\s.!]*"
)
"""A paragraph that only thanks or wishes well."""


def greets(text: str) -> bool:
    """Is it nothing but names of those who are addressed, in parts of a few words?"""
    colon = text[-1] == ":" and text[0].isupper()
    if not (colon or text[-1] in ",!،") or not _GREETED.match(text):
        return False
    parts = [part.split() for part in re.split("[,;:!،]", text)]
    words = (word.strip("’'.") for part in parts for word in part)
    named = all(not word.islower() or _LOWER_CASE.fullmatch(word) for word in words)
    return named and all(len(part) <= _GREETED_WORDS for part in parts)
