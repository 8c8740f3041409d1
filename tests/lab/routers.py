# SPDX-License-Identifier: Apache-2.0
"""FRR routers in network namespaces: one copy of a drawn network."""
import json
import shutil
import subprocess
import time
from pathlib import Path

FRR = Path("/usr/lib/frr")
LOOK_SECONDS = 0.4


def sh(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options)


def batch(lines, *options):
    sh("ip", *options, "-batch", "-", input=lines)


class Lab:
    """A namespace for each node, NUMBER-NAME; a veth pair for each link, called by its number at both ends;
    a bridge in the namespace of a broadcast network."""

    def __init__(self, number, network, protocol):
        self.number = number
        self.network = network
        self.protocol = protocol
        self.order = {node.name: i + 1 for i, node in enumerate(network.nodes)}
        self.is_lan = {node.name: node.lan for node in network.nodes}
        self.owner = {}  # address of an interface: the next hop that it stands for
        self.loopback = {self.own_address(node.name): node.name for node in network.routers()}

    def space(self, name):
        return f"{self.number}-{name}"

    def links_at(self, name):
        return [link for link in self.network.kept() if name in link.ends]

    # ---- addresses

    def own_address(self, name):
        return f"10.255.0.{self.order[name]}"

    def address(self, link, name):
        """Of an end of a link, with its prefix; none at a broadcast network's end."""
        if self.is_lan[name]:
            return None
        other = link.ends[1 - link.ends.index(name)]
        if self.is_lan[other]:
            return f"10.2.{self.order[other]}.{self.order[name]}/24"
        host = 2 * link.number + link.ends.index(name)
        return f"10.1.{host // 256}.{host % 256}/31"

    # ---- start

    def start(self):
        for node in self.network.nodes:
            sh("ip", "netns", "add", self.space(node.name))
        batch("".join(
            f"link add e{link.number} netns {self.space(link.ends[0])} type veth"
            f" peer name e{link.number} netns {self.space(link.ends[1])}\n" for link in self.network.kept()))
        for node in self.network.nodes:
            self.attach(node)
        for node in self.network.routers():
            self.start_router(node)

    def attach(self, node):
        lines = ["link add br0 type bridge", "link set br0 up"] if node.lan else []
        for link in self.links_at(node.name):
            device, address = f"e{link.number}", self.address(link, node.name)
            if node.lan:
                lines.append(f"link set {device} master br0 up")
            else:
                self.owner[address.split("/")[0]] = f"{node.name}@{link.number}"
                lines += [f"address add {address} dev {device}", f"link set {device} up"]
        batch("\n".join(lines) + "\n", "-n", self.space(node.name))

    def start_router(self, node):
        folder = Path("/run/lab", self.space(node.name))
        folder.mkdir()
        daemon = {"isis": "isisd", "ospf": "ospfd"}[self.protocol]
        # Next-hop groups of the kernel keep one hop of two after a link has been down, for good.
        (folder / "zebra.conf").write_text(f"hostname {node.name}\nno zebra nexthop kernel enable\n")
        config = self.isis(node) if self.protocol == "isis" else self.ospf(node)
        (folder / f"{daemon}.conf").write_text("\n".join(config) + "\n")
        for path in [folder, *folder.iterdir()]:
            shutil.chown(path, "frr", "frr")
        start = "".join(
            f"{FRR}/{program} -d -u frr -g frr --vty_socket {folder} -z {folder}/zserv.api -P 0"
            f" -i {folder}/{program}.pid -f {folder}/{program}.conf </dev/null >{folder}/{program}.out 2>&1\n"
            for program in ("zebra", daemon))
        script = ("set -e\n"
                  "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 2>/dev/null || true\n"
                  "echo 1 > /proc/sys/net/ipv4/ip_forward\n"
                  f"ip address add {self.own_address(node.name)}/32 dev lo\n"
                  "ip link set lo up\n" + start)
        sh("ip", "netns", "exec", self.space(node.name), "sh", "-c", script)

    # ---- configuration

    def cost(self, link, name):
        return link.costs[link.ends.index(name)]

    def on_lan(self, link):
        return any(self.is_lan[name] for name in link.ends)

    def isis(self, node):
        lines = []
        for link in self.links_at(node.name):
            lines += [f"interface e{link.number}", " ip router isis L",
                      f" isis metric level-2 {self.cost(link, node.name)}",
                      # A broadcast network without its designated router waits as long as that said.
                      " isis hello-interval 1", f" isis hello-multiplier {4 if self.on_lan(link) else 10}"]
            if not self.on_lan(link):
                lines.append(" isis network point-to-point")
        lines += ["interface lo", " ip router isis L", " isis passive",
                  "router isis L", " is-type level-2-only", " metric-style wide", " lsp-gen-interval 1",
                  " spf-delay-ietf init-delay 50 short-delay 100 long-delay 500 holddown 1000"
                  " time-to-learn 500"]
        if not node.transit:
            lines.append(" set-overload-bit")
        # After lsp-gen-interval: before it the first LSPs come 30 seconds late.
        return [*lines, f" net 49.0001.0000.0000.{self.order[node.name]:04d}.00"]

    def ospf(self, node):
        lines = []
        for link in self.links_at(node.name):
            lines += [f"interface e{link.number}", f" ip ospf area {link.area}",
                      f" ip ospf cost {self.cost(link, node.name)}",
                      " ip ospf hello-interval 1", " ip ospf dead-interval 8"]
            if not self.on_lan(link):
                lines.append(" ip ospf network point-to-point")
        lines += ["interface lo", f" ip ospf area {node.area}",
                  "router ospf", f" ospf router-id {self.own_address(node.name)}",
                  " timers throttle spf 50 100 500", " timers throttle lsa all 100", " timers lsa min-arrival 50"]
        if not node.transit:
            lines.append(" max-metric router-lsa administrative")
        return lines

    # ---- failures

    def set_state(self, scenario, state):
        """Takes a link or a node down, or up again. A link goes at its first end; the other loses carrier."""
        kind, what = scenario.split()
        if kind == "link":
            links = [self.network.links[int(what)]]
            name = links[0].ends[0]
        else:
            links, name = self.links_at(what), what
        batch("".join(f"link set e{link.number} {state}\n" for link in links), "-n", self.space(name))

    # ---- what the kernels have

    def table(self, name):
        """{router: frozenset of next hops} as a kernel has it."""
        routes = json.loads(sh("ip", "-n", self.space(name), "-4", "-j", "route", "show").stdout or "[]")
        hops = {}
        for route in routes:
            target = self.loopback.get(route.get("dst"))
            if target:
                ways = route.get("nexthops") or [route]
                hops[target] = frozenset(self.owner.get(way.get("gateway"), str(way)) for way in ways)
        return hops

    def settle(self, alive, agrees, least, most):
        """Looks until three looks were the same, `least` seconds have gone and all is as expected, or `most`
        seconds have gone. Returns the last look, whether the last three were the same, and the seconds."""
        start, looks = time.monotonic(), []
        time.sleep(max(0, least - 3 * LOOK_SECONDS))
        while True:
            time.sleep(LOOK_SECONDS)
            looks = [*looks[-2:], {name: self.table(name) for name in sorted(alive)}]
            gone = time.monotonic() - start
            same = len(looks) == 3 and looks[0] == looks[1] == looks[2]
            if gone >= most or (gone >= least and same and agrees(looks[-1])):
                return looks[-1], same, gone
