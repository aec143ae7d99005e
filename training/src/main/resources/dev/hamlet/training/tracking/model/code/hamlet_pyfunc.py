"""Scores texts by Hamlet's own jar, which stands beside the model: labels and scores are those of ./hamlet classify.

Needs a JDK or JRE 25, in JAVA_HOME, on the PATH or in /usr/lib/jvm; of Python only what MLflow has.
"""

import glob
import json
import os
import shutil
import subprocess
import tempfile

import pandas


def _load_pyfunc(path):
    return HamletModel(path)


class HamletModel:
    def __init__(self, folder):
        self.jar = os.path.join(folder, "function.jar")
        self.model = os.path.join(folder, "model.hamlet")
        self.java = find_java()

    def predict(self, data, params=None):
        """A row for each text, or each row's text: label and score, or the error of one that is no message."""
        texts = data["text"] if isinstance(data, pandas.DataFrame) else pandas.Series(data)
        answers = self.answers([str(text) for text in texts])
        columns = {
            "label": pandas.Series([a.get("label") for a in answers], dtype=object),
            "score": pandas.Series([a.get("score") for a in answers], dtype=float),
            "error": pandas.Series([a.get("error") for a in answers], dtype=object),
        }
        return pandas.DataFrame(columns).set_index(texts.index)

    def answers(self, texts):
        # rows of JSON and not lines: a text may have line breaks in it
        with tempfile.TemporaryDirectory() as folder:
            rows = os.path.join(folder, "texts.jsonl")
            answers = os.path.join(folder, "answers.jsonl")
            with open(rows, "w", encoding="utf-8") as file:
                file.writelines(json.dumps({"text": text}) + "\n" for text in texts)
            command = [self.java, "-jar", self.jar, "batch", "--model", self.model, "--in", rows, "--out", answers]
            ran = subprocess.run([*command, "--tolerate", "100"], capture_output=True, text=True, encoding="utf-8")
            if ran.returncode:
                raise RuntimeError(f"expected answers of Hamlet's jar, found: {ran.stderr.strip()}")
            with open(answers, encoding="utf-8") as file:
                return [json.loads(line) for line in file]


def find_java():
    homes = [os.environ.get("JAVA_HOME"), *sorted(glob.glob("/usr/lib/jvm/*"))]
    candidates = [os.path.join(home, "bin", "java") for home in homes if home]
    candidates.insert(1 if homes[0] else 0, shutil.which("java"))
    for java in candidates:
        if java and os.access(java, os.X_OK):
            told = subprocess.run([java, "-version"], capture_output=True, text=True)
            if 'version "25' in told.stderr:
                return java
    raise RuntimeError("expected a Java 25 in JAVA_HOME, on the PATH or in /usr/lib/jvm, found none")
