"""One Python peer in a process of its own, told by peers.py what to do; Bench.java is the same for the Java ones.

fit:      python peer.py fit PEER TSV MODEL PACKAGES
serve:    python peer.py serve PEER TSV MODEL PACKAGES

PACKAGES is the folder with the peer's packages. `serve` loads the model and writes the nanoseconds from here to the
first prediction, the import of the library included. After that it does a round for each line of stdin, `one STRIDE`
(each message in a call of its own; of so many messages only the first) or `bulk 1`, and answers with the nanoseconds
and a digit for each message, 1 for spam.
"""

import sys
import time

SEED = 1
THRESHOLD = 0.5


class Sklearn:
    """A scikit-learn pipeline from text to probability, one joblib file."""

    def fit(self, rows, model):
        import joblib

        joblib.dump(self.pipeline().fit([text for _, text in rows], [label == "spam" for label, _ in rows]), model)

    def load(self, model):
        import joblib

        self.model = joblib.load(model)

    def one(self, text):
        return self.model.predict_proba([text])[0, 1] >= THRESHOLD

    def many(self, texts):
        return self.model.predict_proba(texts)[:, 1] >= THRESHOLD


class Forest(Sklearn):
    """The lecture's model: a bag of 5,000 words, 42 trees."""

    def pipeline(self):
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.feature_extraction.text import CountVectorizer
        from sklearn.pipeline import make_pipeline

        return make_pipeline(CountVectorizer(max_features=5000),
                             RandomForestClassifier(n_estimators=42, max_depth=35, random_state=111))


class Logistic(Sklearn):
    """Logistic regression on TF-IDF of n-grams: one and two words, two to four characters, in five messages or more."""

    def pipeline(self):
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union

        return make_pipeline(make_union(TfidfVectorizer(ngram_range=(1, 2), min_df=5),
                                        TfidfVectorizer(analyzer="char", ngram_range=(2, 4), min_df=5)),
                             LogisticRegression(C=100, max_iter=1000, random_state=SEED))


class Onnx(Logistic):
    """The same, exported for ONNX Runtime; C.UTF-8 is a locale that slim systems have, too."""

    def fit(self, rows, model):
        import warnings

        from skl2onnx import to_onnx
        from skl2onnx.common.data_types import StringTensorType

        fitted = self.pipeline().fit([text for _, text in rows], [label == "spam" for label, _ in rows])
        union, classifier = (step for _, step in fitted.steps)
        options = {id(classifier): {"zipmap": False}}
        options |= {id(vectorizer): {"locale": "C.UTF-8"} for _, vectorizer in union.transformer_list}
        with warnings.catch_warnings():
            # that n-grams of characters may not work; the same F1 as sklearn-logistic's says that they do
            warnings.simplefilter("ignore")
            exported = to_onnx(fitted, initial_types=[("text", StringTensorType([None, 1]))], options=options)
        with open(model, "wb") as out:
            out.write(exported.SerializeToString())


class FastText:
    """fastText on one and two words and two to five characters, in a small table of vectors."""

    size = {"dim": 16, "bucket": 200_000}

    def fit(self, rows, model):
        import tempfile

        import fasttext

        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as lines:
            lines.writelines(f"__label__{label} {text}\n" for label, text in rows)
            lines.flush()
            # one thread, or no two trainings are the same
            fasttext.train_supervised(lines.name, wordNgrams=2, minn=2, maxn=5, lr=0.5, epoch=25, thread=1, seed=SEED,
                                      verbose=0, **self.size).save_model(model)

    def load(self, model):
        import fasttext

        self.model = fasttext.load_model(model)

    def one(self, text):
        return self.model.predict(text)[0][0] == "__label__spam"

    def many(self, texts):
        return [labels[0] == "__label__spam" for labels in self.model.predict(texts)[0]]


class FastTextDefault(FastText):
    """The same with the library's own sizes: 100 dimensions, 2,000,000 buckets."""

    size = {}


PEERS = {"sklearn-forest": Forest, "sklearn-logistic": Logistic, "onnx": Onnx, "fasttext": FastText,
         "fasttext-default": FastTextDefault}


def main(task, name, data, model, packages):
    start = time.perf_counter_ns()
    sys.path.insert(0, packages)
    peer = PEERS[name]()
    if task == "fit":
        peer.fit(read(data), model)
        return
    peer.load(model)
    peer.one("Are we still on for lunch?")
    answer(time.perf_counter_ns() - start)
    texts = [text for _, text in read(data)]
    for line in sys.stdin:
        kind, stride = line.split()
        nanos, spam = (bulk if kind == "bulk" else one_by_one)(peer, texts[::int(stride)])
        answer(nanos, "".join("01"[bool(each)] for each in spam))


def one_by_one(peer, texts):
    one = peer.one
    start = time.perf_counter_ns()
    spam = [one(text) for text in texts]
    return time.perf_counter_ns() - start, spam


def bulk(peer, texts):
    start = time.perf_counter_ns()
    spam = peer.many(texts)
    return time.perf_counter_ns() - start, spam


def read(file):
    with open(file, encoding="utf-8", newline="\n") as lines:
        return [line.rstrip("\n").split("\t", 1) for line in lines]


def answer(*fields):
    """Marks the line as ours: libraries write to stdout, too."""
    print(">", *fields, flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 6 or sys.argv[1] not in ("fit", "serve") or sys.argv[2] not in PEERS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
