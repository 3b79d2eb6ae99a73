"""Hear who is asking, so that a service made for dads comes first for dads and not for a gran."""

from collections.abc import Iterable

from app.content.models import Group, Service
from app.search.words import split_words

_SAID: dict[Group, str] = {
    "dads": "dad dads daddy father fathers da das faither single dad new dad",
    "young parents": "teen teenage schoolgirl young mum young dad",
    "single parents": "single lone",
    "kinship carers": "kinship gran granny grandparent grandparents auntie nephew niece",
    "grandparents": "gran granny granda grandad grandparent grandparents nana",
    "foster and adoptive families": "foster fostering adopt adopted adoption adoptive",
    "LGBT+ people": "lgbt lgbtq gay lesbian bi bisexual trans transgender queer",
    "refugees and people seeking asylum": "refugee refugees asylum",
    "families with a person in prison": "prison jail barlinnie",
    "young carers": "young carer carers",
    "pregnant women": "pregnant expecting pregnancy",
    "students": "student students uni university college",
}
_IMPLIED: dict[str, tuple[Group, ...]] = {
    "new_to_scotland": ("refugees and people seeking asylum",),
    "kinship_adoption": ("kinship carers", "foster and adoptive families", "grandparents"),
    "prison": ("families with a person in prison",),
    "pregnancy_baby": ("pregnant women",),
    "carers": ("young carers",),
}
_WORDS = {group: frozenset(split_words(said)) - {"young", "new"} for group, said in _SAID.items()}


def hear_groups(words: Iterable[str], needs: Iterable[str]) -> frozenset[Group]:
    """Return the groups that the words, or the needs heard in them, speak of."""
    said = frozenset(words)
    heard = {group for group, theirs in _WORDS.items() if said & theirs}
    return frozenset(heard.union(*(_IMPLIED.get(slug, ()) for slug in needs)))


def is_for_others(service: Service, groups: frozenset[Group]) -> bool:
    """Return whether a service is made only for groups that nobody spoke of.

    Groups that any family may belong to (children, mums, women only) never count against it.
    """
    if not service.welcomes:
        return False
    made_for = [group for group in service.welcomes if group in _WORDS]
    return bool(made_for) and len(made_for) == len(service.welcomes) and not groups & set(made_for)
