"""Languages spoken at a place, as English names, and whether there is an interpreter."""

import re

from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import cut_text, plain_text
from app.openreferral.reading.parts import Part, dropped, guessed, mapped, quote
from app.openreferral.reading.shape import Listing

LONGEST_NOTE, LONGEST_NAME, MOST_LANGUAGES = 300, 40, 30

_CODES = {
    "am": "Amharic", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech",
    "cy": "Welsh", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Farsi", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gd": "Gaelic", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "ku": "Kurdish", "ln": "Lingala",
    "lt": "Lithuanian", "lv": "Latvian", "ml": "Malayalam", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "no": "Norwegian", "om": "Oromo", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sco": "Scots",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "yo": "Yoruba", "yue": "Cantonese", "zh": "Chinese", "zu": "Zulu",
    "bfi": "British Sign Language", "bsl": "British Sign Language",
}  # fmt: skip
"""ISO 639 codes for languages spoken in Scotland; any other code stays a code, and is dropped."""
_NO = re.compile(r"\b(?:no|not|none|unable|cannot|unavailable)\b", re.IGNORECASE)
_INTERPRETER = re.compile(r"\binterpret\w*|\btranslat\w*|\blanguage ?line\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w' ()/-]*")


def read_languages(listing: Listing) -> Part:
    """Return `languages`: English is everywhere, so it is not among them."""
    notes: list[Note] = []
    names = [name for text in listing.languages for name in _read_names(text, notes)]
    spoken = [name for name in dict.fromkeys(names) if name.lower() != "english"]
    block: dict[str, Value] = {}
    if spoken:
        block["spoken"] = list[Value](spoken[:MOST_LANGUAGES])
        notes.append(mapped("languages.spoken", f"From the feed: {', '.join(spoken)[:200]}."))
    interpreting = plain_text(listing.interpreting or "")
    if interpreting:
        block["note"] = cut_text(interpreting, LONGEST_NOTE)[0]
        notes.append(mapped("languages.note", "The feed's words about interpreters."))
    if _INTERPRETER.search(interpreting):
        block["interpreter"] = "no" if _NO.search(interpreting) else "yes"
        told = f"We took {quote(interpreting)} to mean: {block['interpreter']}."
        notes.append(guessed("languages.interpreter", told))
    return Part({"languages": block} if block else {}, tuple(notes))


def _read_names(text: str, notes: list[Note]) -> list[str]:
    found = []
    for word in re.split(r"[,;]|\band\b", plain_text(text)):
        name = _CODES.get(word.strip().lower().split("-")[0], word.strip())
        if len(name) <= 3 or not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            if name:
                notes.append(dropped("languages", f"{quote(name)} is no language we know."))
            continue
        found.append(name[0].upper() + name[1:])
    return found
