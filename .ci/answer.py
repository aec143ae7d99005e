"""An answer to a text, however it came."""

import collections


class Answer(collections.namedtuple("Answer", "label score explanation", defaults=(None, None, None))):
    """Label, score and explanation; None for what there is not."""

    __slots__ = ()

    @staticmethod
    def of(members):
        """Of an object as POST /predict answers with."""
        return Answer(members.get("label"), members.get("score"), members.get("explanation"))
