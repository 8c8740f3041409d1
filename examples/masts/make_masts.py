#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes masts.csv and contracts.csv: the invented network of an invented Operator A.

Everything is drawn from one fixed seed. The masts stand around real inland points of Great
Britain, so that their grid references are good, and nowhere near anything that exists.
"""

import pathlib
import random

SEED = 20200128
MASTS = 200
WITH_5G = 138

# Region, easting and northing in kilometres, weight: inland points.
AREAS = [
    ("Scotland", 286, 665, 3), ("Scotland", 312, 720, 1), ("Scotland", 265, 845, 1),
    ("Scotland", 385, 810, 1), ("North East", 420, 550, 2), ("North West", 390, 405, 4),
    ("North West", 352, 430, 2), ("Yorkshire", 430, 435, 4), ("Yorkshire", 450, 385, 2),
    ("Wales", 300, 290, 1), ("Wales", 310, 195, 2), ("Wales", 265, 215, 1),
    ("West Midlands", 400, 285, 4), ("West Midlands", 350, 310, 1), ("East Midlands", 457, 340, 3),
    ("East Midlands", 475, 262, 2), ("East", 545, 258, 2), ("East", 610, 305, 1),
    ("South East", 450, 205, 2), ("South East", 470, 150, 3), ("South East", 575, 155, 2),
    ("London", 530, 180, 6), ("South West", 360, 172, 2), ("South West", 290, 95, 1),
    ("South West", 400, 140, 1),
]
TREES = ["Alder", "Ash", "Beech", "Birch", "Elder", "Hazel", "Holly", "Larch", "Oak", "Rowan"]
PLACES = ["Bank", "Common", "Cross", "End", "Field", "Hill", "Lane", "Moor", "Ridge", "Top"]
SPELLINGS = {
    "huawei": ["Huawei", "Huawei", "HUAWEI TECHNOLOGIES", "Hua", "Huawei Technologies Co., Ltd."],
    "nokia": ["Nokia", "Nokia", "Nokia Siemens Networks", "NSN", "nokia"],
    "ericsson": ["Ericsson", "Ericsson AB", "ERICSSON", "LM Ericsson"],
    "samsung": ["Samsung", "Samsung Electronics"],
    "zte": ["ZTE"],
}
UNKNOWN = ["?", "", "tbc"]
REMARKS = ["", "", "", "", "shared track", "key at farm", "generator", "crane needed", "roof access"]


def grid_reference(easting, northing):
    """Two letters and six digits: the square of 100 m that holds the point."""
    e, n = easting // 100_000, northing // 100_000
    first = (19 - n) - (19 - n) % 5 + (e + 10) // 5
    second = (19 - n) * 5 % 25 + e % 5
    letters = [chr(ord("A") + i + (1 if i > 7 else 0)) for i in (first, second)]
    return f"{''.join(letters)} {easting % 100_000 // 100:03d} {northing % 100_000 // 100:03d}"


def decimal(halves):
    """A number of halves with a decimal comma."""
    return f"{halves // 2},{5 if halves % 2 else 0}"


def spelling(rng, vendor):
    return rng.choice(UNKNOWN) if vendor is None else rng.choice(SPELLINGS[vendor])


def vendors_of(rng, count, shares):
    """A shuffled list with exactly these numbers of each vendor, the rest going to the last."""
    vendors = [vendor for vendor, number in shares for _ in range(number)]
    vendors += [shares[-1][0]] * (count - len(vendors))
    rng.shuffle(vendors)
    return vendors


def masts(rng):
    with_5g = set(rng.sample(range(MASTS), WITH_5G))
    fives = iter(vendors_of(rng, WITH_5G, [("huawei", 45), (None, 8), ("zte", 1), ("samsung", 2),
                                           ("nokia", 40), ("ericsson", 42)]))
    fours = iter(vendors_of(rng, MASTS - WITH_5G, [("huawei", 20), (None, 4), ("zte", 3),
                                                   ("nokia", 16), ("ericsson", 19)]))
    undated = set(rng.sample(sorted(with_5g), 2))
    for number in range(MASTS):
        region, km_e, km_n, _ = rng.choices(AREAS, [area[3] for area in AREAS])[0]
        easting = km_e * 1000 + rng.randrange(-6000, 6000)
        northing = km_n * 1000 + rng.randrange(-6000, 6000)
        five, live, five_traffic = "-", "-", "-"
        if number in with_5g:
            vendor = next(fives)
            five = spelling(rng, vendor)
            day = rng.randrange(0, 500)
            year, rest = (2019, day) if day < 215 else (2020, day - 215)
            month, day = rest // 28 + (6 if year == 2019 else 1), rest % 28 + 1
            month = min(month, 12)
            live = f"{day:02d}/{month:02d}/{year}"
            if number in undated and vendor is not None:
                live = "tbc"
            five_traffic = decimal(rng.randrange(1000, 9000))
            # A 5G radio is anchored on a 4G one of its vendor, so these are mostly the same.
            four = spelling(rng, vendor if vendor is not None or rng.random() < 0.5 else "nokia")
        else:
            four = spelling(rng, next(fours))
        yield [f"OA-{number + 1:04d}", f"{rng.choice(TREES)} {rng.choice(PLACES)}", region,
               grid_reference(easting, northing), decimal(rng.randrange(30, 90)), four,
               decimal(rng.randrange(4000, 30000)), five, live, five_traffic, rng.choice(REMARKS)]


def contracts(rng, rows):
    """A few contracts; the element is named by mast and technology."""
    yield ["C-100", "OA-0001", "4G", "Operations", "Ericsson", "01.04.2018", ""]
    number = 101
    for row in rng.sample(rows, 11):
        yield [f"C-{number}", row[0], "4G", rng.choice(["Operations", "Spares", "Software"]),
               rng.choice(["Ericsson AB", "Nokia", "NSN"]),
               f"{rng.randrange(1, 29):02d}.{rng.randrange(1, 13):02d}.{rng.randrange(2015, 2020)}",
               rng.choice(["", "", "31.12.2024"])]
        number += 1


def write(path, header, rows):
    lines = [";".join(f'"{field}"' if ";" in field or '"' in field else field for field in row)
             for row in [header, *rows]]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n")


def main():
    rng = random.Random(SEED)
    folder = pathlib.Path(__file__).parent
    rows = list(masts(rng))
    write(folder / "masts.csv",
          ["Site ID", "Name", "Region", "NGR", "Height m", "4G vendor", "4G GB/month", "5G vendor",
           "5G live from", "5G GB/month", "Remarks"], rows)
    write(folder / "contracts.csv",
          ["Contract", "Site ID", "Technology", "Subject", "Supplier", "From", "Until"],
          contracts(rng, rows))


if __name__ == "__main__":
    main()
