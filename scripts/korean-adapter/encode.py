"""Encodes what speak.py spoke, one or two sentences together, made worse in some way each time.

    encode.py OUT.pickle FOLDER...     from the top of the repository, with the model in models/
"""
import glob, json, pickle, sys
from whisper import *

OUT, *FOLDERS = sys.argv[1:]
rng = np.random.default_rng(3)
items = [{**json.loads(line), "folder": folder} for folder in FOLDERS for f in sorted(glob.glob(f"{folder}/*.jsonl")) for line in open(f, encoding="utf-8")]


def ended(text):
    """A sentence with the mark that Whisper mostly ends one with."""
    return text if text[-1] in ".?!" else text + "."


def warp(a,r):
    return np.interp(np.arange(0,len(a)-1,r),np.arange(len(a)),a).astype(np.float32)
def pink(n):
    F=np.fft.rfft(rng.normal(size=n)); f=np.arange(len(F)); F/=np.maximum(1,f)**rng.uniform(0,.6); x=np.fft.irfft(F,n); return x/np.std(x)
def augment(a):
    if rng.random()<.6: a=warp(a,rng.uniform(.88,1.15))
    if rng.random()<.4: # tilt and room
        F=np.fft.rfft(a); f=np.linspace(0,1,len(F)); F*=10**(rng.uniform(-12,6)*f/20)
        a=np.fft.irfft(F,len(a)).astype(np.float32)
    if rng.random()<.3:
        n=int(16000*rng.uniform(.1,.3)); h=rng.normal(size=n)*np.exp(-np.arange(n)/(n/6)); h[0]=rng.uniform(4,12)
        a=np.convolve(a,h)[:len(a)+1600]; a=a/np.abs(a).max()*.6
    pad=lambda: np.zeros(int(16000*rng.uniform(.05,.5)),np.float32)
    a=np.concatenate([pad(),a,pad()])
    snr=rng.uniform(12,45); a=a+pink(len(a))*np.std(a)*10**(-snr/20)
    return (a*10**(rng.uniform(-15,3)/20)).clip(-1,1).astype(np.float32)


weights = {k: jnp.asarray(v) for k, v in T.items() if k.startswith("encoder")}
encode_mel = jax.jit(encoder)
order, i, out = rng.permutation(len(items)), 0, []
while i < len(order):
    group, seconds = [], 0
    for j in order[i:i + rng.choice([1, 1, 2, 2])]:
        if group and seconds + items[j]["dur"] > 14: break
        group.append(items[j]); seconds += items[j]["dur"] + .5
    i += len(group)
    parts = [x for item in group for x in (read_wav(f"{item['folder']}/{item['id']}.wav"), np.zeros(int(16000 * rng.uniform(.2, .9)), np.float32))]
    sound = augment(np.concatenate(parts[:-1]))
    positions = n_ctx(len(sound) / 16000, 64)
    bands = mel(sound, positions)
    for _ in range(2):
        if rng.random() < .5:
            width = rng.integers(1, 9); at = rng.integers(0, 80 - width); bands[:, at:at + width] = bands.mean()
    encoded = np.asarray(encode_mel(weights, bands[None])[0], np.float16)
    out.append((positions, encoded, encode(" " + " ".join(ended(item["text"]) for item in group))))
pickle.dump(out, open(OUT, "wb"), protocol=4)
print(len(out), "chunks of", len(items), "sentences")
