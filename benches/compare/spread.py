"""Compares whole tables of Siyaq with those of other tools, which count the words for themselves, and
checks that they agree to the last digits that a float can be asked for, or differ as they are known
to. Called by spread.sh."""

import argparse
import collections
import csv
import json
import math
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pymannkendall
import statsmodels.api as sm
from corpus_dispersion import CorpusWordAnalyzer
from lexicalrichness import LexicalRichness
from scipy import stats
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from scipy.spatial import distance
from scipy.spatial.distance import jensenshannon
from statsmodels.discrete.discrete_model import NegativeBinomial
from statsmodels.stats.multitest import multipletests

CLASSES = {"word_ar", "word_other", "abbr", "hashtag", "num"}
# What rounding may do to a relative difference; tails of distributions may lose more.
CLOSE, TAIL = 1e-9, 1e-6
# Numbers nearer to 0 than this are 0 but for rounding.
NOTHING = 1e-12


class Report:
    """Rows of what was compared, and whether all of it is as it should be."""

    def __init__(self):
        self.rows, self.failed = [], False

    def add(self, table, tool, name, ours, theirs, close=CLOSE, known=""):
        pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
        pairs = [(a, b) for a, b in pairs if math.isfinite(b)]
        apart = [
            abs(a - b) / max(abs(a), abs(b), NOTHING)
            for a, b in pairs
            if max(abs(a), abs(b)) > NOTHING
        ]
        worst = max(apart, default=0.0)
        differ = sum(own > close for own in apart)
        wrong = not pairs or (differ > 0 and not known)
        verdict = "WRONG" if wrong else "agree" if differ == 0 else "differ as known"
        self.failed |= wrong
        self.rows.append(
            [table, tool, name, len(ours), len(pairs), differ, f"{worst:.2g}", verdict, known if differ else ""]
        )


def rows(text):
    return list(csv.DictReader(text.splitlines()))


def numbers(table, column):
    return [float(row[column]) if row[column] else None for row in table]


class Siyaq:
    def __init__(self, command, folder):
        self.command, self.folder = command, folder

    def __call__(self, *arguments):
        # Nothing found is a table without rows.
        ran = subprocess.run(
            [self.command, *map(str, arguments)], cwd=self.folder, stdout=subprocess.PIPE, text=True
        )
        if ran.returncode == 2:
            sys.exit(f"{arguments} failed")
        return ran.stdout


def read(siyaq, dump, megabytes):
    """Every so many documents of a dump, some megabytes in all, as a corpus, and the words of each
    document for the others."""
    kept, dates = 0, {}
    step = max(1, round(Path(dump).stat().st_size / (megabytes * 1_000_000)))
    with open(dump, "rb") as source, open(siyaq.folder / "part.jsonl", "wb") as target:
        for number, line in enumerate(source):
            if number % step > 0:
                continue
            record = json.loads(line)
            name = str(record.get("id") or f"document-{number}")
            date = str(record.get("date") or "")
            if len(date) >= 10:
                dates[name] = date[:10]
            # Halves that no tool knows of otherwise.
            own = {"id": name, "text": record["text"], "half": "ab"[kept % 2], "date": date}
            target.write(json.dumps(own, ensure_ascii=False).encode() + b"\n")
            kept += 1
    siyaq("index", "part.jsonl", "-o", "corpus", "--meta", "half,date:date", "--quiet")
    words = collections.defaultdict(list)
    for line in siyaq("tokenize", "part.jsonl", "--format", "jsonl", "--quiet").splitlines():
        token = json.loads(line)
        words[token["doc"]]
        if token["class"] in CLASSES:
            words[token["doc"]].append(token["form"])
    return {name: own for name, own in words.items() if own}, dates


def of_dispersion(siyaq, words, report):
    names = {
        "range": "range", "sd": "sd_population", "vc": "vc_population", "juilland_d": "juilland_d",
        "carroll_d2": "carroll_d2", "rosengren_s": "roschengren_s_adj", "dp": "dp",
        "dp_norm": "dp_norm", "kld": "kl_divergence", "da": "evenness_da", "jsd": "jsd_dispersion",
        "hellinger": "hellinger_dispersion", "mean_text_freq": "mean_text_frequency_ft",
        "mean_text_freq_range": "ft_adjusted_by_pt", "mean_text_freq_da": "ft_adjusted_by_da",
    }
    ours = rows(siyaq("words", "corpus", "--layer", "word", "--min-freq", 10, "--format", "csv",
                      "--dispersion", ",".join(names)))
    counts = [collections.Counter(own) for own in words.values()]
    sizes = [float(len(own)) for own in words.values()]
    theirs = []
    for row in ours:
        parts = [float(count[row["form"]]) for count in counts]
        theirs.append(CorpusWordAnalyzer(parts, sizes, sum(sizes)).calculate_all_metrics())
    tool = "corpus-dispersion"
    for own, other in names.items():
        known = {
            "juilland_d": "rounding: ours is 0 where all is in one part, theirs a hair beside it",
            "carroll_d2": "rounding: ours is 0 where all is in one part, theirs a hair beside it",
        }.get(own, "")
        report.add("dispersion", tool, own, numbers(ours, own),
                   [getattr(found, other) for found in theirs], close=TAIL, known=known)


