"""Who sent it, and is it what was sent: signatures and the forms of payload."""
import time
from harness import *


@check
def a_wrong_secret_and_an_unknown_key(b):
    fails(403, 'SignatureDoesNotMatch', client(secret='wrong').list_objects_v2, Bucket=b)
    fails(403, 'InvalidAccessKeyId', client(access='unknown').list_objects_v2, Bucket=b)


@check
def nobody_gets_nothing(b):
    put(b, 'a')
    for method, path in (('GET', f'/{b}/a'), ('GET', f'/{b}'), ('PUT', f'/{b}/a'), ('DELETE', f'/{b}/a'), ('GET', '/')):
        status, _, body = send(method, path)
        assert status == 403 and b'AccessDenied' in body, (method, path, status)


@check
def a_request_of_an_hour_ago(b):
    status, _, body = send('GET', f'/{b}', signed('GET', f'/{b}', age=3600)[0])
    assert status == 403 and b'RequestTimeTooSkewed' in body
    assert send('GET', f'/{b}', signed('GET', f'/{b}', age=600)[0])[0] == 200


@check
def presigned_requests(b):
    import urllib.request
    s3 = client(signature_version='s3v4')
    url = s3.generate_presigned_url('put_object', Params={'Bucket': b, 'Key': 'a ü+'}, ExpiresIn=60)
    with urllib.request.urlopen(urllib.request.Request(url, data=b'hello', method='PUT', headers={'Content-Type': ''})) as answer:
        assert answer.status == 200
    url = s3.generate_presigned_url('get_object', Params={'Bucket': b, 'Key': 'a ü+', 'ResponseContentType': 'text/x'}, ExpiresIn=60)
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b'hello' and answer.headers['Content-Type'] == 'text/x'
    path = url[len(URL):]
    assert send('GET', path.replace('text%2Fx', 'text%2Fy'))[0] == 403
    short = s3.generate_presigned_url('get_object', Params={'Bucket': b, 'Key': 'a ü+'}, ExpiresIn=1)[len(URL):]
    time.sleep(2.1)
    status, _, body = send('GET', short)
    assert status == 403 and b'expired' in body, body


@check
def a_changed_request_is_refused(b):
    h = signed('GET', f'/{b}')[0]
    assert send('GET', f'/{b}?versions', h)[0] == 403
    h = signed('PUT', f'/{b}/a')[0]
    assert send('PUT', f'/{b}/b', h, b'x')[0] == 403
    status, _, body = send('PUT', f'/{b}/a', {**h, 'x-amz-acl': 'public-read'}, b'x')
    assert status == 403 and b'not signed' in body


@check
def a_payload_other_than_the_one_signed(b):
    h = signed('PUT', f'/{b}/a', payload=sha256(b'hello'))[0]
    status, _, body = send('PUT', f'/{b}/a', h, b'jello')
    assert status == 400 and b'XAmzContentSHA256Mismatch' in body and keys(b) == []
    assert send('PUT', f'/{b}/a', signed('PUT', f'/{b}/a', payload=sha256(b'hello'))[0], b'hello')[0] == 200


def chunks(bodies, sign, before, trailer=None, tamper=False):
    out = b''
    for body in [*bodies, b'']:
        before = sign('AWS4-HMAC-SHA256-PAYLOAD', before, sha256(b''), sha256(body)) if sign else ''
        out += f'{len(body):x}'.encode() + (f';chunk-signature={before}'.encode() if sign else b'') + b'\r\n'
        if body:
            out += (b'!' + body[1:] if tamper else body) + b'\r\n'
    if trailer:
        out += trailer.encode() + b'\r\n'
        if sign:
            out += b'x-amz-trailer-signature:' + sign('AWS4-HMAC-SHA256-TRAILER', before, sha256(trailer.encode() + b'\n')).encode() + b'\r\n'
    return out + b'\r\n'


def send_chunks(b, bodies, kind, signs=True, trailer=None, tamper=False, **headers):
    length = str(sum(map(len, bodies)))
    extra = {'x-amz-decoded-content-length': length, 'content-encoding': 'aws-chunked', **headers}
    if trailer:
        extra['x-amz-trailer'] = trailer.split(':')[0]
    h, signature, sign = signed('PUT', f'/{b}/a', headers=extra, payload=kind)
    return send('PUT', f'/{b}/a', h, chunks(bodies, sign if signs else None, signature, trailer, tamper))


BODIES = [b'h' * 70000, b'e' * 8192, b'llo']


