"""What the page shows of an answer: read off its HTML, and computed from the answer itself, by the rounding that the page promises."""

import decimal
import html.parser
import re
import unicodedata

from answer import Answer

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NUMBER = re.compile(r"[+−]\d+\.\d\d")
UNSEEN = re.compile(r"(?:over |under )?[\d.]+%")


def on(page, text):
    """The answer that a page shows; none if the text in it is another one."""
    if not page:
        return Answer()
    reader = Reader()
    reader.feed(page)
    reader.close()
    parts = reader.parts
    if parts.get("text") != standing(text):
        return Answer()
    evidence = {
        "probability": parts["answer"].partition(" with a probability of ")[2],
        "balance": NUMBER.findall(parts["balance"]),
        "unseen": UNSEEN.findall(parts["unseen"]),
        "undone": parts["undone"].count(";") + 1 if parts["undone"] else 0,
        "marks": reader.marks,
    }
    return Answer(reader.label, parts["reading"].partition(": ")[2].removesuffix("."), evidence)


class Reader(html.parser.HTMLParser):
    """The texts of elements by their ids; the label; and the marks in the text, by UTF-16 indices."""

    def __init__(self):
        super().__init__()
        self.open, self.parts, self.marks, self.label = [], {}, [], None

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            return
        attributes = dict(attributes)
        self.open.append((tag, attributes))
        if "id" in attributes:
            self.parts[attributes["id"]] = ""
        if tag == "mark" and self.inside("text"):
            weight = attributes["title"].split(" ")[0]
            self.marks.append([units(self.parts["text"]), None, attributes["class"], weight])

    def handle_startendtag(self, tag, attributes):
        pass  # nothing is in it

    def handle_endtag(self, tag):
        if self.open.pop()[0] != tag:
            raise ValueError(f"expected the end of an element before that of {tag}")
        if tag == "mark" and self.inside("text"):
            self.marks[-1][1] = units(self.parts["text"])

    def handle_data(self, data):
        for _, attributes in self.open:
            if "id" in attributes:
                self.parts[attributes["id"]] += data
        if self.open and self.open[-1][1].get("class", "").split(" ")[0] == "label":
            self.label = data

    def inside(self, id):
        return any(attributes.get("id") == id for _, attributes in self.open)


def of(answer, text):
    """What must be shown of an answer of the shipped model."""
    explanation = answer.explanation
    weights = [token["weight"] for token in explanation["tokens"]]
    strongest = max([1, *map(abs, weights)])
    marks = [
        [token["start"], token["end"], f"{'neg' if token['weight'] < 0 else 'pos'} w{level}", signed(token["weight"])]
        for token in explanation["tokens"] if (level := level_of(abs(token["weight"]) / strongest))
    ]
    evidence = {
        "probability": percent(1 - answer.score if answer.label == "ham" else answer.score),
        "balance": [signed(explanation["bias"] + explanation["remainder"]), signed(explanation["logit"])],
        "unseen": [percent(explanation["unseen"])] if explanation["unseen"] >= 0.0005 else [],
        "undone": len(explanation["undone"]),
        "marks": marks,
    }
    return Answer(answer.label, rounded(answer.score), evidence)


def standing(text):
    """A text as HTML can hold it: without control characters other than white space."""
    return "".join(each if each in "\t\n\r" or unicodedata.category(each) not in ("Cc", "Cs") else "\ufffd" for each in text)


def number(score):
    """A score, or a shown one's digits."""
    return float(score.split(" ")[-1]) if isinstance(score, str) else score


def units(text):
    return len(text.encode("utf-16-le")) // 2


def level_of(ratio):
    return 0 if ratio < 0.08 else min(4, 1 + int(ratio * 4))


def fixed(value, digits):
    return str(decimal.Decimal(value).quantize(decimal.Decimal(1).scaleb(-digits), decimal.ROUND_HALF_UP))


def signed(weight):
    return ("−" if weight < 0 else "+") + fixed(abs(weight), 2)


def rounded(score):
    if score >= 0.99995:
        return "over 0.9999"
    return "under 0.0001" if score < 0.00005 else fixed(score, 4)


def percent(probability):
    if probability >= 0.9995:
        return "over 99.9%"
    return "under 0.1%" if probability < 0.0005 else fixed(probability * 100, 1) + "%"
