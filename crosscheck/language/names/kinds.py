"""What kind of thing a name is: from the gazetteer, its title, its own words, its place in the sentence, the
document.

Each test answers with a kind and a reason or with None; the first answer counts, the surest tests come first
and the type the language model gives comes last, because it is right in six cases of ten only.
"""

from __future__ import annotations

from crosscheck.language.names.gazetteer import common, given_names, lookup, plain, words
from crosscheck.language.names.governments import government_of
from crosscheck.language.names.scope import FAIR, STRONG, WEAK, Reading, Scope, dateline
from crosscheck.language.names.spelling import PROPER
from crosscheck.model import NameKind


def by_title(scope: Scope, label: str) -> Reading | None:
    """A title, role or form of address directly before or beside the name."""
    span = scope.span
    if span.title is not None:
        return Reading(span, label, "person", f"title ‘{span.title}’", STRONG, title=span.title)
    small = _small_title(scope)
    if small is not None:
        return Reading(span, label, "person", f"title ‘{small}’", STRONG, title=small)
    return None


def _small_title(scope: Scope) -> str | None:
    """A title written small before the name: "emergencies minister Ada Lowe", "Its minister, Ada Lowe,"."""
    tokens, first = scope.tokens, scope.span.first
    roles = words("titles", "roles")
    k = first - 1
    comma = k >= 1 and tokens[k].text == ","
    if comma:
        k -= 1
    if (
        k < 0
        or tokens[k].text.lower() not in roles
        or (tokens[k].tag in ("NNS", "NNPS") and not tokens[k].text.isupper())
    ):
        return None
    if tokens[k].tag.startswith("VB") and not comma:
        return None
    start = k
    allowed = words("titles", "modifiers") | roles
    while start > 0 and k - start < 4:
        word = tokens[start - 1]
        low = word.text.lower()
        known = lookup(word.text) if word.text[0].isupper() else None
        if (
            low in allowed
            or (
                word.tag in ("JJ", "NN", *PROPER)
                and word.text.isalpha()
                and not word.text.isupper()
                and known is None
                and low != "new"
            )
            or (
                (known is not None and known.kind in ("demonym", "region-demonym"))
                or word.text in ("US", "U.S.", "UK", "U.K.", "EU")
            )
        ):
            start -= 1
        elif word.text == "-" and start > 1:
            start -= 2
        else:
            break
    if comma:
        opener = tokens[start - 1] if start else None
        after = scope.after()
        if opener is None or not (
            opener.tag in ("DT", "PRP$", "POS") or opener.text.lower() in ("new", "its", "the")
        ):
            return None
        if after not in (",", ".", ":", "—", "–", "-", "and", "said", ")") and not scope.verb_after():
            return None
    while start < k and tokens[start].text.lower() in ("new", "incoming", "its", "the"):
        start += 1
    return scope.sentence.block.text[tokens[start].start : tokens[k].end]


def _agency(scope: Scope) -> bool:
    """ "LISBON, March 3 (Tagus) –": the name in the brackets of a dateline."""
    first = scope.tokens[0].text
    return (
        scope.before() == "("
        and scope.after() == ")"
        and scope.span.first < 10
        and ((first.isupper() and len(first) > 3) or scope.after(2) in ("-", "–", "—"))
    )


