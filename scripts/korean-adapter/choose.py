"""Chooses sentences of the corpus of answers for speak.py, half of them for their rare words.

    choose.py COUNT > SENTENCES
"""
import collections, math, os, random, re, sys

CORPUS = os.path.join(os.path.dirname(__file__), "../../src/language/data/answers.ko.txt")
lines = [l.strip() for l in open(CORPUS, encoding="utf-8") if l.strip() and not l.startswith("#")]
words = lambda line: re.findall("[가-힣]+", line)
seen = collections.Counter(word[:3] for line in lines for word in words(line))


def rarity(line):
    """How rare its four rarest words are."""
    rarest = sorted((-math.log(seen[word[:3]] / len(lines)) for word in words(line)), reverse=True)[:4]
    return sum(rarest) / max(1, len(rarest))


rng = random.Random(11)
rng.shuffle(lines)
lines = [l for l in lines if 22 <= len(l) <= 80 and not re.search("[A-Za-z]", l)]
at = 0
for _ in range(int(sys.argv[1])):
    among = 1 if rng.random() < .5 else 5
    print(max(lines[at:at + among], key=rarity))
    at += among
