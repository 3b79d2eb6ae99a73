"""Made-up listings that between them have everything a listing can say, and all it must not tell.

Numbers are from Ofcom's range for drama; addresses are nobody's.
"""

MADE_UP = """\
- id: everything-club
  name: The everything club
  provider: A made-up trust
  summary: Stay and play, with a café. You can bring a friend.
  needs: [parenting, food]
  areas: [glasgow-south, glasgow]
  level: community
  kinds: [group, food or goods]
  ways: [drop in, group]
  who_for: Parents with a child under 5
  welcomes: [dads, kinship carers]
  ages: 0-4
  cost: low cost
  cost_note: £1 a visit
  reach_in:
    how: just turn up
    next: Somebody will meet you at the door.
    bring: A warm coat
    wait: No wait
  contacts:
    - phone: 0141 496 0002
      name: Evening line
      hours: Mon 18:00-20:00
      note: Ask for Plum.
    - text: 07700 900123
    - email: plum@example.org
    - website: "https://example.org/plum?a=1"
    - website: "https://example.org/café"
    - chat: "https://chat.example.org"
  places:
    - name: Plum Hall
      address: 1 Plum Street
      postcode: G51 3UU
      neighbourhood: Govan
      hours: Tue 10:00-12:00
      access: [step-free, hearing loop]
    - neighbourhood: Ibrox
  hours:
    - Mon-Thu 9:00-16:30
    - first Sat 11:00-13:00
    - closed on bank holidays
  hours_note: The club rests in July.
  languages:
    spoken: [Polish, Klingon]
    interpreter: yes
    note: The workers use pictures too.
  access_note: There is a ramp at the side.
  checked:
    on: 2026-10-05
    how: phone
    by: family support planner
    next: 2027-04-19
  edited: 2026-11-03
  sources: [https://source-of-facts.example.org]
  sources_dated: Pages of 2019
  planners_note: Planners call it quoll.

- id: teens-at-night
  name: Teens at night
  provider: A MADE-UP  trust
  summary: Football in the dark.
  needs: [school]
  areas: [south-ayrshire]
  ages: 12-18, to 25 if care experienced
  cost: paid
  reach_in:
    how: book
  places:
    - neighbourhood: Ayr
  hours:
    - Fri 19:00-02:00
  edited: 2026-06-01

- id: any-age-helpline
  name: Any age helpline
  provider: A made-up line
  summary: Somebody answers day and night.
  needs: [mental_health_parent]
  areas: [scotland]
  ages: any age
  cost: free
  reach_in:
    how: someone asks for you
  contacts:
    - phone: 0141 496 0003
  hours: 24 hours
  access_note: Textphones work.
  edited: 2024-02-29

- id: knows-nothing
  name: We know nothing
  provider: A made-up nobody
  summary: It is there.
  needs: [prison]
  areas: [glasgow]
  edited: 2026-11-22

- id: a-safe-house
  name: A safe house
  provider: A made-up charity
  summary: Somewhere safe to stay.
  needs: [safety_at_home]
  areas: [glasgow]
  cost: free
  contacts:
    - phone: 0141 496 0001
  places:
    - name: Feather House
      address: 1 Quokka Street
      postcode: G1 1AA
      neighbourhood: Merchant City
      hours: Sun 03:33-04:44
      access: [changing place toilet]
      hidden: yes
  access_note: The door is wide.
  planners_note: Planners call it wombat.
  sources: [https://numbat.example.org]
  edited: 2026-11-22

- id: paused-bandicoot
  name: Paused bandicoot
  provider: Bandicoot trust
  summary: Not now.
  needs: [food]
  areas: [glasgow]
  status: paused
  edited: 2026-11-22

- id: archived-potoroo
  name: Archived potoroo
  provider: Potoroo trust
  summary: Not any more.
  needs: [food]
  areas: [glasgow]
  status: archived
  edited: 2026-11-22
"""
