"""The side of other tools: one task in one process, its figures as one line of JSON.

The time is that of the task, without imports, reading the input and writing the answer.
"""

import json
import sys
import time
from collections import Counter


def texts(dump):
    with open(dump, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def sentences(stream):
    # Not splitlines(), which breaks at more than line feeds.
    with open(stream, encoding="utf-8", newline="\n") as lines:
        return [line.rstrip("\n") for line in lines]


def report(seconds, tokens, size):
    print(json.dumps({"seconds": seconds, "tokens": tokens, "bytes": size}))


def size_of(strings):
    return sum(len(string.encode()) for string in strings)


def write_counts(counts, out):
    """Rows in the order of their bytes, as the other side writes them."""
    rows = sorted(f"{form}\t{freq}\n".encode() for form, freq in counts)
    with open(out, "wb") as file:
        file.writelines(rows)


def tokenize(dump, tokenizer):
    documents = texts(dump)
    start = time.perf_counter()
    tokens = sum(len(tokenizer(text)) for text in documents)
    report(time.perf_counter() - start, tokens, size_of(documents))


def tokenize_camel(dump):
    from camel_tools.tokenizers.word import simple_word_tokenize

    tokenize(dump, simple_word_tokenize)


def tokenize_nltk(dump):
    from nltk.tokenize import wordpunct_tokenize

    tokenize(dump, wordpunct_tokenize)


def ngrams_nltk(stream, n, out):
    from nltk.util import ngrams

    lines, n = sentences(stream), int(n)
    start = time.perf_counter()
    counts, tokens = Counter(), 0
    for line in lines:
        words = line.split(" ")
        tokens += len(words)
        counts.update(ngrams(words, n))
    seconds = time.perf_counter() - start
    report(seconds, tokens, size_of(lines))
    write_counts(((" ".join(ngram), freq) for ngram, freq in counts.items()), out)


def ngrams_sklearn(stream, n, out):
    from sklearn.feature_extraction.text import CountVectorizer

    lines, n = sentences(stream), int(n)
    vectorizer = CountVectorizer(
        ngram_range=(n, n), tokenizer=lambda line: line.split(" "), token_pattern=None, lowercase=False
    )
    start = time.perf_counter()
    counts = vectorizer.fit_transform(lines).sum(axis=0)
    seconds = time.perf_counter() - start
    report(seconds, sum(line.count(" ") + 1 for line in lines), size_of(lines))
    forms = vectorizer.get_feature_names_out()
    write_counts(zip(forms, counts.A1.tolist()), out)


def associations_nltk(stream, out):
    from nltk.collocations import BigramCollocationFinder
    from nltk.metrics import BigramAssocMeasures

    lines = sentences(stream)
    measures = [
        BigramAssocMeasures.pmi,
        BigramAssocMeasures.likelihood_ratio,
        BigramAssocMeasures.student_t,
        BigramAssocMeasures.dice,
    ]
    start = time.perf_counter()
    # Each line is a document to it, so that no bigram crosses the end of a line.
    finder = BigramCollocationFinder.from_documents(line.split(" ") for line in lines)
    finder.apply_freq_filter(5)
    scored = [dict(finder.score_ngrams(measure)) for measure in measures]
    seconds = time.perf_counter() - start
    report(seconds, finder.word_fd.N(), size_of(lines))
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for pair in sorted(scored[0], key=lambda pair: " ".join(pair).encode()):
            scores = "\t".join(repr(float(score[pair])) for score in scored)
            file.write(" ".join(pair) + "\t" + scores + "\n")


TASKS = {
    "tokenize-camel": tokenize_camel,
    "tokenize-nltk": tokenize_nltk,
    "ngrams-nltk": ngrams_nltk,
    "ngrams-sklearn": ngrams_sklearn,
    "associations-nltk": associations_nltk,
}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