def of_diversity(siyaq, words, report):
    names = {
        "ttr": "ttr", "guiraud_r": "rttr", "cttr": "cttr", "herdan_c": "Herdan",
        "somers_s": "Summer", "dugast_u": "Dugast", "maas_a2": "Maas", "yule_k": "yulek",
        "yule_i": "yulei", "herdan_vm": "herdanvm", "simpson_d": "simpsond",
    }
    also = ["hdd", "mattr", "msttr", "mtld"]
    ours = rows(siyaq("diversity", "corpus", "--layer", "word", "--by", "documents", "--format",
                      "csv", "--measures", ",".join([*names, *also])))
    ours = [row for row in ours if int(row["tokens"]) >= 100][:300]
    theirs = [
        LexicalRichness(words[row["part"]], preprocessor=None, tokenizer=None) for row in ours
    ]
    tool = "lexicalrichness"
    for own, other in names.items():
        report.add("diversity", tool, own, numbers(ours, own), [getattr(x, other) for x in theirs])
    report.add("diversity", tool, "hdd", numbers(ours, "hdd"), [x.hdd() for x in theirs], close=TAIL)
    report.add("diversity", tool, "mattr", numbers(ours, "mattr"), [x.mattr(100) for x in theirs])
    report.add("diversity", tool, "mtld", numbers(ours, "mtld"), [x.mtld(0.72) for x in theirs],
               known="theirs ends a factor where the ratio equals 0.72, ours, as its authors, below it")
    segments = [x.msttr(100) if x.words > 100 else math.nan for x in theirs]
    report.add("diversity", tool, "msttr", numbers(ours, "msttr"), segments,
               known="theirs drops the last segment even where it is whole")


def of_keyness(siyaq, words, halves, report):
    measures = ["welch_t", "welch_p", "student_t", "student_p", "mann_whitney_u", "mann_whitney_p", "cohen_d"]
    base = ["keywords", "corpus", "--layer", "word", "--where", "half=a", "--reference", "rest",
            "--format", "csv", "--measures", ",".join(measures)]
    ours = rows(siyaq(*base))
    shares = []
    counts = [(halves[name], collections.Counter(own), len(own)) for name, own in words.items()]
    for row in ours:
        values = [[], []]
        for half, count, size in counts:
            values[half].append(count[row["form"]] / size)
        shares.append([np.array(side) for side in values])
    welch = [stats.ttest_ind(a, b, equal_var=False) for a, b in shares]
    student = [stats.ttest_ind(a, b) for a, b in shares]
    ranks = [stats.mannwhitneyu(a, b, method="asymptotic") for a, b in shares]
    pooled = [
        (a.mean() - b.mean())
        / math.sqrt((a.var() * len(a) + b.var() * len(b)) / (len(a) + len(b) - 2))
        for a, b in shares
    ]
    for name, theirs in [
        ("welch_t", [x.statistic for x in welch]), ("welch_p", [x.pvalue for x in welch]),
        ("student_t", [x.statistic for x in student]), ("student_p", [x.pvalue for x in student]),
        ("mann_whitney_u", [x.statistic for x in ranks]),
        ("mann_whitney_p", [x.pvalue for x in ranks]), ("cohen_d", pooled),
    ]:
        tool = "numpy" if name == "cohen_d" else "scipy"
        report.add("keyness over texts", tool, name, numbers(ours, name), theirs, close=TAIL)
    corrections = {"bonferroni": "bonferroni", "sidak": "sidak", "holm": "holm", "benjamini_hochberg": "fdr_bh"}
    for own, other in corrections.items():
        found = rows(siyaq(*base, "--test", "welch", "--correction", own, "--min-freq", 1))
        tested = [row for row in found if row["p"]]
        # Words whose frequency does not vary have no p-value, and count as tests that found nothing.
        p = [float(row["p"]) for row in tested] + [1.0] * (len(found) - len(tested))
        theirs = multipletests(p, method=other)[1][: len(tested)]
        report.add("keyness over texts", "statsmodels", own, numbers(tested, "q"), list(theirs),
                   close=TAIL)


