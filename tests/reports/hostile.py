"""Texts that have broken report pages elsewhere, and a report in which everything that comes from outside is one.

The sorts follow the OWASP XSS filter evasion sheet and the big list of naughty strings; the texts are our own.
"""

from __future__ import annotations

from crosscheck.model import Attribute, Entity, Facets, NotCompared, Report, Side, Skipped, Source, Value
from tests import builders

TEXTS = (
    "<script>window.owned=1</script>",
    "</script><script>window.owned=1</script>",
    "</style><script>window.owned=1</script>",
    "</title><svg onload=window.owned=1>",
    "<img src=x onerror=window.owned=1>",
    "<img src=https://example.invalid/pixel.gif>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<base href=https://example.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
    "<link rel=stylesheet href=https://example.invalid/a.css>",
    "<style>@import 'https://example.invalid/a.css';*{display:none}</style>",
    "<form action=https://example.invalid/><button>Click</button></form>",
    "<a href=javascript:window.owned=1>read</a>",
    "javascript:window.owned=1",
    "data:text/html,<script>window.owned=1</script>",
    '" autofocus onfocus="window.owned=1',
    "' onmouseover='window.owned=1",
    "` onclick=`window.owned=1",
    "--><script>window.owned=1</script><!--",
    "]]><script>window.owned=1</script><![CDATA[",
    "&lt;script&gt;window.owned=1&lt;/script&gt;",
    "&#60;script&#62;window.owned=1",
    "{{ 913*7 }}{% include '/etc/passwd' %}${913*7}#{913*7}",
    "<svg><a xlink:href='javascript:window.owned=1'><text>x</text></a></svg>",
    "<math><mtext></p><script>window.owned=1</script>",
    "<template><script>window.owned=1</script></template>",
    "<noscript><p title='</noscript><script>window.owned=1</script>'>",
    "\x00<scr\x00ipt>window.owned=1</script>",
    "\u202e<script>window.owned=1</script>\u202c",
    "＜script＞window.owned=1＜/script＞",
    "\ufeff\u200b<b>bold</b>\u2028\u2029",
    "../../../../etc/passwd",
    '=HYPERLINK("https://example.invalid")',
    "A" * 300,
    "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 20,
)


def story() -> Report:
    """A report with one conflict, one agreement and one single-source claim for each hostile text."""
    sources, claims, findings, entities, skipped, apart = [], [], [], [], [], []
    for number, text in enumerate(TEXTS):
        of = _source(f"{number:02}", text)
        sources.append(of)
        attribute = Attribute(f"open:{text}", text)
        facets = Facets(speaker=text, stance="denies", place=text, period=text)
        for part in range(2):
            value = Value("quantity", text, 10.0 + part * 90, 11.0 + part * 90, text, text)
            made = builders.claim(
                f"{text}{number}.{part}",
                of,
                of.text,
                value,
                subject=text,
                said_subject=text,
                attribute=attribute,
                facets=facets,
            )
            claims.append(made)
        entities.append(Entity(text, text, "organisation", (text,), (text,)))
        pair = tuple(c.id for c in claims[-2:])
        findings += [
                builders.finding(
                    f"{text}{kind}", kind, f"{text} {kind}", Side(text, pair[:1]), Side(text + "!", pair[1:]),
                    explanation=text, check=text, steps=(text, text), entity=text, attribute=attribute.id,
                )
                for kind in ("value-conflict", "agreement", "single-source", "update")
        ]  # fmt: skip
        skipped.append(Skipped(text, text))
        apart.append(NotCompared(pair, text))
    return builders.report(
        tuple(sources), tuple(claims), tuple(findings),
        entities=tuple(entities), skipped=tuple(skipped), not_compared=tuple(apart),
    )  # fmt: skip


def _source(number: str, text: str) -> Source:
    return builders.source(
        f"{number}.txt", f"It says {text} here.", id=f"{number}{text}", path=text, title=text, publisher=text,
        author=text, url=text, origin=f"{number}{text}", origin_reason=text, published="2025-03-04",
    )  # fmt: skip
