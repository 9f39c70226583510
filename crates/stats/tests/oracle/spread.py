"""Dispersion and diversity by their definitions, slowly: exact fractions, and 50 digits.

Writes spread.tsv beside itself: a line for each word in parts or text, the kind, the sizes, the
counts (both joined by commas), the measure and its value, `-` where it is undefined. Needs mpmath.

    python3 spread.py
"""

import random
from fractions import Fraction as F
from pathlib import Path

from mpmath import binomial, exp, log, mp, mpf, sqrt

mp.dps = 50
TRILLION = 10**12


def real(x):
    return mpf(x.numerator) / mpf(x.denominator) if isinstance(x, F) else mpf(x)


def ln(x):
    return log(real(F(x)))


def plogp(values, base=None):
    total = sum(real(F(v)) * ln(v) for v in values if v > 0)
    return total / log(mpf(base)) if base else total


def parts(sizes, v):
    """All measures over parts of a word that occurs."""
    k, f, n = len(sizes), sum(v), sum(sizes)
    s, t, p = [F(x, n) for x in sizes], [F(x, f) for x in v], [F(a, b) for a, b in zip(v, sizes)]
    mean_p, rng = sum(p) / k, sum(1 for x in v if x)

    def vc(values, freedom):
        mean = F(sum(values), 1) / k
        return sqrt(real(sum((x - mean) ** 2 for x in values) / freedom)) / real(mean)

    out = {"range": mpf(rng), "range_share": real(F(rng, k)), "engwall_fm": real(F(f * rng, k))}
    out["vc"] = vc(v, k)
    out["sd"] = out["vc"] * real(F(f, k))
    roots = sum(sqrt(real(a * b)) for a, b in zip(s, t))
    out["rosengren_s"] = roots**2
    out["rosengren_kf"] = f * roots**2
    out["hellinger"] = 1 - sqrt(max(mpf(0), 1 - roots))
    out["zhang_dc"] = sum(sqrt(mpf(x)) for x in v) ** 2 / k / f
    out["lyne_d3"] = 1 - out["vc"] ** 2 / 4
    dp = sum(abs(a - b) for a, b in zip(s, t)) / 2
    out["dp"], out["dp_reversed"] = real(dp), real(1 - dp)
    kld = sum(real(a) * ln(a / b) for a, b in zip(t, s) if a) / log(mpf(2))
    out["kld"], out["kld_norm"] = kld, 1 / (1 + kld)
    out["kld_norm_exp"], out["kld_norm_exp2"] = exp(-kld), mpf(2) ** -kld
    out["jsd"] = 1 - sum(
        real(x) * ln(x / ((a + b) / 2)) / 2 for a, b in zip(t, s) for x in (a, b) if x
    ) / log(mpf(2))
    out["mean_text_freq"] = real(mean_p)
    out["mean_text_freq_range"] = real(mean_p * rng / k)
    if f < 10**5:
        out["kromer_ur"] = real(sum(sum(F(1, i) for i in range(1, x + 1)) for x in v))
    if min(x for x, y in zip(sizes, v) if y) < n:
        least = min(x for x, y in zip(s, v) if y)
        out["dp_egbert"] = real(1 - dp / (1 - least))
    else:
        out["dp_egbert"] = None
    names = ["sd_sample", "vc_sample", "juilland_d", "juilland_d_sample", "juilland_d_raw",
             "juilland_u", "carroll_d2", "carroll_d2_raw", "carroll_um", "dp_norm",
             "dp_norm_reversed", "da", "mean_text_freq_da"]
    if k < 2:
        return out | dict.fromkeys(names)
    out["vc_sample"] = vc(v, k - 1)
    out["sd_sample"] = out["vc_sample"] * real(F(f, k))
    d = 1 - vc(p, k) / sqrt(mpf(k - 1))
    out["juilland_d"], out["juilland_u"] = d, d * f
    out["juilland_d_sample"] = 1 - vc(p, k - 1) / sqrt(mpf(k - 1))
    out["juilland_d_raw"] = 1 - out["vc"] / sqrt(mpf(k - 1))
    d2 = -plogp([x / sum(p) for x in p]) / ln(k)
    out["carroll_d2"], out["carroll_um"] = d2, d2 * f + (1 - d2) * f / k
    out["carroll_d2_raw"] = -plogp(t) / ln(k)
    out["dp_norm"] = real(dp / (1 - min(s)))
    out["dp_norm_reversed"] = 1 - out["dp_norm"]
    pairs = [abs(p[i] - p[j]) for i in range(k) for j in range(i)]
    da = 1 - sum(pairs) / len(pairs) / (2 * mean_p)
    out["da"], out["mean_text_freq_da"] = real(da), real(da * mean_p)
    return out


