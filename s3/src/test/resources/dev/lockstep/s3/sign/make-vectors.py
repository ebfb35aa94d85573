"""Writes vectors.tsv: requests signed by botocore, a witness independent of our signer.

    python3 make-vectors.py > vectors.tsv

Made with botocore 1.43.11. The seed is fixed, so the same botocore makes the same file. Columns, separated by tabs, texts in
hexadecimal: method, host, key (bytes), query (name=value pairs, names sorted, joined by a comma), headers (name=value, joined by
a comma), payload ("U" for unsigned, else the body), session token, region, time (epoch seconds), Authorization.
"""
import datetime
import random
from urllib.parse import quote

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
import botocore.auth

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
chance = random.Random(20261123)
POOL = ["a", "Z", "0", "-", ".", "_", "~", "/", " ", "+", "%", "?", "&", "=", "#", "*", "'", "(", ")", "!", "$", ",", ";", ":", "@",
        "\\", "|", "^", "`", "{", "}", "[", "]", "<", ">", '"', "\n", "\r", "\t", "\x01", "\x7f", "ü", "漢", "😀", "%2F", "..", "//"]


def text(most, pool=POOL):
    return "".join(chance.choice(pool) for _ in range(chance.randrange(most)))


def value(most):
    printable = [chr(c) for c in range(33, 127)] + [" ", "  ", "   "]
    return text(most, printable)


def hexed(s):
    return s.encode().hex()


class Frozen(datetime.datetime):
    now_is = None

    @classmethod
    def utcnow(cls):
        return cls.now_is

    @classmethod
    def now(cls, tz=None):
        return cls.now_is.replace(tzinfo=tz)


def vector():
    moment = 1_700_000_000 + chance.randrange(100_000_000)
    now = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).replace(tzinfo=None)
    method = chance.choice(["GET", "PUT", "POST", "HEAD", "DELETE"])
    host = chance.choice(["bucket.s3.eu-west-1.amazonaws.com", "127.0.0.1:9000", "store.example"])
    key = text(30)
    names = sorted({chance.choice(["prefix", "start-after", "versionId", "partNumber", "uploads", "list-type"]) for _ in range(chance.randrange(4))})
    query = [(n, text(12)) for n in names]
    headers = {}
    for _ in range(chance.randrange(5)):
        headers["x-amz-meta-" + text(5, ["a", "b", "c", "1", "-"]) + "x"] = value(20)
    if chance.random() < 0.3:
        headers["content-type"] = chance.choice(["text/plain; charset=utf-8", "application/xml"])
    if chance.random() < 0.3:
        headers["if-none-match"] = "*"
    payload = None if chance.random() < 0.5 else text(40)
    token = None if chance.random() < 0.6 else "T" + value(30).strip()
    region = chance.choice(["us-east-1", "eu-central-1", "ap-southeast-2"])
    url = "http://" + host + "/" + quote(key.encode(), safe="/-_.~")
    if query:
        url += "?" + "&".join(quote(n, safe="-_.~") + "=" + quote(v.encode(), safe="-_.~") for n, v in query)
    request = AWSRequest(method=method, url=url, data=(payload or "").encode(), headers=dict(headers, host=host))
    request.context["client_config"] = None
    request.context["payload_signing_enabled"] = payload is not None
    request.context["has_streaming_input"] = True
    signer = S3SigV4Auth(Credentials("AKIDEXAMPLE", SECRET, token), "s3", region)
    signer._should_sha256_sign_payload = lambda _: payload is not None
    Frozen.now_is = now
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: now
    signer.add_auth(request)
    pairs = ",".join(hexed(n) + "=" + hexed(v) for n, v in query)
    fields = ",".join(hexed(n) + "=" + hexed(v) for n, v in headers.items())
    return "\t".join([method, host, hexed(key), pairs, fields, "U" if payload is None else hexed(payload) or "-",
                      hexed(token or ""), region, str(moment), request.headers["Authorization"]])


print("# Made by make-vectors.py with botocore: see there.")
for _ in range(400):
    print(vector())
