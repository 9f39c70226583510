"""What the slow definitions of this folder share: two-by-two tables drawn by a seed, and the file that a
row for each table is written to."""

import random

from mpmath import mp, mpf

TRILLION = 10**12


class Undefined(Exception):
    """A measure has no value for a table."""


def drawn(seed, wild, plain):
    """So many tables with cells of every size, and so many like those of a corpus: O11, R1, C1, N."""
    rng = random.Random(seed)
    cell = [
        lambda: 0, lambda: 1, lambda: rng.randrange(20), lambda: rng.randrange(1000),
        lambda: rng.randrange(10**6), lambda: rng.randrange(TRILLION), lambda: TRILLION,
    ]
    for _ in range(wild):
        a, b, c, d = (rng.choice(cell)() for _ in range(4))
        if a + b + c + d > 0:
            yield (a, a + b, a + c, a + b + c + d)
    for _ in range(plain):
        a, b, c = rng.randrange(60), rng.randrange(3000), rng.randrange(300)
        yield (a, a + b, a + c, a + b + c + rng.randrange(10**6))


def digits(number):
    return mp.nstr(number + mpf(0), 17)


def write(path, measures, tables, value):
    """A line for each table: its counts, and `value(measure, counts)` of every measure."""
    lines = ["\t".join(["O11", "R1", "C1", "N", *measures])]
    for counts in tables:
        values = [value(measure, counts) for measure in measures.values()]
        lines.append("\t".join([*map(str, counts), *values]))
    path.write_text("\n".join(lines) + "\n")
