"""Every measure of association and keyness by its definition, slowly: exact fractions, and
logarithms with 60 digits.

Writes measures.tsv beside itself: a line for each table, O11, R1, C1, N and the measures, `-`
where a measure is undefined and nothing where it would take too long. Needs mpmath and scipy (for a first guess of quantiles).

    python3 measures.py
"""

from fractions import Fraction as F
from pathlib import Path

from mpmath import betainc, e as E, exp, factorial, findroot, log, loggamma, mp, mpf, sqrt
from scipy.stats import beta, norm

from tables import TRILLION, Undefined, digits, drawn, write

mp.dps = 60


def div(a, b):
    if b == 0:
        raise Undefined
    return F(a) / F(b)


def ln(x):
    if x <= 0:
        raise Undefined
    return log(mpf(F(x).numerator)) - log(mpf(F(x).denominator))


def lg(x, base=2):
    return ln(x) / log(mpf(base))


def real(x):
    return mpf(x.numerator) / mpf(x.denominator) if isinstance(x, F) else mpf(x)


def root(x):
    return sqrt(real(F(x)))


class Table:
    def __init__(self, o11, r1, c1, n):
        self.o = [o11, r1 - o11, c1 - o11, n - r1 - c1 + o11]
        self.o11, self.r1, self.c1, self.n = o11, r1, c1, n
        self.r2, self.c2 = n - r1, n - c1
        self.e = [F(r * c, n) for r in (r1, self.r2) for c in (c1, self.c2)]
        self.cross = self.o[0] * self.o[3] - self.o[1] * self.o[2]

    def sign(self, x):
        return -x if self.cross < 0 else x

    def deviance(self, cells):
        return sum(2 * o * ln(o / ex) for o, ex in cells if o > 0) + mpf(0)

    def g2(self):
        return self.deviance(list(zip(self.o, self.e)))

    def g2_two(self):
        return self.deviance([(self.o[0], self.e[0]), (self.o[2], self.e[2])])

    def transposed(self):
        return Table(self.o11, self.c1, self.r1, self.n)


def both(t):
    if t.r1 == 0 or t.c1 == 0:
        raise Undefined


def mi(t, k=1, base=2):
    both(t)
    return lg(div(t.o11**k, t.e[0]), base)


def npmi(t):
    both(t)
    if t.o11 == 0:
        return mpf(-1)
    if t.o11 == t.r1 == t.c1:
        return mpf(1)
    return ln(t.o11 / t.e[0]) / -ln(F(t.o11, t.n))


def ws_mi3(t):
    if t.o11 == 0:
        raise Undefined
    j, f1, f2, n = t.o11, t.r1, t.c1, t.n
    ee = j + (n - f1) + (n - f2) + (n - f1 - f2)
    return lg(div(j**3 * ee, (j + n - f1) * (j + n - f2)))


def times_o11(t, x):
    both(t)
    return mpf(0) if t.o11 == 0 else t.o11 * x()


def z(t, numerator, factor=F(1)):
    both(t)
    if factor == 0:
        raise Undefined
    return real(F(numerator)) / root(t.e[0] * factor)


def margins(t):
    product = t.r1 * t.r2 * t.c1 * t.c2
    if product == 0:
        raise Undefined
    return product


def chi(t, numerator):
    return t.sign(real(F(t.n * numerator**2) / margins(t)))


def yates(t):
    return max(F(0), abs(t.cross) - F(t.n, 2))


def quanteda(t):
    small = min(t.e) < 5 and abs(t.cross) >= F(t.n, 2)
    return chi(t, yates(t) if small else F(t.cross))


def williams(t):
    q = F(1)
    if 0 not in t.o:
        q += (F(t.n, t.r1) + F(t.n, t.r2) - 1) * (F(t.n, t.c1) + F(t.n, t.c2) - 1) / (6 * t.n)
    return t.sign(t.g2() / real(q))


def odds(t, plus=F(0)):
    a, b, c, d = [x + plus for x in t.o]
    return div(a * d, b * c)


def haldane(t):
    return odds(t, F(1, 2))


def if_zero(t):
    return odds(t, F(1, 2) if 0 in t.o else F(0))


def comparable(t):
    if t.r1 == 0 or t.r2 == 0 or t.c1 == 0:
        raise Undefined


def risk(t):
    comparable(t)
    return div(t.o[0] * t.r2, t.o[2] * t.r1)


def half(x):
    return F(1, 2) if x == 0 else F(x)


def ratio(t):
    comparable(t)
    return lg(half(t.o[0]) / t.r1 / (half(t.o[2]) / t.r2))


