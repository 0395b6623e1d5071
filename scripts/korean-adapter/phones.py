"""Korean text to the phones that Kokoro knows, and the ways people say what is spelt."""
import re
import unicodedata

# ---- Korean G2P (compact): hangul -> phones with liaison, nasalisation, aspiration, tensification ----
L=['g','G','n','d','D','r','m','b','B','s','S','','j','J','c','k','t','p','h']
V=['a','ɛ','ja','jɛ','ʌ','e','jʌ','je','o','wa','wɛ','we','jo','u','wʌ','we','wi','ju','ɯ','ɯi','i']
T=['','g','G','gs','n','nj','nh','d','r','rg','rm','rb','rs','rt','rp','rh','m','b','bs','s','S','N','j','c','k','t','p','h']
ON={'g':'ɡ','G':'k','n':'n','d':'d','D':'t','r':'ɾ','m':'m','b':'b','B':'p','s':'s','S':'s','':'','j':'ʥ','J':'ʨ','c':'ʨʰ','k':'kʰ','t':'tʰ','p':'pʰ','h':'h'}
VOI={'g':'ɡ','d':'d','b':'b','j':'ʥ'}
CO={'':'','g':'k','G':'k','k':'k','n':'n','d':'t','t':'t','s':'t','S':'t','j':'t','c':'t','h':'','r':'l','m':'m','b':'p','p':'p','N':'ŋ'}
SPL={'gs':('g','s'),'nj':('n','j'),'nh':('n','h'),'rg':('r','g'),'rm':('r','m'),'rb':('r','b'),'rs':('r','s'),'rt':('r','t'),'rp':('r','p'),'rh':('r','h'),'bs':('b','s')}
TENSE={'g':'G','d':'D','b':'B','s':'S','j':'J'}
ASP={'g':'k','d':'t','b':'p','j':'c'}
def g2p(text):
    syl=[]
    for ch in unicodedata.normalize('NFC',text):
        o=ord(ch)-0xAC00
        if 0<=o<11172: syl.append([L[o//588],V[o%588//28],T[o%28]])
        elif ch.isspace(): syl.append(' ')
        elif ch in ',.?!…': syl.append(ch)
    n=len(syl)
    for i in range(n):
        if isinstance(syl[i],str): continue
        j=i+1; gap=False
        if j<n and syl[j]==' ': gap=True; j+=1
        nx=syl[j] if j<n and not isinstance(syl[j],str) else None
        c=syl[i][2]
        if nx is None:
            if c in SPL: syl[i][2]=SPL[c][1] if c in('rm','rp','rg') else SPL[c][0]
            continue
        o=nx[0]
        if c in('h','nh','rh'):
            base='' if c=='h' else SPL[c][0]
            if o in ASP and not gap: nx[0]=ASP[o]; syl[i][2]=base; continue
            if o=='' and not gap:
                syl[i][2]=''
                if base: nx[0]=base
                continue
            syl[i][2]=base or ('n' if o=='n' else 'd'); c=syl[i][2]
        if o=='' and not gap:
            if c in SPL: syl[i][2],nx[0]=SPL[c]; 
            elif c and c!='N':
                syl[i][2]=''
                if c in('d','t') and nx[1]=='i': nx[0]='j' if c=='d' else 'c'
                else: nx[0]=c
            continue
        if c in SPL: c=syl[i][2]=(SPL[c][1] if c in('rm','rp') or (c=='rg' and o!='g') else SPL[c][0])
        k=CO.get(c,'')
        if k in('k','t','p'):
            if o in('n','m'): syl[i][2]={'k':'N','t':'n','p':'m'}[k]
            elif o=='r': syl[i][2]={'k':'N','t':'n','p':'m'}[k]; nx[0]='n'
            elif o=='h': nx[0]={'k':'k','t':'t','p':'p'}[k]; syl[i][2]=''
            elif o in TENSE and not gap: nx[0]=TENSE[o]
        elif c=='r' and o=='n': nx[0]='r'
        elif c=='n' and o=='r': syl[i][2]='r'
        elif c in('m','N') and o=='r': nx[0]='n'
    out=''
    for i,s in enumerate(syl):
        if isinstance(s,str): out+=s; continue
        prev=syl[i-1] if i else None
        son=prev is not None and not isinstance(prev,str) and CO.get(prev[2],'') in('','n','m','l','ŋ')
        on=s[0]
        if on=='r' and son and prev[2]=='r': ph='l'
        elif on in VOI and son: ph=VOI[on]
        elif on in('s','S') and (s[1][0] in 'ij' or s[1]=='wi'): ph='ɕ'
        else: ph=ON[on]
        out+=ph+s[1]+CO.get(s[2],'')
    return out


def as_spoken(text, rng):
    """Spelt as it is mostly said: the particle 의 as 에, 의 within a word as 이, 계 as 게, h between
    sonorants weak, ㅐ and ㅔ alike. Without, the recogniser unlearns 의, which people say as 에."""
    if rng.random() < .75:
        text = re.sub(r"(?<=[가-힣])의(?=[ ,.?!]|$)", "에", text)
    letters, weak, alike = list(text), rng.random() < .35, rng.choice([None, 1, 5, 5])
    parts = lambda c: ((ord(c) - 0xAC00) // 588, (ord(c) - 0xAC00) % 588 // 28, (ord(c) - 0xAC00) % 28)
    hangul = lambda c: "가" <= c <= "힣"
    for i, c in enumerate(letters):
        if not hangul(c):
            continue
        lead, vowel, tail = parts(c)
        before = letters[i - 1] if i and hangul(letters[i - 1]) else None
        if vowel == 19 and (lead != 11 or before) and rng.random() < .7:
            vowel = 20
        if vowel == 7 and lead not in (5, 11) and rng.random() < .7:
            vowel = 5
        if weak and lead == 18 and before and parts(before)[2] in (0, 4, 8, 16, 21):
            lead = 11
        if alike is not None and vowel in (1, 5):
            vowel = alike
        letters[i] = chr(0xAC00 + lead * 588 + vowel * 28 + tail)
    return "".join(letters)
