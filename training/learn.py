"""Learns what each cue and each word says of a letter, and writes it to rules/classification/weights.

    make train        (or python -m training.learn, where training/requirements.txt is installed)

A logistic regression over the cues that hold and the words that stand in a letter. It is linear, so that each
proposal can say what speaks for it; it is fitted by scikit-learn, and used without it. Confidences are then set
(temperature scaling) on letters that were left out of the fit, so that of those said to be 90 in 100 sure about 90
are right.
"""

import json
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from rules.classification.classify import ASK_BELOW
from rules.classification.goes_to import SURE_ENOUGH
from rules.classification.learned import FOLDER, GOES_TO, KINDS, UNIT
from training.source import digest, found_in, incoming, kind_of, letters

FEWEST = 3  # letters in which a word stands before it is learned
WORDS, CUES, STRENGTH = 4.0, 0.3, 32.0  # how freely they may speak; C; by letters left out of the fit
FOLDS = 10

Floats = NDArray[np.float64]
Labels = NDArray[np.str_]
Table = dict[str, Floats]
Found = Sequence[tuple[set[str], set[str]]]  # of each letter the cues that hold, and its words


class Features:
    """Cues and words of letters as the columns of a matrix.

    Each is scaled by how rare it is, so that "delete" may speak more freely than "me"; a word's share is that of
    `Learned.shares`, one in the root of the number of known words.
    """

    def __init__(self, found: Found) -> None:
        words = Counter(word for _, words in found for word in words)
        cues = Counter(cue for cues, _ in found for cue in cues)
        self.words = {
            word: WORDS * np.sqrt(np.log(len(found) / count) / 4) for word, count in words.items() if count >= FEWEST
        }
        self.cues = {cue: CUES * (np.log(len(found) / count) / 2.5 + 0.1) for cue, count in cues.items()}
        self._columns = DictVectorizer().fit([{f"cue {cue}": 1.0 for cue in self.cues} | self.words])

    def matrix(self, found: Found) -> csr_matrix:
        """One row a letter."""
        rows = []
        for cues, words in found:
            known = words & self.words.keys()
            row = {f"cue {cue}": self.cues[cue] for cue in cues & self.cues.keys()}
            rows.append(row | {word: self.words[word] / np.sqrt(len(known)) for word in known})
        return self._columns.transform(rows)

    def weights(self, model: LogisticRegression) -> tuple[Table, Table]:
        """What each cue and each word adds to the scores of the model, one number an outcome."""
        column = self._columns.vocabulary_
        return (
            {cue: model.coef_[:, column[f"cue {cue}"]] * scale for cue, scale in sorted(self.cues.items())},
            {word: model.coef_[:, column[word]] * scale for word, scale in sorted(self.words.items())},
        )


def fit(x: csr_matrix, labels: Labels) -> LogisticRegression:
    """The model of these letters."""
    return LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced").fit(x, labels)


def left_out(found: Found, labels: Labels) -> Floats:
    """Scores of each letter from a fit that did not see it; one column a label, in their alphabetical order."""
    scores = np.zeros((len(found), len(set(labels))))
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(found, labels):
        features = Features([found[n] for n in train])
        model = fit(features.matrix([found[n] for n in train]), labels[train])
        scores[test] = model.decision_function(features.matrix([found[n] for n in test]))
    return scores


def temperature(scores: Floats, labels: Labels) -> float:
    """By what the scores are to be divided so that their probabilities mean what they say."""
    at = np.arange(len(labels)), np.unique(labels, return_inverse=True)[1]

    def loss(t: float) -> float:
        return -float(np.mean(_log_shares(scores / t)[at]))

    return float(minimize_scalar(loss, bounds=(0.2, 5), method="bounded").x)


def _log_shares(scores: Floats) -> Floats:
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def summary(scores: Floats, labels: Labels, ask_below: float) -> str:
    """What the left-out letters say of the fit."""
    shares = np.exp(_log_shares(scores))
    right = np.unique(labels)[shares.argmax(1)] == labels
    decided = shares.max(1) >= ask_below
    return (
        f"left out of the fit: {right.mean():.1%} right; {1 - decided.mean():.1%} less sure than {ask_below}, "
        f"{right[decided].mean():.1%} of the others right"
    )


def learn(name: str, found: Found, labels: Labels, ask_below: float) -> None:
    """Fit, tell how it did on letters left out, and write the weights."""
    scores = left_out(found, labels)
    t = temperature(scores, labels)
    print(f"{name}: {len(found)} letters; temperature {t:.2f}; {summary(scores / t, labels, ask_below)}")
    features = Features(found)
    model = fit(features.matrix(found), labels)
    cues, words = features.weights(model)
    file = FOLDER / f"{name}.json"
    file.write_text(
        _written(
            list(model.classes_),
            _whole(model.intercept_ / t),
            _table(cues, t),
            _table(words, t),
        ),
        encoding="utf-8",
    )
    print(f"{name}: {len(cues)} cues, {len(words)} words seen, {file.stat().st_size / 1e6:.1f} MB")


def _whole(row: Floats) -> list[int]:
    numbers: list[int] = np.rint(row * UNIT).astype(int).tolist()
    return numbers


def _table(weights: Table, t: float) -> str:
    """One cue or word a line, so that a change of it can be read."""
    rows = ((name, _whole(row / t)) for name, row in weights.items())
    lines = (f"  {json.dumps(name, ensure_ascii=False)}: {row}" for name, row in rows)
    return "{\n" + ",\n".join(lines) + "\n }"


def _written(outcomes: list[str], bias: list[int], cues: str, words: str) -> str:
    return (
        f'{{\n "made_from": "{digest()}",\n "outcomes": {json.dumps(outcomes)},\n "bias": {bias},\n'
        f' "cues": {cues},\n "words": {words}\n}}\n'
    )


def main() -> None:
    """Learn the kinds from every letter, and where an enquiry goes from those that say so."""
    rows = letters()
    found = [found_in(incoming(row)) for row in rows]
    learn(KINDS, found, np.array([kind_of(row) for row in rows]), ASK_BELOW)
    enquiries = [n for n, row in enumerate(rows) if row.get("goes_to")]
    learn(GOES_TO, [found[n] for n in enquiries], np.array([rows[n]["goes_to"] for n in enquiries]), SURE_ENOUGH)


if __name__ == "__main__":
    main()
