"""The real phrases hear needs and danger in words they were not taught."""

from collections.abc import Mapping

import pytest

from app.search.directory import Directory
from app.search.lexicon import Lexicon
from app.search.words import split_words

# Either of the needs is right where a text tells of both.
HEARD: list[tuple[str, tuple[str, ...]]] = [
    ("ma purse is empty til friday", ("money",)),
    ("cannae pay the leccy bill", ("energy", "money")),
    ("whit benefits can a get wi two weans", ("money",)),
    ("universal credit stopped and i dont know why", ("money",)),
    ("ma weans huvnae ony school shoes", ("money",)),
    ("debt collectors keep phoning", ("money",)),
    ("hlep wiht benifits", ("money",)),
    ("how do i claim scottish child paymnet", ("money",)),
    ("weve nae messages in the hoose", ("food",)),
    ("nothing in the cupboards for dinner", ("food",)),
    ("baby formula too dear", ("food", "pregnancy_baby")),
    ("were starving here", ("food",)),
    ("where can i get a hot meal for free with kids", ("food",)),
    ("food bnak near me", ("food",)),
    ("meter has run oot and its baltic", ("energy",)),
    ("boiler broke and hoose is freezin", ("energy",)),
    ("no credit on the gas card", ("energy",)),
    ("landlord wants us out by friday", ("housing",)),
    ("black mould on ma weans bedroom wall", ("housing",)),
    ("six of us in a one bedroom flat", ("housing",)),
    ("eviction letter came this morning", ("housing",)),
    ("ma mum chucked me oot", ("housing",)),
    ("two year old bites everyone at nursery", ("parenting",)),
    ("my toddler wont go to bed", ("parenting",)),
    ("wee man is running riot and wont listen", ("parenting",)),
    ("teenager shouting and slamming doors", ("parenting",)),
    ("am greetin aw the time", ("mental_health_parent",)),
    ("my heids melted", ("mental_health_parent",)),
    ("feel so low since the summer", ("mental_health_parent",)),
    ("i keep having panick attaks", ("mental_health_parent",)),
    ("my daughter worries about everything and cant sleep", ("mental_health_child",)),
    ("son wont come out his room and has stopped eating", ("mental_health_child",)),
    ("waiting list for camhs", ("mental_health_child",)),
    ("my boy cuts his arms", ("mental_health_child",)),
    ("waiting on an autism assessment", ("disability_asn",)),
    ("my wee yin is non verbal", ("disability_asn",)),
    ("adhd and school wont help", ("disability_asn", "school")),
    ("wheelchair for my daughter", ("disability_asn",)),
    ("i look after ma maw and im done in", ("carers",)),
    ("young carer for my dad with ms", ("carers",)),
    ("need a break from caring for my husband", ("carers",)),
    ("pregnent and on my own", ("pregnancy_baby",)),
    ("sore nipples feeding", ("pregnancy_baby",)),
    ("need a cot and pram", ("pregnancy_baby",)),
    ("how to get a nursery place for my 3 year old", ("childcare",)),
    ("childminder in the evenings for shift work", ("childcare",)),
    ("nae childcare ower the summer holidays", ("childcare",)),
    ("my girl is being bullied on the bus", ("school",)),
    ("he refuses to go in to school every morning", ("school",)),
    ("got excluded from class again", ("school",)),
    ("my man controls all my money and checks my phone", ("safety_at_home",)),
    ("ma ex is stalkin me", ("safety_at_home",)),
    ("my husband shouts and throws things at me", ("safety_at_home",)),
    ("ex wont let me see the weans", ("separation",)),
    ("how to divorce with children", ("separation",)),
    ("child maintenance not paid", ("separation",)),
    ("asylum claim refused what now", ("new_to_scotland",)),
    ("i not speak english want learn", ("new_to_scotland",)),
    ("my visa finish soon i need help", ("new_to_scotland",)),
    ("jedzenie dla rodziny", ("food",)),
    ("nie mam pieniędzy na rachunki", ("money", "energy")),
    ("کھانا چاہیے بچوں کے لیے", ("food",)),
    ("مجھے گھر چاہیے", ("housing",)),
    ("أحتاج إلى طعام لأطفالي", ("food",)),
    ("أحتاج محامي لجوء", ("new_to_scotland",)),
    ("raising my grandweans and nae help", ("kinship_adoption",)),
    ("foster carer needs advice", ("kinship_adoption",)),
    ("my adopted son is struggling", ("kinship_adoption",)),
    ("man is drinkin every night", ("alcohol_drugs",)),
    ("my son smokes weed all day", ("alcohol_drugs",)),
    ("cant stop betting on ma phone", ("alcohol_drugs",)),
    ("my partner got sent to barlinnie", ("prison",)),
    ("how to visit my dad in jail with a baby", ("prison",)),
    ("ma granda died and the wean is gutted", ("bereavement",)),
    ("no money for the funeral", ("bereavement", "money")),
    ("lost the baby at 12 weeks", ("bereavement", "pregnancy_baby")),
    ("i know naebody here", ("loneliness",)),
    ("mums to talk to", ("loneliness",)),
    ("want to make freinds", ("loneliness",)),
]