def walter(t):
    comparable(t)
    h = F(1, 2)
    return lg((t.o[0] + h) / (t.r1 + h) / ((t.o[2] + h) / (t.r2 + h)))


def upper_quantile(tail):
    guess = mpf(norm.isf(float(tail)))
    return findroot(lambda x: mp.erfc(x / sqrt(2)) / 2 / tail - 1, guess)


def normal_bound(t, side, tail):
    variance = 1 / half(t.o[0]) + 1 / half(t.o[2]) - F(1, t.r1) - F(1, t.r2)
    return ratio(t) + side * upper_quantile(tail) * root(max(variance, F(0))) / log(mpf(2))


class Skip(Exception):
    pass


def quantile(tail, a, b):
    """ln(x / (1 - x)) at the lower quantile of a beta distribution with whole parameters."""
    if a == 0 or b == 0:
        raise Undefined
    if a + b > 3000:
        raise Skip
    guess = mpf(beta.ppf(float(tail), a, b))
    if guess <= 0 or guess >= 1:
        raise Skip
    start = log(guess / (1 - guess))

    def gap(u):
        x = 1 / (1 + exp(-u))
        return log(betainc(a, b, 0, x, regularized=True)) - log(tail)

    return findroot(gap, start)


def exact_bound(t, side, tail):
    comparable(t)
    a, b = t.o[0], t.o[2]
    logit = quantile(tail, a, b + 1) if side < 0 else -quantile(tail, b, a + 1)
    return lg(F(t.r2, t.r1)) + logit / log(mpf(2))


def lrc(t, tail):
    comparable(t)
    if t.cross >= 0:
        return max(mpf(0), exact_bound(t, -1, tail))
    return min(mpf(0), exact_bound(t, 1, tail))


def lrc_normal(t, tail):
    if ratio(t) >= 0:
        return max(mpf(0), normal_bound(t, -1, tail))
    return min(mpf(0), normal_bound(t, 1, tail))


def diff(t, instead=None):
    comparable(t)
    target, reference = F(t.o[0], t.r1), F(t.o[2], t.r2)
    if reference == 0:
        if instead is None:
            raise Undefined
        reference = instead
    return real(100 * (target - reference) / reference)


def coefficient(t):
    comparable(t)
    target, reference = F(t.o[0], t.r1), F(t.o[2], t.r2)
    return real((target - reference) / (target + reference))


def simple_maths(t, k):
    return real((div(10**6 * t.o[0], t.r1) + k) / (div(10**6 * t.o[2], t.r2) + k))


def ell(t):
    least = min(t.e[0], t.e[2])
    if least <= 1:
        raise Undefined
    return t.g2_two() / (t.n * ln(least))


def weights(t):
    """The weights of all joint frequencies that the margins allow, as whole numbers."""
    least, most = max(0, t.c1 - t.r2), min(t.r1, t.c1)
    if most - least > 20_000 or t.n > 10**7:
        raise Skip
    weight = factorial_ratio(t.r1, least) * factorial_ratio(t.r2, t.c1 - least)
    out = {}
    for k in range(least, most + 1):
        out[k] = weight
        weight = weight * (t.r1 - k) * (t.c1 - k) // ((k + 1) * (t.r2 - t.c1 + k + 1))
    return out


def factorial_ratio(n, k):
    """n over k."""
    from math import comb

    return comb(n, k)


def fisher(t, keep):
    table = weights(t)
    total, own = sum(table.values()), table[t.o11]
    share = F(sum(w for k, w in table.items() if keep(t, k, w, own)), total)
    return -lg(share, 10)


def poisson(t):
    if t.o11 == 0:
        return mpf(0)
    if t.o11 > 20_000:
        raise Skip
    mean = real(t.e[0])
    if t.o11 <= mean:
        left = sum(exp(k * log(mean) - mean - loggamma(k + 1)) for k in range(t.o11))
        return -log(1 - left) / log(mpf(10))
    total, k = mpf(0), t.o11
    term = exp(k * log(mean) - mean - loggamma(k + 1))
    while term > total * mpf(10) ** -50:
        total += term
        k += 1
        term *= mean / k
    return -log(total) / log(mpf(10))


def sqrt_margins(t):
    return real(F(t.cross)) / root(margins(t))


def no_zero(x):
    if x == 0:
        raise Undefined
    return x


def quasthoff(t):
    if t.n < 2:
        raise Undefined
    return stirling(t) / ln(t.n)


def stirling(t, base=None):
    value = times_o11(t, lambda: ln(t.o11 / t.e[0]) - 1)
    return value / log(mpf(base)) if base else value