def apposition(scope: Scope) -> str | None:
    """The role that follows the name after a comma: "Ada Lowe, the emergencies minister," → "emergencies
    minister"."""
    tokens = scope.tokens
    k = (scope.span.end_token or scope.span.last) + 1
    if k >= len(tokens) or tokens[k].text not in (",", "(", "–", "—"):
        return None
    k += 1
    roles = words("titles", "roles")
    if k < len(tokens) and tokens[k].text.lower() in ("who", "whose"):
        return ""
    if k < len(tokens) and tokens[k].text.isdigit() and len(tokens[k].text) <= 2:
        after = tokens[k + 1].text if k + 1 < len(tokens) else ""
        if after in (",", ".", ")", "") and 3 <= int(tokens[k].text) <= 110:
            return ""
    opener = tokens[k].text.lower() if k < len(tokens) else ""
    if opener in ("the", "a", "an", "its", "his", "her", "their"):
        k += 1
    start = k
    while k < len(tokens) and k - start < 6:
        low = tokens[k].text.lower()
        if tokens[k].text in (",", ".", ":", ";", ")") or tokens[k].tag in ("IN", "VBD", "VBZ", "CC", "WP"):
            return None
        if low in roles and tokens[k].tag not in ("NNS", "NNPS", "VB", "VBP", "VBZ", "VBD"):
            after = tokens[k + 1].text.lower() if k + 1 < len(tokens) else "."
            if (
                after in words("names-verbs", "after_role")
                or tokens[min(k + 1, len(tokens) - 1)].text[0].isupper()
            ):
                named = opener in ("the", "its", "their") or start == k or opener not in ("a", "an", "his", "her")
                return scope.sentence.block.text[tokens[start].start : tokens[k].end] if named else ""
        k += 1
    return None


def _described(scope: Scope) -> tuple[NameKind, str] | None:
    """What an apposition says the name is: "Halden, a mortgage lender," is a body, "Halden, a village …" a
    place."""
    tokens = scope.tokens
    k = (scope.span.end_token or scope.span.last) + 1
    if k + 2 >= len(tokens) or tokens[k].text != "," or tokens[k + 1].text not in ("the", "a", "an"):
        return None
    for token in tokens[k + 2 : k + 8]:
        if token.text in words("organisations", "bodies_before"):
            return "organisation", token.text
        if token.text in words("organisations", "places_before"):
            return "place", token.text
        if not token.tag.startswith(("NN", "JJ", "HYPH", "VBG", "VBN", "CD")) and token.text != "-":
            return None
    return None


def by_form(scope: Scope, label: str) -> Reading | None:
    """The name's own words: legal form, head noun ("Ministry", "River", "Summit")."""
    span = scope.span
    parts = [p for p in label.lower().replace(",", " ").split() if p]
    if not parts:
        return None
    government = government_of(span, label)
    if government is not None:
        return government
    entry = lookup(label)
    placed = entry is not None and entry.kind in ("city", "region")
    written = parts[-1] in words("organisations", "events") | words("organisations", "works")
    if span.acronym is not None and not placed and not written:
        return Reading(span, label, "organisation", f"acronym {span.acronym} given", STRONG)
    if len(parts) > 1 and parts[-1] in words("organisations", "legal"):
        return Reading(span, label, "organisation", f"legal form ‘{parts[-1]}’", STRONG)
    if (
        parts[0].rstrip("'’s") in words("organisations", "owners") | {"people", "women"}
        and ("'" in parts[0] or "’" in parts[0])
        and len(parts) > 1
    ):
        return Reading(span, label, "organisation", f"‘{parts[0]}’ and what they own", STRONG)
    if "&" in parts and len(parts) > 2:
        return Reading(span, label, "organisation", "‘&’", FAIR)
    person = _looks_personal(scope, label)
    for part in _heads(parts):
        found = _head_kind(part, len(parts), scope)
        if found is None:
            continue
        if person and scope.before() != "the" and found != "event":
            return None
        return Reading(span, label, found, f"head noun ‘{part}’", STRONG if len(parts) > 1 else FAIR)
    if len(parts) > 1 and parts[0].rstrip(".") in words("organisations", "place_first"):
        return Reading(span, label, "place", f"head noun ‘{parts[0]}’", STRONG)
    return None


def _heads(parts: list[str]) -> list[str]:
    """The words that may say what the thing is: the last, the one before a number, the one before "of" or
    "for"."""
    smalls = ("of", "for", "on", "in")
    found = [parts[parts.index(small, 1) - 1] for small in smalls if small in parts[1:]]
    final = len(parts) - 1
    while final > 0 and (parts[final][0].isdigit() or parts[final] in ("no", "no.")):
        final -= 1
    if found:
        return [*found, parts[final]]
    if final > 1 and lookup(parts[final].title()) is not None:
        return [parts[final - 1], parts[final]]  # "King's College London"
    found = [parts[final]]
    if "-" in parts[final]:
        found.append(parts[final].rsplit("-", 1)[1])
    return found


