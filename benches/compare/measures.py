"""Scores whole tables of counts with Siyaq and with other tools, and checks that they agree to the
last digits that a float can be asked for, or differ as they are known to. Called by measures.sh."""

import argparse
import csv
import math
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import association_measures.measures as am
import numpy as np
import pandas as pd
from nltk.metrics.association import BigramAssocMeasures as nltk
from scipy import stats

# What rounding may do to a relative difference; sums of thousands of terms may lose more.
CLOSE = 1e-9
TAIL = 1e-7


def tables(siyaq, dump, megabytes, folder):
    """The first megabytes of a dump as counts with all scores of Siyaq."""
    part, stream, scores = folder / "part.jsonl", folder / "stream.txt", folder / "scores.tsv"
    size = 0
    with open(dump, "rb") as source, open(part, "wb") as target:
        for line in source:
            if size and size + len(line) > megabytes * 1_000_000:
                break
            target.write(line)
            size += len(line)
    for command in (["stream", part, stream], ["measures", stream, scores]):
        subprocess.run([siyaq, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
    frame = pd.read_csv(scores, sep="\t")
    frame["O11"], frame["R1"], frame["C1"], frame["N"] = (
        frame[name].astype("int64") for name in ("o11", "r1", "c1", "n")
    )
    frame["O12"], frame["O21"] = frame.R1 - frame.O11, frame.C1 - frame.O11
    frame["R2"], frame["C2"] = frame.N - frame.R1, frame.N - frame.C1
    frame["O22"] = frame.R2 - frame.O21
    for row, column in ((1, 1), (1, 2), (2, 1), (2, 2)):
        # Products of counts of a large corpus do not fit 64 bits.
        expected = frame[f"R{row}"].astype(float) * frame[f"C{column}"] / frame.N
        frame[f"E{row}{column}"] = expected
    return frame


def of_association_measures(frame):
    hardie = {"discounting": "Hardie2014"}
    single = {"alpha": 0.05, "correct": None}
    return [
        ("z_score", "z_score", am.z_score(frame), None),
        ("t_score", "t_score", am.t_score(frame), None),
        ("log_likelihood", "log_likelihood", am.log_likelihood(frame), None),
        ("simple_ll", "simple_ll", am.simple_ll(frame), None),
        ("min_sensitivity", "min_sensitivity", am.min_sensitivity(frame), None),
        ("liddell", "delta_p_node_given_collocate", am.liddell(frame.astype(float)), None),
        ("dice", "dice", am.dice(frame), None),
        ("log_ratio", "log_ratio_walter", am.log_ratio(frame), None),
        ("log_ratio (Hardie2014)", "log_ratio", am.log_ratio(frame, **hardie), None),
        ("conservative_log_ratio", "lrc", am.conservative_log_ratio(frame, **single), None),
        ("conservative_log_ratio (normal)", "lrc_normal",
         am.conservative_log_ratio(frame, boundary="normal", **single), None),
        ("mutual_information", "mi", am.mutual_information(frame) / math.log10(2),
         "base 10 there, base 2 here unless mi(base=10) is asked for"),
        ("local_mutual_information", "local_mi",
         am.local_mutual_information(frame) / math.log10(2), "base 10 there, base 2 here"),
    ]


def of_nltk(frame):
    counts = list(zip(*(frame[name].tolist() for name in ("O11", "R1", "C1", "N"))))

    def scores(measure, rows=counts):
        return np.array([float(measure(o11, (r1, c1), n)) for o11, r1, c1, n in rows])

    sign = np.sign(frame.O11 * frame.N.astype(float) - frame.R1.astype(float) * frame.C1)
    unsigned = "unsigned there; here negative where the pair is rarer than expected"
    return [
        ("student_t", "t_score", scores(nltk.student_t), None),
        ("pmi", "mi", scores(nltk.pmi), None),
        ("dice", "dice", scores(nltk.dice), None),
        ("jaccard", "jaccard", scores(nltk.jaccard), None),
        ("phi_sq", "phi_squared", scores(nltk.phi_sq), None),
        ("chi_sq", "chi_squared", scores(nltk.chi_sq) * sign, unsigned),
        ("likelihood_ratio", "log_likelihood", scores(nltk.likelihood_ratio) * sign, unsigned),
        ("poisson_stirling", "poisson_stirling_nltk", scores(nltk.poisson_stirling),
         "base 2 in one term only; poisson_stirling is the measure with one base"),
    ]


def of_scipy(frame, exact):
    """`exact` has fewer rows, since exact tests take their time there."""
    cells = frame[["O11", "O12", "O21", "O22"]].to_numpy().reshape(-1, 2, 2)
    sign = np.sign(frame.O11 * frame.N.astype(float) - frame.R1.astype(float) * frame.C1)

    def chi(**options):
        return np.array([stats.chi2_contingency(cell, **options).statistic for cell in cells])

    unsigned = "unsigned there; here negative where the pair is rarer than expected"
    rows = [
        ("chi2_contingency", "chi_squared", chi(correction=False) * sign, unsigned),
        ("chi2_contingency (correction)", "chi_squared_yates", chi(correction=True) * sign,
         unsigned),
        ("chi2_contingency (log-likelihood)", "log_likelihood_4",
         chi(correction=False, lambda_="log-likelihood"), None),
        ("chi2.logsf of G2", "log10_p",
         stats.chi2.logsf(frame.log_likelihood_4, 1) / math.log(10), None),
    ]
    few = frame.loc[exact]
    small = few[["O11", "O12", "O21", "O22"]].to_numpy().reshape(-1, 2, 2)
    for side, name in (("greater", "right"), ("less", "left"), ("two-sided", "two_sided")):
        p = np.array([stats.fisher_exact(cell, alternative=side).pvalue for cell in small])
        with np.errstate(divide="ignore"):
            rows.append((f"fisher_exact ({side})", f"fisher_{name}",
                         pd.Series(0.0 - np.log10(p), index=exact),
                         "p there, -log10 p here; p of 0 there, below 1e-300, is left out"))
    p = np.array([nltk.fisher(*few.loc[row, ["O11"]], tuple(few.loc[row, ["R1", "C1"]]),
                              few.loc[row, "N"]) for row in exact])
    with np.errstate(divide="ignore"):
        rows.append(("NLTK fisher", "fisher_left", pd.Series(0.0 - np.log10(p), index=exact),
                     "the left tail there, so that attraction gives p near 1: not fisher_right"))
    poisson = stats.poisson.logsf(few.O11 - 1, few.E11) / -math.log(10)
    rows.append(("poisson.logsf", "poisson_right", pd.Series(poisson, index=exact),
                 "infinite there where p is below 1e-300"))
    return rows


def compare(frame, tool, rows):
    """One line for each measure: how many rows were compared, and how far the worst is off."""
    for theirs, ours, scores, why in rows:
        scores = pd.Series(np.asarray(scores, dtype=float),
                           index=getattr(scores, "index", frame.index))
        mine = frame.loc[scores.index, ours].astype(float)
        # Where one side has no number there is nothing to compare: null here, inf or nan there.
        both = np.isfinite(scores) & np.isfinite(mine)
        missing = int((np.isfinite(scores) & ~np.isfinite(mine)).sum())
        size = np.maximum(np.abs(scores[both]), np.abs(mine[both]))
        gap = np.abs(scores[both] - mine[both]) / np.maximum(size, 1.0)
        worst = float(gap.max()) if both.any() else math.nan
        limit = TAIL if ours.startswith(("fisher", "poisson_right", "lrc", "log10_p")) else CLOSE
        agrees = bool(both.any()) and worst <= limit and missing == 0
        yield {
            "tool": tool, "measure there": theirs, "measure here": ours,
            "rows": int(both.sum()), "worst": f"{worst:.1e}",
            "undefined here only": missing,
            "verdict": "agrees" if agrees else "DIFFERS", "known difference": why or "",
        }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--siyaq", required=True)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("dump")
    parser.add_argument("out", nargs="?")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        frame = tables(arguments.siyaq, arguments.dump, arguments.megabytes, Path(folder))
    step = max(1, len(frame) // 1500)
    results = [
        *compare(frame, "association-measures", of_association_measures(frame)),
        *compare(frame, "nltk", of_nltk(frame)),
        *compare(frame, "scipy", of_scipy(frame, frame.index[::step])),
    ]
    print(f"{len(frame):,} tables; exact tests on {len(frame.index[::step]):,} of them")
    for row in results:
        note = f"  ({row['known difference']})" if row["known difference"] else ""
        print(f"{row['verdict']:8} {row['tool']:21} {row['measure there']:36} "
              f"{row['measure here']:29} {row['rows']:7,} rows, worst {row['worst']}{note}")
    if arguments.out:
        with open(arguments.out, "w", newline="") as target:
            writer = csv.DictWriter(target, fieldnames=results[0])
            writer.writeheader()
            writer.writerows(results)
    if any(row["verdict"] != "agrees" for row in results):
        sys.exit("some measures differ")


main()
