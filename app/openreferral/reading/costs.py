"""What a family pays: free only where the feed says so, and the price in words."""

import re
from collections.abc import Iterable, Iterator

from app.content.wording import sentences
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import cut_text, join_lines, plain_text
from app.openreferral.reading.moments import read_date, write_day
from app.openreferral.reading.parts import Part, dropped, guessed, mapped
from app.openreferral.reading.shape import Cost, Listing
from app.openreferral.reading.terms import fold_name

LONGEST_COST_NOTE = 200

_FREE = re.compile(
    r"\b(?:free(?! ?(?:phone|call|school|parking|range))(?:\s+(?:of charge|to (?:use|attend)))?"
    r"|no (?:charge|cost|fee)s?|without charge|nothing to pay)\b",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(
    r"\bnot (?:a )?free\b|\bfree (?:trial|taster|first)|\bsome .{0,20}free\b", re.IGNORECASE
)
_SOME_FREE = re.compile(r"\bsome .{0,20}free\b|\bfree for some\b", re.IGNORECASE)
_LOW_COST = re.compile(r"\blow[- ]cost\b", re.IGNORECASE)
_SAYS_FREE = frozenset({"free", "everyone free", "all free", "free of charge", "it is free"})
_PRICE = re.compile(r"[£$€]\s?\d|\b\d+(?:\.\d\d)?\s?(?:pounds?|p|pence|gbp)\b", re.IGNORECASE)
_ZERO = re.compile(r"[£$€]\s?0(?:\.00)?(?![\d.])")
_UNSURE = re.compile(
    r"\b(?:do(?:n't| not) know|not (?:known|sure|confirmed)|unknown|to be confirmed|tbc)\b",
    re.IGNORECASE,
)
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def read_costs(listing: Listing) -> Part:
    """Return `cost` and `cost_note`; nothing is known where the feed says nothing of money."""
    notes: list[Note] = []
    costs = [cost for cost in listing.costs if not _is_over(cost, listing, notes)]
    amounts = [cost.amount for cost in costs if cost.amount is not None and cost.amount >= 0]
    texts = (plain_text(text) for text in (*listing.fees, *_words_of(costs)))
    words = [text for text in texts if text and not _UNSURE.search(text)]
    fields: dict[str, Value] = {}
    if cost := _judge(amounts, words, listing.free, notes):
        fields["cost"] = cost
    told = _leave_out_repeats(_write_all(costs, listing.fees), fields.get("cost") == "free")
    note, rest = cut_text(join_lines(told), LONGEST_COST_NOTE)
    if note:
        fields["cost_note"] = note
        notes.append(mapped("cost_note", "The price in the words of the feed."))
    return Part(fields, tuple(notes), (f"More about the cost: {rest}",) if rest else ())


def _is_over(cost: Cost, listing: Listing, notes: list[Note]) -> bool:
    until = read_date(cost.until)
    changed = listing.changed
    if until is None or changed is None or until >= changed:
        return False
    notes.append(dropped("cost_options", f"A price that ended on {write_day(until)} is left out."))
    return True


def _judge(
    amounts: list[float], words: list[str], free: bool | None, notes: list[Note]
) -> str | None:
    if amounts:
        free_ones = amounts.count(0)
        cost = "free" if free_ones == len(amounts) else "some free, some paid"
        cost = cost if free_ones else "paid"
        if cost == "free" and any(_asks_money(text) for text in words):
            notes.append(guessed("cost", "The price is 0, but the words name one. Check it."))
            return "some free, some paid"
        notes.append(mapped("cost", f"From the feed's prices: {cost}."))
        return cost
    if free is not None:
        cost = "free" if free else "paid"
        notes.append(mapped("cost", f"The feed says it is {'' if free else 'not '}free."))
        return cost
    asked = [text for text in words if _asks_money(text)]
    given = [text for text in words if _FREE.search(text) and not _NOT_FREE.search(text)]
    if any(_SOME_FREE.search(text) for text in words):
        given, asked = words, words
    found = {(True, True): "some free, some paid", (True, False): "paid", (False, True): "free"}
    words_say = found.get((bool(asked), bool(given)))
    is_low = any(_LOW_COST.search(text) for text in words)
    if is_low and (not given or "low cost" in map(fold_name, words)):
        words_say = "low cost"
    if words_say:
        notes.append(guessed("cost", f"We took its words about money to mean: {words_say}."))
    return words_say


def _words_of(costs: list[Cost]) -> Iterator[str]:
    for cost in costs:
        yield from filter(None, (cost.option, cost.description))


def _asks_money(text: str) -> bool:
    return _PRICE.search(_ZERO.sub("", text)) is not None


def _leave_out_repeats(texts: Iterable[str], is_free: bool) -> tuple[str, ...]:
    """Return sentences without those another one says, or that only say again that it is free."""
    pieces = dict.fromkeys(piece for text in texts for piece in sentences(text))
    folded = {fold_name(piece): piece for piece in reversed(pieces)}
    kept = []
    for words, piece in reversed(folded.items()):
        is_bare = is_free and words in _SAYS_FREE
        is_said = any(f" {words} " in f" {other} " for other in folded if other != words)
        kept += [piece] if words and not is_bare and not is_said else []
    return tuple(kept)


def _write_all(costs: list[Cost], fees: tuple[str, ...]) -> Iterator[str]:
    for cost in costs:
        yield _write(cost)
    for text in fees:
        yield plain_text(text)


def _write(cost: Cost) -> str:
    """Return one price as a family reads it: "Under 18s: £35 per 1 hour session"."""
    amount = "" if cost.amount is None or cost.amount < 0 else _write_amount(cost)
    description = plain_text(cost.description or "")
    is_said = amount.lower() in description.lower() or description.lower() == "free"
    price = description if amount and is_said else " ".join(filter(None, (amount, description)))
    option = plain_text(cost.option or "")
    if f" {fold_name(option)} " in f" {fold_name(price)} ":
        return price
    return f"{option}: {price}" if option and price else option or price


def _write_amount(cost: Cost) -> str:
    if cost.amount == 0:
        return "free"
    amount = cost.amount or 0
    number = f"{amount:.0f}" if amount == int(amount) else f"{amount:.2f}"
    code = (cost.currency or "GBP").strip().upper()[:12]
    return f"{_SIGNS[code]}{number}" if code in _SIGNS else f"{number} {code}"
