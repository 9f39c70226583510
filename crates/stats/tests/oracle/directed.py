"""Directed divergences and log-odds with a Dirichlet prior by their definitions, slowly: exact fractions,
and logarithms with 60 digits.

Writes directed.tsv beside itself: a line for each table, O11, R1, C1, N and the measures, `-` where a
measure is undefined. Needs mpmath.

    python3 directed.py
"""

from fractions import Fraction as F
from pathlib import Path

from mpmath import exp, log, mp, mpf, sqrt

from tables import TRILLION, Undefined, digits, drawn, write

mp.dps = 60


def real(x):
    return mpf(F(x).numerator) / mpf(F(x).denominator)


def plogp(p, q):
    return real(p) * log(real(F(p) / q)) / log(mpf(2)) if p else mpf(0)


def divergence(o11, r1, c1, n):
    """Gries: the sign of O11 - E11, and KLD of (p, 1 - p) from (q, 1 - q) in bits."""
    if r1 == 0 or c1 in (0, n):
        raise Undefined
    p, q = F(o11, r1), F(c1, n)
    return (1 if p >= q else -1) * (plogp(p, q) + plogp(1 - p, 1 - q))


def reverse(o11, r1, c1, n):
    return divergence(o11, c1, r1, n)


def odds(x):
    return x / (1 + abs(x))


def power(x):
    return (1 - exp(-abs(x))) * (1 if x >= 0 else -1)


def dirichlet(o11, r1, c1, n, prior="whole", tokens=None):
    """Monroe, Colaresi and Quinn (2008), equations 15 and 19 to 22."""
    a, b, r2 = o11, c1 - o11, n - r1
    freq, size = (c1, n) if prior == "whole" else (b, r2)
    if 0 in (r1, r2, c1, freq) or freq == size or c1 == n:
        raise Undefined
    total = F(size if tokens is None else tokens)
    w = total * F(freq, size)
    odds = [(y + w) / (tokens_of + total - y - w) for y, tokens_of in ((a, r1), (b, r2))]
    return log(real(odds[0] / odds[1])), sqrt(real(1 / (a + w) + 1 / (b + w)))


def delta(**options):
    return lambda *table: dirichlet(*table, **options)[0]


def z(**options):
    def of(*table):
        difference, error = dirichlet(*table, **options)
        return difference / error

    return of


MEASURES = {
    "kld_collocate_given_node": divergence,
    "kld_node_given_collocate": reverse,
    "kld_norm_collocate_given_node": lambda *t: odds(divergence(*t)),
    "kld_norm_node_given_collocate": lambda *t: odds(reverse(*t)),
    "kld_norm_exp_collocate_given_node": lambda *t: power(divergence(*t)),
    "kld_norm_exp_node_given_collocate": lambda *t: power(reverse(*t)),
    "log_odds_dirichlet": delta(),
    "log_odds_dirichlet_z": z(),
    "log_odds_dirichlet(prior=reference,tokens=all)": delta(prior="reference"),
    "log_odds_dirichlet_z(prior=reference,tokens=all)": z(prior="reference"),
    "log_odds_dirichlet(prior=whole,tokens=500)": delta(tokens=500),
    "log_odds_dirichlet_z(prior=whole,tokens=500)": z(tokens=500),
    "log_odds_dirichlet_z(prior=reference,tokens=500)": z(prior="reference", tokens=500),
}


def tables():
    yield from [
        (8, 15828, 4675, 14307668), (110, 2552, 221, 31777), (20, 42, 20, 14307668),
        (620, 1017879, 887, 2025411), (10, 1000, 10, 2000), (0, 100, 50, 10000), (0, 0, 5, 100),
        (0, 5, 0, 100), (1, 1, 1, 1), (5, 5, 5, 5), (5, 5, 5, 100), (50, 100, 50, 100), (0, 0, 0, 7),
        (5, 5, 10, 10), (3, 7, 3, 7), (1001, 10**6, 10**6, 10**9), (1, TRILLION // 2, 2, TRILLION),
        (TRILLION, TRILLION, TRILLION, TRILLION + 1), (500000, 10**9, 5 * 10**8, TRILLION),
        (123456789, 10**9, 10**11, TRILLION),
    ]
    yield from drawn(11, 60, 40)


def value(measure, counts):
    try:
        return digits(measure(*counts))
    except Undefined:
        return "-"


write(Path(__file__).with_suffix(".tsv"), MEASURES, tables(), value)