@check
def signed_chunks(b):
    status, _, body = send_chunks(b, BODIES, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
    assert status == 200, body
    assert get(b, 'a') == b''.join(BODIES) and 'ContentEncoding' not in head(b, 'a')
    status, _, body = send_chunks(b, BODIES, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', tamper=True)
    assert status == 403 and b'SignatureDoesNotMatch' in body
    send_chunks(b, BODIES, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', **{'content-encoding': 'aws-chunked,gzip'})
    assert head(b, 'a')['ContentEncoding'] == 'gzip'


@check
def chunks_with_a_trailer(b):
    trailer = 'x-amz-checksum-crc32:' + crc32(b''.join(BODIES))
    for kind, signs in (('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', True), ('STREAMING-UNSIGNED-PAYLOAD-TRAILER', False)):
        status, _, body = send_chunks(b, BODIES, kind, signs, trailer)
        assert status == 200, body
        assert head(b, 'a', ChecksumMode='ENABLED')['ChecksumCRC32'] == crc32(b''.join(BODIES))
        s3.delete_object(Bucket=b, Key='a')
        status, _, body = send_chunks(b, BODIES, kind, signs, 'x-amz-checksum-crc32:AAAAAA==')
        assert status == 400 and b'BadDigest' in body and keys(b) == []
    status, _, body = send_chunks(b, BODIES, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', False, None, **{'x-amz-trailer': 'x-amz-checksum-crc32'})
    assert status == 400 and b'MalformedTrailer' in body


@check
def chunks_that_are_fewer_than_announced(b):
    h, signature, sign = signed('PUT', f'/{b}/a', headers={'x-amz-decoded-content-length': '100'}, payload='STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
    status, _, body = send('PUT', f'/{b}/a', h, chunks([b'short'], sign, signature))
    assert status == 400 and b'IncompleteBody' in body and keys(b) == []


@check
def a_length_has_to_be_told(b):
    h = signed('PUT', f'/{b}/a')[0]
    status, _, body = send('PUT', f'/{b}/a', {**h, 'Transfer-Encoding': 'chunked'}, b'5\r\nhello\r\n0\r\n\r\n')
    assert status == 411 and b'MissingContentLength' in body


@check
def a_client_that_waits_is_told_to_go_on(b):
    import socket
    host, port = HOST.split(':')
    def exchange(headers):
        with socket.create_connection((host, int(port)), timeout=10) as s:
            s.sendall((f'PUT /{b}/a HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 5\r\nExpect: 100-continue\r\n' + ''.join(f'{k}: {v}\r\n' for k, v in headers.items()) + '\r\n').encode())
            first = s.recv(4096)
            if first.startswith(b'HTTP/1.1 100 Continue\r\n\r\n'):
                s.sendall(b'hello')
                return first, s.recv(4096)
            return first, b''
    first, second = exchange(signed('PUT', f'/{b}/a')[0])
    assert second.startswith(b'HTTP/1.1 200') and get(b, 'a') == b'hello'
    assert exchange({})[0].startswith(b'HTTP/1.1 403')


@check
def a_bucket_in_the_host_name(b):
    put(b, 'a//b ü', b'hello')
    host = f'{b}.localhost:{HOST.split(":")[1]}'
    path = '/' + urllib.parse.quote('a//b ü')
    now = datetime.datetime.now(datetime.timezone.utc).strftime('%Y%m%dT%H%M%SZ')
    text = '\n'.join(['GET', path, '', f'host:{host}', 'x-amz-content-sha256:UNSIGNED-PAYLOAD', f'x-amz-date:{now}', '', 'host;x-amz-content-sha256;x-amz-date', 'UNSIGNED-PAYLOAD'])
    scope = f'{now[:8]}/{REGION}/s3/aws4_request'
    signature = hmac.new(signing_key(now[:8]), f'AWS4-HMAC-SHA256\n{now}\n{scope}\n{sha256(text.encode())}'.encode(), hashlib.sha256).hexdigest()
    c = http.client.HTTPConnection(HOST)
    c.request('GET', path, headers={'Host': host, 'x-amz-date': now, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'Authorization': f'AWS4-HMAC-SHA256 Credential={ACCESS}/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}'})
    assert c.getresponse().read() == b'hello'


@check
def the_owner_expected(b):
    fails(403, 'AccessDenied', s3.list_objects_v2, Bucket=b, ExpectedBucketOwner='000000000001')


done()
