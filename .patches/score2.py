import collections, json, sys
src=open('/work/shared/shapes/score.py').read().split('tally, wrong')[0]; src=src.replace('sys.argv[1]','SH').replace('sys.argv[2]','RD'); SH=sys.argv[2]; RD=sys.argv[1]; exec(src)
T=collections.Counter()
for i,s in shapes.items():
    r=readings.get(i); asked=bool(r.get('asked')); kinds=s.get('kinds') or []
    if not kinds:
        state='right' if not r.get('entities') or r.get('refused') else 'asked' if asked else 'wrong'; why=f"took it for {r.get('entities')}"
    else:
        got={c['target']:c['index'] for c in r.get('columns',[]) if c.get('target')}; want=collections.defaultdict(set)
        for c in s['expected']:
            for f in [c.get('field')]+list(c.get('also') or []):
                if f: want[f].add(c['index'])
        bad=[] if (r.get('entities') or [None])[0] in kinds else [f"kind {r.get('entities')} for {kinds}"]
        H=s['header']; h=lambda ix: H[ix] if ix<len(H) else ix
        for f in CRITICAL:
            if f in got and f in want and got[f] not in want[f]: bad.append(f'{f} is {h(got[f])}, not {[h(x) for x in sorted(want[f])]}')
            if f in got and f not in want and f.split('.')[1] in ('amount','ordered_at','score','order_id') and not any(got[f] in w for w in want.values()): bad.append(f'{f} made up from {h(got[f])}')
            if f in want and f not in got and f in ('orders.ordered_at','feedback.score','tickets.opened_at'): bad.append(f'{f} missing {[h(x) for x in want[f]]}')
        if 'orders' in kinds and not ({'orders.amount','order_lines.amount'}&set(got)) and ({'orders.amount','order_lines.amount'}&set(want)): bad.append('amount missing')
        k=s.get('customer_key')
        if k and k.get('column') in H and 'orders' in kinds:
            at=H.index(k['column']); mine=[c['index'] for c in r.get('columns',[]) if c.get('target') in ('orders.customer_id','customers.customer_id','customers.name','customers.phone','customers.email')]
            if at not in mine: bad.append(f"customer key {k['column']} not used")
        state='right' if not bad else 'asked' if asked else 'unread' if not r.get('entities') else 'wrong'; why='; '.join(bad)
    T[state]+=1; T['right asked needlessly' if state=='right' and asked else '']+=1
    if state!='right' or (asked and '-q' in sys.argv): print(state,i,'|',why,'| asked',r.get('asked'),'| sure',{k:round(v,2) for k,v in (r.get('sureness') or {}).items()},'|',s.get('certainty'),s.get('doubt') or s.get('ask') or '')
n=len(shapes); print({k:f'{v} {v/n:.1%}' for k,v in T.items()})