def _head_kind(part: str, count: int, scope: Scope) -> NameKind | None:
    if part in words("organisations", "heads"):
        if count == 1 and part in (
            "post",
            "power",
            "order",
            "force",
            "sun",
            "list",
            "fire",
            "mail",
            "team",
            "mission",
            "register",
            "review",
            "platform",
        ):
            return None
        return "organisation"
    single = count == 1 and scope.before() not in ("the", "a")
    if part in words("organisations", "events") and not single:
        return "event"
    if part in words("organisations", "places") and not single:
        return "place"
    if part in words("organisations", "works") and not single:
        return "work"
    return None


def _looks_personal(scope: Scope, label: str) -> bool:
    parts = label.split()
    return 2 <= len(parts) <= 4 and parts[0] in given_names() and "of" not in parts


def by_person_form(scope: Scope, label: str) -> Reading | None:
    """A given name or initials before one or two more words."""
    span = scope.span
    parts = label.split()
    if len(parts) < 2 or len(parts) > 5 or any(p in ("of", "and", "&", "for") for p in parts):
        return None
    first = parts[0]
    start = first.split("-")[0]
    if (
        first in given_names()
        or (start in given_names() and "-" in first)
        or (len(parts) > 2 and parts[1] in given_names() and len(parts[0]) < 4)
    ):
        return Reading(span, label, "person", f"given name ‘{first}’", STRONG)
    initials = [p for p in parts[:-1] if len(p) <= 2 and p[0].isupper() and (p.endswith(".") or len(p) == 1)]
    if initials and len(initials) == len(parts) - 1 and scope.before() != "the" and len(parts[-1]) > 2:
        return Reading(span, label, "person", "initials", FAIR)
    return None


def by_context(scope: Scope, label: str) -> Reading | None:
    """What stands around the name: an age, a role after it, a place it lies in, what it does."""
    span = scope.span
    if dateline(scope):
        return Reading(span, label.title(), "place", "dateline", STRONG)
    if _agency(scope):
        return Reading(span, label, "organisation", "agency in the dateline", STRONG)
    if any(c.isdigit() for c in label) and len(label.split()) == 1 and any(c.isalpha() for c in label):
        return Reading(span, label, "other", "a code with digits", FAIR)
    if scope.after() in ("administration", "presidency", "premiership", "ticket") and len(label.split()) == 1:
        return Reading(span, label, "person", f"before ‘{scope.after()}’", FAIR)
    role = apposition(scope)
    named = len(label.split()) > 1 or role
    if role is not None and named and scope.before() != "the":
        reason = f"followed by ‘{role}’" if role else "followed by an age, ‘who’ or a role"
        return Reading(span, label, "person", reason, STRONG if role else FAIR, title=role or None)
    if scope.after() == "," and span.last + 2 < len(scope.tokens):
        following = lookup(scope.tokens[span.last + 2].text) or (
            lookup(" ".join(t.text for t in scope.tokens[span.last + 2 : span.last + 4]))
        )
        if (
            following is not None
            and following.kind in ("country", "region")
            and scope.before() in ("in", "at", "near", "from", "to", "of", "outside", "")
        ):
            return Reading(span, label, "place", f"in {following.label}", FAIR)
    follower = scope.after()
    if follower in words("organisations", "places_after"):
        return Reading(span, label, "place", f"before ‘{follower}’", FAIR)
    if follower in words("organisations", "bodies_after"):
        return Reading(span, label, "organisation", f"before ‘{follower}’", FAIR)
    if scope.before() in words("organisations", "bodies_before"):
        return Reading(span, label, "organisation", f"after ‘{scope.before()}’", FAIR)
    if scope.before() in words("organisations", "places_before"):
        return Reading(span, label, "place", f"after ‘{scope.before()}’", FAIR)
    if (
        scope.before() in ("of", "at")
        and scope.before(2) in words("titles", "roles")
        and scope.before() != scope.after()
    ):
        return Reading(span, label, "organisation", f"after ‘{scope.before(2)} {scope.before()}’", FAIR)
    if scope.before() == "of" and scope.before(2) in (
        "north",
        "south",
        "east",
        "west",
        "outskirts",
        "centre",
        "center",
        "km",
        "miles",
        "kilometres",
    ):
        return Reading(span, label, "place", f"after ‘{scope.before(2)} of’", FAIR)
    if scope.before() == "of" and scope.before(2) in words("organisations", "places_after"):
        return Reading(span, label, "place", f"after ‘{scope.before(2)} of’", FAIR)
    before = scope.before()
    model = {t.ent for t in scope.tokens[span.first : span.last + 1]}
    if (
        before in words("names-verbs", "located") - {"at", "off", "central"}
        and "PER" not in model
        and not label.isupper()
    ):
        return Reading(span, label, "place", f"after ‘{before}’", FAIR)
    if before in ("at", "from", "to", "into") and "LOC" in model:
        return Reading(span, label, "place", f"after ‘{before}’", WEAK)
    described = _described(scope)
    if described is not None:
        return Reading(span, label, described[0], f"followed by ‘{described[1]}’", FAIR)
    return None