def extremes(sizes, f):
    """The least and the most even spread of f occurrences, and the fewest parts that hold them, by the
    definitions of tlda (find_min_disp, find_max_disp)."""

    def filled(order):
        v, rest = [0] * len(sizes), f
        for part in order:
            v[part] = min(sizes[part], rest)
            rest -= v[part]
        return v

    ascending = sorted(range(len(sizes)), key=lambda part: sizes[part])
    descending = sorted(range(len(sizes)), key=lambda part: -sizes[part])
    shares = [F(size * f, sum(sizes)) for size in sizes]
    even = [round(share) for share in shares]  # half to even, as R rounds
    missing = f - sum(even)
    sign = 1 if missing > 0 else -1
    moved = sorted(descending, key=lambda part: -sign * (shares[part] - even[part]))
    for part in moved[: abs(missing)]:
        even[part] += sign
    assert sum(even) == f
    return filled(ascending), even, sum(1 for x in filled(descending) if x)


def adjusted(sizes, v):
    """The measures adjusted for frequency of a word that occurs."""
    bases = {"juilland_d": "juilland_d", "carroll_d2": "carroll_d2", "rosengren_s": "rosengren_s",
             "dp": "dp_reversed", "dp_egbert": "dp_egbert", "kld": "kld_norm", "da": "da"}
    k, f = len(sizes), sum(v)
    if k < 2 or f < 2:
        return dict.fromkeys([f"{name}_nofreq" for name in ["range", *bases]])

    def between(x, least, greatest):
        # What is no difference in floats.
        if x is None or greatest - least <= mpf("1e-12") * abs(greatest):
            return None
        return min(max((x - least) / (greatest - least), mpf(0)), mpf(1))

    least, most, fewest = extremes(sizes, f)
    rng = sum(1 for x in v if x)
    out = {"range_nofreq": between(mpf(rng), mpf(fewest), mpf(min(f, k)))}
    word, low, high = parts(sizes, v), parts(sizes, least), parts(sizes, most)
    for name, base in bases.items():
        out[f"{name}_nofreq"] = between(word[base], low[base], high[base])
    return out


