"""Compares the stems and roots of Siyaq with those of the stemmers that it follows, word by word. Called
by stemmers.sh."""

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import snowballstemmer
from nltk.stem.isri import ISRIStemmer


class Siyaq:
    def __init__(self, command, folder):
        self.command, self.folder = command, folder

    def __call__(self, *arguments):
        ran = subprocess.run([self.command, *map(str, arguments)], cwd=self.folder, check=True,
                             stdout=subprocess.PIPE, text=True)
        return ran.stdout

    def folded(self, words, *options):
        """Each word, or whatever it was made of, as a profile writes it."""
        (self.folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
        return self("normalize", "words.txt", *options).split("\n")[: len(words)]


def types_of(siyaq, most):
    """The most frequent words as they are written."""
    rows = csv.DictReader(siyaq("words", "corpus", "--layer", "word", "--classes", "word_ar", "--top",
                                most, "--format", "csv", "--quiet").splitlines())
    return [row["form"] for row in rows]


def layer_of(siyaq, layer, words):
    """What a layer has for each of these words; of each spelling of a form the row says the form."""
    wanted, found = set(words), {}
    part = siyaq.folder / "part.tsv"
    # A token a document, so that a corpus of nothing else says what the layer makes of each.
    part.write_text("id\ttext\n" + "".join(f"{n}\t{word}\n" for n, word in enumerate(words)),
                    encoding="utf-8")
    siyaq("index", "part.tsv", "-o", f"of-{layer}", "--layers", layer, "--quiet")
    text = siyaq("kwic", f"of-{layer}", "*", "--layer", layer, "--group-by", "doc,match", "--limit", 0,
                 "--format", "csv", "--quiet")
    for row in csv.DictReader(text.splitlines()):
        word = words[int(row["doc"])]
        assert word in wanted
        found[word] = row["key"]
    return found


def of_snowball(siyaq, words):
    """Stems of the Snowball project, folded as the layer folds its own."""
    stemmer = snowballstemmer.stemmer("arabic")
    cleaned = siyaq.folded(words, "--profile", "clean")
    return siyaq.folded(stemmer.stemWords(cleaned), "--profile", "standard")


def of_isri(siyaq, words):
    """Roots of NLTK, its list of words that it leaves alone emptied, for words as `standard` writes
    them."""
    stemmer = ISRIStemmer()
    stemmer.stop_words = []
    return [stemmer.stem(word) for word in siyaq.folded(words, "--profile", "standard")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--siyaq", required=True)
    parser.add_argument("--types", type=int, default=120_000)
    parser.add_argument("dump")
    parser.add_argument("out", nargs="?")
    arguments = parser.parse_args()
    apart = []
    with tempfile.TemporaryDirectory() as folder:
        siyaq = Siyaq(str(Path(arguments.siyaq).resolve()), Path(folder))
        siyaq("index", Path(arguments.dump).resolve(), "-o", "corpus", "--quiet")
        words = types_of(siyaq, arguments.types)
        for layer, tool, theirs in [
            ("snowball", "snowballstemmer", of_snowball),
            ("isri", "NLTK ISRIStemmer", of_isri),
        ]:
            ours = layer_of(siyaq, layer, words)
            compared = [(word, ours[word], other)
                        for word, other in zip(words, theirs(siyaq, words), strict=True) if word in ours]
            differ = [row for row in compared if row[1] != row[2]]
            apart += [[layer, *row] for row in differ]
            print(f"{layer}\t{tool}\t{len(compared)} types\t{len(differ)} differ")
            if len(compared) < len(words):
                print(f"{len(words) - len(compared)} words are no single token", file=sys.stderr)
    for row in apart[:20]:
        print("\t".join(row))
    if arguments.out:
        with open(arguments.out, "w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows([["layer", "word", "siyaq", "other"], *apart])
    sys.exit(1 if apart else 0)


if __name__ == "__main__":
    main()
