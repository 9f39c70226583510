"""Runs the same tasks with Siyaq and with other tools, checks that equal tasks have equal answers,
and writes what each took. Called by run.sh, which prepares the tools."""

import argparse
import csv
import datetime
import filecmp
import importlib.metadata
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = [
    "task", "tool", "threads", "input_bytes", "tokens", "seconds", "mb_per_second",
    "tokens_per_second", "peak_mib", "times_siyaq", "answer", "corpus", "corpus_bytes", "machine",
    "cores", "date", "version",
]


def first_bytes(dump, limit, out):
    """The records of a dump up to a size: what slow tools get."""
    size = 0
    with open(dump, "rb") as source, open(out, "wb") as target:
        for line in source:
            if size and size + len(line) > limit:
                break
            target.write(line)
            size += len(line)
    return size


def run(command, threads=None):
    """Runs a command; what it says of itself, its wall clock time and its peak memory."""
    environment = dict(os.environ)
    if threads:
        environment["RAYON_NUM_THREADS"] = str(threads)
    start = datetime.datetime.now()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, env=environment, text=True
    )
    said = process.stdout.read()
    # The usage of this one process, with those that it waited for.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(str(word) for word in command)} failed with {process.returncode}")
    wall = (datetime.datetime.now() - start).total_seconds()
    figures = json.loads(said) if said.strip() else {}
    return figures | {"wall": wall, "peak_mib": usage.ru_maxrss / 1024}


def machine():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


