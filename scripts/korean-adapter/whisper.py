"""Whisper in JAX, from a ggml file (q8_0), as the program runs it: prompt, positions, no timestamps."""
import struct, numpy as np, jax, jax.numpy as jnp, regex, wave
from functools import partial
def load(path='models/ggml-base-q8_0.bin'):
    f=open(path,'rb'); r=lambda n: struct.unpack('<%di'%n,f.read(4*n))
    r(1); hp=r(11); nm,nf=r(2); filt=np.frombuffer(f.read(4*nm*nf),'<f4').reshape(nm,nf)
    (nv,)=r(1); vocab=[]
    for _ in range(nv): (l,)=r(1); vocab.append(f.read(l))
    T={}
    while True:
        h=f.read(12)
        if len(h)<12: break
        nd,ln,ty=struct.unpack('<3i',h); dims=r(nd); name=f.read(ln).decode(); n=int(np.prod(dims))
        if ty==0: a=np.frombuffer(f.read(4*n),'<f4')
        elif ty==1: a=np.frombuffer(f.read(2*n),'<f2').astype(np.float32)
        elif ty==8:
            b=np.frombuffer(f.read(n//32*34),np.uint8).reshape(-1,34); s=b[:,:2].copy().view('<f2').astype(np.float32); a=(b[:,2:].copy().view(np.int8)*s).ravel()
        T[name]=np.array(a,np.float32).reshape(dims[::-1])
    return hp,filt,vocab,T
HP,FILT,VOCAB,T=load()
H=8; D=512
RANK={b:i for i,b in enumerate(VOCAB)}
# special ids of multilingual
EOT=50257; SOT=50258; KO=50259+5; EN=50259; TRANSCRIBE=50359; PREV=50361; NOT=50363
PAT=regex.compile(r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+""")
def bpe(b):
    if b in RANK: return [RANK[b]]
    p=[bytes([x]) for x in b]
    while len(p)>1:
        best=min(range(len(p)-1),key=lambda i:RANK.get(p[i]+p[i+1],1<<30))
        if p[best]+p[best+1] not in RANK: break
        p[best:best+2]=[p[best]+p[best+1]]
    return [RANK[x] for x in p]
def encode(t): return [i for w in PAT.findall(t) for i in bpe(w.encode())]
def read_wav(p):
    w=wave.open(p); assert w.getframerate()==16000,p
    a=np.frombuffer(w.readframes(10**9),'<i2').astype(np.float32)/32768
    return a.reshape(-1,w.getnchannels()).mean(1)
WIN=(0.5-0.5*np.cos(2*np.pi*np.arange(400)/400)).astype(np.float32)
def mel(a,n_ctx):
    n=len(a); need=2*n_ctx*160
    x=np.concatenate([a[1:201][::-1],a,np.zeros(30*16000,np.float32)])[:200+max(need,n)+16000+400]
    k=(len(x)-400)//160+1
    fr=np.lib.stride_tricks.as_strided(x,(k,400),(x.strides[0]*160,x.strides[0]))
    P=np.abs(np.fft.rfft(fr*WIN,axis=1))**2
    m=np.log10(np.maximum(P.astype(np.float32)@FILT.T,1e-10)); m=np.maximum(m,m.max()-8); m=(m+4)/4
    return m[:2*n_ctx].astype(np.float32)
def ln(x,g,b):
    m=x.mean(-1,keepdims=True); v=((x-m)**2).mean(-1,keepdims=True); return (x-m)/jnp.sqrt(v+1e-5)*g+b
def lin(x,p,n,A=None):
    y=x@p[n+'.weight'].T
    if n+'.bias' in p: y=y+p[n+'.bias']
    if A is not None and n in A: y=y+(x@A[n]['a'])@A[n]['b']
    return y
def heads(x): return x.reshape(*x.shape[:-1],H,D//H)
def attn(q,k,v,mask=None):
    s=jnp.einsum('bqhd,bkhd->bhqk',heads(q),heads(k))/np.sqrt(D//H)
    if mask is not None: s=s+mask
    return jnp.einsum('bhqk,bkhd->bqhd',jax.nn.softmax(s,-1),heads(v)).reshape(q.shape)
gelu=partial(jax.nn.gelu,approximate=True)
def encoder(p,m,A=None):
    x=m.transpose(0,2,1)
    for i,s in ((1,1),(2,2)):
        x=gelu(jax.lax.conv_general_dilated(x,p[f'encoder.conv{i}.weight'],(s,),[(1,1)],dimension_numbers=('NCH','OIH','NCH'))+p[f'encoder.conv{i}.bias'].reshape(-1,1))
    x=x.transpose(0,2,1); x=x+p['encoder.positional_embedding'][:x.shape[1]]
    for l in range(6):
        b=f'encoder.blocks.{l}.'; h=ln(x,p[b+'attn_ln.weight'],p[b+'attn_ln.bias'])
        x=x+lin(attn(lin(h,p,b+'attn.query',A),lin(h,p,b+'attn.key',A),lin(h,p,b+'attn.value',A)),p,b+'attn.out',A)
        h=ln(x,p[b+'mlp_ln.weight'],p[b+'mlp_ln.bias']); x=x+lin(gelu(lin(h,p,b+'mlp.0',A)),p,b+'mlp.2',A)
    return ln(x,p['encoder.ln_post.weight'],p['encoder.ln_post.bias'])
def cross_kv(p,enc,A=None):
    return [(lin(enc,p,f'decoder.blocks.{l}.cross_attn.key',A),lin(enc,p,f'decoder.blocks.{l}.cross_attn.value',A)) for l in range(6)]
def decoder(p,tok,ckv,emask,A=None):
    n=tok.shape[1]; x=p['decoder.token_embedding.weight'][tok]+p['decoder.positional_embedding'][:n]
    mask=jnp.where(jnp.tril(jnp.ones((n,n),bool)),0,-1e9)
    for l in range(6):
        b=f'decoder.blocks.{l}.'; h=ln(x,p[b+'attn_ln.weight'],p[b+'attn_ln.bias'])
        x=x+lin(attn(lin(h,p,b+'attn.query',A),lin(h,p,b+'attn.key',A),lin(h,p,b+'attn.value',A),mask),p,b+'attn.out',A)
        h=ln(x,p[b+'cross_attn_ln.weight'],p[b+'cross_attn_ln.bias'])
        x=x+lin(attn(lin(h,p,b+'cross_attn.query',A),*ckv[l],emask),p,b+'cross_attn.out',A)
        h=ln(x,p[b+'mlp_ln.weight'],p[b+'mlp_ln.bias']); x=x+lin(gelu(lin(h,p,b+'mlp.0',A)),p,b+'mlp.2',A)
    return ln(x,p['decoder.ln.weight'],p['decoder.ln.bias'])
PROMPT=encode(' 음, 저는, 어, 그, 프로젝트에서 개발을, 음, 했습니다. 어, 그래서 많이 배웠습니다.')
PREFIX=[PREV]+PROMPT+[SOT,KO,TRANSCRIBE,NOT]
def n_ctx(s,step=16): 
    w=s*50+(128 if s<8 else 64); return min(1500,int(np.ceil(w/step)*step))
