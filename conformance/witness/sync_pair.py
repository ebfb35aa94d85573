#!/usr/bin/env python3
"""Watches one sync from outside: fills a bucket with boto3, runs `lockstep sync` between two stores, and reads back with boto3.

    sync_pair.py --lockstep PATH --source NAME=ENDPOINT,ACCESS,SECRET,REGION --destination NAME=... [--objects N]

What the source takes and lists under its own name is the work. Afterwards each of those objects either has arrived whole (bytes,
content headers, user metadata, tags, ETag, and the storage class where the destination keeps it), or is a row in `failures` with
its reason, and then `inSync` is false and the exit code 1. A second run of a pair that is in step may send LIST requests only, and a
byte changed at the destination with the size kept must be found and healed. Ends with exit code 1 at the first thing that is not so.
"""
import argparse, concurrent.futures, hashlib, json, os, random, subprocess, sys, tempfile, uuid

os.environ['BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE'] = 'true'  # else botocore stumbles when a store answers an empty body at once

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

AWKWARD = ['a//b', '/lead', 'dot/../x', './y', 'sp ace+plus', 'per%cent%2F', 'ünï/漢字/😀', '\uff5e', '\U0001f600', 'nl\nx', 'ctl\u0001x',
           'back\\slash', 'a', 'a/b', 'k' * 1024, 'q?x=1&y=2#z', 'dir/', ' edges ', 'quo"te<xml>&amp;', "sem;i:c=,'()*!~$@"]
HEADERS = ['ContentType', 'CacheControl', 'ContentDisposition', 'ContentEncoding', 'ContentLanguage', 'Expires', 'WebsiteRedirectLocation', 'Metadata']
MIB = 1 << 20


class Store:
    def __init__(self, text):
        self.name, _, rest = text.partition('=')
        self.endpoint, self.access, self.secret, self.region = rest.split(',')
        config = Config(s3={'addressing_style': 'path'}, request_checksum_calculation='when_required', response_checksum_validation='when_required',
                        retries={'max_attempts': 2}, max_pool_connections=16)
        self.s3 = boto3.client('s3', endpoint_url=self.endpoint, aws_access_key_id=self.access, aws_secret_access_key=self.secret,
                               region_name=self.region, config=config)

    def profile(self):
        return (f'[profile {self.name}]\nendpoint_url = {self.endpoint}\nregion = {self.region}\naws_access_key_id = {self.access}\n'
                f'aws_secret_access_key = {self.secret}\ns3 =\n  addressing_style = path\n\n')

    def keys(self, bucket):
        pages = self.s3.get_paginator('list_objects_v2').paginate(Bucket=bucket)
        return {entry['Key']: entry for page in pages for entry in page.get('Contents', [])}

    def tags(self, bucket, key):
        try:
            return {tag['Key']: tag['Value'] for tag in self.s3.get_object_tagging(Bucket=bucket, Key=key)['TagSet']}
        except ClientError:
            return {}

    def whole(self, bucket, key):
        """All that belongs to an object."""
        answer = self.s3.get_object(Bucket=bucket, Key=key)
        seen = {name: answer.get(name) for name in HEADERS}
        seen['Expires'] = answer.get('ExpiresString')
        seen['Metadata'] = answer['Metadata']
        seen['bytes'] = hashlib.sha256(answer['Body'].read()).hexdigest()
        seen['ETag'] = answer['ETag']
        seen['StorageClass'] = answer.get('StorageClass', 'STANDARD')
        seen['Tags'] = self.tags(bucket, key)
        return seen

    def remove(self, bucket):
        """As far as the store can: some list keys that they can't delete."""
        try:
            at_once(lambda key: self.s3.delete_object(Bucket=bucket, Key=key), self.keys(bucket))
            self.s3.delete_bucket(Bucket=bucket)
        except ClientError as e:
            print(f'  {self.name}: bucket {bucket} stays: {e}')