def lambda_z(t):
    return ln(haldane(t)) / root(sum(1 / (F(x) + F(1, 2)) for x in t.o))


def average(t, base=2):
    return t.g2() / 2 / log(mpf(base))


def t_score(t, factor=F(1)):
    if t.o11 == 0 or factor == 0:
        raise Undefined
    return real(t.o11 - t.e[0]) / root(t.o11 * factor)


def moved(t, clamp):
    size = abs(t.o11 - t.e[0]) - F(1, 2)
    return t.sign(max(F(0), size) if clamp else size)


def simple_ll(t):
    if t.e[0] == 0:
        return mpf(0)
    log_term = t.o11 * ln(t.o11 / t.e[0]) if t.o11 else mpf(0)
    return t.sign(2 * (log_term - real(t.o11 - t.e[0])))


TAIL = mpf(float(1.0 - 0.95)) / 2
MANY = mpf(float(1.0 - 0.95)) / 599 / 2
SIDAK = -mp.expm1(log(mpf(0.95)) / 599) / 2

MEASURES = {
    "mi": mi,
    "mi(base=e)": lambda t: mi(t, base=E),
    "mi(base=10)": lambda t: mi(t, base=10),
    "mi2": lambda t: mi(t, 2),
    "mi3": lambda t: mi(t, 3),
    "mi_k(k=4,base=10)": lambda t: mi(t, 4, 10),
    "ws_mi3": ws_mi3,
    "npmi": npmi,
    "local_mi": lambda t: times_o11(t, lambda: mi(t)),
    "average_mi": average,
    "mutual_information": lambda t: average(t) / t.n,
    "mi_log_f": lambda t: mi(t) * ln(t.o11 + 1),
    "t_score": t_score,
    "t_score_binomial": lambda t: t_score(t, 1 - F(t.o11, t.n)),
    "z_score": lambda t: z(t, t.o11 - t.e[0]),
    "z_score_yates": lambda t: z(t, moved(t, True)),
    "z_score_yates_unclamped": lambda t: z(t, moved(t, False)),
    "z_score_dennis": lambda t: z(t, t.o11 - t.e[0], 1 - t.e[0] / t.n),
    "z_score_berry_rogghe": lambda t: z(t, t.o11 - t.e[0], F(t.c2, t.n)),
    "dice": lambda t: real(div(2 * t.o11, t.r1 + t.c1)),
    "log_dice": lambda t: 14 + lg(div(2 * t.o11, t.r1 + t.c1)),
    "jaccard": lambda t: real(div(t.o11, sum(t.o[:3]))),
    "min_sensitivity": lambda t: real(min(div(t.o11, t.r1), div(t.o11, t.c1))),
    "geometric_mean": lambda t: t.o11 / root(no_zero(t.r1 * t.c1)),
    "mutual_expectation": lambda t: real(F(t.o11, t.n) * div(2 * t.o11, t.r1 + t.c1)),
    "log_likelihood": lambda t: t.sign(t.g2()),
    "log_likelihood_2": lambda t: t.g2_two(),
    "log_likelihood_4": lambda t: t.g2(),
    "log_likelihood_williams": williams,
    "simple_ll": simple_ll,
    "chi_squared": lambda t: chi(t, F(t.cross)),
    "chi_squared_yates": lambda t: chi(t, yates(t)),
    "chi_squared_yates_unclamped": lambda t: chi(t, abs(t.cross) - F(t.n, 2)),
    "chi_squared_quanteda": quanteda,
    "fisher_right": lambda t: fisher(t, lambda t, k, w, own: k >= t.o11),
    "fisher_left": lambda t: fisher(t, lambda t, k, w, own: k <= t.o11),
    "fisher_two_sided": lambda t: fisher(t, lambda t, k, w, own: w * 10**7 <= own * (10**7 + 1)),
    "poisson_right": poisson,
    "poisson_stirling": stirling,
    "poisson_stirling(base=10)": lambda t: stirling(t, 10),
    "poisson_stirling_nltk": lambda t: times_o11(t, lambda: mi(t) - 1),
    "quasthoff_wolff": quasthoff,
    "phi": sqrt_margins,
    "phi_squared": lambda t: real(F(t.cross**2) / margins(t)),
    "cramer_v": lambda t: abs(sqrt_margins(t)),
    "yule_q": lambda t: real(div(t.cross, t.o[0] * t.o[3] + t.o[1] * t.o[2])),
    "probability_collocate_given_node": lambda t: real(div(t.o11, t.r1)),
    "probability_node_given_collocate": lambda t: real(div(t.o11, t.c1)),
    "delta_p_collocate_given_node": lambda t: real(div(t.o[0], t.r1) - div(t.o[2], t.r2)),
    "delta_p_node_given_collocate": lambda t: real(div(t.o[0], t.c1) - div(t.o[1], t.c2)),
    "odds_ratio": lambda t: real(odds(t)),
    "odds_ratio_haldane": lambda t: real(haldane(t)),
    "odds_ratio_haldane_if_zero": lambda t: real(if_zero(t)),
    "log_odds_ratio": lambda t: lg(odds(t)),
    "log_odds_ratio_haldane": lambda t: lg(haldane(t)),
    "log_odds_ratio_haldane_if_zero": lambda t: lg(if_zero(t)),
    "lambda": lambda t: ln(haldane(t)),
    "lambda_z": lambda_z,
    "relative_risk": lambda t: real(risk(t)),
    "log_relative_risk": lambda t: lg(risk(t)),
    "relative_risk_by_column": lambda t: real(risk(t.transposed())),
    "log_relative_risk_by_column(base=10)": lambda t: lg(risk(t.transposed()), 10),
    "log_ratio": ratio,
    "log_ratio_walter": walter,
    "log_ratio_ci_low": lambda t: (ratio(t), normal_bound(t, -1, TAIL))[1],
    "log_ratio_ci_high": lambda t: (ratio(t), normal_bound(t, 1, TAIL))[1],
    "log_ratio_exact_low": lambda t: exact_bound(t, -1, TAIL),
    "log_ratio_exact_high": lambda t: exact_bound(t, 1, TAIL),
    "lrc": lambda t: lrc(t, TAIL),
    "lrc(confidence=0.95,tests=599)": lambda t: lrc(t, MANY),
    "lrc(confidence=0.95,tests=599,correction=sidak)": lambda t: lrc(t, SIDAK),
    "lrc_positive": lambda t: exact_bound(t, -1, 2 * TAIL),
    "lrc_normal": lambda t: (ratio(t), lrc_normal(t, TAIL))[1],
    "percent_diff": diff,
    "percent_diff_half": lambda t: diff(t, F(1, 2) / t.r2 if t.r2 else None),
    "percent_diff_gabrielatos": lambda t: diff(t, F(1e-18)),
    "difference_coefficient": coefficient,
    "din": lambda t: 100 * coefficient(t),
    "simple_maths": lambda t: simple_maths(t, 1),
    "simple_maths(k=100)": lambda t: simple_maths(t, 100),
    "bic": lambda t: t.g2_two() - ln(t.n),
    "bic_4": lambda t: t.g2() - ln(t.n),
    "ell": ell,
    # One tail, on whichever side of 0 the interval ends.
    "lrc_cqpweb": lambda t: (ratio(t), normal_bound(t, -1 if ratio(t) >= 0 else 1, 2 * TAIL))[1],
    "lrc_cqpweb(confidence=0.95,tests=599,correction=sidak)": lambda t: (
        ratio(t), normal_bound(t, -1 if ratio(t) >= 0 else 1, 2 * SIDAK))[1],
}