def of_regression(siyaq, words, halves, report):
    """Rates, alpha and dispersion of the first words, by maximum likelihood of statsmodels."""
    names = ["quasi_poisson_f", "quasi_poisson_p", "quasi_poisson_dispersion",
             "negative_binomial_log_ratio", "negative_binomial_lr", "negative_binomial_alpha"]
    ours = rows(siyaq("keywords", "corpus", "--layer", "word", "--where", "half=a", "--reference", "rest",
                      "--format", "csv", "--min-freq", 30, "--top", 40, "--sort", "log_likelihood_4",
                      "--measures", ",".join(["log_likelihood_4", *names])))
    counts = [(halves[name], collections.Counter(own), len(own)) for name, own in words.items()]
    target = np.array([half == 0 for half, *_ in counts], float)
    offset = np.log([size for *_, size in counts])
    both, same = np.column_stack([np.ones_like(target), target]), np.ones((len(target), 1))
    theirs = collections.defaultdict(list)
    for row in ours:
        y = np.array([count[row["form"]] for _, count, _ in counts], float)
        poisson = [sm.GLM(y, x, family=sm.families.Poisson(), offset=offset).fit() for x in (same, both)]
        dispersion = poisson[1].pearson_chi2 / poisson[1].df_resid
        # Where one side lacks the word, its texts say nothing of the dispersion to us.
        dispersion = dispersion if row["negative_binomial_log_ratio"] else math.nan
        f = (poisson[0].deviance - poisson[1].deviance) / dispersion
        theirs["quasi_poisson_f"].append(f)
        theirs["quasi_poisson_p"].append(stats.f.sf(f, 1, poisson[1].df_resid))
        theirs["quasi_poisson_dispersion"].append(dispersion)
        # A word that one side lacks, or that varies less than Poisson's, has no inner maximum there.
        inner = row["negative_binomial_log_ratio"] and float(row["negative_binomial_alpha"]) > 1e-3
        fits = []
        for x, start in zip((same, both), poisson):
            model = NegativeBinomial(y, x, offset=offset)
            fit = model.fit(np.append(start.params, 1.0), method="bfgs", maxiter=500, disp=0)
            fits.append(model.fit(fit.params, method="newton", maxiter=100, disp=0))
        values = [fits[1].params[1] / math.log(2), 2 * (fits[1].llf - fits[0].llf), fits[1].params[2]]
        for name, value in zip(names[3:], values):
            theirs[name].append(value if inner else math.nan)
    for name in names:
        report.add("regression", "statsmodels", name, numbers(ours, name), theirs[name], close=1e-4)


def of_styles(siyaq, words, halves, report):
    most = 100
    ours = rows(siyaq("compare", "corpus", "--layer", "word", "--documents", "--words", most, "--delta",
                      "burrows,cosine", "--where", "half=a", "--format", "csv"))[:500]
    own = {name: collections.Counter(own) for name, own in words.items() if halves[name] == 0}
    sums = collections.Counter()
    for count in own.values():
        sums.update(count)
    order = sorted(sums, key=lambda form: (-sums[form], form.encode()))[:most]
    places = {name: place for place, name in enumerate(own)}
    rates = np.array([[count[form] for form in order] for count in own.values()], float)
    rates /= np.array([count.total() for count in own.values()])[:, None]
    z = (rates - rates.mean(axis=0)) / rates.std(axis=0, ddof=1)
    pairs = [(z[places[row["first"]]], z[places[row["second"]]]) for row in ours]
    report.add("styles", "scipy", "burrows", numbers(ours, "burrows"),
               [distance.cityblock(a, b) / most for a, b in pairs])
    report.add("styles", "scipy", "cosine", numbers(ours, "cosine"),
               [distance.cosine(a, b) for a, b in pairs])


def of_change(siyaq, words, dates, report):
    days = sorted({dates[name] for name in words if name in dates})
    if len(days) < 2:
        print("too few dates: changes over time are not compared", file=sys.stderr)
        return
    ours = rows(siyaq("change", "corpus", "--layer", "word", "--by", "day", "--format", "csv",
                      "--quiet"))[:400]
    first = np.datetime64(days[0])
    times = [float((np.datetime64(day) - first).astype(int)) for day in days]
    counts = {day: collections.Counter() for day in days}
    for name, own in words.items():
        if name in dates:
            counts[dates[name]].update(own)
    sizes = {day: counts[day].total() for day in days}
    series = [[1e6 * counts[day][row["form"]] / sizes[day] for day in days] for row in ours]
    kendall = [pymannkendall.original_test(own) for own in series]
    lines = [stats.theilslopes(own, times) for own in series]
    for name, tool, theirs in [
        ("p", "pymannkendall", [x.p for x in kendall]),
        ("slope", "scipy", [x.slope for x in lines]),
        ("slope_low", "scipy", [x.low_slope for x in lines]),
        ("slope_high", "scipy", [x.high_slope for x in lines]),
    ]:
        known = "p below 1e-15 is 0 there" if name == "p" else ""
        report.add("change", tool, name, numbers(ours, name), theirs, close=TAIL, known=known)
    tau = [x.Tau for x in kendall]
    report.add("change", "pymannkendall", "tau", numbers(ours, "tau"), tau)