def put(store, bucket, key, body, **dress):
    """Dressed as far as the store allows."""
    for without in [(), ('StorageClass',), ('StorageClass', 'WebsiteRedirectLocation'), ('StorageClass', 'WebsiteRedirectLocation', 'Tagging')]:
        try:
            store.s3.put_object(Bucket=bucket, Key=key, Body=body, **{k: v for k, v in dress.items() if k not in without})
            return True
        except ClientError:
            continue
    return False


def put_in_parts(store, bucket, key, sizes, **dress):
    tags = dress.pop('Tagging', None)
    upload = store.s3.create_multipart_upload(Bucket=bucket, Key=key, **dress)['UploadId']
    parts = []
    for number, size in enumerate(sizes, 1):
        body = random.Random(number).randbytes(size)
        etag = store.s3.upload_part(Bucket=bucket, Key=key, UploadId=upload, PartNumber=number, Body=body)['ETag']
        parts.append({'PartNumber': number, 'ETag': etag})
    store.s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={'Parts': parts})
    if tags:
        try:
            store.s3.put_object_tagging(Bucket=bucket, Key=key, Tagging={'TagSet': [dict(zip(('Key', 'Value'), pair.split('='))) for pair in tags.split('&')]})
        except ClientError:
            pass


def fill(store, bucket, count):
    dress = dict(ContentType='text/plain; charset=utf-8', CacheControl='max-age=60', ContentDisposition='attachment; filename="x y.txt"',
                 ContentEncoding='identity', ContentLanguage='de', Expires='Wed, 21 Oct 2026 07:28:00 GMT',
                 Metadata={'colour': 'blue  green', 'empty': '', 'long': 'x' * 300}, Tagging='team=archive&year=2026', StorageClass='STANDARD_IA')
    for key in AWKWARD:
        if put(store, bucket, key, b'' if key.endswith('/') else ('text of ' + key).encode(), **dress):
            listed = key in {entry['Key'] for entry in store.s3.list_objects_v2(Bucket=bucket).get('Contents', [])}
            print(f'  source {store.name}: {key!a:.60} ' + ('kept' if listed else 'not listed under its name'))
        else:
            print(f'  source {store.name}: {key!a:.60} refused')
    put(store, bucket, 'redirect', b'go', WebsiteRedirectLocation='/elsewhere')
    put(store, bucket, 'empty', b'')
    put_in_parts(store, bucket, 'parts/even', [5 * MIB, 5 * MIB, 3 * MIB], **{k: v for k, v in dress.items() if k != 'StorageClass'})
    put_in_parts(store, bucket, 'parts/eight', [8 * MIB, 8 * MIB, 1])
    put_in_parts(store, bucket, 'parts/six', [6 * MIB, 6 * MIB])
    put_in_parts(store, bucket, 'parts/one', [7 * MIB])
    put(store, bucket, 'large', random.Random(3).randbytes(9 * MIB), ContentType='video/mp4')
    at_once(lambda i: store.s3.put_object(Bucket=bucket, Key=f'many/{i % 7}/{i:05d}', Body=f'content {i}'.encode() * (i % 50),
                                          ContentType='text/csv', Metadata={'n': str(i)}), range(count - len(AWKWARD) - 7))


def at_once(function, values):
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        return list(threads.map(function, values))


class Failed(Exception):
    pass


def expect(condition, what):
    if not condition:
        raise Failed(what)