MISSPELT = [
    ("pregnent", "pregnancy_baby"),
    ("brestfeeding", "pregnancy_baby"),
    ("hungrey", "food"),
    ("fodbank", "food"),
    ("starvin", "food"),
    ("landlrod", "housing"),
    ("housng", "housing"),
    ("benifits", "money"),
    ("elecricity", "energy"),
    ("anixety", "mental_health_parent"),
    ("nursrey", "childcare"),
    ("autsim", "disability_asn"),
    ("disabilty", "disability_asn"),
    ("bulied", "school"),
    ("skool", "school"),
    ("alchol", "alcohol_drugs"),
    ("lonley", "loneliness"),
    ("adoptoin", "kinship_adoption"),
    ("bereavment", "bereavement"),
    ("divorse", "separation"),
    ("suicidle", "crisis"),
    ("suiside", "crisis"),
]

AMONG_THE_FIRST_TWO = [
    ("szukam mieszkania dla rodziny", "housing"),
    ("debt and drinking since my dad died", "alcohol_drugs"),
    ("damp flat and the baby has a cough", "housing"),
    ("my daughter is autistic and getting bullied", "school"),
]

# More than one kind of danger may be right: what matters is that a card shows.
IN_DANGER: list[tuple[str, tuple[str, ...]]] = [
    ("i am going to end it tonight", ("suicide",)),
    ("i dont want to be alive any more", ("suicide",)),
    ("he has taken a load of tablets", ("medical", "suicide")),
    ("my husband is punching me right now", ("abuse_now",)),
    ("he has a knife and wont let us leave", ("abuse_now",)),
    ("we have nowhere to sleep tonight with the baby", ("nowhere_tonight",)),
    ("sleeping in the car wi ma weans the night", ("nowhere_tonight",)),
    ("i might hurt my baby", ("harm_others",)),
    ("i want to shake him to make him stop crying", ("harm_others",)),
    ("ma wean willnae wake up", ("medical",)),
    ("my baby isnt breathing", ("medical",)),
    ("someone is touching my daughter", ("child_unsafe",)),
    ("my uncle makes me do things i dont want", ("child_unsafe",)),
    ("my child is not safe", ("child_unsafe",)),
    ("chce umrzec", ("suicide",)),
    ("i wanna kill maself", ("suicide",)),
    ("there is a wean left alone in the hoose next door", ("child_unsafe",)),
]

HARMLESS = [
    "suicide first aid course for staff",
    "kill the weeds in the garden",
    "im dying for a cup of tea",
    "the wee one is killing me with her jokes",
    "dead bored in the holidays",
    "crisis loan from the welfare fund",
    "shooting hoops club for teenagers",
    "hit song singing group for babies",
    "my phone died",
    "overdose of sugar at the party",
    "drop dead gorgeous dance class",
    "cutting hair for kids with autism",
    "beat the clock quiz night",
    "kids murder mystery club",
    "knife skills cooking class",
    "help with homework",
    "baby sleep routine",
    "food bank opening times",
]


@pytest.fixture(scope="module")
def lexicon(directory: Directory) -> Lexicon:
    return directory.lexicon


