"""PDF: text by pypdf, put back into paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter

from crosscheck.model import CrosscheckError
from crosscheck.sources import text as plain_text
from crosscheck.sources.draft import About, Draft

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(r"^[\s|–—-]*(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[\s|–—-]*$", re.IGNORECASE)
_HYPHEN = re.compile(r"[a-zà-ž]-$")
_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft word|document\d*|.*\.(?:docx?|indd|pdf|pages|qxd))\b", re.IGNORECASE
)
_EDGE_LINES = 3
"""Headers and footers stand within this many lines of the top or the bottom of a page."""


def read(data: bytes, given: About | None = None) -> Draft:
    """The article in a PDF. `given` is what is already known about it.

    `Draft.text` is the extracted text; a PDF has no lines, so every place in it is on line 1. Raises
    CrosscheckError when the file is damaged, protected, or holds only pictures of pages.
    """
    pages, facts = _pages(data)
    paragraphs = _paragraphs(_without_furniture(pages))
    if not paragraphs:
        raise CrosscheckError("holds no text: it is probably a scan; run text recognition (OCR) on it first")
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(((at, at + len(paragraph)),))
        at += len(paragraph) + 2
    draft = plain_text.assemble(text, spans, (given or About()))
    said = draft.about.over(facts)
    return Draft(draft.text, draft.blocks, said, ((0, 1),))


def _pages(data: bytes) -> tuple[list[list[str]], About]:
    """The lines of each page, and what the file's own properties say."""
    import logging

    from pypdf import PdfReader  # only for PDF: a tenth of a second to load
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its notes on odd files are no news to an editor
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CrosscheckError("is protected by a password")
        pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
        meta = reader.metadata
    except CrosscheckError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        RecursionError,
    ) as error:
        raise CrosscheckError(f"cannot be read as PDF: {error}") from error
    except (DependencyError, ImportError) as error:
        raise CrosscheckError("is protected in a way that cannot be opened here") from error
    title = " ".join(str(meta.title or "").split()) if meta else ""
    author = " ".join(str(meta.author or "").split()) if meta else ""
    return pages, About(title=None if _NO_TITLE.match(title) else title or None, author=author or None)


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without lines that return at the edge of most pages."""
    pages = [[line.rstrip() for line in page] for page in pages]
    pages = [page for page in pages if any(line.strip() for line in page)]
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        seen.update({_key(line) for line in filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]})
    often = max(2, (len(pages) + 1) // 2)
    repeated = {key for key, count in seen.items() if count >= often}
    kept = []
    for page in pages:
        places = [i for i, line in enumerate(page) if line.strip()]
        edge = set(places[:_EDGE_LINES] + places[-_EDGE_LINES:])
        kept.append(
            [
                line
                for i, line in enumerate(page)
                if not (i in edge and (_PAGE.match(line) or (len(pages) > 1 and _key(line) in repeated)))
            ]
        )
    return kept


def _key(line: str) -> str:
    return _NUMBER.sub("0", " ".join(line.split())).lower()


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """Lines joined to paragraphs: an empty line ends one, and so does a full stop on a line that is short."""
    width = max((len(line) for page in pages for line in page), default=0)
    paragraphs: list[str] = []
    current = ""
    for page in pages:
        for line in page:
            words = " ".join(line.split())
            if not words:
                if current and (_END.search(current) or len(current) < 0.8 * width):
                    paragraphs.append(current)
                    current = ""
                continue
            current = _joined(current, words)
            if len(line) < 0.8 * width and (_END.search(words) or len(current) < 0.8 * width):
                paragraphs.append(current)
                current = ""
    return [p for p in [*paragraphs, current] if p]


def _joined(one: str, two: str) -> str:
    """Two lines as one; a word that was broken at the end of the line is made whole."""
    if not one:
        return two
    if one.endswith("\u00ad") or (_HYPHEN.search(one) and two[:1].islower()):
        return one[:-1] + two
    return one if not two else f"{one} {two}"
