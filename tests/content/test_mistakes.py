"""Every mistake planners make is reported on its own line, in words that say how to mend it."""

from pathlib import Path

import pytest

from app.content import yaml_source
from app.content.loading import load_catalogue
from app.places import Gazetteer
from tests.content.folders import (
    AREAS,
    DANGERS,
    FILES,
    HELPLINE,
    NEEDS,
    PANTRY,
    SERVICES,
    swap,
    write_files,
    write_folder,
)
from tests.content.reports import remarks, report

QUOTE_IT = 'put the whole text in "quotes"'
WHO = "  who_for: Anyone in Govan"
SITE = "    - website: https://pantry.example.org"
CONTACTS = f"  contacts:\n    - phone: 0141 496 0001\n{SITE}\n"
PLACE = "      address: 1 Main Street\n      postcode: G51 3UU\n      neighbourhood: Govan\n"
HOURS = "  hours:\n    - Mon-Thu 9:00-16:30\n    - Fri 9:00-12:00\n"
CHECKED = "    on: 2026-11-20\n    how: phone\n    by: locality planner\n    next: 2027-05-20\n"
ONE_NEED = NEEDS.split("- slug: food")[0]
PHONE = "29: govan-pantry: contacts 1 phone"
NOT_A_PHONE = "is not a phone number → use digits and spaces, words go in note"
NEEDS_NAME = "needs a field name before it → fields here are"
LINE_UP = "the spaces before this line do not fit the lines above it → line them up"
HALF_QUOTED = f"the quotes go round only a part of the text → {QUOTE_IT}"
NO_FIELD = 'there is no field name with ": " in this line → write it as field: words'