def tables():
    fixed = [
        (8, 15828, 4675, 14307668), (110, 2552, 221, 31777), (20, 42, 20, 14307668),
        (1, 15334, 2, 191998), (7, 15334, 120, 191998), (620, 1017879, 887, 2025411),
        (10, 1000, 10, 2000), (0, 100, 50, 10000), (0, 0, 5, 100), (0, 5, 0, 100), (1, 1, 1, 1),
        (5, 5, 5, 5), (5, 5, 5, 100), (50, 100, 50, 100), (0, 0, 0, 7), (3, 10, 3, 10),
        (1, 4, 4, 8), (7, 10, 9, 19), (25, 50, 50, 100), (1000, 10**6, 10**6, 10**9),
        (1001, 10**6, 10**6, 10**9), (1, TRILLION // 2, 2, TRILLION),
        (0, TRILLION // 2, 1, TRILLION), (TRILLION, TRILLION, TRILLION, TRILLION + 1),
        (TRILLION, TRILLION, TRILLION, 3 * TRILLION), (1, 1, 1, TRILLION),
        (500000, 10**9, 5 * 10**8, TRILLION), (123456789, 10**9, 10**11, TRILLION),
    ]
    yield from fixed
    yield from drawn(20, 45, 45)


def value(measure, counts):
    try:
        return digits(measure(Table(*counts)))
    except Undefined:
        return "-"
    except Skip:
        return ""


write(Path(__file__).with_suffix(".tsv"), MEASURES, tables(), value)
