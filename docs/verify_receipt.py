"""Check a receipt without us: python3 verify_receipt.py PROOF.json PUBLIC_KEY [ROOT.json] (docs/rules/proof.md)."""

import base64
import json
import sys
from hashlib import sha256, sha512
from pathlib import Path

P, L = (2**255 - 19, 2**252 + 27742317777372353535851937790883648493) if sys.argv[2:] else sys.exit(__doc__)
D, TURN = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)


def must(holds, why):
    return holds or sys.exit(f"NOT TRUE: {why}")


def point(raw):  # RFC 8032, 5.1.3
    y, odd = int.from_bytes(raw, "little") % 2**255, raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = next((x for x in (pow(square, (P + 3) // 8, P) * i % P for i in (1, TURN)) if x * x % P == square), None)
    must(y < P and x is not None, "a key or signature is no point of the curve")
    return ((x := x if x & 1 == odd else P - x), y, 1, x * y)


def plus(p, q):
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0]), 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P


def times(s, p):
    return plus(times(s // 2, plus(p, p)), p if s % 2 else (0, 1, 1, 0)) if s else (0, 1, 1, 0)


def read(part):  # a signed text; RFC 8032, 5.1.7
    raw, text = base64.b64decode(part["signature"]), part["statement"].encode()
    must((key := KEYS.get(json.loads(text)["key"])) and len(raw) == 64, "signed with another key than the one you gave")
    s, h = int.from_bytes(raw[32:], "little"), int.from_bytes(sha512(raw[:32] + key + text).digest(), "little")
    one = times(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little")))
    two = plus(point(raw[:32]), times(h % L, point(key)))
    must(s < L and all((one[at] * two[2] - two[at] * one[2]) % P == 0 for at in (0, 1)), "a signature does not fit")
    return json.loads(text)


KEYS = {sha256(key).hexdigest()[:16]: key for key in map(bytes.fromhex, sys.argv[2].split(","))}
proof, *kept = (json.loads(Path(file).read_text("utf-8")) for file in (sys.argv[1], *sys.argv[3:]))
promise, root, row, way = read(proof["promise"]), read(proof["root"]), proof["row"], proof["inclusion"]
said, found = json.loads(row["body"]), sha256((row["previous"] + row["body"]).encode()).digest()
same = all(said[word] == promise[word] for word in ("unit", "seq", "recorded_at"))
must(same and (found := sha256(b"\0" + found).digest()).hex() == promise["leaf"], "the row is of another receipt")
kinds = (promise["type"], root["type"]) == ("thanthien-promise-1", "thanthien-root-1")
must(kinds and root["day"] == promise["day"] == said["recorded_at"][:10], "not a promise and the root of its day")
at, last = way["index"], way["size"] - 1
for sibling in map(bytes.fromhex, way["path"]):  # RFC 9162, 2.1.3.2
    found = sha256(b"\1" + (sibling + found if (left := at % 2 or at == last) else found + sibling)).digest()
    while left and at % 2 == 0 and at:
        at, last = at // 2, last // 2
    at, last = at // 2, last // 2
must(last == 0 and root["size"] == way["size"] and found.hex() == root["root"], "the receipt is not in that root")
must(all(one["statement"] == proof["root"]["statement"] for one in kept), "that root is not the one you kept")
print(f"TRUE: receipt {promise['number']}, recorded {said['recorded_at']}, in the root of {root['day']}:", said["data"])
