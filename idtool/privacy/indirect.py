"""Indirect identifiers: harmless one by one, telling in combination. All are notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.privacy.sighting import Sighting, Type, sighting

_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:[- ]\w+)?|thirty(?:[- ]\w+)?|forty)"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Type, str], ...] = (
    (
        re.compile(
            rf"\b{_COUNT}(?: and a half)?[- ]years? (?:on the (?:job|force|road|street"
            rf"|department)|of service"
            rf"|in (?:patrol|law enforcement|child welfare|social work|the field|uniform"
            rf"|narcotics|homicide)"
            rf"|as an? (?:officer|detective|sergeant|deputy|cop|social worker|caseworker"
            rf"|supervisor))\b"
        ),
        "OTHER",
        "years-of-service",
    ),
    (
        re.compile(
            r"\b(?:the (?:only|first|youngest|oldest|last)|one of (?:the )?(?:two|three|few"
            r"|only)) (?:\w+ ){0,2}"
            r"(?:officer|detective|sergeant|lieutenant|captain|chief|deputy|woman|female|man"
            r"|male|black|latina?"
            r"|hispanic|asian|gay|muslim|social worker|caseworker|supervisor|bilingual)s? (?:in"
            r"|on|at|to|who|here"
            r"|there|we|they|officer|detective|sergeant|deputy)\b"
        ),
        "OTHER",
        "one-of-a-kind",
    ),
    (
        re.compile(
            r"\b(?:(?:was|were|is|it['’]s|got|been|all) (?:all )?(?:over|on"
            r"|in) (?:the )?(?:news|newspapers?|papers"
            r"|front page|tv news|headlines)|made (?:the )?(?:national |local )?(?:news"
            r"|headlines)|went viral"
            r"|national news|the (?:infamous|famous|well-known|highly publicized) )\b"
        ),
        "OTHER",
        "known-event",
    ),
    (
        re.compile(
            r"\b(?:identical twins?|triplets|(?:the )?(?:mother|father|parents) of (?:five|six"
            r"|seven|eight|nine|ten"
            r"|eleven|twelve)|(?:five|six|seven|eight|nine|ten|eleven|twelve) (?:kids|children"
            r"|siblings|brothers|sisters))\b"
        ),
        "OTHER",
        "family-constellation",
    ),
    (
        re.compile(
            rf"\b(?:i['’]ve|i have|i had|i['’]d) (?:been|worked|done|served)\b[^.?!\n]{{0,40}}?"
            rf"\b(?:for )?{_COUNT} years\b"
            rf"|\bmy {_COUNT}(?:st|nd|rd|th)? years? (?:on|in|with|here)\b"
            rf"|\b(?:retired|retiring) (?:after|with) {_COUNT} years\b"
            rf"|\b(?:been here|on this team|in this unit|at this agency) (?:for )?{_COUNT} years\b"
        ),
        "OTHER",
        "years-of-service",
    ),
    (
        re.compile(
            r"\b(?:i['’]m|i am|i was|i became|i made|i got promoted to|as) (?:an? |the )?"
            r"(?:\w+ )?(?:sergeant|lieutenant|captain|chief|detective|corporal|commander|deputy"
            r"|sheriff|inspector|superintendent|supervisor|director|investigator|training officer"
            r"|field training officer|dispatcher|negotiator|clinician|caseworker|chaplain)\b"
        ),
        "OTHER",
        "own-rank",
    ),
    (
        re.compile(
            r"\b(?:i['’]m|i am|i was|i work|i worked|i started|assigned|i went|i moved|i came)"
            r" (?:\w+ )?(?:in|on|with|to|over to|from|at) (?:the )?"
            r"(?:homicide|narcotics|vice|swat|patrol|gangs?|gang unit|internal affairs|canine|k-?9"
            r"|traffic|motors|robbery|burglary|sex crimes|special victims|juvenile|missing persons"
            r"|cold cases?|hostage negotiation|crisis (?:team|unit)|co-?responder (?:team|unit)"
            r"|mental health (?:team|unit)|mobile crisis|foster care|adoptions|intake|the hotline"
            r"|night shift|graveyard|dispatch)\b"
        ),
        "OTHER",
        "own-unit",
    ),
    (
        re.compile(
            r"\b(?:small|little|tiny) (?:town|village|island|community|department|agency)\b"
            r"|\b(?:town|village|population|department|agency) of (?:about |around |maybe )?"
            r"(?:\d{1,3}|\d,\d{3}|[a-z]+ (?:hundred|thousand))\b"
            r"|\b(?:on|off) the (?:reservation|island|rez)\b"
            r"|\bonly (?:\w+ )?(?:officers?|deputies|clinic|hospital|school|shelter) (?:in|for|on)"
            r" (?:the |this |that |our )"
        ),
        "LOCATION",
        "small-place",
    ),
    (
        re.compile(
            r"\bi (?:also )?(?:speak|grew up speaking|only spoke)\b"
            r"|\bmy (?:first|native|second) language\b|\bmother tongue\b"
        ),
        "OTHER",
        "own-language",
    ),
    (
        re.compile(
            r"\b(?:i['’]m|i am|i was raised|we['’]re) (?:a )?(?:muslim|jewish|catholic|mormon|hindu"
            r"|sikh|buddhist|pentecostal|amish|mennonite|quaker|jehovah['’]s witness|atheist)\b"
            r"|\bmy (?:mosque|synagogue|temple|parish|congregation)\b"
        ),
        "OTHER",
        "own-religion",
    ),
    (
        re.compile(
            r"\b(?:i['’]m|i am|i was) (?:deaf|blind|autistic|bipolar|disabled|an amputee"
            r"|in a wheelchair|hiv positive|diabetic|epileptic|dyslexic)\b"
            r"|\bi (?:have|had|was diagnosed with|got diagnosed with) (?:ms|multiple sclerosis"
            r"|cancer|epilepsy|parkinson['’]?s|bipolar(?: disorder)?|schizophrenia|hiv|lupus"
            r"|a stroke|autism|cerebral palsy)\b"
            r"|\bmy (?:wheelchair|prosthetic|hearing aids?|guide dog)\b"
        ),
        "OTHER",
        "own-health",
    ),
    (
        re.compile(
            r"\bmy (?:master['’]?s|doctorate|ph\.?d\.?|thesis|dissertation)\b"
            r"|\bi (?:taught|teach|guest lecture) (?:at|in) (?:the )?"
            r"(?:academy|university|college)\b"
            r"|\bfirst in my family\b"
        ),
        "OTHER",
        "own-schooling",
    ),
)


def find_indirect(text: str, lowered: str) -> Iterator[Sighting]:
    """Notes on what may identify somebody together with other facts."""
    for pattern, kind, rule in _PATTERNS:
        for match in pattern.finditer(lowered):
            yield sighting(text, *match.span(), kind, "note", rule)