def lockstep(program, config, *arguments):
    env = {k: v for k, v in os.environ.items() if not k.startswith('AWS_')}
    env.update(AWS_CONFIG_FILE=config, AWS_SHARED_CREDENTIALS_FILE=os.devnull)
    done = subprocess.run([program, *arguments, '--output', 'json', '--quiet'], env=env, capture_output=True, text=True, timeout=600, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError as e:
        raise Failed(f'{arguments}: exit {done.returncode}, no JSON on stdout: {done.stdout[:300]!r} {done.stderr[-2000:]}') from e
    print(f'  lockstep {" ".join(arguments)}: exit {done.returncode}', {k: report[k] for k in ('inSync', 'identical', 'copied', 'failed', 'notKept', 'requests', 'seconds') if k in report})
    return done.returncode, report


def check_arrival(source, destination, buckets, report):
    at_source, at_destination = source.keys(buckets[0]), destination.keys(buckets[1])
    failed = {failure['key']: failure for failure in report['failures']}
    lost = {}
    for key in at_source:
        expect(key in at_destination or key in failed, f'{key!a} is neither at the destination nor in failures')
    arrived = [key for key in at_source if key in at_destination]
    wholes = at_once(lambda key: (key, source.whole(buckets[0], key), destination.whole(buckets[1], key)), arrived)
    for key, want, have in wholes:
        for name, value in want.items():
            if have[name] != value:
                lost.setdefault(name, []).append((key, value, have[name]))
                expect(key in failed or name in ('StorageClass', 'WebsiteRedirectLocation'), f'{name} of {key!a}: {value!r} became {have[name]!r}, and no row says so')
    extra = set(at_destination) - set(at_source)
    expect(not extra, f'keys that the source lacks: {extra}')
    for name, rows in lost.items():
        print(f'  {destination.name} did not keep {name} of {len(rows)} objects, such as {rows[0]!a:.150}; noted: {report["notKept"]}')
        expect(name not in ('StorageClass', 'WebsiteRedirectLocation') or report['notKept'] > 0, f'{name} was lost without a note')
    for failure in list(failed.values())[:30]:
        print(f'  row: {failure["key"]!a:.40} {failure["code"]}: {failure["message"]!a:.150}')
    expect(report['complete'], 'complete is false')
    expect(report['inSync'] == (not failed), f'inSync is {report["inSync"]} with {len(failed)} failures')


def watch(program, source, destination, count):
    buckets = ('witness-' + uuid.uuid4().hex[:8], 'witness-' + uuid.uuid4().hex[:8])
    print(f'{source.name} to {destination.name}, {count} objects')
    source.s3.create_bucket(Bucket=buckets[0])
    destination.s3.create_bucket(Bucket=buckets[1])
    fill(source, buckets[0], count)
    with tempfile.NamedTemporaryFile('w', suffix='.config') as config:
        config.write(source.profile() + destination.profile())
        config.flush()
        pair = (f'{source.name}:{buckets[0]}', f'{destination.name}:{buckets[1]}')
        code, report = lockstep(program, config.name, 'sync', *pair)
        check_arrival(source, destination, buckets, report)
        expect(code == (0 if report['inSync'] else 1), f'exit {code}')
        second, again = lockstep(program, config.name, 'sync', *pair)
        expect(second == code, f'the second run ends with {second}')
        if report['inSync']:
            expect(again['inSync'] and {k for k, n in again['requests'].items() if n} == {'list'}, f'the second run sent {again["requests"]}')
        spoil(destination, buckets[1], 'many/3/00024')
        code, compared = lockstep(program, config.name, 'compare', *pair)
        expect(code == 1 and compared['different'] >= 1, 'the spoilt object was not found')
        lockstep(program, config.name, 'sync', *pair)
        expect(source.whole(buckets[0], 'many/3/00024')['bytes'] == destination.whole(buckets[1], 'many/3/00024')['bytes'], 'not healed')
    for store, bucket in zip((source, destination), buckets):
        store.remove(bucket)


def spoil(store, bucket, key):
    body = bytearray(store.s3.get_object(Bucket=bucket, Key=key)['Body'].read())
    body[0] ^= 1
    store.s3.put_object(Bucket=bucket, Key=key, Body=bytes(body))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--lockstep', required=True)
    parser.add_argument('--source', required=True, type=Store)
    parser.add_argument('--destination', required=True, type=Store)
    parser.add_argument('--objects', type=int, default=2000)
    given = parser.parse_args()
    try:
        watch(given.lockstep, given.source, given.destination, given.objects)
    except Failed as e:
        print(f'witness: {given.source.name} to {given.destination.name}: {e}', file=sys.stderr)
        sys.exit(1)
    print('  as it should be')


if __name__ == '__main__':
    main()
