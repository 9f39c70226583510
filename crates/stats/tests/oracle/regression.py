"""Regressions of counts in texts by statsmodels and SciPy.

Writes regression.tsv beside itself: a line for each word, the sizes, groups and counts of the texts of target
and reference (joined by commas), the model, what groups are, and log ratio, low, high, statistic, log10 p,
dispersion and the deviation of groups, `-` where there is none. Needs numpy, scipy and statsmodels.

    python3 regression.py
"""

import math
import warnings
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from numpy.polynomial.hermite import hermgauss
from scipy import optimize, stats
from scipy.special import gammaln, logsumexp
from statsmodels.discrete.discrete_model import NegativeBinomial

warnings.simplefilter("ignore")
LN2 = math.log(2)
Z = stats.norm.ppf(0.975)


def matrix(side, groups, contrast):
    """Dummy variables of the groups that have the word, and the corpus."""
    columns = [(groups == g).astype(float) for g in np.unique(groups)]
    return np.column_stack(columns + ([side.astype(float)] if contrast else []))


def kept(y, side, groups):
    """Texts that tell of the word: of groups that have it, and not of a side that never has it."""
    keep = np.isin(groups, [g for g in np.unique(groups) if y[groups == g].sum() > 0])
    both = [g for g in np.unique(groups) if len(set(side[(groups == g)])) == 2 and y[groups == g].sum() > 0]
    separated = None
    for s in (True, False):
        if y[np.isin(groups, both) & (side == s)].sum() == 0:
            separated = s
    return keep, both, separated


def deviance_fit(y, n, x):
    return sm.GLM(y, x, family=sm.families.Poisson(), offset=np.log(n)).fit(tol=1e-14, maxiter=200)


def quasi_poisson(y, n, side, groups):
    keep, both, separated = kept(y, side, groups)
    free = keep if separated is None else keep & ~((side == separated) & np.isin(groups, both))
    fit = deviance_fit(y[free], n[free], matrix(side[free], groups[free], separated is None))
    same = deviance_fit(y[keep], n[keep], matrix(side[keep], groups[keep], False))
    dispersion, freedom = fit.pearson_chi2 / fit.df_resid, fit.df_resid
    f = (same.deviance - fit.deviance) / dispersion
    p = stats.f.logsf(f, 1, freedom) / math.log(10)
    if separated is not None:
        return None, None, None, f, p, dispersion, None
    b, se = fit.params[-1], math.sqrt(dispersion * fit.cov_params()[-1, -1] / fit.scale)
    t = stats.t.ppf(0.975, freedom)
    return b / LN2, (b - t * se) / LN2, (b + t * se) / LN2, f, p, dispersion, None


def nb_fit(y, n, x):
    """Rates and alpha by maximum likelihood; Poisson where that is better."""
    poisson = deviance_fit(y, n, x)
    mu = poisson.mu
    ll0 = stats.poisson.logpmf(y, mu).sum()
    if ((y - mu) ** 2 - y).sum() <= 0:
        return poisson.params, 0.0, ll0
    start = np.append(poisson.params, 0.5)
    fit = NegativeBinomial(y, x, offset=np.log(n)).fit(
        start_params=start, method="bfgs", maxiter=2000, gtol=1e-9, disp=0
    )
    fit = NegativeBinomial(y, x, offset=np.log(n)).fit(
        start_params=fit.params, method="newton", maxiter=200, tol=1e-14, disp=0
    )
    return fit.params[:-1], fit.params[-1], fit.llf


def negative_binomial(y, n, side, groups):
    keep, both, separated = kept(y, side, groups)
    free = keep if separated is None else keep & ~((side == separated) & np.isin(groups, both))
    x = matrix(side[free], groups[free], separated is None)
    params, alpha, ll = nb_fit(y[free], n[free], x)
    _, _, same = nb_fit(y[keep], n[keep], matrix(side[keep], groups[keep], False))
    lr = 2 * (ll - same)
    p = stats.chi2.logsf(lr, 1) / math.log(10)
    if separated is not None:
        return None, None, None, lr, p, alpha, None
    mu = np.exp(x @ params) * n[free]
    information = x.T @ ((mu / (1 + alpha * mu))[:, None] * x)
    b, se = params[-1], math.sqrt(np.linalg.inv(information)[-1, -1])
    return b / LN2, (b - Z * se) / LN2, (b + Z * se) / LN2, lr, p, alpha, None


NODES, WEIGHTS = hermgauss(41)