class Report:
    def __init__(self, dump, siyaq_version):
        self.rows = []
        self.base = {}
        self.common = {
            "corpus": Path(dump).name,
            "corpus_bytes": os.path.getsize(dump),
            "machine": machine(),
            "cores": os.cpu_count(),
            "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        }
        self.siyaq_version = siyaq_version

    def add(self, task, tool, threads, figures, answer, version=None):
        seconds = figures["seconds"]
        # Siyaq with one thread is what others are measured against; it comes first.
        base = self.base.setdefault(task, seconds)
        row = self.common | {
            "task": task,
            "tool": tool,
            "threads": threads,
            "input_bytes": figures["bytes"],
            "tokens": figures["tokens"],
            "seconds": round(seconds, 4),
            "mb_per_second": round(figures["bytes"] / 1e6 / seconds, 2),
            "tokens_per_second": round(figures["tokens"] / seconds),
            "peak_mib": round(figures["peak_mib"]),
            "times_siyaq": round(seconds / base, 2),
            "answer": answer,
            "version": version or self.siyaq_version,
        }
        self.rows.append(row)
        print(
            f"{task:<22} {tool:<34} {threads:>2} {seconds:>9.3f} s {row['mb_per_second']:>8.1f} MB/s "
            f"{row['tokens_per_second'] / 1e6:>7.2f} Mtokens/s {row['peak_mib']:>6} MiB "
            f"{row['times_siyaq']:>7.1f} x  {answer}",
            flush=True,
        )

    def write(self, out):
        with open(out, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(self.rows)


def must_be_equal(task, left, right):
    if not filecmp.cmp(left, right, shallow=False):
        sys.exit(f"{task}: the counts in {left} and {right} differ")


def must_be_close(left, right):
    """Scores of the same pairs, equal but for rounding. Log-likelihood has a sign in Siyaq alone: it
    is negative where a pair is rarer than expected, as MI is."""
    with open(left, encoding="utf-8", newline="\n") as ours, open(right, encoding="utf-8", newline="\n") as theirs:
        ours, theirs = ours.read().split("\n"), theirs.read().split("\n")
    if len(ours) != len(theirs):
        sys.exit(f"associations: {len(ours)} and {len(theirs)} pairs")
    for one, other in zip(ours, theirs):
        pair, *scores = one.split("\t")
        peer, *expected = other.split("\t")
        if scores:
            expected[1] = math.copysign(float(expected[1]), float(scores[0]))
        close = all(
            math.isclose(float(score), float(wanted), rel_tol=1e-6, abs_tol=1e-6)
            for score, wanted in zip(scores, expected, strict=True)
        )
        if pair != peer or not close:
            sys.exit(f"associations: {one!r} here and {other!r} there")
    return len(ours) - 1


def tokenise(report, siyaq, peer, subset):
    task = "tokenise"
    figures = run([siyaq, "tokenize-siyaq", subset])
    ours = figures["tokens"]
    report.add(task, "siyaq", 1, figures, f"{ours} tokens")
    others = [
        ("unicode-segmentation", [siyaq, "tokenize-unicode", subset], locked("unicode-segmentation")),
        ("nltk wordpunct_tokenize", peer + ["tokenize-nltk", subset], version("nltk")),
        ("camel-tools simple_word_tokenize", peer + ["tokenize-camel", subset], version("camel-tools")),
    ]
    for tool, command, release in others:
        figures = run(command)
        # Each has its own idea of a token, so the numbers stand beside each other.
        report.add(task, tool, 1, figures, f"{figures['tokens']} tokens", release)


def ngrams(report, siyaq, peer, stream, folder, n):
    task = f"count {n}-grams"
    expected = folder / f"siyaq-{n}.tsv"
    for threads in [1, os.cpu_count()]:
        figures = run([siyaq, "ngrams", stream, n, expected], threads)
        rows = sum(1 for _ in open(expected, "rb"))
        report.add(task, "siyaq, from strings", threads, figures, f"{rows} rows")
        counting = figures | {"seconds": figures["counting"]}
        report.add(task, "siyaq, from a corpus", threads, counting, f"{rows} rows")
    others = [
        ("nltk ngrams + Counter", "ngrams-nltk", version("nltk")),
        ("scikit-learn CountVectorizer", "ngrams-sklearn", version("scikit-learn")),
    ]
    for tool, name, release in others:
        out = folder / f"{name}-{n}.tsv"
        figures = run(peer + [name, stream, n, out])
        must_be_equal(f"{tool}, n = {n}", expected, out)
        report.add(task, tool, 1, figures, "the same rows", release)
    out = folder / f"sort-{n}.tsv"
    ran = run([HERE / "sort_uniq.sh", stream, n, out])
    # Rows of sort are in the order of the n-gram alone, ours in that of the whole line.
    rows = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(b"".join(sorted(rows)))
    must_be_equal(f"sort, n = {n}", expected, out)
    ran |= {"seconds": ran["wall"], "tokens": figures["tokens"], "bytes": figures["bytes"]}
    report.add(task, "awk | sort | uniq -c", os.cpu_count(), ran, "the same rows", sort_version())


def associations(report, siyaq, peer, stream, folder):
    task = "score bigrams"
    ours, theirs = folder / "siyaq-scores.tsv", folder / "nltk-scores.tsv"
    for threads in [1, os.cpu_count()]:
        figures = run([siyaq, "associations", stream, ours], threads)
        report.add(task, "siyaq", threads, figures, "4 measures")
    figures = run(peer + ["associations-nltk", stream, theirs])
    pairs = must_be_close(ours, theirs)
    report.add(
        task, "nltk BigramCollocationFinder", 1, figures, f"the same scores of {pairs} pairs", version("nltk")
    )


def version(package):
    return importlib.metadata.version(package)


def locked(crate):
    """The version of a crate in Cargo.lock."""
    lines = (HERE / "../../Cargo.lock").read_text().splitlines()
    place = lines.index(f'name = "{crate}"')
    return lines[place + 1].split('"')[1]


def sort_version():
    said = subprocess.run(["sort", "--version"], capture_output=True, text=True, check=False).stdout
    return said.splitlines()[0].split()[-1] if said else "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--siyaq", required=True, help="the program `compare` of siyaq-benches")
    parser.add_argument("--siyaq-version", required=True)
    parser.add_argument("--megabytes", type=float, default=20, help="how much of the dump is used")
    parser.add_argument("dump")
    parser.add_argument("out", nargs="?")
    options = parser.parse_args()
    peer = [sys.executable, HERE / "peers.py"]
    report = Report(options.dump, options.siyaq_version)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subset, stream = folder / "dump.jsonl", folder / "stream.txt"
        size = first_bytes(options.dump, options.megabytes * 1e6, subset)
        total = report.common["corpus_bytes"]
        print(f"{report.common['machine']}, {report.common['cores']} cores; {report.common['date']}")
        print(f"{report.common['corpus']}: the first {size} of {total} bytes, for every tool\n")
        tokenise(report, options.siyaq, peer, subset)
        run([options.siyaq, "stream", subset, stream])
        for n in [2, 3]:
            ngrams(report, options.siyaq, peer, stream, folder, n)
        associations(report, options.siyaq, peer, stream, folder)
    if options.out:
        report.write(options.out)


if __name__ == "__main__":
    main()
