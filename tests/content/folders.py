"""Small data folders, written as a planner would write them, for tests to break."""

from pathlib import Path

from app.config import PROJECT

HELPLINE = """\
- id: helpline
  name: Night helpline
  provider: Good Neighbours
  summary: Talk to us, day or night. We will listen.
  needs: [crisis]
  areas: [scotland]
  contacts:
    - phone: 116 123
  hours: 24 hours
  crisis: yes
  edited: 2026-11-22
"""
PANTRY = """\
- id: govan-pantry
  name: Govan Pantry
  provider: Good Neighbours
  summary: A shop with low prices. You choose your own food.
  needs: [food, money]
  areas: [glasgow-south]
  kinds: [food or goods]
  ways: [in person]
  who_for: Anyone in Govan
  ages: any age
  cost: low cost
  cost_note: £2.50 a shop
  reach_in:
    how: just turn up
    next: We show you round.
  contacts:
    - phone: 0141 496 0001
    - website: https://pantry.example.org
  places:
    - name: Old Hall
      address: 1 Main Street
      postcode: G51 3UU
      neighbourhood: Govan
      access: [step-free]
  hours:
    - Mon-Thu 9:00-16:30
    - Fri 9:00-12:00
  languages:
    spoken: [Polish]
    interpreter: yes
  checked:
    on: 2026-11-20
    how: phone
    by: locality planner
    next: 2027-05-20
  edited: 2026-11-22
"""
SERVICES = f"{HELPLINE}\n{PANTRY}"
NEEDS = """\
- slug: money
  page: money
  title: Money worries
  short_title: Money
  sentence: Someone can check what you could get.
  planners_area: Poverty
  picture: purse
  words: [money, skint]
- slug: food
  page: food
  title: Food for you
  short_title: Food
  sentence: Nobody will judge you for asking.
  planners_area: Poverty
  picture: shopping
  words: [food, hungry]
- slug: crisis
  page: now
  title: Help right now
  short_title: Help now
  sentence: These people answer when you need them.
  planners_area: Mental health
  picture: phone
  crisis: yes
  words: [in danger]
"""
AREAS = """\
- slug: glasgow-south
  name: Glasgow South
  within: glasgow
  localities: [glasgow-south]
- slug: glasgow
  name: All of Glasgow
  within: scotland
  councils: [S12000049]
- slug: scotland
  name: All of Scotland
  countries: [S]
  local: no
"""
DANGERS = """\
- slug: emergency
  title: Help right now
  call_999_if: [someone is in danger]
  then: These people answer day or night.
  lines: [helpline]
"""
WORDING = """\
term,better,reason,source
respite,a break,Cold word,families
service user,person,Cold word,families
"""
PHRASES = "# food\nnothing in the cupboards\nno money for messages | money\n"

FILES = {
    "services.yaml": SERVICES,
    "needs.yaml": NEEDS,
    "areas.yaml": AREAS,
    "dangers.yaml": DANGERS,
    "wording.csv": WORDING,
    "ranking.yaml": (PROJECT / "data" / "ranking.yaml").read_text(encoding="utf-8"),
    "phrases/food.txt": PHRASES,
}


def write_folder(root: Path, **changed: str | bytes | None) -> Path:
    """Write a data folder and return it.

    Each keyword is a file's stem (services, needs, areas, dangers); None leaves the file out.
    """
    changes = {f"{name}.yaml": content for name, content in changed.items()}
    return write_files(root, {**FILES, **changes})


def write_files(root: Path, files: dict[str, str | bytes | None] | dict[str, str]) -> Path:
    """Write named files into `root/data` and return that folder."""
    folder = root / "data"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def swap(old: str, new: str, text: str = PANTRY) -> str:
    """Return a listing with one piece of it written another way, after the helpline."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return f"{HELPLINE}\n{text.replace(old, new)}"
