"""`crosscheck baseline`: the findings that are known, in a file that the gate holds new ones against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from crosscheck.cli import options
from crosscheck.cli.console import OK, say, write
from crosscheck.cli.job import Job, do, plan, shown
from crosscheck.config import Config
from crosscheck.model import CrosscheckError, Finding

FORMAT_VERSION = "1.0"
DEFAULT = Path("crosscheck-baseline.json")


@click.command()
@options.paths
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"The file to write. [default: the config's `baseline`, else {DEFAULT}]",
)
@options.rules
@options.quiet
def command(paths: tuple[Path, ...], baseline_file: Path | None, rules: tuple[Path, ...], quiet: bool) -> int:
    """Write down the findings of today, so that the gate fails on new ones only."""
    job = plan(paths, rules, quiet=quiet)
    return baseline(job, where(baseline_file, job.config))


def baseline(job: Job, file: Path) -> int:
    """Write the baseline; the exit status."""
    findings = do(job).report.findings
    write(file, dump(findings))
    say(f"Wrote {shown(file)}: {len({f.fingerprint for f in findings})} findings", quiet=job.quiet)
    return OK


def where(given: Path | None, config: Config | None) -> Path:
    """The baseline file: the given one, else the config's, else the usual name in the working folder."""
    return given or (config.root / config.baseline if config else DEFAULT)


def dump(findings: Iterable[Finding]) -> str:
    """A baseline file: the findings by fingerprint, one a line, so that a change is a small diff."""
    known = {f.fingerprint: {"fingerprint": f.fingerprint, "kind": f.kind, "title": f.title} for f in findings}
    lines = ",\n".join("    " + json.dumps(known[key], ensure_ascii=False) for key in sorted(known))
    body = f"[\n{lines}\n  ]" if known else "[]"
    return f'{{\n  "format_version": "{FORMAT_VERSION}",\n  "findings": {body}\n}}\n'


def load(file: Path) -> Mapping[str, str]:
    """The known findings: titles by fingerprint.

    Raises CrosscheckError for a file that is missing (and says how to make one) or broken.
    """
    name = shown(file)
    try:
        data = json.loads(file.read_bytes())
    except FileNotFoundError as error:
        raise CrosscheckError("there is no baseline; make one with `crosscheck baseline`", name) from error
    except OSError as error:
        raise CrosscheckError(f"cannot be read: {error.strerror}", name) from error
    except json.JSONDecodeError as error:
        raise CrosscheckError(f"is not valid JSON: {error.msg}", name, error.lineno) from error
    except ValueError as error:
        raise CrosscheckError("is not UTF-8 text", name) from error
    try:
        if data["format_version"] != FORMAT_VERSION:
            raise CrosscheckError(f"has format {data['format_version']!r}, not {FORMAT_VERSION!r}", name)
        return {str(f["fingerprint"]): str(f["title"]) for f in data["findings"]}
    except (KeyError, TypeError) as error:
        raise CrosscheckError("is not a baseline; make one with `crosscheck baseline`", name) from error
