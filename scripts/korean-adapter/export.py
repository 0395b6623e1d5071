"""Writes what train.py trained for src/model/adapter.rs: export.py TRAINED.npz OUT.safetensors STRENGTH

STRENGTH 0 is the model as it was, 1 as it was trained; the program has .6 (docs/korean-adapter.md).
"""
import sys,json,struct,hashlib,numpy as np
S=float(sys.argv[3])
Z=np.load(sys.argv[1]); from whisper import T
out={}
for k,v in Z.items():
    n,x=k.split('|'); out[n+'.weight.'+('down' if x=='a' else 'up')]=np.ascontiguousarray(v.T*(S if x=='b' else 1)).astype('<f2')
h={'__metadata__':{'base':hashlib.sha256(T['decoder.positional_embedding'].astype('<f4').tobytes()).hexdigest()}}; at=0
for n in sorted(out): b=out[n].nbytes; h[n]={'dtype':'F16','shape':list(out[n].shape),'data_offsets':[at,at+b]}; at+=b
j=json.dumps(h).encode(); j+=b' '*(-len(j)%8)
open(sys.argv[2],'wb').write(struct.pack('<Q',len(j))+j+b''.join(out[n].tobytes() for n in sorted(out))); print(at)
