# SPDX-License-Identifier: Apache-2.0
"""Networks as tests/lab/*.net draw them."""
import dataclasses
import random
import re


@dataclasses.dataclass(frozen=True)
class Node:
    name: str
    lan: bool
    words: tuple

    @property
    def transit(self):
        return "no-transit" not in self.words

    @property
    def area(self):
        return word_of(self.words, "area") or "0"


@dataclasses.dataclass(frozen=True)
class Link:
    number: int
    ends: tuple   # of names
    costs: tuple  # towards the second end, and back
    words: tuple

    @property
    def area(self):
        return word_of(self.words, "area") or "0"

    @property
    def kept(self):
        return "left-out" not in self.words


def word_of(words, key):
    return next((word.split("=", 1)[1] for word in words if word.startswith(key + "=")), None)


@dataclasses.dataclass(frozen=True)
class Network:
    name: str
    nodes: tuple
    links: tuple

    @staticmethod
    def parse(text, name):
        nodes, links = [], []
        for line in text.splitlines():
            kind, *words = line.split() or ["#"]
            if kind == "link":
                links.append(Link(len(links), tuple(words[:2]), tuple(map(int, words[2:4])), tuple(words[4:])))
            elif kind in ("router", "lan"):
                nodes.append(Node(words[0], kind == "lan", tuple(words[1:])))
            elif not kind.startswith("#"):
                raise ValueError(f"cannot understand: {line}")
        return Network(name, tuple(nodes), tuple(links))

    def text(self):
        lines = [" ".join(["lan" if node.lan else "router", node.name, *node.words]) for node in self.nodes]
        lines += [" ".join(["link", *link.ends, *map(str, link.costs), *link.words]) for link in self.links]
        return "\n".join(lines) + "\n"

    def routers(self):
        return [node for node in self.nodes if not node.lan]

    def lans(self):
        return [node for node in self.nodes if node.lan]

    def kept(self):
        return [link for link in self.links if link.kept]

    def without(self, affinity):
        """The plane of the links that lack this affinity."""
        links = [dataclasses.replace(link, words=(*link.words, "left-out"))
                 if word_of(link.words, "affinity") == affinity else link for link in self.links]
        return Network(f"{self.name} without {affinity}", self.nodes, tuple(links))

    def with_cost(self, number, cost):
        """The same with another cost of one link, in its first direction."""
        links = list(self.links)
        links[number] = dataclasses.replace(links[number], costs=(cost, links[number].costs[1]))
        return Network(self.name, self.nodes, tuple(links))


def parse_gml(text, name):
    """The nodes and edges of a Topology Zoo map, with drawn costs: 10, 20 or 30, a fifth of the links with
    another cost back. Of links side by side one is kept: FRR's IS-IS goes wrong where they differ."""
    drawn = random.Random(name)
    ids = re.findall(r"\n  node \[\s+id (\d+)", text)
    nodes = [Node(f"r{number}", False, ()) for number in ids]
    links, met = [], set()
    for pair in re.findall(r"\n  edge \[\s+source (\d+)\s+target (\d+)", text):
        if frozenset(pair) in met or pair[0] == pair[1]:
            continue
        met.add(frozenset(pair))
        there = drawn.choice([10, 20, 30])
        back = drawn.choice([10, 20, 30]) if drawn.random() < 0.2 else there
        links.append(Link(len(links), (f"r{pair[0]}", f"r{pair[1]}"), (there, back), ()))
    return Network(name, tuple(nodes), tuple(links))
