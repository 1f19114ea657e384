"""Street addresses, post office boxes and postal codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.sighting import Sighting, Tier, sighting
from idtool.privacy.spelled import NUMBER
from idtool.privacy.windows import Window, find_in

_KIND = (
    "street|avenue|road|lane|drive|boulevard|court|circle|place|terrace|parkway|highway|square"
    "|trail|loop"
    "|alley|pike|turnpike|crescent|plaza|crossing|close|gardens|mews|row|walk|run|path|point"
    "|ridge|cove"
    "|freeway|expressway|throughway|bypass|junction|way"
)
_SHORT = "st|ave|av|rd|ln|dr|blvd|ct|cir|pl|ter|pkwy|hwy|sq|trl|rte"
_SIDE = (
    r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|[nsew]|ne|nw|se|sw)\.? )"
)
_UNIT = (
    r"(?:,? (?:apt|apartment|unit|suite|ste|room|rm|floor|fl|lot|trailer|building"
    r"|bldg)\.? ?#?[a-z0-9-]{1,5}"
    r"|,? ?#\d{1,4}[a-z]?)"
)
_NUMBER = r"\d{1,6}(?:[a-z]|-\d{1,4})?(?: 1/2)?"
_WORD = r"(?:\d{1,3}(?:st|nd|rd|th)|[^\W\d_][\w'’.-]*)"
_STREET = re.compile(
    rf"(?<![\w$.,:/-]){_NUMBER},? {_SIDE}?((?:{_WORD} ){{1,4}}?)(?:{_KIND}|(?:{_SHORT})\b\.?)(?!\w)"
    rf"(?: {_SIDE[3:-2]}(?!\w))?{_UNIT}?"
)
_ROUTE = re.compile(
    rf"(?<![\w$.,:/-]){_NUMBER} (?:county |state |old |rural )?(?:road|route|highway|hwy|rr"
    rf"|county road|avenue|ave) "
    rf"[a-z0-9]{{1,5}}\b{_UNIT}?"
)
_BLOCK = re.compile(
    r"(?<![\w$.,])(?:\d{2,5}|[a-z]+ hundred) block of (?:(?:north|south|east|west"
    r"|[nsew]\.?) )?[a-z0-9][\w'’]+"
)
_LIVES_AT = re.compile(
    r"\b(?:live[sd]?|living|stay(?:s|ed|ing)?|address (?:is|was)|resid(?:es|ed|ing)|house|home"
    r"|apartment|over|out)"
    rf"(?: (?:over|up|down"
    rf"|out))?(?: at)? ({_NUMBER} {_SIDE}?([^\W\d_][\w'’]+)(?: [^\W\d_][\w'’]+)?)(?!\w)"
)
_SPOKEN_STREET = re.compile(
    rf"\b(?:(?:{NUMBER})[ -]){{1,5}}({_SIDE}?(?:{_WORD} ){{1,3}}?)(?:{_KIND})(?!\w){_UNIT}?"
)
_DOOR = re.compile(
    r"\b(?:apartment|apt\.?|trailer|lot)(?: number)? #?(?:\d{1,4}[a-z]?|[a-z]\d{1,3})\b"
)
_BOX = re.compile(
    r"\b(?:p\.? ?o\.?|post office|postal|mail(?:ing)?) ?box(?: number| no\.?| #)? ?#?(?:\d{1,7}"
    r"|[a-z]{1,2}\b)"
    r"|\bpost office,? box \d{1,7}"
)
STATE_CODES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH"
    " OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI"
).replace(" ", "|")
_ZIP = re.compile(rf"(?<!\w)(?:{STATE_CODES}),?\.? \d{{5}}(?:-\d{{4}})?(?![\w-])")
_ZIP_NAMED = re.compile(
    r"\b(?:zip(?: code)?|postal code|post ?code)(?: is| was|:|,)* ?(\d{5}(?:-\d{4})?)"
)
_ZIP_AFTER_STATE = re.compile(r"(?<![a-z])([a-z]+(?: [a-z]+)?),? \d{5}(?:-\d{4})?(?![\w-])")
_FOREIGN = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)(?!\w)"
)


_PLACE = r"[A-ZÀ-Þ][\w'’.-]+(?: (?:[a-z]{1,3} )?[A-ZÀ-Þ][\w'’.-]+){0,3}"
_TAIL = re.compile(
    rf"(?:,? ?\n|, | )(?:{_PLACE},? )?(?:[A-Z]{{2,3}},? ?)?\d{{5}}(?:-\d{{4}})?(?![\w-])"
    rf"|(?:, ?| ?\n)(?:[A-Z]{{1,2}}-)?\d{{3,5}}(?: \d{{2}}|-\d{{2,3}})?(?: [A-Z]{{2}})? {_PLACE}"
    rf"|(?:, ?| ?\n){_PLACE}(?:, ?| ?\n| ){_PLACE}?,? ?"
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4,6})(?![\w-])"
    rf"|, {_PLACE}, (?:{STATE_CODES})(?![\w-])"
)
"""Town, state and postal code after a street, on the same line or the next."""
_STREET_ABROAD = re.compile(
    r"(?<!\w)(?:(?:Calle|Avenida|Avda\.|Av\.|Rua|Travessa|Via|Viale|Vicolo|Corso|Piazza|Borgo|Rue"
    r"|Plaza|Plaça|Paseo|Ronda|Glorieta|Camino|Carrer|Carretera|Callejón|Cañada|Alameda|Boulevard"
    r"|Chemin|Allée|Quai|Impasse|Place|Strada|Stretto|Rotonda|Canale|Contrada|Largo|Praça|Estrada"
    r"|Jalan|Jl\.|Gang|Gg\.|ul\.|aleja|al\.|plac|pl\.|ulica|Ulica|Đường|Ngõ|Privada|Prolongación"
    r"|Circuito|Cerrada|Andador|Eje|Periférico)"
    r" (?:(?:de|da|do|dos|das|del|della|delle|dei|la|las|los|le|les|du|des|d['’]|l['’])[ ’']?)*"
    r"[\w'’.-]+(?: [\w'’.-]+){0,3}?,? (?:n[.ºo°]* ?|No\.? ?)?\d{1,4}[\w/-]*"
    r"|[A-ZÀ-Þ][\w'’.-]*(?:[ -][A-ZÀ-Þ][\w'’.-]*){0,2}(?:(?:straße|strasse|str\.|weg|gasse|platz"
    r"|allee|steeg|bolwerk|hof|havna|gropa|ring|damm|ufer|laan|straat|gracht|plein|singel|vej|gade|gatan|vägen|gata|vegen|veien|katu"
    r"|tie|polku|utca|köz|körút|sokağı|sokak|caddesi|cd\.|sk\.|stræde|plads|gränd"
    r"|torget|svingen|bakken|toppen|stien)"
    r"|[ -](?:Straße|Strasse|Weg|Platz|Allee|Ring|út|utca|útja|tér|Sokak|Cd\.|Sk\."
    r"|ulica|trg|náměstí|nábřeží))"
    r" ?\d{1,4}(?:[./-]\d{1,4})?[a-zA-Z]?(?:-\d+)?)(?!\w)"
)
_NUMBER_FIRST = re.compile(
    r"(?<![\w-])\d{1,4}(?: ?bis|[a-zA-Z])?,? (?:rue|avenue|boulevard|chemin|place|impasse|allée"
    r"|quai|route|cours|square) "
    r"(?:(?:de|du|des|la|le|les|l['’]|d['’]|de la|de l['’])[ ’']?)*[A-ZÀ-Þ][\w'’-]+"
    r"(?:[ -][A-ZÀ-Þ][\w'’-]+)*"
)
_CODE_NAMED = re.compile(
    r"\b(?:zip|zip ?code|postal code|post ?code|pin ?code)\b[^.!\d\n]{0,30}?"
    r"((?=[a-z -]{0,4}\d)[a-z]{0,2}\d[\da-z]{1,5}(?:[ -]\d[\da-z]{1,3})?)(?![\w-])"
)


def _with_tail(text: str, end: int) -> int:
    """Where an address ends that begins with a street ending at ``end``."""
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


def _names_a_street(words: str, written: str) -> bool:
    """Whether the words between number and kind may be a street's name."""
    parts = words.split()
    if any(part in word_lists().not_in_street_names for part in parts):
        return False
    if written[:1].isupper() or parts[0][0].isdigit():
        return True
    return len(parts) == 1 and parts[0] not in lexicon().common


