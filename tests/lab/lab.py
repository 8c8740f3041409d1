#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the next hops that relook predicts against those in the kernels of real routers.

Each router of a drawn network is FRR in a network namespace. Every link and every node goes down in turn;
each time the routes of all kernels are read and compared for every pair. Exit status: 0 no difference,
1 differences, 2 trouble, 77 this machine cannot run the lab (one line says why).
"""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

from drawing import Network, parse_gml
from routers import Lab

INSIDE = "RELOOK_LAB_INSIDE"
CANNOT_RUN = 77
OPEN = "open"  # pairs of which the prediction says nothing
FRR = Path("/usr/lib/frr")


def why_not(protocol):
    """Why the lab cannot run here, or nothing."""
    if os.geteuid() != 0:
        return "not root"
    for program in ("ip", "mount", "setpriv", "unshare"):
        if not shutil.which(program):
            return f"{program} is not installed"
    for daemon in ("zebra", {"isis": "isisd", "ospf": "ospfd"}[protocol]):
        if not (FRR / daemon).exists():
            return f"{daemon} is not installed (Debian's package frr)"
    return None


# ---- a world of its own


def enclose():
    """Runs this program again where nothing of it can be seen or outlive it: namespaces of processes, of
    mounts and of the network. Whatever ends the first process in there, every daemon ends with it, and
    with the last process go the routers, their links and their files."""
    outer = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    probe = ("mount -t tmpfs lab /run && mkdir -p /run/netns && ip netns add probe && "
             "ip link add e0 type veth peer name e0 netns probe && "
             "ip netns add lan && ip -n lan link add br0 type bridge")
    tried = subprocess.run([*outer, "sh", "-c", probe], capture_output=True, text=True)
    if tried.returncode != 0:
        print(f"skipped: namespaces cannot be made here: {' '.join(tried.stderr.split())}", file=sys.stderr)
        return CANNOT_RUN
    # setpriv: also where this process is killed outright.
    child = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *outer, sys.executable, *sys.argv],
                             env={**os.environ, INSIDE: "1"})

    def end(_signal, _frame):
        child.kill()  # unshare; --kill-child sees to the rest

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    status = child.wait()
    return status if status >= 0 else 2


def prepare_world():
    subprocess.run(["mount", "-t", "tmpfs", "lab", "/run"], check=True)
    for folder in ("netns", "lab", "frr"):
        Path("/run", folder).mkdir()
    shutil.chown("/run/frr", "frr", "frr")


# ---- predictions


def predict(program, network):
    """{scenario: {(from, to): (kind, frozenset of next hops)}}"""
    done = subprocess.run([program], input=network.text(), capture_output=True, text=True, check=True)
    wanted = {}
    for line in done.stdout.splitlines():
        scenario, source, target, kind, hops = line.split("\t")
        wanted.setdefault(scenario, {})[source, target] = (kind, frozenset(hops.split()))
    return wanted


# ---- the comparison


class Tally:
    """What was compared, by kind of pair, and what differed."""

    def __init__(self):
        self.lock = threading.Lock()
        self.scenarios = 0
        self.compared = {}
        self.open = 0
        self.several = 0
        self.differed = {}
        self.differences = []
        self.unsettled = []
        self.slowest = (0.0, "")

    def add(self, scenario, wanted, seen, settled, seconds):
        with self.lock:
            self.scenarios += 1
            self.slowest = max(self.slowest, (seconds, scenario))
            if not settled:
                self.unsettled.append(scenario)
            for (source, target), (kind, hops) in sorted(wanted.items()):
                if kind == OPEN:
                    self.open += 1
                    continue
                self.compared[kind] = self.compared.get(kind, 0) + 1
                self.several += len(hops) > 1
                found = seen[source].get(target, frozenset())
                if found != hops:
                    self.differed[kind] = self.differed.get(kind, 0) + 1
                    self.differences.append(
                        f"{scenario}: {source} to {target} ({kind}): predicted {words(hops)}, kernel {words(found)}")


def words(hops):
    return " ".join(sorted(hops)) or "none"


def agrees(wanted, seen):
    return all(seen[source].get(target, frozenset()) == hops
               for (source, target), (kind, hops) in wanted.items() if kind != OPEN)


def run_share(lab, scenarios, wanted, tally, options):
    """Takes down and up again what `scenarios` name, in one copy of the network."""
    def settle(scenario, least, most):
        alive = {source for source, _ in wanted[scenario]}
        return lab.settle(alive, lambda seen: agrees(wanted[scenario], seen), least, most)

    lab.start()
    seen, settled, seconds = settle("whole", 2, options.patience * 3)
    if "whole" in scenarios:
        tally.add("whole", wanted["whole"], seen, settled, seconds)
    for scenario in scenarios:
        if scenario == "whole":
            continue
        lab.set_state(scenario, "down")
        seen, settled, seconds = settle(scenario, 2, options.patience)
        tally.add(scenario, wanted[scenario], seen, settled, seconds)
        lab.set_state(scenario, "up")
        settle("whole", 1, options.patience)


def run(network, wanted, options):
    scenarios = [name for name in wanted if not options.only or name in options.only]
    tally, troubles = Tally(), []

    def share(number):
        try:
            lab = Lab(number, network, options.protocol)
            run_share(lab, scenarios[number::options.copies], wanted, tally, options)
        except Exception as trouble:  # of a thread: the others' results are worth nothing without it
            said = getattr(trouble, "stderr", None) or ""
            troubles.append(f"{type(trouble).__name__}: {trouble} {said}")

    threads = [threading.Thread(target=share, args=[number]) for number in range(options.copies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally, troubles


def report(network, tally, options):
    """Prints what was seen; whether all that must agree does."""
    for line in tally.differences[:options.show]:
        print(line)
    if len(tally.differences) > options.show:
        print(f"and {len(tally.differences) - options.show} more")
    for scenario in tally.unsettled:
        print(f"{scenario}: the routes had not come to rest")
    what = " and ".join(f"{count} next-hop sets{'' if kind == 'plain' else ' ' + kind + ' areas'}"
                        f" compared, {tally.differed.get(kind, 0)} differences"
                        for kind, count in sorted(tally.compared.items(), reverse=True))
    print(f"{options.protocol} {network.name}: {len(network.routers())} routers, {len(network.kept())} links,"
          f" {tally.scenarios} scenarios, {what}; {tally.open} pairs open; {tally.several} sets of several hops;"
          f" slowest {tally.slowest[1]}, {tally.slowest[0]:.1f} s")
    return not tally.differed and not tally.unsettled


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--predict", required=True, help="the program lab_predict")
    parser.add_argument("--copies", type=int, default=1, help="copies of the network that share the scenarios")
    parser.add_argument("--only", action="append", help="a scenario: whole, 'link N', 'node NAME'")
    parser.add_argument("--patience", type=int, default=20, help="seconds that routers have to agree")
    parser.add_argument("--show", type=int, default=40, help="how many differences are printed")
    parser.add_argument("--without", help="a plane: only the links that lack this affinity")
    parser.add_argument("--wrong", metavar="LINK=COST",
                        help="predict with another cost than the routers have, to see the lab fail")
    parser.add_argument("protocol", choices=["isis", "ospf"])
    parser.add_argument("network", help="a .net drawing, or a Topology Zoo .gml")
    options = parser.parse_args()

    reason = why_not(options.protocol)
    if reason:
        print(f"skipped: {reason}", file=sys.stderr)
        return CANNOT_RUN
    if INSIDE not in os.environ:
        return enclose()
    prepare_world()
    path = Path(options.network)
    network = (parse_gml if path.suffix == ".gml" else Network.parse)(path.read_text(), path.stem)
    if options.without:
        network = network.without(options.without)
    expected = network
    if options.wrong:
        link, cost = options.wrong.split("=")
        expected = network.with_cost(int(link), int(cost))
    tally, troubles = run(network, predict(options.predict, expected), options)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if troubles:
        return 2
    return 0 if report(network, tally, options) else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
