"""Word families: which words meet, which stay apart, and that the data file is sound."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from crosscheck.language.data import load
from crosscheck.language.families import family, opposite

MEET = """
invest investment investor
announce announcement announcing
negotiate negotiation talks
kill death dead die fatality deaths
injure injury hurt wounded
prelim preliminary exam
car vehicle auto
pupil student schoolchild
tariff duty levy
quake earthquake tremor
walkout strike
ceasefire truce
buy purchase acquisition
agree agreement accord pact
resign resignation quit
evacuate evacuation evacuee
arrest arrested
convict conviction
blaze fire
flood flooding
employee worker staff workforce
revenue turnover
profit earnings
production output produce
electricity electric
import imports
ratify ratification
vaccinate vaccination jab
organise organize
labour labor
defence defense
propose proposal
approve approval
withdraw withdrawal
home house dwelling residence property
passenger traveller rider
rail railway railroad
tram streetcar
pavement sidewalk
metro subway
skipper captain
doctor physician medic clinician
pupil student schoolchild learner
pensioner retiree
child youngster kid juvenile
mother mum mom
witness eyewitness
attacker assailant
fail failure
impose imposition
describe description
transmit transmission
accurate accuracy
urgent urgency
expose exposure
recommend advise advice
lawsuit litigate
flee abscond
journalist reporter correspondent
newspaper tabloid
regulator watchdog
reject repudiate
criticise slam lambast
north northern
coast coastal shore
influenza flu
laboratory lab
forecast foresee
severe serious severity
"""

APART = """
turnout vote
turnout share
injured killed
missing killed
casualty killed
firm option
order option
revenue profit
import export
import important
author authority
police policy
executive execute
emergency emerge
party partial
university universe
officer office
several severe
witness wit
business busy
senate senator
majority major
damage destroy
earthquake aftershock
forecast outcome
minister ministry
prisoner prison
arrest convict
sentence fine
fire explosion
farmer farm
customs customer
department departure
train training
international intern
petrol diesel
median average
negotiator negotiate
murder manslaughter
dose vaccination
company companion
enterprise company
personnel employee
destroyer destroy
conservative conserve
computer calculate
offensive offence
reference referee
severance severe
collective collection
assistant assist
regulator regulation
photographer photograph
subsidence subside
hijacker hijack
convention conventional
pandemic epidemic
autopsy inquest
pardon amnesty
devaluation depreciation
judge magistrate
obese overweight
relegated eliminated
pop pope
hug huge
sit site
rag rage
"""

OPPOSED = """
rise fall
win lose
open close
guilty acquitted
accept reject
agree refuse
alive dead
confirm deny
signed unsigned
cancel proceed
import export
profit loss
increase cut
allow ban
deliberate accidental
increasing falling
"""

NOT_OPPOSED = """
rise increase
kill injure
fall drop
unit under
agree sign
"""


def _rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize("words", _rows(MEET), ids=" ".join)
def test_forms_of_one_word_meet(words: list[str]) -> None:
    assert len({family(word) for word in words}) == 1, {word: family(word) for word in words}


@pytest.mark.parametrize("words", _rows(APART), ids=" ".join)
def test_words_that_change_the_fact_stay_apart(words: list[str]) -> None:
    one, other = words
    assert family(one) != family(other)


@pytest.mark.parametrize("words", _rows(OPPOSED), ids=" ".join)
def test_opposites(words: list[str]) -> None:
    one, other = words
    assert opposite(one, other)
    assert opposite(other, one)


@pytest.mark.parametrize("words", _rows(NOT_OPPOSED), ids=" ".join)
def test_not_opposites(words: list[str]) -> None:
    one, other = words
    assert not opposite(one, other)
    assert not opposite(other, one)


def test_part_of_speech_decides_where_the_file_says_so() -> None:
    assert family("strike", "NOUN") == family("walkout")
    assert family("strike", "VERB") != family("walkout")
    assert family("fire", "VERB") == family("sack", "VERB")
    assert family("fire", "NOUN") == family("blaze")
    assert family("lift", "NOUN") == family("elevator")
    assert family("lift", "VERB") == family("raise")
    assert family("minor", "NOUN") == family("child")
    assert family("minor", "ADJ") == family("slight")


def test_case_does_not_matter() -> None:
    assert family("Tariff") == family("tariff")
    assert opposite("Rise", "fall")


def test_a_word_stands_in_one_group() -> None:
    members = Counter(member.strip() for group in load("families")["groups"] for member in group.split(","))
    assert [member for member, count in members.items() if count > 1] == []
    plain = {member for member in members if "/" not in member}
    assert [member for member in members if "/" in member and member.partition("/")[0] in plain] == []


def test_the_key_of_a_group_is_a_word_of_any_part_of_speech() -> None:
    assert [group for group in load("families")["groups"] if "/" in group.partition(",")[0]] == []


def test_a_group_has_at_least_two_words() -> None:
    assert [group for group in load("families")["groups"] if "," not in group] == []
    assert len(load("families")["groups"]) >= 1200


def test_a_member_is_one_word_in_lower_case_with_a_part_of_speech_that_tokens_have() -> None:
    members = [member.strip() for group in load("families")["groups"] for member in group.split(",")]
    words = [member.partition("/")[0] for member in members]
    assert [word for word in words if not word.isalpha() or word != word.lower()] == []
    assert [m for m in members if "/" in m and m.partition("/")[2] not in {"noun", "verb", "adj"}] == []


def test_a_part_of_speech_is_given_where_another_sense_stands_elsewhere() -> None:
    """A word in two groups has a part of speech in both, and not the same one."""
    places: dict[str, list[str]] = {}
    for group in load("families")["groups"]:
        for member in group.split(","):
            word, pos = _split(member.strip())
            places.setdefault(word, []).append(pos)
    assert [
        word for word, found in places.items() if len(found) > 1 and ("" in found or len(set(found)) < len(found))
    ] == []


def test_keys_of_groups_do_not_meet_by_stem() -> None:
    """A word of no group must not land in one by a stem that happens to be its key."""
    keys = [group.partition(",")[0].strip() for group in load("families")["groups"]]
    assert [(one, other) for one, other in combinations(keys, 2) if family(one) == family(other)] == []


def test_a_member_has_the_key_of_its_group() -> None:
    wrong = [
        (member, group)
        for group in load("families")["groups"]
        for member in (part.strip() for part in group.split(","))
        if family(*_split(member)) != family(group.partition(",")[0].strip())
    ]
    assert wrong == []


def _split(member: str) -> tuple[str, str]:
    word, _, pos = member.partition("/")
    return word, pos.upper()


def test_words_that_stand_alone_are_their_own_key() -> None:
    grouped = {
        member.strip().partition("/")[0] for group in load("families")["groups"] for member in group.split(",")
    }
    alone = [word for line in load("families")["alone"] for word in line.split()]
    assert [word for word in alone if word in grouped or family(word) != family(word.upper())] == []
    assert [word for word, count in Counter(alone).items() if count > 1] == []


def test_opposites_are_not_of_one_family() -> None:
    wrong = [
        (one, other)
        for pair in load("families")["opposites"]
        for one in pair.split("|")[0].split(",")
        for other in pair.split("|")[1].split(",")
        if family(one.strip()) == family(other.strip())
    ]
    assert wrong == []
