"""The graph has the nodes and edges its table promises, in an order that does not depend on the input's."""

from __future__ import annotations

import networkx as nx

from crosscheck import graph
from crosscheck.model import Entity, Value
from tests import builders


def edges(of: nx.MultiDiGraph[str], kind: str) -> set[tuple[str, str]]:
    return {(one, other) for one, other, found in of.edges(data="kind") if found == kind}


def test_every_kind_of_edge_is_there() -> None:
    made = builders.ferry().graph
    assert ("source:gull", "claim:c1") in edges(made, "says")
    assert edges(made, "about") == {(f"claim:c{n}", "entity:veldra-line") for n in range(1, 6)}
    assert edges(made, "stands-on") == {("source:reprint", "source:gull")}
    assert ("claim:c1", "claim:c2") in edges(made, "conflicts")
    assert ("claim:c3", "claim:c2") in edges(made, "conflicts")
    assert edges(made, "agrees") == {("claim:c1", "claim:c3")}
    assert edges(made, "updates") == {("claim:c2", "claim:c1")}


def test_a_value_that_names_an_entity_points_to_it_unless_two_share_the_name() -> None:
    of = builders.source("a.txt", "The line's head is Ana Roe, or Roe.")
    things = (
        Entity("line", "Line", "organisation", ("line",)),
        Entity("ana-roe", "Ana Roe", "person", ("Ana Roe", "Roe")),
        Entity("bo-roe", "Bo Roe", "person", ("Bo Roe", "Roe")),
    )
    claims = (
        builders.claim("c1", of, "head is Ana Roe", Value("name", "Ana Roe"), subject="line"),
        builders.claim("c2", of, "or Roe", Value("name", "Roe"), subject="line"),
    )
    made = graph.build((of,), claims, things)
    assert edges(made, "value") == {("claim:c1", "entity:ana-roe")}


def test_groups_and_bytes_do_not_depend_on_the_order_given() -> None:
    ferry = builders.ferry()
    back = graph.build(ferry.sources[::-1], ferry.claims[::-1], ferry.entities[::-1], ferry.findings[::-1])
    assert graph.groups(back) == (("veldra-line", ("c1", "c2", "c3", "c4", "c5")),)
    assert graph.to_graphml(back) == graph.to_graphml(ferry.graph)


def test_graphml_reads_back_even_where_a_quote_holds_what_xml_forbids() -> None:
    of = builders.source("a.txt", "It cost \x0c€40m & <more> \x00than that.")
    claims = (builders.claim("c1", of, "\x0c€40m & <more> \x00than", builders.money("€40m", 40e6)),)
    made = graph.build((of,), claims, (Entity("veldra-line", "Veldra Line", "organisation", ()),))
    again = nx.parse_graphml(graph.to_graphml(made), force_multigraph=True)
    assert set(again.nodes) == set(made.nodes)
    assert again.nodes["claim:c1"]["quote"] == " €40m & <more>  than"
    assert made.nodes["claim:c1"]["quote"] == "\x0c€40m & <more> \x00than"


def test_a_source_and_an_entity_of_one_id_stay_apart() -> None:
    of = builders.source("veldra-line.txt", "It cost €40m.")
    claims = (builders.claim("c1", of, "€40m", builders.money("€40m", 40e6)),)
    made = builders.report((of,), claims, ()).graph
    assert {made.nodes["source:veldra-line"]["kind"], made.nodes["entity:veldra-line"]["kind"]} == {
        "source",
        "entity",
    }
