"""Frozen types as JSON and back, read from their annotations: dataclasses, tuples, text, numbers, None.

A dataclass becomes the list of its fields in their order. JSON rather than pickle, because what is read back may
have been written by somebody else (a cache that CI restores), and reading it must not be able to run anything.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_Reader = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """The value as lists, text, numbers and None."""
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if fields := _fields(typing.cast("Any", type(value))):
        return [plain(getattr(value, name)) for name in fields]
    return value


def read(of: type[T], value: Any) -> T:
    """The `of` that `plain` made `value` from. Raises TypeError, ValueError or KeyError for anything else."""
    reader = _reader(typing.cast("Any", of))
    return typing.cast("T", reader(value) if reader else value)


@cache
def _fields(of: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(of)) if dataclasses.is_dataclass(of) else ()


@cache
def _reader(of: Any) -> _Reader | None:
    """How to read that type; None where JSON gives the value itself."""
    origin, inner = typing.get_origin(of), typing.get_args(of)
    if dataclasses.is_dataclass(of):
        return _dataclass(of)
    if origin in {types.UnionType, typing.Union}:
        (some,) = [i for i in inner if i is not type(None)]
        return _or_none(_reader(some))
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _tuple_of(_reader(inner[0]))
    if origin is tuple:
        readers = [_reader(i) for i in inner]
        return lambda value: tuple(r(v) if r else v for r, v in zip(readers, value, strict=True))
    if origin is typing.Literal or of in {str, int, float, bool}:
        return None
    raise TypeError(f"no way to read {of}")


def _or_none(reader: _Reader | None) -> _Reader | None:
    return reader and (lambda value: None if value is None else reader(value))


def _tuple_of(reader: _Reader | None) -> _Reader:
    return tuple if reader is None else (lambda value: tuple(map(reader, value)))


def _dataclass(of: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(of)
    names = _fields(of)
    inner: list[tuple[int, _Reader]] | None = None

    def read_fields(values: Any) -> Any:
        nonlocal inner
        if inner is None:  # not before, as a type may hold itself
            readers = ((place, _reader(hints[name])) for place, name in enumerate(names))
            inner = [(place, reader) for place, reader in readers if reader]
        if len(values) != len(names):
            raise ValueError(f"{of.__name__} has {len(names)} fields, not {len(values)}")
        found = list(values)
        for place, reader in inner:
            found[place] = reader(found[place])
        return of(*found)

    return read_fields
