import json,sys
out=[]
for f in sys.argv[2:]:
    for t in json.load(open(f)):
        exp=[]
        also=t.get('also') or {}
        for i,(h,c) in enumerate(zip(t['header'],t['columns'])):
            e={'index':i,'header':h,'field':None if c.startswith('-') else c}
            if c.startswith('-') and len(c)>1: e['role']=c[1:]
            if also.get(h): e['also']=also[h]
            exp.append(e)
        k=t.get('customer_key')
        out.append({**{x:t[x] for x in('id','lang','header','rows')},'kinds':t['kinds'],'refuse':t.get('refuse'),'expected':exp,'customer_key':k,'doubt':t.get('doubt',''),'certainty':'seen'})
json.dump(out,open(sys.argv[1],'w'),ensure_ascii=False)
print(len(out))