def _does() -> frozenset[str]:
    return words("names-verbs", "acts") | words("names-verbs", "speech")


def by_shape(scope: Scope, label: str) -> Reading:
    """The last signs: two or three words that speak, an acronym, the language model's own type."""
    span = scope.span
    parts = label.split()
    compact = label.replace(".", "").replace("&", "").replace("-", "")
    if len(parts) == 1 and compact.isupper() and 2 <= len(compact) <= 6 and compact.isalpha():
        return Reading(span, label, "organisation", "acronym", FAIR)
    verb = scope.verb_after()
    speaks = verb in words("names-verbs", "speech")
    model = [t.ent for t in scope.tokens[span.first : span.last + 1] if t.ent]
    if scope.before() == "the" and not (model and set(model) == {"LOC"}):
        return Reading(
            span, label, "organisation" if model or len(parts) > 1 or speaks else "other", "after ‘the’", WEAK
        )
    if speaks and 2 <= len(parts) <= 3 and scope.before() != "the" and all(p[0].isupper() for p in parts):
        return Reading(span, label, "person", f"subject of ‘{verb}’", FAIR)
    unusual = all(p.lower() not in common() for p in parts)
    if 2 <= len(parts) <= 3 and unusual and scope.before() not in ("the", "of", "from", "to", "at"):
        if set(model) == {"PER"}:
            return Reading(span, label, "person", "two names, as the language model types them", FAIR)
        governor = scope.governor()
        acts = scope.head().dep == "nsubj" and governor is not None and governor.lemma in _does()
        if "ORG" not in model and acts:
            return Reading(span, label, "person", "two names, subject of a verb", FAIR)
        if set(model) == {"LOC"} and scope.before() not in words("names-verbs", "located"):
            return Reading(span, label, "person", "two names, no sign of a place", WEAK)
    if scope.after() == "as" and unusual and 2 <= len(parts) <= 3:
        near = scope.tokens[span.last + 2 : span.last + 7]
        if any(t.text.lower() in words("titles", "roles") for t in near):
            return Reading(span, label, "person", "‘as’ with a role after it", FAIR)
    if scope.before() in ("told", "tells") and len(parts) == 1:
        return Reading(span, label, "organisation", f"told, subject of the report: {label}", WEAK)
    if speaks and len(parts) == 1 and "PER" not in model:
        return Reading(span, label, "organisation", f"subject of ‘{verb}’", WEAK)
    if model:
        best = max(sorted(set(model)), key=model.count)
        kind: NameKind = {"PER": "person", "ORG": "organisation", "LOC": "place"}.get(best, "other")  # type: ignore[assignment]
        return Reading(span, label, kind, "as the language model types it", WEAK)
    if speaks:
        return Reading(span, label, "organisation", f"subject of ‘{verb}’", WEAK)
    return Reading(span, label, "other", "no sign of its kind", WEAK)


def label_of(scope: Scope) -> str:
    """The name as a label: no article, no possessive, white space single, capitals throughout brought to
    normal."""
    span = scope.span
    text = scope.sentence.block.text[scope.tokens[span.first].start : scope.tokens[span.last].end]
    text = plain(" ".join(text.split()))
    return text.strip(" ,'’\"“”")