FIELDS = (
    ("provider:", "providr:", '15: govan-pantry: providr: "providr" is not a field'
     ' → did you mean "provider"?'),
    ("who_for:", "whofor:", '21: govan-pantry: whofor: "whofor" is not a field'
     ' → did you mean "who_for"?'),
    ("- phone:", "- phne:", '29: govan-pantry: contacts 1 phne: "phne" is not a field'
     ' → did you mean "phone"?'),
    ("interpreter:", "xyz:", '42: govan-pantry: languages xyz: "xyz" is not a field'
     ' → fields here are: spoken, interpreter, note'),
    ("  ages: any age", "  ages: any age\n  name: Pantry", '23: govan-pantry: name: "name" is'
     " written twice (first on line 14) → keep one of them"),
    ("  name: Govan Pantry\n", "", '13: govan-pantry: name: "name" is missing'
     ' → add a line "name: ..."'),
    ("name: Govan Pantry", "name: not known", '14: govan-pantry: name: "name" is missing'
     ' → add a line "name: ..."'),
    ("- id: govan-pantry\n  name", "- name", '13: Govan Pantry: id: "id" is missing'
     ' → add a line "id: ..."'),
    ("- id: govan-pantry", "- id: Govan Pantry!", '13: Govan Pantry!: id: "Govan Pantry!" has'
     " letters we cannot use here → write govan-pantry"),
    ("- id: govan-pantry", "- id: helpline", '13: helpline: "helpline" is used already'
     " (data/services.yaml:1) → choose another name"),
    ("A shop with low prices.", "A shop with low prices. " * 20,
     "16: govan-pantry: summary: is 506 letters long → keep it to 400"),
    ("name: Govan Pantry", f"name: {'Govan ' * 30}",
     "14: govan-pantry: name: is 179 letters long → keep it to 120"),
    ("who_for: Anyone in Govan", "who_for: [Anyone, in Govan]",
     f"21: govan-pantry: who_for: must be words → {QUOTE_IT}"),
)  # fmt: skip
CHOICES = (
    ("[food, money]", "[fod]", '17: govan-pantry: needs 1: "fod" is not one of ours'
     ' → did you mean "food"?'),
    ("[food, money]", "[xyzzy]", '17: govan-pantry: needs 1: "xyzzy" is not one of ours'
     " → use one of: money, food, crisis"),
    ("[food, money]", "[]", "17: govan-pantry: needs: is empty → give at least one"),
    ("[food, money]", "food, money", '17: govan-pantry: needs 1: "food, money" must be a list'
     " → put it in brackets: [food, money]"),
    ("[glasgow-south]", "[glasgow-sooth]", '18: govan-pantry: areas 1: "glasgow-sooth" is not'
     ' one of ours → did you mean "glasgow-south"?'),
    ("[food or goods]", "[food or good]", '19: govan-pantry: kinds 1: "food or good" is not one of'
     ' ours → did you mean "food or goods"?'),
    ("[in person]", "[inperson]", '20: govan-pantry: ways 1: "inperson" is not one of ours'
     ' → did you mean "in person"?'),
    ("cost: low cost", "cost: low-cost", '23: govan-pantry: cost: "low-cost" is not one of ours'
     ' → did you mean "low cost"?'),
    ("cost: low cost", "cost: some free some paid", '23: govan-pantry: cost: "some free some paid"'
     ' is not one of ours → did you mean "some free, some paid"?'),
    ("how: just turn up", "how: turn up", '26: govan-pantry: reach_in how: "turn up" is not one of'
     ' ours → did you mean "just turn up"?'),
    ("[step-free]", "[step free]", '36: govan-pantry: places 1 access 1: "step free" is not one of'
     ' ours → did you mean "step-free"?'),
    ("interpreter: yes", "interpreter: maybe", '42: govan-pantry: languages interpreter: "maybe" is'
     " not one of ours → use one of: yes, no, not known"),
    ("  ages:", "  crisis: yess\n  ages:", '22: govan-pantry: crisis: "yess" must be yes or no'
     " → write yes or no"),
    ("  ages:", "  status: pause\n  ages:", '22: govan-pantry: status: "pause" is not one of ours'
     ' → did you mean "paused"?'),
    ("ages: any age", "ages: 12-5", '22: govan-pantry: ages: "12-5" starts older than it ends'
     " → write 5-12"),
    ("ages: any age", "ages: kids", '22: govan-pantry: ages: "kids" is not a way we write ages'
     " → write 0-5, 16+, under 12, any age or not known"),
)  # fmt: skip
REACHING = (
    ("0141 496 0001", "0141 496 00", f'{PHONE}: "0141 496 00" has 9 digits, UK numbers have 10 or'
     " 11 → check it digit by digit"),
    ("0141 496 0001", "0141 CALL US", f'{PHONE}: "0141 CALL US" {NOT_A_PHONE}'),
    ("0141 496 0001", "O141 496 0001", f'{PHONE}: "O141 496 0001" {NOT_A_PHONE}'),
    ("0141 496 0001", "0141 496 0001 ext 3", f'{PHONE}: "0141 496 0001 ext 3" {NOT_A_PHONE}'),
    (SITE, "    - email: pantry.example.org", "30: govan-pantry: contacts 2 email:"
     ' "pantry.example.org" is not an email address → write name@example.org'),
    ("https://pantry", "www.pantry", "30: govan-pantry: contacts 2 website:"
     ' "www.pantry.example.org" is not a web address → start it with https://'),
    (SITE, SITE.replace("-", " ", 1), "29: govan-pantry: contacts 1: phone and website are in one"
     " contact → start each with a dash of its own"),
    (SITE, "    - note: Ask for Jo.", "30: govan-pantry: contacts 2: is no way to get in touch"
     " → add one of: phone, text, email, website, chat"),
    ("- phone: 0141 496 0001", "- 0141 496 0001", "29: govan-pantry: contacts 1: \"0141 496 0001\""
     f" {NEEDS_NAME}: phone, text, email, website, chat, name, hours, note"),
    (CONTACTS, "  contacts: 0141 496 0001\n", "28: govan-pantry: contacts: must be a list"
     " → put each on its own line, starting with a dash and a space"),
    ("postcode: G51 3UU", "postcode: G51", '34: govan-pantry: places 1 postcode: "G51" is not a'
     " full postcode → write it like G51 3UU"),
    (PLACE, "", "32: govan-pantry: places 1: says nothing about where it is"
     " → add a postcode or a neighbourhood"),
    ("      access:", "      hidden: perhaps\n      access:", '36: govan-pantry: places 1 hidden:'
     ' "perhaps" must be yes or no → write yes or no'),
    ("reach_in:\n    how: just turn up\n    next: We show you round.", "reach_in: just turn up",
     f'25: govan-pantry: reach_in: "just turn up" {NEEDS_NAME}: how, next, bring, wait'),
    ("Fri 9:00-12:00", "Fri 9-12", '39: govan-pantry: hours 2: "9" could be morning or night'
     " → write 9:00-17:00 or 9am-5pm"),
    ("Fri 9:00-12:00", "Fri 17:00-17:00", "39: govan-pantry: hours 2: opens and closes at the same"
     " time → write 24 hours or change one"),
    ("Fri 9:00-12:00", "Fri 9:30-4:30", '39: govan-pantry: hours 2: "4:30" could be morning or'
     " afternoon → write 16:30, or 4:30am"),
    ("Fri 9:00-12:00", "Fri: 9:00-12:00", "39: govan-pantry: hours 2: a colon after the day"
     " confuses this line → leave that colon out"),
    (HOURS, "  hours:\n    Mon: 9:00-16:30\n", "37: govan-pantry: hours: opening times are lines,"
     " not fields → write each as - Mon 9:00-16:30"),
)  # fmt: skip
CHECKS = (
    ("    by: locality planner\n", "", '43: govan-pantry: checked by: "by" is missing'
     ' → add a line "by: ..."'),
    ("next: 2027-05-20", "next: 2026-05-20", "43: govan-pantry: checked: the next check is not"
     " after this one → give a later date"),
    ("on: 2026-11-20", "on: 20/11/2026", '44: govan-pantry: checked on: "20/11/2026" is not a date'
     " → write it like 2026-11-30"),
    ("on: 2026-11-20", "on: 2026-11-31", '44: govan-pantry: checked on: "2026-11-31" is not a date'
     " → write it like 2026-11-30"),
    ("how: phone", "how: telephone", '45: govan-pantry: checked how: "telephone" is not one of ours'
     ' → did you mean "phone"?'),
    (f"checked:\n{CHECKED}", "checked: yes\n",
     f'43: govan-pantry: checked: "yes" {NEEDS_NAME}: on, how, by, next'),
)  # fmt: skip
LAYOUT = (
    (WHO, f" {WHO}", f"21: {LINE_UP}"),
    (WHO, WHO[1:], f"21: {LINE_UP}"),
    (WHO, "\twho_for: Anyone in Govan", "21: there is a tab in this line → use spaces instead"),
    ("    how: just turn up", "\t\thow: just turn up",
     "26: there is a tab in this line → use spaces instead"),
    ("- id: govan", "-id: govan",
     "13: there is no space after the dash → write it as - id: name"),
    (WHO, "  who_for Anyone in Govan", f"21: {NO_FIELD}"),
    (WHO, "  who_for:Anyone in Govan", f"21: {NO_FIELD}"),
    ("Anyone in Govan", "Note: anyone",
     f"21: a colon inside the text confuses this line → {QUOTE_IT}"),
    ("Anyone in Govan", '"Anyone in Govan',
     "21: a quote mark opens here and is never closed → add the missing quote mark"),
    ("Anyone in Govan", '"Anyone" in Govan', f"21: {HALF_QUOTED}"),
    ("Anyone in Govan", "'Anyone's' in Govan", f"21: {HALF_QUOTED}"),
    ("Anyone in Govan", "[Anyone in Govan",
     f'21: a "[" opens here and is never closed → add "]" or {QUOTE_IT}'),
    ("Anyone in Govan", "*everyone", f'21: a text cannot start with "*" → {QUOTE_IT}'),
    ("Anyone in Govan", "*everyone* here", f'21: a text cannot start with "*" → {QUOTE_IT}'),
    ("Anyone in Govan", "&all of Govan", f'21: a text cannot start with "&" → {QUOTE_IT}'),
    ("Anyone in Govan", "@govan", f'21: a text cannot start with "@" → {QUOTE_IT}'),
    ("Anyone in Govan", "!!python/object/apply:os.system [ls]",
     f'21: a text cannot start with "!" → {QUOTE_IT}'),
    ("Anyone in Govan", "Anyone in \x07Govan",
     "21: there is a hidden character in this line → delete the line and type it again"),
    ("- id: govan-pantry", "---\n- id: govan-pantry",
     "13: this line starts a second list → remove the line"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "said"), [*FIELDS, *CHOICES, *REACHING, *CHECKS, *LAYOUT]
)
def test_a_mistake_in_a_listing_is_one_line_of_the_report(
    right: str, wrong: str, said: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    folder = write_folder(tmp_path, services=swap(right, wrong))
    assert report(folder, gazetteer) == [f"data/services.yaml:{said}"]


HUGE = "&a [x]\n- &b [*a, *a]\n- [*b, *b]\n"
EMPTY = "1: there is nothing in this file → put the entries back, or write [] if it has none"
NOT_UTF8 = "this letter is not UTF-8 → save the file with UTF-8 encoding"
TOO_DEEP = "1: lists inside lists this deep are not allowed → check the spaces"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "1: this file is missing → put it back"),
        ("", EMPTY),
        ("# nothing yet\n", EMPTY),
        ("services: none\n", '1: this must be a list → start each entry with "- "'),
        ("hello", '1: this must be a list → start each entry with "- "'),
        (SERVICES.encode("latin-1"), f"24: {NOT_UTF8}"),
        (SERVICES.encode("utf-16"), f"1: {NOT_UTF8}"),
        (f"- {HUGE}", f'1: a text cannot start with "&" → {QUOTE_IT}'),
        ("- " * 50 + "x\n", TOO_DEEP),
        ("[" * 5000 + "]" * 5000, TOO_DEEP),
        ("- [a, b]: c\n", f"1: a field name must be plain text → {QUOTE_IT}"),
        (
            f"{SERVICES}\n- hello\n",
            '50: entry 3: this is not an entry → start one with "- " and a field,'
            " or remove this line",
        ),
        (
            HELPLINE.replace("phone: 116 123", "website: https://help.example.org"),
            "10: helpline: crisis: a crisis listing needs a number to call or text"
            " → add one under contacts",
        ),
    ],
)
def test_a_file_that_is_not_a_list_of_listings_is_refused(
    content: str | bytes | None, said: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    folder = write_folder(tmp_path, services=content)
    assert report(folder, gazetteer) == [f"data/services.yaml:{said}"]


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_source, "MAX_BYTES", 1024 * 1024)
    folder = write_folder(tmp_path, services=SERVICES + "# \n" * 400_000)
    said = "data/services.yaml:1: this file is over 1 MB → split it into a folder of files"
    assert report(folder, gazetteer) == [said]


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path, gazetteer: Gazetteer) -> None:
    windows = b"\xef\xbb\xbf" + SERVICES.replace("\n", "\r\n").encode()
    folder = write_folder(tmp_path, services=windows)
    assert len(load_catalogue(folder, gazetteer).catalogue.services) == 2


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("needs", "\n  title: Food", "\n  titel: Food",
         'data/needs.yaml:11: food: titel: "titel" is not a field → did you mean "title"?'),
        ("needs", "page: food", "page: money",
         'data/needs.yaml:10: food: page: "money" is the page of money → choose another'),
        ("needs", "Mental health", "Mental helth",
         'data/needs.yaml:22: crisis: planners_area: "Mental helth" is not one of ours'
         ' → did you mean "Mental health"?'),
        ("needs", NEEDS, NEEDS + ONE_NEED.replace("page: money", "page: more"),
         'data/needs.yaml:26: money: "money" is used already (data/needs.yaml:1)'
         " → choose another name"),
        ("areas", "within: glasgow\n", "within: glasgo\n",
         'data/areas.yaml:3: glasgow-south: within: "glasgo" is not one of ours'
         ' → did you mean "glasgow"?'),
        ("areas", "within: glasgow\n", "within: glasgow-south\n",
         "data/areas.yaml:3: glasgow-south: within: an area cannot lie within itself"
         " → remove it"),
        ("areas", "S12000049", "S1200049",
         'data/areas.yaml:8: glasgow: councils 1: "S1200049" is not one of ours'
         ' → did you mean "S12000049"?'),
        ("areas", "localities: [glasgow-south]", "localities: [glasgow-suoth]",
         'data/areas.yaml:4: glasgow-south: localities 1: "glasgow-suoth" is not one of ours'
         ' → did you mean "glasgow-south"?'),
        ("areas", "  councils: [S12000049]\n", "",
         "data/areas.yaml:5: glasgow: covers no place → add councils or localities"),
        ("areas", "[S]", "[E]",
         'data/areas.yaml:11: scotland: countries 1: "E" is not one of ours → use one of: S'),
        ("dangers", "[helpline]", "[help-line]",
         'data/dangers.yaml:5: emergency: lines 1: "help-line" is not one of ours'
         ' → did you mean "helpline"?'),
        ("dangers", "  then:", "  needs: [crsis]\n  then:",
         'data/dangers.yaml:4: emergency: needs 1: "crsis" is not one of ours'
         ' → did you mean "crisis"?'),
        ("dangers", "call_999_if: [someone is in danger]", "call_999_if: []",
         "data/dangers.yaml:3: emergency: call_999_if: is empty → give at least one"),
    ],
)  # fmt: skip
def test_a_mistake_beside_the_listings_is_reported_once(
    file: str, right: str, wrong: str, said: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    content = {"needs": NEEDS, "areas": AREAS, "dangers": DANGERS}[file]
    assert right in content
    folder = write_folder(tmp_path, **{file: content.replace(right, wrong)})
    assert report(folder, gazetteer) == [said]


@pytest.mark.parametrize("file", ["needs", "areas", "dangers", "services"])
@pytest.mark.parametrize("content", [None, "", "- slug: [\n", "{}"])
def test_one_unreadable_file_does_not_blame_the_others(
    file: str, content: str | None, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    lines = report(write_folder(tmp_path, **{file: content}), gazetteer)
    assert len(lines) == 1
    assert lines[0].startswith(f"data/{file}.yaml:1: ")


def test_a_broken_need_is_still_known_to_its_listings(tmp_path: Path, gazetteer: Gazetteer) -> None:
    folder = write_folder(tmp_path, needs=NEEDS.replace("picture: shopping", "pictur: shopping"))
    said = 'data/needs.yaml:15: food: pictur: "pictur" is not a field → did you mean "picture"?'
    assert report(folder, gazetteer) == [said]


def test_a_danger_cannot_send_families_to_a_paused_listing(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    paused = SERVICES.replace("  crisis: yes\n", "  crisis: yes\n  status: paused\n")
    said = (
        'data/dangers.yaml:5: emergency: lines 1: "helpline" is paused, so it cannot be phoned'
        " → remove it here"
    )
    assert report(write_folder(tmp_path, services=paused), gazetteer) == [said]


def test_an_id_used_in_two_files_names_both(tmp_path: Path, gazetteer: Gazetteer) -> None:
    files = {**FILES, "services.yaml": SERVICES, "services/south.yaml": PANTRY}
    said = (
        'data/services/south.yaml:1: govan-pantry: "govan-pantry" is used already'
        " (data/services.yaml:13) → choose another name"
    )
    assert report(write_files(tmp_path, files), gazetteer) == [said]


def test_a_forgotten_dash_says_a_new_entry_was_meant(tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = report(write_folder(tmp_path, services=swap("- id", "  id")), gazetteer)
    assert lines[0] == (
        'data/services.yaml:13: helpline: id: "id" is written twice (first on line 1)'
        ' → keep one of them, or start a new entry with "- id:"'
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("phrases/food.txt", "hungry\nskint | monney\n",
         'data/phrases/food.txt:2: skint: "monney" is not one of ours → did you mean "money"?'),
        ("phrases/foood.txt", "hungry\n",
         'data/phrases/foood.txt:1: hungry: "foood" is not one of ours → did you mean "food"?'),
        ("phrases/crisis.txt", "# danger: emergancy\nhelp me\n",
         'data/phrases/crisis.txt:2: help me: "emergancy" is not one of ours'
         ' → did you mean "emergency"?'),
        ("phrases/food.txt", "caf\xe9".encode("latin-1"),
         "data/phrases/food.txt:1: a letter in this file is not UTF-8"
         " → save the file with UTF-8 encoding"),
        ("wording.csv", None, "data/wording.csv:1: this file is missing → put it back"),
        ("wording.csv", "respite,a break\n",
         "data/wording.csv:1: a column has no name"
         " → make the first line: term,better,reason,source"),
        ("wording.csv", "term,better,reason\ncaf\xe9,x,y\n".encode("latin-1"),
         "data/wording.csv:1: a letter in this file is not UTF-8"
         " → save the file with UTF-8 encoding"),
    ],
)  # fmt: skip
def test_phrases_and_words_are_checked_too(
    name: str, content: str | bytes | None, said: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    files: dict[str, str | bytes | None] = {**FILES, name: content}
    assert report(write_files(tmp_path, files), gazetteer) == [said]


TEN_MISTAKES = (
    ("provider: Good Neighbours\n  summary: A shop", "providr: Them\n  summary: A shop", 15),
    ("needs: [food, money]", "needs: [fod, money]", 17),
    ("areas: [glasgow-south]", "areas: [glasgow-sooth]", 18),
    ("ways: [in person]", "ways: [inperson]", 20),
    ("ages: any age", "ages: kids", 22),
    ("cost: low cost", "cost: cheap", 23),
    ("phone: 0141 496 0001", "phone: 0141 496 00", 29),
    ("postcode: G51 3UU", "postcode: G51", 34),
    ("Fri 9:00-12:00", "Fri mornings", 39),
    ("how: phone", "how: telephone", 45),
)


def test_ten_mistakes_in_one_listing_are_all_reported_at_once(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    text = SERVICES
    for right, wrong, _ in TEN_MISTAKES:
        assert right in text
        text = text.replace(right, wrong)
    text = text.replace("areas: [scotland]", "areas: [scotlnd]")
    lines = [int(line.split(":")[1]) for line in report(write_folder(tmp_path, services=text),
                                                        gazetteer)]  # fmt: skip
    assert lines == [6, *(line for _, _, line in TEN_MISTAKES)]


REMARKS = (
    (CONTACTS + "  places:\n    - name: Old Hall\n" + PLACE + "      access: [step-free]\n", "",
     "13: govan-pantry: families cannot reach this: no contact and no place → add one"),
    ("G51 3UU", "G99 3UU", '34: govan-pantry: places 1 postcode: we do not know where "G99 3UU" is'
     " → check the spelling"),
    ("G51 3UU", "SW1A 1AA", '34: govan-pantry: places 1 postcode: "SW1A 1AA" is not in Scotland'
     " → check it letter by letter"),
    ("neighbourhood: Govan", "neighbourhood: Govvan", "35: govan-pantry: places 1 neighbourhood:"
     ' we read "Govvan" as Govan → write "Govan"'),
    ("[food, money]", "[food, food]",
     '17: govan-pantry: needs: "food" is written 2 times → keep one'),
    ("A shop with low prices.", "A shop with respite.",
     '16: govan-pantry: summary: "respite" can sound cold → a break'),
    ("We show you round.", "We show each service user round.",
     '27: govan-pantry: reach_in next: "service user" can sound cold → person'),
    ("£2.50 a shop", "Respite costs £2.50",
     '24: govan-pantry: cost_note: "respite" can sound cold → a break'),
    ("We show you round.", "We go a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r and s.",
     "27: govan-pantry: reach_in next: a sentence has 22 words → make it 20 or fewer"),
    ("A shop with low prices. You choose your own food.",
     "Nutritional necessities are available affordably to participating community members here"
     " every ordinary weekday.",
     "16: govan-pantry: summary: is hard to read (grade 24.0) → use shorter words and sentences"),
)  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "said"), REMARKS)
def test_what_deserves_a_second_look_is_said_but_still_published(
    right: str, wrong: str, said: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    folder = write_folder(tmp_path, services=swap(right, wrong))
    assert remarks(folder, gazetteer) == [f"data/services.yaml:{said}"]


def test_a_good_folder_has_nothing_to_say(tmp_path: Path, gazetteer: Gazetteer) -> None:
    assert remarks(write_folder(tmp_path), gazetteer) == []