def random_ll(theta, y, n, side, groups):
    """The likelihood with normal groups, by adaptive quadrature with 41 nodes."""
    b0, b1, log_alpha, sd = theta
    alpha, sd = math.exp(log_alpha), abs(sd)
    total = 0.0
    for g in np.unique(groups):
        own = groups == g
        eta, yy = b0 + b1 * side[own] + np.log(n[own]), y[own]

        def ll(u):
            mu = np.exp(eta + u)
            r = 1 / alpha
            return (
                gammaln(yy + r) - gammaln(r) - gammaln(yy + 1) - (yy + r) * np.log1p(alpha * mu)
                + yy * np.log(alpha * mu)
            ).sum() - u * u / (2 * sd * sd)

        u = 0.0
        for _ in range(60):
            mu = np.exp(eta + u)
            slope = ((yy - mu) / (1 + alpha * mu)).sum() - u / sd**2
            bend = (mu * (1 + alpha * yy) / (1 + alpha * mu) ** 2).sum() + 1 / sd**2
            u += slope / bend
            if abs(slope / bend) < 1e-12:
                break
        scale = math.sqrt(2 / bend)
        terms = [math.log(w) + x * x + ll(u + scale * x) for x, w in zip(NODES, WEIGHTS)]
        total += logsumexp(terms) + math.log(scale) - math.log(sd * math.sqrt(2 * math.pi))
    return total


def hessian(f, x, h=1e-3):
    k = len(x)
    out = np.zeros((k, k))
    for i in range(k):
        for j in range(k):
            e = lambda a, b: f(x + a * h * np.eye(k)[i] + b * h * np.eye(k)[j])
            out[i, j] = (e(1, 1) - e(1, -1) - e(-1, 1) + e(-1, -1)) / (4 * h * h)
    return out


def random(y, n, side, groups):
    data = (y, n, side.astype(float), groups)
    rate = lambda s: math.log(y[side == s].sum() / n[side == s].sum())
    options = {"xatol": 1e-9, "fatol": 1e-11, "maxiter": 20000, "maxfev": 20000, "adaptive": True}

    def fit(f, start):
        best = optimize.minimize(f, start, method="Nelder-Mead", options=options)
        return optimize.minimize(f, best.x, method="Nelder-Mead", options=options)

    same = fit(lambda t: -random_ll([t[0], 0, t[1], t[2]], *data), [math.log(y.sum() / n.sum()), -0.5, 0.4])
    full = lambda t: -random_ll(t, *data)
    best = fit(full, [rate(False), rate(True) - rate(False), same.x[1], abs(same.x[2])])
    se = math.sqrt(np.linalg.inv(hessian(full, best.x))[1, 1])
    b, lr = best.x[1], 2 * (same.fun - best.fun)
    p = stats.chi2.logsf(lr, 1) / math.log(10)
    return b / LN2, (b - Z * se) / LN2, (b + Z * se) / LN2, lr, p, math.exp(best.x[2]), abs(best.x[3]) / LN2


def main():
    rng = np.random.default_rng(5)
    words = []

    def word(texts, groups, rate, ratio, alpha, deviation, nested=False):
        side = np.arange(texts) % 3 == 0
        group = rng.integers(0, groups, texts) if not nested else rng.integers(0, groups, texts) * 2 + side
        n = rng.integers(80, 900, texts)
        effect = rng.normal(0, deviation, 2 * groups + 2)[group]
        mu = n * rate * np.exp(side * math.log(ratio) + effect)
        y = rng.negative_binomial(1 / alpha, 1 / (1 + alpha * mu)) if alpha else rng.poisson(mu)
        words.append((y, n, side, group, nested))

    word(40, 1, 0.01, 1.0, 0.8, 0)
    word(60, 1, 0.004, 2.5, 1.5, 0)
    word(90, 1, 0.02, 0.6, 0.3, 0)
    word(50, 1, 0.003, 1.0, 0, 0)
    word(200, 4, 0.006, 1.6, 0.7, 0.5)
    word(120, 6, 0.01, 1.0, 1.2, 0.8)
    word(300, 10, 0.002, 3.0, 0.5, 0.6)
    word(240, 8, 0.008, 2.0, 0.6, 0.5, nested=True)
    # One side without the word, and a group without it.
    word(60, 3, 0.005, 1.0, 0.5, 0.3)
    y, n, side, group, nested = words[-1]
    words[-1] = (np.where(side, y, 0), n, side, group, nested)
    word(90, 4, 0.005, 1.5, 0.5, 0.3)
    y, n, side, group, nested = words[-1]
    words[-1] = (np.where(group == 2, 0, y), n, side, group, nested)
    lines = []
    for y, n, side, group, nested in words:
        one = np.zeros_like(group)
        runs = [("quasi_poisson", "none", quasi_poisson, one), ("negative_binomial", "none", negative_binomial, one)]
        if len(np.unique(group)) > 1:
            if not nested:
                runs += [("quasi_poisson", "fixed", quasi_poisson, group), ("negative_binomial", "fixed", negative_binomial, group)]
            if 0 < y[side].sum() and 0 < y[~side].sum():
                runs.append(("negative_binomial", "random", random, group))
        for model, effect, run, groups in runs:
            values = run(y, n.astype(float), side, groups)
            fields = [",".join(map(str, column[which])) for which in (side, ~side) for column in (n, groups, y)]
            texts = ["-" if v is None else repr(float(v)) for v in values]
            lines.append("\t".join([*fields, model, effect, *texts]))
    Path(__file__).with_suffix(".tsv").write_text("\n".join(lines) + "\n")


main()
