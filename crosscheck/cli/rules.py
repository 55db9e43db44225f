"""`crosscheck rules`: the rules as documented, and whether rule packs are in order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from crosscheck.cli.console import MISUSED, OK, STDOUT, complain, deliver, say
from crosscheck.cli.job import near, pages
from crosscheck.config import find
from crosscheck.model import AttributeRule, CrosscheckError, FramingRule, Rules


class Rulebook(click.Group):
    """A group whose first word may also be a rule's id: `rules`, `rules ID`, `rules check`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what is no subcommand for the argument of `show`."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args.insert(0, "show")
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both forms."""
        formatter.write_usage(ctx.command_path, "[ID] [--rules PATH]")
        formatter.write_usage(ctx.command_path, "check [PATHS]...")


def packs(config_only: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The rule packs of the workspace and those given."""
    config = find(Path.cwd())
    own = tuple(config.root / p for p in config.rules) if config else ()
    return tuple(map(near, (*own, *config_only)))


@click.group(cls=Rulebook)
def command() -> None:
    """Show the rules, or check rule packs.

    Without ID, lists all rules; with ID, shows that rule's page: why it is there, what it looks for, what it
    gets wrong, and examples.
    """


@command.command(hidden=True)
@click.argument("identity", metavar="[ID]", required=False)
@click.option("--rules", "given", metavar="PATH", multiple=True, type=click.Path(path_type=Path))
def show(identity: str | None, given: tuple[Path, ...]) -> int:
    """List the rules, or show one."""
    from crosscheck.engine import rules as rulebook

    rules = rulebook.load(packs(given), examples=identity is not None)
    deliver(page(rules, identity) if identity else listing(rules), STDOUT)
    return OK


@command.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> int:
    """Check rule packs: PATHS, or those of the workspace, or the shipped ones."""
    from crosscheck.engine import rules as rulebook

    chosen = paths or packs() or (near(rulebook.shipped()),)
    faults = rulebook.check(chosen)
    for fault in faults:
        complain(fault)
    where = ", ".join(p.as_posix() for p in chosen)
    if faults:
        say(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in {where}")
        return MISUSED
    say(f"The rules in {where} are in order.")
    return OK


def listing(rules: Rules) -> str:
    """All rules, one a line: id, sort, label."""
    every: list[Any] = sorted((*rules.attributes, *rules.framings, *rules.findings), key=lambda rule: rule.text.id)
    wide = max((len(rule.text.id) for rule in every), default=0)
    return "".join(f"{rule.text.id:<{wide}}  {_sort(rule):<9}  {rule.text.label}\n" for rule in every)


def page(rules: Rules, identity: str) -> str:
    """The page of one rule. Raises CrosscheckError for an unknown id, with the nearest ones."""
    known = pages(rules)
    if identity in known:
        return known[identity].markdown
    near_ones = get_close_matches(identity, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near_ones)}?" if near_ones else "`crosscheck rules` lists them"
    raise CrosscheckError(f"there is no rule {identity!r}; {hint}")


def _sort(rule: object) -> str:
    if isinstance(rule, AttributeRule):
        return "attribute"
    return "framing" if isinstance(rule, FramingRule) else "finding"
