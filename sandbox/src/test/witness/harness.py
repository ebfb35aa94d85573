"""What the witnesses share: a client, requests signed by hand, and checks that are counted.

A witness is a client that others wrote: when it and the sandbox understand one another, we have not merely agreed with ourselves.
"""
import base64, datetime, hashlib, hmac, http.client, os, sys, traceback, urllib.parse, uuid, zlib
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

URL = os.environ['WITNESS_ENDPOINT']
ACCESS, SECRET = os.environ.get('WITNESS_ACCESS', 'lockstep'), os.environ.get('WITNESS_SECRET', 'lockstep-secret')
REGION = 'us-east-1'
HOST = urllib.parse.urlsplit(URL).netloc
MIB = 1 << 20
failures = []
count = 0


def client(access=ACCESS, secret=SECRET, **config):
    config = {'retries': {'max_attempts': 0}, 's3': {'addressing_style': 'path'}, **config}
    return boto3.client('s3', endpoint_url=URL, aws_access_key_id=access, aws_secret_access_key=secret, region_name=REGION, config=Config(**config))


s3 = client()


def bucket(versioned=False):
    name = 'witness-' + uuid.uuid4().hex[:20]
    s3.create_bucket(Bucket=name)
    if versioned:
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={'Status': 'Enabled'})
    return name


def check(test):
    """Runs a function with a fresh bucket, and counts it."""
    global count
    count += 1
    try:
        test(bucket())
    except Exception:
        failures.append(test.__name__)
        print('FAIL', test.__name__)
        traceback.print_exc()
    return test


def fails(status, code, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except ClientError as e:
        got = (e.response['ResponseMetadata']['HTTPStatusCode'], e.response['Error']['Code'])
        want = (status, code if code is not None else got[1])
        assert got == want, f'{got} and not {want}: {e}'
        return e.response
    raise AssertionError('it succeeded')


def put(b, key, body=b'x', **kwargs):
    return s3.put_object(Bucket=b, Key=key, Body=body, **kwargs)


def get(b, key, **kwargs):
    return s3.get_object(Bucket=b, Key=key, **kwargs)['Body'].read()


def head(b, key, **kwargs):
    return s3.head_object(Bucket=b, Key=key, **kwargs)


def keys(b, **kwargs):
    return [o['Key'] for page in s3.get_paginator('list_objects_v2').paginate(Bucket=b, **kwargs) for o in page.get('Contents', [])]


def md5(data):
    return hashlib.md5(data).hexdigest()


def etag(data):
    return f'"{md5(data)}"'


def send(method, path, headers=None, body=b''):
    """A request as it stands."""
    c = http.client.HTTPConnection(HOST, timeout=60)
    c.putrequest(method, path, skip_accept_encoding=True)
    for name, value in (headers or {}).items():
        c.putheader(name, value)
    if 'Content-Length' not in (headers or {}) and 'Transfer-Encoding' not in (headers or {}):
        c.putheader('Content-Length', str(len(body)))
    c.endheaders(body)
    answer = c.getresponse()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def signing_key(day):
    key = ('AWS4' + SECRET).encode()
    for part in (day, REGION, 's3', 'aws4_request'):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def signed(method, path, query='', headers=None, payload='UNSIGNED-PAYLOAD', age=0):
    """Headers with a signature, that signature, and what signs the chunks that follow it."""
    now = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=age)).strftime('%Y%m%dT%H%M%SZ')
    h = {'host': HOST, 'x-amz-date': now, 'x-amz-content-sha256': payload, **(headers or {})}
    names = ';'.join(sorted(h))
    text = '\n'.join([method, path, query, *(f'{k}:{" ".join(h[k].split())}' for k in sorted(h)), '', names, payload])
    scope = f'{now[:8]}/{REGION}/s3/aws4_request'
    sign = lambda kind, *rest: hmac.new(signing_key(now[:8]), '\n'.join([kind, now, scope, *rest]).encode(), hashlib.sha256).hexdigest()
    signature = sign('AWS4-HMAC-SHA256', hashlib.sha256(text.encode()).hexdigest())
    h['Authorization'] = f'AWS4-HMAC-SHA256 Credential={ACCESS}/{scope}, SignedHeaders={names}, Signature={signature}'
    del h['host']
    return h, signature, sign


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def crc32(data):
    return base64.b64encode(zlib.crc32(data).to_bytes(4, 'big')).decode()


def parts(b, key, *bodies, numbers=None, **kwargs):
    """An upload with its parts sent, not yet completed."""
    upload = s3.create_multipart_upload(Bucket=b, Key=key, **kwargs)['UploadId']
    sent = []
    for number, body in zip(numbers or range(1, len(bodies) + 1), bodies):
        answer = s3.upload_part(Bucket=b, Key=key, UploadId=upload, PartNumber=number, Body=body)
        sent.append({'PartNumber': number, 'ETag': answer['ETag'], **{k: v for k, v in answer.items() if k.startswith('Checksum')}})
    return upload, sent


def complete(b, key, upload, sent, **kwargs):
    return s3.complete_multipart_upload(Bucket=b, Key=key, UploadId=upload, MultipartUpload={'Parts': sent}, **kwargs)


def done():
    print(f'{os.path.basename(sys.argv[0])}: {count - len(failures)} of {count} checks passed')
    sys.exit(1 if failures else 0)