def find_addresses(text: str, lowered: str, digits: Sequence[Window]) -> Iterator[Sighting]:
    """Where somebody lives or gets mail."""
    for match in find_in(_STREET, lowered, digits):
        written = text[match.start(1) : match.end(1)]
        kind_written = text[match.end(1)]
        sure = written[:1].isupper() or kind_written.isupper()
        if _names_a_street(match[1], written):
            tier: Tier = "block" if sure or written[:1].isdigit() else "review"
            end = _with_tail(text, match.end())
            yield sighting(text, match.start(), end, "ADDRESS", tier, "street-address")
    for pattern in (_STREET_ABROAD, _NUMBER_FIRST):
        for match in find_in(pattern, text, digits):
            end = _with_tail(text, match.end())
            yield sighting(text, match.start(), end, "ADDRESS", "block", "street-address")
    for match in find_in(_CODE_NAMED, lowered, digits):
        yield sighting(text, *match.span(1), "ZIP", "block", "postal-code")
    for match in find_in(_ROUTE, lowered, digits):
        numbered = any(c.isdigit() for c in match[0].split()[-1])
        if numbered or text[match.end() - 1].isupper():
            yield sighting(text, *match.span(), "ADDRESS", "block", "street-address")
    if " block of " in lowered:
        for match in _BLOCK.finditer(lowered):
            yield sighting(text, *match.span(), "ADDRESS", "block", "street-address")
    for match in find_in(_LIVES_AT, lowered, digits):
        if text[match.start(2)].isupper() and match[2] not in word_lists().months:
            two = text[match.end(2) + 1 : match.end(2) + 2].isupper()
            end = match.end(1) if two else match.end(2)
            yield sighting(text, match.start(1), end, "ADDRESS", "block", "street-address")
    for match in _SPOKEN_STREET.finditer(lowered):
        if text[match.start(1)].isupper() and _names_a_street(match[1], text[match.start(1) :]):
            yield sighting(text, *match.span(), "ADDRESS", "block", "street-address")
    for match in find_in(_DOOR, lowered, digits):
        yield sighting(text, *match.span(), "ADDRESS", "review", "door-number")
    if "box" in lowered:
        for match in _BOX.finditer(lowered):
            yield sighting(text, *match.span(), "ADDRESS", "block", "post-office-box")
    for pattern in (_ZIP, _FOREIGN):
        for match in find_in(pattern, text, digits):
            yield sighting(text, *match.span(), "ZIP", "block", "postal-code")
    for match in find_in(_ZIP_NAMED, lowered, digits):
        yield sighting(text, *match.span(1), "ZIP", "block", "postal-code")
    for match in find_in(_ZIP_AFTER_STATE, lowered, digits):
        words = match[1].split()
        states = word_lists().states
        if match[1] in states or words[-1] in states:
            start = match.start() if match[1] in states else match.start() + len(words[0]) + 1
            yield sighting(text, start, match.end(), "ZIP", "block", "postal-code")
