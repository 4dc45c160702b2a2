"""
The figures of Online Retail (UCI, doi 10.24432/C5BW33), worked out with pandas and scikit-learn apart from the product, as
of 2011-12-10 (tiers: of its last day) and of all its orders. The tests hold the product to what this wrote.

    pip install pandas scikit-learn
    python3 test/reference/online_retail.py PATH/online_retail.csv > test/reference/online_retail.json
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans

AS_OF = pd.Timestamp("2011-12-10")
lines = pd.read_csv(sys.argv[1], dtype={"InvoiceNo": str, "StockCode": str, "CustomerID": str}, encoding="utf-8")
lines["amount"] = (lines.Quantity * lines.UnitPrice).round(4)
lines["day"] = pd.to_datetime(lines.InvoiceDate).dt.normalize()
DATA_END = lines.day.max()
lines["sold"] = lines.amount.where((lines.Quantity > 0) & (lines.UnitPrice > 0) & ~lines.InvoiceNo.str.startswith("C"), 0.0)
lines["refunded"] = (lines.amount - lines.sold).where(lines.amount < 0, 0.0)

named = lines[lines.CustomerID.notna()]
orders = named.groupby(["CustomerID", "InvoiceNo"], as_index=False).agg(
    day=("day", "first"), sold=("sold", "sum"), refunded=("refunded", "sum")
)
orders["bought"] = orders.sold > 0
orders["net"] = orders.sold + orders.refunded


def window(after, until):
    """Orders and net revenue of each customer who bought in (after, until]."""
    part = orders[(orders.day > after) & (orders.day <= until)]
    sums = part.groupby("CustomerID").agg(orders=("bought", "sum"), revenue=("net", "sum"))
    return sums[sums.orders > 0]


def months(n):
    return AS_OF - pd.DateOffset(months=n)


everything = window(pd.Timestamp.min, AS_OF)
bought = orders[orders.bought]
last = bought.groupby("CustomerID").day.max()
recency = (AS_OF - last).dt.days
out = {}

# ---- headline
out["kpis"] = {
    "customers": len(everything),
    "orders": int(everything.orders.sum()),
    "revenue": everything.revenue.sum(),
    "repeat_rate": (everything.orders > 1).mean(),
    "refunds_without_purchase": orders[~orders.CustomerID.isin(everything.index)].refunded.sum(),
    "sales_without_customer": (lower := lines[lines.CustomerID.isna()]).sold.sum() + lower.refunded.sum(),
}

# ---- RFM: 1 + floor(5 x strictly worse / n); the best value scores 5
rfm = everything.assign(recency=recency)


def score(values, larger_is_better):
    signed = values if larger_is_better else -values
    worse = signed.rank(method="min") - 1
    points = 1 + np.floor(5 * worse / len(signed)).astype(int)
    return points.where(signed < signed.max(), 5)


r, f, m = score(rfm.recency, False), score(rfm.orders, True), score(rfm.revenue, True)
out["rfm"] = {name: [int((s == k).sum()) for k in range(1, 6)] for name, s in (("r", r), ("f", f), ("m", m))}

# ---- lifecycle: windows from the gaps between days of purchase, then who has been silent for how long
days = bought[["CustomerID", "day"]].drop_duplicates().sort_values(["CustomerID", "day"])
gaps = days.groupby("CustomerID").day.diff().dt.days.dropna()
dormant, churned = max(14, round(gaps.quantile(0.75))), max(30, round(gaps.quantile(0.9)))
first = bought.groupby("CustomerID").day.min()
tenure = (AS_OF - first).dt.days
stage = np.select(
    [recency > churned, recency > dormant, tenure <= dormant], ["churned", "dormant", "new"], default="active"
)
out["windows"] = {"dormant": dormant, "churned": churned, "gaps": len(gaps)}
out["stages"] = {name: int((stage == name).sum()) for name in ("new", "active", "dormant", "churned")}

# Who would have been called churned half a year before, and bought again since.
half = months(6)
before = bought[bought.day <= half].groupby("CustomerID").day.max()
called = before[(half - before).dt.days > churned].index
out["came_back"] = {"called": len(called), "back": int((last[called] > half).sum())}

# ---- quiet: active and silent for more than twice the own median gap, or with fewer than 3 gaps half the churn window
per = gaps.groupby(days.loc[gaps.index].CustomerID).agg(["count", "median"]).reindex(rfm.index)
n, own = per["count"].fillna(0), per["median"]
active = recency <= churned
by_own = active & (n >= 3) & (recency > 2 * own) & (recency > 14)
by_all = active & (n < 3) & (recency > churned / 2)
out["quiet"] = {"active": int(active.sum()), "own": int(by_own.sum()), "pooled": int(by_all.sum())}

# ---- growth accounting by month
month = bought.assign(month=bought.day.dt.to_period("M"))[["CustomerID", "month"]].drop_duplicates()
held = {k: set(v) for k, v in month.groupby("month").CustomerID}
seen, rows, previous = set(), [], set()
for key in sorted(held):
    buyers = held[key]
    rows.append(
        {
            "start": str(key.start_time.date()),
            "new_customers": len(buyers - seen),
            "retained": len(buyers & previous),
            "resurrected": len((buyers & seen) - previous),
            "stayed_away": len(previous - buyers),
        }
    )
    seen |= buyers
    previous = buyers
out["growth"] = rows

# ---- growth of a customer: half-year on half-year
after, earlier = window(months(6), AS_OF).revenue, window(months(12), months(6)).revenue
pair = pd.DataFrame({"after": after, "before": earlier}).reindex(everything.index).fillna(0.0)
rate = ((pair.after - pair.before) / pair.before)[pair.before > 0]
total = pair.after.abs() + pair.before.abs()
index = ((pair.after - pair.before) / total).where(total > 0, -1.0)
out["growth_6m"] = {"rates": len(rate), "median_rate": rate.median(), "index_sum": index.sum()}

# ---- concentration of who has revenue left
kept = np.sort(everything.revenue[everything.revenue > 0].to_numpy())[::-1]
rising = kept[::-1]
places = np.arange(1, len(rising) + 1)
out["concentration"] = {
    "n": len(kept),
    "others": int((everything.revenue <= 0).sum()),
    "gini": 2 * (places * rising).sum() / (len(rising) * rising.sum()) - (len(rising) + 1) / len(rising),
    **{f"top_{p}": kept[: round(len(kept) * p / 100)].sum() / kept.sum() for p in (1, 5, 10, 20)},
}

# ---- tiers of the proposed scheme: points between quantiles, weights, a line to scores; proposed as of the last day of the
# data, and a month's end before it graded by the same anchors (a review)
def facts_at(day):
    """The indicators of everybody who bought up to the day, and what each brought in the 12 months before it."""

    def back(n):
        return day - pd.DateOffset(months=n)

    ever = window(pd.Timestamp.min, day)
    year = window(back(12), day)
    halves = pd.DataFrame({"after": window(back(6), day).revenue, "before": window(back(12), back(6)).revenue})
    halves = halves.reindex(ever.index).fillna(0.0)
    both = halves.after.abs() + halves.before.abs()
    recent = orders[(orders.day > back(12)) & (orders.day <= day)]
    sums = recent.groupby("CustomerID").agg(sold=("sold", "sum"), refunded=("refunded", "sum")).reindex(ever.index)
    kinds = named[(named.sold + named.refunded > 0) & (named.day > back(12)) & (named.day <= day)]
    until = bought[bought.day <= day].groupby("CustomerID").day.max().reindex(ever.index)
    revenue = year.revenue.reindex(ever.index).fillna(0.0)
    return ever, revenue, pd.DataFrame(
        {
            "revenue_12m": revenue,
            "orders_12m": year.orders.reindex(ever.index).fillna(0),
            "average_order": ever.revenue / ever.orders,
            "growth_6m": ((halves.after - halves.before) / both).where(both > 0, -1.0),
            "categories": kinds.groupby("CustomerID").StockCode.nunique().reindex(ever.index).fillna(0),
            "recency_days": (day - until).dt.days,
            "return_rate_12m": -sums.refunded / sums.sold.where(sums.sold > 0),
        }
    )


DIMENSIONS = {
    "financial": (0.5, {"revenue_12m": 25, "orders_12m": 8, "average_order": 4}),
    "potential": (0.3, {"growth_6m": 6, "categories": 12}),
    "risk": (0.2, {"recency_days": 8, "return_rate_12m": 4}),
}
LESS_IS_BETTER = {"recency_days", "return_rate_12m"}


def anchors(values, shares, points):
    """One anchor a different quantile, with the highest of the points of equal ones."""
    curve = {}
    for q, p in zip(np.quantile(values, shares), points):
        curve[q] = max(curve.get(q, -np.inf), p)
    return list(curve), list(curve.values())


def lines_of(facts):
    """Anchors, median and weight of each indicator."""
    found = {}
    for part, members in DIMENSIONS.values():
        for name, weight in members.items():
            known = facts[name].astype(float).dropna()
            # Nothing earned is the least that money that came in can be.
            basis = known.clip(lower=0) if name in ("revenue_12m", "average_order") else known
            points = [0, 20, 50, 80, 95, 100]
            if name in LESS_IS_BETTER:
                points = [100 - p for p in points]
            xs, ys = anchors(basis, [0, 0.2, 0.5, 0.8, 0.95, 1], points)
            found[name] = (xs, ys, np.median(basis), part * weight / sum(members.values()))
    return found


def raw_of(facts, lines):
    return sum(
        weight * np.interp(facts[name].astype(float).fillna(median), xs, ys)
        for name, (xs, ys, median, weight) in lines.items()
    )


def tiers_of(raw, curve):
    scores = np.interp(raw, *curve).round(6)
    return np.select([scores >= 90, scores >= 80, scores >= 60], ["diamond", "gold", "silver"], default="ordinary")


ever, _, facts = facts_at(orders.day.max())
lines = lines_of(facts)
raw = raw_of(facts, lines)
curve = anchors(raw, [0, 0.5, 0.8, 0.95, 1], [0, 60, 80, 90, 100])
tier = tiers_of(raw, curve)
TIERS = ("diamond", "gold", "silver", "ordinary")
out["tiers"] = {
    name: {
        "customers": int((tier == name).sum()),
        "revenue": ever.revenue[tier == name].sum(),
        "median_recency": facts.recency_days[tier == name].median(),
    }
    for name in TIERS
}
_, revenue, facts = facts_at(pd.Timestamp("2011-11-30"))
tier = tiers_of(raw_of(facts, lines), curve)
out["review"] = {
    name: {"customers": int((tier == name).sum()), "revenue": revenue[tier == name].sum()} for name in TIERS
}

# ---- groups by behaviour: two, k-means on logarithms
features = np.log1p(np.column_stack([rfm.recency, rfm.orders, rfm.revenue.clip(lower=0)]).astype(float))
features = (features - features.mean(0)) / features.std(0)
labels = KMeans(n_clusters=2, n_init=10, tol=0, max_iter=1000, random_state=1).fit_predict(features)
out["clusters"] = sorted(np.bincount(labels).tolist())

# ---- cohorts by month of the first purchase: customers, who bought so many months after, and their net revenue
month = orders[orders.CustomerID.isin(last.index)].assign(place=lambda o: o.day.dt.year * 12 + o.day.dt.month)
first = month[month.bought].groupby("CustomerID").place.min().rename("first")
month = month.join(first, on="CustomerID")
month = month[month.place >= month["first"]]
month["age"] = month.place - month["first"]
out["cohorts"] = [
    [f"{(line - 1) // 12}-{(line - 1) % 12 + 1:02d}", int(age), int(part[part.bought].CustomerID.nunique()), part.net.sum()]
    for (line, age), part in month.groupby(["first", "age"])
]

# ---- how long customers stay: gone 90 days after the last purchase, Kaplan-Meier by hand
span = bought.groupby("CustomerID").day.agg(["min", "max"])
gone = span["max"] + pd.Timedelta(days=90)
until = DATA_END
happened = gone <= until
days = (gone.where(happened, until) - span["min"]).dt.days
share, stay = 1.0, {}
for day in range(0, days.max() + 1):
    left = (days >= day).sum()
    share *= 1 - ((days == day) & happened).sum() / left if left else 1
    if day in (90, 180, 270, 365):
        stay[str(day)] = share
out["staying"] = stay

json.dump(out, sys.stdout, indent=2, default=float)
print()
