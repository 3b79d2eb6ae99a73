"""Take out of a family's words what could lead to a person, before they are stored.

Masked are phone numbers in any spacing, emails and handles, web addresses, postcodes, dates such
as a birthday, and any long run of digits. Opening hours stay: they are what "wrong hours" is
about. Where in doubt, a word too many is masked. Names are not found: the form asks for none, and
planners can delete an answer.

Sources of the shapes: Ofcom's National Telephone Numbering Plan (10 or 11 digits after 0),
BS 7666 postcodes as in Royal Mail's Programmers' Guide, and HMRC's National Insurance Manual.
"""

import re
import unicodedata

_GAP = r"[\W_]{0,5}"
_EMAIL = re.compile(
    r"[^\s@]*(?:@+[^\s@]+)+|[^\s@]+ ?@ ?[^\s@]+\.[^\W\d_]{2,}"
    r"|\S+ ?[(\[{] ?at ?[)\]}] ?\S+(?: ?[(\[{] ?dot ?[)\]}] ?\S+)*"
    r"|\S+ at \S+(?: dot \S+)+",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?|ftp)\s?:\s?//\s?\S+|\bwww\s?\.\s?\S+"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:com|org|net|info|uk|scot|eu|io|me|co|app|ly)\b(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_RANGE = rf"{_TIME} ?(?:-|–|—|to) ?{_TIME}"
_HOURS = re.compile(
    rf"(?<![\w.:+/-])({_RANGE}(?:[ ,;&]{{1,3}}{_RANGE})*)(?![\w:/+-]|[ .]{{1,3}}\d)"
)
_DATE = re.compile(r"(?<!\d)\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)\d{2,4}(?!\d)")
_PHONE = re.compile(
    rf"\(?(?:\+|(?<!\d)0{_GAP}0){_GAP}\d(?:{_GAP}\d){{6,14}}(?!\d)"
    rf"|\(?(?<!\d)0(?:{_GAP}\d){{9,10}}(?!\d)"
)
_NUMBER = re.compile(r"\d(?:[\s().,/–—·*_-]{0,3}\d){6,}")
_RUN = re.compile(r"\d{3}")
_INSURANCE = re.compile(r"(?<![^\W_])[A-Z]{2} ?(?:\d\d ?){3}[A-D](?![^\W_])", re.IGNORECASE)
_POSTCODE = re.compile(
    r"(?<![^\W_])(?:GIR[\W_]{0,3}0AA|[A-Z]{1,2}\d[A-Z\d]?[\W_]{0,3}\d[ABD-HJLNP-UW-Z]{2})(?![^\W_])",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return the text without characters nobody can see; its lines stay, at most one gap between.

    Such characters could hide a number from `mask`, or are refused by a database.
    """
    plain = unicodedata.normalize("NFKC", text.replace("\r\n", "\n"))
    seen = "".join(c for c in plain if c == "\n" or not unicodedata.category(c).startswith("C"))
    lines = (" ".join(line.split()) for line in seen.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def mask(text: str) -> str:
    """Return the text with "[phone]", "[email]" and so on where something could name a person."""
    text = _LINK.sub("[link]", _EMAIL.sub("[email]", _straighten(clean(text))))
    pieces = _HOURS.split(text)
    pieces[::2] = map(_mask_digits, pieces[::2])
    return _POSTCODE.sub("[postcode]", "".join(pieces))


def _straighten(text: str) -> str:
    """Return the text with every script's digits written as 0 to 9."""
    digits = {ord(c): str(unicodedata.digit(c)) for c in set(text) if c.isdecimal()}
    return text.translate(digits)


def _mask_digits(text: str) -> str:
    text = _DATE.sub("[date]", _PHONE.sub("[phone]", text))
    return _NUMBER.sub(_mask_run, _INSURANCE.sub("[number]", text))


def _mask_run(match: re.Match[str]) -> str:
    """Mask a long run of digits; single and double digits with gaps are hours, not a number."""
    return "[number]" if _RUN.search(match[0]) else match[0]
