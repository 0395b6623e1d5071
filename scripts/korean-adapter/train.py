"""Trains low-rank changes of Whisper's decoder on what encode.py encoded.

    train.py OUT.npz RANK RATE STEPS ENCODED...     (8 1e-3 440: 22 minutes on two cores)

ADAPTER names an exported adapter to begin with, ADAPTER_STRENGTH what it was exported with (.5).
Where the model was right already, most of the loss is the distance from what it believed: it must
not unlearn how people speak. Then export.py.
"""
import os,sys,time,pickle
from whisper import *
import optax
OUT,R,LR,STEPS=sys.argv[1],int(sys.argv[2]),float(sys.argv[3]),int(sys.argv[4]); rng=np.random.default_rng(5)
P={k:jnp.asarray(v) for k,v in T.items() if k.startswith('decoder')}
INIT=os.environ.get("ADAPTER")
names=[k[:-7] for k in P if k.endswith('.weight') and P[k].ndim==2 and 'blocks' in k]
A={n:{'a':jnp.asarray(rng.normal(size=(P[n+'.weight'].shape[1],R)).astype(np.float32)/np.sqrt(P[n+'.weight'].shape[1])),'b':jnp.zeros((R,P[n+'.weight'].shape[0]))} for n in names}
if INIT:
    from safetensors.numpy import load_file
    old=load_file(INIT); half=float(os.environ.get("ADAPTER_STRENGTH",".5"))
    A={n:{'a':jnp.asarray(old[n+'.weight.down'].T.astype(np.float32)),'b':jnp.asarray(old[n+'.weight.up'].T.astype(np.float32)/half)} for n in names}
print(len(names),sum(x.size for x in jax.tree.leaves(A)))
samples=[]
for f in sys.argv[5:]:
    samples+=pickle.load(open(f,'rb'))
rng.shuffle(samples); held={'held out':samples[:40]}; samples=samples[40:]
print(len(samples),sum(len(s[2]) for s in samples))
used=set(range(16000))|{EOT}
used|={i for i in range(50257) if any('가'<=c<='힣' for c in VOCAB[i].decode('utf-8','ignore'))}
for s in samples+sum(held.values(),[]): used|=set(s[2])
USED=np.array(sorted(used)); MAP={int(x):i for i,x in enumerate(USED)}; EMB=P['decoder.token_embedding.weight'][USED]; print('vocabulary',len(USED))
NT=72
CB=[256,384,576,1024]; LB=[64,96,128]
def bucket(s): return (min(c for c in CB if c>=s[0]),min(l for l in LB if l>=min(71,len(s[2]))+len(PREFIX)+1))
def batch(ss,c,l,noprompt=False):
    E=np.zeros((len(ss),c,512),np.float32); M=np.full((len(ss),1,1,c),-1e9,np.float32); tok=np.zeros((len(ss),l),np.int32); tgt=np.zeros((len(ss),NT),np.int32); w=np.zeros((len(ss),NT),np.float32); at=np.zeros((len(ss),NT),np.int32)
    for i,(n,e,t,*_) in enumerate(ss):
        E[i,:n]=e; M[i,...,:n]=0; pre=[SOT,KO,TRANSCRIBE,NOT] if noprompt else PREFIX
        ids=(pre+list(t)+[EOT])[:l+1]; tok[i,:len(ids)-1]=ids[:-1]; k=min(NT,len(t)+1); q=len(pre)-1
        tgt[i,:k]=[MAP[x] for x in ids[q+1:q+1+k]]; w[i,:k]=1; at[i,:k]=np.arange(q,q+k)
    return E,M,tok,tgt,w,at
def loss(A,P,EMB,E,M,tok,tgt,w,at,drop):
    h=decoder(P,tok,cross_kv(P,E,A),M,A); h=jnp.take_along_axis(h,at[...,None],1); lg=h@EMB.T
    Z=jax.nn.logsumexp(lg,-1); nll=Z-jnp.take_along_axis(lg,tgt[...,None],-1)[...,0]
    acc=(lg.argmax(-1)==tgt)*w
    soft=nll
    if drop is not None:
        ids,pr=drop; right=(ids[...,0]==tgt); kl=(pr*(Z[...,None]-jnp.take_along_axis(lg,ids,-1))).sum(-1); soft=jnp.where(right,.4*nll+.6*kl,nll)
    return (soft*w).sum()/w.sum(),(acc.sum(),w.sum(),(nll*w).sum())
sched=optax.warmup_cosine_decay_schedule(0,LR,30,STEPS,LR*.05); opt=optax.chain(optax.clip_by_global_norm(1.0),optax.adamw(sched,b2=.98,weight_decay=.01)); st=opt.init(A)
@jax.jit
def step(A,st,P,EMB,top,*b):
    (l,aux),g=jax.value_and_grad(loss,has_aux=True)(A,P,EMB,*b,top); u,st=opt.update(g,st,A); return optax.apply_updates(A,u),st,l
ev=jax.jit(lambda A,P,EMB,*b: loss(A,P,EMB,*b,None)[1])
@jax.jit
def top8(A,P,EMB,E,M,tok,tgt,w,at):
    h=decoder(P,tok,cross_kv(P,E,A),M,A); h=jnp.take_along_axis(h,at[...,None],1); v,i=jax.lax.top_k(h@EMB.T,8); return i,jax.nn.softmax(v,-1)
def evaluate():
    r=[]
    for k,ss in held.items():
        by={}; 
        for s in ss: by.setdefault(bucket(s),[]).append(s)
        tot=np.zeros(3)
        for (c,l),g in by.items():
            for i in range(0,len(g),8):
                x=g[i:i+8]; 
                tot+=np.array(ev(A,P,EMB,*batch(x,c,l)))
        r.append(f'{k} nll {tot[2]/tot[1]:.3f} acc {tot[0]/tot[1]:.3f}')
    return '; '.join(r)
by={}
for s in samples: by.setdefault(bucket(s),[]).append(s)
print({k:len(v) for k,v in by.items()},flush=True)
print(0,evaluate(),flush=True); t=time.time(); n=0; run=[]
B=8
A0=A
def with_top(k,g):
    if len(g)<B: g2=g+g[:1]*(B-len(g))
    else: g2=g
    i,p=top8(A0,P,EMB,*batch(g2,*k)); i,p=np.asarray(i),np.asarray(p)
    return [(*s,i[j],p[j]) for j,s in enumerate(g)]
by={k:[x for i in range(0,len(g),B) for x in with_top(k,g[i:i+B])] for k,g in by.items()}
print('base',round(time.time()-t),flush=True); t=time.time()
while n<STEPS:
    todo=[]
    for k,g in by.items():
        rng.shuffle(g); todo+=[(k,g[i:i+B]) for i in range(0,len(g)-B+1,B)]
    rng.shuffle(todo)
    for (c,l),g in todo:
        b=batch(g,c,l,rng.random()<.12); b[0][:]+=rng.normal(size=b[0].shape).astype(np.float32)*.15
        A,st,lo=step(A,st,P,EMB,(np.stack([x[3] for x in g]),np.stack([x[4] for x in g])),*b); run.append(float(lo)); n+=1
        if n%5==0: print(n,round(time.time()-t),'loss',round(np.mean(run[-20:]),3),flush=True)
        if n%100==0 or n==STEPS:
            print(n,evaluate(),flush=True); np.savez(OUT,**{f'{k}|{x}':np.asarray(v) for k,d in A.items() for x,v in d.items()})
        if n>=STEPS: break