def of_comparison(siyaq, words, halves, report):
    most = 300
    ours = rows(siyaq("compare", "corpus", "--layer", "word", "--each", "half", "--words", most,
                      "--format", "csv"))
    sums = [collections.Counter(), collections.Counter()]
    for name, own in words.items():
        sums[halves[name]].update(own)
    both = sums[0] + sums[1]
    order = sorted(both, key=lambda form: (-both[form], form.encode()))[:most]
    table = np.array([[side[form] for form in order] for side in sums])
    chi = stats.chi2_contingency(table, correction=False)
    # Ranks are of words that both have often.
    alike = sorted(both, key=lambda form: -sum(math.log(side[form] + 0.5) for side in sums))[:most]
    ranked = [[side[form] for form in alike] for side in sums]
    for name, tool, theirs in [
        ("chi_squared_by_freedom", "scipy", chi.statistic / chi.dof),
        ("cramer_v", "scipy", stats.contingency.association(table.astype(int))),
        ("spearman", "scipy", stats.spearmanr(*ranked).statistic),
        ("jensen_shannon", "scipy", jensenshannon(*table, base=2) ** 2),
    ]:
        report.add("comparison", tool, name, numbers(ours, name), [theirs])


def of_spaces(siyaq, words, report):
    """The neighbours of some words in a space of few dimensions, by SciPy's truncated decomposition."""
    most, dimensions, reach = 1_000, 50, 5
    freqs = collections.Counter(word for own in words.values() for word in own)
    frequent = sorted((-freq, word.encode(), word) for word, freq in freqs.items() if freq >= 5)
    forms = [word for _, _, word in frequent[:most]]
    place = {word: number for number, word in enumerate(forms)}
    near = collections.Counter()
    for own in words.values():
        places = [place.get(word) for word in own]
        for at, node in enumerate(places):
            for other in places[max(0, at - reach) : at] + places[at + 1 : at + 1 + reach]:
                if node is not None and other is not None:
                    near[node, other] += 1
    counts = np.zeros((len(forms), len(forms)))
    for (row, column), count in near.items():
        counts[row, column] = count
    weights = counts.sum(axis=0) ** 0.75
    with np.errstate(divide="ignore", invalid="ignore"):
        mi = np.log(counts * weights.sum() / (counts.sum(axis=1)[:, None] * weights[None, :]))
    matrix = csr_matrix(np.where(np.isfinite(mi) & (mi > 0), mi, 0.0))
    vectors, values, _ = svds(matrix, k=dimensions, tol=1e-12, random_state=7)
    points = vectors * np.sqrt(values)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    for number in (0, 10, 100, len(forms) // 2, len(forms) - 1):
        for seed in (1, 2):
            ours = rows(siyaq("neighbours", "corpus", forms[number], "--layer", "word", "--words", most,
                              "--min-freq", 5, "--dimensions", dimensions, "--across", "paragraph",
                              "--seed", seed, "--top", 0, "--format", "csv", "--quiet"))
            theirs = [float(points[number] @ points[place[row["form"]]]) for row in ours]
            # Cosines near 0 have fewer digits; differences of both from 2 have the same.
            report.add("neighbours", "SciPy svds", f"cosines of word {number}, seed {seed}",
                       [2 + cosine for cosine in numbers(ours, "cosine")],
                       [2 + cosine for cosine in theirs], close=1e-8)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--siyaq", required=True)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("dump")
    parser.add_argument("out", nargs="?")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        siyaq = Siyaq(str(Path(arguments.siyaq).resolve()), Path(folder))
        words, dates = read(siyaq, arguments.dump, arguments.megabytes)
        halves = {}
        with open(Path(folder) / "part.jsonl", encoding="utf-8") as source:
            for line in source:
                record = json.loads(line)
                halves[record["id"]] = "ab".index(record["half"])
        of_dispersion(siyaq, words, report)
        of_diversity(siyaq, words, report)
        of_keyness(siyaq, words, halves, report)
        of_regression(siyaq, words, halves, report)
        of_styles(siyaq, words, halves, report)
        of_change(siyaq, words, dates, report)
        of_comparison(siyaq, words, halves, report)
        of_spaces(siyaq, words, report)
    header = ["table", "tool", "measure", "rows", "compared", "differ", "worst", "verdict", "known"]
    for row in [header, *report.rows]:
        print("\t".join(map(str, row)))
    if arguments.out:
        with open(arguments.out, "w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows([header, *report.rows])
    sys.exit(1 if report.failed else 0)


if __name__ == "__main__":
    main()
