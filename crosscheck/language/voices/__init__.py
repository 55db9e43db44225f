"""Who says what: direct and reported speech with its speaker and stance.

`quotes` finds the quotation marks, `direct` whose words stand between them, `reported` speech without marks
(with `complements`, `objects` and `attributions` for what is said), `speakers` the speaker's noun phrase. This
module puts them together: it resolves pronouns to the speaker of the sentences before, and counts how deep speech
is nested. The words are in `data/voices.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosscheck.language.voices import direct, reported, speakers
from crosscheck.language.voices.lexicon import lexicon
from crosscheck.language.voices.quotes import Quote, scan
from crosscheck.language.voices.speakers import Kind, Speaker, View
from crosscheck.language.voices.stretches import Said
from crosscheck.model import NameMention, Sentence, Stance, Voice

__all__ = ["find"]

_STAMP = re.compile(r"(?:[-•*–—]\s+|\d{1,2}[.:]\d\d\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}\b)?\s*[-–—:]?\s+)")


_Mention = tuple[str, Kind, str | None, int]
"""A possible antecedent: its words, its kind, the pronoun its title allows, and its first token."""


@dataclass(slots=True)
class _Found:
    """A voice before its pronoun is resolved. `view` is the sentence in which the speaker is named."""

    sentence: int
    start: int
    end: int
    view: View | None
    speaker: Speaker | None
    stance: Stance
    cue: str
    direct: bool
    at: int
    """Where in the block the verb of speech stands."""


def find(sentences: Sequence[Sentence], names: Sequence[tuple[NameMention, ...]]) -> tuple[tuple[Voice, ...], ...]:
    """For each sentence the stretches that somebody says, outermost first.

    `start … end` of a voice is what is said, without "that" and without quotation marks; a denial that does
    not repeat what it denies ("she said that was untrue") is its whole clause. `speaker_start … speaker_end`
    is where the speaker is named in the sentence's own block. `speaker` is the text there, except for a
    pronoun whose antecedent is clear within the two sentences before: then it is the antecedent's words, and
    the span is the pronoun's. A voice of nobody named ("is said to …", a quotation nobody claims) has the
    empty speaker. A quotation over several sentences has a voice in each; when its speaker is named in
    another block, the speaker's span is empty.
    """
    views = [_view(sentence, in_names) for sentence, in_names in zip(sentences, names, strict=True)]
    blocks = _blocks(views)
    texts = [group[0].sentence.block.text for group in blocks]
    found: list[_Found] = []
    last_quoted: _Found | None = None
    for group, quotes in zip(blocks, scan(texts), strict=True):
        _mark_quoted(group, quotes)
        spoken = [
            _Found(
                v.sentence.index,
                *_chars(v, s),
                v,
                s.speaker,
                s.stance,
                s.cue,
                False,
                v.sentence.tokens[s.verb].start,
            )
            for v in group
            for s in reported.find(v)
        ]
        quoted, last_quoted = _quoted(group, quotes, spoken, last_quoted)
        found.extend(_kept(spoken, quoted))
        found.extend(quoted)
    return _resolved(views, found)


def _view(sentence: Sentence, names: tuple[NameMention, ...]) -> View:
    low = [t.text.lower() for t in sentence.tokens]
    return View(sentence, names, low, [-1] * len(low), lexicon(), _body(sentence, low))


def _body(sentence: Sentence, low: list[str]) -> int:
    """The first token behind a dateline ("OSLO, 3 May (Wire) –"), a time stamp or a bullet."""
    tokens = sentence.tokens
    if not tokens:
        return 0
    first = tokens[0].text
    if first.isupper() and len(first) > 2 and first.isalpha():
        for k in range(1, min(16, len(tokens) - 2)):
            if low[k] in ("–", "—", "-", "--") and sentence.block.text[tokens[k].start - 1].isspace():
                return k + 1
    stamp = _STAMP.match(sentence.text)
    if stamp:
        end = sentence.start + stamp.end()
        return next((t.i for t in tokens if t.start >= end), 0)
    return 0


def _blocks(views: Sequence[View]) -> list[list[View]]:
    groups: list[list[View]] = []
    for view in views:
        if groups and groups[-1][0].sentence.block_index == view.sentence.block_index:
            groups[-1].append(view)
        else:
            groups.append([view])
    return groups


def _touching(group: list[View], start: int, end: int) -> list[View]:
    """The sentences of a block that touch the span."""
    first = bisect_right(group, start, key=lambda v: v.sentence.end)
    return group[first : bisect_left(group, end, lo=first, key=lambda v: v.sentence.start)]


def _mark_quoted(group: list[View], quotes: list[Quote]) -> None:
    text = group[0].sentence.block.text
    for number, quote in enumerate(quotes):
        if not direct.is_speech(quote, text):
            continue
        for view in _touching(group, quote.start, quote.end):
            tokens = view.sentence.tokens
            for token in tokens[bisect_left(tokens, quote.start, key=lambda t: t.start) :]:
                if token.end > quote.end:
                    break
                view.quoted[token.i] = number


def _chars(view: View, said: Said) -> tuple[int, int]:
    tokens = view.sentence.tokens
    return tokens[said.first].start, tokens[said.last].end


def _quoted(
    group: list[View], quotes: list[Quote], spoken: list[_Found], last: _Found | None
) -> tuple[list[_Found], _Found | None]:
    """The voices of the quotations of one block; `last` is the quotation before, which may go on here."""
    text = group[0].sentence.block.text
    found: list[_Found] = []
    by_sentence = _by_sentence(spoken)
    previous_end = 0
    for quote in quotes:
        if not direct.is_speech(quote, text):
            continue
        near = _touching(group, quote.start, quote.end)
        if _inside_reported(quote, near, by_sentence) and not quote.ends_like_speech(text):
            continue
        who = direct.attribute(quote, _touching(group, quote.start - 1, quote.end + 4))
        if who is not None:
            base = _Found(
                0, 0, 0, who.view, who.speaker, who.stance, who.cue, True, who.view.sentence.tokens[who.verb].start
            )
        elif (quote.continued and last is not None) or (
            last is not None and found and _alone(group, text, quote, previous_end)
        ):
            base = replace(last)
        elif _inside_reported(quote, near, by_sentence):
            continue
        elif quote.words(text) > direct._SCARE + 1 and quote.ends_like_speech(text) and _own_sentence(text, quote):
            base = _Found(0, 0, 0, None, None, "asserts", '"', True, -1)
        else:
            continue
        previous_end = quote.end
        for view in near:
            start = max(view.sentence.start, quote.inner_start)
            end = min(view.sentence.end, quote.inner_end)
            if start < end:
                start, end = _tight(text, start, end)
                found.append(replace(base, sentence=view.sentence.index, start=start, end=end))
        last = base
    return found, last


def _by_sentence(found: list[_Found]) -> dict[int, list[_Found]]:
    groups: dict[int, list[_Found]] = {}
    for item in found:
        groups.setdefault(item.sentence, []).append(item)
    return groups


def _inside_reported(quote: Quote, near: list[View], spoken: dict[int, list[_Found]]) -> bool:
    """Whether the quotation is a part of something reported: "told them it was 'too early to say'"."""
    return any(
        said.start <= quote.inner_start
        and quote.inner_end <= said.end
        and not (quote.start <= said.start and said.end <= quote.end)
        for view in near
        for said in spoken.get(view.sentence.index, ())
    )


def _alone(group: list[View], text: str, quote: Quote, previous_end: int) -> bool:
    """Whether no other sentence stands between the quotation and the one before."""
    between = _touching(group, previous_end, quote.start)
    return _own_sentence(text, quote) and not any(
        v.sentence.start >= previous_end and v.sentence.end <= quote.start for v in between
    )


def _own_sentence(text: str, quote: Quote) -> bool:
    before = text[: quote.start].rstrip()
    return not before or before[-1] in '.?!:,”"'


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \"“”'‘’":
        start += 1
    while end > start and text[end - 1] in ' ,"“”':
        end -= 1
    return start, end


def _kept(spoken: list[_Found], quoted: list[_Found]) -> list[_Found]:
    """Reported speech that is not just the quotation again ("'…,' he said" has one voice, not two)."""
    quotations = _by_sentence(quoted)
    kept = []
    for said in spoken:
        same = [q for q in quotations.get(said.sentence, ()) if not q.start <= said.at < q.end]
        inside = sum(max(0, min(q.end, said.end) - max(q.start, said.start)) for q in same)
        if inside < 0.8 * (said.end - said.start):
            kept.append(said)
    return kept


# ------------------------------------------------------------------------------------- pronouns and depth


def _resolved(views: list[View], found: list[_Found]) -> tuple[tuple[Voice, ...], ...]:
    per: list[list[tuple[_Found, Voice]]] = [[] for _ in views]
    order: dict[int, list[_Found]] = {}
    for item in found:
        order.setdefault(item.sentence, []).append(item)
    offset = views[0].sentence.index if views else 0
    spoke: dict[int, list[_Mention]] = {}
    for index in sorted(order):
        view = views[index - offset]
        items = sorted(order[index], key=lambda f: (f.start, -f.end, f.direct))
        outer: list[tuple[_Found, str]] = []
        for item in items:
            around = [(o, name) for o, name in outer if o.start <= item.start and item.end <= o.end]
            speaker = _name(views, view, item, around, spoke, offset)
            start, end = _place(view, item)
            voice = Voice(
                item.start, item.end, speaker, start, end, item.stance, item.cue, item.direct, len(around)
            )
            per[index - offset].append((item, voice))
            outer.append((item, speaker))
    return tuple(tuple(voice for _, voice in items) for items in per)


def _place(view: View, item: _Found) -> tuple[int, int]:
    if item.view is None or item.speaker is None or item.view.sentence.block_index != view.sentence.block_index:
        return item.start, item.start
    tokens = item.view.sentence.tokens
    return tokens[item.speaker.first].start, tokens[item.speaker.last].end


def _name(
    views: list[View],
    view: View,
    item: _Found,
    around: list[tuple[_Found, str]],
    spoke: dict[int, list[_Mention]],
    offset: int,
) -> str:
    if item.view is None or item.speaker is None:
        return ""
    where = item.view
    tokens = where.sentence.tokens
    words = where.sentence.block.text[tokens[item.speaker.first].start : tokens[item.speaker.last].end]
    kind = speakers.kind(where, item.speaker)
    pronoun = words.lower()
    if kind != "pronoun":
        _remember(spoke, where, words, kind, speakers.gender(where, item.speaker), item.speaker.first)
        return words
    if pronoun in ("i", "we"):
        return next((name for o, name in reversed(around) if o.direct and name), words)
    for outer, name in reversed(around):
        if not name or name.lower() in speakers.PRONOUNS:
            continue
        known = next(
            (s for k in (0, 1, 2, 3) for s in spoke.get(where.sentence.index - k, ()) if s[0] == name), None
        )
        if known and _fits(pronoun, known[1], known[2]):
            rivals = _subjects(where, pronoun, item.speaker.first, outer.start)
            return words if rivals else name
    again = next((s for s in spoke.get(where.sentence.index, ()) if s[3] == item.speaker.first), None)
    if again:  # a quotation over several sentences has one speaker
        return again[0]
    same_block = where.sentence.block_index == view.sentence.block_index
    behind = same_block and item.end <= where.sentence.tokens[item.speaker.first].start
    found = _antecedent(views, where, item, pronoun, spoke, offset, behind)
    sex = pronoun if pronoun in ("he", "she") else None
    kind = found[1] if found else "person" if sex else "body"
    name = found[0] if found else words  # unresolved, it still stands for the same one when it comes again
    _remember(spoke, where, name, kind, sex, item.speaker.first)
    return name


def _antecedent(
    views: list[View],
    where: View,
    item: _Found,
    pronoun: str,
    spoke: dict[int, list[_Mention]],
    offset: int,
    behind: bool,
) -> _Mention | None:
    """What the pronoun stands for, when it is clear within the two sentences before: a speaker first, else the
    subject of a sentence with nobody else named near by. `behind` says that the pronoun stands behind what is
    said ("…, they added"), whose subject it is not."""
    index = where.sentence.index
    speaker = item.speaker
    if speaker is None:
        return None
    for back in range(3):
        candidates = [
            s for s in spoke.get(index - back, ()) if _fits(pronoun, s[1], s[2]) and (back or s[3] < speaker.first)
        ]
        if pronoun == "it" and not candidates:  # a name of one word that was taken for a person's
            candidates = [s for s in spoke.get(index - back, ()) if s[2] is None and s[0].isalpha() and back]
        spoken = bool(candidates)
        if not spoken and behind and not back:
            continue
        if not candidates and index - back - offset >= 0:
            candidates = _subjects(views[index - back - offset], pronoun, speaker.first if not back else None)
            # the one who acts directly before a quotation is its speaker: "His son nodded. '…,' he said."
            far = back if item.direct and behind and back == 1 else 2
            near = views[max(index - offset - far, 0) : index - offset + 1]
            at = where.sentence.tokens[speaker.first].start
            if candidates and _rivals(near, pronoun, candidates[0][0], at):
                return None
        same = [c for c in candidates if c[2] == pronoun]  # the one already called so, or titled so
        distinct = {c[0]: c for c in same or candidates}
        if distinct:
            found = next(iter(distinct.values()))
            # one who has just spoken is meant, whoever was named before
            near = views[max(index - offset - (min(back, 1) if spoken else 2), 0) : index - offset + 1]
            at = where.sentence.tokens[speaker.first].start
            doubtful = found[2] is None and _rivals(near, pronoun, found[0], at)
            return None if doubtful or len(distinct) > 1 else found
    return _only_person(views[max(index - offset - 1, 0) : index - offset + 1], pronoun) if item.direct else None


def _only_person(views: Sequence[View], pronoun: str) -> _Mention | None:
    """The one person named in full in the sentence before a quotation: "For Marta Kowal, … '…,' she says."."""
    named = [n for view in views for n in view.names if n.kind == "person"]
    if pronoun not in ("he", "she") or len({n.label for n in named}) != 1 or " " not in named[0].label:
        return None
    sex = speakers.pronoun_of_name(named[0])
    return (named[0].label, "person", sex, 0) if sex in (None, pronoun) else None


def _rivals(views: Sequence[View], pronoun: str, name: str, before: int) -> bool:
    """Whether another person is named before the pronoun; then it is not clear without a verb of speech."""
    if pronoun not in ("he", "she"):
        return False
    last = views[-1]
    return any(
        n.kind == "person"
        and n.label.split()[-1] not in name
        and speakers.pronoun_of_name(n) in (None, pronoun)
        and (view is not last or n.end <= before)
        for view in views
        for n in view.names
    )


def _remember(
    spoke: dict[int, list[_Mention]],
    view: View,
    words: str,
    kind: Kind,
    gender: str | None,
    first: int,
) -> None:
    spoke.setdefault(view.sentence.index, []).append((words, kind, gender, first))


def _fits(pronoun: str, kind: Kind, gender: str | None) -> bool:
    if pronoun in ("he", "she"):
        return kind == "person" and gender in (None, "they", pronoun)
    if pronoun == "it":
        return kind in ("body", "unknown") and gender is None
    if pronoun == "they" and kind == "person":
        return gender == "they"
    return kind in ("plural", "body")


def _subjects(view: View, pronoun: str, before: int | None, start: int = 0) -> list[_Mention]:
    """The subjects of a sentence that the pronoun could stand for."""
    tokens = view.sentence.tokens
    found: list[_Mention] = []
    for token in tokens:
        if (
            token.dep in ("nsubj", "nsubj:pass")
            and (before is None or token.i < before)
            and token.pos in ("NOUN", "PROPN")
            and token.start >= start
        ):
            speaker = speakers.phrase(view, token.i, before=token.head)
            kind = speakers.kind(view, speaker)
            gender = speakers.gender(view, speaker)
            if kind != "unknown" and _fits(pronoun, kind, gender):
                text = view.sentence.block.text[tokens[speaker.first].start : tokens[speaker.last].end]
                found.append((text, kind, gender, speaker.first))
    return found