def diversity(f):
    """All measures of frequencies."""
    n, v = sum(f), len(f)
    v1, v2, m2 = f.count(1), f.count(2), sum(x * x for x in f)
    lim = {}

    def put(name, value):
        try:
            lim[name] = value()
        except (ZeroDivisionError, ValueError):
            lim[name] = None

    def positive(x):
        if isinstance(x, mp.mpc) or not mp.isfinite(x):
            raise ValueError
        return x

    l10 = lambda x: log(x) / log(mpf(10))
    put("ttr", lambda: real(F(v, n)))
    put("guiraud_r", lambda: v / sqrt(mpf(n)))
    put("cttr", lambda: v / sqrt(mpf(2 * n)))
    put("herdan_c", lambda: positive(ln(v) / ln(n)))
    put("yule_k", lambda: real(F(10**4 * (m2 - n), n * n)))
    put("yule_i", lambda: real(F(v * v, m2 - v)))
    put("simpson_d", lambda: real(F(sum(x * (x - 1) for x in f), n * (n - 1))))
    put("herdan_vm", lambda: sqrt(real(F(m2, n * n) - F(1, v))))
    put("herdan_vm_squared", lambda: real(F(m2, n * n) - F(1, v)))
    put("brunet_w", lambda: mpf(n) ** (mpf(v) ** mpf("-0.172")))
    put("sichel_s", lambda: real(F(v2, v)))
    put("hapax_by_types", lambda: real(F(v1, v)))
    put("hapax_by_tokens", lambda: real(F(v1, n)))
    put("entropy", lambda: -plogp([F(x, n) for x in f], 2))
    put("honore_h", lambda: 100 * ln(n) / real(1 - F(v1, v)))
    put("honore_h_wordless", lambda: 100 * ln(n / (1 - F(v1, v))))
    put("dugast_u", lambda: ln(n) ** 2 / ln(F(n, v)))
    put("dugast_u_10", lambda: l10(mpf(n)) ** 2 / l10(real(F(n, v))))
    if n > 1:
        put("maas_a2", lambda: ln(F(n, v)) / ln(n) ** 2)
        put("maas_a2_10", lambda: l10(real(F(n, v))) / l10(mpf(n)) ** 2)
        put("maas_a_10", lambda: sqrt(l10(real(F(n, v))) / l10(mpf(n)) ** 2))
    if v > 2:
        put("somers_s", lambda: log(ln(v)) / log(ln(n)))
    if v > 10:
        put("somers_s_10", lambda: log(l10(mpf(v))) / log(l10(mpf(n))))
    if n >= 42 and n < 10**7:
        choose = lambda x: binomial(n - x, 42) / binomial(n, 42)
        put("hdd", lambda: sum(1 - (choose(x) if n - x >= 42 else 0) for x in f) / 42)
    return lim


def main():
    rng = random.Random(7)
    lines = []

    def write(kind, sizes, counts, values):
        for name, value in values.items():
            text = "-" if value is None else mp.nstr(value + mpf(0), 17)
            lines.append("\t".join([kind, ",".join(map(str, sizes)), ",".join(map(str, counts)), name, text]))

    words = [
        ([9, 10, 10, 10, 11], [1, 2, 3, 4, 5]), ([1000, 800, 1200, 900, 600], [10, 5, 8, 12, 3]),
        ([9, 10, 10, 10, 11], [0, 0, 0, 0, 7]), ([10], [4]), ([TRILLION] * 3, [1, 0, TRILLION]),
        ([TRILLION, 1, TRILLION, 7], [10**11, 1, 10**9, 0]), ([1, TRILLION], [1, 1]),
        ([5, 5], [5, 5]), ([TRILLION, TRILLION], [1, 0]),
    ]
    for _ in range(12):
        k = rng.randrange(2, 14)
        sizes = [rng.choice([rng.randrange(1, 9), rng.randrange(1, 10**4), rng.randrange(1, 10**9)]) for _ in range(k)]
        counts = [rng.choice([0, 1, rng.randrange(x + 1), x]) for x in sizes]
        if sum(counts):
            words.append((sizes, counts))
    for sizes, counts in words:
        write("parts", sizes, counts, parts(sizes, counts) | adjusted(sizes, counts))
    texts = [[1], [2], [1, 1], [3, 2, 1], [TRILLION, 1, 1, 2], [15, 6, 5, 4, 4, 3, 3, 2, 2, 2, 2, 1, 1], [10**6] * 12]
    texts += [[rng.randrange(1, rng.choice([2, 5, 300])) for _ in range(rng.randrange(3, 25))] for _ in range(12)]
    for f in texts:
        write("text", [], f, diversity(f))
    Path(__file__).with_suffix(".tsv").write_text("\n".join(lines) + "\n")


main()