@pytest.mark.parametrize(("text", "needs"), HEARD)
def test_the_first_need_heard_is_right(lexicon: Lexicon, text: str, needs: tuple[str, ...]) -> None:
    heard, danger = lexicon.hear(split_words(text))
    assert heard[0].slug in needs
    assert danger is None


@pytest.mark.parametrize(("word", "need"), MISSPELT)
def test_one_misspelt_word_is_enough(lexicon: Lexicon, word: str, need: str) -> None:
    heard, danger = lexicon.hear(split_words(word))
    assert heard[0].slug == need
    assert (danger is not None) == (need == "crisis")


@pytest.mark.parametrize("text", ["xqzvwk", "asdf", "qwerty uiop", "zxcvbnm", "blorp"])
def test_gibberish_means_nothing(lexicon: Lexicon, text: str) -> None:
    assert lexicon.hear(split_words(text)) == ((), None)


@pytest.mark.parametrize(("text", "need"), AMONG_THE_FIRST_TWO)
def test_a_need_among_others_is_heard(lexicon: Lexicon, text: str, need: str) -> None:
    heard, _ = lexicon.hear(split_words(text))
    assert need in [match.slug for match in heard[:2]]


@pytest.mark.parametrize(("text", "dangers"), IN_DANGER)
def test_danger_is_heard(lexicon: Lexicon, text: str, dangers: tuple[str, ...]) -> None:
    _, danger = lexicon.hear(split_words(text))
    assert danger in dangers


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_dangerous_raises_no_alarm(lexicon: Lexicon, text: str) -> None:
    _, danger = lexicon.hear(split_words(text))
    assert danger is None


@pytest.mark.parametrize("text", [text for text, _ in HEARD[:20]])
def test_every_need_heard_says_how_sure_and_why(lexicon: Lexicon, text: str) -> None:
    words = split_words(text)
    heard, danger = lexicon.hear(words)
    assert [match.confidence for match in heard] == sorted(
        (match.confidence for match in heard), reverse=True
    )
    assert sum(match.confidence for match in heard) <= 1.002
    told = [lexicon.explain(match.slug, words, danger) for match in heard]
    assert all(set(because) <= set(words) for because in told)
    assert told[0]


@pytest.mark.parametrize("script", ["帮助 食物", "ਮਦਦ ਚਾਹੀਦੀ", "დახმარება მჭირდება"])
def test_words_in_a_script_not_taught_hear_no_danger(lexicon: Lexicon, script: str) -> None:
    assert lexicon.hear(split_words(script))[1] is None


LISTINGS = {
    "Pollok Pantry. Low-cost food for members. Fresh fruit and tins.": "food",
    "Rent Help. Advice when your landlord wants you to leave your flat.": "housing",
    "Bumps and Babies. A group for pregnant women, with breastfeeding help.": "pregnancy_baby",
}


def test_a_listing_is_about_what_its_own_words_say(lexicon: Lexicon) -> None:
    weighed = lexicon.weigh_topics(LISTINGS)
    assert {text: strongest(shares) for text, shares in weighed.items()} == LISTINGS
    assert all(0 < share <= 1 for shares in weighed.values() for share in shares.values())


def test_a_listing_that_says_nothing_known_is_about_nothing(lexicon: Lexicon) -> None:
    assert lexicon.weigh_topics(["xqzvwk", ""]) == {"xqzvwk": {}, "": {}}


@pytest.mark.parametrize("text", LISTINGS)
def test_a_listing_is_about_the_same_whatever_is_weighed_beside_it(
    lexicon: Lexicon, text: str
) -> None:
    first = lexicon.weigh_topics([text])
    lexicon.weigh_topics(["Something else. A choir."])
    among = lexicon.weigh_topics(["A choir.", *LISTINGS, text])
    assert among[text] == pytest.approx(first[text])


def test_listings_that_did_not_change_are_not_judged_again(lexicon: Lexicon) -> None:
    first, *others = LISTINGS
    before = lexicon.weigh_topics([first])
    after = lexicon.weigh_topics([first, *others])
    assert after[first] is before[first]
    assert lexicon.weigh_topics(others).keys() == set(others)


def strongest(shares: Mapping[str, float]) -> str:
    return max(shares, key=shares.__getitem__)
