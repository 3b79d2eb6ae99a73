"""Say what a YAML parser stumbled over in words that help somebody who has never heard of YAML."""

import re
from typing import Any

import yaml

QUOTE_IT = 'put the whole text in "quotes"'

_HIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 section 5.1 does not let a file hold."""
_HALF_QUOTED = re.compile(r"""^[\s-]*[^\s:]+:\s+["']""")
_SIGNS = "@`%*&!|>"


def find_hidden(text: str) -> tuple[int, str] | None:
    """Return the line and a sentence for the first character YAML forbids, if there is one."""
    hidden = _HIDDEN.search(text)
    if hidden is None:
        return None
    line = text.count("\n", 0, hidden.start()) + 1
    return line, "there is a hidden character in this line → delete the line and type it again"


def refuse_sign(sign: str) -> str:
    """Say that a text may not start with a sign that means something in YAML."""
    return f'a text cannot start with "{sign}" → {QUOTE_IT}'


def explain_slip(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the 1-based line to mend and a sentence, "what is wrong → how to mend it"."""
    problem, context = error.problem or "", error.context or ""
    end = error.problem_mark or error.context_mark
    start = error.context_mark or end
    if end is None or start is None:
        return 1, f"this cannot be read: {problem}"
    lines = text.splitlines()
    opened = _explain_unclosed(problem, context, _sign_at(lines, start))
    if opened:
        return start.line + 1, opened
    return end.line + 1, _explain_line(problem, _line_at(lines, end), _sign_at(lines, end))


def _explain_unclosed(problem: str, context: str, sign: str) -> str:
    """Return a sentence for what began on an earlier line than the one the parser gave up on."""
    if "quoted scalar" in context:
        return "a quote mark opens here and is never closed → add the missing quote mark"
    if "flow" in context:
        opening, closing = ("{", "}") if sign == "{" else ("[", "]")
        return f'a "{opening}" opens here and is never closed → add "{closing}" or {QUOTE_IT}'
    if "expected ':'" in problem:
        return 'there is no field name with ": " in this line → write it as field: words'
    return ""


def _explain_line(problem: str, line: str, sign: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())] or sign == "\t":
        return "there is a tab in this line → use spaces instead"
    if "mapping values are not allowed" in problem:
        return f"a colon inside the text confuses this line → {QUOTE_IT}"
    if "start any token" in problem or "alphabetic or numeric" in problem:
        sign = next((letter for letter in line if letter in _SIGNS), sign)
        return refuse_sign(sign)
    if re.match(r"\s*-[^\s-]", line):
        return "there is no space after the dash → write it as - id: name"
    if _HALF_QUOTED.match(line):
        return f"the quotes go round only a part of the text → {QUOTE_IT}"
    if "did not find expected" in problem or "<block end>" in problem:
        return "the spaces before this line do not fit the lines above it → line them up"
    return f"this line cannot be read ({problem}) → compare it with a line that works"


def _line_at(lines: list[str], mark: Any) -> str:
    return lines[mark.line] if mark.line < len(lines) else ""


def _sign_at(lines: list[str], mark: Any) -> str:
    return _line_at(lines, mark)[mark.column : mark.column + 1]
